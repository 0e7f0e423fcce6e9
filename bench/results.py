"""What a run of the bench found, and what follows from it: ratios and how cost grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from bench.measure import Measured


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of texts and what every tool needed for it. `size` is None for a pair that comes in one size."""

    kind: str
    size: int | None
    counts: str
    characters: tuple[int, ...]
    tools: tuple[Measured, ...]

    def of(self, tool: str) -> Measured | None:
        """What this tool needed, where it was asked at all."""
        return next((t for t in self.tools if t.tool == tool), None)


@dataclass(frozen=True, slots=True)
class Results:
    """All cases of one run on one machine. Limits are seconds a case; `start_up` is in seconds too."""

    machine: dict[str, str]
    limit: float
    peer_limit: float
    cases: tuple[Case, ...]
    start_up: dict[str, float]


def ratio(case: Case, tool: str, peer: str) -> float | None:
    """How many times longer the peer takes than our tool, where both came to an end."""
    ours, theirs = case.of(tool), case.of(peer)
    if not ours or not theirs or not ours.seconds or theirs.seconds is None:
        return None
    return theirs.seconds / ours.seconds


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """The slope of the least-squares line through the logarithms: 1 where cost grows as the size does.

    >>> exponent([(1, 2), (10, 200), (100, 20000)])
    2.0
    """
    logs = [(log(x), log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 2:
        return None
    mean_x, mean_y = (sum(v) / len(logs) for v in zip(*logs, strict=True))
    rise = sum((x - mean_x) * (y - mean_y) for x, y in logs)
    return round(float(rise / sum((x - mean_x) ** 2 for x, _ in logs)), 3)


def steepest(points: Sequence[tuple[float, float]]) -> float | None:
    """The largest exponent between two neighbouring sizes: what a fit over all of them would hide."""
    slopes = [exponent(points[i : i + 2]) for i in range(len(points) - 1)]
    return max((s for s in slopes if s is not None), default=None)
