"""How firmly a target is set, and for which time."""

from __future__ import annotations

import pytest

from policydiff.facts.targets.targets import extract_targets
from policydiff.model import Head, Target
from policydiff.parse.tree import parse


def _first(text: str, *, title: str | None = None, issued: str | None = "2021-03-05") -> Target:
    return extract_targets(parse(text, Head(id="x", title=title, issued=issued)))[0][0]


STRENGTHS = [
    ("确保城镇新增就业1100万人以上", "确保"),
    ("力争国内生产总值增长6%左右", "力争"),
    ("国内生产总值增长6%左右", "左右"),
    ("国内生产总值增长6%", None),
    ("明确保险金额增长6%", None),
    ("确保增长6%、力争增长7%", "确保"),
]


@pytest.mark.parametrize(("text", "strength"), STRENGTHS, ids=[t for t, _ in STRENGTHS])
def test_strength(text: str, strength: str | None) -> None:
    assert _first(f"二、今年主要目标\n经济{text}。").strength == strength


HORIZONS = [
    ("今年主要目标\n财政收入增长6%。", ("year", 2021)),
    ("主要目标\n到2025年，财政收入增长6%。", ("multi", 2025)),
    ("主要目标\n到2021年底，财政收入增长6%。", ("year", 2021)),
    ("“十四五”时期主要目标\n财政收入年均增长6%。", ("multi", 2025)),
    ("主要目标\n今后三年财政收入年均增长6%。", ("multi", 2023)),
    ("2020年工作回顾\n财政收入增长6%。", ("past", None)),
]


@pytest.mark.parametrize(("text", "period"), HORIZONS, ids=[t.replace("\n", " ") for t, _ in HORIZONS])
def test_horizon(text: str, period: tuple[str, int | None]) -> None:
    target = _first(f"一、{text}")
    assert (target.horizon, target.year) == period


PLANS = [
    ("某省国民经济和社会发展第十四个五年规划纲要", ("multi", 2025)),
    ("数字经济发展三年行动计划（2021—2023年）", ("multi", 2023)),
    ("2021年工作要点", ("year", 2021)),
]


@pytest.mark.parametrize(("title", "period"), PLANS, ids=[t for t, _ in PLANS])
def test_a_plan_for_several_years_sets_its_targets_for_them(title: str, period: tuple[str, int]) -> None:
    target = _first("一、主要目标\n财政收入增长6%。", title=title)
    assert (target.horizon, target.year) == period


def test_an_interim_target_of_an_undated_plan_is_no_result() -> None:
    text = "一、目标\n到2025年，绿化率达到35%。\n到2022年，绿化率达到30%。"
    found = extract_targets(parse(text, Head(id="x")))[0]
    assert [(t.kind, t.year) for t in found] == [("target", 2025), ("target", 2022)]
