"""The table of old and new text as a Word document."""

import re
import zipfile
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from policydiff.model import Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.escape import legal
from policydiff.report.office.docx import render_docx
from policydiff.wording.interface import WORDS
from tests import outputs_sample

LANGS = ("zh", "en")
NAMES = ("plain", "unchanged", "hostile")

# The order of an element's children, which Word insists on (ECMA-376 part 1, annex A): those that the templates use.
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr shd spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b strike color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW shd vAlign",
    "tc": "tcPr bookmarkStart bookmarkEnd p",
    "tr": "trPr tc",
    "tbl": "tblPr tblGrid tr",
    "p": "pPr r hyperlink bookmarkStart bookmarkEnd",
    "sectPr": "headerReference footerReference pgSz pgMar cols",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
}
UNORDERED = {"p"}  # past the properties, runs and links come as the text has them


@cache
def written(name: str, lang: str, *, landscape: bool = True, changed_only: bool = False) -> bytes:
    """The landscape form, which has all that the upright one has; what this one has of its own is tested below."""
    return render_docx(getattr(outputs_sample, name)(), lang=lang, landscape=landscape, changed_only=changed_only)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def opened(name: str, lang: str = "zh") -> docx.document.Document:
    return docx.Document(BytesIO(written(name, lang)))


def text_table(document: docx.document.Document) -> docx.table.Table:
    return document.tables[-1]


def words(cell: docx.table._Cell, *, without: str = "Faint") -> str:
    """A cell's text; a reference to the other place of a moved passage is ours, not the document's."""
    return "\n".join("".join(r.text for r in p.runs if r.style.name != without) for p in cell.paragraphs)


def spaced(text: str) -> str:
    """Plain spaces for those that keep a number and its unit on one line."""
    return text.replace("\u00a0", " ")


def all_text(data: bytes) -> str:
    root = ElementTree.fromstring(parts(data)["word/document.xml"])
    return "\n".join(e.text or "" for e in root.iter(qn("w:t")))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_well_formed_and_named_in_the_package(name, lang):
    found = parts(written(name, lang))
    types = ElementTree.fromstring(found["[Content_Types].xml"])
    overrides = {e.get("PartName").lstrip("/") for e in types if e.get("PartName")}
    assert overrides == {n for n in found if n.endswith(".xml") and n != "[Content_Types].xml"}
    for content in (*found.values(), *parts(written(name, lang, landscape=False)).values()):
        ElementTree.fromstring(content)


@pytest.mark.parametrize("name", NAMES)
def test_children_stand_in_the_order_of_the_schema(name):
    for content in (*parts(written(name, "zh")).values(), *parts(written(name, "zh", landscape=False)).values()):
        for element in ElementTree.fromstring(content).iter():
            kind = element.tag.rpartition("}")[2]
            if kind not in ORDER or not element.tag.startswith(f"{{{docx.oxml.ns.nsmap['w']}}}"):
                continue
            order = ORDER[kind].split()
            children = [order.index(child.tag.rpartition("}")[2]) for child in element]
            assert min(children, default=0) == children[0] if kind in UNORDERED else children == sorted(children)


