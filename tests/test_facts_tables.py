"""A table of tasks gives responsibilities, whatever its columns are called."""

import pytest

from policydiff.facts.document import extract_facts
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
