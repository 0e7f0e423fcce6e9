"""Numbers as documents write them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.text.official.numbers import read_number

CASES = [
    ("8300", 8300),
    ("１１００", 1100),
    ("1,050,000", 1_050_000),
    ("2.38万", 23_800),
    ("4.06万亿", 4_060_000_000_000),
    ("28.5", 28.5),
    ("十", 10),
    ("二十三", 23),
    ("一百零五", 105),
    ("一百一十二", 112),
    ("两千四百五", 2450),
    ("三万五", 35_000),
    ("一亿二千万", 120_000_000),
    ("一万五千亿", 1_500_000_000_000),
    ("二〇二〇", 2020),
    ("十点五", 10.5),
    ("零点零五", 0.05),
    ("三分之一", 0.333333),
    ("三分之二", 0.666667),
    ("五又二分之一", 5.5),
    ("3/4", 0.75),
    ("一千多万", 10_000_000),
    ("八千余", 8000),
    ("负三十二", -32),
    ("-0.5", -0.5),
    ("贰佰伍拾", 250),
    ("兩萬", 20_000),
    ("叁億", 300_000_000),
    ("三兆", 3_000_000_000_000),
    ("陸仟柒佰捌拾玖", 6789),
    ("一萬萬", 100_000_000),
    ("十亿零五百", 1_000_000_500),
]


@pytest.mark.parametrize(("written", "value"), CASES, ids=[w for w, _ in CASES])
def test_reads(written: str, value: float) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize(
    "written", ["", "统一", "万", "一点", "个", "1 234", "四川", "C919", "分之一", "三分之", "1..2", "-"]
)
def test_is_no_number(written: str) -> None:
    assert read_number(written) is None


def _in_han(n: int) -> str:
    """A number below 10^8 in Han numerals, by the rules of the school book."""
    if n >= 10_000:
        low = n % 10_000
        gap = "零" if 0 < low < 1000 else ""
        return _in_han(n // 10_000) + "万" + gap + (_in_han(low) if low else "")
    words, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, step)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return words


@settings(max_examples=200)
@given(st.integers(min_value=1, max_value=99_999_999))
def test_han_numerals_read_back(n: int) -> None:
    assert read_number(_in_han(n)) == n


@settings(max_examples=100)
@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_arabic_numerals_read_back(number: object) -> None:
    assert read_number(f"{number:,}") == pytest.approx(float(str(number)))


@settings(max_examples=200)
@given(st.text(alphabet="0123456789.,%一二三四五十百千万亿零点分之又半多余 -/负", max_size=12))
def test_never_fails(written: str) -> None:
    value = read_number(written)
    assert value is None or isinstance(value, float)


# ---------------------------------------------------------------- a recogniser's cases, where they are at hand

OTHER_CASES = Path(os.environ.get("POLICYDIFF_NUMBER_CASES", Path(__file__).parents[2] / "shared/data/numbers"))
# Powers, k and M, dozens and 半百 are no part of official documents.
OUT_OF_SCOPE = ("^", "e", "k", "m", "打", "半百", " 3/5", " 4/3", " 6/3", "之 负", "之负", "之負", "之 負")


@pytest.mark.skipif(
    not OTHER_CASES.is_dir(),
    reason="the recogniser's cases are not beside the project (POLICYDIFF_NUMBER_CASES names their folder)",
)
def test_reads_a_recognisers_numbers() -> None:
    cases = json.loads((OTHER_CASES / "NumberModel.json").read_text(encoding="utf-8"))
    wrong = [
        (r["Text"], r["Resolution"]["value"], read_number(r["Text"]))
        for case in cases
        for r in case["Results"]
        if not any(sign in r["Text"] for sign in OUT_OF_SCOPE)
        and read_number(r["Text"]) != pytest.approx(float(r["Resolution"]["value"]), rel=1e-4, abs=1e-5)
    ]
    assert wrong == []
