"""Quantified commitments of a document, and the same said of the past."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policydiff.facts import lexicon as lex
from policydiff.facts.coordination import shared_head, split_indicators
from policydiff.facts.forms_value import CHANGED
from policydiff.facts.frames import Frame
from policydiff.facts.nouns import is_generic
from policydiff.facts.phrases import Phrase, Sentence, sentences
from policydiff.facts.qualitative import qualitative_targets
from policydiff.facts.quantities import Quantity, find_quantities, readable
from policydiff.facts.reading import read_frame, topic_of
from policydiff.facts.tense import Tense, Times, read_times, tense_of
from policydiff.model import Clause, Document, Note, Target

# 审查周期 | 三年行动
_LASTS = re.compile(r"周期|时间|时限|期限|年限|寿命|时长|天数|工期|用时|耗时|时效")
# 贷款期限不超过3年 is a term | 审查周期
_TERM_OF = re.compile(r"(?<!周)期限?$")
# 每5年修订1次 | 每年培训1000万人次
# 分别增长20%, 均增长15%以上 | 均价
_EACH = re.compile(r"分别|(?:均|都)(?=[增下降提减上])")
# 力争达到 | 努力; a quantity behind such words is likely to be meant as a target.
_COMMITS = re.compile(r"(?:力争|确保|争取|不低于|不超过|达到|提高到|控制在|保持在|新增|增长|下降)[^，。；]{0,12}$")
_OFTEN = re.compile(r"每(?:年|月|季度?|周|天|日|半年|[一二两三四五\d]{1,2}(?:个)?[年月])[^，。；]*$")
_DEADLINE = re.compile(lex.TIME)
# 在2015年基础上 | 2015年底
_IS_BASE = re.compile(r"的?(?:基础|水平)上")
_UNTIL = re.compile(r"到20\d\d年[底末]?")
_OF_PAST = re.compile(r"去年|上年|前年|以来|起$|开始$|^从|^自")
_SHARED = re.compile(r"均|都|分别|各|双双|同步")
# 由20元提高到40元: what stands behind 由 and before such a verb is the baseline.
_FROM = re.compile(r"(?:由|从)[^，。；由从]{0,16}$")
# 提高到2020年的 | 提高
_OF_WHEN = re.compile(r"(?:现在|目前|\d{4}年[底末]?)?的?(?:人均|每人)?$")
_CONNECTIVE = re.compile(r"[\s　、]*(?:其中[，:：]?|同时[，]?|并且?|以及|和|及)?")
_JOINED = re.compile(r"[、和及与，]|以及")
# 6.5%左右的增速可以实现…; 提出这个目标，主要是…: the target is explained, not set again.
_EXPLAINS = re.compile(r"考虑|综合权衡|主要(?:是|基于)|意味着|表明|兼顾|是为了|是必要|(?:可以|能够)实现")
# Verbs whose subject is who pays, not what is measured.
_GIVES = frozenset("安排 拟安排 投入 拿出 下达 拨付 筹集 筹措".split())
# 资金 alone says nothing; what it is for stands in the phrase before.
_WHOSE = ("资金", "专项资金", "补助资金", "补贴资金", "支出", "投入")
# 北京市控制在32微克/立方米以内: of what was said before.
_PLACE = re.compile(r".{1,6}(?:省|市|自治区|区|县|地区)")
# 支持卫生事业 | 重点工作
_FOR = re.compile(r"[\s　]*(?:专项|重点|主要|直接|优先)*(?:用于|支持|补贴|补助|用来|增加(?:对)?)")


@dataclass(slots=True)
class _State:
    """What reading has reached: the targets so far, and those of this sentence with their phrase and frame."""

    targets: list[Target] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    said: list[tuple[Phrase, Frame, Target]] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The document as it is read: `text` folded and masked, its quantities in order, the tense of its parts."""

    document: Document
    text: str
    quantities: tuple[Quantity, ...]
    starts: tuple[int, ...]
    times: Times

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


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
    quantities = tuple(find_quantities(document.text))
    page = _Page(
        document=document, text=text, quantities=quantities, starts=tuple(q.start for q in quantities),
        times=read_times(document),
    )  # fmt: skip
    state = _State()
    tense: Tense | None = None
    for sentence in sentences(document, text):
        state.said.clear()
        is_mixed = sentence.clauses[0].id in page.times.mixed
        before = tense if sentence.index else (tense or "past") if is_mixed else None
        tense = tense_of(text[sentence.start : sentence.end], sentence.clauses[0], page.times, before=before)
        if _is_rule_of_law(document, sentence, text):
            continue
        for phrase in sentence.phrases:
            _read_phrase(page, sentence, phrase, before, state)
        if tense == "plan":
            state.targets += qualitative_targets(document, text, sentence, page.within(sentence.start, sentence.end))
    return tuple(sorted(state.targets, key=lambda t: (t.start, t.end))), tuple(state.notes)


