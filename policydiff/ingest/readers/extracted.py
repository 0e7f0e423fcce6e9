"""What a reader of any format hands on: plain text, one paragraph a line, and what it left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from policydiff.ingest.clean.lines import tidy_lines
from policydiff.model import Note

# What a piece is that is not the document's; `wording.codes.LEFT_OUT` says it to a reader.
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
class Extracted:
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

        >>> one = Extracted("一、总体要求\n二、重点任务", "docx", (LeftOut("— 1 —", "page-number", 7),))
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


def assemble(pieces: Iterable[Piece], *, encoding: str, notes: Iterable[Note] = ()) -> Extracted:
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
    return Extracted("".join(lines), encoding, tuple(left_out), tuple(notes))
