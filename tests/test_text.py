import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.inline import edits
from policydiff.text.normalise import essence, fold
from policydiff.text.script import to_simplified
from policydiff.text.segment import words
from tests.strategies import ANY_TEXTS, TEXTS


def shown(old: str, new: str) -> list[tuple[str, ...]]:
    return [(e.kind, e.text) if e.new_text is None else (e.kind, e.text, e.new_text) for e in edits(old, new)]


@given(ANY_TEXTS)
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(ANY_TEXTS)
def test_words_joined_are_the_text(text):
    assert "".join(words(text)) == text


@given(st.one_of(TEXTS, ANY_TEXTS), st.one_of(TEXTS, ANY_TEXTS))
def test_edits_rebuild_both_sides(old, new):
    found = edits(old, new)
    assert "".join(e.text for e in found if e.kind != "insert") == old
    assert "".join(e.text if e.new_text is None else e.new_text for e in found if e.kind != "delete") == new
    for e in found:
        assert e.new_text is None or (e.kind == "equal" and essence(e.text) == essence(e.new_text))


@given(TEXTS)
def test_a_text_has_no_edits_against_itself(text):
    assert [e.kind for e in edits(text, text)] == ["equal"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "审查周期压减至17.5个月以内", "审查周期压减至16个月以内",
            [("equal", "审查周期压减至"), ("delete", "17.5个月"), ("insert", "16个月"), ("equal", "以内")],
            id="a-number-is-one-word",
        ),
        pytest.param(
            "增长6%—6.5%。", "增长6.5%左右。",
            [("equal", "增长"), ("delete", "6%—6.5%"), ("insert", "6.5%左右"), ("equal", "。")],
            id="a-range-is-one-word",
        ),
        pytest.param("推进改革，开放。", "推进改革、开放；", [("equal", "推进改革，开放。", "推进改革、开放；")], id="punctuation"),
        pytest.param("推進改革", "推进改革", [("equal", "推進改革", "推进改革")], id="script"),
        pytest.param("增长6.5%", "增长65%", [("equal", "增长"), ("delete", "6.5%"), ("insert", "65%")], id="sign-in-number"),
        pytest.param("“十四五”规划", "十四五规划", [("equal", "“十四五”规划", "十四五规划")], id="quotation-marks"),
    ],
)  # fmt: skip
def test_edits(old, new, expected):
    assert shown(old, new) == expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param("（专利）", "(专利)", True, id="width"),
        pytest.param("推动 发展", "推动发展", True, id="space"),
        pytest.param("6.5%", "65%", False, id="point-in-a-number"),
        pytest.param("-3%", "3%", False, id="minus"),
        pytest.param("2018-2020", "20182020", False, id="range"),
        pytest.param("3%", "3‰", False, id="per-mille"),
        pytest.param("甲、乙", "甲乙", True, id="enumeration-comma"),
    ],
)
def test_what_is_cosmetic(a, b, same):
    assert (essence(a) == essence(b)) is same


def test_simplified_keeps_the_length_and_leaves_simplified_text_alone():
    assert to_simplified("著作權與創造") == "著作权与创造"
    assert to_simplified("著作权、显著") == "著作权、显著"
