"""An indicator as a small drawing: where its targets and what was achieved stand, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from policydiff.wording.measures import plain_number
from policydiff.years.history.model import Indicator, Point

WIDTH, HEIGHT = 560, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 12, 30
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A target or an achieved value: where it is drawn, and which way the target bounds (up, down or neither).

    `high` is where the upper end of a range is drawn.
    """

    x: float
    y: float
    bound: str = ""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, or a year below the drawing."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the drawing needs, in its own units; `courses` join what was achieved year after year."""

    width: int
    height: int
    left: int
    bottom: int
    ticks: tuple[Tick, ...]
    years: tuple[Tick, ...]
    targets: tuple[Mark, ...]
    achieved: tuple[Mark, ...]
    courses: tuple[str, ...]


def chart(indicator: Indicator) -> Chart | None:
    """The drawing of an indicator; None where less than two years have a figure."""
    own = [p for p in indicator.points if p.main and p.for_ and p.base_value is not None and p.horizon != "multi"]
    years = sorted({int(p.for_ or 0) for p in own})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    values = [v for p in own for v in (p.base_value, p.base_value_high) if v is not None]
    low, high = _room(min(values), max(values))

    def x(point: Point) -> float:
        return round(_LEFT + 10 + (int(point.for_ or 0) - first) * (WIDTH - _LEFT - _RIGHT - 20) / (last - first), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (value - low) * (HEIGHT - _TOP - _BOTTOM) / (high - low), 1)

    def marks(kind: str) -> Iterator[Mark]:
        for point in sorted((p for p in own if p.kind == kind), key=lambda p: int(p.for_ or 0)):
            bound = {">": "up", "<": "down"}.get((point.comparator or "=")[:1], "")
            top = point.base_value_high
            yield Mark(x(point), y(point.base_value or 0.0), bound, y(top) if top is not None else None)

    achieved = tuple(marks("achieved"))
    every = max(1, (last - first) // 8)
    scale = (WIDTH - _LEFT - _RIGHT - 20) / (last - first)
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        bottom=HEIGHT - _BOTTOM,
        ticks=tuple(Tick(y(v), plain_number(v)) for v in _round_values(low, high)),
        years=tuple(
            Tick(round(_LEFT + 10 + (year - first) * scale, 1), str(year)) for year in range(first, last + 1, every)
        ),
        targets=tuple(marks("target")),
        achieved=achieved,
        courses=tuple(_courses(achieved, scale)),
    )


def _courses(achieved: Sequence[Mark], year: float) -> Iterator[str]:
    """Lines through what was achieved, broken where a year is missing; `year` is its width."""
    course: list[Mark] = []
    for mark in achieved:
        if course and mark.x - course[-1].x > 1.5 * year:
            yield from _line(course)
            course = []
        course.append(mark)
    yield from _line(course)


def _line(course: Sequence[Mark]) -> Iterator[str]:
    if len(course) > 1:
        yield " ".join(f"{m.x},{m.y}" for m in course)


def _round_values(low: float, high: float) -> Iterator[float]:
    """Four or so round values between two bounds.

    >>> list(_round_values(5.5, 11.2)), list(_round_values(187.0, 320.0))
    ([6.0, 8.0, 10.0], [200.0, 250.0, 300.0])
    """
    rough = (high - low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough)
    for i in range(ceil(low / step), floor(high / step) + 1):
        yield round(i * step, 6)


def _room(low: float, high: float) -> tuple[float, float]:
    """Bounds of the axis that leave room, and do not go below zero where no value does."""
    span = (high - low) or abs(high) or 1.0
    below = low - span * 0.1
    return (0.0 if low >= 0 > below else below), high + span * 0.1
