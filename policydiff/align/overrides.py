"""The last word: pairs of clauses that a person set or forbade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.model import Document, Note, Override

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """Pairs of clause ids to link and never to link, and a note for each override that does not fit."""

    links: frozenset[Ids] = frozenset()
    forbidden: frozenset[Ids] = frozenset()
    notes: tuple[Note, ...] = ()


def rule(overrides: Sequence[Override], old: Document, new: Document) -> Ruling:
    """Read the overrides that speak of clauses.

    One that names a clause that is not there, and two that contradict each other, are not followed but noted.
    """
    wanted = [o for o in overrides if o.of == "clause"]
    actions: dict[Ids, set[str]] = {}
    for override in wanted:
        actions.setdefault((override.old, override.new), set()).add(override.action)
    links, forbidden, notes = set(), set(), []
    for override in wanted:
        pair = (override.old, override.new)
        if override.old not in old.by_id or override.new not in new.by_id or len(actions[pair]) > 1:
            here = override.new if override.new in new.by_id else None
            notes.append(override.note("override-unfit", here))
        elif override.action == "link":
            links.add(pair)
        else:
            forbidden.add(pair)
    return Ruling(frozenset(links), frozenset(forbidden), tuple(notes))
