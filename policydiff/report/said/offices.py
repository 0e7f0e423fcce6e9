"""What became of the responsibilities, as a row for each office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policydiff.model import Responsibility, ResponsibilityChange
from policydiff.report.said.addresses import excerpt, word_anchor
from policydiff.report.said.model import OfficeRow, ResponsibilityLine
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.signs import OFFICE_OUTCOMES
from policydiff.wording import alike, codes
from policydiff.wording.both import joined

TASK_LENGTH = 30


def number_offices(sides: Sides) -> dict[str, int]:
    """A number for each office by its normal form, in the order in which the new and then the old text name them."""
    records = (*sides.new.facts.responsibilities, *sides.old.facts.responsibilities)
    return {name: i for i, name in enumerate(dict.fromkeys(r.office_key for r in records))}


def office_rows(sides: Sides, numbers: Mapping[str, int]) -> tuple[OfficeRow, ...]:
    """The offices with what they gained, lost and kept: those with the most changes first."""
    tasks: dict[str, list[ResponsibilityLine]] = {}
    names: dict[str, str] = {}
    in_name = {i for renaming in sides.comparison.renamings for i in renaming.changes}
    for i, change in enumerate(sides.comparison.responsibility_changes):
        for record, line in _concerned(sides, change, in_name=i in in_name):
            tasks.setdefault(record.office_key, []).append(line)
            names.setdefault(record.office_key, record.office)
    rows = [
        OfficeRow(
            anchor=office_anchor(normal),
            number=numbers.get(normal, -1),
            office=names[normal],
            changes=tuple(sorted((d for d in found if d.kind != "kept"), key=lambda d: "＋←△→－".index(d.sign))),
            kept=tuple(d for d in found if d.kind == "kept"),
        )
        for normal, found in tasks.items()
    ]
    return tuple(sorted(rows, key=lambda r: (-len(r.changes), r.number)))


def office_anchor(normal: str) -> str:
    """The link name of an office's row: as stable as the office's name."""
    return word_anchor("unit", normal)


def _concerned(
    sides: Sides, change: ResponsibilityChange, *, in_name: bool
) -> Iterator[tuple[Responsibility, ResponsibilityLine]]:
    """A responsibility change as it concerns each office in it; one in name alone is a task that the office kept."""
    old, new = change.old, change.new
    if in_name and old and new:
        same_role = old.role == new.role
        yield new, _line(sides.new, new, "kept") if same_role else _line(sides.new, new, "changed", before=old)
    elif change.status == "reassigned" and old and new:
        yield new, _line(sides.new, new, "taken", other=old.office)
        yield old, _line(sides.old, old, "handed", other=new.office)
    elif change.status == "role_changed" and old and new:
        yield new, _line(sides.new, new, "changed", before=old)
    elif change.status == "kept" and new:
        yield new, _line(sides.new, new, "kept")
    elif new:
        yield new, _line(sides.new, new, "gained")
    elif old:
        yield old, _line(sides.old, old, "lost")


def _line(
    side: Side, record: Responsibility, outcome: str, *, other: str = "", before: Responsibility | None = None
) -> ResponsibilityLine:
    task = side.document.text[record.task.start : record.task.end].strip()
    if not task:
        clause = side.clause(record.clause)
        task = clause.heading or clause.content
    kind, sign = OFFICE_OUTCOMES[outcome]
    roles = [codes.ROLE[r.role] for r in (before, record) if r]
    return ResponsibilityLine(
        kind=kind,
        sign=sign,
        word=codes.OFFICE_OUTCOME[outcome],
        document=side.document.head.id,
        place=side.place(record.clause),
        href=side.responsibility_link(record),
        task=excerpt(task, TASK_LENGTH),
        role=joined(roles, alike(" → ")),
        other=other,
    )
