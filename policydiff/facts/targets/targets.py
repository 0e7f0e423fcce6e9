"""Quantified commitments of a document, and the same said of the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from policydiff.facts import lexicon as lex
from policydiff.facts.quantities import Quantity, quantities_in, readable
from policydiff.facts.targets.context import THINGS, Frame
from policydiff.facts.targets.exclusions import excluded_from, is_excluded, stands_below_excluded
from policydiff.facts.targets.grammar import read_frame
from policydiff.facts.targets.horizon import period_of, strength_of
from policydiff.facts.targets.indicator_tables import indicator_rows
from policydiff.facts.targets.indicators import UNTIL, Found, ReadableText, Said, deadline, latest, named
from policydiff.facts.targets.nouns import is_generic, subject
from policydiff.facts.targets.qualitative import qualitative_targets, states_aims
from policydiff.facts.targets.sentences import Phrase, Sentence, sentences
from policydiff.facts.targets.tense import Tense, Times, read_times, tense_of
from policydiff.facts.targets.values import CHANGED
from policydiff.model import Clause, Document, Note, Span, Target, TargetKind
from policydiff.text.official.numbers import HAN

# 审查周期 | 三年行动
_LASTS = re.compile(r"周期|时间|时限|期限|年限|寿命|时长|天数|工期|用时|耗时|时效")
# 贷款期限不超过3年 is a term | 审查周期
_TERM_OF = re.compile(r"(?<!周)期限?$")
# 每5年修订1次 | 每年培训1000万人次
_OFTEN = re.compile(rf"每(?:年|月|季度?|周|天|日|半年|[{HAN}\d]{{1,2}}(?:个)?[年月])[^，。；]*$")
# Times: 每月2次 is a rhythm, 每年20期 an aim.
_OFTEN_UP_TO = 12
# What is granted, and on which terms | 补短板
_GRANTS = re.compile(r"给予|予以|奖|补[助贴]|贴息|资助|期限|额度|利率|减免|最[高多低]|不超过|每[人户家亩]|LPR|按")
_AIMS = re.compile(r"[^，。；]{3,}(?:突破|达到|增长|新增|力争|确保)")
# 力争达到 | 努力; a quantity behind such words is likely to be meant as a target.
_COMMITS = re.compile(r"(?:力争|确保|争取|不低于|不超过|达到|提高到|控制在|保持在|新增|增长|下降)[^，。；]{0,12}$")
# 由20元提高到40元: what stands behind 由 and before such a verb is the baseline.
_FROM = re.compile(r"(?:由|从)[^，。；由从]{0,16}$")
# 16%的税率降至13% | 16%的企业降至
_HAS = re.compile(
    r"的[^，。；、\d]{0,4}(?:税率|费率|标准|比例|比重|价格|水平|利率|限额|起征点|时限|期限)(?:由此|统一|逐步)?"
)
# 提高到2020年的 | 提高
_OF_WHEN = re.compile(r"(?:现在|目前|\d{4}年[底末]?)?的?(?:人均|每人)?$")
_JOINED = re.compile(r"[、和及与，]|以及")
# 4%左右安排、比上年提高1个百分点
_ARRANGED_AND = re.compile(r"(?:安排|执行|控制)(?=[、，])")
# 6.5%左右的增速可以实现…; 提出这个目标，主要是…: the target is explained, not set again.
_EXPLAINS = re.compile(
    r"考虑|综合权衡|既是|目的在于|体现了|主要(?:是|基于)|意味着|表明|兼顾|是为了|是必要|(?:可以|能够)实现"
)
# 由15个部门组成 | 由15%提高; 招引一批30亿以上项目 says how big they are.
_NOT_COUNTED = re.compile(r"(?<!缘)由$|(?:一批|一些|若干|多个|数个|一大批)$")
# 10亿元以上项目, 过10亿元企业 | 新增10亿元贷款
_SIZED = re.compile(r"(?:年产值|产值|投资|收入|营收)?(?:过|超|达|上|逾)$")
_SIZED_THING = re.compile(
    r"的?[^、，和及的]{0,10}(?:项目|企业|产业|集群|园区|镇|村|乡|公司|基地|市场|主体|平台|片区|县|区)"
)
# 220千伏变电站1座 | 新增供水能力2万吨
_CAPACITY_OF = re.compile(r"的?[^、，和及的以上内]{1,12}")
# Characters before a value in which a sentence tells whether it is past or planned.
_HEARD = 500
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}|[\u4e00-\u9fff]")
# 拟按2.6%安排 | 安排就业
_ARRANGED = re.compile(r"安排|的?目标")
# Quantities between two commas. Of real phrases the longest list has 12; what has more is a row of figures, in which
# each would be read by all the others.
_MOST = 40


@dataclass(slots=True)
class _State:
    """What reading has reached: the targets so far, those of this sentence, and what was said once already."""

    targets: list[Target] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)


def extract_targets(document: Document) -> tuple[tuple[Target, ...], tuple[Note, ...]]:
    """The targets of a document in order, with notes on what could not be read.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> doc = parse("今年发展主要预期目标是：国内生产总值增长6.5%左右；城镇新增就业1100万人以上。", Head(id="x"))
    >>> for t in extract_targets(doc)[0]: print(t.indicator, t.measure, t.comparator, t.value, t.unit, t.deadline)
    国内生产总值 change ~ 6.5 % 今年
    城镇新增就业 increment >= 1100.0 万人 今年
    """
    text = readable(document.text)
    quantities = tuple(quantities_in(text))
    times, state = read_times(document), _State()
    page = ReadableText(document, text, quantities, tuple(q.start for q in quantities), times.year)
    tense: Tense | None = None
    rows = dict(indicator_rows(document, times.year))
    state.targets += [target for found in rows.values() for target in found]
    for sentence in sentences(document, text):
        if sentence.clauses[0].id in rows:
            continue
        state.said.clear()
        is_mixed = sentence.clauses[0].id in times.mixed
        before = tense if sentence.index else (tense or "past") if is_mixed else None
        words = text[sentence.start : sentence.end]
        tense = tense_of(words, sentence.clauses[0], times, before=before)
        inside = page.within(sentence.start, sentence.end)
        has_aims = tense == "plan" and states_aims(document, sentence.clauses[0], words)
        if not (inside or has_aims) or _sets_nothing(document, sentence, text):
            continue
        for phrase in _that_set(sentence, text) if inside else ():
            _read_phrase(page, sentence, phrase, (times, before), state)
        if has_aims:
            state.targets += [_timed(page, t) for t in qualitative_targets(document, text, sentence, inside)]
    return tuple(sorted(state.targets, key=lambda t: (t.start, t.end))), tuple(state.notes)


def _sets_nothing(document: Document, sentence: Sentence, text: str) -> bool:
    if is_excluded("sentence", text[sentence.start : sentence.end]):
        return True
    return _is_rule_of_law(document, sentence, text) or stands_below_excluded(document, sentence.clauses[0])


def _that_set(sentence: Sentence, text: str) -> Iterator[Phrase]:
    """The phrases of a sentence but what somebody is entitled to, in each of its statements.

    Behind the last word of the grant a statement may set something again: 给予每箱50元补贴，吞吐量突破20万箱.
    """
    for _, statement in groupby(sentence.phrases, key=lambda p: p.group):
        phrases = list(statement)
        start = phrases[0].start
        at = excluded_from(text[start : phrases[-1].end])
        grants = [p.end for p in phrases if _GRANTS.search(text, p.start, p.end)]
        yield from (p for p in phrases if at is None or p.end <= start + at or _aims_again(p, text, grants))


def _aims_again(phrase: Phrase, text: str, grants: list[int]) -> bool:
    is_behind = bool(grants) and phrase.start >= grants[-1]
    return is_behind and bool(_AIMS.search(text, phrase.start, phrase.end))


def _is_rule_of_law(document: Document, sentence: Sentence, text: str) -> bool:
    """An article sets thresholds and terms; it is a target only where it says until when."""
    above: Clause | None = sentence.clauses[0]
    while above is not None and above.kind != "article":
        above = document.by_id[above.parent] if above.parent else None
    return above is not None and not UNTIL.search(text, sentence.start, sentence.end)


def _read_phrase(
    page: ReadableText, sentence: Sentence, phrase: Phrase, when: tuple[Times, Tense | None], state: _State
) -> None:
    groups = list(_groups(page, phrase))
    if not groups or lex.CONDITION.match(page.text[phrase.start : phrase.end]):
        return
    if len(groups) > _MOST:
        state.notes += _noted(page, sentence, phrase, "target-unread", "plan")
        return
    start, listed, baseline, carried = phrase.start, None, None, _carried(phrase, state)
    whose: Span | None = None
    for i, group in enumerate(groups):
        end = groups[i + 1][0].start if i + 1 < len(groups) else phrase.end
        if _is_baseline(page.text, start, group, end):
            baseline = group[0]
            if page.text.startswith("的", group[-1].end):  # 制造业16%的税率降至13%
                whose, start = subject(page.text, start, group[0].start), group[-1].end + 1
            continue
        whole = replace(group[0], end=group[-1].end, behind=group[-1].behind)
        frame = read_frame(page.text, start, end, whole, stop=phrase.end, listed=listed, carried=carried)
        frame = None if _NOT_COUNTED.search(page.text[start : group[0].start]) else frame
        if frame is None and whole.dimension == "time":  # 用三年时间将筹资标准提高到100元
            continue
        words = page.text[max(sentence.start, group[-1].end - _HEARD) : group[-1].end]
        tense = tense_of(words, sentence.clauses[0], when[0], before=when[1])
        frame, whose = (replace(frame, of=whose) if frame and whose else frame), None
        if frame:
            _add(page, Found(sentence, phrase, start, group, frame, baseline), tense, state)
        elif _COMMITS.search(page.text[start : whole.start]):
            state.notes += _noted(page, sentence, phrase, "target-unread", tense)
        start = max(group[-1].end, frame.tail if frame else 0)
        arranged = _ARRANGED_AND.match(page.text, start, end)
        start = arranged.end() if arranged else start
        joined = _JOINED.match(page.text, start, end)
        start = joined.end() if joined else start
        listed, baseline = frame if joined else None, None


def _carried(phrase: Phrase, state: _State) -> Frame | None:
    """The frame that ends the phrase directly before: 新增大棚2500座，温室320座."""
    last = state.said[-1] if state.said else None
    if last is None or last.phrase.group != phrase.group or last.frame.measure != "increment":
        return None
    is_near = phrase.start - last.phrase.end <= 1 and last.target.end >= last.phrase.end - 6
    return last.frame if is_near and last.frame.verb else None


def _groups(page: ReadableText, phrase: Phrase) -> Iterator[tuple[Quantity, ...]]:
    """The quantities of a phrase, those side by side together: 90%和98%以上."""
    group: tuple[Quantity, ...] = ()
    for quantity in page.within(phrase.start, phrase.end):
        between = page.text[group[-1].end : quantity.start] if group else ""
        if group and not between and quantity.behind and _counts(group[-1]) and quantity.dimension in _SIZES:
            continue  # 1个500亩以上连片片区: how big what is counted is
        if group and (_JOINED.fullmatch(between) or not between) and _may_share(group[-1], quantity):
            group = (*group, quantity)
            continue
        if group and not _is_attribute(page, group[-1], between, quantity):
            yield group
        group = (quantity,)
    if group:
        yield group


_SIZES = ("money", "size", "time")


def _counts(quantity: Quantity) -> bool:
    return quantity.dimension in ("count", "people")


def _is_attribute(page: ReadableText, quantity: Quantity, behind: str, following: Quantity) -> bool:
    """10亿元以上项目8个, 过亿元企业3家, 220千伏变电站1座: the first amount says which ones are counted."""
    if quantity.dimension not in _SIZES:
        return False
    if quantity.behind and re.fullmatch(r"的?[^、，和及]{1,12}", behind):
        return True
    before = page.text[max(0, quantity.start - 4) : quantity.start]
    sized = quantity.before in ("超过", "超", "突破") or _SIZED.search(before)
    if sized and _SIZED_THING.fullmatch(behind):
        return True
    is_shut = not page.text[following.end : following.end + 1].strip("，。；、")
    return (
        quantity.dimension in ("size", "money")
        and _counts(following)
        and is_shut
        and bool(_CAPACITY_OF.fullmatch(behind))
    )


def _may_share(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities side by side can measure the same: 90%和98%, 3800户、58万平方米."""
    return one.dimension == other.dimension or (one.dimension in THINGS and other.dimension in THINGS)


