"""The indicators of a plan, one a row: 指标, 2020年, 2025年, 年均/累计, 属性."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.facts.lexicon import either
from policydiff.facts.measures import BEFORE, BEHIND, UNIT
from policydiff.facts.quantities import Quantity, find_quantities, readable
from policydiff.facts.tables import Row, tables
from policydiff.facts.targets.context import EVENT
from policydiff.facts.targets.horizon import period_of
from policydiff.facts.targets.nouns import rate
from policydiff.model import Direction, Document, Measure, Span, Strength, Target

# 主要指标, 指标名称 | 指标完成情况
_KIND = "主要|核心|具体|监测|评价|考核|重点|发展|约束性|预期性|[一二三]级"
_INDICATOR = re.compile(rf"(?:{_KIND})*(?:指标|目标)(?:名称|内容|项)?")
# 项目 names an indicator only beside a column of units.
_ITEM = re.compile("项目|名称|项目名称|内容")
_UNIT = re.compile(r"(?:计量|指标)?单位")
# 属性, 指标性质 | 属地
_ATTRIBUTE = re.compile(r"(?:指标)?(?:属性|性质|类型)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# 2025年目标值, 规划目标, 2024年计划 | 2023年完成
_AIM = re.compile(r"目标|规划|计划|预期|力争")
# 计划完成时间, 目标任务 | 2025年目标
_NO_VALUE = re.compile("时间|时限|日期|期限|措施|举措|单位$|部门|领导|备注|依据|说明|投资")
# 2020年实际, 基期值, 现状 | 2025年
_IS = re.compile(r"实际|完成|基期|基准|基数|现状|现值|现有|执行|预计")
# 年均/累计, 年均增速（%） | 平均
_PACE = re.compile(r"年均|累计|增长|增速|增幅|增减|新增|净增")
# 累计增加值, 五年净增: so much more than the last known value | 年均/累计
_MORE = re.compile(r"增加|增长|净增|提高")
_BRACKET = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]$")
# （分）: in the brackets of a heading a score, in running text a coin or a part of a word
_MEASURE = re.compile(rf"(?:单位[:：])?(?:(?:万亿|亿|万|千|百)?{UNIT}|[‰%％分])")
_NUMBERED = re.compile(r"^[\s　]*(?:[（(]?\d{1,3}[）).．、]|[①-⑳]|[（(][一二三四五六七八九十]+[）)])[\s　]*|^其中[:：]")
_NOTE_SIGNS = re.compile(r"[*＊※①-⑳]+$")
# 全员劳动生产率增长, 单位GDP能源消耗降低 | 增长极
_GROWS = re.compile(
    "(?:年均|累计|总量)?(?:(?P<up>增长|提高|增加|上升)|(?P<down>降低|下降|减少|削减|压减|降幅))(?:率|幅度)?$"
)
# 〔13.5〕: the sum of all years of the plan.
_SUM = re.compile(r"[\s　]*[〔\[［【](?P<sum>[^〔〕\[\]［］【】]+)[〕\]］】]")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_LEADING = "达到?|为|年均|累计|每年|增长|提高|增加|下降|降低|减少|保持在?|控制在|新增|完成"
# >7, 95%以上, 8—9 | 完成省下达任务, 2025年6月
_VALUE = re.compile(
    rf"[\s　]*(?:{_LEADING})*[\s　]*(?:{either(' '.join(BEFORE))})?[\s　]*"
    rf"(?P<digits>{_NUMBER}(?:[\s　]*[-—–~～至][\s　]*{_NUMBER})?)"
    rf"[\s　]*(?P<unit>(?:万亿|亿|万)?(?:{UNIT}|[％‰分]))?[\s　]*(?:{either(' '.join(BEHIND))})?[\s　]*"
)
# 95（达到国家要求）
_REMARK = re.compile(r"[（(][^（）()]*[）)][\s　]*$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns hold: a value to be reached and its year, the last known value, the pace, unit and attribute."""

    indicator: int
    aims: tuple[tuple[int, str | None], ...]
    base: int | None
    pace: int | None
    unit: int | None
    attribute: int | None
    last: str | None


