"""Which period a figure is for: one year, several years, the past; told by its own words and those around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Clause, Document, Target
from policydiff.years.series import year_of

Horizon = Literal["year", "multi", "past"]

_NUMBER = r"(?:[二两三四五六七八九]|[二三]?十[一二三四五六七八九]?|(?<!\d)[2-9]|(?<!\d)[1-3]\d)"
# Words that put what follows over several years, as far as the next that say when. Yes: 五年来, 今后三年, “十二五”时期,
# 与2000年相比; no: 今年来, 第三年
_SEVERAL = (
    rf"(?:过去|今后|未来|这|近|前|最近|后)(?:的)?{_NUMBER}年(?!前|度)|(?<![\d第续])[二两三四五六七八九十]年(?:来|间|时间|(?=累计|共|全国|总体|城镇|新增|内))"
    r"|[“\"「]?十[一二三四五六七八九]五[”\"」]?(?!年)|与(?:19|20)\d\d年相比|本届政府(?:任期|以来)|规划期|任期内"
)
# Words that put one value over several. Yes: 年均增长, 连续四年, 五年年均
_AVERAGED = rf"年均|平均每年|每年平均|连续{_NUMBER}年|{_NUMBER}年(?:累计|共|年均|总体|平均)|一直|始终|每年都"
# Yes: 比2002年增长65.5%, 与2000年相比; no: 比上年
_SINCE = re.compile(r"[比与较](?P<year>(?:19|20)\d\d) ?年")
# Words that put it into one. Yes: 今年, 全年, 2012年, 过去一年; no: 比上年, 到2020年
_ONE = r"今年|全年|本年度?|年内|当年|(?<![比较])(?:去年|上年(?!均))(?!预算|同期|末)|过去(?:的)?一年|一年来|年末|年底"
_NAMED = r"(?P<until>到|至)?(?<!\d)(?P<year>(?:19|20)\d\d) ?年(?P<range>[—－-])?"
_CUE = re.compile(rf"(?P<several>{_SEVERAL})|(?P<one>{_ONE})|{_NAMED}")
_CUT = re.compile(r"[，、；。：\n]")
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
    if _over_several(target, document, own):
        until = target.year if not past and target.year and own and target.year > own else None
        return Period("multi", str(until) if until else None)
    for words in _around(target, document):
        found = _told(words, own, past=past, at_end=target.measure == "level")
        if found:
            return found
    return _usual(own, past=past)


def _usual(own: int | None, *, past: bool) -> Period:
    if past:
        return Period("past", str(own - 1) if own else None)
    return Period("year", str(own) if own else None)


def _told(words: str, own: int | None, *, past: bool, at_end: bool) -> Period | None:
    """The period that the last cue among some words tells; None where there is no cue.

    A level that was reached was reached at the end, whatever number of years led there.
    """
    cues = [c for c in _CUE.finditer(words) if not (past and at_end and c["several"])]
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

    They are the deadline; the paragraph up to the target; the lead-in before the paragraph; the
    headings above it.
    """
    yield target.deadline or ""
    text = document.text
    clause = document.by_id[target.clause]
    yield text[clause.start : target.start] + target.quote
    yield from _leads(clause, document)
    above: Clause | None = document.by_id.get(clause.parent or "")
    while above is not None:
        yield above.heading or ""
        above = document.by_id.get(above.parent or "")


def _over_several(target: Target, document: Document, own: int | None) -> bool:
    """Whether the words of the value itself make it a sum or an average of years, or set it against one long ago.

    年均增长6.2%, 五年累计4500万人, 比2002年增长65.5%
    """
    *_, piece = _CUT.split(document.text[max(0, target.start - _TAIL) : target.start] + target.quote)
    *_, sentence = re.split(
        r"[。；\n]", document.text[document.by_id[target.clause].start : target.start] + target.quote
    )
    since = [int(m["year"]) for m in _SINCE.finditer(sentence)]
    long_ago = bool(since) and own is not None and since[-1] < own - 2 and target.measure != "level"
    summed = target.kind != "achieved" or target.measure != "level"
    return long_ago or bool(re.search(_AVERAGED, piece)) or (summed and bool(re.search(_SEVERAL, piece)))


def _leads(clause: Clause, document: Document) -> Iterator[str]:
    """The paragraph before, where it ends with a colon and so speaks of what follows: 今年的主要预期目标是："""
    siblings = document.children.get(clause.parent, ())
    at = siblings.index(clause)
    for before in reversed(siblings[:at]):
        if before.text.rstrip()[-1:] in "：:":
            yield before.text[-80:]
            return
