import pytest
from hypothesis import given

from policydiff.model import Document, Head
from policydiff.parse.head import with_head
from policydiff.parse.tree import parse
from policydiff.text.official.dates import iso_date
from policydiff.text.official.labels import label_number, read_marker
from policydiff.text.script import to_simplified
from tests.strategies import ANY_TEXTS

HEAD = Head(id="试")


def ids(text: str) -> list[str]:
    return [c.id for c in parse(text, HEAD).clauses]


@pytest.mark.parametrize(
    ("line", "family", "label", "number"),
    [
        pytest.param("一、总体要求", "section", "一", 1, id="section"),
        pytest.param("二十三、附则", "section", "二十三", 23, id="section-two-digits"),
        pytest.param("（五）夯实工作体系。", "item", "（五）", 5, id="item"),
        pytest.param("(五)夯实工作体系。", "item", "(五)", 5, id="item-half-width"),
        pytest.param("1.2020年任务清单", "arabic", "1", 1, id="arabic-before-a-year"),
        pytest.param("3．加强指导", "arabic", "3", 3, id="arabic-full-width"),
        pytest.param("１．加强指导", "arabic", "１", 1, id="arabic-of-full-width-digits"),
        pytest.param("1 . 加强指导", "arabic", "1", 1, id="arabic-with-a-space-before-the-stop"),
        pytest.param("⒊加强指导", "arabic", "⒊", 3, id="arabic-in-one-character"),
        pytest.param("㈡夯实工作体系。", "item", "㈡", 2, id="item-in-one-character"),
        pytest.param("（1）加强指导", "bracketed", "（1）", 1, id="bracketed"),
        pytest.param("（１２）加强指导", "bracketed", "（１２）", 12, id="bracketed-full-width-digits"),
        pytest.param("⑷加强指导", "bracketed", "⑷", 4, id="bracketed-in-one-character"),
        pytest.param("2）加强指导", "half_bracketed", "2）", 2, id="half-bracketed"),
        pytest.param("2)加强指导", "half_bracketed", "2)", 2, id="half-bracketed-half-width"),
        pytest.param("第１２条　国家", "article", "第１２条", 12, id="article-of-full-width-digits"),
        pytest.param("③加强指导", "circled", "③", 3, id="circled"),
        pytest.param("——知识产权创造。", "dash", "——", None, id="dash"),
        pytest.param("第一章　总　则", "chapter", "第一章", 1, id="chapter"),
        pytest.param("第三章监督检查", "chapter", "第三章", 3, id="chapter-without-a-space"),
        pytest.param("第二节 保密制度", "division", "第二节", 2, id="division"),
        pytest.param("第一编　总则", "part", "第一编", 1, id="part"),
        pytest.param("第十条之一　国家秘密", "article", "第十条之一", 10, id="inserted-article"),
        pytest.param("第二十条国家实行", "article", "第二十条", 20, id="article-without-a-space"),
        pytest.param("附件：1.任务清单", "attachment", "附件", None, id="attachment-list"),
        pytest.param("附件2", "attachment", "附件2", 2, id="attachment-heading"),
        pytest.param("4.2.1　应急响应", "decimal3", "4.2.1", None, id="decimal-three-levels"),
    ],
)
def test_a_label_is_read(line, family, label, number):
    marker = read_marker(line)
    assert marker is not None
    assert (marker.family.name, marker.label, marker.number) == (family, label, number)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("第十条规定的事项，由国务院另行规定。", id="reference-to-an-article"),
        pytest.param("第二款、第三款同。", id="reference-to-a-paragraph"),
        pytest.param("1.5万亿元以上", id="decimal-number"),
        pytest.param("一是加强领导。", id="enumeration-in-prose"),
        pytest.param("（一）、（二）项所列情形", id="reference-to-items"),
        pytest.param("（1994年1月5日国务院批准）", id="year-in-brackets"),
        pytest.param("——2024年3月5日在第十四届全国人民代表大会第二次会议上", id="occasion"),
        pytest.param("10 月底前完成", id="month-with-a-space"),
        pytest.param("2019）年度预算", id="year-behind-a-bracket"),
        pytest.param("1）、2）项所列情形", id="reference-to-half-brackets"),
        pytest.param("3 .5万亿元以上", id="decimal-number-with-a-space"),
        pytest.param("附件所列单位应当按期报送。", id="attachment-in-prose"),
    ],
)
def test_what_looks_like_a_label_is_none(line):
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("一百零五", 105), ("二〇", 20), ("１２", 12), ("㈩", 10)],
)
def test_numbers_of_labels(written, value):
    assert label_number(written) == value