def _is_baseline(text: str, start: int, group: tuple[Quantity, ...], end: int) -> bool:
    """由20元提高到40元: 20元 is where the target starts from."""
    rises = CHANGED.search(_OF_WHEN.sub("", text[group[-1].end : end]))
    if rises and rises["to"] and _HAS.fullmatch(text, group[-1].end, group[-1].end + rises.start()):
        return True
    return bool(_FROM.search(text[start : group[0].start]) and rises and rises["to"] and rises.start() <= 3)


# ---------------------------------------------------------------- from frame to records


def _add(page: ReadableText, found: Found, tense: Tense, state: _State) -> None:
    found = _continued(found, latest(found, state.said))
    name = named(page, found, state.said)
    if name is None:
        state.notes += _noted(page, found.sentence, found.phrase, "target-no-indicator", tense)
        return
    start, indicators = name
    if len(found.values) > 1 and len(indicators) not in (1, len(found.values)):
        state.notes += _noted(page, found.sentence, found.phrase, "target-unpaired", tense)
        return
    for indicator, quantity in _paired(indicators, found.values):
        if not _is_measured(page.text, found, indicator, quantity):
            continue
        target = _target(page, found, (start, indicator, quantity), tense)
        if not _is_said(page, found, target, state):
            state.targets.append(target)
            state.said.append(Said(found.phrase, found.frame, target))