@dataclass(frozen=True, slots=True)
class _Name:
    """An indicator without its number, its unit and its verb of change."""

    words: str
    span: Span
    unit: str
    direction: Direction | None
    is_event: bool


def indicator_rows(document: Document, year: int | None) -> Iterator[tuple[str, tuple[Target, ...]]]:
    r"""Each row of a table of indicators by its address, with the targets that it sets.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> heads = "指标\t2020年\t2025年\t年均/累计\t属性\n"
    >>> rows = "森林覆盖率（%）\t23.2\t24.1\t—\t约束性\n能耗降低（%）\t—\t—\t〔13.5〕\t约束性"
    >>> for _, (t,) in indicator_rows(parse(heads + rows, Head(id="x")), 2021):
    ...     print(t.indicator, t.measure, t.value, t.unit, t.deadline, t.baseline, t.strength)
    森林覆盖率 level 24.1 % 2025年 23.2 约束性
    能耗 change 13.5 % 2025年 None 约束性
    """
    for table in tables(document, lambda heads: _columns(heads, year) is not None):
        columns = _columns(table.heads, year)
        if columns is not None:
            for row in table.rows:
                yield row.clause.id, tuple(_read(document, row, table.heads, columns, year))


def _columns(heads: Sequence[str], year: int | None) -> _Columns | None:
    """What each column holds by its heading; None where no indicator or no value to be reached is among them."""
    unit = next((i for i, h in enumerate(heads) if _UNIT.fullmatch(h)), None)
    pattern = _INDICATOR if unit is None else re.compile(f"{_INDICATOR.pattern}|{_ITEM.pattern}")
    indicator = next((i for i, h in enumerate(heads) if pattern.fullmatch(_plain(h))), None)
    if indicator is None:
        return None
    rest = [(i, h) for i, h in enumerate(heads) if i != indicator and not _NO_VALUE.search(h)]
    paces = [i for i, h in rest if _PACE.search(h) and not _IS.search(h)]
    dated = {i: int(_YEAR.findall(h)[-1]) for i, h in rest if _YEAR.search(h) and i not in paces}
    aims: list[tuple[int, int | None]] = [(i, dated.get(i)) for i, h in rest if _AIM.search(h) and i not in paces]
    if not aims:  # 2020年, 2025年: the first is where the plan starts from
        plain = [(i, y) for i, y in dated.items() if not _IS.search(heads[i])]
        aims = [(i, y) for i, y in plain if y > min(dated.values()) or len(dated) == 1]
        aims = [(i, y) for i, y in aims if year is None or (y or 0) >= year]
    pace = paces[0] if paces else None
    if not aims and pace is None:
        return None
    taken = {i for i, _ in aims} | set(paces)
    last = max(dated.values(), default=None)
    return _Columns(
        indicator=indicator,
        aims=tuple((i, f"{y}年" if y else None) for i, y in aims),
        base=next((i for i, h in rest if i not in taken and (_IS.search(h) or i in dated)), None),
        pace=pace,
        unit=unit,
        attribute=next((i for i, h in enumerate(heads) if _ATTRIBUTE.fullmatch(h)), None),
        last=f"{last}年" if last else None,
    )


def _plain(head: str) -> str:
    return _BRACKET.sub("", head)


def _read(document: Document, row: Row, heads: Sequence[str], columns: _Columns, year: int | None) -> Iterator[Target]:
    name = _name(document.text, row.cells[columns.indicator])
    if name is None:
        return
    unit = name.unit or (_words(document.text, row.cells[columns.unit]) if columns.unit is not None else "")
    base = _words(document.text, row.cells[columns.base]) if columns.base is not None else ""
    baseline = _NOTE_SIGNS.sub("", base) if re.search(r"\d", base) else None
    strength = _strength(document.text, row, columns)
    for column, deadline in columns.aims:
        value = _value(document.text, row.cells[column], unit or _unit_of(heads[column]))
        if value:
            measure, direction = _measure(name, value, is_pace=False)
            found = (name, value, measure, direction, deadline, baseline)
            yield _target(document, row, found, strength, year)
    if columns.pace is not None:
        value = _value(document.text, row.cells[columns.pace], _unit_of(heads[columns.pace]) or unit)
        if value:
            measure, direction = _measure(name, value, is_pace=True)
            if measure == "level" and _MORE.search(heads[columns.pace]):
                measure, direction = "change", "up"
            yield _target(document, row, (name, value, measure, direction, columns.last, None), strength, year)


