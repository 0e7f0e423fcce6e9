"""What holds a number and is no target."""

from __future__ import annotations

import pytest

from policydiff.facts.targets.exclusions import EXCLUSIONS, Exclusion
from policydiff.facts.targets.targets import extract_targets
from policydiff.model import Head
from policydiff.parse.tree import parse


@pytest.mark.parametrize("rule", EXCLUSIONS, ids=[r.name for r in EXCLUSIONS])
def test_a_rule_takes_its_example_and_leaves_its_counterexample(rule: Exclusion) -> None:
    assert rule.pattern.search(rule.yes)
    assert not any(r.pattern.search(rule.no) for r in EXCLUSIONS if r.scope == rule.scope)


NONE = [
    "在全国范围内推广的经验共25项",
    "贸易便利化方面7项：甲、乙",
    "在8个自贸试验区推广的经验3项",
    "评价体系由质量、效率等4个方面的指标构成",
    "建立由15个部门组成的联席会议制度",
    "保护区沿省道向北延伸3.5公里，北纬30度以南",
    "建设56个民族共同繁荣发展的美好家园",
    "招引一批30亿元以上特大产业项目",
    "共印50份",
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_claimed(text: str) -> None:
    document = parse(f"二、今年主要工作\n{text}。", Head(id="x", issued="2024-01-01"))
    assert [t for t in extract_targets(document)[0] if t.kind == "target"] == []
