"""Which names are one indicator's: what a name says of what is measured, and what it only says beside."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from policydiff.text.normalise import essence
from policydiff.text.script import to_simplified
from policydiff.text.segment import words

# Words before a name that say where or when, not what. Yes: 全国居民…, 今年拟安排…; no: 全要素生产率, 全社会…
_BEFORE = re.compile(
    r"^(?:我国|全国(?!人大)|全省|全市|全区|全县|全旗|全州|全年|今年|去年|明年|年内|年末|年底|预计|力争|确保|争取|努力|实现|完成|保持|保证|继续|共"
    r"|累计|平均每年|每年|五年|年均|要|把|将|使|其中|当年|本年|(?:19|20)\d\d年|到|的)+(?=..)"
)
# Words behind it that say how much it moves, or that it is one. Yes: 涨幅, 增长率, 人数; no: 率 of 失业率, 总额
_BEHIND = re.compile(
    r"(?:的?(?:总水平|涨幅|增幅|增速|增长率|增长速度|增长|增长幅度|上涨幅度|预期目标|目标|年均增速|平均增速|年均增长|年均|水平|预算|总量|总体)"
    r"|(?:一直|继续|持续|总体|基本|分别|平均|全年|达到|达|为|在|拟按|累计|实际|名义|预算))+$"
)
# Words inside it that restrict nothing. Yes: 中央对地方一般性转移支付, 专项扶贫资金, 中央财政用于“三农”的支出;
# no: 专项债券
_INSIDE = re.compile(r"^(?:中央(?:财政)?)?对地方|^(?:(?:中央|国家|各级|全国|省级?|市级?)财政)?用于|专项(?!债)")
# What a reader of the text took in too much. 国内生产总值达到74.4万亿元
_VALUE = re.compile(r"(?:达到|达|突破|超过|为|从|由)?\s*(?<![A-Za-z.])\d.*$", re.DOTALL)


def same_name(indicator: str) -> str:
    """The name under which an indicator is one series, whatever a year calls it.

    >>> {same_name(n) for n in ("居民消费价格涨幅", "居民消费价格总水平涨幅", "全国居民消费价格总水平", "CPI")}
    {'居民消费价格'}
    >>> same_name("新增城镇就业"), same_name("城镇新增就业人数"), same_name("我国经济增长"), same_name("中央财政赤字")
    ('城镇新增就业', '城镇新增就业', '国内生产总值', '中央财政赤字')
    """
    name = "".join(indicator.split()).replace("(", "（").replace(")", "）").strip("“”‘’\"'")
    known = {**_others(), **_known()}
    for shorter in _shorter(name):
        if shorter in known:
            return known[shorter]
    return list(_shorter(name))[-1]


def _shorter(name: str) -> Iterable[str]:
    """The name, then the same without what is not its own, for as long as something is left."""
    yield name
    for pattern, put in ((_VALUE, ""), (_BEFORE, ""), (_BEHIND, "")):
        cut = pattern.sub(put, name)
        if len(cut) >= 2 and cut != name:
            name = cut
            yield name


def is_known(name: str) -> bool:
    """Whether a name is one of the indicators that everybody knows: 国内生产总值, 赤字率.

    >>> is_known("赤字率"), is_known("投资")
    (True, False)
    """
    return name in _known()


def names_of(series: str) -> tuple[str, ...]:
    """The names that can only mean a series, its own first: of 经济 every text speaks.

    >>> names_of("居民消费价格")[:2]
    ('居民消费价格', 'CPI')
    """
    others = (name for name, known in _known().items() if known == series and name != series)
    return (series, *(name for name in others if name.isascii() or (len(name) > 2 and "经济" not in name)))


@cache
def _known() -> Mapping[str, str]:
    return {name: series for series, names in _data("indicator_names")["same"].items() for name in (series, *names)}


@cache
def loose_names() -> Mapping[str, str]:
    """Names that may mean an indicator and may not: a series decides, by whether it uses both."""
    return {name: series for series, names in _data("indicator_names")["loose"].items() for name in names}


@cache
def _others() -> Mapping[str, str]:
    return {name: series for series, names in _data("indicator_words")["same"].items() for name in names}


@cache
def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("policydiff").joinpath(f"data/{name}.toml").read_text("utf-8"))


# Characters that one of an abbreviation stands for, at most: 医保, 基本医疗保险; no more of 教育 in a whole sentence.
_LONGEST_OF_SHORT = 3


class Name(NamedTuple):
    """A name as it is compared: the series it belongs to, and the words that restrict what it measures."""

    series: str
    words: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether it says only what kind of thing is counted: 投资, 建筑面积. Of what, the text around tells.

        >>> read_name("年度计划投资").is_bare, read_name("铁路投资").is_bare
        (True, False)
        """
        return set(self.words) <= set(_data("indicator_words")["bare"])


@lru_cache(maxsize=4096)
def read_name(indicator: str) -> Name:
    """Take a name apart; words that restrict nothing (规模, 资金, 今年) are left out."""
    series = same_name(to_simplified(indicator))
    for word, others in _data("indicator_words")["words"].items():
        for other in others:
            series = series.replace(other, word)
    filler = _data("indicator_words")["filler"]
    own = (w for w in map(essence, words(_INSIDE.sub("", series))) if w and w not in filler)
    return Name(series, tuple(own))


def is_same(old: str, new: str) -> bool:
    """Whether two names can be one indicator's: neither is narrower, and neither of another kind.

    Words may change their order, be abbreviated (医保, 医疗保险) or restrict nothing.

    >>> is_same("铁路投资", "铁路建设投资"), is_same("中央本级支出", "中央本级基础研究支出")
    (True, False)
    >>> is_same("城镇居民医保补助标准", "城镇居民基本医疗保险补助标准"), is_same("公路投资", "公路水运投资")
    (True, False)
    >>> is_same("一般性转移支付", "均衡性转移支付"), is_same("一般性转移支付规模", "对地方一般性转移支付")
    (False, True)
    """
    a, b = read_name(old), read_name(new)
    if a.series == b.series:
        return True
    # The characters of the words are the same: one of them was only cut in another way.
    if sorted("".join(a.words)) == sorted("".join(b.words)):
        return True
    left, right = _own(a.words, b.words), _own(b.words, a.words)
    return bool(left and right) and (_abbreviates(left, right) or _abbreviates(right, left))


def _own(mine: tuple[str, ...], other: tuple[str, ...]) -> str:
    if len(set(mine)) == len(mine):
        return "".join([word for word in mine if word not in other])
    return "".join((Counter(mine) - Counter(other)).elements())


def _abbreviates(short: str, long: str) -> bool:
    """Whether the characters of a word stand in another in their order: 医保, 医疗保险.

    >>> _abbreviates("医保", "基本医疗保险"), _abbreviates("铁路", "公路")
    (True, False)
    """
    rest = iter(long)
    return len(short) > 1 and len(long) <= _LONGEST_OF_SHORT * len(short) and all(c in rest for c in short)
