"""Characters that stand for others, and digits that somebody tore apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.ingest.source import read_bytes, read_text
from tests.reader_files import pdf, words

REPLACED = {
    "kangxi-radicals": ("⼀、⽬标\n（⼀）⾄10个⼯作⽇。（⼈事司负责）", "一、目标\n（一）至10个工作日。（人事司负责）"),
    "supplement-radicals": ("⻄部⻓江⻋辆⺠生", "西部长江车辆民生"),
    "compatibility-ideographs": ("理\uf9f4与\uf967", "理林与不"),
    "variation-selectors": ("葛\U000e0100城\ufe00区", "葛城区"),
    "small-forms": ("﹙一﹚占比达到2.8﹪以上﹔", "（一）占比达到2.8%以上；"),
    "upright-forms": ("︵一︶强化︽办法︾", "（一）强化《办法》"),
    "half-width-punctuation": ("推进改革､优化服务｡", "推进改革、优化服务。"),
    "tildes": ("下降3〜5%，增长6∼7%", "下降3～5%，增长6～7%"),
    "a-raised-dot-before-a-unit": ("培训1·2万人次，增长9•5%", "培训1.2万人次，增长9.5%"),
    "a-raised-dot-in-a-name": (
        "“3·15”晚会、7·20特大暴雨、一二·九运动、卡尔·马克思",
        "“3·15”晚会、7·20特大暴雨、一二·九运动、卡尔·马克思",
    ),
    "symbols-of-fonts": ("\uf06c强化监管\n\uf0b7优化服务", "●强化监管\n•优化服务"),
    "spaces": (
        "占比2.8\u00a0%以上，新建\u200920\u2009座，第一条\u2003为了\u2002保护",
        "占比2.8 %以上，新建 20 座，第一条\u3000为了 保护",
    ),
    "widths-of-the-issuer": ("１．５％、①、㎡、Ａ类、ｋｗ", "１．５％、①、㎡、Ａ类、ｋｗ"),
}


@pytest.mark.parametrize(("raw", "text"), REPLACED.values(), ids=REPLACED)
def test_a_form_becomes_the_character_that_it_stands_for(raw, text):
    assert read_text(raw).text == text


def test_every_replacement_is_recorded():
    source = read_text("⼀、⽬标：占比2.8\u00a0﹪以上，新建\u00a05所")
    assert [(r.before, r.after, r.rule) for r in source.repairs if r.rule == "character"] == [
        ("⼀", "一", "character"), ("⽬", "目", "character"), ("﹪", "%", "character"),
    ]  # fmt: skip
    assert [(r.rule, r.count) for r in source.repairs if r.rule == "space"] == [("space", 2)]


def test_the_radicals_of_a_pdf_are_recorded_too():
    source = read_bytes(pdf(words("\u2f00、总体要求", 90, 700)), "a.pdf")
    assert source.text == "一、总体要求"
    assert [(r.before, r.after) for r in source.repairs] == [("\u2f00", "一")]


def test_spaces_around_a_line_are_no_repair():
    assert read_text("\u2003\u2003一、总则\u00a0\n\u2003\u2003二、附则").repairs == ()


TORN = {
    "thousands": ("学校达到1 525所。", ["1 525"]),
    "a-decimal-point": ("收入增长9. 5%。", ["9. 5"]),
    "two-digits": ("压减至1 0个工作日以内。", ["1 0"]),
    "a-label": ("1. 5个工作日内办结。", []),
    "a-date": ("2020 年 3 月 1 日印发第1 2号", []),
    "a-space-before-the-unit": ("新建 20 座。", []),
}


@pytest.mark.parametrize(("raw", "torn"), TORN.values(), ids=TORN)
def test_torn_digits_are_told_and_left(raw, torn):
    source = read_text(raw)
    assert source.text == raw
    assert [dict(note.values)["text"] for note in source.notes] == torn
    assert all(raw[int(dict(n.values)["start"]) :].startswith(dict(n.values)["text"]) for n in source.notes)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_what_was_cleaned_stays_as_it_is(raw):
    text = read_text(raw).text
    assert read_text(text).text == text


@given(
    st.text(st.sampled_from([chr(c) for c in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA0E))]), min_size=1, max_size=9)
)
def test_radicals_and_compatibility_ideographs_are_what_unicode_says(raw):
    assert read_text(f"一、{raw}。").text == unicodedata.normalize("NFKC", f"一、{raw}。")
