"""What a reader of any format hands on: plain text, one paragraph a line, and what it left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Note

# The characters that take no space of their own between them: ideographs, kana, full-width forms and the
# punctuation of Chinese text.
CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·"

# Zero-width marks, direction marks and soft hyphens steer a page's layout and say nothing.
INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_CONTROLS = dict.fromkeys(c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A))
# An em wide is what Chinese text calls one space; the narrower ones are a Latin space.
_SPACES = {0x2001: "\u3000", 0x2003: "\u3000"} | dict.fromkeys(
    [0xA0, 0x2000, 0x2002, *range(0x2004, 0x200B), 0x202F, 0x205F], " "
)
_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_TIDY = _CONTROLS | INVISIBLE | _SPACES | _BREAKS

# What a piece is that is not the document's; `words.LEFT_OUT` says it to a reader.
Reason = Literal[
    "navigation", "page-frame", "page-control", "metadata", "repeated-title", "hidden", "reading", "deleted",
    "moved-away", "placeholder", "comment", "header", "footer", "page-number", "running-head", "repeated-header",
    "watermark",
]  # fmt: skip
Verdict = Reason | Literal[""]  # "" is for what stays


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the file that is not part of the document, and what it is.

    `at` is the offset in the extract's text before which it stood.
    """

    text: str
    reason: Reason
    at: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, one paragraph a line, a table row being one line with a tab between its cells.

    `encoding` is that of the file, or the name of its format where the format settles it. `left_out` is in
    the order of the file.
    """

    text: str
    encoding: str
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()

    def whole(self) -> tuple[str, tuple[tuple[int, int, Reason], ...]]:
        r"""Put what was left out back where it stood: the text with it, and its (start, end, reason) there.

        >>> one = Extract("一、总体要求\n二、重点任务", "docx", (LeftOut("— 1 —", "page-number", 7),))
        >>> one.whole()
        ('一、总体要求\n— 1 —\n二、重点任务', ((7, 13, 'page-number'),))
        """
        pieces: list[str] = []
        places: list[tuple[int, int, Reason]] = []
        at = length = 0
        for piece in self.left_out:
            pieces += self.text[at : piece.at], piece.text, "\n"
            length += piece.at - at
            places.append((length, length + len(piece.text) + 1, piece.reason))
            length += len(piece.text) + 1
            at = piece.at
        return "".join(pieces) + self.text[at:], tuple(places)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a table row as a reader met it; with a reason it is left out."""

    text: str
    reason: Verdict = ""


def assemble(pieces: Iterable[Piece], *, encoding: str, notes: Iterable[Note] = ()) -> Extract:
    r"""Make the extract of a reader's pieces; empty ones go, neighbours left out for one reason become one.

    >>> one = assemble([Piece("首页 ", "navigation"), Piece("　　一、总体\xa0要求"), Piece(" ")], encoding="utf-8")
    >>> one.text, one.left_out
    ('一、总体 要求\n', (LeftOut(text='首页', reason='navigation', at=0),))
    """
    lines: list[str] = []
    left_out: list[LeftOut] = []
    at = 0
    for piece in pieces:
        for line in tidy_lines(piece.text):
            if not piece.reason:
                lines.append(line + "\n")
                at += len(line) + 1
            elif left_out and (left_out[-1].reason, left_out[-1].at) == (piece.reason, at):
                left_out[-1] = LeftOut(f"{left_out[-1].text}\n{line}", piece.reason, at)
            else:
                left_out.append(LeftOut(line, piece.reason, at))
    return Extract("".join(lines), encoding, tuple(left_out), tuple(notes))


def tidy(text: str) -> str:
    """Take out what cannot be seen, and make every kind of space one of two.

    >>> tidy("第一\u200b条\u2003为了\u00a0加强")
    '第一条\u3000为了 加强'
    """
    return text.translate(_TIDY)


def tidy_lines(text: str) -> Iterator[str]:
    """Give the lines of a text that are not empty, without the spaces around them.

    An empty first cell of a table row stays: the cells behind it keep their columns.
    """
    for line in tidy(text).split("\n"):
        stripped = line.rstrip().lstrip(" \u3000")
        if stripped:
            yield stripped


# Yes: the line break in "知识产权\n  强国" and "2020\n年"; no: the one in "PCT\napplication"
_WRAPPED = re.compile(rf"(?<=[{CJK}])[ \t]*\n[ \t\n]*|(?<![ \t])[ \t]*\n[ \t\n]*(?=[{CJK}])")
# Yes: "第十条\n  国家", where the break is the space behind the label; no: "第十条规定\n的"
_LABEL_WRAPPED = re.compile(
    r"^(\s*第[一二三四五六七八九十百千零〇\d]+[编章节条](?:之[一二三四五六七八九十]+)?)[ \t]*\n[ \t\n]*"
)


def unwrap(text: str) -> str:
    r"""Join the lines of one paragraph: nothing goes beside a Chinese character, one space elsewhere.

    >>> unwrap("加强知识产权\n  保护，PCT\napplication"), unwrap("第十条\n  国家保护")
    ('加强知识产权保护，PCT application', '第十条 国家保护')
    """
    return re.sub(r"(?<![ \t])[ \t]*\n[ \t\n]*", " ", _WRAPPED.sub("", _LABEL_WRAPPED.sub(r"\1 ", text)))
