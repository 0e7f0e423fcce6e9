"""What became of the targets, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from policydiff.model import Target, TargetChange, TargetStatus
from policydiff.report.said.model import Quote, TargetRow
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.signs import STATUS_ORDER, TARGET_SIGNS
from policydiff.wording import Both, codes, sentences
from policydiff.wording.measures import difference, value


def target_rows(sides: Sides) -> tuple[TargetRow, ...]:
    """A row for each target change, in the order of the comparison."""
    taken = Counter[str]()
    return tuple(_target_row(sides, change, taken) for change in sides.comparison.target_changes)


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
    )


def _outcome(change: TargetChange) -> tuple[str, Both]:
    """The sign and the words for what became of a target: ▼ 收紧 1 个月."""
    sign = TARGET_SIGNS[change.status]
    word = codes.TARGET_STATUS[change.status].capital
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
    rows = sorted(rows, key=lambda r: STATUS_ORDER.index(r.status))
    return [r for r in rows if r.status != "kept"], [r for r in rows if r.status == "kept"]
