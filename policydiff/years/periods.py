"""Which period a figure is for: one year, several years, the past; told by its own words and those around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Clause, Document, Target
from policydiff.years.series import year_of

Horizon = Literal["year", "multi", "past"]

_NUMBER = "[一二两三四五六七八九十百\\d]+"
# Words that put a figure over several years. Yes: 五年来, 今后三年, “十二五”时期, 年均, 与2000年相比; no: 今年来
_SEVERAL = (
    rf"(?:过去|今后|未来|这|近|前|最近|接下来的?|后)(?:的)?{_NUMBER}年(?!前|度)|(?<![\d第]){_NUMBER}年(?:来|间|时间|累计|共|年均|全国|总体|城镇|新增|内)"
    r"|[“\"「]?十[一二三四五六七八九]五[”\"」]?(?!年)|年均|平均每年|每年平均|与(?:19|20)\d\d年相比|本届政府(?:任期|以来)|规划期|任期内"
    r"|连续[一二两三四五六七八九十]+年"
)
# Words that put it into one. Yes: 今年, 全年, 2012年, 过去一年; no: 比上年, 到2020年
_ONE = r"今年|全年|本年度?|年内|当年|(?<![比较])(?:去年|上年(?!均))(?!预算|同期|末)|过去(?:的)?一年|一年来|年末|年底"
_NAMED = r"(?P<until>到|至)?(?<!\d)(?P<year>(?:19|20)\d\d) ?年(?P<range>[—－-])?"
_CUE = re.compile(rf"(?P<several>{_SEVERAL})|(?P<one>{_ONE})|{_NAMED}")
# What a heading calls a past of several years. Yes: 过去五年工作回顾, “十一五”时期…回顾; no: 2015年工作回顾
_TAIL = 16  # characters before a value: the words that belong to it alone


@dataclass(frozen=True, slots=True)
class Period:
    """`for_` is the year that a figure is for, None where it is for several years and none is named as the last."""

    horizon: Horizon
    for_: str | None


def period(target: Target, document: Document) -> Period:
    """The period that a target or an achieved figure is for.

    What was achieved in the year before the document's is `past`; a sum or an average of years is `multi`.

    >>> from policydiff.facts.document import extract_facts
    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "一、今后五年城镇新增就业4500万人。今年城镇新增就业900万人以上。到2015年城镇化率达到51.5%。"
    >>> d = parse(text, Head(id="2011"))
    >>> [period(t, d) for t in extract_facts(d).targets]  # doctest: +NORMALIZE_WHITESPACE
    [Period(horizon='multi', for_=None), Period(horizon='year', for_='2011'), Period(horizon='multi', for_='2015')]
    """
    own = year_of(document.head)
    past = target.kind == "achieved"
    for words in _around(target, document):
        found = _told(words, own, past=past)
        if found:
            return found
    return _usual(own, past=past)


def _usual(own: int | None, *, past: bool) -> Period:
    if past:
        return Period("past", str(own - 1) if own else None)
    return Period("year", str(own) if own else None)


def _told(words: str, own: int | None, *, past: bool) -> Period | None:
    """The period that the last cue among some words tells; None where there is no cue."""
    cues = list(_CUE.finditer(words))
    if not cues:
        return None
    cue = cues[-1]
    if cue["several"]:
        until = [c for c in cues if c["year"] and c["until"]]
        return Period("multi", until[-1]["year"] if until and not past else None)
    if cue["one"]:
        return _usual(own, past=past)
    if own is None or cue["range"]:
        return None
    year = int(cue["year"])
    if past:
        return Period("past", str(year)) if year in (own, own - 1) else Period("multi", str(year))
    return Period("multi", str(year)) if year > own else Period("year", str(own))


def _around(target: Target, document: Document) -> Iterator[str]:
    """The words that may say when, the nearest first.

    They are what stands right before the value; the deadline and the baseline; the paragraph up to the target;
    the lead-in before the paragraph; the headings above it.
    """
    yield _value_words(target)
    yield target.deadline or ""
    if target.baseline and re.search(r"(?:19|20)\d\d", target.baseline) and target.measure == "change":
        yield f"到{target.baseline}"
    text = document.text
    clause = document.by_id[target.clause]
    yield text[clause.start : target.start] + target.quote
    yield from _leads(clause, document)
    above: Clause | None = document.by_id.get(clause.parent or "")
    while above is not None:
        yield above.heading or ""
        above = document.by_id.get(above.parent or "")


def _value_words(target: Target) -> str:
    """What is said right before the value: 年均增长6.2%, 五年累计4500万人."""
    pieces = re.split(r"[，、；。]", target.quote)
    piece = pieces[-1]
    return piece if re.search(rf"{_SEVERAL}", piece) else ""


def _leads(clause: Clause, document: Document) -> Iterator[str]:
    """The paragraph before, where it ends with a colon and so speaks of what follows: 今年的主要预期目标是："""
    siblings = document.children.get(clause.parent, ())
    at = siblings.index(clause)
    for before in reversed(siblings[:at]):
        if before.text.rstrip()[-1:] in "：:":
            yield before.text[-80:]
            return