def _is_said(page: ReadableText, found: Found, target: Target, state: _State) -> bool:
    """Whether the same was said before, in the same words or to explain it; if not it is from now on."""
    value = (target.value, target.value_high, target.unit, target.comparator)
    # 投资1亿元 twice is two investments.
    place = target.start if is_generic(target.indicator) else 0
    key = (target.kind, target.indicator, target.measure, target.direction, place, *value)
    explains = _EXPLAINS.search(page.text, found.sentence.start, found.sentence.end)
    if key in state.seen or (explains and value in state.seen):
        return True
    state.seen |= {key, value}
    return False


def _continued(found: Found, last: Target | None) -> Found:
    """增长8%，力争达到9%: what is reached is the same growth."""
    if found.frame.way != "reaches" or found.frame.noun is not None or last is None or last.measure != "change":
        return found
    if last.unit != found.values[0].unit or found.values[0].dimension != "ratio":
        return found
    return replace(found, frame=replace(found.frame, measure="change", direction=last.direction))


def _noted(page: ReadableText, sentence: Sentence, phrase: Phrase, code: str, tense: Tense) -> list[Note]:
    """A doubt about a target; results of the past are not targets, so nothing is lost there."""
    if tense == "past":
        return []
    values = (("quote", page.document.text[phrase.start : phrase.end].strip()),)
    return [Note(code, sentence.clause_at(phrase.start).id, values)]


