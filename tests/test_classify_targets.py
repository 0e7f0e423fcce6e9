"""What became of targets: which indicators are one, which way they went, what the year sets for the whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from policydiff.classify.indicators import default_directions, scaled
from policydiff.classify.key_indicators import key_indicators
from policydiff.classify.names import is_same
from policydiff.classify.targets import target_changes
from policydiff.model import Alignment, Group, Head, Target
from policydiff.overrides import Ruling
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from tests.strategies import ANY_TEXTS as TEXTS_OF_ANY_KIND


def target(indicator: str, value: float, unit: str, **more) -> Target:
    fields = {
        "clause": "一", "quote": indicator, "start": 0, "end": 1, "kind": "target", "measure": "level",
        "direction": None, "comparator": "=", "value_high": None,
    }  # fmt: skip
    return Target(indicator=indicator, value=value, unit=unit, **{**fields, **more})


def status(old: Target, new: Target) -> tuple[str, float | None]:
    [change] = target_changes([old], [new], Alignment((Group(("一",), ("一",)),)))
    return change.status, change.delta


PERIOD, RATIO = "商标注册平均审查周期", "商标网上申请比例"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(target(PERIOD, 5, "个月"), target(PERIOD, 4, "个月"), ("tightened", -1.0), id="less-is-better"),
        pytest.param(target(PERIOD, 4, "个月"), target(PERIOD, 5, "个月"), ("loosened", 1.0), id="less-is-better-loosened"),
        pytest.param(target(RATIO, 90, "%", comparator=">="), target(RATIO, 92, "%", comparator=">="), ("tightened", 2.0), id="floor"),
        pytest.param(target("赤字率", 3, "%", comparator="<="), target("赤字率", 2.8, "%", comparator="<="), ("tightened", -0.2), id="cap"),
        pytest.param(
            target("单位国内生产总值能耗", 3, "%", measure="change", direction="down", comparator=">="),
            target("单位国内生产总值能耗", 3.4, "%", measure="change", direction="down", comparator=">="),
            ("tightened", 0.4), id="larger-cut",
        ),
        pytest.param(
            target("国内生产总值", 6.5, "%", measure="change", direction="up", comparator="range", value_high=7),
            target("国内生产总值", 6, "%", measure="change", direction="up", comparator="range", value_high=6.5),
            ("loosened", None), id="range-lowered",
        ),
        pytest.param(target("城镇新增就业", 1000, "万人"), target("城镇新增就业", 11000000, "人"), ("tightened", 1000000.0), id="units-converted"),
        pytest.param(
            target("质押融资规模", 1500, "亿元"), target("质押融资规模", 20, "%", measure="change", direction="up"),
            ("changed", None), id="a-rate-is-not-set-against-a-level",
        ),
        pytest.param(target(RATIO, 92, "%"), target(RATIO, 92, "%"), ("kept", 0.0), id="kept"),
        pytest.param(target(RATIO, 92, "%", comparator=">="), target(RATIO, 92, "%"), ("changed", 0.0), id="same-number-other-sign"),
    ],
)  # fmt: skip
def test_a_target_of_two_years(old, new, expected):
    assert status(old, new) == expected


def test_differently_worded_indicators_are_paired_and_different_ones_are_not():
    old = [target("专利质押融资规模", 20, "%"), target("每万人口发明专利拥有量", 12.5, "件")]
    new = [target("今年专利质押融资总额", 20, "%"), target("知识产权质押融资规模", 20, "%")]
    found = target_changes(old, new, Alignment((Group(("一",), ("一",)),)))
    assert [c.status for c in found] == ["kept", "added", "removed"]


def paired(old: list[Target], new: list[Target], texts: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    found = target_changes(old, new, Alignment((Group(("一",), ("一",)),)), texts=texts)
    return [(c.old.indicator, c.new.indicator) for c in found if c.old and c.new]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("一般性转移支付", "均衡性转移支付", False, id="another-kind"),
        pytest.param("一般性转移支付规模", "对地方一般性转移支付", True, id="words-that-restrict-nothing"),
        pytest.param("中央本级支出", "中央本级基础研究支出", False, id="narrower"),
        pytest.param("公路水运投资", "公路投资", False, id="broader"),
        pytest.param("制造业企业研发费用加计扣除比例", "科技型中小企业研发费用加计扣除比例", False, id="another-beneficiary"),
        pytest.param("城镇居民人均可支配收入", "农村居民人均可支配收入", False, id="town-and-country"),
        pytest.param("区本级固定资产投资", "全社会固定资产投资", False, id="own-and-the-whole-society's"),
        pytest.param("经济增长", "国内生产总值", True, id="another-name"),
        pytest.param("城乡居民医保补助标准", "城乡居民基本医疗保险补助标准", True, id="abbreviated"),
        pytest.param("专利商标质押融资规模", "知识产权质押融资规模", True, id="two-words-for-one-thing"),
        pytest.param("中央财政赤字", "地方财政赤字", False, id="another-level"),
        pytest.param("新能源汽车保有量", "汽车保有量", False, id="wider"),
        pytest.param("铁路投资", "铁路建设投资", True, id="construction"),
    ],
)  # fmt: skip
def test_narrower_wider_and_other_indicators_do_not_pair(old, new, same):
    assert bool(paired([target(old, 5, "%")], [target(new, 5, "%")])) is same
    assert bool(paired([target(new, 5, "%")], [target(old, 5, "%")])) is same


def test_a_bare_investment_is_one_where_the_text_around_is_alike():
    texts = "河西污水处理厂二期工程投资1.5亿元。", "呼伦大街立交桥项目投资1.5亿元。"
    sums = [target("投资", 1.5, "亿元", quote=f"投资{n}亿元", measure="increment", start=10, end=16) for n in (1.5, 2)]
    assert paired(sums[:1], sums[1:], texts) == []
    assert paired(sums[:1], sums[1:], (texts[0], texts[0])) == [("投资", "投资")]


def test_a_bare_sum_of_some_projects_is_not_that_of_all():
    texts = (
        "加快旧城区综合改造，全年计划投资12.8亿元，实施城市建设重点项目20个。",
        "年内计划投资64.8亿元，实施重点项目32个。",
    )
    one, other = (
        target(
            "投资", n, "亿元", quote=f"投资{n}亿元", measure="increment", start=t.index("投资"), end=t.index("投资") + 8
        )
        for n, t in zip((12.8, 64.8), texts, strict=True)
    )
    assert paired([one], [other], texts) == []


def test_pieces_are_not_set_against_areas():
    built = [
        target("温室", n, unit, quote=f"温室{n}{unit}", measure="increment")
        for n, unit in ((150, "栋"), (20, "个"), (500, "亩"))
    ]
    assert paired(built[:1], built[1:2]) == [("温室", "温室")]
    assert paired(built[:1], built[2:]) == []


def test_a_yearly_target_is_no_five_years_one():
    year = target("城镇新增就业", 1100, "万人", quote="1100万", horizon="year", year=2017)
    plan = target("城镇新增就业", 5000, "万人", horizon="multi", year=2020)
    assert paired([plan], [year]) == []
    assert paired([plan], [target("城镇新增就业", 5500, "万人", horizon="multi", year=2025)]) != []


def test_a_goal_said_again_is_told_beside_its_first_saying():
    said = target("国内生产总值", 5, "%", measure="change", direction="up", comparator="~")
    again = replace(said, indicator="经济增长", quote="经济增长预期目标为5%左右", start=30, end=44)
    found = target_changes([said], [said, again], Alignment((Group(("一",), ("一",)),)))
    assert [(c.status, c.beside) for c in found] == [("kept", None), ("kept", 0)]
    back = target_changes([said, again], [said], Alignment((Group(("一",), ("一",)),)))
    assert [(c.status, c.beside) for c in back] == [("kept", None), ("kept", 0)]


def test_of_two_sayings_of_a_goal_one_changed():
    both = "二、今年工作\n今年国内生产总值增长{}%左右，城镇新增就业1200万人以上。\n经济增长预期目标为5%左右，考虑了促进就业增收。"
    found = compare(*(parse(both.format(n), Head(id=f"{n}")) for n in (5, 6))).target_changes
    assert [(c.status, c.new and c.new.indicator) for c in found] == [
        ("tightened", "国内生产总值"), ("kept", "城镇新增就业"), ("kept", "经济增长"),
    ]  # fmt: skip


def test_a_level_s_change_against_the_year_before_is_told_beside_it():
    level = target("赤字率", 4, "%", comparator="~", start=0, end=10)
    change = target("赤字率", 1, "个百分点", measure="change", direction="up", baseline="上年", start=8, end=20)
    found = target_changes([replace(level, value=3)], [level, change], Alignment((Group(("一",), ("一",)),)))
    assert [(c.status, c.direction, c.beside) for c in found] == [("changed", "raised", None), ("added", None, 0)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("<=", "~", "loosened", id="within-about"),
        pytest.param("~", "<=", "tightened", id="about-within"),
        pytest.param(">=", "~", "loosened", id="at-least-about"),
        pytest.param("~", ">=", "tightened", id="about-at-least"),
        pytest.param("<=", "<", "tightened", id="within-below"),
        pytest.param("<=", ">=", "changed", id="cap-floor"),
        pytest.param("=", "~", "changed", id="exactly-about"),
    ],
)
def test_the_same_value_bound_more_or_less(before, after, expected):
    old, new = (target("城镇调查失业率", 5.5, "%", comparator=c) for c in (before, after))
    assert status(old, new)[0] == expected


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [("地方政府专项债券", "万亿元"), ("赤字率", "%"), ("中央本级支出", "%"), ("医疗救助补助资金", "亿元")],
)
def test_more_money_is_raised_and_neither_tighter_nor_looser(indicator, unit):
    (found,) = target_changes([target(indicator, 3, unit)], [target(indicator, 4, unit)], Alignment(()))
    assert (found.status, found.direction, found.delta) == ("changed", "raised", 1.0)


def test_key_indicators_are_shown_though_they_did_not_change():
    gdp = target("国内生产总值", 5, "%", measure="change", direction="up", comparator="~")
    jobs, other = target("城镇新增就业", 1200, "万人", measure="increment"), target("村级卫生室", 5, "个")
    changes = target_changes([gdp, jobs, other], [gdp, other], Alignment((Group(("一",), ("一",)),)))
    found = key_indicators(changes, "城镇新增就业1200万人", "稳定和扩大城镇新增就业。")
    assert [(k.name, k.old is not None, k.new is not None, k.change, k.absent) for k in found] == [
        ("国内生产总值", True, True, 0, None), ("城镇新增就业", True, False, 2, "not_set"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        pytest.param("今年赤字率在2%左右。", "figure", id="a-figure-that-was-not-read"),
        pytest.param("赤字率和债务负担率保持在安全水平，增长5%。", "not_set", id="named-without-a-figure"),
        pytest.param("财政收支平衡。", "not_found", id="not-named"),
    ],
)
def test_why_a_key_indicator_is_absent(said, absent):
    changes = target_changes([target("赤字率", 1.5, "%")], [], Alignment(()))
    assert [k.absent for k in key_indicators(changes, "赤字率1.5%", said, plans=("", said))] == [absent]


def test_two_goals_of_one_key_indicator_that_did_not_pair_stand_side_by_side():
    old, new = target("赤字率", 3, "%"), target("赤字率", 4, "%")
    apart = Ruling(forbidden=frozenset({("一|赤字率", "一|赤字率")}))
    changes = target_changes([old], [new], Alignment(()), ruling=apart)
    assert len(changes) == 2
    [key] = key_indicators(changes, "赤字率3%", "赤字率4%")
    assert (key.old, key.new, key.change, key.absent) == (old, new, None, None)


def test_a_key_indicator_of_another_period_is_set_otherwise():
    year = target("国内生产总值", 7, "%", measure="change", direction="up")
    plan = target("国内生产总值", 2, "倍", measure="change", direction="up", horizon="multi", year=2020)
    changes = target_changes([year], [year, plan], Alignment((Group(("一",), ("一",)),)))
    found = key_indicators(changes, "国内生产总值增长7%", "国内生产总值增长7%，到2020年翻一番")
    assert [(k.new.unit, k.absent) for k in found] == [("%", None), ("倍", "otherwise")]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("广义货币", "广义货币M2增长", True, id="an-abbreviation-behind"),
        pytest.param("化学需氧量", "化学需氧量排放量", True, id="what-is-let-off"),
        pytest.param("二氧化碳排放量", "二氧化碳排放强度", False, id="an-amount-is-no-rate"),
        pytest.param("贷款", "人民币贷款", True, id="loans"),
        pytest.param("小微企业贷款", "人民币贷款", False, id="loans-to-some"),
    ],
)
def test_which_names_are_one_indicator(old, new, same):
    assert is_same(old, new) is is_same(new, old) is same


def test_a_rate_and_a_level_are_one_indicator_only_under_one_name():
    rate, level = target("赤字率", 1.5, "%"), target("财政赤字", 4000, "亿元", measure="change", direction="up")
    assert [c.status for c in target_changes([rate], [level], Alignment((Group(("一",), ("一",)),)))] == [
        "added",
        "removed",
    ]


def test_a_person_has_the_last_word_on_targets():
    old, new = [target("专利质押融资规模", 20, "%")], [target("知识产权质押融资规模", 20, "%")]
    forbidden = Ruling(forbidden=frozenset({("一|专利质押融资规模", "一|知识产权质押融资规模")}))
    found = target_changes(old, new, Alignment(()), ruling=forbidden)
    assert [c.status for c in found] == ["added", "removed"]


@pytest.mark.parametrize(
    ("unit", "scale", "base"),
    [
        ("万人", 1e4, "人"),
        ("万亿元", 1e12, "元"),
        ("%", 1, "%"),
        ("个月", 1, "月"),
        ("万公里", 1e4, "公里"),
        ("元/年", 1, "元/年"),
    ],
)
def test_units(unit, scale, base):
    assert scaled(unit) == (scale, base)


@pytest.mark.parametrize(
    ("indicator", "less"),
    [
        ("城镇调查失业率", True),
        ("居民消费价格涨幅", True),
        ("审查周期", True),
        ("粮食产量", False),
        ("投诉办结率", False),
    ],
)
def test_which_way_is_better(indicator, less):
    assert default_directions().less_is_better(indicator) is less


ROOT = Path(__file__).parent.parent
TEXTS = sorted([*ROOT.glob("corpora/*/text.txt"), *ROOT.glob("tests/cases/*/new.txt")])


@pytest.mark.parametrize(
    "text", [*(p.read_text("utf-8").strip() for p in TEXTS), "要求：\n——至少「3件」。\n甲。乙\t\n\t："]
)
def test_a_text_against_itself_keeps_every_target_and_tells_nothing_new(text):
    document = parse(text, Head(id="x"))
    found = compare(document, document)
    assert {c.status for c in found.target_changes} <= {"kept"}
    assert (found.figures, found.phrases, found.renamings, found.terms) == ((), (), (), ())


@given(TEXTS_OF_ANY_KIND)
def test_nor_does_any_text(text):
    document = parse(text, Head(id="x"))
    assert {c.status for c in compare(document, document).target_changes} <= {"kept"}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("中央财政用于“三农”的支出", "用于“三农”的资金", True, id="what-it-is-used-for"),
        pytest.param("“三农”投入", "中央财政用于“三农”的投入", True, id="who-pays"),
        pytest.param("中央财政用于“三农”的支出", "中央财政支出", False, id="payer-alone"),
        pytest.param("中央财政赤字", "财政赤字", False, id="whose-deficit"),
        pytest.param("新农合和城镇居民医保财政补助标准", "城镇居民基本医保和新农合的财政补助标准", True, id="another-order"),
        pytest.param("广义货币增长", "广义货币M2增长", True, id="a-sign-with-a-digit"),
        pytest.param("各类棚户区", "棚户区改造", True, id="what-is-done-to-it"),
        pytest.param("促进就业", "扶助和促进就业", True, id="purpose"),
        pytest.param("基础养老金最低标准", "基础养老金月最低标准", True, id="a-month-s"),
        pytest.param("中央本级支出", "中央本级基础研究支出", False, id="for-what"),
        pytest.param("用于教育的投入", "对义务教育阶段教师实行绩效工资制度", False, id="no-abbreviation"),
        pytest.param("大型商业银行普惠型小微企业贷款", "大型商业银行普惠小微企业贷款", True, id="a-sign-more"),
        pytest.param("规上工业增加值", "规模以上工业增加值", True, id="above-size"),
        pytest.param("旅游收入", "旅游综合收入", True, id="all-of-it"),
        pytest.param("老旧燃气管网", "供水管网", False, id="another-net"),
    ],
)  # fmt: skip
def test_what_money_is_for_makes_the_indicator_not_who_pays_it(old, new, same):
    assert bool(paired([target(old, 5, "亿元")], [target(new, 6, "亿元")])) is same
    assert bool(paired([target(new, 5, "亿元")], [target(old, 6, "亿元")])) is same


def test_bare_sums_pair_only_in_clauses_that_carry_each_other_on():
    text = "全年计划投资3亿元，实施重点项目12个。"
    one = target("投资", 3, "亿元", measure="increment", start=4, end=9)
    elsewhere = target_changes(
        [one], [replace(one, clause="二")], Alignment((Group(("一",), ("一",)),)), texts=(text, text)
    )
    assert [c.status for c in elsewhere] == ["added", "removed"]
    assert paired([one], [one], (text, text)) == [("投资", "投资")]


def test_areas_and_weights_in_two_units_are_one():
    grown = target("退耕还林", 1000, "万亩", measure="increment", direction="up")
    assert status(grown, replace(grown, value=66.7, unit="万公顷")) == ("kept", 0.0)
    assert status(grown, replace(grown, value=80.0, unit="万公顷")) == ("tightened", 13.33)
    grain = target("粮食产量", 1.1, "万亿斤", comparator=">=")
    assert status(grain, replace(grain, value=5.5, unit="亿吨")) == ("kept", 0.0)


def test_an_amount_behind_its_level_is_told_beside_it():
    level = target("中央财政赤字", 1.12, "万亿元", start=0, end=13)
    change = target("中央财政赤字", 1700, "亿元", measure="change", direction="up", start=0, end=22)
    found = target_changes([], [level, change], Alignment((Group(("一",), ("一",)),)))
    assert [c.beside for c in found] == [None, 0]


def test_a_cut_that_became_a_rise_was_raised_by_both():
    cut = target("赤字率", 0.4, "个百分点", measure="change", direction="down", baseline="去年预算")
    rise = replace(cut, value=0.2, direction="up")
    [change] = target_changes([cut], [rise], Alignment((Group(("一",), ("一",)),)))
    assert (change.status, change.direction, change.delta) == ("changed", "raised", 0.6)
    [back] = target_changes([rise], [cut], Alignment((Group(("一",), ("一",)),)))
    assert (back.status, back.direction, back.delta) == ("changed", "lowered", -0.6)


def test_of_two_goals_for_one_thing_that_with_the_same_verb_goes_on():
    built = target("高标准农田", 30, "万亩", quote="新建高标准农田30万亩", measure="increment", start=0, end=11)
    again = replace(built, value=25.0, quote="新建高标准农田25万亩")
    mended = replace(built, value=10.0, quote="新建高标准农田25万亩，改造提升10万亩", end=20)
    found = target_changes([built], [mended, again], Alignment((Group(("一",), ("一",)),)))
    assert [(c.new.value, c.status) for c in found] == [(10.0, "added"), (25.0, "loosened")]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param(("multi", 2020), ("year", 2021), 1, id="a-year-on"),
        pytest.param(("year", 2021), ("multi", 2020), 1, id="a-year-back"),
        pytest.param(("multi", 2020), ("year", 2025), 2, id="five-years-on"),
        pytest.param(("multi", 2025), ("multi", 2030), 1, id="both-of-plans"),
        pytest.param(("multi", None), ("year", 2020), 2, id="no-year-known"),
    ],
)
def test_a_goal_of_a_year_goes_with_one_of_about_that_year(old, new, pairs):
    sides = [target(RATIO, 90 + at, "%", horizon=horizon, year=year) for at, (horizon, year) in enumerate((old, new))]
    assert len(target_changes(sides[:1], sides[1:], Alignment((Group(("一",), ("一",)),)))) == pairs
