"""A heading that came or went while what stands under it stayed: no new task, and none dropped."""

from __future__ import annotations

from dataclasses import dataclass

from policydiff.model import Change
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.weight import is_formal

# Share of the text under a heading that is also in the other document: with half of it the matter goes on.
_GOES_ON = 0.5


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What stands in or under a dropped or new heading and is in the other document too."""

    places: tuple[str, ...]  # the clauses of the other document, in this one's order
    share: float  # of the text under the heading

    @property
    def goes_on(self) -> bool:
        """Whether the matter is still there, or was, and the heading alone came or went."""
        return self.share >= _GOES_ON


def elsewhere(sides: Sides, side: Side, change: Change) -> Elsewhere:
    """Where the other document has what stands under a dropped or new heading of one side."""
    heading = side.clauses(change)[0]
    below = [c for c in side.below(heading.id) if not is_formal(c)]
    kept = [c for c in below if side.changes[c.id].presence not in ("added", "removed")]
    places = dict.fromkeys(p.id for c in kept for p in sides.other(side).clauses(side.changes[c.id]))
    whole = len(heading.text) - len(heading.heading or "") + sum(len(c.text) for c in below)
    return Elsewhere(tuple(places), sum(len(c.text) for c in kept) / max(1, whole))