def test_numbering_that_runs_on_and_starts_again():
    text = "一、总体要求\n（一）甲\n（二）乙\n（三）丙\n二、指标\n（一）丁。\n（二）戊。\n三、政策\n（三）己。\n四、统计\n（四）庚。"
    document = parse(text, HEAD)
    assert [c.id for c in document.clauses if c.level == 2] == [
        "一/（一）", "一/（二）", "一/（三）", "二/（一）", "二/（二）", "三/（三）", "四/（四）",
    ]  # fmt: skip
    assert document.notes == ()


def test_a_gap_in_the_numbering_is_noted():
    notes = parse("一、甲\n三、乙", HEAD).notes
    assert [(n.code, n.clause, dict(n.values)["expected"]) for n in notes] == [("numbering-gap", "三", "2")]


def test_articles_paragraphs_and_items():
    text = (
        "第一章　总则\n第一条　为了保守国家秘密，制定本法。\n第二条　下列事项是国家秘密：\n（一）国防；\n（二）外交。\n"
        "国家秘密受法律保护。\n前款所称机关：\n（一）中央机关；\n（二）地方机关。\n第三条　（目的）任何单位不得泄密。"
    )
    assert ids(text) == [
        "第一章", "第一章/第一条", "第一章/第二条", "第一章/第二条/（一）", "第一章/第二条/（二）", "第一章/第二条/¶2",
        "第一章/第二条/¶3", "第一章/第二条/¶3/（一）", "第一章/第二条/¶3/（二）", "第一章/第三条",
    ]  # fmt: skip
    assert parse(text, HEAD).clauses[-1].heading == "目的"


def test_a_notice_around_a_body():
    text = (
        "关于印发《指引（2020）》的通知\n国知发运字〔2020〕13号\n局机关各部门：\n现予印发。\n特此通知。\n国家知识产权局\n"
        "2020年4月20日\n（此件公开发布）\n指引（2020）\n为做好工作，制定本指引。\n一、总则\n甲乙丙。"
    )
    document = parse(text, HEAD)
    assert [(c.id, c.kind) for c in document.clauses] == [
        ("通知/¶1", "title"), ("通知/¶2", "number"), ("通知/¶3", "salutation"), ("通知/¶4", "notice"),
        ("通知/¶5", "notice"), ("通知/¶6", "signature"), ("通知/¶7", "date"), ("通知/¶8", "notice"),
        ("正文/¶1", "title"), ("正文/¶2", "paragraph"), ("一", "section"), ("一/¶1", "paragraph"),
    ]  # fmt: skip


def test_a_sign_off_at_the_end_belongs_to_no_clause():
    document = parse("一、甲\n做好工作。\n国务院办公厅\n2018年12月29日", HEAD)
    assert [(c.id, c.kind, c.parent) for c in document.clauses[-2:]] == [
        ("落款/¶1", "signature", None), ("落款/¶2", "date", None),
    ]  # fmt: skip


