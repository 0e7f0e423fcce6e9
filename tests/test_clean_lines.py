"""Which lines are one paragraph, in a text whose lines end inside sentences."""

import pytest

from policydiff.ingest.source import read_text

JOINED = {
    "an-open-bracket": (
        "压减至10个工作日以内。（人事\n司负责）\n（二）新建学校。",
        ["压减至10个工作日以内。（人事司负责）", "（二）新建学校。"],
    ),
    "a-word-that-ends-nothing": (
        "（一）到2025年底，时限压减至\n10个工作日以内。",
        ["（一）到2025年底，时限压减至10个工作日以内。"],
    ),
    "a-number-in-running-text": ("2025年，全市城镇新增就业\n5万人以上。", ["2025年，全市城镇新增就业5万人以上。"]),
    "a-comma": ("推进产教融合、校企合作，\n深入实施证书制度。", ["推进产教融合、校企合作，深入实施证书制度。"]),
    "a-line-that-begins-with-a-comma": (
        "城市轨道交通\n、地下综合管廊建设加快。",
        ["城市轨道交通、地下综合管廊建设加快。"],
    ),
    "a-title-in-its-marks": ("根据《\n宗教事务条例\n》，做好工作。", ["根据《宗教事务条例》，做好工作。"]),
    "a-link-on-its-own-line": (
        "五年来，我们贯彻\n民族区域自治法\n，支持少数民族。",
        ["五年来，我们贯彻民族区域自治法，支持少数民族。"],
    ),
    "a-link-before-its-abbreviation": (
        "改革持续深化。推动\n区域全面经济伙伴关系协定\n（RCEP）生效实施，建成自由贸易区。",
        ["改革持续深化。推动区域全面经济伙伴关系协定（RCEP）生效实施，建成自由贸易区。"],
    ),
    "a-subscript-on-its-own-line": ("细颗粒物（PM\n2.5\n）浓度下降。", ["细颗粒物（PM2.5）浓度下降。"]),
    "a-subscript-without-brackets": ("去年，广义货币M\n2\n增长13.6%。", ["去年，广义货币M2增长13.6%。"]),
    "an-articles-list": (
        "第八十六条　国务院由下列人员组成：\n总理，\n副总理若干人，\n秘书长。\n国务院实行总理负责制。",
        ["第八十六条　国务院由下列人员组成：总理，副总理若干人，秘书长。", "国务院实行总理负责制。"],
    ),
    "a-statutes-paragraph": (
        "第一条　为了保护，制定本法。\n第二条　前款规定的情形，应当由主管\n部门认定。",
        ["第一条　为了保护，制定本法。", "第二条　前款规定的情形，应当由主管部门认定。"],
    ),
    "a-date": ("第二条　本办法自2025年\n1月1日起施行。", ["第二条　本办法自2025年1月1日起施行。"]),
    "latin-words": (
        "按照《PCT international\napplication规则》办理，",
        ["按照《PCT international application规则》办理，"],
    ),
}
APART = {
    "a-heading": "加强组织领导\n各地要高度重视。",
    "a-heading-that-ends-like-a-verb": "（一）县域经济实力稳步提升\n2014年，全区生产总值完成274.4亿元。",
    "headings-with-odd-ends": "一、推进碳达峰碳中和\n我们要有序推进。\n二、规范行政行为\n各地要依法行政。\n三、加强科学普及\n加强科普。",
    "a-full-stop-lost": "推进城市更新。更换供水管线十公里\n优化营商环境。压减审批事项三十项。",
    "who-is-spoken-to": "各位代表，\n现在，我代表区人民政府作报告。",
    "an-abbreviation-behind-a-stop": "推动贸易自由化。\n（RCEP）生效实施，建成自由贸易区。",
    "labelled-with-letters": "申请材料\n（A）身份证明；\n（B）场地证明。",
    "labelled-items": "有下列情形之一的，\n（一）甲；\n（二）乙。",
    "a-quotation-of-several-paragraphs": "第三条修改为：“市人民政府负责。\n县人民政府配合。”",
    "a-bracket-never-closed": "推进改革（试点\n优化服务。\n加强监管。",
    "the-history-of-a-law": "2010年1月8日 常务委员会第三次会议通过\n2015年1月8日 常务委员会第九次会议修正",
    "offices-and-date": "国家知识产权局\n财政部\n2020年4月20日",
    "rows-of-a-table": "任务\t单位，\n建设\t教育局",
}


@pytest.mark.parametrize(("raw", "lines"), JOINED.values(), ids=JOINED)
def test_the_lines_of_one_sentence_are_one_paragraph(raw, lines):
    source = read_text(raw)
    assert source.text.split("\n") == lines
    assert {r.rule for r in source.repairs} == {"lines-joined"}
    assert all(raw[r.start : r.end] == r.before for r in source.repairs)


@pytest.mark.parametrize("raw", APART.values(), ids=APART)
def test_other_lines_stay_apart(raw):
    assert read_text(raw).text == raw


PARAGRAPH = "为全面贯彻党中央、国务院决策部署，提高知识产权创造质量，促进创新主体提升知识产权管理能力，制定本指引，请各地方认真组织实施并及时报送情况。"


@pytest.mark.parametrize("width", [24, 30, 41])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_text_cut_to_a_width_is_joined(width, indent):
    paragraphs = (
        [f"{indent}{label}{PARAGRAPH}" for label in ("一、", "（一）", "", "二、", "（二）", "")]
        if indent
        else [f"{label}、{PARAGRAPH}" for label in "一二三四五六"]
    )
    cut = "\n".join(line[at : at + width] for line in paragraphs for at in range(0, len(line), width))
    source = read_text(cut)
    assert source.text == read_text("\n".join(paragraphs)).text
    assert [note.code for note in source.notes] == ["lines-wrapped"]
