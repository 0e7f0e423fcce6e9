"""What a value measures and until when, where the words for it stand in the phrase or earlier in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from policydiff.facts import lexicon as lex
from policydiff.facts.measures import UNIT
from policydiff.facts.quantities import Quantity
from policydiff.facts.targets.context import Frame, opened
from policydiff.facts.targets.coordination import put_behind, shared_head, split_indicators
from policydiff.facts.targets.grammar import topic_of
from policydiff.facts.targets.nouns import is_generic
from policydiff.facts.targets.sentences import Phrase, Sentence
from policydiff.model import Document, Target
from policydiff.text.official.sentences import COMMAS, FULL_STOPS, SEMICOLONS

_DEADLINE = re.compile(lex.TIME)
# 在2015年基础上 | 2015年底
_IS_BASE = re.compile(r"的?(?:基础|水平)上")
# 到2025年底 | 2025年
UNTIL = re.compile(r"到20\d\d年[底末]?")
# 从今年起 | 今年
_OF_PAST = re.compile(r"去年|上年|前年|以来|起$|开始$|^从|^自")
# How far into an earlier phrase a time may stand and still be its first word: 力争到2025年.
# 全年增长20%以上，保险金额增长20%以上: a word for the year at hand goes with its own verb alone.
_OF_ITS_VERB = ("全年", "年内", "当年")
_AT_HEAD = 4
# 10月底前完成3台锅炉淘汰，清扫率达85%: so does a part of a year that has a deed of its own.
_MONTHS = re.compile(r"^(?!.*年\d).*(?:\d月|季度|上半年|下半年)")

# 收入均增长 | 收入增长
_SHARED = re.compile(r"(?<![年月平人户])均|都|分别|各|双双|同步")
# 分别增长20%, 均增长15%以上 | 均价
_EACH = re.compile(r"分别|(?:均|都)(?=[增下降提减上])")
# 的重点调度项目有 | 国有
_EDGES = re.compile(r"^的|^居住的|[（(](?:包括|其中|含|不含|下同)[^（）()]*[）)]$|(?<=[^拥所持共占含国])有$")
_CONNECTIVE = re.compile(r"[\s　、]*(?:其中[，:：]?|同时[，]?|并且?|以及|和|及)?")
# Verbs whose subject is who pays, not what is measured.
_GIVES = frozenset("安排 拟安排 投入 拿出 下达 拨付 筹集 筹措".split())
# 支持卫生事业 | 重点工作
_FOR = re.compile(r"[\s　]*(?:专项|重点|主要|直接|优先)*(?:用于|支持|补贴|补助|用来|增加(?:对)?)")
# 1500万人次以上的职工培训
_SO_MANY = re.compile(rf"^\d[\d.]*[万亿]*{UNIT}(?:以上|左右|以内)?的?")
# 资金 alone says nothing; what it is for stands in the phrase before.
_WHOSE = frozenset(
    """
    资金 专项资金 补助资金 补贴资金 支出 投入 试点 试点范围 试点的范围 试点面积 范围 补助标准 财政补助标准
    人均财政补助标准 保障标准 支付标准 清偿 偿还 清偿率 里程 投产里程 新投产里程 规模 总规模 首期规模
    """.split()
)
# Of these a sentence of its own may speak: 推行合作医疗制度。试点范围扩大到80%的县.
_OF_SENTENCE_BEFORE = (
    "试点",
    "试点范围",
    "试点的范围",
    "补助标准",
    "财政补助标准",
    "人均财政补助标准",
    "首期规模",
    "总规模",
)
# 北京市控制在32微克/立方米以内: of what was said before.
_PLACE = re.compile(r".{1,6}(?:省|市|自治区|区|县|地区)")
# 生均设备值小学提高到2500元、初中提高到3500元.
_PARTS = ("小学", "初中", "高中", "本科", "专科", "城市", "城镇", "农村", "男性", "女性", "省级", "市级", "县级")
_TIMES = ("时间", "时限", "周期")
_LEVEL = re.compile("(?:国家|省|市|县|区)级(?:以上)?")
_GENERIC = sorted(lex.GENERIC.split(), key=len, reverse=True)
# 投资381亿元、增速6%
_RATE = re.compile("(?:年均)?(?:增速|增幅|增长率|降幅|涨幅)")
_NOW = re.compile("(?:现行|目前|现有|原来?|当前)的?$")
# 粮食播种面积, 总产量: what is sown is not what is harvested.
_GROWN = re.compile("(?:播种|种植|栽培|养殖)$")
# Phrases: what stands further back in a sentence lends neither its time nor its topic.
_FURTHEST = 24
# Characters before a value in which its phrase may name a time.
_NEAR = 200
# A topic longer than this is a sentence of its own.
_LONGEST_TOPIC = 40


@dataclass(frozen=True, slots=True)
class ReadableText:
    """The document as it is read: `text` folded and masked, its quantities in order with their starts, its year."""

    document: Document
    text: str
    quantities: tuple[Quantity, ...]
    starts: tuple[int, ...]
    year: int | None

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin between two offsets."""
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def written(self, start: int, end: int) -> str:
        """The document's own words between two offsets, without spaces and line breaks."""
        return "".join(self.document.text[start:end].split())


