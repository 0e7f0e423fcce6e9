"""Groups of linked clauses → changes, in the order in which a report shows them."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.classify.movement import movements
from policydiff.classify.options import USUAL, Options
from policydiff.model import (
    Alignment,
    Change,
    Document,
    Edit,
    Group,
    MovedText,
    Place,
    Presence,
    ResponsibilityChange,
    TargetChange,
    Wording,
)
from policydiff.text.inline import edits
from policydiff.text.normalise import essence


def classify(
    old: Document,
    new: Document,
    alignment: Alignment,
    target_changes: Sequence[TargetChange],
    responsibility_changes: Sequence[ResponsibilityChange],
    *,
    options: Options = USUAL,
) -> tuple[Change, ...]:
    """Name every group's facets. The ids c1, c2, … follow the new text, what was removed at its old place."""
    where = movements(old, new, alignment.groups)
    order = _reading_order(old, new, alignment.groups, where)
    changes = []
    for number, i in enumerate(order, 1):
        group = alignment.groups[i]
        pieces = _edits(old, new, group)
        changes.append(
            Change(
                id=f"c{number}",
                old=group.old,
                new=group.new,
                presence=_presence(group),
                links=group.links,
                wording=_wording(old, new, group, pieces, options),
                place=where[i],
                edits=pieces,
                moved_inside=_moved_inside(pieces),
                moved_text=_moved(group, alignment.moved_text),
                target_changes=_touching(group, target_changes),
                responsibility_changes=_touching(group, responsibility_changes),
            )
        )
    return tuple(changes)


def _presence(group: Group) -> Presence:
    match (len(group.old), len(group.new)):
        case (0, _):
            return "added"
        case (_, 0):
            return "removed"
        case (1, 1):
            return "kept"
        case (1, _):
            return "split"
        case (_, 1):
            return "merged"
        case _:
            return "redistributed"


def _reading_order(old: Document, new: Document, groups: Sequence[Group], where: Sequence[Place | None]) -> list[int]:
    """New clauses in their order; a removed one behind the kept clause that stood before it."""
    new_at = {c.id: i for i, c in enumerate(new.clauses)}
    group_of = {clause: i for i, g in enumerate(groups) for clause in g.old}
    keys = {i: (min(new_at[c] for c in g.new), -1) for i, g in enumerate(groups) if g.new}
    behind = -1
    for at, clause in enumerate(old.clauses):
        i = group_of[clause.id]
        if not groups[i].new:
            keys.setdefault(i, (behind, at))
        elif where[i] != "moved":
            behind = max(new_at[x.new] for x in groups[i].links if x.old == clause.id)
    return sorted(keys, key=keys.__getitem__)


def _edits(old: Document, new: Document, group: Group) -> tuple[Edit, ...]:
    return edits(
        "\n".join(old.by_id[c].text for c in group.old),
        "\n".join(new.by_id[c].text for c in group.new),
    )


def _moved_inside(pieces: Sequence[Edit]) -> tuple[tuple[int, int], ...]:
    places = {(e.move, e.kind): i for i, e in enumerate(pieces) if e.move}
    return tuple((places[move, "delete"], i) for (move, kind), i in places.items() if kind == "insert")


def _wording(old: Document, new: Document, group: Group, pieces: Sequence[Edit], options: Options) -> Wording | None:
    if not (group.old and group.new):
        return None
    old_words = [old.by_id[c].content for c in group.old]
    new_words = [new.by_id[c].content for c in group.new]
    if old_words == new_words:
        return "same"
    if essence("".join(old_words)) == essence("".join(new_words)):
        return "cosmetic"
    kept = sum(len(e.text) + len(e.new_text or e.text) for e in pieces if e.kind == "equal")
    whole = kept + sum(len(e.text) for e in pieces if e.kind != "equal")
    return "rewritten" if kept < options.rewritten_below * whole else "revised"


def _moved(group: Group, moved: Sequence[MovedText]) -> tuple[MovedText, ...]:
    return tuple(m for m in moved if m.old.clause in group.old or m.new.clause in group.new)


def _touching(group: Group, changes: Sequence[TargetChange | ResponsibilityChange]) -> tuple[int, ...]:
    return tuple(
        i
        for i, change in enumerate(changes)
        if (change.old and change.old.clause in group.old) or (change.new and change.new.clause in group.new)
    )
