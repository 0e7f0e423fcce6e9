"""What became of the targets, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policydiff.model import Comparison, KeyIndicator, Target, TargetChange, TargetStatus
from policydiff.report.said.model import KeyRow, Quote, TargetRow
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.signs import STATUS_ORDER, TARGET_SIGNS
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.measures import difference, says_about, value


def target_rows(sides: Sides) -> tuple[TargetRow, ...]:
    """A row for each target change, in the order of the comparison."""
    taken = Counter[str]()
    changes = sides.comparison.target_changes
    rows = [_target_row(sides, change, taken) for change in changes]
    for i in range(len(rows)):
        home = _told_at(changes, i)
        if home != i:
            rows[home] = replace(
                rows[home],
                old_beside=(*rows[home].old_beside, *filter(None, [rows[i].old])),
                new_beside=(*rows[home].new_beside, *filter(None, [rows[i].new])),
            )
            rows[i] = replace(rows[i], beside=True, anchor=rows[home].anchor)
    return tuple(rows)


def _told_at(changes: Sequence[TargetChange], at: int) -> int:
    """The row that tells of a change: its own, or the one that it stands beside."""
    seen = {at}
    while (beside := changes[at].beside) is not None and beside not in seen:
        seen.add(beside)
        at = beside
    return at


def key_rows(sides: Sides, targets: Sequence[TargetRow]) -> tuple[KeyRow, ...]:
    """The indicators that sum up a year; what a text does not set is told from what it does not speak of."""
    rows = []
    for key in sides.comparison.key_indicators:
        row = targets[key.change] if key.change is not None else None
        rows.append(
            KeyRow(
                indicator=key.name,
                href=f"#{row.anchor}" if row else "",
                old=_quote(sides.old, key.old),
                new=_quote(sides.new, key.new),
                sign=row.sign if row else "",
                outcome=row.outcome if row else alike(""),
                absent=absence(sides.comparison, key),
            )
        )
    return tuple(rows)


def absence(comparison: Comparison, key: KeyIndicator) -> Both | None:
    """What it means that one of the texts has no such target; None where both have one, or did not pair."""
    without = comparison.old if key.new else comparison.new
    return codes.ABSENCE[key.absent].filled(id=without.head.id) if key.absent else None


def _target_row(sides: Sides, change: TargetChange, taken: Counter[str]) -> TargetRow:
    old, new = change.old, change.new
    known = new or old
    assert known is not None  # noqa: S101 - a change has at least one side
    link = sides.new.target_link(known) if new else sides.old.target_link(known)
    taken[link] += 1
    again = f"-{taken[link]}" if taken[link] > 1 else ""
    sign, outcome = _outcome(change)
    return TargetRow(
        anchor=f"target-{link[1:]}{again}",
        indicator=known.indicator,
        status=change.status,
        sign=sign,
        outcome=outcome,
        old=_quote(sides.old, old),
        new=_quote(sides.new, new),
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
        strength=None if says_about(target) else codes.STRENGTH.get(target.strength or ""),
    )


def _outcome(change: TargetChange) -> tuple[str, Both]:
    """The sign and the words for what became of a target: ▼ 收紧 1 个月."""
    sign = TARGET_SIGNS[change.status]
    word = codes.TARGET_STATUS[change.status].capital
    if change.status == "changed" and change.direction:
        word = codes.VALUE_DIRECTION[change.direction].capital
    if not change.delta or change.new is None:
        return sign, word
    way, by = difference(change.delta, change.new.unit)
    return way, sentences.BY.filled(word=word, difference=by)


def qualitative_rows(sides: Sides) -> tuple[TargetRow, ...]:
    """Targets without a value, set side by side where they speak of one thing."""
    old = [t for t in sides.old.facts.targets if t.kind == "qualitative"]
    new = [t for t in sides.new.facts.targets if t.kind == "qualitative"]
    rows = []
    for target in new:
        same = next((t for t in old if t.indicator == target.indicator or t.quote == target.quote), None)
        if same:
            old.remove(same)
        rows.append((same, target))
    return tuple(_qualitative_row(sides, a, b) for a, b in [*rows, *((t, None) for t in old)])


def _qualitative_row(sides: Sides, old: Target | None, new: Target | None) -> TargetRow:
    known = new or old
    assert known is not None  # noqa: S101 - one of them is there
    status: TargetStatus = "added" if new else "removed"
    if old and new:
        status = "kept" if old.quote == new.quote else "changed"
    return TargetRow(
        anchor=f"target-{(sides.new if new else sides.old).target_link(known)[1:]}",
        indicator=known.indicator,
        status=status,
        sign=TARGET_SIGNS[status],
        outcome=codes.TARGET_STATUS[status].capital,
        old=_quote(sides.old, old),
        new=_quote(sides.new, new),
    )


def changed(rows: Iterable[TargetRow]) -> tuple[Sequence[TargetRow], Sequence[TargetRow]]:
    """Target rows, those with a change apart from those without: what became tighter or looser first."""
    rows = sorted((r for r in rows if not r.beside), key=lambda r: STATUS_ORDER.index(r.status))
    return [r for r in rows if r.status != "kept"], [r for r in rows if r.status == "kept"]