def test_attachments_listed_but_absent_are_noted_and_what_follows_is_not_inside():
    document = parse("一、甲\n做好工作。\n附件：1.2020年任务清单\n2.分类表\n国家知识产权局\n2020年4月20日", HEAD)
    assert [c.id for c in document.clauses] == ["一", "一/¶1", "附件", "附件/1", "附件/2", "落款/¶1", "落款/¶2"]
    assert [(n.code, n.clause) for n in document.notes] == [
        ("attachment-absent", "附件/1"), ("attachment-absent", "附件/2"),
    ]  # fmt: skip


def test_an_attachment_that_is_there_holds_its_clauses():
    document = parse("一、甲\n附件：任务清单\n附件1\n任务清单\n一、乙", HEAD)
    assert [c.id for c in document.clauses] == ["一", "附件", "附件1", "附件1/¶1", "附件1/一"]
    assert document.notes == ()


def test_a_table_of_contents_is_not_the_body():
    document = parse(
        "某法\n目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。", HEAD
    )
    assert [c.id for c in document.clauses if c.label] == ["第一章", "第一章/第一条", "第二章", "第二章/第二条"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("（五）夯实工作体系。深入推进强省建设。", "夯实工作体系", id="run-in"),
        pytest.param("一、总体要求", "总体要求", id="own-line"),
        pytest.param("（一）审批时限压减至20天。", None, id="a-sentence-alone-is-no-heading"),
        pytest.param("（一）国防和武装力量活动中的秘密事项；", None, id="list-item"),
    ],
)
def test_headings(text, heading):
    assert parse(text, HEAD).clauses[0].heading == heading


def test_a_sentence_with_clauses_under_it_is_their_heading():
    assert parse("（三）基本原则。\n坚持问题导向。", HEAD).clauses[0].heading == "基本原则"


def assert_tiles(document: Document) -> None:
    at = 0
    for clause in document.clauses:
        assert not document.text[at : clause.start].strip()
        assert document.text[clause.start : clause.end] == clause.text
        assert clause.start <= clause.body <= clause.end
        assert clause.text.startswith(clause.label)
        at = clause.end
    assert not document.text[at:].strip()
    assert len({c.id for c in document.clauses}) == len(document.clauses)
    seen: set[str | None] = {None}
    for clause in document.clauses:
        assert clause.parent in seen
        seen.add(clause.id)


@given(ANY_TEXTS)
def test_clauses_tile_any_text(text):
    assert_tiles(parse(text, HEAD))


def test_the_head_is_read_from_the_text_and_what_is_known_wins():
    text = "政 府 工 作 报 告\n——2014年2月19日在第三次会议上\n各位代表：\n现在报告工作。\n一、回顾"
    head = with_head(parse(text, Head(id="x", issuer="某区人民政府"))).head
    assert (head.title, head.issued, head.issuer) == ("政府工作报告", "2014-02-19", "某区人民政府")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020年4月20日", "2020-04-20"),
        ("二〇〇五年六月十一日", "2005-06-11"),
        ("2020年13月1日", None),
        ("2020年底", None),
    ],
)
def test_dates(written, iso):
    assert iso_date(written) == iso


def test_rows_of_a_table_are_clauses_of_their_own_kind():
    text = "一、分工\n序号\t主要任务\t责任单位\n1\t推进窗口融合\t运用促进司\n\t加强监管\t保护司\n按期完成。"
    document = parse(text, HEAD)
    assert [(c.id, c.kind) for c in document.clauses] == [
        ("一", "section"), ("一/¶1", "row"), ("一/¶2", "row"), ("一/¶3", "row"), ("一/¶4", "paragraph"),
    ]  # fmt: skip
    assert document.by_id["一/¶3"].text == "\t加强监管\t保护司"