def test_page_is_landscape_a4_with_page_numbers_from_fields():
    section = opened("plain").sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    footer = section.footer._element
    assert [e.text.strip() for e in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert re.sub(r"\s", "", section.footer.paragraphs[0].text) == "第1页共1页"


def test_chinese_fonts_are_set_for_east_asian_text():
    styles = opened("plain").styles
    fonts = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == "仿宋"
    assert styles["Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"
    assert styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"


def test_every_table_with_a_header_repeats_it_on_every_page():
    for table in opened("plain").tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(r._tr.trPr is None or r._tr.trPr.find(qn("w:tblHeader")) is None for r in table.rows[1:])
    assert [c.text for c in text_table(opened("plain")).rows[0].cells] == ["2019", "2020", "变化"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_columns_hold_each_clause_whole(lang):
    """Nothing of either text is lost, said twice or changed on its way into the table."""
    comparison = outputs_sample.plain()
    rows = text_table(opened("plain", lang)).rows[1:]
    assert len(rows) == len(comparison.changes)
    for row, change in zip(rows, comparison.changes, strict=True):
        for cell, ids, document in ((0, change.old, comparison.old), (1, change.new, comparison.new)):
            assert words(row.cells[cell]) == "\n".join(document.by_id[i].text for i in ids)


def styled(cell: docx.table._Cell) -> dict[str, str]:
    found: dict[str, str] = {}
    for run in (r for p in cell.paragraphs for r in p.runs):
        found[run.style.name] = found.get(run.style.name, "") + run.text
    return found


def row_of(document: docx.document.Document, needle: str) -> docx.table._Row:
    return next(r for r in text_table(document).rows if any(needle in c.text for c in r.cells))


def test_changed_words_carry_the_style_of_their_mark():
    row = row_of(opened("plain"), "商标网上申请比例")
    assert "5个月" in styled(row.cells[0])["Deleted"]
    assert "4个月" in styled(row.cells[1])["Inserted"]
    assert "Deleted" not in styled(row.cells[1])


def test_marks_differ_without_colour():
    styles = opened("plain").styles
    assert styles["Inserted"].font.underline is True
    assert styles["Deleted"].font.strike is True
    assert styles["Form Only"].font.underline not in (None, False, True)  # a kind of its own
    assert styles["Moved"].font.underline not in (None, False, True, styles["Form Only"].font.underline)


@pytest.mark.parametrize(
    ("needle", "side", "mark"),
    [("复工复产。落实", 1, "＋ 新增"), ("（一）人才", 0, "－ 取消")],
    ids=["added", "dropped"],
)
def test_a_whole_clause_is_marked_in_the_last_column_only(needle, side, mark):
    row = row_of(opened("plain"), needle)
    assert not {"Inserted", "Deleted"} & styled(row.cells[side]).keys()
    assert row.cells[1 - side].text == "（无对应条款）"
    assert row.cells[2].paragraphs[0].text == mark


def test_what_became_of_targets_and_units_stands_beside_the_clause():
    text = spaced(row_of(opened("plain"), "商标网上申请比例").cells[2].text)
    assert "目标：商标注册平均审查周期 ▼ 收紧 1 个月" in text
    assert "责任：人事司 不再承担（负责）" in row_of(opened("plain"), "（一）人才").cells[2].text


def test_target_and_unit_tables_stand_before_the_texts():
    tables = opened("plain").tables
    headers = [[c.text for c in t.rows[0].cells] for t in tables]
    assert headers[1] == ["指标", "2019", "2020", "变化", "条款"]
    assert headers[-2] == ["单位", "变化", "延续"]
    values = next(r for r in tables[1].rows if r.cells[0].text == "商标注册平均审查周期")
    assert [spaced(c.text) for c in values.cells[1:4]] == ["≤ 5 个月", "≤ 4 个月", "▼ 收紧 1 个月"]
    unit = next(r for r in tables[-2].rows if r.cells[0].text == "人事司")
    assert unit.cells[1].text == "－ 不再承担　2019 二（一） 分期分批组织集中学习，编写教材，开设网络课堂。（负责）"


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_leads_to_a_bookmark(lang):
    root = ElementTree.fromstring(parts(written("plain", lang))["word/document.xml"])
    names = [e.get(qn("w:name")) for e in root.iter(qn("w:bookmarkStart"))]
    anchors = {e.get(qn("w:anchor")) for e in root.iter(qn("w:hyperlink"))}
    assert anchors
    assert anchors <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lang", LANGS)
def test_a_sample_is_named_on_the_first_page_and_in_the_head_of_every_page(lang):
    document = opened("plain", lang)
    sentence = "不是官方原文" if lang == "zh" else "not the official wording"
    banner = [p for p in document.paragraphs if p.style.name == "Banner"]
    assert len(banner) == 1
    assert sentence in banner[0].text
    assert sentence in document.sections[0].header.paragraphs[0].text


def test_a_copy_gets_a_line_and_no_banner():
    document = opened("unchanged")
    assert not [p for p in document.paragraphs if p.style.name == "Banner"]
    assert any("b 是他人转载的文本" in row.cells[2].text for row in document.tables[0].rows)


def test_nothing_changed_is_said_and_every_table_left_out_but_the_texts():
    document = opened("unchanged")
    text = "\n".join(p.text for p in document.paragraphs)
    assert WORDS["no_targets"].zh in text
    assert WORDS["no_responsibilities"].zh in text
    assert len(document.tables) == 2


def test_a_documents_words_never_become_markup():
    plain, hostile = (
        {e.tag for content in parts(written(name, "zh")).values() for e in ElementTree.fromstring(content).iter()}
        for name in ("plain", "hostile")
    )
    assert hostile <= plain
    text = all_text(written("hostile", "zh"))
    for word in outputs_sample.HOSTILE:
        assert legal(word) in text


def test_the_interface_is_in_one_language():
    zh, en = (all_text(written("plain", lang)) for lang in LANGS)
    assert {w for w in ("新旧条文对照表", "改写", "未登记", "无对应条款") if w in zh and w not in en} == {
        "新旧条文对照表", "改写", "未登记", "无对应条款"
    }  # fmt: skip
    assert {w for w in ("Side by Side", "Revised", "not recorded", "no counterpart") if w in en and w not in zh} == {
        "Side by Side", "Revised", "not recorded", "no counterpart"
    }  # fmt: skip


def test_no_clock_in_the_package():
    data = written("plain", "zh")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {i.compress_type for i in archive.infolist()} == {zipfile.ZIP_STORED}
    assert b"dcterms" not in parts(data)["docProps/core.xml"]
    assert render_docx(outputs_sample.plain(), landscape=True) == data


def test_what_became_of_a_target_stands_beside_its_own_clause():
    """Rows are made from one list and facts once came from another: the order of statuses is not that of the text."""
    old = parse(TARGETS.format(5, 90, 20), Head(id="2019"))
    new = parse(TARGETS.format(5, 95, 10), Head(id="2020"))
    table = docx.Document(BytesIO(render_docx(compare(old, new)))).tables[-1]
    said = {row.cells[1].text[:2]: row.cells[2].text for row in table.rows[1:]}
    assert "电子申请率" in said["二、"]
    assert "质押融资额" in said["三、"]
    assert "目标" not in said["一、"]
    assert "质押" not in said["二、"]


TARGETS = """关于做好商标工作的通知
一、商标注册平均审查周期压减至{}个月以内。
二、专利电子申请率达到{}%以上。
三、专利质押融资额增长{}%以上。"""


# ---------------------------------------------------------------- as offices make it


def upright(name: str = "plain", lang: str = "zh", **options: bool) -> docx.document.Document:
    return docx.Document(BytesIO(written(name, lang, landscape=False, **options)))


def test_the_usual_form_is_upright_a4_in_black_and_white():
    section = upright().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for style in ("Inserted", "Deleted", "Form Only", "Moved", "Added Clause", "Dropped Clause", "Banner"):
        assert upright().styles[style].font.color.rgb is None, style
    assert upright().styles["Inserted"].font.bold
    assert upright().styles["Inserted"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert upright().styles["Deleted"].font.strike


@pytest.mark.parametrize("lang", LANGS)
def test_the_line_below_the_title_says_how_to_read(lang):
    title, line = upright(lang=lang).paragraphs[:2]
    assert title.style.name == "Title"
    assert ("删除线" if lang == "zh" else "Struck out") in line.text


@pytest.mark.parametrize(
    ("needle", "side", "style"),
    [("复工复产。落实", 1, "Inserted"), ("（一）人才", 0, "Deleted")],
    ids=["added", "dropped"],
)
def test_a_whole_clause_is_bold_or_struck(needle, side, style):
    row = row_of(upright(), needle)
    assert styled(row.cells[side]).keys() == {style}


def test_the_texts_stand_whole_in_the_upright_table_too():
    comparison = outputs_sample.plain()
    rows = text_table(upright()).rows[1:]
    assert ["\n".join(p.text for p in r.cells[1].paragraphs) for r in rows if r.cells[1].text != "（无对应条款）"] == [
        "\n".join(comparison.new.by_id[i].text for i in c.new) for c in comparison.changes if c.new
    ]


def test_changed_clauses_only_with_the_headings_above_them():
    old = parse(CHAPTERS.format("三十"), Head(id="旧"))
    new = parse(CHAPTERS.format("十五"), Head(id="新"))
    table = docx.Document(BytesIO(render_docx(compare(old, new), changed_only=True))).tables[0]
    assert [r.cells[1].text[:3] for r in table.rows[1:]] == ["第二章", "第三条"]
    assert [p.text for p in upright("unchanged", changed_only=True).paragraphs if "没有变化的条文" in p.text]


CHAPTERS = """养犬管理条例
第一章　总则
第一条　为了规范养犬行为，制定本条例。
第二条　养犬人应当办理登记。
第二章　收容
第三条　收容的犬只{}日内无人认领的，可以由他人领养。
第四条　收容场所应当向社会公开。"""
