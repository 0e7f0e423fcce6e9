"""Who is told to do what: brackets, labelled lines, sentences, and rules for a whole document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from policydiff.facts.document import extract_facts
from policydiff.facts.responsibilities.brackets import read_bracket
from policydiff.facts.responsibilities.offices import OfficeNames, looks_like_office
from policydiff.model import Head, Responsibility
from policydiff.parse.tree import parse
from tests.strategies import ANY_TEXTS

BRACKETS = [
    ("战略规划司负责", [("战略规划司", "responsible")]),
    ("联席办负责", [("联席办", "responsible")]),
    ("战略规划司负责。", [("战略规划司", "responsible")]),
    (
        "运用促进司负责，公共服务司、专利局初审流程部，商标局参与",
        [("运用促进司", "responsible"), ("公共服务司", "participate"), ("专利局初审流程部", "participate"), ("商标局", "participate")],
    ),
    ("局内有关部门按职责分工负责", [("局内有关部门", "shared")]),
    ("战略规划司、运用促进司分别负责", [("战略规划司", "shared"), ("运用促进司", "shared")]),
    ("教育部牵头，财政部等部门配合", [("教育部", "lead"), ("财政部", "participate")]),
    ("由教育部牵头负责，2020年底前完成", [("教育部", "lead")]),
    ("办公室等负责，年内持续推进", [("办公室", "responsible")]),
    ("商务部指导，供销合作总社参与", [("商务部", "guide"), ("供销合作总社", "participate")]),
    ("在生态环境部指导下，各地区负责", [("生态环境部", "guide"), ("各地区", "responsible")]),
    ("生态环境部指导，试点城市政府负责落实", [("生态环境部", "guide"), ("试点城市政府", "responsible")]),
    ("负责部门：商标局、专利局；适用范围：自贸试验区", [("商标局", "responsible"), ("专利局", "responsible")]),
    ("牵头单位：区发改局；配合单位：区财政局、各镇（街道）", [("区发改局", "lead"), ("区财政局", "participate"), ("各镇（街道）", "participate")]),
    ("责任领导：张三；责任单位：区教育局", [("区教育局", "responsible")]),
    ("牵头单位：州司法局；责任单位：州委编办，各县市人民政府，6月底完成", [("州司法局", "lead"), ("州委编办", "responsible"), ("各县市人民政府", "responsible")]),
    ("发展改革委会同有关部门负责", [("发展改革委", "responsible"), ("有关部门", "participate")]),
    ("国家发展改革委（牵头）、财政部、商务部负责", [("国家发展改革委", "lead"), ("财政部", "responsible"), ("商务部", "responsible")]),
    ("扶贫办、全国总工会等和各省级人民政府负责", [("扶贫办", "responsible"), ("全国总工会", "responsible"), ("各省级人民政府", "responsible")]),
    ("教育部和财政部负责", [("教育部", "responsible"), ("财政部", "responsible")]),
    ("文化和旅游部、粮食和储备局、中央和国家机关工委负责", [("文化和旅游部", "responsible"), ("粮食和储备局", "responsible"), ("中央和国家机关工委", "responsible")]),
    ("各级党委和政府负责", [("各级党委和政府", "responsible")]),
    ("各省、自治区、直辖市人民政府负责", [("各省、自治区、直辖市人民政府", "responsible")]),
    ("人力资源社会保障部等有关部门和单位负责", [("人力资源社会保障部", "responsible")]),
    ("能源局等省有关部门和各市人民政府按职责分工负责", [("能源局", "shared"), ("各市人民政府", "shared")]),
    ("牵头单位：市发展改革委，配合单位：各区、县级市", [("市发展改革委", "lead"), ("各区", "participate"), ("县级市", "participate")]),
    ("牵头单位：教育局 配合单位：财政局、人社局", [("教育局", "lead"), ("财政局", "participate"), ("人社局", "participate")]),
    ("责任单位：经开区、和平区政府", [("经开区", "responsible"), ("和平区政府", "responsible")]),
    ("责任单位：市公安局 市财政局", [("市公安局", "responsible"), ("市财政局", "responsible")]),
    ("责任领导：张某，责任单位：教育局，完成时限：9月底前", [("教育局", "responsible")]),
    ("国务院审改办牵头,各地区、各部门负责", [("国务院审改办", "lead"), ("各地区", "responsible"), ("各部门", "responsible")]),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), BRACKETS, ids=[b for b, _ in BRACKETS])
def test_reads_a_bracket(inner: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.office, p.role) for p in read_bracket(inner, 0, len(inner)).assigned] == expected


NO_BRACKETS = [
    "专利", "TISC", "以下简称“负责单位”", "对本级人民代表大会负责的机关", "实行首长负责制", "谁主管谁负责", "已全部落实",
    "详见附件", "含牵头单位", "按可比价格计算", "2020年6月底前完成", "国发〔2019〕4号", "张三，负责人",
]  # fmt: skip


@pytest.mark.parametrize("inner", NO_BRACKETS)
def test_a_bracket_that_only_mentions_it_is_none(inner: str) -> None:
    assert read_bracket(inner, 0, len(inner)).assigned == []


def test_offsets_are_those_of_the_units() -> None:
    text = "开展试点（由运用促进司、 商标局等负责）"
    parts = read_bracket(text, 5, len(text) - 1).assigned
    assert [text[p.start : p.end] for p in parts] == [p.office for p in parts] == ["运用促进司", "商标局"]


def _found(text: str, form: str = "bracket") -> list[Responsibility]:
    return [r for r in extract_facts(parse(text, Head(id="x"))).responsibilities if r.form == form]


def test_tasks_run_from_bracket_to_bracket() -> None:
    text = "三、政策\n（五）夯实体系。推进强省建设。（运用促进司负责）加强指导。（战略规划司负责，商标局参与）"
    tasks = {r.office: text[r.task.start : r.task.end] for r in _found(text)}
    assert tasks == {"运用促进司": "推进强省建设。", "战略规划司": "加强指导。", "商标局": "加强指导。"}
    assert {text[r.start : r.end] for r in _found(text)} == {"（运用促进司负责）", "（战略规划司负责，商标局参与）"}
    assert {r.clause for r in _found(text)} == {"三/（五）"}


def test_a_bracket_on_its_own_line_speaks_of_the_line_above() -> None:
    text = "一、任务\n1.完善统计制度。\n（责任单位：统计局）"
    (found,) = _found(text)
    assert (found.office, text[found.task.start : found.task.end]) == ("统计局", "完善统计制度。")


def test_first_place_leads_from_its_bracket_on() -> None:
    text = (
        "一、减负。（财政部负责）\n二、就业。（人力资源社会保障部、财政部负责。列第一位者为牵头单位，下同）\n"
        "三、培训。（教育部、科技部，各省级人民政府按职责分工负责）\n四、服务。（商务部牵头，财政部参与）"
    )
    assert [(r.office, r.role) for r in _found(text)] == [
        ("财政部", "responsible"),
        ("人力资源社会保障部", "lead"), ("财政部", "responsible"),
        ("教育部", "lead"), ("科技部", "shared"), ("各省级人民政府", "shared"),
        ("商务部", "lead"), ("财政部", "participate"),
    ]  # fmt: skip


def test_first_place_may_be_stated_outside_a_bracket() -> None:
    text = "任务分工如下，列在第一位的为牵头单位。\n一、减负。（财政部、税务总局负责）\n二、培训。（教育部、科技部）"
    assert [(r.office, r.role) for r in _found(text)][:2] == [("财政部", "lead"), ("税务总局", "responsible")]


def test_a_rule_adds_a_unit_to_every_later_bracket() -> None:
    text = (
        "一、试点。（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）\n"
        "二、减量。（农业农村部指导）\n三、评估。（试点城市政府负责）"
    )
    found = _found(text)
    assert [(r.office, r.role) for r in found] == [
        ("生态环境部", "guide"), ("试点城市政府", "responsible"),
        ("农业农村部", "guide"), ("试点城市政府", "responsible"),
        ("试点城市政府", "responsible"),
    ]  # fmt: skip
    rules = [text[r.implied_by.start : r.implied_by.end] if r.implied_by else None for r in found]
    assert rules == [None, None, None, "以下均需试点城市政府落实", None]


RULES = [
    "以下政策措施均需县区政府、园区管委会落实，不再单独列出",
    "以下任务责任单位均含县区政府、园区管委会",
    "县区政府、园区管委会均为以下各项任务责任单位",
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_may_be_worded_in_several_ways(rule: str) -> None:
    text = f"一、扶持企业。（责任单位：市工信局。{rule}）\n二、减税。（责任单位：市税务局）"
    assert [(r.office, bool(r.implied_by)) for r in _found(text)] == [
        ("市工信局", False), ("市税务局", False), ("县区政府", True), ("园区管委会", True),
    ]  # fmt: skip


def test_the_task_of_a_law_keeps_its_object() -> None:
    text = "第一条　疫情通报，由卫生部门会同有关部门办理。\n第二条　海关负责查验。"
    tasks = {r.office: text[r.task.start : r.task.end] for r in _found(text, "sentence")}
    assert tasks == {
        "卫生部门": "疫情通报，由卫生部门会同有关部门办理。",
        "有关部门": "疫情通报，由卫生部门会同有关部门办理。",
        "海关": "查验。",
    }


def test_a_heading_is_the_task_where_nothing_else_is() -> None:
    text = "一、推进节能。（能源局负责）"
    (found,) = _found(text)
    assert text[found.task.start : found.task.end] == "推进节能。"


def test_labelled_lines() -> None:
    text = "一、任务\n（一）完善制度\n建立台账。\n牵头单位：发展改革局；配合单位：财政局、各镇街"
    found = _found(text, "sentence")
    assert [(r.office, r.role, text[r.task.start : r.task.end]) for r in found] == [
        ("发展改革局", "lead", "建立台账。"), ("财政局", "participate", "建立台账。"), ("各镇街", "participate", "建立台账。"),
    ]  # fmt: skip


def test_lines_below_a_task_speak_of_the_task() -> None:
    text = "一、任务\n1.新建天桥2座。\n牵头单位：县住建局\n配合单位：县财政局\n责任领导：张某\n完成时限：9月底前"
    facts = extract_facts(parse(text, Head(id="x")))
    assert [(r.office, text[r.task.start : r.task.end]) for r in facts.responsibilities] == [
        ("县住建局", "新建天桥2座。"), ("县财政局", "新建天桥2座。"),
    ]  # fmt: skip
    assert [t.deadline for t in facts.targets] == ["9月底前"]


def test_a_bracket_gives_its_deadline() -> None:
    facts = extract_facts(parse("一、任务。新建天桥2座。（牵头单位：县住建局；完成时限：9月1日前）", Head(id="x")))
    assert [t.deadline for t in facts.targets] == ["9月1日前"]


SENTENCES = [
    ("公安部负责维护供应场所的治安秩序。", [("公安部", "responsible")]),
    ("由铁道部、交通部负责应急粮食的运输。", [("铁道部", "responsible"), ("交通部", "responsible")]),
    ("该项工作由教育部牵头推进。", [("教育部", "lead")]),
    ("教育部会同有关部门研究制定办法。", [("教育部", "responsible"), ("有关部门", "participate")]),
    ("商务部会同财政部建立报告制度。", [("商务部", "responsible"), ("财政部", "responsible")]),
    ("疫情由卫生部门会同有关部门办理。", [("卫生部门", "responsible"), ("有关部门", "participate")]),
    (
        "目录由商务部门会同国家密码管理部门等有关部门报国务院批准。",
        [("商务部门", "responsible"), ("国家密码管理部门", "responsible")],
    ),
    ("采用农业主管部门会同有关部门认定的方法。", []),
    ("引导全社会参与，鼓励企业参与职业教育。", []),
    ("实行行政首长负责制，党委对本地区负责。", []),
    ("企业负责人要加强管理。", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[t for t, _ in SENTENCES])
def test_sentences_without_a_bracket(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.office, r.role) for r in _found("一、职责\n" + text, "sentence")] == expected


def test_an_unreadable_bracket_is_noted() -> None:
    facts = extract_facts(parse("一、任务。推进试点（教育部、谁主管的负责）。", Head(id="x")))
    assert facts.responsibilities == ()
    assert [n.code for n in facts.notes] == ["responsibility-unread"]


SAME_OFFICE = [
    ("发展改革委", "国家发展改革委", "国家发展和改革委员会", "国家发改委"),
    ("工业和信息化部", "工信部"),
    ("卫生健康委", "国家卫生健康委员会", "卫健委"),
    ("知识产权局", "国家知识产权局"),
    ("各地方知识产权局", "各地知识产权局", "地方知识产权局"),
    ("市发展改革委", "市发展和改革委员会", "市发改委"),
    ("各省（区、市）人民政府", "各省(区、市)人民政府", "各省级人民政府"),
]


@pytest.mark.parametrize("names", SAME_OFFICE, ids=[n[0] for n in SAME_OFFICE])
def test_names_of_one_office(names: tuple[str, ...]) -> None:
    units = OfficeNames()
    assert len({units.normal(n) for n in names}) == 1


def test_different_offices_stay_apart() -> None:
    units = OfficeNames()
    assert units.normal("市发展改革委") != units.normal("发展改革委")
    assert units.normal("运用促进司") == "运用促进司"


def test_a_user_adds_names() -> None:
    units = OfficeNames().extended({"战略规划司": ["规划司", "规划发展司"]})
    text = "一、任务。编制规划。（规划司负责）"
    (found,) = extract_facts(parse(text, Head(id="x")), units=units).responsibilities
    assert (found.office, found.office_key) == ("规划司", "战略规划司")


@pytest.mark.parametrize(
    "name", ["专利局初审流程部", "各省（区、市）人民政府", "空管委办公室", "共青团中央", "北京冬奥组委"]
)
def test_looks_like_an_office(name: str) -> None:
    assert looks_like_office(name)


@pytest.mark.parametrize("name", ["谁主管", "对本级政府", "责任单位", "第2020号部", "完成任务的部门"])
def test_does_not_look_like_an_office(name: str) -> None:
    assert not looks_like_office(name)


@settings(max_examples=60)
@given(ANY_TEXTS)
def test_quotes_and_tasks_lie_in_the_document(text: str) -> None:
    document = parse(text, Head(id="x"))
    for found in extract_facts(document).responsibilities:
        assert document.text[found.start : found.end] == found.quote
        assert 0 <= found.task.start <= found.task.end <= len(document.text)
        assert found.implied_by or found.office in found.quote
