"""Workbooks: a comparison's, and a document's facts."""

import re
import zipfile
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policydiff.facts.document import extract_facts
from policydiff.model import Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.escape import legal
from policydiff.report.office.workbook import LONGEST, _fitting
from policydiff.report.office.xlsx import facts_xlsx, render_xlsx
from policydiff.report.said.marked_text import Piece
from tests import outputs_sample

SHEETS = {
    "zh": ["总览", "条款对照", "目标变化", "责任变化", "词语"],
    "en": ["Overview", "Clauses", "Targets", "Responsibilities", "Vocabulary"],
}
NAMES = ("plain", "unchanged", "hostile")


@cache
def written(name: str, lang: str) -> bytes:
    return render_xlsx(getattr(outputs_sample, name)(), lang=lang)


def opened(name: str = "plain", lang: str = "zh", **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(written(name, lang)), **options)


def records(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[dict]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def cells(book: openpyxl.Workbook) -> list[openpyxl.cell.Cell]:
    return [c for sheet in book for row in sheet.iter_rows() for c in row]


@pytest.mark.parametrize("lang", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_sheets_with_frozen_filtered_header_rows(name, lang):
    book = opened(name, lang)
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert sheet.print_title_rows == "$1:$1"
        assert all(isinstance(c.value, str) and c.font.bold for c in sheet[1])
        assert all(sheet.column_dimensions[c.column_letter].width > 5 for c in sheet[1])


def test_numbers_are_numbers():
    row = next(r for r in records(opened()["目标变化"]) if r["指标"] == "商标注册平均审查周期")
    assert (row["变化"], row["差"], row["差的单位"]) == ("收紧", -1, "个月")
    assert (row["2019 数值"], row["2020 数值"], row["2019 目标"]) == (5, 4, "≤ 5 个月")


def test_percentages_differ_by_percentage_points():
    row = next(r for r in records(opened()["目标变化"]) if r["指标"] == "商标网上申请比例")
    assert (row["差"], row["差的单位"], row["2020 单位"]) == (2, "个百分点", "%")


def test_every_change_has_a_row_with_its_texts_whole():
    comparison = outputs_sample.plain()
    rows = records(opened()["条款对照"])
    assert [r["编号"] for r in rows] == [c.id for c in comparison.changes]
    for row, change in zip(rows, comparison.changes, strict=True):
        assert row["2019 条文"] == ("\n".join(comparison.old.by_id[i].text for i in change.old) or None)
        assert row["2020 条文"] == ("\n".join(comparison.new.by_id[i].text for i in change.new) or None)


def test_words_of_the_reader_stand_for_codes():
    assert {r["条款"] for r in records(opened()["条款对照"])} >= {"保留", "新增", "取消"}
    assert {r["presence"] for r in records(opened(lang="en")["Clauses"])} >= {"kept", "added", "dropped"}


def test_changed_words_are_marked_in_their_cell():
    sheet = opened(rich_text=True)["条款对照"]
    header = [c.value for c in sheet[1]]
    row = next(r for r in sheet.iter_rows(min_row=2) if "商标网上申请比例" in str(r[header.index("2020 条文")].value))
    old, new = (row[header.index(f"{year} 条文")].value for year in (2019, 2020))
    assert any(part.font.strike and "5" in part.text for part in old if not isinstance(part, str))
    assert any(part.font.u and part.font.b and "4" in part.text for part in new if not isinstance(part, str))


def test_rows_are_as_high_as_their_text():
    sheet = opened()["条款对照"]
    heights = [sheet.row_dimensions[i].height for i in range(2, sheet.max_row + 1)]
    assert all(heights)
    assert len(set(heights)) > 1
    assert next(c for c in sheet[4] if c.value and len(str(c.value)) > 30).alignment.wrap_text


@pytest.mark.parametrize("lang", SHEETS)
def test_a_sample_is_named_on_top_of_the_overview_and_on_every_printed_page(lang):
    book = opened(lang=lang)
    sentence = "不是官方原文" if lang == "zh" else "not the official wording"
    assert sentence in book.worksheets[0]["A1"].value
    assert "A1:C1" in {str(r) for r in book.worksheets[0].merged_cells.ranges}
    assert all(sentence in sheet.oddHeader.center.text for sheet in book)


def test_two_texts_that_are_no_samples_have_no_banner():
    sheet = opened("unchanged").worksheets[0]
    assert "⚠" not in "".join(str(c.value) for row in sheet.iter_rows() for c in row)
    assert sheet["A1"].value == "新旧条文对照表"


def test_no_cell_is_a_formula_or_a_link():
    for lang in SHEETS:
        book = opened("hostile", lang)
        assert {c.data_type for c in cells(book)} <= {"s", "n", "inlineStr"}
        assert not any(c.hyperlink for c in cells(book))


def test_a_text_that_looks_like_a_formula_stays_text_when_it_is_edited():
    found = [c for c in cells(opened("hostile")) if c.value == '=HYPERLINK("http://evil.example","点此")']
    assert found
    assert any(c.quotePrefix for c in found)
    tables = [c for c in found if c.parent.title in ("目标变化", "责任变化", "词语", "条款对照") and c.row > 1]
    assert all(c.quotePrefix for c in tables)


def test_a_documents_words_never_become_markup():
    def tags(name: str) -> set[str]:
        with zipfile.ZipFile(BytesIO(written(name, "zh"))) as archive:
            return {e.tag for n in archive.namelist() for e in ElementTree.fromstring(archive.read(n)).iter()}

    assert tags("hostile") - tags("plain") == set()
    terms = [r["词"] for r in records(opened("hostile")["词语"])]
    assert [t for t in outputs_sample.HOSTILE if legal(t) not in terms] == []


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=30))
@example("<r></r>")
@example("<r>\x00</r>")
@example("_x000D_")
def test_any_text_comes_back_from_a_cell(text):
    document = parse("第一条　专利。", Head(id="x", title=text))
    with zipfile.ZipFile(BytesIO(facts_xlsx(document, extract_facts(document)))) as archive:
        first = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))[0]  # the heading
    assert unescaped("".join(first.itertext())) == legal(text)


