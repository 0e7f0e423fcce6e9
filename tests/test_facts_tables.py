"""A table of tasks gives responsibilities, whatever its columns are called."""

import pytest

from policydiff.facts.document import extract_facts
from policydiff.facts.targets.targets import extract_targets
from policydiff.ingest.source import read_text
from policydiff.model import Head
from policydiff.parse.tree import parse


def tasks(text: str) -> list[tuple[str, str, str]]:
    document = parse(read_text(text).text, Head(id="x"))
    found = extract_facts(document).responsibilities
    assert all(r.form == "table" for r in found)
    assert all(document.text[r.start : r.end] == r.quote for r in found)
    return [(r.office, r.role, document.text[r.task.start : r.task.end]) for r in found]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "序号\t主要任务\t责任单位\t时限\n1\t推进窗口融合\t运用促进司\t2020年底",
            [("运用促进司", "responsible", "推进窗口融合")], id="one-unit",
        ),
        pytest.param(
            "序号\t工作任务\t牵头单位\t配合单位\n1\t推进窗口融合\t运用促进司\t公共服务司、商标局",
            [("运用促进司", "lead", "推进窗口融合"), ("公共服务司", "participate", "推进窗口融合"), ("商标局", "participate", "推进窗口融合")],
            id="lead-and-participants",
        ),
        pytest.param(
            "任务\t责任单位\n推进窗口融合\t运用促进司牵头，商标局参与",
            [("运用促进司", "lead", "推进窗口融合"), ("商标局", "participate", "推进窗口融合")], id="roles-in-the-cell",
        ),
        pytest.param(
            "序号\t重点任务\t责任单位\n\t加强监管\t保护司", [("保护司", "responsible", "加强监管")], id="empty-first-cell",
        ),
        pytest.param(
            "任务\t责任单位\t时限\n推进窗口融合\t运用促进司\n注：按季度报送", [("运用促进司", "responsible", "推进窗口融合")], id="empty-last-cells",
        ),
        pytest.param(
            "任务\t责任单位\n一、产业\n推进窗口融合\t运用促进司\n二、其他\n加强监管\t保护司",
            [("运用促进司", "responsible", "推进窗口融合"), ("保护司", "responsible", "加强监管")], id="lines-across-the-table",
        ),
        pytest.param(
            "任务\t责任单位\n推进融合\t教育局 人社局", [("教育局", "responsible", "推进融合"), ("人社局", "responsible", "推进融合")], id="two-in-a-cell",
        ),
        pytest.param("任务\t责任领导\t完成时限\n推进融合\t张某\t9月底前", [], id="who-and-when-is-no-office"),
        pytest.param("年份\t数量\n2019\t100", [], id="a-table-of-figures"),
        pytest.param("任务\t责任单位\n推进融合\t运用促进司\t多余一格", [], id="a-row-of-another-width"),
    ],
)  # fmt: skip
def test_a_table_of_tasks(table, expected):
    assert tasks(f"一、任务分工\n{table}\n") == expected


def test_targets_stand_in_cells_and_are_due_when_the_row_says():
    rows = "1\t新增专利组合100件以上，培训3000人次\t运用促进司\t2020年6月底前\n2\t2021年底前审查周期压缩到16个月以内\t专利局\t持续推进"
    document = parse(f"序号\t任务\t责任单位\t时限\n{rows}", Head(id="x"))
    found = [(t.indicator, t.value, t.unit, t.deadline) for t in extract_facts(document).targets]
    assert found == [
        ("专利组合", 100.0, "件", "2020年6月底前"), ("培训", 3000.0, "人次", "2020年6月底前"), ("审查周期", 16.0, "个月", "2021年底前"),
    ]  # fmt: skip


def indicators(table: str) -> list[tuple[object, ...]]:
    document = parse(f"一、主要指标\n{table}", Head(id="x", title="某市第十四个五年规划"))
    found = extract_targets(document)[0]
    assert all(document.text[t.start : t.end] == t.quote and t.horizon == "multi" for t in found)
    return [(t.indicator, t.measure, t.comparator, t.value, t.unit, t.deadline, t.baseline, t.strength) for t in found]


INDICATORS = {
    "unit in the indicator's brackets": (
        "指标\t2020年\t2025年\t属性\n森林覆盖率（%）\t23.2*\t>24.1\t约束性",
        [("森林覆盖率", "level", ">", 24.1, "%", "2025年", "23.2", "约束性")],
    ),
    "unit in a column": (
        "指标名称\t单位\t2020年\t2025年\n每万人口专利拥有量\t件\t6.3\t12",
        [("每万人口专利拥有量", "level", "=", 12, "件", "2025年", "6.3", None)],
    ),
    "unit in the cell": ("指标\t2025年目标值\n城镇化率\t65%左右", [("城镇化率", "level", "~", 65, "%", "2025年", None, "左右")]),
    "sum of the years": (
        "指标\t2020年\t2025年\t年均/累计\n能源消耗降低（%）\t—\t—\t〔13.5〕\n城镇新增就业（万人）\t\t\t〔50〕",
        [("能源消耗", "change", "=", 13.5, "%", "2025年", None, None), ("城镇新增就业", "increment", "=", 50, "万人", "2025年", None, None)],
    ),
    "level and pace": (
        "指标\t2020年\t2025年\t年均增速（%）\n生产总值（亿元）\t300\t400\t6",
        [
            ("生产总值", "level", "=", 400, "亿元", "2025年", "300", None),
            ("生产总值", "change", "=", 6, "%", "2025年", None, None),
        ],
    ),
    "a head in two rows, lines across": (
        "指标\t目标值\t目标值\n指标\t2023年\t2025年\n一、经济\n城镇化率（%）\t60\t≥65",
        [("城镇化率", "level", "=", 60, "%", "2023年", None, None), ("城镇化率", "level", ">=", 65, "%", "2025年", None, None)],
    ),
    "words and dates are no values": ("指标\t2025年目标\t计划完成时间\n空气质量\t完成省下达任务\t2025年6月", []),
    "figures of the past": ("指标\t2018年完成\t2019年完成\n城镇化率（%）\t60\t65", []),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), INDICATORS.values(), ids=INDICATORS)
def test_a_table_of_indicators(table, expected):
    assert indicators(table) == expected
