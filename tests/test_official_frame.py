"""What stands around the clauses of an official document: its contents, its imprint, and what its head says."""

import pytest

from policydiff.ingest.source import read_bytes, read_text
from policydiff.model import Head
from policydiff.parse.head import with_head
from policydiff.parse.tree import parse
from tests.reader_files import block, pdf

CONTENTS = {
    "tabs": "目　录\n一、总体目标\t1\n二、保障措施\t5",
    "leaders": "目录\n一、总体目标…………1\n二、保障措施.......5",
    "brackets": "目  次\n一、总体目标……（1）\n二、保障措施……（5）",
    "spaces": "目录\n一、总体目标 1\n二、保障措施 5",
    "no-pages": "目录\n一、总体目标\n二、保障措施",
    "an-entry-without-a-label": "目录\n一、总体目标\n二、保障措施\n名词解释",
}
BODY = "一、总体目标\n（一）新建学校5所。\n二、保障措施\n（一）加强领导。\n名词解释"


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS)
def test_a_list_of_contents_is_left_out_and_told(contents):
    source = read_text(f"年度工作要点\n{contents}\n{BODY}")
    assert source.text == f"年度工作要点\n{BODY}"
    assert [r.rule for r in source.repairs] == ["furniture-contents"]


def test_a_list_of_headings_that_all_come_again_is_contents_without_being_called_so():
    body = "一、管辖\n第一条　甲。\n二、回避\n第二条　乙。\n三、证据\n第三条　丙。\n四、附则\n第四条　丁。"
    assert read_text(f"某解释\n二、回避\n三、证据\n四、附则\n{body}").text == f"某解释\n{body}"


NO_CONTENTS = {
    "labelled-headings-of-two-parts": "上篇\n一、目标\n二、保障\n下篇\n一、目标\n二、保障",
    "headings-that-nothing-repeats": "目录\n一、甲\n二、乙\n各地要执行。",
    "a-table": "指标\t数量\n学校\t5\n医院\t3\n公园\t7",
    "a-catalogue": "目录\n由商务部门会同有关部门报国务院批准。",
}


@pytest.mark.parametrize("text", NO_CONTENTS.values(), ids=NO_CONTENTS)
def test_other_lists_stay(text):
    assert read_text(text).text == text


def test_contents_of_a_pdf_are_not_joined_to_the_body():
    lines = ["目录", "一、总体目标......................................1", "二、保障措施......................................5",
             "一、总体目标", "坚持稳中求进。", "二、保障措施"]  # fmt: skip
    assert read_bytes(pdf(block(lines)), "a.pdf").text.splitlines() == lines[3:]


IMPRINT = {
    "copied": "抄送：市委办公室，市人大常委会办公室。",
    "copied-over-two-lines": "抄送：市委办公室，\n市人大常委会办公室。",
    "printed": "某某市人民政府办公室　2024年3月2日印发",
    "printed-with-spaces": "某某市人民政府办公室 2024 年 3 月 2 日 印发",
    "copies": "（共印300份）",
    "subjects": "主题词：教育　工作　要点",
}


@pytest.mark.parametrize("imprint", IMPRINT.values(), ids=IMPRINT)
def test_the_imprint_is_no_clause(imprint):
    source = read_text(f"一、目标\n（一）新建学校5所。\n{imprint}")
    assert source.text == "一、目标\n（一）新建学校5所。"
    assert "furniture-imprint" in {r.rule for r in source.repairs}


def test_who_is_told_to_send_copies_stays():
    text = "一、报送\n抄送有关部门备案。\n国务院办公厅2024年3月2日印发的《办法》同时废止。"
    assert read_text(text).text == text


