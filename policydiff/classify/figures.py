"""The numbers that a law sets: fines, periods, percentages and ages, old → new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policydiff.classify.options import USUAL, Options
from policydiff.model import Change, Clause, Document, Figure, FigureChange, FigureKind
from policydiff.text.leaves import leaves
from policydiff.text.official.numbers import HAN, read_number
from policydiff.text.script import to_simplified
from policydiff.text.similarity import overlap

_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{HAN}]+)"
_UNITS: dict[FigureKind, str] = {
    "fine": r"[万亿]*元",
    "age": r"周?岁",
    "period": r"个工作日|工作日|个月|小时|日|天|年",
    "percentage": r"%|％|个百分点|倍",
}
# 处五千元以上五万元以下罚款, 三十日内, 百分之十以上 | 第三十日, 2018年4月27日, 一年一度
_FIGURE = re.compile(
    rf"(?<![第{HAN}\d.])(?:百分之(?P<share>{_NUMBER})|(?P<number>{_NUMBER})(?:"
    + "|".join(rf"(?P<{kind}>{units})" for kind, units in _UNITS.items())
    + r"))(?P<bound>以上|以下|以内|内|前|后)?"
)
# Part of a date, or a year of the calendar: 2018年, 4月27日, 二〇一八年 | 三十日
_DATE = re.compile(rf"(?:\d{{4}}|[{HAN}]{{4}})年|(?:\d{{1,2}}|[{HAN}]{{1,3}})月(?:\d{{1,2}}|[{HAN}]{{1,3}})日?")
_FINES = re.compile(r"罚|没收|赔偿")


class _Found(NamedTuple):
    figure: Figure
    kind: FigureKind
    bound: str
    around: str


def figure_changes(
    old: Document, new: Document, changes: Sequence[Change], *, options: Options = USUAL
) -> tuple[FigureChange, ...]:
    """The numbers of articles that were carried on with another value, in the order of the changes.

    Two numbers are one where they set the same kind of thing in the same words; only a document in articles is a law.
    """
    return tuple(
        found
        for change in changes
        if change.old and change.new and change.wording in ("revised", "rewritten")
        for found in _in_change(old, new, change, options)
    )


def _in_change(old: Document, new: Document, change: Change, options: Options) -> Iterator[FigureChange]:
    ours = [f for c in change.old for f in _figures(old, old.by_id[c])]
    theirs = [f for c in change.new for f in _figures(new, new.by_id[c])]
    scored = sorted(
        (-overlap(a.around, b.around) - (a.bound == b.bound), abs(i - j), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if a.kind == b.kind
        and (a.kind != "period" or _base(a) == _base(b))
        and overlap(a.around, b.around) >= options.figure_around
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs = []
    for *_, i, j in scored:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((j, i))
    for j, i in sorted(pairs):
        a, b = ours[i].figure, theirs[j].figure
        if (a.value, ours[i].bound) != (b.value, theirs[j].bound):
            yield FigureChange(theirs[j].kind, a, b, change.id)


def _base(found: _Found) -> str:
    """Working days are no days, and both are no years; 天 is 日."""
    return found.figure.unit.replace("天", "日").removeprefix("个")


def _figures(document: Document, clause: Clause) -> Iterator[_Found]:
    """The numbers of a clause that belongs to an article."""
    if not _in_article(document, clause):
        return
    text = to_simplified(clause.content)
    dates = [m.span() for m in _DATE.finditer(text)]
    parts = leaves(text)
    for m in _FIGURE.finditer(text):
        if any(a <= m.start() < b for a, b in dates):
            continue
        kind: FigureKind = next((k for k in _UNITS if m[k]), "percentage")
        part = next(p for p in parts if p.start <= m.start() < p.end)
        around = text[part.start : part.end]
        if kind == "fine" and not _FINES.search(text):
            kind = "other"
        start = clause.body + m.start()
        value = read_number((m["share"] or m["number"]).replace(",", ""), elliptic=False)
        unit = "%" if m["share"] else m[next(k for k in _UNITS if m[k])]
        if value is not None and unit.endswith("元"):
            value, unit = _in_yuan(value, unit)
        end = clause.body + m.end()
        figure = Figure(clause.id, start, end, document.text[start:end], value, unit)
        yield _Found(figure, kind, m["bound"] or "", _FIGURE.sub("", around))


def _in_yuan(value: float, unit: str) -> tuple[float, str]:
    """五万元 is read as 五万 and 元; 5万元 as 5 and 万元."""
    scale = read_number("1" + unit.removesuffix("元")) or 1.0
    return value * scale, "元"


def _in_article(document: Document, clause: Clause) -> bool:
    above: Clause | None = clause
    while above is not None:
        if above.kind == "article":
            return True
        above = document.by_id[above.parent] if above.parent else None
    return False
