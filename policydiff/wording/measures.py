"""Values with their comparators and units: ≤ 16 个月, up ≥ 20%."""

from __future__ import annotations

from policydiff.model import Target
from policydiff.wording.both import Both, alike

# English for a unit of measure, one and several: "" where English only counts. Units that are not here stay as written.
UNITS: dict[str, tuple[str, str]] = {
    "个百分点": ("percentage point", "percentage points"), "百分点": ("percentage point", "percentage points"),
    "年": ("year", "years"), "个月": ("month", "months"), "月": ("month", "months"), "周": ("week", "weeks"),
    "天": ("day", "days"), "日": ("day", "days"), "个工作日": ("working day", "working days"),
    "工作日": ("working day", "working days"), "小时": ("hour", "hours"), "个小时": ("hour", "hours"),
    "分钟": ("minute", "minutes"), "岁": ("year of age", "years of age"),
    "元": ("yuan", "yuan"), "美元": ("US dollar", "US dollars"), "公里": ("km", "km"), "千米": ("km", "km"),
    "米": ("m", "m"), "平方米": ("m²", "m²"), "平方公里": ("km²", "km²"), "立方米": ("m³", "m³"), "亩": ("mu", "mu"),
    "公顷": ("hectare", "hectares"), "吨": ("tonne", "tonnes"), "斤": ("jin", "jin"), "公斤": ("kg", "kg"),
    "千瓦": ("kW", "kW"), "千瓦时": ("kWh", "kWh"), "微克/立方米": ("µg/m³", "µg/m³"), "℃": ("°C", "°C"),
    "人": ("person", "people"), "名": ("person", "people"), "人次": ("person-time", "person-times"),
    "户": ("household", "households"), "倍": ("time", "times"), "次": ("time", "times"), "类": ("kind", "kinds"),
    "种": ("kind", "kinds"), "套": ("home", "homes"), "批": ("batch", "batches"), "辆": ("vehicle", "vehicles"),
    **dict.fromkeys(("", "个", "家", "件", "项", "所", "座", "条", "处", "张", "台", "篇", "部", "份"), ("", "")),
}  # fmt: skip
# Chinese counts in ten thousands, English in thousands.
_SCALES = {"万亿": 10**12, "千亿": 10**11, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
_ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
NO_BREAK = "\u00a0"
PERCENTAGE_POINTS = "个百分点"
_TIGHT = ("%", "‰", "℃", "")  # written close to their number
_SHARE = "倍数"  # a fraction (三分之一), which reads better as a share
_COMPARATORS = {">=": "≥\u00a0", "<=": "≤\u00a0", ">": ">\u00a0", "<": "<\u00a0"}
_ABOUT = Both("约 ", "about ")
_TURN, _GROWN = "番", Both("增至 ", "to ")  # 翻一番 is twice as much, no growth by twice
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
    >>> value(Target(clause="一", quote="国内生产总值翻一番", start=0, end=0, kind="target", indicator="国内生产总值",
    ...              measure="change", direction="up", comparator="=", value=2.0, value_high=None, unit="倍"))
    Both(zh='增至 2\xa0倍', en='to 2\xa0times')
    """
    if target.value is None:
        return Both("", "")
    said = quantity(target.value, target.unit, high=target.value_high)
    step = _STEPS.get((target.measure, target.direction or ""), Both("", ""))
    if target.unit == "倍" and _TURN in target.quote:
        step = _GROWN
    about = _ABOUT if target.comparator == "~" else alike(_COMPARATORS.get(target.comparator, ""))
    if says_about(target):
        return Both(f"{step.zh}{said.zh}{target.strength}", f"{step.en}{about.en}{said.en}")
    return Both(f"{step.zh}{about.zh}{said.zh}", f"{step.en}{about.en}{said.en}")


def says_about(target: Target) -> bool:
    """Whether the value itself says how firmly it is set: 5%左右."""
    return target.comparator == "~" and target.strength == "左右"


def plain_spaces(said: Both) -> Both:
    """A page keeps a number and its unit on one line; programs and people search for a plain space."""
    return Both(said.zh.replace("\u00a0", " "), said.en.replace("\u00a0", " "))


def quantity(number: float, unit: str, *, high: float | None = None) -> Both:
    r"""A number, or a range, with its unit; English counts in its own scales.

    >>> quantity(4.0, "个月"), quantity(50.0, "家").en, quantity(6.0, "%", high=6.5).zh
    (Both(zh='4\xa0个月', en='4\xa0months'), '50', '6–6.5%')
    >>> [quantity(v, u).en for v, u in ((3.65, "万亿元"), (1100.0, "万人"), (1.0, "个月"), (12.0, "标箱"))]
    ['3.65\xa0trillion\xa0yuan', '11\xa0million\xa0people', '1\xa0month', '12\xa0标箱']
    """
    if unit == _SHARE:
        number, high, unit = round(100 * number, 2), None if high is None else round(100 * high, 2), "%"
    values = [number] if high is None else [number, high]
    written = f"{'–'.join(map(grouped, values))}{'' if unit in _TIGHT else NO_BREAK}{unit}"
    return Both(written, _in_english(values, unit) or written)


def _in_english(values: list[float], unit: str) -> str:
    """The same in English, "" where there is no word for the unit."""
    factor, base = 1, unit
    if unit not in UNITS:
        scale = next((s for s in _SCALES if unit.startswith(s)), "")
        factor, base = _SCALES.get(scale, 1), unit.removeprefix(scale)
    if base not in UNITS:
        return ""
    whole = [v * factor for v in values]
    size, name = next(((s, n) for s, n in _ENGLISH_SCALES if abs(whole[-1]) >= s), (1, ""))
    word = UNITS[base][whole != [1]]
    return NO_BREAK.join(filter(None, ("–".join(grouped(v / size) for v in whole), name, word)))


def grouped(value: float) -> str:
    """A number as people write it: groups of three digits from five digits on.

    >>> grouped(12287.0), grouped(1100.0), grouped(0.15)
    ('12,287', '1100', '0.15')
    """
    whole, point, rest = plain_number(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole) > 4 else f"{whole}{point}{rest}"


def difference(delta: float, unit: str) -> tuple[str, Both]:
    """By how much a value differs, with the sign of the way: per cent differ by percentage points."""
    return "▲" if delta > 0 else "▼", quantity(abs(delta), difference_unit(unit))


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