def _is_rule_of_law(document: Document, sentence: Sentence, text: str) -> bool:
    """An article sets thresholds and terms; it is a target only where it says until when."""
    above: Clause | None = sentence.clauses[0]
    while above is not None and above.kind != "article":
        above = document.by_id[above.parent] if above.parent else None
    return above is not None and not _UNTIL.search(text, sentence.start, sentence.end)


def _read_phrase(page: _Page, sentence: Sentence, phrase: Phrase, before: Tense | None, state: _State) -> None:
    groups = list(_groups(page, phrase))
    if not groups or lex.CONDITION.match(page.text[phrase.start : phrase.end]):
        return
    start, listed, baseline, carried = phrase.start, None, None, _carried(phrase, state)
    for i, group in enumerate(groups):
        end = groups[i + 1][0].start if i + 1 < len(groups) else phrase.end
        if _is_baseline(page.text, start, group, end):
            baseline = group[0]
            continue
        whole = replace(group[0], end=group[-1].end, behind=group[-1].behind)
        frame = read_frame(page.text, start, end, whole, stop=phrase.end, listed=listed, carried=carried)
        words = page.text[sentence.start : group[-1].end]
        tense = tense_of(words, sentence.clauses[0], page.times, before=before)
        if frame:
            _add(page, sentence, _Found(phrase, start, group, frame, baseline), tense, state)
        elif whole.dimension != "time" and _COMMITS.search(page.text[start : whole.start]):
            state.notes += _noted(page, sentence, phrase, "target-unread", tense)
        if frame is None and whole.dimension == "time":  # 用三年时间将筹资标准提高到100元
            continue
        start = max(group[-1].end, frame.tail if frame else 0)
        joined = _JOINED.match(page.text, start, end)
        start = joined.end() if joined else start
        listed, baseline = frame if joined else None, None


def _carried(phrase: Phrase, state: _State) -> Frame | None:
    """The frame that ends the phrase directly before: 新增大棚2500座，温室320座."""
    if not state.said:
        return None
    last, frame, target = state.said[-1]
    is_near = last.group == phrase.group and phrase.start - last.end <= 1 and target.end >= last.end - 6
    return frame if is_near and frame.verb and frame.measure == "increment" else None


@dataclass(frozen=True, slots=True)
class _Found:
    """Values side by side that one frame governs. `start` is where their words begin in the phrase."""

    phrase: Phrase
    start: int
    values: tuple[Quantity, ...]
    frame: Frame
    baseline: Quantity | None


def _groups(page: _Page, phrase: Phrase) -> Iterator[tuple[Quantity, ...]]:
    """The quantities of a phrase, those side by side together: 90%和98%以上."""
    group: tuple[Quantity, ...] = ()
    for quantity in page.within(phrase.start, phrase.end):
        between = page.text[group[-1].end : quantity.start] if group else ""
        if group and (_JOINED.fullmatch(between) or not between) and _alike(group[-1], quantity):
            group = (*group, quantity)
            continue
        if group and not _is_attribute(group[-1], between):
            yield group
        group = (quantity,)
    if group:
        yield group


def _are_alike(values: tuple[Quantity, ...]) -> bool:
    return len({v.dimension for v in values}) == 1


