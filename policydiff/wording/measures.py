"""Values with their comparators and units: ≤ 16 个月, up ≥ 20%."""

from __future__ import annotations

from policydiff.model import Target
from policydiff.wording.both import Both, alike

# Units of measure whose English is certain; others stay as the document writes them.
UNITS: dict[str, str] = {"个月": "month", "个百分点": "percentage point", "年": "year", "天": "day", "日": "day"}
PERCENTAGE_POINTS = "个百分点"
_SHARE = "倍数"  # a fraction (三分之一), which reads better as a share
_COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0", ">": ">\u00a0", "<": "<\u00a0"}
_ABOUT = Both("约 ", "about ")
_STEPS = {
    ("change", "up"): Both("增长 ", "up "),
    ("change", "down"): Both("下降 ", "down "),
    ("increment", "up"): Both("新增 ", "add "),
    ("increment", "down"): Both("减少 ", "cut "),
}


def value(target: Target) -> Both:
    r"""The value with its comparator and its unit.

    >>> value(Target(clause="一", quote="", start=0, end=0, kind="target", indicator="质押融资", measure="change",
    ...              direction="up", comparator=">=", value=20.0, value_high=None, unit="%"))
    Both(zh='增长 ≥\xa020%', en='up ≥\xa020%')
    """
    if target.value is None:
        return Both("", "")
    number, unit = quantity(target.value, target.unit)
    if target.value_high is not None:
        high, _ = quantity(target.value_high, target.unit)
        number = f"{number}–{high}"
    step = _STEPS.get((target.measure, target.direction or ""), Both("", ""))
    about = _ABOUT if target.comparator == "~" else alike(_COMPARATORS.get(target.comparator, ""))
    return Both(f"{step.zh}{about.zh}{number}{unit.zh}", f"{step.en}{about.en}{number}{unit.en}")


def plain_spaces(said: Both) -> Both:
    """A page keeps a number and its unit on one line; programs and people search for a plain space."""
    return Both(said.zh.replace("\u00a0", " "), said.en.replace("\u00a0", " "))


def quantity(number: float, unit: str) -> tuple[str, Both]:
    r"""A number as people write it, and its unit with the gap before it.

    >>> quantity(4.0, "个月")
    ('4', Both(zh='\xa0个月', en='\xa0months'))
    """
    if unit == _SHARE:
        return plain_number(round(number * 100, 2)), alike("%")
    whole, point, rest = plain_number(number).partition(".")
    written = f"{int(whole):,}{point}{rest}" if len(whole) > 4 else f"{whole}{point}{rest}"
    gap = "" if unit in ("%", "‰", "℃", "") else "\u00a0"
    english = UNITS.get(unit)
    return written, Both(f"{gap}{unit}", f"{gap}{english}{'s' * (number != 1)}" if english else f"{gap}{unit}")


def difference(delta: float, unit: str) -> tuple[str, Both]:
    """By how much a value differs, and in what: per cent differ by percentage points."""
    number, written = quantity(abs(delta), difference_unit(unit))
    return "▲" if delta > 0 else "▼", Both(f"{number}{written.zh}", f"{number}{written.en}")


def difference_unit(unit: str) -> str:
    """The unit in which two values of a unit differ.

    >>> difference_unit("%"), difference_unit("个月")
    ('个百分点', '个月')
    """
    return PERCENTAGE_POINTS if unit == "%" else unit


def plain_number(value: float) -> str:
    """A number as it is written: no point where it is whole, at most six places.

    >>> plain_number(92.0), plain_number(17.5), plain_number(0.333333)
    ('92', '17.5', '0.333333')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")
