"""The marks of notes go from numbers and names; exponents and subscripts stay."""

import pytest

from policydiff.ingest.readers.docx import read_docx
from policydiff.ingest.readers.html import read_page
from policydiff.ingest.readers.pdf import read_unbounded
from policydiff.ingest.source import read_bytes, read_text
from tests import reader_files as made

GONE = {
    "brackets": ("平台8个[1]，占比2.8%[2]以上，见比重[2-3]。[4]", "平台8个，占比2.8%以上，见比重。"),
    "circles": ("领军人才20名①，示范区3个②。", "领军人才20名，示范区3个。"),
    "raised": ("领军人才20名¹，研发投入²占比。", "领军人才20名，研发投入占比。"),
}
KEPT = {
    "an-exponent": "面积5×10⁴平方米，10⁴平方米",
    "units": "新增5km²、30m³，PM₂浓度下降30μg/m³",
    "a-subscript": "CO₂排放下降5%",
    "a-number-of-a-document": "国办发[1997]5号、国办发[97]5号",
    "a-list-in-a-sentence": "主要包括：①创造②运用③保护",
    "a-list-with-stops": "主要包括：①创造；②运用；③保护。",
    "what-is-referred-to": "方案①、方案②，第①项",
    "circles-that-do-not-count": "示范区③，领军人才②。",
    "the-notes-themselves": "[1]平台指…\n①人才指…\n¹ 占比指…",
    "a-cumulative-value": "能耗降低〔13.5〕",
}


@pytest.mark.parametrize(("raw", "text"), GONE.values(), ids=GONE)
def test_marks_of_notes_are_taken_out_and_told(raw, text):
    source = read_text(raw)
    assert source.text == text
    assert {r.rule for r in source.repairs} == {"note-mark"}


@pytest.mark.parametrize("raw", KEPT.values(), ids=KEPT)
def test_other_signs_stay(raw):
    assert read_text(raw).text == raw


WRITTEN = [
    ("新增10", "4", "平方米", "新增10⁴平方米"),
    ("人才20名", "1", "，", "人才20名¹，"),
    ("占比", "[1]", "以上", "占比[1]以上"),
]


@pytest.mark.parametrize(("before", "sign", "behind", "text"), WRITTEN)
def test_a_raised_sign_is_written_so(before, sign, behind, text):
    for inner in (sign, f"<a href='#n1'>{sign}</a>"):
        page = f"<html><body><p>{before}<sup>{inner}</sup>{behind}</p></body></html>"
        assert read_page(page.encode(), name="a.html").text.strip() == text
    up = made.run(sign, '<w:vertAlign w:val="superscript"/>')
    assert read_docx(made.docx(made.para(before, inner=up + made.run(behind))), name="a.docx").text.strip() == text
    at = 90 + 16 * sum(0.5 if c.isascii() else 1 for c in before)
    drawn = made.words(before, 90, 700) + made.words(sign, at, 706, 9) + made.words(behind, at + 4.5 * len(sign), 700)
    assert read_unbounded(made.pdf(drawn), name="a.pdf").text.strip() == text


def test_a_lowered_digit_is_written_so():
    page = "<html><body><p>CO<sub>2</sub>排放与PM<sub>2.5</sub>浓度</p></body></html>"
    assert read_page(page.encode(), name="a.html").text.strip() == "CO₂排放与PM2.5浓度"
    drawn = made.words("CO", 90, 700) + made.words("2", 106, 697, 9) + made.words("排放", 111, 700)
    assert read_unbounded(made.pdf(drawn), name="a.pdf").text.strip() == "CO₂排放"


def test_a_mark_goes_from_every_format():
    page = "<html><body><p>一、目标</p><p>培育领军人才20名<sup>1</sup>，占比2.8%<sup>[2]</sup>以上。</p></body></html>"
    assert read_bytes(page.encode(), "a.html").text.splitlines()[1] == "培育领军人才20名，占比2.8%以上。"
