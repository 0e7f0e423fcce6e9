"""How firmly a target is set, and for what time: the year at hand, several years, or one that is past."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policydiff.model import Clause, Document, Horizon, Strength, TargetKind
from policydiff.text.official.dates import plan_ends
from policydiff.text.official.numbers import HAN, read_number

# 确保完成 | 准确保管
_STRENGTHS: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    ("确保", re.compile(r"(?<![准明])确保|必保|务必")),
    ("力争", re.compile(r"力争|争取|努力(?:实现|达到|完成|保持|使)")),
)
# 今后五年, 三年内 | 五年来
_TO_COME = re.compile(rf"(?:今后|未来|此后|近)(?P<count>[{HAN}\d]{{1,2}})个?年|(?P<within>[{HAN}\d]{{1,2}})年内")
# 三年行动 | 今年行动
_YEARS_OF_ACTION = re.compile(rf"[{HAN}\d]{{1,2}}年(?:攻坚)?(?:行动|规划|计划|滚动|攻坚|建设规划)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_THIS_YEAR = re.compile(r"今年|全年|年内|本年|当年|年底|年末|上半年|下半年|\d月|季度")
_NEXT_YEAR = re.compile(r"明年")


@dataclass(frozen=True, slots=True)
class Period:
    """The time that something is set for; `year` is the last year of it, None where that is not told."""

    horizon: Horizon
    year: int | None


def strength_of(words: str, behind: str) -> Strength | None:
    """How firmly the words before a value, and those directly behind it, set it.

    >>> strength_of("确保城镇新增就业", "以上"), strength_of("国内生产总值增长", "左右"), strength_of("增长", "")
    ('确保', '左右', None)
    """
    found = [(m.start(), name) for name, pattern in _STRENGTHS for m in pattern.finditer(words)]
    if found:
        return max(found)[1]
    return "左右" if behind in ("左右", "上下") else None


def period_named(words: str, year: int | None) -> Period | None:
    """The period that some words name, against the year of their document.

    >>> period_named("到2025年", 2021), period_named("今年", 2021), period_named("“十四五”期间", None)
    (Period(horizon='multi', year=2025), Period(horizon='year', year=2021), Period(horizon='multi', year=2025))
    >>> period_named("今后五年", 2021), period_named("主要目标", 2021)
    (Period(horizon='multi', year=2025), None)
    """
    last = _last_year(words)
    if last:
        return Period("year" if last == year else "multi", last)
    to_come = _TO_COME.search(words)
    if to_come:  # this year is the first of those to come
        count = int(read_number(to_come["count"] or to_come["within"]) or 1)
        return Period("year" if count == 1 else "multi", year + count - 1 if year else None)
    if _YEARS_OF_ACTION.search(words):
        return Period("multi", None)
    if _NEXT_YEAR.search(words):
        return Period("year", year + 1 if year else None)
    return Period("year", year) if _THIS_YEAR.search(words) else None


def _last_year(words: str) -> int | None:
    """The last year that some words name, or the last of the five-year plan that they name."""
    named = [int(y) for y in _YEAR.findall(words)]
    return max(named) if named else plan_ends(words)


def period_of(
    document: Document, clause: Clause, year: int | None, *, deadline: str | None, kind: TargetKind
) -> Period:
    """The period of a target: that of its own deadline, else of the headings above it, else of the document.

    A document is for the year in which it is issued, unless its title is that of a plan for several.
    """
    named = period_named(deadline, year) if deadline else None
    if kind == "achieved":
        return Period("past", named.year if named else None)
    above: Clause | None = clause
    while named is None and above is not None:
        named = period_named(above.heading, year) if above.heading else None
        above = document.by_id[above.parent] if above.parent else None
    if named is None:
        named = period_named(" ".join(document.titles), year)
    return named or Period("year", year)