@dataclass(frozen=True, slots=True)
class Found:
    """Values side by side that one frame governs. `start` is where their words begin in the phrase."""

    sentence: Sentence
    phrase: Phrase
    start: int
    values: tuple[Quantity, ...]
    frame: Frame
    baseline: Quantity | None


@dataclass(frozen=True, slots=True)
class Said:
    """A target of the sentence at hand, with where it was found."""

    phrase: Phrase
    frame: Frame
    target: Target


def latest(found: Found, said: list[Said]) -> Target | None:
    """The last target said before, between the same semicolons."""
    return next((s.target for s in reversed(said) if s.phrase.group == found.phrase.group), None)


def are_alike(values: tuple[Quantity, ...]) -> bool:
    """Whether values are of one kind, so that each may belong to an indicator of its own."""
    return len({v.dimension for v in values}) == 1


def named(page: ReadableText, found: Found, said: list[Said]) -> tuple[int, list[str]] | None:
    """Where the quote begins, and the indicators; None where nothing says what is measured."""
    span = found.frame.noun
    if span is None:
        return _named_before(page, found, said)
    connective = _CONNECTIVE.match(page.text, found.start)
    start = connective.end() if connective else found.start
    words = _EDGES.sub("", page.written(span.start, span.end).replace("原则上", ""))
    if found.frame.of is not None:
        whose = _NOW.sub("", page.written(found.frame.of.start, found.frame.of.end))
        return found.frame.of.start, [whose + words]
    indicators = split_indicators(
        words,
        several=len(found.values) if are_alike(found.values) else 1,
        shared=bool(_SHARED.search(page.text, span.end, found.values[0].start)),
        apart="分别" in page.text[span.end : found.values[0].start],
        is_ratio=found.values[0].dimension == "ratio",
    )
    if len(indicators) == 1:
        return start, [_completed(page, found, words, latest(found, said))]
    return start, indicators


def _completed(page: ReadableText, found: Found, words: str, earlier: Target | None) -> str:
    """An indicator that needs what was said before: 规模, 占…比重, a place, 资金."""
    whole = _behind(earlier.indicator, words) if earlier else None
    head = shared_head(earlier.indicator) if earlier else ""
    if found.values[0].dimension == "time" and head.endswith(_TIMES) and not words.endswith(_TIMES):
        return words + head  # 审批时间压缩至40天，其中小型项目不超过15天
    if whole is None and words in _WHOSE:
        topic = _topic_before(page, found, ordered=True) or _topic_of_sentence_before(page, found, words)
        return put_behind(topic[1][0], words) if topic else words
    return whole or words


def _behind(earlier: str, words: str) -> str | None:
    """What the words mean behind an indicator said before; None where they mean something alone."""
    if _RATE.fullmatch(words) or words.startswith(("占", "相当于")):
        return earlier + words
    if is_generic(words):
        generic = next((g for g in _GENERIC if earlier.endswith(g)), "")
        stem = _GROWN.sub("", earlier.removesuffix(generic))
        return (stem if len(stem) > 1 else earlier) + words
    level = _LEVEL.match(earlier)
    if level and _LEVEL.fullmatch(words):  # 国家级产业园1个、省级3个
        return words + earlier[level.end() :]
    part = next((p for p in _PARTS if earlier.endswith(p)), None)
    if part and words in _PARTS:
        return earlier.removesuffix(part) + words
    return words + shared_head(earlier) if _PLACE.fullmatch(words) else None


def _named_before(page: ReadableText, found: Found, said: list[Said]) -> tuple[int, list[str]] | None:
    """The indicator where it stands earlier in the sentence, or behind as the purpose of money."""
    here = [s.target for s in said if s.phrase.group == found.phrase.group] or _of_other_time(page, found, said)
    if here and _EACH.search(page.text, found.start, found.values[0].start):
        each = here[-max(2, len(found.values)) :]
        return each[0].start, [t.indicator for t in each]
    same_verb = _object_of_same_verb(page, found)
    if same_verb:
        return same_verb
    if here:
        nearer = _topic_before(page, found, ordered=True, behind=here[-1].end) if found.frame.way == "done" else None
        return nearer or (here[-1].start, [here[-1].indicator])
    verb = found.frame.verb
    purpose = _purpose(page, found) if verb in _GIVES else None
    if purpose:
        return found.start, [purpose]
    alone = (found.start, [verb]) if found.frame.way == "done" else None
    return _topic_before(page, found) or alone


def _of_other_time(page: ReadableText, found: Found, said: list[Said]) -> list[Target]:
    """到2023年，增加值突破300亿元；到2025年，达到450亿元: behind the semicolon only the time is another."""
    before = [p for p in _earlier(found) if p.group == found.phrase.group]
    only_time = all(_DEADLINE.fullmatch(page.text, p.start, p.end) for p in before)
    last = said[-1].target if said else None
    alike = last is not None and last.unit == found.values[0].unit and found.frame.way == "reaches"
    return [last] if before and only_time and alike and last else []


