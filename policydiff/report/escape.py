r"""A document's words made harmless for the formats that are not HTML.

What a format cannot hold, or what would turn around the words beside it, is shown as U+FFFD rather than left out:
a reader sees that something stood there. json holds every character as it is.
"""

from __future__ import annotations

import re

# What XML 1.0 forbids even as a reference, and the bidirectional embeddings, overrides and isolates.
# U+0001, a lone surrogate, U+202E | a tab, 中
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# A cell that a spreadsheet would take for a formula; full-width signs count in East Asian editions.
# =1+1, ＠SUM, a tab before = | ——创造, 1-2, the comparator = by itself
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠].|[\t\r\n]", re.DOTALL)
# ASCII that Markdown may read as markup: `|` would end a cell, `://` and `www.` would make a bare address a link.
# * [ | the colon of https:// or mailto:a | ， 3.5 Title: 甲
_MARKUP = re.compile(r"[\\`*_\[\]|~#$]|:(?=[!-~])|(?<=www)\.", re.IGNORECASE)
# What begins a list or a heading's underline only at the beginning of a line. "- ", "+", "=", "1. " | "1.5倍"
_OPENING = re.compile(r"[-+=]|\d+(?=[.)](?:\s|$))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def legal(text: str) -> str:
    r"""Text without the characters that no XML file can hold and those that would reorder what follows.

    >>> legal("专利\x00\u202e权\t（一）")
    '专利��权\t（一）'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula.

    >>> [is_formula(t) for t in ('=HYPERLINK("http://x")', " @SUM(A1)", "——知识产权创造", "=")]
    [True, True, False, False]
    """
    return bool(_FORMULA.match(text))


def for_csv(text: str) -> str:
    r"""Text as a field of a CSV file: an apostrophe keeps a spreadsheet from computing it.

    >>> for_csv("=1+1"), for_csv("（一）指导思想"), for_csv("\x00权")
    ("'=1+1", '（一）指导思想', '�权')
    """
    text = legal(text)
    return f"'{text}" if is_formula(text) else text


def for_markdown(text: str) -> str:
    r"""Text that Markdown shows as it stands, on one line, in a paragraph, a list or a table's cell.

    A word joiner behind @ keeps a code host from sending somebody a message.

    >>> for_markdown("<b>专利|*商标*</b>"), for_markdown("- 见 https://a.cn"), for_markdown("1. 甲\n2. 乙")
    ('&lt;b&gt;专利\\|\\*商标\\*&lt;/b&gt;', '\\- 见 https\\://a.cn', '1\\. 甲 2. 乙')
    """
    text = " ".join(legal(text).split())
    opening = _OPENING.match(text)
    escaped = re.sub("[&<>]", lambda m: _ENTITIES[m[0]], _MARKUP.sub(r"\\\g<0>", text))
    if opening:
        at = opening.end() if opening[0].isdigit() else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped.replace("@", "@\u2060")
