"""Odd documents of two versions: no fault, and all that is promised of any two documents holds of them."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from policydiff import api
from policydiff.errors import PolicydiffError
from tests.fuzz.files import LAW, PLAN, TEXTS, Random, mutated_text
from tests.laws import broken

_LABELS = (
    "一、",
    "（一）",
    "1.",
    "（1）",
    "①",
    "1.1.1.1.1.1.1.1 ",
    "第一编 ",
    "第一章 ",
    "第一节 ",
    "第一条 ",
    "第一条之一 ",
    "——",
    "附件1",
    "A.",
    "a)",
    "Ⅰ、",
    "十百千、",
    "（〇）",
    "0.",
    "第零条 ",
    "99999999999999999999.",
    "（一百零一）",
)
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u180e\u034f\ufe0f\U000e0100\U000e0041"


def _tables(rng: Random) -> str:
    columns = rng.randint(1, 9)
    words = ("", "指标", "2025年", "≥5%", "市商务局", "|", "\\|", "约束性", "1,000 万元", "\t", "——")
    rows = [
        "| " + " | ".join(rng.choices(words, k=columns)) + rng.choice((" |", "", "|||"))
        for _ in range(rng.randint(1, 40))
    ]
    rows.insert(rng.randrange(len(rows) + 1), "|" + rng.choice(("---|", "--", ":-:|")) * columns)
    return "\n".join(rows)


def _headings(rng: Random) -> str:
    return "\n".join(
        rng.choice(_LABELS) + rng.choice(("", "总体要求", "总体要求。", " ")) for _ in range(rng.randint(1, 60))
    )


def _endless(rng: Random) -> str:
    piece = rng.choice(("知", "知识产权", "5%", "a", "负责", "，", "不低于", "（", "第一条", "\U00020000", "é"))
    return (piece * 100_000)[: rng.choice((1000, 10_000, 30_000))]


def _nested(rng: Random) -> str:
    opens, closes = rng.choice((("（", "）"), ("《", "》"), ("【（", "）】"), ("“‘", "’”"), ("(（", ")）")))
    depth = rng.choice((5, 60, 1500))
    return f"一、甲{opens * depth}商标局负责{closes * rng.choice((0, 1, depth, depth + 1))}，增长5%。"


def _unseen(rng: Random) -> str:
    text = list(rng.choice([LAW, PLAN, *TEXTS])[:2000])
    for _ in range(rng.randint(1, 200)):
        text.insert(rng.randrange(len(text) + 1), rng.choice(_UNSEEN))
    return "".join(text)


def _any_signs(rng: Random) -> str:
    """Signs out of a few neighbourhoods of Unicode, unassigned and private ones too."""
    starts = [rng.randrange(sys.maxunicode) for _ in range(rng.randint(1, 4))]
    signs = [chr(c) for s in starts for c in range(s, min(s + 64, sys.maxunicode)) if not 0xD800 <= c < 0xE000]
    words = ["一、", "\n", "。", "5%", *PLAN.split("。"), *(signs or ["一"])]
    return "".join(
        rng.choice(words) + rng.choice(("", rng.choice(signs or ["二"]))) for _ in range(rng.randint(1, 300))
    )


def _numbers(rng: Random) -> str:
    parts = (
        "增长",
        "不低于",
        "5%",
        "1.2.3.4",
        "1e5",
        "１２",
        "二〇二五",
        "万亿",
        "亿万",
        "千百十",
        "—",
        "～",
        "至",
        "±",
        "∞",
        "½",
        "٣",
        "Ⅻ",
        "㊿",
        "分之",
        "倍",
        "个百分点",
        "，",
        "、",
        "。",
        "每",
        "以上",
        "左右",
        "年",
        "到2025年",
        "/",
        "（",
        "）",
        "9" * 50,
    )
    return "\n".join("".join(rng.choice(parts) for _ in range(rng.randint(1, 40))) for _ in range(rng.randint(1, 20)))


def _decomposed(rng: Random) -> str:
    form = rng.choice(("NFD", "NFKD", "NFKC"))
    return unicodedata.normalize(form, rng.choice([LAW, PLAN, *TEXTS])[:3000] + "ガ가Å①㈠㍿ﬁ豈")


def _repeated(rng: Random) -> str:
    line = rng.choice([*LAW.splitlines(), *PLAN.splitlines(), "", "一、"])
    return "\n".join([line] * rng.choice((2, 40, 300)))


def _shuffled(rng: Random) -> str:
    lines = rng.choice([LAW, PLAN, *TEXTS])[:4000].split("\n")
    return "\n".join(rng.sample(lines, len(lines)))


MADE: tuple[Callable[[Random], str], ...] = (
    _tables, _headings, _endless, _nested, _unseen, _any_signs, _numbers, _decomposed, _repeated, _shuffled,
)  # fmt: skip


def of_odd(folder: Path, rng: Random) -> Iterator[list[str]]:
    """Two versions of an odd document through the commands, and, where they can be read, by the laws."""
    text = rng.choice(MADE)(rng)
    if rng.random() < 0.3:
        text += "\n" + rng.choice(MADE)(rng)
    ending = rng.choice((".txt", ".txt", ".md"))
    old, new = folder / f"old{ending}", folder / f"new{ending}"
    old.write_bytes(text.encode("utf-8", "replace"))
    new.write_bytes(mutated_text(text, rng).encode("utf-8", "replace"))
    yield ["show", old.name, "--format", "json"]
    yield ["facts", new.name, "--format", rng.choice(("table", "json", "csv"))]
    yield ["compare", old.name, new.name, "--format", rng.choice(("html", "docx", "redline", "xlsx", "csv", "md"))]
    try:
        sides = [api.read(str(path), corpus=folder) for path in (old, new)]
    except PolicydiffError:
        return
    if found := broken(*sides):
        raise AssertionError("\n".join(found[:6]))