def test_traditional_script_has_the_same_tree_and_keeps_its_own_words():
    text = "辦法\n第一編　總則\n第一章　一般規定\n第一節　目的\n第一條　為保障權利，制定本法。\n第二條之一　（定義）本法所稱機關如下：\n（一）縣政府；\n附件：任務清單"
    one, other = parse(text, Head(id="x")), parse(to_simplified(text), Head(id="x"))
    assert [(c.id, c.kind, c.parent) for c in one.clauses] == [(c.id, c.kind, c.parent) for c in other.clauses]
    assert [c.kind for c in one.clauses] == [
        "title",
        "part",
        "chapter",
        "division",
        "article",
        "article",
        "item",
        "attachment",
    ]
    assert "\n".join(c.text for c in one.clauses) == text
    assert [c.label for c in one.clauses][1:6] == ["第一編", "第一章", "第一節", "第一條", "第二條之一"]
    assert [c.heading for c in one.clauses][1:6:4] == ["總則", "定義"]


@pytest.mark.parametrize(
    ("history", "issued", "issuer"),
    [
        pytest.param(
            [
                "2004年8月19日 某市第十二届人民代表大会常务委员会第十四次会议通过",
                "2020年12月30日 某市第十五届人民代表大会常务委员会第二十八次会议《关于修改部分地方性法规的决定》第二次修正）",
            ],
            "2020-12-30",
            "某市人民代表大会常务委员会",
            id="revised",
        ),
        pytest.param(
            [
                "（2008年4月23日中华人民共和国国务院令第523号公布　根据2023年7月20日《国务院关于修改和废止部分行政法规的决定》修订）"
            ],
            "2023-07-20",
            "国务院",
            id="on-one-line",
        ),
        pytest.param(
            ["1994年1月5日 国务院批准", "1994年1月25日 公安部令第16号发布"],
            "1994-01-25",
            "公安部",
            id="approved-and-issued",
        ),
        pytest.param(
            ["2012年2月15日 国务院第192次常务会议通过", "2012年6月1日 施行"],
            "2012-02-15",
            "国务院",
            id="in-force-is-later",
        ),
        pytest.param(["为做好2019年工作，制定本指引。"], None, None, id="none"),
    ],
)
def test_a_law_is_of_the_day_of_its_last_revision(history, issued, issuer):
    text = "\n".join(["某条例", *history, "第一条　为了规范管理，制定本条例。"])
    head = with_head(parse(text, HEAD)).head
    assert (head.issued, head.issuer) == (issued, issuer)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("（三）基本原则。\n坚持稳中求进。", "基本原则", id="an-item"),
        pytest.param("第二条　国家秘密受法律保护。\n一切国家机关都有保密的义务。", None, id="an-article"),
    ],
)
def test_a_short_sentence_above_others_is_their_heading_but_in_an_article(text, heading):
    assert parse(text, HEAD).clauses[0].heading == heading


def test_an_address_has_the_digits_of_other_versions():
    wide, narrow = (parse(text, HEAD).clauses for text in ("一、要求\n（１）甲。", "一、要求\n(1)甲。"))
    assert [c.id for c in wide] == [c.id for c in narrow] == ["一", "一/（1）"]


def test_the_title_ends_where_the_document_begins():
    text = "关于开展治理的通知\n一、总体要求\n坚持。\n某县人民政府\n2021年1月9日\n任务分工方案\n一、任务\n加强。"
    assert with_head(parse(text, HEAD)).head.title == "关于开展治理的通知"


def test_a_table_below_its_name_is_no_absent_attachment():
    rows = "序号\t任务\t责任单位\n1\t立法\t条法司"
    assert parse(f"一、要求\n坚持。\n附件：任务分工表\n{rows}", HEAD).notes == ()
    assert parse("一、要求\n坚持。\n附件：任务分工表", HEAD).notes != ()


def test_behind_a_call_to_the_audience_the_last_task_is_over():
    text = "二、今年工作\n（一）保障民生\n办好学校。\n各位代表！\n我们要巩固国防。\n三、结语\n让我们团结奋斗。"
    ids = [c.id for c in parse(text, Head(id="x")).clauses]
    assert ids == ["二", "二/（一）", "二/（一）/¶1", "二/¶1", "二/¶2", "三", "三/¶1"]