def _words(text: str, cell: Span) -> str:
    return "".join(text[cell.start : cell.end].split())


def _strength(text: str, row: Row, columns: _Columns) -> Strength | None:
    words = _words(text, row.cells[columns.attribute]) if columns.attribute is not None else ""
    return "约束性" if "约束" in words else "预期性" if "预期" in words else None


def _name(text: str, cell: Span) -> _Name | None:
    number = _NUMBERED.match(text[cell.start : cell.end])
    start = cell.start + (number.end() if number else 0)
    words = _NOTE_SIGNS.sub("", _words(text, Span(start, cell.end)))
    bracket = _BRACKET.search(words)
    unit = bracket["unit"] if bracket and _MEASURE.fullmatch(bracket["unit"]) else ""
    if bracket and unit:
        words = words[: bracket.start()]
    if len(words) < 2 or not re.search("[\u4e00-\u9fffA-Za-z]", words):
        return None
    grows = _GROWS.search(words)
    direction: Direction | None = None
    if grows and grows.start() > 1:
        direction, words = ("up" if grows["up"] else "down"), words[: grows.start()]
    else:
        direction = rate(words, Span(0, len(words)))[0]
    is_event = direction is None and bool(EVENT.search(words))
    return _Name(words, Span(start, cell.end), unit.removeprefix("单位："), direction, is_event)


def _unit_of(head: str) -> str:
    bracket = _BRACKET.search(head)
    return bracket["unit"] if bracket and _MEASURE.fullmatch(bracket["unit"]) else ""


@dataclass(frozen=True, slots=True)
class _Value:
    quantity: Quantity
    unit: str
    end: int
    is_sum: bool
    direction: Direction | None


def _value(text: str, cell: Span, unit: str) -> _Value | None:
    """The value in a cell, with the unit that it has itself or else that of its row; None for words and dashes."""
    words = _REMARK.sub("", text[cell.start : cell.end])
    total = _SUM.match(words)
    plain = readable(_NOTE_SIGNS.sub("", total["sum"] if total else words)).strip()
    written = _VALUE.fullmatch(plain)
    if not written:
        return None
    if not written["unit"]:  # a bare number is no quantity of running text
        at = written.end("digits")
        plain = f"{plain[:at]}{'%' if unit in ('%', '％') else '个'}{plain[at:]}"
    found = find_quantities(plain)
    if len(found) != 1:
        return None
    down, up = re.search("下降|降低|减少", plain), re.search("增长|提高|增加", plain)
    own = found[0].unit if written["unit"] else unit
    return _Value(found[0], own, cell.end, total is not None, "down" if down else "up" if up else None)


def _measure(name: _Name, value: _Value, *, is_pace: bool) -> tuple[Measure, Direction | None]:
    direction = name.direction or value.direction
    if direction:
        return "change", direction
    if name.is_event:
        return "increment", "up"
    if value.is_sum:  # 人均预期寿命〔1〕
        return "change", "up"
    if is_pace and value.unit in ("%", "％") and name.unit not in ("%", "％"):  # 年均增速
        return "change", "up"
    return "level", None


def _target(
    document: Document,
    row: Row,
    found: tuple[_Name, _Value, Measure, Direction | None, str | None, str | None],
    strength: Strength | None,
    year: int | None,
) -> Target:
    name, value, measure, direction, deadline, baseline = found
    start, end = min(name.span.start, value.end), max(name.span.end, value.end)
    period = period_of(document, row.clause, year, deadline=deadline, kind="target")
    return Target(
        clause=row.clause.id,
        quote=document.text[start:end],
        start=start,
        end=end,
        kind="target",
        indicator=name.words,
        measure=measure,
        direction=direction,
        comparator=value.quantity.comparator,
        value=value.quantity.value,
        value_high=value.quantity.value_high,
        unit=value.unit,
        deadline=deadline,
        baseline=baseline,
        strength=strength or ("左右" if value.quantity.behind in ("左右", "上下") else None),
        horizon=period.horizon,
        year=period.year,
    )
