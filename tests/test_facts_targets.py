"""Targets of a document: measure, comparator, indicator, tense, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from policydiff.facts.targets.targets import extract_targets
from policydiff.model import Document, Head, Target
from policydiff.parse.tree import parse
from tests.strategies import ANY_TEXTS, TEXTS


def _document(text: str, *, heading: str = "二、今年主要目标和任务", issued: str = "2020-03-01") -> Document:
    return parse(f"{heading}\n{text}", Head(id="x", issued=issued))


def _targets(text: str, kind: str = "target", **document: str) -> list[Target]:
    return [t for t in extract_targets(_document(text, **document))[0] if t.kind == kind]


def _short(text: str) -> list[tuple[str, str, str | None, str, float | None, str]]:
    return [(t.indicator, t.measure, t.direction, t.comparator, t.value, t.unit) for t in _targets(text)]


ONE = [
    # level: reach, keep or limit
    ("高价值专利审查周期压减至16个月以内", ("高价值专利审查周期", "level", "down", "<=", 16, "个月")),
    ("商标网上申请比例不低于92%", ("商标网上申请比例", "level", None, ">=", 92, "%")),
    ("粮食产量保持在1.3万亿斤以上", ("粮食产量", "level", None, ">=", 1.3, "万亿斤")),
    ("城镇登记失业率控制在4.6％以内", ("城镇登记失业率", "level", None, "<=", 4.6, "%")),
    ("今年赤字率拟按2.8%左右安排", ("赤字率", "level", None, "~", 2.8, "%")),
    ("中央预算内投资安排5376亿元", ("中央预算内投资", "level", None, "=", 5376, "亿元")),
    ("拟安排地方政府专项债券3.9万亿元", ("地方政府专项债券", "level", None, "=", 3.9, "万亿元")),
    ("财政赤字2.38万亿元", ("财政赤字", "level", None, "=", 2.38, "万亿元")),
    ("耕地轮作休耕试点面积增加到3000万亩", ("耕地轮作休耕试点面积", "level", "up", "=", 3000, "万亩")),
    ("企业开办时间压缩至1个工作日以内", ("企业开办时间", "level", "down", "<=", 1, "个工作日")),
    ("坚决守住18亿亩耕地红线", ("耕地红线", "level", None, "=", 18, "亿亩")),
    ("试点范围扩大到全国40%的县", ("试点范围", "level", "up", "=", 40, "%")),
    ("法制审核人员不少于本单位执法人员总数的5%", ("法制审核人员", "level", None, ">=", 5, "%")),
    ("每个行政村至少有1名乡村医生", ("乡村医生", "level", None, ">=", 1, "名")),
    ("确保粮食产量达到1.3万亿斤", ("粮食产量", "level", None, ">=", 1.3, "万亿斤")),
    # change: grow or cut
    ("国内生产总值增长6.5%左右", ("国内生产总值", "change", "up", "~", 6.5, "%")),
    ("居民消费价格涨幅3%左右", ("居民消费价格涨幅", "change", "up", "~", 3, "%")),
    ("广义货币M2预期增长目标拟定为13%左右", ("广义货币M2", "change", "up", "~", 13, "%")),
    ("移动网络流量资费年内至少降低30%", ("移动网络流量资费", "change", "down", ">=", 30, "%")),
    ("一般工商业电价平均降低10%", ("一般工商业电价", "change", "down", "=", 10, "%")),
    ("整体通关时间再压缩三分之一", ("整体通关时间", "change", "down", "=", 0.3333, "倍数")),
    ("工程建设项目审批时间再压减一半", ("工程建设项目审批时间", "change", "down", "=", 0.5, "倍数")),
    ("今年再压减钢铁产能3000万吨左右", ("钢铁产能", "change", "down", "~", 3000, "万吨")),
    ("全年再为企业和个人减税8000多亿元", ("减税", "change", "down", ">", 8000, "亿元")),
    ("全年要为市场主体减轻非税负担3000多亿元", ("非税负担", "change", "down", ">", 3000, "亿元")),
    ("到2030年人均收入比2020年翻一番", ("人均收入", "change", "up", "=", 2, "倍")),
    ("人均预期寿命提高1岁", ("人均预期寿命", "change", "up", "=", 1, "岁")),
    ("保持国内生产总值7%左右的增长", ("国内生产总值", "change", "up", "~", 7, "%")),
    ("一律按不低于5%的幅度压减一般性支出", ("一般性支出", "change", "down", ">=", 5, "%")),
    ("国务院部门要带头精简会议、坚决把文件压减三分之一以上", ("文件", "change", "down", ">=", 0.3333, "倍数")),
    ("将制造业等行业现行16%的税率降至13%", ("制造业等行业税率", "level", "down", "=", 13, "%")),
    # increment: do, build, give
    ("冷藏设施库容新增15万吨", ("冷藏设施库容", "increment", "up", "=", 15, "万吨")),
    ("新认证绿色食品200个以上", ("绿色食品", "increment", "up", ">=", 200, "个")),
    ("增加学位5000个", ("学位", "increment", "up", "=", 5000, "个")),
    ("新增5000个学位", ("学位", "increment", "up", "=", 5000, "个")),
    ("安置房建设17亿元", ("安置房建设", "increment", "up", "=", 17, "亿元")),
    ("新增创新平台8个", ("创新平台", "increment", "up", "=", 8, "个")),
    ("新建都市型、楼宇型体育场地30处", ("都市型、楼宇型体育场地", "increment", "up", "=", 30, "处")),
    ("第一季度发行专项债券2000万元", ("专项债券", "increment", "up", "=", 2000, "万元")),
    ("为全区23000名老年人提供居家服务", ("老年人提供居家服务", "increment", "up", "=", 23000, "名")),
    ("选拔100名正职后备人才", ("正职后备人才", "increment", "up", "=", 100, "名")),
    ("引领带动超过15万家中小企业实现“上云”", ("中小企业实现“上云”", "increment", "up", ">", 15, "万家")),
    ("每个镇街至少1个500亩以上连片片区", ("500亩以上连片片区", "level", None, ">=", 1, "个")),
    ("培育过亿元企业20家", ("过亿元企业", "increment", "up", "=", 20, "家")),
    ("完成森林抚育5万亩", ("森林抚育", "increment", "up", "=", 5, "万亩")),
    ("新增高价值专利组合100个以上", ("高价值专利组合", "increment", "up", ">=", 100, "个")),
    ("新建30家技术与创新支持中心（TISC）和一批信息服务中心", ("技术与创新支持中心（TISC）", "increment", "up", "=", 30, "家")),
    ("城镇新增就业1100万人以上", ("城镇新增就业", "increment", "up", ">=", 1100, "万人")),
    ("新建改建农村公路20万公里", ("农村公路", "increment", "up", "=", 20, "万公里")),
    ("今年要完成铁路投资7320亿元", ("铁路投资", "increment", "up", "=", 7320, "亿元")),
    ("今年再进城落户1300万人", ("进城落户", "increment", "up", "=", 1300, "万人")),
    ("完成造林1亿亩以上", ("造林", "increment", "up", ">=", 1, "亿亩")),
    ("各类棚户区改造600万套", ("各类棚户区改造", "increment", "up", "=", 600, "万套")),
    ("新增8000万吨标准煤的节能能力", ("节能能力", "increment", "up", "=", 8000, "万吨标准煤")),
    ("改造建华路、根河路等背街巷道10条", ("建华路、根河路等背街巷道", "increment", "up", "=", 10, "条")),
    ("完成呼伦大街、望城路等9条道路工程", ("道路工程", "increment", "up", "=", 9, "条")),
    ("首批100个示范社区全面建成", ("示范社区", "increment", "up", "=", 100, "个")),
    ("力争让最后20多万无电人口都能用上电", ("无电人口都能用上电", "increment", "up", ">", 20, "万")),
    ("推动职业院校在10个左右紧缺领域大力开展职业培训", ("职业培训", "increment", "up", "~", 10, "个")),
    ("选择10个左右有条件的城市，在全市域范围内开展“无废城市”建设试点", ("“无废城市”建设试点", "increment", "up", "~", 10, "个")),
    ("组织开展专题活动不少于1000场", ("专题活动", "increment", "up", ">=", 1000, "场")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE, ids=[t for t, _ in ONE])
def test_reads_one_target(text: str, expected: tuple[object, ...]) -> None:
    assert _short(text + "。") == [expected]


SEVERAL = {
    "A、B share a value": (
        "今年二氧化硫、氮氧化物排放量要下降3%。",
        [("二氧化硫排放量", 3), ("氮氧化物排放量", 3)],
    ),
    "均 with 和": (
        "城镇居民收入和农村居民收入均增长8%。",
        [("城镇居民收入", 8), ("农村居民收入", 8)],
    ),
    "分别 with values": (
        "居民医保和基本公共卫生服务经费人均财政补助标准分别再提高30元和5元。",
        [("居民医保人均财政补助标准", 30), ("基本公共卫生服务经费人均财政补助标准", 5)],
    ),
    "values without 分别": (
        "确保养老保险和基本医疗保险参保率保持在90%和98%以上。",
        [("养老保险参保率", 90), ("基本医疗保险参保率", 98)],
    ),
    "分别 a phrase later": (
        "旅游人数突破370万人次，旅游收入达到38亿元，分别增长20%。",
        [("旅游人数", 370), ("旅游人数", 20), ("旅游收入", 38), ("旅游收入", 20)],
    ),
    "level behind growth": ("地区生产总值增长20%，达到282亿元。", [("地区生产总值", 20), ("地区生产总值", 282)]),
    "indicator a phrase earlier": (
        "进一步扩大知识产权质押融资规模，力争全年增长20%以上。",
        [("知识产权质押融资规模", 20)],
    ),
    "generic noun": (
        "中央对地方转移支付增加约1.5万亿元、规模近9.8万亿元。",
        [("中央对地方转移支付", 1.5), ("中央对地方转移支付规模", 9.8)],
    ),
    "list behind one verb": (
        "新建蔬菜大棚2000亩、温室500亩，新建5条主干道路、2台热水锅炉。",
        [("蔬菜大棚", 2000), ("温室", 500), ("主干道路", 5), ("热水锅炉", 2)],
    ),
    "verb carried over a comma": ("新增蔬菜大棚2500座，温室320座。", [("蔬菜大棚", 2500), ("温室", 320)]),
    "the comma list of a noun is no list of targets": (
        "新建城区、新建居住区配套建设养老服务设施达标率达到100%。",
        [("新建城区、新建居住区配套建设养老服务设施达标率", 100)],
    ),
    "城乡…分别": ("城乡居民收入分别增长7%和8%左右。", [("城镇居民收入", 7), ("农村居民收入", 8)]),
    "what the first lends": ("旅游人数、收入分别增长5%和6%。", [("旅游人数", 5), ("旅游收入", 6)]),
    "what is done to the same": (
        "花生种植、收获机械化率分别达到65%和55%。",
        [("花生种植机械化率", 65), ("花生收获机械化率", 55)],
    ),
    "a list in brackets": ("丘陵山区县（市、区）农作物机械化率达到55%。", [("丘陵山区县（市、区）农作物机械化率", 55)]),
    "aimed higher": ("地区生产总值增长5.5%以上，力争6%。", [("地区生产总值", 5.5), ("地区生产总值", 6)]),
    "a pace behind a level": (
        "固定资产投资力争完成381亿元、增速6%。",
        [("固定资产投资", 381), ("固定资产投资增速", 6)],
    ),
    "two measures of one thing": (
        "投资4亿元，完成65条、总长度57.9公里的城市道路改造。",
        [("投资", 4), ("城市道路改造", 65), ("城市道路改造", 57.9)],
    ),
    "steps and days": ("实现开办企业全流程1个环节、1天办结。", [("开办企业全流程", 1), ("开办企业全流程", 1)]),
    "level and difference in one phrase": (
        "赤字率拟按4%左右安排、比上年提高1个百分点。",
        [("赤字率", 4), ("赤字率", 1)],
    ),
    "年均 is no 均": ("软件和信息服务业收入年均增长20%。", [("软件和信息服务业收入", 20)]),
    "same target said again": ("国内生产总值增长8%。要确保国内生产总值增长8%。", [("国内生产总值", 8)]),
    "target explained": ("国内生产总值增长8%左右。经济增长预期目标为8%左右，考虑了需要和可能。", [("国内生产总值", 8)]),
    "broken off by a link": ("要稳中求进。广义货币M\n2\n预期增长12%左右，适度从紧。", [("广义货币M2", 12)]),
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.values(), ids=SEVERAL)
def test_reads_indicators_and_values_that_belong_together(text: str, expected: list[tuple[str, float]]) -> None:
    found = sorted((t.indicator, t.value) for t in _targets(text))
    assert found == sorted(expected)


NONE = [
    "2020年底前完成第三批试点",
    "打好三大攻坚战，做到两个维护",
    "今年高校毕业生820多万人，要促进多渠道就业",
    "今年高校毕业生将高达765万人",
    "全国近3亿人领取养老金，必须确保按时足额发放",
    "淘汰关停不达标的30万千瓦以下煤电机组",
    "加快大唐700万吨露天矿、麦多利10万吨大麦芽二期等项目的推进",
    "确保投资3.4亿元的冰上运动训练中心开工建设",
    "落实第二轮土地承包到期后再延长30年的政策",
    "符合条件的可申请最高不超过15万元的创业担保贷款",
    "对小微企业年应纳税所得额100万元至300万元部分，再减半征收企业所得税",
    "对获得认定的企业，一次性奖励30万元",
    "企业达到现有在职职工人数25%并与其签订1年以上劳动合同的，给予贷款支持",
    "小排量汽车购置税按7.5％征收",
    "将3岁以下婴幼儿照护费用纳入个人所得税专项附加扣除",
    "每5年修订1次职业院校专业目录",
    "应当在20个工作日内向社会公布",
    "7%左右的速度可以实现比较充分的就业",
    "把14亿多中国人的饭碗牢牢端在自己手中",
    "实施国企改革三年行动",
    "居民基本医保人均补助标准有所提高，一半用于大病保险",
]


@pytest.mark.parametrize("text", NONE, ids=NONE)
def test_is_no_target(text: str) -> None:
    assert _short(text + "。") == []


def test_baseline_is_no_target() -> None:
    (target,) = _targets("今年补助标准由每人每年240元提高到280元。")
    assert (target.value, target.baseline, target.measure, target.direction) == (280, "240元", "level", "up")


def test_difference_from_last_year_is_a_record_of_its_own() -> None:
    level, change = _targets("今年赤字率拟按2.6%安排，比去年预算低0.4个百分点。")
    assert (level.measure, level.value, level.quote) == ("level", 2.6, "今年赤字率拟按2.6%安排")
    assert (change.measure, change.direction, change.value, change.baseline) == ("change", "down", 0.4, "去年预算")
    assert change.quote == "今年赤字率拟按2.6%安排，比去年预算低0.4个百分点"
    assert change.indicator == "赤字率"


DEADLINES = [
    ("到2025年，总规模达到2万亿元，推出100项精品赛事。", ["到2025年", "到2025年"]),
    ("今年再减少农村贫困人口1000万以上，完成易地扶贫搬迁280万人。", ["今年", "今年"]),
    ("今年发展主要预期目标是：国内生产总值增长6%；城镇新增就业900万人以上。", ["今年", "今年"]),
    ("城镇调查失业率全年控制在5.5%以内，居民消费价格涨幅3%左右。", ["全年", None]),
    ("比例由2015年的77%提升到100%。", [None]),
    ("“十四五”期间新建30家中心。", ["“十四五”期间"]),
]


@pytest.mark.parametrize(("text", "deadlines"), DEADLINES, ids=[t for t, _ in DEADLINES])
def test_deadlines(text: str, deadlines: list[str | None]) -> None:
    assert [t.deadline for t in _targets(text)] == deadlines


PAST = [
    ("一、2019年工作回顾", "国内生产总值增长6.1%。"),
    ("一、过去五年工作回顾", "城镇新增就业6600万人以上。"),
    ("二、今年工作安排", "去年居民消费价格上涨2.6%。"),
    ("二、今年工作安排", "五年来，农村贫困人口减少6800多万。"),
    ("二、今年工作安排", "目前专利申请量已达到140万件。"),
    ("二、今年工作安排", "2018年，地区生产总值增长8%。"),
]


@pytest.mark.parametrize(("heading", "text"), PAST, ids=[f"{h[2:]} {t}" for h, t in PAST])
def test_results_of_the_past_are_achieved(heading: str, text: str) -> None:
    assert _targets(text, heading=heading) == []
    assert len(_targets(text, "achieved", heading=heading)) == 1


def test_a_sentence_of_a_plan_that_turns_to_this_year_sets_an_aim() -> None:
    heading = "二、今年工作安排"
    text = "目前债务负担率较低，今年增加赤字后，赤字率在2%左右。去年全年增长5%。"
    assert [t.value for t in _targets(text, heading=heading)] == [2]
    assert _targets("今年以来，投资增长9%。目前，今年已新建学校5所。", heading=heading) == []


def test_a_report_that_reviews_and_plans() -> None:
    text = "政府工作报告\n一、过去一年工作回顾\n地区生产总值增长9%。\n二、下一年工作\n地区生产总值增长8%。"
    found = extract_targets(parse(text, Head(id="x")))[0]
    assert [(t.kind, t.value) for t in found] == [("achieved", 9), ("target", 8)]


def test_a_chapter_that_reviews_and_plans() -> None:
    text = (
        "一、“十三五”发展成就和“十四五”主要目标任务\n过去五年，发展取得新成就。国内生产总值增加到100万亿元。\n"
        "城镇新增就业超过6000万人。\n今后五年主要目标任务是提质增效。\n森林覆盖率达到24.1%。"
    )
    found = extract_targets(parse(text, Head(id="x", issued="2021-03-05")))[0]
    assert [(t.kind, t.value) for t in found] == [("achieved", 100), ("achieved", 6000), ("target", 24.1)]


def test_an_article_sets_a_threshold_unless_it_says_until_when() -> None:
    law = "第一条　筹备组中业主代表所占比例不低于二分之一。\n第二条　到2025年，污水处理率达到95%以上。"
    assert [t.indicator for t in extract_targets(parse(law, Head(id="x")))[0]] == ["污水处理率"]


def test_qualitative_targets_stand_apart() -> None:
    text = "知识产权保护满意度保持较高水平，审查质量显著提升，主要污染物排放量继续下降。要加强宣传，提高效率。"
    found = [(t.indicator, t.measure, t.direction, t.value) for t in _targets(text, "qualitative")]
    assert found == [
        ("知识产权保护满意度", "level", None, None),
        ("审查质量", "change", "up", None),
        ("主要污染物排放量", "change", "down", None),
    ]
    assert _targets(text, "qualitative", heading="二、有关措施") == []


def test_what_cannot_be_told_is_noted() -> None:
    _, notes = extract_targets(_document("力争达到30%。确保国库投资3.4亿元的中心开工。"))
    assert [n.code for n in notes] == ["target-no-indicator", "target-unread"]


@settings(max_examples=60)
@given(TEXTS)
def test_every_quote_is_the_documents_own_words(text: str) -> None:
    document = parse(text, Head(id="x"))
    for target in extract_targets(document)[0]:
        assert document.text[target.start : target.end] == target.quote
        assert target.clause in document.by_id
        assert (target.value is None) == (target.kind == "qualitative")


@settings(max_examples=60)
@given(ANY_TEXTS)
def test_any_text_can_be_read_twice_alike(text: str) -> None:
    document = parse(text, Head(id="x"))
    assert extract_targets(document) == extract_targets(document)


GIVEN = {
    "今年中央财政科技投入1461亿元，增长25.6%。": [("中央财政科技投入", "level"), ("中央财政科技投入", "change")],
    "中央财政将投入60亿元。": [("投入", "increment")],
    "继续实施农村中小学危房改造，中央财政将投入60亿元。": [("农村中小学危房改造", "increment")],
    "今年中央财政将安排832亿元，比上年增加167亿元，支持卫生事业发展。": [
        ("卫生事业发展", "level"),
        ("卫生事业发展", "change"),
    ],
    "拟连续几年发行超长期特别国债，今年先发行1万亿元。": [("超长期特别国债", "increment")],
    "全年计划投资12.7亿元，实施重点商贸流通项目17个。": [("投资", "increment"), ("重点商贸流通项目", "increment")],
}


@pytest.mark.parametrize(("text", "expected"), GIVEN.items(), ids=GIVEN)
def test_what_money_is_given_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.indicator, t.measure) for t in _targets(text)] == expected


def test_the_same_investment_twice_is_two() -> None:
    assert [t.value for t in _targets("投资1亿元，改造水厂。投资1亿元，改造公厕。")] == [1, 1]


def test_a_result_of_the_past_does_not_hide_a_target() -> None:
    text = "去年养老金提高10%。企业退休人员养老金今年再提高10%。"
    assert [(t.indicator, t.value) for t in _targets(text)] == [("企业退休人员养老金", 10)]


def test_so_many_of_what_is_made_by_han_numerals() -> None:
    text = (
        "推进更新。改造老旧小区二十个，新建停车场五处，压减审批事项三十项。保护方面五项，建设三个方面，推进五位一体。"
    )
    assert [(t.indicator, t.value) for t in _targets(text)] == [("老旧小区", 20), ("停车场", 5), ("审批事项", 30)]


@pytest.mark.parametrize("stop", ["。", ""], ids=["stop", "stop lost"])
def test_a_value_at_the_end_of_a_line_needs_no_stop(stop: str) -> None:
    text = f"推进城市更新。新建停车场5处，更换供水管线10公里{stop}\n优化营商环境。推行一窗受理。"
    assert [(t.indicator, t.value) for t in _targets(text)] == [("停车场", 5), ("供水管线", 10)]


def test_the_words_around_a_name_are_no_part_of_it() -> None:
    (found,) = _targets("今年计划实施的重点调度项目有66个，开工50个。")[:1]
    assert found.indicator == "重点调度项目"
