"""A quantity among its words, how they govern it, and the signs that several forms look for.

A quantity stands in a phrase (what is between two commas) with words to its left and right. `values` and
`counts` hold one function for each form in which Chinese puts them together; `grammar` is the table of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policydiff.facts import lexicon as lex
from policydiff.facts.measures import UNIT
from policydiff.facts.quantities import Quantity
from policydiff.facts.targets.nouns import SHUT, object_behind, skip_lead
from policydiff.model import Comparator, Direction, Measure, Span

# reaches: a verb or a word of comparison links noun and value (比例达到92%). states: the noun stands beside it
# (财政赤字2.38万亿元). does: a verb of doing governs the value and what is listed behind it (新建30家中心、20家基地).
# done: the same with the verb last, its noun perhaps further left (住房建成470万套). lasts: how long something may
# take (1天办结). other: none of these.
Way = Literal["reaches", "states", "does", "done", "lasts", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A quantity in its phrase: the words from `start` to it, and from it to `end`, count in `text`.

    `core` is where the words of manner directly before the quantity begin, `stop` the end of the phrase where
    other quantities follow. `listed` is the frame of the quantity before it in the same list, `carried` that of
    the phrase before: their verbs may govern this one too.
    """

    text: str
    start: int
    core: int
    end: int
    stop: int
    quantity: Quantity
    listed: Frame | None = None
    carried: Frame | None = None

    @property
    def left(self) -> str:
        """The words before the quantity, without those of manner."""
        return self.text[self.start : self.core]

    @property
    def whole_left(self) -> str:
        """The words before the quantity."""
        return self.text[self.start : self.quantity.start]

    @property
    def right(self) -> str:
        """The words behind the quantity."""
        return self.text[self.quantity.end : self.end]

    def words(self, span: Span) -> str:
        """The words of a span of the text."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a quantity is governed.

    `noun` is the indicator, None where it stands further left. `verb` also governs what is listed behind the
    quantity. `tail` is where the statement ends, 0 with the quantity. `base` is what it is a difference from, `of`
    whose the noun is where a baseline parts the two (制造业16%的税率降至13%).
    """

    measure: Measure
    way: Way = "other"
    direction: Direction | None = None
    noun: Span | None = None
    verb: str = ""
    tail: int = 0
    base: Span | None = None
    of: Span | None = None
    comparator: Comparator | None = None


def level(noun: Span | None, *, way: Way = "other", verb: str = "", tail: int = 0) -> Frame:
    """A value to be reached, kept or not to be passed."""
    return Frame(measure="level", way=way, noun=noun, verb=verb, tail=tail)


def change(
    direction: Direction,
    noun: Span | None,
    *,
    way: Way = "other",
    verb: str = "",
    tail: int = 0,
    base: Span | None = None,
) -> Frame:
    """Growth or cut by a value."""
    return Frame(measure="change", way=way, direction=direction, noun=noun, verb=verb, tail=tail, base=base)


def increment(noun: Span | None, *, way: Way = "other", verb: str = "", tail: int = 0) -> Frame:
    """So many to be done, built, given."""
    return Frame(measure="increment", way=way, direction="up", noun=noun, verb=verb, tail=tail)


_any = lex.either
UP_VERB = rf"(?<![新净])(?:{lex.guarded(lex.UP, lex.CHANGE_NOT)})"
DOWN_VERB = f"(?:{lex.guarded(lex.DOWN, lex.CHANGE_NOT)})"
ADD_VERB = (
    rf"(?:新?(?:{lex.guarded(lex.ADD, lex.VERB_NOT)})|{lex.ADD_ONE_SIGN})"
    rf"(?:(?:[、和并及与]|以及){{0,2}}(?:{_any(lex.ADD_PAIRED)}))*"
)
# 拟安排 | 安排好
ALLOTTED = re.compile(rf"(?P<verb>{_any(lex.ALLOCATE)})了?$")
_STARTS = re.compile(
    rf"(?P<verb>(?P<allot>{_any(lex.ALLOCATE)})|(?P<up>{UP_VERB})|(?P<down>{DOWN_VERB})|{ADD_VERB})了?(?P<noun>.+)$"
)
# 城镇新增就业 | 就业率
EVENT = re.compile(rf"^新增|新增(?=[^，。；]{{2,6}}$)|(?:{_any(lex.EVENT)})(?:人数|数|任务|量|户数|总量|里程)?$")
THINGS = ("people", "count", "size")

# 8%左右的增长 | 的增加值
RATE_BEHIND = re.compile(
    r"的?(?:速度|增速|幅度|比例)?"
    r"(?:(?P<up>增长率|增长速度|增长|递增|提高|上升|增速|增幅|涨幅)|(?P<down>下降|降低|降幅|减少))(?!值)"
)
# 按2.6%安排 | 安排就业
_LEVEL_BEHIND = re.compile(
    r"(?:大关|关口|这条红线|这一红线|安排|控制|执行|把握|掌握|的?(?:较?高|较?低|合理|正常)?(?:目标|水平|高位|要求|规模|红线|底线|任务|区间|范围))"
    r"(?=$|[，。；、])"
)
# 全面建成 | 建成区
DONE = re.compile(
    r"[都均]能|(?:全部|全面|稳定|实现){0,3}(?:建成|完成|达到|实现|脱贫|退出|投入使用|纳入|用上|喝上|落户|就业|开工|竣工|完工|达标|通过"
    r"|摘帽|签订|开通|上市|入驻|落地|投运|运营|投产|达产|通车|挂牌|启用|创成|获评|设立)(?!区|率)"
)


# 、总长度57.9公里的 | 、57.9公里
_OTHER_MEASURE = re.compile(rf"、[^，。；、\d]{{0,6}}\d[\d.]*[万亿]?{UNIT}(?:以上)?的")


def is_shut(site: Site) -> bool:
    """Whether the statement ends with the quantity: no noun that it could count stands behind it."""
    return bool(SHUT.match(site.right) or _LEVEL_BEHIND.match(site.right))


def opening(site: Site, start: int | None = None) -> re.Match[str] | None:
    """The verb and noun with which the words before the quantity begin, in the groups verb and noun.

    The groups allot, up and down tell which kind of verb it is; none of them is set for one of doing.
    """
    begin = skip_lead(site.text, site.start, site.core) if start is None else start
    return _STARTS.match(site.text, begin, site.core)


def orders(found: re.Match[str] | None) -> bool:
    """Whether an opening's verb is one of doing, building, giving."""
    return bool(found and not (found["allot"] or found["up"] or found["down"]))


def shared_object(site: Site) -> Span | None:
    """完成65条、总长度57.9公里的城市道路改造: what is counted stands behind its other measure."""
    other = _OTHER_MEASURE.match(site.text, site.quantity.end, site.stop)
    return object_behind(site.text, other.end(), site.stop) if other else None


def opened(text: str, start: int, end: int) -> Span | None:
    """The noun of the verb with which a stretch of text opens, if it opens with one."""
    found = _STARTS.match(text, skip_lead(text, start, end), end)
    return Span(*found.span("noun")) if found else None