def unescaped(title: str) -> str:
    """Undo the format's own escape (ECMA-376 part 1, 22.4.2.4)."""
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), title)


def test_a_text_longer_than_a_cell_is_cut_with_a_word_about_it():
    long = "一、知识产权。" + "专利" * 20_000
    comparison = compare(parse(long, Head(id="a")), parse(long.replace("专利", "商标", 1), Head(id="b")))
    row = records(openpyxl.load_workbook(BytesIO(render_xlsx(comparison)))["条款对照"])[0]
    for side in ("a", "b"):
        text = row[f"{side} 条文"]
        assert len(text) <= LONGEST
        assert text.endswith("全文见 docx 或 html）")


@pytest.mark.parametrize("char", ["专", "𠮷"], ids=["one unit", "two units"])
def test_a_cut_text_fits_by_excels_own_count(char):
    fitting = _fitting([Piece("", char * 10), Piece("del", char * 40_000)], "zh")
    assert sum(len(p.text.encode("utf-16-le")) // 2 for p in fitting) <= LONGEST


def test_nothing_changed_leaves_tables_with_a_header_alone():
    book = opened("unchanged")
    assert [book[name].max_row for name in ("目标变化", "责任变化", "词语")] == [1, 1, 1]
    assert len(records(book["条款对照"])) == 2


def test_facts_are_two_sheets_with_typed_columns():
    document = outputs_sample.plain().old
    book = openpyxl.load_workbook(BytesIO(facts_xlsx(document, extract_facts(document))))
    assert book.sheetnames == ["总览", "目标", "责任"]
    target = next(r for r in records(book["目标"]) if r["指标"] == "商标注册平均审查周期")
    assert (target["数值"], target["单位"], target["比较"], target["类别"]) == (5, "个月", "<=", "目标")
    assert document.text[target["起"] : target["止"]] == target["原文"]
    assert ("保护司", "负责") in {(r["单位"], r["角色"]) for r in records(book["责任"])}
    assert "不是官方原文" in book["总览"]["A1"].value


def test_no_clock_in_the_package():
    data = written("plain", "zh")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in archive.read("docProps/core.xml")
        assert b"policydiff" in archive.read("docProps/core.xml")
    assert render_xlsx(outputs_sample.plain()) == data
