"""One-to-one pairs of facts: best first, each fact once, the same from either side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from policydiff.model import Alignment, Override, Responsibility, Target

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
    overrides: Sequence[Override] = (),
) -> list[tuple[int, int]]:
    """Index pairs (old, new), what a person set first, then the likest first; a likeness of 0 is no pair.

    Among equals the pair that lies nearest to the same share of either text goes first, and then that which
    comes first in both: nothing depends on which side is called old.
    """
    fixed = {(o.old, o.new): o.action for o in overrides}
    scored = []
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            action = fixed.get((address(a), address(b)))
            score = float("inf") if action == "link" else 0.0 if action == "unlink" else likeness(a, b)
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


def address(fact: Fact) -> str:
    """How an override names a fact: its clause, its words and, for a responsibility, the unit among them."""
    unit = f"|{fact.office}" if isinstance(fact, Responsibility) else ""
    return f"{fact.clause}|{fact.quote}{unit}"
