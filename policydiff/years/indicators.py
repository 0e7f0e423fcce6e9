"""Which names are one indicator's, and in which unit its values can be compared."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from policydiff.classify.indicators import scaled
from policydiff.model import Target

_NAMES = Path(__file__).parents[1] / "data" / "indicator_names.toml"

# Words before a name that say where or when, not what. Yes: 全国居民…, 今年拟安排…; no: 全要素生产率, 全社会…
_BEFORE = re.compile(
    r"^(?:我国|全国(?!人大)|全省|全市|全区|全县|全旗|全州|全年|今年|去年|明年|年内|年末|年底|预计|力争|确保|争取|努力|实现|完成|保持|保证|继续|共"
    r"|累计|平均每年|每年|五年|年均|要|把|将|使|其中|当年|本年|(?:19|20)\d\d年|到|的)+(?=..)"
)
# Words behind it that say how much it moves, or that it is one. Yes: 涨幅, 增长率, 人数; no: 率 of 失业率, 总额
_BEHIND = re.compile(
    r"(?:的?(?:总水平|涨幅|增幅|增速|增长率|增长速度|增长|增长幅度|上涨幅度|预期目标|目标|年均增速|平均增速|水平|预算|总量|总体)"
    r"|(?:一直|继续|持续|总体|基本|分别|平均|全年|达到|达|为|在|拟按|累计|实际|名义|预算))+$"
)
# What a reader of the text took in too much. 国内生产总值达到74.4万亿元
_VALUE = re.compile(r"(?:达到|达|突破|超过|为|从|由)?\s*\d.*$", re.DOTALL)


def same_name(indicator: str) -> str:
    """The name under which an indicator is one series, whatever a year calls it.

    >>> {same_name(n) for n in ("居民消费价格涨幅", "居民消费价格总水平涨幅", "全国居民消费价格总水平", "CPI")}
    {'居民消费价格'}
    >>> same_name("新增城镇就业"), same_name("城镇新增就业人数"), same_name("我国经济增长"), same_name("中央财政赤字")
    ('城镇新增就业', '城镇新增就业', '国内生产总值', '中央财政赤字')
    """
    name = "".join(indicator.split()).replace("(", "（").replace(")", "）").strip("“”‘’\"'")
    known = _known()
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


@cache
def _known() -> Mapping[str, str]:
    return {name: series for series, names in _table()["same"].items() for name in (series, *names)}


@cache
def loose_names() -> Mapping[str, str]:
    """Names that may mean an indicator and may not: a series decides, by whether it uses both."""
    return {name: series for series, names in _table()["loose"].items() for name in names}


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_NAMES.read_text("utf-8"))


def key_of(target: Target) -> tuple[str, str, str]:
    """What makes a target one of a line: the indicator, its measure, the kind of unit. A level is not its change.

    Growth in per cent and growth by an amount are two lines, a share and its change in points too.
    """
    return same_name(target.indicator), target.measure, scaled(target.unit)[1]


# ---------------------------------------------------------------- units


def base_unit(units: Iterable[str]) -> str:
    """The unit in which a line's values are compared: the one that it is stated in most often, on a tie the larger.

    >>> base_unit(["亿元", "万亿元", "亿元"]), base_unit([])
    ('亿元', '')
    """
    counted = Counter(u for u in units if u)
    return max(counted, key=lambda u: (counted[u], scaled(u)[0], u), default="")


def in_base(value: float | None, unit: str, base: str) -> float | None:
    """A value in the base unit of its line, rounded to the six places that every output has.

    >>> in_base(1.2, "万亿元", "亿元"), in_base(6.5, "%", "%")
    (12000.0, 6.5)
    """
    return None if value is None else round(value * scaled(unit)[0] / scaled(base)[0], 6)


def line_id(key: tuple[str, str, str]) -> str:
    """The name of a line that other programs keep: indicator, measure and kind of unit.

    >>> line_id(("居民消费价格", "change", "%"))
    '居民消费价格/change/%'
    """
    return "/".join(part or "-" for part in key)


def is_known(name: str) -> bool:
    """Whether a name is one of the indicators that everybody knows: 国内生产总值, 赤字率.

    >>> is_known("赤字率"), is_known("投资")
    (True, False)
    """
    return name in _known()
