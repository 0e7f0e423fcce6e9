"""The 2020 guidance: all of its targets and responsibilities, no other, with their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from policydiff.facts.document import extract_facts
from policydiff.model import Document, Facts, Head
from policydiff.parse.tree import parse

TEXT = Path(__file__).parent / "corpora" / "2020" / "text.txt"

TARGETS = [
    ("新增高价值专利组合100个以上", "高价值专利组合", "increment", "up", ">=", 100, "个"),
    ("高价值专利审查周期压减至16个月以内", "高价值专利审查周期", "level", "down", "<=", 16, "个月"),
    ("商标注册平均审查周期压减至4个月", "商标注册平均审查周期", "level", "down", "=", 4, "个月"),
    ("进一步扩大知识产权质押融资规模，力争全年增长20%以上", "知识产权质押融资规模", "change", "up", ">=", 20, "%"),
    ("知识产权保险保障金额增长20%以上", "知识产权保险保障金额", "change", "up", ">=", 20, "%"),
    ("商标网上申请比例不低于92%", "商标网上申请比例", "level", None, ">=", 92, "%"),
    ("新建30家技术与创新支持中心（TISC）", "技术与创新支持中心（TISC）", "increment", "up", "=", 30, "家"),
]
RESPONSIBILITIES = [
    ("二/（一）", "战略规划司", "responsible"),
    ("二/（一）", "公共服务司", "responsible"),
    ("二/（二）", "各地方知识产权局", "responsible"),
    ("三/（三）", "局内有关部门", "shared"),
    ("三/（三）", "各地方知识产权局", "responsible"),
    ("三/（四）", "联席办", "responsible"),
    ("三/（四）", "战略规划司", "responsible"),
    ("三/（四）", "办公室", "responsible"),
    ("三/（四）", "运用促进司", "responsible"),
    ("三/（四）", "条法司", "responsible"),
    ("三/（四）", "国际合作司", "responsible"),
    ("三/（五）", "运用促进司", "responsible"),
    ("三/（六）", "保护司", "responsible"),
    ("三/（七）", "运用促进司", "responsible"),
    ("三/（七）", "运用促进司", "responsible"),
    ("三/（七）", "公共服务司", "participate"),
    ("三/（七）", "专利局初审流程部", "participate"),
    ("三/（七）", "商标局", "participate"),
    ("三/（八）", "公共服务司", "responsible"),
    ("四/（九）", "战略规划司", "responsible"),
    ("四/（十）", "各地方知识产权局", "responsible"),
]


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(TEXT.read_text(encoding="utf-8"), Head(id="2020", issued="2020-04-20"))


@pytest.fixture(scope="module")
def facts(document: Document) -> Facts:
    return extract_facts(document)


def test_the_seven_targets(facts: Facts) -> None:
    found = [
        (t.quote, t.indicator, t.measure, t.direction, t.comparator, t.value, t.unit)
        for t in facts.targets
        if t.kind == "target"
    ]
    assert found == TARGETS


def test_satisfaction_is_a_qualitative_target(facts: Facts) -> None:
    assert "知识产权保护满意度" in {t.indicator for t in facts.targets if t.kind == "qualitative"}


def test_the_twenty_one_responsibilities(facts: Facts) -> None:
    assert [(r.clause, r.office, r.role) for r in facts.responsibilities] == RESPONSIBILITIES
    assert {r.form for r in facts.responsibilities} == {"bracket"}


def test_places_are_exact(document: Document, facts: Facts) -> None:
    for fact in (*facts.targets, *facts.responsibilities):
        assert document.text[fact.start : fact.end] == fact.quote
        clause = document.by_id[fact.clause]
        assert clause.start <= fact.start < fact.end <= clause.end


def test_tasks_begin_behind_the_bracket_before_or_the_heading(document: Document, facts: Facts) -> None:
    first, second, *_ = facts.responsibilities
    assert document.text[first.task.start : first.task.end].startswith("坚持质量第一、效益优先，")
    assert document.text[second.task.start : second.task.end].startswith("对标国际一流水平，")
    assert first.task.end == first.start


def test_nothing_was_left_unread(facts: Facts) -> None:
    assert facts.notes == ()