def _is_attribute(quantity: Quantity, behind: str) -> bool:
    """10亿元以上项目8个: the first amount says which projects are counted."""
    return bool(
        quantity.behind
        and quantity.dimension in ("money", "size", "time")
        and re.fullmatch(r"的?[^、，和及]{1,12}", behind)
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities side by side can measure the same: 90%和98%, 3800户、58万平方米."""
    things = ("people", "count", "size")
    return one.dimension == other.dimension or (one.dimension in things and other.dimension in things)


def _is_baseline(text: str, start: int, group: tuple[Quantity, ...], end: int) -> bool:
    """由20元提高到40元: 20元 is where the target starts from."""
    rises = CHANGED.search(_OF_WHEN.sub("", text[group[-1].end : end]))
    return bool(_FROM.search(text[start : group[0].start]) and rises and rises["to"] and rises.start() <= 3)


# ---------------------------------------------------------------- from frame to records


def _add(page: _Page, sentence: Sentence, found: _Found, tense: Tense, state: _State) -> None:
    found = _continued(found, state)
    frame = found.frame
    named = _named(page, sentence, found, state)
    if named is None:
        state.notes += _noted(page, sentence, found.phrase, "target-no-indicator", tense)
        return
    quote_start, indicators = named
    if len(found.values) > 1 and len(indicators) not in (1, len(found.values)):
        state.notes += _noted(page, sentence, found.phrase, "target-unpaired", tense)
        return
    pairs = _paired(indicators, found.values)
    for indicator, quantity in pairs:
        if not _is_measured(page.text, found, indicator, quantity):
            continue
        target = _target(page, sentence, found, (quote_start, indicator, quantity), tense)
        place = target.start if is_generic(target.indicator) else 0
        key = (target.indicator, place, target.value, target.value_high, target.unit, target.comparator)
        if key in state.seen or (_EXPLAINS.search(_sentence(page, sentence)) and key[1:] in state.seen):
            continue
        state.seen |= {key, key[1:]}
        state.targets.append(target)
        state.said.append((found.phrase, frame, target))


def _continued(found: _Found, state: _State) -> _Found:
    """增长8%，力争达到9%: what is reached is the same growth."""
    frame, last = found.frame, _latest(found, state)
    if frame.form != "linked" or frame.noun is not None or last is None or last.measure != "change":
        return found
    if last.unit != found.values[0].unit or found.values[0].dimension != "ratio":
        return found
    return replace(found, frame=replace(frame, measure="change", direction=last.direction))


def _noted(page: _Page, sentence: Sentence, phrase: Phrase, code: str, tense: Tense) -> list[Note]:
    """A doubt about a target; results of the past are not targets, so nothing is lost there."""
    if tense == "past":
        return []
    values = (("quote", page.document.text[phrase.start : phrase.end].strip()),)
    return [Note(code, sentence.clause_at(phrase.start).id, values)]


def _sentence(page: _Page, sentence: Sentence) -> str:
    return page.text[sentence.start : sentence.end]


def _paired(indicators: list[str], values: tuple[Quantity, ...]) -> list[tuple[str, Quantity]]:
    if len(values) == 1:
        return [(i, values[0]) for i in indicators]
    # 90%和98%以上: the words behind the last value hold for all; so do those before the first: 分别超过90%、75%.
    shared = values[-1].comparator if values[-1].behind else values[0].comparator if values[0].before else "="
    alike = [replace(v, comparator=shared) if v.comparator == "=" else v for v in values]
    return list(zip(indicators * (len(values) if len(indicators) == 1 else 1), alike, strict=False))


def _named(page: _Page, sentence: Sentence, found: _Found, state: _State) -> tuple[int, list[str]] | None:
    """Where the quote begins, and the indicators; None where nothing says what is measured."""
    frame, text = found.frame, page.document.text
    start = found.start
    connective = _CONNECTIVE.match(page.text, start)
    start = connective.end() if connective else start
    if frame.noun is None:
        return _named_before(page, sentence, found, state)
    span = frame.noun
    words = "".join(text[span.start : span.end].split()).replace("原则上", "")
    between = page.text[span.end : found.values[0].start]
    indicators = split_indicators(
        words, several=len(found.values) if _are_alike(found.values) else 1, shared=bool(_SHARED.search(between)),
        is_ratio=found.values[0].dimension == "ratio",
    )  # fmt: skip
    earlier = _latest(found, state)
    if len(indicators) == 1 and earlier and is_generic(words):
        indicators = [_without_generic(earlier.indicator) + words]
    elif len(indicators) == 1 and earlier and words.startswith("占"):
        indicators = [earlier.indicator + words]
    elif len(indicators) == 1 and earlier and _PLACE.fullmatch(words):
        indicators = [words + shared_head(earlier.indicator)]
    elif words in _WHOSE:
        topic = _topic_before(page, sentence, found.phrase)
        indicators = [topic[1][0] + words] if topic else indicators
    return start, indicators


def _without_generic(indicator: str) -> str:
    for word in sorted(lex.GENERIC.split(), key=len, reverse=True):
        if indicator.endswith(word) and len(indicator) > len(word) + 1:
            return indicator.removesuffix(word)
    return indicator


def _latest(found: _Found, state: _State) -> Target | None:
    return next((t for p, _, t in reversed(state.said) if p.group == found.phrase.group), None)


def _named_before(page: _Page, sentence: Sentence, found: _Found, state: _State) -> tuple[int, list[str]] | None:
    """The indicator where it stands earlier in the sentence."""
    frame, text = found.frame, page.document.text
    same_group = [(p, f, t) for p, f, t in state.said if p.group == found.phrase.group]
    left = page.text[found.start : found.values[0].start]
    if same_group and _EACH.search(left):
        last = [t for _, _, t in same_group][-max(2, len(found.values)) :]
        return last[0].start, [t.indicator for t in last]
    if frame.verb and frame.form in ("ending", "counted"):
        for phrase in reversed(_plain_before(page, sentence, found.phrase)):
            at = page.text.rfind(frame.verb, phrase.start, phrase.end)
            if at >= 0 and phrase.end - at - len(frame.verb) > 1:
                return phrase.start, [text[at + len(frame.verb) : phrase.end]]
    if same_group:
        target = same_group[-1][2]
        return target.start, [target.indicator]
    purpose = _purpose(page, sentence, found.phrase) if frame.verb in _GIVES else None
    if purpose:
        return found.start, [purpose]
    topic = _topic_before(page, sentence, found.phrase)
    if topic:
        return topic
    return (found.start, [frame.verb]) if frame.form == "ending" else None


def _plain_before(page: _Page, sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The phrases of the sentence before this one that hold no quantity but a time."""
    return [
        p
        for p in sentence.phrases
        if p.end <= phrase.start and all(q.dimension == "time" for q in page.within(p.start, p.end))
    ]


def _topic_before(page: _Page, sentence: Sentence, phrase: Phrase) -> tuple[int, list[str]] | None:
    for before in reversed(_plain_before(page, sentence, phrase)):
        topic = topic_of(page.text, before.start, before.end)
        is_time = _DEADLINE.fullmatch(page.text, before.start, before.end)
        if before.group == phrase.group and topic and 2 <= topic.end - topic.start <= 40 and not is_time:
            return before.start, ["".join(page.document.text[topic.start : topic.end].split())]
    return None


def _purpose(page: _Page, sentence: Sentence, phrase: Phrase) -> str | None:
    """What money is given for where a later phrase says so: 安排832亿元，…，支持卫生事业改革和发展."""
    for later in sentence.phrases:
        found = _FOR.match(page.text, later.start, later.end) if later.start >= phrase.end else None
        if found and later.end - found.end() >= 2:
            return "".join(page.document.text[found.end() : later.end].split())
    return None


def _is_measured(text: str, found: _Found, indicator: str, quantity: Quantity) -> bool:
    """Whether indicator and unit go together: a number of years only with something that lasts."""
    if len(indicator) < 2 or len(indicator) > 80:
        return False
    if quantity.dimension == "time" and found.frame.form == "linked" and _TERM_OF.search(indicator):
        return False
    if quantity.dimension == "time" and (not _LASTS.search(indicator) or text.startswith("时间", quantity.end)):
        return False
    return not (quantity.unit in ("次", "轮", "期") and _OFTEN.search(text[found.phrase.start : quantity.start]))


def _target(page: _Page, sentence: Sentence, found: _Found, named: tuple[int, str, Quantity], tense: Tense) -> Target:
    (start, indicator, quantity), frame, text = named, found.frame, page.document.text
    end = max(found.values[-1].end, frame.tail)
    arranged = re.compile("安排|(?:的?目标)").match(page.text, end)
    end = arranged.end() if arranged else end
    base = found.baseline or frame.base
    return Target(
        clause=sentence.clause_at(quantity.start).id,
        quote=text[start:end],
        start=start,
        end=end,
        kind="target" if tense == "plan" else "achieved",
        indicator=indicator,
        measure=frame.measure,
        direction=frame.direction,
        comparator=frame.comparator or quantity.comparator,
        value=quantity.value,
        value_high=quantity.value_high,
        unit="".join(quantity.unit.split()),
        deadline=_deadline(page, sentence, found.phrase, quantity),
        baseline=text[base.start : base.end] if base else None,
    )


def _deadline(page: _Page, sentence: Sentence, phrase: Phrase, quantity: Quantity) -> str | None:
    """The last time that is named before the quantity, in its phrase or else earlier in the sentence."""
    times = _times(page.text, phrase.start, quantity.start)
    # An earlier phrase lends its time only where it begins with it: 今年减少1000万，完成搬迁280万人.
    heads = [_times(page.text, p.start, p.end)[:1] for p in sentence.phrases if p.end <= phrase.start]
    times = times or [
        m for head, p in zip(heads, sentence.phrases, strict=False) for m in head if m.start() - p.start <= 4
    ]
    if times:
        return page.document.text[times[-1].start() : times[-1].end()]
    # 到2025年 at the head of a paragraph is meant for all of it; 今年 is not.
    until = list(_UNTIL.finditer(page.document.text, sentence.clauses[0].start, sentence.start))
    return until[-1][0] if until else None


def _times(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words of time between two offsets but those of a baseline: 比2020年, 在2015年基础上."""
    return [
        m
        for m in _DEADLINE.finditer(text, start, end)
        if not _OF_PAST.search(m[0])
        and not _IS_BASE.match(text[m.end() : m.end() + 4])
        and text[m.start() - 1 : m.start()] not in tuple("比较与由")
    ]
