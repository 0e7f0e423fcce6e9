"""Which way is better for an indicator, and when two values can be set against each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from policydiff.model import Target

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
_SAME_UNIT = {"百分点": "个百分点", "％": "%", "个月": "月", "周岁": "岁", "公顷": "hm²", "h": "小时"}


@dataclass(frozen=True, slots=True)
class Directions:
    """Words that say which way is better: the longest that an indicator holds decides."""

    less: tuple[str, ...]
    more: tuple[str, ...]
    above: Directions | None = None  # what overrules these, where any of its words fits

    def less_is_better(self, indicator: str) -> bool:
        """Whether a lower value of the indicator is the stricter one.

        >>> default_directions().less_is_better("商标注册平均审查周期")
        True
        >>> default_directions().less_is_better("商标网上申请比例")
        False
        """
        if self.above and any(w in indicator for w in (*self.above.less, *self.above.more)):
            return self.above.less_is_better(indicator)
        longest_less = max((len(w) for w in self.less if w in indicator), default=0)
        return longest_less > max((len(w) for w in self.more if w in indicator), default=0)

    def overruled_by(self, more: Directions) -> Directions:
        """These words, with others that win where they fit.

        >>> default_directions().overruled_by(Directions((), ("审查周期",))).less_is_better("商标审查周期")
        False
        """
        return replace(self, above=more)


def read_directions(table: Mapping[str, list[str]]) -> Directions:
    """The words of a table in the form of data/indicators.toml."""
    return Directions(tuple(table.get("less_is_better", ())), tuple(table.get("more_is_better", ())))


@lru_cache(maxsize=1)
def default_directions() -> Directions:
    """The words that the package ships."""
    return read_directions(tomllib.loads(files("policydiff").joinpath("data/indicators.toml").read_text("utf-8")))


def scaled(unit: str) -> tuple[float, str]:
    """A unit's scale and what it counts; units that count the same can be converted.

    >>> scaled("万亿元"), scaled("亿元"), scaled("个百分点")
    ((1000000000000.0, '元'), (100000000.0, '元'), (1.0, '个百分点'))
    """
    found = _SCALED.fullmatch(unit)
    scale, base = (_SCALES[found[1]], found[2]) if found else (1.0, unit)
    return scale, _SAME_UNIT.get(base, base)


def comparable(old: Target, new: Target) -> bool:
    """Whether the two values measure the same: a rate of growth is never set against a level."""
    return old.measure == new.measure and scaled(old.unit)[1] == scaled(new.unit)[1]


def bounds(target: Target) -> tuple[float, float]:
    """The value, or both ends of the range, in the unit's base."""
    scale = scaled(target.unit)[0]
    low = target.value or 0.0
    high = low if target.value_high is None else target.value_high
    return low * scale, high * scale


def is_less_tighter(target: Target, directions: Directions) -> bool:
    """Whether a lower value would bind more.

    What the commitment itself says comes first: a cap (≤) binds more when lower, a floor (≥) when higher, a
    cut binds more when larger. Only where it says neither does the kind of indicator decide.
    """
    if target.measure != "level" and target.direction == "down":
        return target.comparator in ("<=", "<")
    if target.comparator in ("<=", "<"):
        return True
    if target.comparator in (">=", ">"):
        return False
    return target.direction == "down" or directions.less_is_better(target.indicator)
