"""Which way is better for an indicator, and when two values can be set against each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from policydiff.model import Target
from policydiff.text.script import to_simplified

Better = Literal["less", "more", "neutral"]

_SCALES = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
}
# 万亿元 | 元
_SCALED = re.compile(rf"({'|'.join(_SCALES)})(.*)")
_SAME_UNIT = {
    "个工作日": "工作日",
    "百分点": "个百分点",
    "％": "%",
    "个月": "月",
    "周岁": "岁",
    "场次": "场",
    "平米": "平方米",
    "㎡": "平方米",
    "公顷": "hm²",
    "h": "小时",
}


@dataclass(frozen=True, slots=True)
class Directions:
    """Words that say which way is better: the longest that an indicator holds decides."""

    less: tuple[str, ...]
    more: tuple[str, ...]
    neutral: tuple[str, ...] = ()
    above: Directions | None = None  # what overrules these, where any of its words fits

    def better(self, indicator: str) -> Better | None:
        """Which way the words of an indicator say is better; None where none of them fits.

        >>> usual = default_directions()
        >>> usual.better("商标注册平均审查周期"), usual.better("赤字率"), usual.better("商标网上申请比例")
        ('less', 'neutral', None)
        """
        indicator = to_simplified(indicator)
        if self.above and (said := self.above.better(indicator)):
            return said
        kinds: tuple[tuple[Better, tuple[str, ...]], ...] = (
            ("more", self.more),
            ("neutral", self.neutral),
            ("less", self.less),
        )
        longest, kind = max((max((len(w) for w in own if w in indicator), default=0), k) for k, own in kinds)
        return kind if longest else None

    def less_is_better(self, indicator: str) -> bool:
        """Whether a lower value of the indicator is the stricter one.

        >>> default_directions().less_is_better("商标注册平均审查周期")
        True
        >>> default_directions().less_is_better("商标网上申请比例")
        False
        """
        return self.better(indicator) == "less"

    def overruled_by(self, more: Directions) -> Directions:
        """These words, with others that win where they fit.

        >>> default_directions().overruled_by(Directions((), ("审查周期",))).less_is_better("商标审查周期")
        False
        """
        return replace(self, above=more)


def read_directions(table: Mapping[str, list[str]]) -> Directions:
    """The words of a table in the form of data/indicators.toml."""
    less, more, neutral = (tuple(table.get(key, ())) for key in ("less_is_better", "more_is_better", "neutral"))
    return Directions(less, more, neutral)


@lru_cache(maxsize=1)
def default_directions() -> Directions:
    """The words that the package ships."""
    return read_directions(tomllib.loads(files("policydiff").joinpath("data/indicators.toml").read_text("utf-8")))


@lru_cache(maxsize=1024)
def scaled(unit: str) -> tuple[float, str]:
    """A unit's scale and what it counts; units that count the same can be converted.

    >>> scaled("万亿元"), scaled("亿元"), scaled("个百分点")
    ((1000000000000.0, '元'), (100000000.0, '元'), (1.0, '个百分点'))
    """
    unit = to_simplified(unit)
    found = _SCALED.fullmatch(unit)
    scale, base = (_SCALES[found[1]], found[2]) if found else (1.0, unit)
    return scale, _SAME_UNIT.get(base, base)


# How many of the second unit one of the first is.
_TIMES: Mapping[tuple[str, str], float] = {
    ("hm²", "亩"): 15, ("平方公里", "亩"): 1500, ("平方公里", "hm²"): 100,
    ("吨", "斤"): 2000, ("吨", "公斤"): 1000, ("公斤", "斤"): 2,
}  # fmt: skip
# A value that was rounded in its own unit: 1000万亩 are 66.7万公顷.
_ROUNDED = 0.005


def in_unit_of(old: Target, new: Target) -> Target | None:
    """The old target with its value in the new one's unit; None where the two do not count the same.

    >>> from policydiff.model import Target
    >>> more = {"clause": "", "quote": "", "start": 0, "end": 0, "kind": "target", "measure": "increment"}
    >>> more |= {"direction": "up", "comparator": "=", "value_high": None, "indicator": "退耕还林还草"}
    >>> old, new = Target(value=1000.0, unit="万亩", **more), Target(value=66.7, unit="万公顷", **more)
    >>> in_unit_of(old, new).value, in_unit_of(new, old).value
    (66.7, 1000.0)
    """
    (_, ours), (scale, theirs) = scaled(old.unit), scaled(new.unit)
    if ours == theirs:
        return old
    times = _TIMES.get((ours, theirs)) or 1 / _TIMES.get((theirs, ours), float("inf"))
    if not times or old.value is None:
        return None
    low, high = (round(v * times / scale, 2) for v in bounds(old))
    wanted = [v for v in (new.value, new.value_high) if v]
    low, high = (next((w for w in wanted if abs(v - w) <= _ROUNDED * w), v) for v in (low, high))
    return replace(old, value=low, value_high=None if old.value_high is None else high, unit=new.unit)


def comparable(old: Target, new: Target) -> bool:
    """Whether the two values measure the same: a rate of growth is never set against a level.

    What is built this year and what is reached by it are told in either way: 新开工700万套, 安排740万套.
    """
    same_kind = old.measure == new.measure or "change" not in (old.measure, new.measure)
    return same_kind and in_unit_of(old, new) is not None


def bounds(target: Target) -> tuple[float, float]:
    """The value, or both ends of the range, in the unit's base."""
    scale = scaled(target.unit)[0]
    low = target.value or 0.0
    high = low if target.value_high is None else target.value_high
    return low * scale, high * scale


def stricter(target: Target, directions: Directions) -> Literal["lower", "higher"] | None:
    """Which value would bind more; None where nobody can say, as with most money.

    What the commitment itself says comes first: a cap (≤) binds more when lower, a floor (≥) when higher, a
    cut binds more when larger. Only where it says neither does the kind of indicator decide.

    >>> from policydiff.model import Target
    >>> level = {"clause": "", "quote": "", "start": 0, "end": 0, "kind": "target", "measure": "level", "value": 1.0}
    >>> level |= {"direction": None, "value_high": None}
    >>> def binds(indicator, unit, comparator="="):
    ...     target = Target(indicator=indicator, unit=unit, comparator=comparator, **level)
    ...     return stricter(target, default_directions())
    >>> binds("审查周期", "个月"), binds("专项债券", "万亿元"), binds("赤字率", "%", "<=")
    ('lower', None, 'lower')
    """
    said = directions.better(target.indicator)
    is_cap = target.comparator in ("<=", "<")
    if target.measure != "level" and target.direction == "down":
        return None if said == "neutral" or _is_money(target) else "lower" if is_cap else "higher"
    if is_cap:
        return "lower"
    if said == "neutral" or (said is None and _is_money(target)):
        return None
    if target.comparator in (">=", ">"):
        return "higher"
    return "lower" if target.direction == "down" or said == "less" else "higher"


def _is_money(target: Target) -> bool:
    return scaled(target.unit)[1].startswith(("元", "美元", "欧元"))