NOTICE = "某政发〔2024〕8号\n某市人民政府关于印发要点的通知\n各区人民政府：\n现印发给你们。\n{signed}\n{date}\n工作要点\n一、目标"
HEADS = {
    "spaces": (NOTICE.format(signed="某市人民政府", date="2024 年 3 月 1 日").replace("〕8号", "〕 8 号"), "工作要点", "某政发〔2024〕8号", "某市人民政府", "2024-03-01"),
    "brackets": (NOTICE.format(signed="某市人民政府", date="二Ｏ二四年三月一日").replace("〔2024〕", "【2024】"), "工作要点", "某政发【2024】8号", "某市人民政府", "2024-03-01"),
    "joint-on-lines": (NOTICE.format(signed="国家发展改革委\n财政部", date="2024年3月1日"), "工作要点", "某政发〔2024〕8号", "国家发展改革委、财政部", "2024-03-01"),
    "joint-on-a-line": (NOTICE.format(signed="国家发展改革委　　财政部", date="2024年3月1日"), "工作要点", "某政发〔2024〕8号", "国家发展改革委、财政部", "2024-03-01"),
    "characters-apart": (NOTICE.format(signed="国 务 院", date="2024年3月1日"), "工作要点", "某政发〔2024〕8号", "国务院", "2024-03-01"),
    "an-attachment-above": (NOTICE.format(signed="附：任务分工表\n某市人民政府", date="2024年3月1日"), "工作要点", "某政发〔2024〕8号", "某市人民政府", "2024-03-01"),
    "an-addressee-above": (NOTICE.format(signed="此致\n某省人民政府\n某市人民政府", date="2024年3月1日"), "工作要点", "某政发〔2024〕8号", "某市人民政府", "2024-03-01"),
    "an-order": (
        "中华人民共和国国务院令\n第707号\n《条例》已经通过，现予公布。\n总理　李某某\n2018年12月18日\n某条例\n第一条　甲。",
        "某条例", "中华人民共和国国务院令第707号", "国务院", "2018-12-18",
    ),
    "an-order-by-its-short-name": ("国令第 797 号\n现公布《决定》。\n总理　李 某\n2024年12月6日\n关于修改的决定\n第一条　甲。", "关于修改的决定", "国令第797号", "国务院", "2024-12-06"),
    "an-order-in-one-line": (
        "公安部令第162号\n《规定》已经通过，现予公布。\n部长　王某\n2020年1月2日\n某规定\n第一条　甲。", "某规定", "公安部令第162号", "公安部", "2020-01-02",
    ),
    "parts-left-out": (
        "转发报告的通知\n各省人民政府：\n现转发给你们。\n国务院办公厅\n1997年3月1日\n（本文有删减）\n关于工作的报告\n国务院：\n一、甲。\n某局\n1997年2月1日",
        "关于工作的报告", None, "国务院办公厅", "1997-03-01",
    ),
    "a-letterhead": (f"某某市人民政府文件\n{NOTICE.format(signed='某市人民政府', date='2024年3月1日')}", "工作要点", "某政发〔2024〕8号", "某市人民政府", "2024-03-01"),
    "no-title": ("一、目标\n（一）新建学校5所。", None, None, None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "title", "number", "issuer", "issued"), HEADS.values(), ids=HEADS)
def test_what_a_text_says_of_itself(text, title, number, issuer, issued):
    head = with_head(parse(read_text(text).text, Head(id="x"))).head
    assert (head.title, head.doc_number, head.issuer, head.issued) == (title, number, issuer, issued)


def test_a_law_in_markdown():
    text = "# 某法\n\n- 2007 年 8 月 30 日第十届全国人民代表大会常务委员会第二十九次会议通过\n\n## 目录\n\n- 第一章 总则\n- 第二章 附则\n\n## 第一章 总则\n\n第一条 甲。\n\n## 第二章 附则\n\n第二条 乙。\n"
    document = with_head(parse(read_text(text, markdown=True).text, Head(id="x")))
    assert [c.id for c in document.clauses] == [
        "正文/¶1",
        "正文/¶2",
        "第一章",
        "第一章/第一条",
        "第二章",
        "第二章/第二条",
    ]
    assert (document.head.title, document.head.issued) == ("某法", "2007-08-30")


@pytest.mark.parametrize("bullet", ["——", "\uf06c", "\uf0b7", "▪", "◆", "●", "- ", "➢"])
def test_a_bullet_is_one_whatever_its_sign(bullet):
    text = read_text(f"一、目标\n{bullet}新建学校5所。").text
    assert [(c.id, c.kind) for c in parse(text, Head(id="x")).clauses] == [("一", "section"), ("一/——1", "bullet")]
