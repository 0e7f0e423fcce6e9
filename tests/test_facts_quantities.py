"""Amounts in running text, and what only looks like one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.facts.quantities import find_quantities, readable

FOUND = [
    ("增长6.5%左右", ("~", 6.5, None, "%")),
    ("城镇新增就业1100万人以上", (">=", 1100, None, "万人")),
    ("失业率控制在5.5%以内", ("<=", 5.5, None, "%")),
    ("比例不低于92％", (">=", 92, None, "%")),
    ("增长6.5%－7%", ("range", 6.5, 7, "%")),
    ("提高5到7元", ("range", 5, 7, "元")),
    ("培育8—10个百亿企业", ("range", 8, 10, "个")),
    ("投入8000万至1亿元", ("range", 8000, 10_000, "万元")),
    ("减税8000多亿元", (">", 8000, None, "亿元")),
    ("规模近9.8万亿元", ("~", 9.8, None, "万亿元")),
    ("突破1，050个", (">", 1, None, "")),  # a full-width comma parts phrases
    ("突破1,050个", (">", 1050, None, "个")),
    ("超过了5亿元", (">", 5, None, "亿元")),
    ("压缩三分之一", ("=", 0.3333, None, "倍数")),
    ("三分之二以上达标", (">=", 0.6667, None, "倍数")),
    ("占比过半", (">", 0.5, None, "倍数")),
    ("比2010年翻一番", ("=", 2, None, "倍")),
    ("翻两番", ("=", 4, None, "倍")),
    ("审批时间减半", ("=", 0.5, None, "倍数")),
    ("提高两成以上", (">=", 2, None, "成")),
    ("三成半。", ("=", 3.5, None, "成")),
    ("百分之五", ("=", 5, None, "%")),
    ("千分之三", ("=", 3, None, "‰")),
    ("增长两倍", ("=", 2, None, "倍")),
    ("新建幼儿园两所", ("=", 2, None, "所")),
    ("PM2.5平均浓度控制在35微克/立方米以下", ("<=", 35, None, "微克/立方米")),
    ("新增8000万吨标准煤", ("=", 8000, None, "万吨标准煤")),
    ("消费价格指数控制在103左右", ("~", 103, None, "")),
    ("在30日内", ("<=", 30, None, "日")),
    # one value over several scales, in the largest that is named
    ("总产量四亿五千万吨", ("=", 4.5, None, "亿吨")),
    ("4亿5000万吨", ("=", 4.5, None, "亿吨")),
    ("3万5000人", ("=", 3.5, None, "万人")),
    ("12亿5千万元", ("=", 12.5, None, "亿元")),
    ("1亿8990万人", ("=", 1.899, None, "亿人")),
    ("一百万两千人", ("=", 100.2, None, "万人")),
    ("1万5000亿元", ("=", 1.5, None, "万亿元")),
    ("一万五千亿元", ("=", 1.5, None, "万亿元")),
    ("4亿5000多万吨", (">", 4.5, None, "亿吨")),
    ("投资5亿2024年底建成", ("=", 5, None, "亿")),
    # Han numerals
    ("建设十五个示范区", ("=", 15, None, "个")),
    ("一千二百万千瓦", ("=", 1200, None, "万千瓦")),
    ("一万二千元", ("=", 1.2, None, "万元")),
    ("七成五。", ("=", 7.5, None, "成")),
    ("新建三个中心", ("=", 3, None, "个")),
    ("百分之五至百分之六", ("range", 5, 6, "%")),
    ("十至十五个百分点", ("range", 10, 15, "个百分点")),
    # units, and the marks of notes
    ("30余台（套）设备", (">", 30, None, "台（套）")),
    ("0.5吨标准煤/万元", ("=", 0.5, None, "吨标准煤/万元")),
    ("创新平台8个[1]", ("=", 8, None, "个")),
    ("达到2.8%[2]以上", (">=", 2.8, None, "%")),
    ("满足500家内资企业", ("=", 500, None, "家")),
]

NOT_FOUND = [
    "2020年底前完成",
    "2020年4月20日",
    "6月底前",
    "第三批试点",
    "打好三大攻坚战",
    "做到两个维护、四个全面",
    "C919首飞",
    "建设4S店和5A级景区",
    "落实“8337”发展思路",
    "推进2×35万千瓦机组",
    "十三五规划",
    "党的十九届二中、三中全会",
    "国发〔2019〕4号",
    "数十家企业",
    "上百家企业",
    "进入全国前10名",
    "民间投资新36条",
    "形成一批样板",
    "有着千丝万缕的联系",
    "统一部署",
    "GB 50180",
    "每50公斤",
    "（超过100人的企业）",
    "抓好十五个方面",
    "推进三项改革",
    "改造二期工程",
    "10⁴平方米",
    "扶持三元",
    "财政收入增长9. 5%",
    "学校达到1 525所",
    "办理时限压减至1 0个工作日以内",
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_finds(text: str, expected: tuple[str, float, float | None, str]) -> None:
    first = find_quantities(text)[0]
    assert (first.comparator, first.value, first.value_high, first.unit) == pytest.approx(expected)


@pytest.mark.parametrize("text", NOT_FOUND, ids=NOT_FOUND)
def test_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_spans_hold_the_words_of_comparison() -> None:
    text = "商标网上申请比例不低于92%，增长20%以上"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["不低于92%", "20%以上"]


@settings(max_examples=150)
@given(st.text(alphabet="０1２3.,，。；:：;（）()“”《》%％至—-万亿人元年第约以上\n三分之一", max_size=40))
def test_reading_keeps_every_offset(text: str) -> None:
    assert len(readable(text)) == len(text)
    for q in find_quantities(text):
        assert 0 <= q.start <= q.number < q.end <= len(text)


@settings(max_examples=60)
@given(st.integers(1, 99_999), st.sampled_from(["家", "万人", "亿元", "%", "个百分点", "万亩", "公里"]))
def test_finds_any_number_with_any_unit(value: int, unit: str) -> None:
    (found,) = find_quantities(f"达到{value}{unit}以上")
    assert (found.value, found.unit, found.comparator) == (value, unit, ">=")


# ---------------------------------------------------------------- a recogniser's cases, where they are at hand

OTHER_CASES = Path(os.environ.get("POLICYDIFF_NUMBER_CASES", Path(__file__).parents[2] / "shared/data/numbers"))
# Discounts, k, spaces inside a word, signs and traditional script are no part of a target's quantity.
OUT_OF_SCOPE = (
    "折",
    "k",
    " ",
    "-",
    "负",
    "點",
    "個",
    "萬",
    "兩",
    "仟",
    "拾",
    "半成",
    "万个",
    "成 六",
    "百万分",
    "千万分",
    "万万分",
)
PER_CENT = {"%": 1, "‰": 0.1, "‱": 0.01, "成": 10, "个百分点": 1, "百分点": 1}


@pytest.mark.skipif(
    not OTHER_CASES.is_dir(),
    reason="the recogniser's cases are not beside the project (POLICYDIFF_NUMBER_CASES names their folder)",
)
def test_reads_a_recognisers_percentages() -> None:
    cases = json.loads((OTHER_CASES / "PercentModel.json").read_text(encoding="utf-8"))
    texts = [(r["Text"], float(r["Resolution"]["value"].rstrip("%"))) for c in cases for r in c["Results"]]
    texts = [(t, v) for t, v in texts if not any(sign in t for sign in OUT_OF_SCOPE)]
    read = {t: [q.value * PER_CENT[q.unit] for q in find_quantities("增长" + t)] for t, _ in texts}
    assert len(texts) > 60
    assert {t: read[t] for t, v in texts if read[t] != [pytest.approx(v)]} == {}
