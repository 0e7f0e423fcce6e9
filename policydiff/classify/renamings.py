"""Offices that go by another name throughout: one statement, not a handing over at every task."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.model import Renaming, Responsibility, ResponsibilityChange

# Tasks that went from one office to the other: two could be chance, and a handing over is told for each.
_LEAST = 3


def renamings(
    changes: Sequence[ResponsibilityChange], old: Sequence[Responsibility], new: Sequence[Responsibility]
) -> tuple[Renaming, ...]:
    """The old names that no task of the new text has, and under which other name all their tasks went on."""
    before, after = {r.office_key for r in old}, {r.office_key for r in new}
    went: dict[str, list[int]] = {}
    for i, change in enumerate(changes):
        if change.old and change.old.office_key not in after:
            went.setdefault(change.old.office_key, []).append(i)
    found = []
    for indexes in went.values():
        heirs = {c.new.office_key for i in indexes if (c := changes[i]).new}
        handed = [i for i in indexes if changes[i].status == "reassigned"]
        if len(heirs) == 1 and not heirs & before and len(handed) >= _LEAST:
            first = changes[handed[0]]
            if first.old and first.new:
                found.append(Renaming(first.old.office, first.new.office, tuple(handed)))
    return tuple(found)
