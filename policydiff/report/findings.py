"""What changed, as tables and lists: targets, units, clauses, vocabulary."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policydiff.model import Change, Responsibility, ResponsibilityChange, Target, TargetChange, TargetStatus
from policydiff.report.context import ClauseLine, ClauseList, Duty, Quote, TargetRow, TermRow, UnitRow
from policydiff.report.index import Index, Side, heading_only
from policydiff.report.places import excerpt
from policydiff.report.signs import KINDS, OFFICE_OUTCOMES, STATUS_ORDER, TARGET_SIGNS
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.both import joined
from policydiff.wording.measures import difference, value

# A list of clauses shows so many before the rest folds away: about a screen.
LIST_LENGTH = 8
TASK_LENGTH, EXCERPT_LENGTH = 30, 70
# The vocabulary table's length in each direction; further down the differences are chance.
TERMS_EACH_WAY = 12


# ---------------------------------------------------------------- targets


def target_rows(index: Index) -> tuple[TargetRow, ...]:
    """A row for each target change, in the order of the comparison."""
    taken = Counter[str]()
    return tuple(_target_row(index, change, taken) for change in index.comparison.target_changes)


def _target_row(index: Index, change: TargetChange, taken: Counter[str]) -> TargetRow:
    old, new = change.old, change.new
    known = new or old
    assert known is not None  # noqa: S101 - a change has at least one side
    link = index.new.target_link(known) if new else index.old.target_link(known)
    taken[link] += 1
    again = f"-{taken[link]}" if taken[link] > 1 else ""
    sign, outcome = _outcome(change)
    return TargetRow(
        anchor=f"target-{link[1:]}{again}",
        indicator=known.indicator,
        status=change.status,
        sign=sign,
        outcome=outcome,
        old=_quote(index.old, old),
        new=_quote(index.new, new),
    )


def _quote(side: Side, target: Target | None) -> Quote | None:
    if target is None:
        return None
    return Quote(
        value=value(target),
        quote=target.quote,
        deadline=target.deadline or "",
        place=side.place(target.clause),
        href=side.target_link(target),
    )


def _outcome(change: TargetChange) -> tuple[str, Both]:
    """The sign and the words for what became of a target: ▼ 收紧 1 个月."""
    sign = TARGET_SIGNS[change.status]
    word = codes.TARGET_STATUS[change.status].capital
    if not change.delta or change.new is None:
        return sign, word
    way, by = difference(change.delta, change.new.unit)
    return way, sentences.BY.filled(word=word, difference=by)


def qualitative_rows(index: Index) -> tuple[TargetRow, ...]:
    """Targets without a value, set side by side where they speak of one thing."""
    old = [t for t in index.old.facts.targets if t.kind == "qualitative"]
    new = [t for t in index.new.facts.targets if t.kind == "qualitative"]
    rows = []
    for target in new:
        same = next((t for t in old if t.indicator == target.indicator or t.quote == target.quote), None)
        if same:
            old.remove(same)
        rows.append((same, target))
    return tuple(_qualitative_row(index, a, b) for a, b in [*rows, *((t, None) for t in old)])


def _qualitative_row(index: Index, old: Target | None, new: Target | None) -> TargetRow:
    known = new or old
    assert known is not None  # noqa: S101 - one of them is there
    status: TargetStatus = "added" if new else "removed"
    if old and new:
        status = "kept" if old.quote == new.quote else "changed"
    return TargetRow(
        anchor=f"target-{(index.new if new else index.old).target_link(known)[1:]}",
        indicator=known.indicator,
        status=status,
        sign=TARGET_SIGNS[status],
        outcome=codes.TARGET_STATUS[status].capital,
        old=_quote(index.old, old),
        new=_quote(index.new, new),
    )


# ---------------------------------------------------------------- responsibilities


def number_units(index: Index) -> dict[str, int]:
    """A number for each unit by its normal form, in the order in which the new and then the old text name them."""
    records = (*index.new.facts.responsibilities, *index.old.facts.responsibilities)
    return {name: i for i, name in enumerate(dict.fromkeys(r.office_key for r in records))}


def unit_rows(index: Index, numbers: Mapping[str, int]) -> tuple[UnitRow, ...]:
    """The units with what they gained, lost and kept: those with the most changes first."""
    tasks: dict[str, list[Duty]] = {}
    names: dict[str, str] = {}
    for change in index.comparison.responsibility_changes:
        for record, duty in _duties(index, change):
            tasks.setdefault(record.office_key, []).append(duty)
            names.setdefault(record.office_key, record.office)
    rows = [
        UnitRow(
            anchor=unit_anchor(normal),
            number=numbers.get(normal, -1),
            unit=names[normal],
            changes=tuple(sorted((d for d in found if d.kind != "kept"), key=lambda d: "＋←△→－".index(d.sign))),
            kept=tuple(d for d in found if d.kind == "kept"),
        )
        for normal, found in tasks.items()
    ]
    return tuple(sorted(rows, key=lambda r: (-len(r.changes), r.number)))


def unit_anchor(normal: str) -> str:
    """The link name of a unit's row: as stable as the unit's name."""
    return _anchor("unit", normal)


def _anchor(kind: str, word: str) -> str:
    return f"{kind}-{zlib.crc32(word.encode()):08x}"


def _duties(index: Index, change: ResponsibilityChange) -> Iterator[tuple[Responsibility, Duty]]:
    """A responsibility change as it concerns each unit in it."""
    old, new = change.old, change.new
    if change.status == "reassigned" and old and new:
        yield new, _duty(index.new, new, "taken", other=old.office)
        yield old, _duty(index.old, old, "handed", other=new.office)
    elif change.status == "role_changed" and old and new:
        yield new, _duty(index.new, new, "changed", before=old)
    elif change.status == "kept" and new:
        yield new, _duty(index.new, new, "kept")
    elif new:
        yield new, _duty(index.new, new, "gained")
    elif old:
        yield old, _duty(index.old, old, "lost")


def _duty(
    side: Side, record: Responsibility, outcome: str, *, other: str = "", before: Responsibility | None = None
) -> Duty:
    task = side.document.text[record.task.start : record.task.end].strip()
    if not task:
        clause = side.clause(record.clause)
        task = clause.heading or clause.content
    kind, sign = OFFICE_OUTCOMES[outcome]
    roles = [codes.ROLE[r.role] for r in (before, record) if r]
    return Duty(
        kind=kind,
        sign=sign,
        word=codes.OFFICE_OUTCOME[outcome],
        place=side.place(record.clause),
        href=side.duty_link(record),
        task=excerpt(task, TASK_LENGTH),
        role=joined(roles, alike(" → ")),
        other=other,
    )


# ---------------------------------------------------------------- clauses


def clause_lists(index: Index) -> tuple[ClauseList, ...]:
    """Added, dropped, moved, and split or merged clauses."""
    changes = index.comparison.changes
    added = [_line(index, index.new, c) for c in changes if c.presence == "added" and is_topmost(index.new, c)]
    removed = [_line(index, index.old, c) for c in changes if c.presence == "removed" and is_topmost(index.old, c)]
    moved = [
        _line(index, index.new, c, alike(f"← {index.old.place(c.old[0])}"), f"#from-{index.anchor(c)}")
        for c in changes
        if c.place == "moved"
    ]
    reshaped = [
        _line(index, index.new, c, _parts(index, c), f"#{index.anchor(c)}")
        for c in changes
        if c.presence in ("split", "merged", "redistributed")
    ]
    found = (("added", added), ("removed", removed), ("moved", moved), ("reshaped", reshaped))
    return tuple(
        ClauseList(kind, *KINDS[kind], len(lines), tuple(lines[:LIST_LENGTH]), tuple(lines[LIST_LENGTH:]))
        for kind, lines in found
        if lines or kind in ("added", "removed")
    )


def is_topmost(side: Side, change: Change) -> bool:
    """Whether the clause above is not itself wholly new or gone, and the clause is more than a date or a signature."""
    first = side.clauses(change)[0]
    above = side.changes[first.parent] if first.parent else None
    return (above is None or above.presence != change.presence) and first.kind not in ("date", "signature", "number")


def _parts(index: Index, change: Change) -> Both:
    old = "，".join(index.old.place(c) for c in change.old)
    new = "，".join(index.new.place(c) for c in change.new)
    return alike(f"{old} → {new}")


def _line(index: Index, side: Side, change: Change, detail: Both | None = None, detail_href: str = "") -> ClauseLine:
    clauses = side.clauses(change)
    first = clauses[0]
    body = first.content.strip()
    if first.heading:
        body = body[body.find(first.heading) + len(first.heading) :].lstrip("。 　）】")
    if heading_only(first):
        under = side.document.children.get(first.id, ())
        body = under[0].content.strip() if under else ""
    units = dict.fromkeys(
        r.office for r in side.facts.responsibilities if r.clause in {c.id for c in clauses} | _below(side, first.id)
    )
    return ClauseLine(
        place=side.place_above(first),
        href=f"#{index.anchor(change)}",
        heading=first.heading or "",
        excerpt=excerpt(body, EXCERPT_LENGTH),
        units="、".join(units),
        detail=detail,
        detail_href=detail_href,
    )


def _below(side: Side, clause_id: str) -> set[str]:
    children = side.document.children.get(clause_id, ())
    return {c.id for c in children}.union(*(_below(side, c.id) for c in children))


# ---------------------------------------------------------------- vocabulary


def term_rows(index: Index) -> tuple[TermRow, ...]:
    """The words whose use rose most, then those whose use fell most."""
    terms = index.comparison.terms
    rose = sorted((t for t in terms if t.score > 0), key=lambda t: (-t.score, t.term))[:TERMS_EACH_WAY]
    fell = sorted((t for t in terms if t.score < 0), key=lambda t: (t.score, t.term))[:TERMS_EACH_WAY]
    largest = max((max(t.old_count, t.new_count) for t in (*rose, *fell)), default=1)
    return tuple(
        TermRow(
            anchor=_anchor("term", t.term),
            term=t.term,
            old=t.old_count,
            new=t.new_count,
            old_bar=round(100 * t.old_count / largest),
            new_bar=round(100 * t.new_count / largest),
            rose=t.score > 0,
            difference=f"{t.new_count - t.old_count:+d}".replace("-", "−"),
        )
        for t in (*rose, *fell)
    )


def changed(rows: Iterable[TargetRow]) -> tuple[Sequence[TargetRow], Sequence[TargetRow]]:
    """Target rows, those with a change apart from those without: what became tighter or looser first."""
    rows = sorted(rows, key=lambda r: STATUS_ORDER.index(r.status))
    return [r for r in rows if r.status != "kept"], [r for r in rows if r.status == "kept"]
