"""Responsibilities of two years → who gained, lost, kept, changed or took over which task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from policydiff.classify.options import USUAL, Options
from policydiff.classify.pairing import clause_groups, pair
from policydiff.model import Alignment, Document, Responsibility, ResponsibilityChange, Role
from policydiff.overrides import NO_RULING, Ruling, address
from policydiff.text.similarity import overlap

# Who answers for the task, and who helps: a task is handed over among like roles only.
_ANSWERS: tuple[Role, ...] = ("lead", "responsible", "shared")

Bracket = tuple[Responsibility, ...]


def responsibility_changes(
    old_doc: Document,
    new_doc: Document,
    old: Sequence[Responsibility],
    new: Sequence[Responsibility],
    alignment: Alignment,
    *,
    ruling: Ruling = NO_RULING,
    options: Options = USUAL,
) -> tuple[ResponsibilityChange, ...]:
    """Pair the tasks of two years, then the units in them; in the order of the new text.

    A task that is in both years and changed hands is "reassigned"; a unit in a task of which there is no
    like in the other year is "added" or "removed".
    """
    groups = clause_groups(alignment)
    given = pair(old, new, lambda *_: 0.0, ruling=ruling)
    changes = [_kept(old[i], new[j]) for i, j in given]
    old_brackets = _brackets(r for i, r in enumerate(old) if i not in {g[0] for g in given})
    new_brackets = _brackets(r for j, r in enumerate(new) if j not in {g[1] for g in given})

    def likeness(a: Responsibility, b: Responsibility) -> float:
        linked = groups.get(f"old:{a.clause}") == groups.get(f"new:{b.clause}")
        words = overlap(_task(old_doc, a), _task(new_doc, b))
        enough = words >= (options.task_enough_linked if linked else options.task_enough)
        return words + options.task_linked * linked if enough else 0.0

    def is_one(a: Bracket, b: Bracket) -> bool:
        """Whether two alike tasks are one: under another office, in another place, their subject is not enough."""
        linked = groups.get(f"old:{a[0].clause}") == groups.get(f"new:{b[0].clause}")
        same_office = {r.office_key for r in a} & {r.office_key for r in b}
        apart = not linked and not same_office
        return not apart or overlap(_task(old_doc, a[0]), _task(new_doc, b[0])) >= options.task_enough_apart

    alike = pair([b[0] for b in old_brackets], [b[0] for b in new_brackets], likeness)
    tasks = [(i, j) for i, j in alike if is_one(old_brackets[i], new_brackets[j])]
    changes += [c for i, j in tasks for c in _within_task(old_brackets[i], new_brackets[j], ruling)]
    left_old = [r for i, b in enumerate(old_brackets) if i not in {t[0] for t in tasks} for r in b]
    left_new = [r for j, b in enumerate(new_brackets) if j not in {t[1] for t in tasks} for r in b]
    changes += _leftovers(left_old, left_new, groups, ruling)
    return tuple(sorted(changes, key=_position))


def _brackets(found: Iterable[Responsibility]) -> list[Bracket]:
    """The records of one bracket, sentence or row together."""
    return [tuple(g) for _, g in groupby(found, key=lambda r: (r.start, r.end, r.task.start))]


def _task(document: Document, record: Responsibility) -> str:
    return document.text[record.task.start : record.task.end]


def _within_task(old: Bracket, new: Bracket, ruling: Ruling) -> list[ResponsibilityChange]:
    same_unit = pair(old, new, lambda a, b: float(a.office_key == b.office_key), ruling=ruling)
    changes = [_kept(old[i], new[j]) for i, j in same_unit]
    gone = [r for i, r in enumerate(old) if i not in {p[0] for p in same_unit}]
    come = [r for j, r in enumerate(new) if j not in {p[1] for p in same_unit}]
    # Only who answers for a task can hand it over; helpers join and leave.
    for r in gone:
        heirs = [n for n in come if _hands_over(r, n, ruling)]
        heir = max(heirs, key=lambda n: overlap(r.office, n.office), default=None)  # on a tie the first
        if heir:
            come.remove(heir)
        changes.append(ResponsibilityChange("reassigned" if heir else "removed", r, heir))
    return changes + [ResponsibilityChange("added", None, r) for r in come]


def _hands_over(old: Responsibility, new: Responsibility, ruling: Ruling) -> bool:
    forbidden = (address(old), address(new)) in ruling.forbidden
    return old.role in _ANSWERS and new.role in _ANSWERS and not forbidden


def _leftovers(
    old: Sequence[Responsibility],
    new: Sequence[Responsibility],
    groups: Mapping[str, int],
    ruling: Ruling,
) -> list[ResponsibilityChange]:
    """Brackets whose task has no like: the same unit in linked clauses still carries on."""

    def likeness(a: Responsibility, b: Responsibility) -> float:
        linked = groups.get(f"old:{a.clause}") == groups.get(f"new:{b.clause}")
        return float(linked and a.office_key == b.office_key)

    pairs = pair(old, new, likeness, ruling=ruling)
    changes = [_kept(old[i], new[j]) for i, j in pairs]
    changes += [ResponsibilityChange("removed", r, None) for i, r in enumerate(old) if i not in {p[0] for p in pairs}]
    changes += [ResponsibilityChange("added", None, r) for j, r in enumerate(new) if j not in {p[1] for p in pairs}]
    return changes


def _kept(old: Responsibility, new: Responsibility) -> ResponsibilityChange:
    if old.office_key != new.office_key:  # only where a person said so
        return ResponsibilityChange("reassigned", old, new)
    return ResponsibilityChange("kept" if old.role == new.role else "role_changed", old, new)


def _position(change: ResponsibilityChange) -> tuple[bool, int, str, int, str]:
    """New text first, in its order; what is only in the old text after it."""
    new, old = change.new, change.old
    return (
        new is None,
        new.start if new else 0,
        new.office if new else "",
        old.start if old else 0,
        old.office if old else "",
    )