def _object_of_same_verb(page: ReadableText, found: Found) -> tuple[int, list[str]] | None:
    """拟连续几年发行超长期特别国债，…今年先发行1万亿元."""
    verb = found.frame.verb
    if not verb or found.frame.way != "done":
        return None
    for phrase in _plain_before(page, found):
        at = page.text.rfind(verb, phrase.start, phrase.end)
        if at >= 0 and phrase.end - at - len(verb) > 1:
            return phrase.start, [page.written(at + len(verb), phrase.end)]
    return None


def _earlier(found: Found) -> list[Phrase]:
    """The phrases of the sentence before this one, as many as may have to do with it."""
    at = bisect_left(found.sentence.phrases, found.phrase.start, key=lambda p: p.start)
    return list(found.sentence.phrases[max(0, at - _FURTHEST) : at])


def _plain_before(page: ReadableText, found: Found) -> list[Phrase]:
    """The phrases of the sentence before this one that hold no quantity but a time, the nearest first."""
    before = _earlier(found)
    return [p for p in reversed(before) if all(q.dimension == "time" for q in page.within(p.start, p.end))]


def _topic_before(
    page: ReadableText, found: Found, *, ordered: bool = False, behind: int = 0
) -> tuple[int, list[str]] | None:
    """What an earlier phrase speaks of; with `ordered` only what one wants done, the object of its verb."""
    find = opened if ordered else topic_of
    for phrase in _plain_before(page, found):
        if phrase.start < behind:
            break
        topic = find(page.text, phrase.start, phrase.end)
        is_time = _DEADLINE.fullmatch(page.text, phrase.start, phrase.end)
        if phrase.group == found.phrase.group and topic and not is_time:
            words = page.written(topic.start, topic.end)
            if 2 <= len(words) <= _LONGEST_TOPIC:
                return phrase.start, [words]
    return None


def _topic_of_sentence_before(page: ReadableText, found: Found, words: str) -> tuple[int, list[str]] | None:
    """推行合作医疗制度。试点范围扩大到80%的县: the sentence before, where this one begins with what needs it."""
    paragraph = found.sentence.clauses[0].start
    is_first = found.phrase.start == found.sentence.phrases[0].start and words in _OF_SENTENCE_BEFORE
    stops = FULL_STOPS + SEMICOLONS + COMMAS
    start = max(paragraph, *(page.text.rfind(s, paragraph, found.sentence.start - 1) + 1 for s in stops))
    end = found.sentence.start - 1
    if not is_first or end <= start or page.within(start, end):
        return None
    topic = opened(page.text, start, end)
    name = page.written(topic.start, topic.end) if topic else ""
    return (found.phrase.start, [name]) if 2 <= len(name) <= _LONGEST_TOPIC else None


def _purpose(page: ReadableText, found: Found) -> str | None:
    """What money is given for where a later phrase says so: 安排832亿元，…，支持卫生事业改革和发展."""
    for later in found.sentence.phrases:
        purpose = _FOR.match(page.text, later.start, later.end) if later.start >= found.phrase.end else None
        if purpose and later.end - purpose.end() >= 2:
            return _SO_MANY.sub("", page.written(purpose.end(), later.end))
    return None


def deadline(page: ReadableText, found: Found, quantity: Quantity) -> str | None:
    """The last time that is named before the quantity, in its phrase or else earlier in the sentence."""
    times = _times(page.text, max(found.phrase.start, quantity.start - _NEAR), quantity.start)
    if not times:  # an earlier phrase lends its time where it begins with it: 今年减少1000万，完成搬迁280万人
        heads = [(p, m) for p in _earlier(found) for m in _times(page.text, p.start, p.end)[:1]]
        heads = [(p, m) for p, m in heads if m.start() - p.start <= _AT_HEAD and m[0] not in _OF_ITS_VERB]
        heads = [(p, m) for p, m in heads if not (_MONTHS.search(m[0]) and _is_of_its_own(page, p))]
        near = [m for p, m in heads if p.group == found.phrase.group]
        plain = [m for p, m in heads if not _is_of_its_own(page, p)]
        times = near or plain or [m for _, m in heads[:1]]
    if times:
        return page.document.text[times[-1].start() : times[-1].end()]
    # 到2025年 at the head of a paragraph is meant for all of it; 今年 is not.
    until = list(UNTIL.finditer(page.document.text, found.sentence.clauses[0].start, found.sentence.start))
    return until[-1][0] if until else None


def _is_of_its_own(page: ReadableText, phrase: Phrase) -> bool:
    """Whether a phrase sets something itself, so that its time is no longer meant behind the next semicolon."""
    return any(q.dimension != "time" for q in page.within(phrase.start, phrase.end))


def _times(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words of time between two offsets but those of a baseline: 比2020年, 在2015年基础上."""
    return [
        m
        for m in _DEADLINE.finditer(text, start, end)
        if not _OF_PAST.search(m[0])
        and not _IS_BASE.match(text[m.end() : m.end() + 4])
        and text[m.start() - 1 : m.start()] not in tuple("比较与由")
    ]
