"""One-to-one pairs of facts: best first, each fact once, the same from either side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import TypeVar

from policydiff.model import Alignment, Responsibility, Target
from policydiff.overrides import NO_RULING, Ruling, address

Likeness = float
Fact = Target | Responsibility
F = TypeVar("F", Target, Responsibility)


def clause_groups(alignment: Alignment) -> dict[str, int]:
    """The group of each clause, under "old:id" or "new:id"."""
    found: dict[str, int] = {}
    for i, group in enumerate(alignment.groups):
        found |= {f"old:{c}": i for c in group.old} | {f"new:{c}": i for c in group.new}
    return found


def pair(
    old: Sequence[F],
    new: Sequence[F],
    likeness: Callable[[F, F], Likeness],
    *,
    ruling: Ruling = NO_RULING,
) -> list[tuple[int, int]]:
    """Index pairs (old, new), what a person set first, then the likest first; a likeness of 0 is no pair.

    Among equals the pair that lies nearest to the same share of either text goes first, and then that which
    comes first in both: nothing depends on which side is called old.
    """
    scored = []
    is_ruled = bool(ruling.linked or ruling.forbidden)
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            named = (address(a), address(b)) if is_ruled else None
            score = inf if named in ruling.linked else 0.0 if named in ruling.forbidden else likeness(a, b)
            if score > 0:
                distance = abs(i * len(new) - j * len(old))
                scored.append((-score, distance, i + j, min(i, j), i, j))
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for *_, i, j in sorted(scored):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((i, j))
    return pairs
