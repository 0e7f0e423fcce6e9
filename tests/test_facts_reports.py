"""Sentences of State Council, city and county reports: what the words of one claim do to those of the next."""

from __future__ import annotations

import pytest

from policydiff.facts.document import extract_facts
from policydiff.model import Facts, Head, Target
from policydiff.parse.tree import parse


def _facts(text: str, *, title: str | None = None, issued: str | None = "2025-03-05") -> Facts:
    return extract_facts(parse(text, Head(id="x", title=title, issued=issued)))


def _targets(text: str) -> list[Target]:
    return [t for t in _facts(f"二、今年主要任务\n{text}").targets if t.kind == "target"]


Row = tuple[str, str, float | None, str]
SAID: list[tuple[str, list[Row]]] = [
    ("拟发行国债1.3万亿元、比上年增加3000亿元。安排国债3000亿元支持消费品以旧换新。",
     [("国债", "increment", 1.3, "万亿元"), ("国债", "change", 3000, "亿元"), ("国债", "level", 3000, "亿元")]),
    ("安排8000亿元更大力度支持设备更新。", [("设备更新", "level", 8000, "亿元")]),
    ("今年合计新增政府债务总规模11.86万亿元。", [("政府债务总规模", "increment", 11.86, "万亿元")]),
    ("引导基金带动地方资金、社会资本近1万亿元。", [("地方资金、社会资本", "increment", 1, "万亿元")]),
    ("设立引导基金，带动社会资本近1万亿元。", [("社会资本", "increment", 1, "万亿元")]),
    ("物价涨幅目标设定为2%左右。", [("物价涨幅", "change", 2, "%")]),
    ("严守18亿亩耕地红线，高质量推进高标准农田建设，今年新建和改造提升8000万亩。",
     [("耕地红线", "level", 18, "亿亩"), ("高标准农田建设", "increment", 8000, "万亩")]),
    ("新建高标准农田25万亩，改造提升10万亩。",
     [("高标准农田", "increment", 25, "万亩"), ("高标准农田", "increment", 10, "万亩")]),
    ("提升改造农村公路100公里。", [("农村公路", "increment", 100, "公里")]),
    ("净增高新技术企业80家以上。", [("高新技术企业", "increment", 80, "家")]),
    ("设立总规模50亿元的产业投资基金，撬动社会资本100亿元。",
     [("产业投资基金", "increment", 50, "亿元"), ("社会资本", "increment", 100, "亿元")]),
    ("为全市35所农村学校更换课桌椅2万套。",
     [("农村学校更换课桌椅", "increment", 35, "所"), ("课桌椅", "increment", 2, "万套")]),
    ("免费为适龄妇女开展“两癌”筛查8万人。", [("“两癌”筛查", "increment", 8, "万人")]),
    ("免费开展“两癌”筛查7万人。", [("“两癌”筛查", "increment", 7, "万人")]),
    ("全年旅游接待4000万人次。", [("旅游接待", "increment", 4000, "万人次")]),
    ("化肥农药使用量分别减少3%和5%。", [("化肥使用量", "change", 3, "%"), ("农药使用量", "change", 5, "%")]),
    ("完成土建工程量的60%。", [("土建工程量", "level", 60, "%")]),
    ("耕地质量等级平均提升0.1个等级。", [("耕地质量等级", "change", 0.1, "个等级")]),
    ("每年举办知识产权培训班不少于20期，每月检查2次。", [("知识产权培训班", "increment", 20, "期")]),
    ("再担保业务规模突破400亿元。", [("再担保业务规模", "level", 400, "亿元")]),
    ("累计完成专利转让许可5万次。", [("专利转让许可", "increment", 5, "万次")]),
    ("失业保险费率继续执行1%。", [("失业保险费率", "level", 1, "%")]),
    ("全县新建高标准农田6.2万亩。", [("高标准农田", "increment", 6.2, "万亩")]),
    ("安排500亿元设立中央预算稳定调节基金。", [("中央预算稳定调节基金", "level", 500, "亿元")]),
    ("一定要守住全国耕地不少于18亿亩。", [("全国耕地", "level", 18, "亿亩")]),
    ("确保6万平方米主力店年内正式运营。", [("主力店", "increment", 6, "万平方米")]),
    ("基础养老金标准统一由55元提高到70元。", [("基础养老金标准", "level", 70, "元")]),
    ("推进养老保险试点，试点范围扩大到23%的县。", [("养老保险试点范围", "level", 23, "%")]),
    ("增加良种补贴，拟安排补贴资金13亿元。", [("良种补贴资金", "level", 13, "亿元")]),
    ("实现汽车以旧换新3万辆、家电以旧换新25万台（套）。",
     [("汽车以旧换新", "increment", 3, "万辆"), ("家电以旧换新", "increment", 25, "万台（套）")]),
    ("每千人口医疗床位数7张，每千人口拥有3岁以下婴幼儿托位数4.2个。",
     [("每千人口医疗床位数", "level", 7, "张"), ("每千人口拥有3岁以下婴幼儿托位数", "level", 4.2, "个")]),
    ("每年推动100家以上规上企业实施设备更新。", [("规上企业实施设备更新", "increment", 100, "家")]),
    ("新能源车辆占新增比例不低于60%。", [("新能源车辆占新增比例", "level", 60, "%")]),
    ("主导或参与制修订地方标准60项以上，其中国家标准不少于10项。",
     [("地方标准", "increment", 60, "项"), ("国家标准", "increment", 10, "项")]),
    ("招聘教师1800名，其中农村教师不少于900名。", [("教师", "increment", 1800, "名"), ("农村教师", "increment", 900, "名")]),
    ("争取中央预算内投资和国债资金20亿元以上。", [("中央预算内投资和国债资金", "increment", 20, "亿元")]),
    ("设备更新贷款增速不低于15%，年均投放不少于60亿元，对符合条件的贷款给予1.5个百分点的贴息，期限不超过2年。",
     [("设备更新贷款增速", "change", 15, "%"), ("年均投放", "increment", 60, "亿元")]),
    ("滚动推进省重点项目1000个。", [("省重点项目", "increment", 1000, "个")]),
    ("新开工高速公路6条、建成通车4条，总里程突破7000公里。",
     [("高速公路", "increment", 6, "条"), ("高速公路", "increment", 4, "条"), ("高速公路总里程", "level", 7000, "公里")]),
    ("帮助困难人员就业3万人。", [("困难人员就业", "increment", 3, "万人")]),
    ("城乡低保标准分别提高5%和8%。", [("城市低保标准", "change", 5, "%"), ("农村低保标准", "change", 8, "%")]),
    ("棚户区新开工9.5万套、基本建成10万套。", [("棚户区", "increment", 9.5, "万套"), ("棚户区", "increment", 10, "万套")]),
    ("保障性住房建设筹集6万套。", [("保障性住房", "increment", 6, "万套")]),
    ("今年大规模扩招100万人。", [("扩招", "increment", 100, "万人")]),
    ("生均教学设备值小学提高到2500元、初中提高到3500元。",
     [("生均教学设备值小学", "level", 2500, "元"), ("生均教学设备值初中", "level", 3500, "元")]),
    ("启动新的三年棚改攻坚计划，今年开工580万套。", [("棚改", "increment", 580, "万套")]),
    ("解决3200万农村人口的安全饮水问题，增加500万农村沼气用户。",
     [("农村人口的安全饮水问题", "increment", 3200, "万"), ("农村沼气用户", "increment", 500, "万")]),
    ("大规模增加政府投资，其中中央拟新增1.18万亿元。", [("政府投资", "increment", 1.18, "万亿元")]),
    ("今年中央财政安排109亿元资金支持再就业，比上年增加26亿元。",
     [("再就业", "level", 109, "亿元"), ("再就业", "change", 26, "亿元")]),
    ("今年中央财政为此新增支出140亿元。", [("支出", "increment", 140, "亿元")]),
    ("单位国内生产总值能耗和二氧化碳排放分别降低13.5%、18%。",
     [("单位国内生产总值能耗", "change", 13.5, "%"), ("单位国内生产总值二氧化碳排放", "change", 18, "%")]),
    ("新建及改造提升农贸市场6个。", [("农贸市场", "increment", 6, "个")]),
    ("生产事故起数和死亡人数分别下降10%以上。", [("生产事故起数", "change", 10, "%"), ("死亡人数", "change", 10, "%")]),
    ("改造老旧小区27个、惠及群众6200户。", [("老旧小区", "increment", 27, "个")]),
    ("建成国家级产业园1个、省级3个。", [("国家级产业园", "increment", 1, "个"), ("省级产业园", "increment", 3, "个")]),
    ("灌溉水有效利用系数提高到0.56，系统升级到2.0。", [("灌溉水有效利用系数", "level", 0.56, "")]),
    ("规划建设日处理能力5万吨的污水处理厂2座。", [("日处理能力5万吨的污水处理厂", "increment", 2, "座")]),
    ("设立科创母基金，首期规模100亿元。", [("科创母基金首期规模", "level", 100, "亿元")]),
    ("各区建有1所公办学校，全部镇均建有1所以上中心幼儿园。",
     [("公办学校", "level", 1, "所"), ("中心幼儿园", "level", 1, "所")]),
    ("共募集社会捐赠5亿元以上，年均销售福利彩票30亿元以上。",
     [("社会捐赠", "increment", 5, "亿元"), ("福利彩票", "increment", 30, "亿元")]),
    ("公共卫生服务项目达到11大类37项。", [("公共卫生服务项目", "level", 11, "大类"), ("公共卫生服务项目", "level", 37, "项")]),
    ("整治125个村庄（包括63个省级补助村），改善提升名镇2个。",
     [("村庄", "increment", 125, "个"), ("名镇", "increment", 2, "个")]),
    ("加快软件路、锦绣路等17条道路建设。", [("道路建设", "increment", 17, "条")]),
    ("服务设施面积达到每百户30平米以上。", [("服务设施面积", "level", 30, "平米")]),
    ("粮食产量要继续保持1.4万亿斤左右的高水平。", [("粮食产量", "level", 1.4, "万亿斤")]),
    ("国内生产总值增长5%左右。经济增长预期目标为5%左右，既是稳就业的需要，也有条件支撑。",
     [("国内生产总值", "change", 5, "%")]),
    ("完成1亿人居住的棚户区改造。", [("棚户区改造", "increment", 1, "亿人")]),
    ("地区生产总值增长9%（按可比价计算），占全省比重提高2个多百分点。",
     [("地区生产总值", "change", 9, "%"), ("地区生产总值占全省比重", "change", 2, "个百分点")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[t for t, _ in SAID])
def test_what_a_sentence_sets(text: str, expected: list[Row]) -> None:
    assert [(t.indicator, t.measure, t.value, t.unit) for t in _targets(text)] == expected


NONE = [
    "办好10件民生实事。",
    "解决13亿中国人的吃饭问题始终是头等大事。",
    "项目涉及42个村，总投资1.24亿元，亩均投资2000元。",
    "验收不合格的，扣减下年度资金20%。",
    "按上年度实际缴纳失业保险费的60%返还。",
    "保持6%一档的税率不变。",
    "按照每3万居民规划设置1个社区卫生服务中心。",
]


@pytest.mark.parametrize("text", NONE)
def test_what_sets_nothing(text: str) -> None:
    assert _targets(text) == []


def test_an_item_that_names_a_standard_is_no_heading_of_conditions() -> None:
    text = "8.医保参保率达到97%，财政补助标准提高到700元。\n各位代表！一般性支出压减10%。"
    assert [t.value for t in _targets(text)] == [97, 700, 10]


def test_what_is_paid_by_last_year_s_wages_is_no_past() -> None:
    text = "对不裁员的企业，按企业上年度实际缴费的60%返还。开展职业技能培训50万人次。"
    assert [t.indicator for t in _targets(text)] == ["职业技能培训"]


def test_a_time_goes_over_a_semicolon_only_from_where_the_list_begins() -> None:
    text = "“十五五”期间，关停机组5000万千瓦，今年要关停1000万千瓦；五年淘汰炼铁产能1亿吨。"
    assert [(t.indicator, t.deadline) for t in _targets(text)][-1] == ("炼铁产能", "“十五五”期间")
    text = "今年发展主要预期目标是：国内生产总值增长5%；城镇新增就业1200万人。"
    assert [t.deadline for t in _targets(text)] == ["今年", "今年"]


def test_what_a_plan_tells_of_the_plan_before_is_past() -> None:
    text = "一、发展环境\n到2020年底，专利拥有量达到9.6件。\n二、主要目标\n到2025年，专利拥有量达到12件。"
    found = _facts(text, title="“十四五”知识产权规划", issued=None).targets
    assert [(t.value, t.kind) for t in found] == [(9.6, "achieved"), (12, "target")]


def test_a_plan_s_table_says_by_how_much_more_and_in_points() -> None:
    text = "主要指标\n指标\t2020年\t2025年\t累计增加值\n社会满意度（分）\t78.5\t82\t3.5"
    found = [(t.indicator, t.measure, t.value, t.unit) for t in _facts(text, issued="2021-01-01").targets]
    assert found == [("社会满意度", "level", 82, "分"), ("社会满意度", "change", 3.5, "分")]


OFFICES = [
    ("培训50万人次。（省金融局牵头，人民银行清河中心支行、省财政厅等部门配合）",
     [("省金融局", "lead"), ("人民银行清河中心支行", "participate"), ("省财政厅", "participate")]),
    ("由县农业农村局负责组织实施，县生态环境局协助做好监管。",
     [("县农业农村局", "responsible"), ("县生态环境局", "participate")]),
    ("任务\t责任单位\n办理质押融资\t保护科（牵头）、促进科", [("保护科", "lead"), ("促进科", "responsible")]),
    ("回收80万吨。（市商务局、市供销社分别牵头，市发改委参与）",
     [("市商务局", "lead"), ("市供销社", "lead"), ("市发改委", "participate")]),
    ("制定标准。（市市场监管局，各相关部门配合）", [("市市场监管局", "responsible"), ("各相关部门", "participate")]),
    ("培育名师工作室20个。责任科室：教师工作科、教师发展中心",
     [("教师工作科", "responsible"), ("教师发展中心", "responsible")]),
    ("加大投放。人民银行武原分行牵头，省金融办、省财政厅配合。",
     [("人民银行武原分行", "lead"), ("省金融办", "participate"), ("省财政厅", "participate")]),
    ("改扩建学校40所。（牵头领导：李明；责任科室：发展规划科）", [("发展规划科", "responsible")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OFFICES, ids=[t for t, _ in OFFICES])
def test_who_does_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.office, r.role) for r in _facts(f"一、任务\n{text}").responsibilities] == expected


def test_of_two_plans_that_a_heading_names_the_later_one_is_meant() -> None:
    heading = "二、“十三五”时期发展成就和“十四五”时期主要目标任务"
    found = _facts(
        f"{heading}\n主要目标是：常住人口城镇化率提高到65%，森林覆盖率达到24.1%。", issued="2021-03-05"
    ).targets
    assert [(t.kind, t.horizon, t.year) for t in found] == [("target", "multi", 2025)] * 2