def _paired(indicators: list[str], values: tuple[Quantity, ...]) -> list[tuple[str, Quantity]]:
    if len(values) == 1:
        return [(i, values[0]) for i in indicators]
    # 90%和98%以上: the words behind the last value hold for all; so do those before the first: 分别超过90%、75%.
    shared = values[-1].comparator if values[-1].behind else values[0].comparator if values[0].before else "="
    alike = [replace(v, comparator=shared) if v.comparator == "=" else v for v in values]
    return list(zip(indicators * (len(values) if len(indicators) == 1 else 1), alike, strict=True))


def _is_measured(text: str, found: Found, indicator: str, quantity: Quantity) -> bool:
    """Whether indicator and unit go together: a number of years only with something that lasts."""
    if not 2 <= len(indicator) <= 80 or not _WORDS.search(indicator):
        return False
    written = f"{indicator} {quantity.value:g}{quantity.unit}"
    if is_excluded("things", written) or (found.frame.way not in ("does", "other") and is_excluded("value", written)):
        return False
    if found.frame.way == "states" and _counts(quantity) and text.startswith("：", quantity.end):  # what the text lists
        return False
    if found.frame.way == "lasts":
        return True
    if quantity.dimension == "time":
        is_term = found.frame.way == "reaches" and _TERM_OF.search(indicator)
        return bool(_LASTS.search(indicator)) and not is_term and not text.startswith("时间", quantity.end)
    is_often = quantity.value <= _OFTEN_UP_TO and quantity.unit in ("次", "轮", "期")
    return not (is_often and _OFTEN.search(text[found.phrase.start : quantity.start]))


def _target(page: ReadableText, found: Found, name: tuple[int, str, Quantity], tense: Tense) -> Target:
    (start, indicator, quantity), frame = name, found.frame
    behind = frame.noun.end if frame.noun and frame.noun.start >= quantity.end else 0
    end = max(found.values[-1].end, frame.tail, behind)
    arranged = _ARRANGED.match(page.text, end)
    end = arranged.end() if arranged else end
    while page.text[end - 1].isspace():  # a sentence can end with the break behind its clause
        end -= 1
    base = found.baseline or frame.base
    clause, kind = found.sentence.clause_at(quantity.start), _kind(tense)
    due = deadline(page, found, quantity)
    period = period_of(page.document, clause, page.year, deadline=due, kind=kind)
    return Target(
        clause=clause.id,
        quote=page.document.text[start:end],
        start=start,
        end=end,
        kind=kind,
        indicator=indicator,
        measure=frame.measure,
        direction=frame.direction,
        comparator=frame.comparator or quantity.comparator,
        value=quantity.value,
        value_high=quantity.value_high,
        unit="".join(quantity.unit.split()),
        deadline=due,
        baseline=page.document.text[base.start : base.end] if base else None,
        strength=strength_of(
            page.text[found.phrase.start : quantity.start],
            found.values[-1].behind if quantity.comparator == "~" else quantity.behind,
        ),
        horizon=period.horizon,
        year=period.year,
    )


def _timed(page: ReadableText, target: Target) -> Target:
    clause = page.document.by_id[target.clause]
    period = period_of(page.document, clause, page.year, deadline=target.deadline, kind=target.kind)
    return replace(target, horizon=period.horizon, year=period.year)


def _kind(tense: Tense) -> TargetKind:
    return "target" if tense == "plan" else "achieved"
