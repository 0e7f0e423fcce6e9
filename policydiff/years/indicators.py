"""What makes targets of several years one line, and in which unit its values can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policydiff.classify.indicators import scaled
from policydiff.classify.names import same_name
from policydiff.model import Target


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
