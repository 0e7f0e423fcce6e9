"""A table of tasks gives responsibilities, whatever its columns are called."""

import pytest

from policydiff.facts.extract import extract_facts
from policydiff.ingest.source import read_text
from policydiff.model import Head
from policydiff.parse.tree import parse


def tasks(text: str) -> list[tuple[str, str, str]]:
    document = parse(read_text(text).text, Head(id="x"))
    found = extract_facts(document).responsibilities
    assert all(r.form == "table" for r in found)
    assert all(document.text[r.start : r.end] == r.quote for r in found)
    return [(r.unit, r.role, document.text[r.task.start : r.task.end]) for r in found]


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
        pytest.param("年份\t数量\n2019\t100", [], id="a-table-of-figures"),
        pytest.param("任务\t责任单位\n推进融合\t运用促进司\t多余一格", [], id="a-row-of-another-width"),
    ],
)  # fmt: skip
def test_a_table_of_tasks(table, expected):
    assert tasks(f"一、任务分工\n{table}\n") == expected
