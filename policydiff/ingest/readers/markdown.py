"""Markdown's marks, taken away from the words that they dress.

Only what is no word goes: the numbers and dashes of lists are the issuer's own, and stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from policydiff.ingest.patches import Patch

# Each kind of mark by its name, and what it becomes. Where two could match, the first does.
_MARKS = (
    ("front", r"\A---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t-].*\n){1,60}?---[ \t]*$"),  # "---\ntitle: 反垄断法\n---" | "---"
    ("comment", r"<!--[\s\S]*?-->"),  # "<!-- INFO END -->" | "<中华人民共和国反垄断法>"
    ("heading", r"^ {0,3}#{1,6}[ \t]+|(?<![ \t])[ \t]+#+[ \t]*$"),  # "## 第一章 总则" | "#文章仅代表作者观点#"
    # Before a chapter or a day in a law's history a list's mark is Markdown's; elsewhere it is the issuer's bullet.
    (
        "list",
        r"^ {0,3}[-*+][ \t]+(?=第[一二三四五六七八九十百零]+[编章节]|\d{4} ?年 ?\d{1,2} ?月)",
    ),  # "- 第一章" | "- 甲"
    ("rule", r"^ {0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$"),  # "---" | "——知识产权创造", "--2014年2月19日"
    ("fence", r"^ {0,3}(?:```|~~~).*$"),  # "```text" | "“```”"
    ("quote", r"^ {0,3}(?:>[ \t]?)+"),  # "> 第一条" | "3>2"
    ("image", r"!\[[^\]\n]*\]\([^)\n]*\)"),  # "![章](a.png)" | "！[一](二)"
    ("link", r"\[(?P<text>[^\]\n]+)\]\((?:https?:|#|/|\.|mailto:)[^)\n]*\)"),  # "[专利法](/zlf.md)" | "[2020](15)"
    ("break", r"<br[ \t]*/?>"),  # "<br>" | "<英文名>"
    ("tag", r"</?(?:p|div|center|b|strong|i|em|u|font|span|sup|sub|small|a)(?:[ \t][^<>\n]*)?>"),  # "</p>" | "<p值>"
    (
        "bold",
        r"\*\*(?=\S)(?P<bold1>[^*\n]+)(?<=\S)\*\*|\b__(?=[^\s_])(?P<bold2>[^_\n]+)(?<=\S)__\b",
    ),  # "**第一条**" | "2**3"
    ("escape", r"\\(?P<mark>[\\`*_{}\[\]()#+.!>|-])"),  # "\*" | "\n"
    ("entity", r"&(?:nbsp|emsp|ensp|amp|lt|gt|quot|#\d{1,6});"),  # "&nbsp;" | "R&D;"
)
_MARK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MARKS), re.MULTILINE)


def markup(text: str) -> Iterator[Patch]:
    r"""Find the marks of a Markdown text whose lines end in ``\n``.

    >>> text = "# 反垄断法\n<!-- INFO END -->\n**第一条** 依照[宪法](/xf.md)制定。\n- 一般规定"
    >>> [(text[p.start:p.end], p.after) for p in markup(text)]
    [('# ', ''), ('<!-- INFO END -->', ''), ('**第一条**', '第一条'), ('[宪法](/xf.md)', '宪法')]
    """
    for found in _MARK.finditer(text):
        after = found["text"] or found["mark"] or found["bold1"] or found["bold2"] or ""
        if found["break"]:
            after = "\n"
        elif found["entity"]:
            after = html.unescape(found[0])
        if found[0]:
            yield Patch(found.start(), found.end(), after, "markup")
