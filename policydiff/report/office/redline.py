"""A comparison as a Word document with tracked changes: the new text, and against it what the old one had.

Accepting all changes gives the new text, rejecting all gives the old one. Nothing of ours stands in the body; what a
reader must know of the texts stands in the head of every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from policydiff.model import Comparison
from policydiff.report.escape import legal
from policydiff.report.office.docx import RUNNING_HEAD, render_parts
from policydiff.report.office.tracked import Stretch, tracked
from policydiff.report.said import spoken
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.report import say
from policydiff.wording import Lang

AUTHOR = "policydiff"
# The element around a run, the element of its text, and the element that says the same of a paragraph's mark.
_ELEMENTS = {
    "same": ("", "t"),
    "deleted": ("del", "delText"),
    "inserted": ("ins", "t"),
    "from": ("moveFrom", "t"),
    "to": ("moveTo", "t"),
}


@dataclass(frozen=True, slots=True)
class TrackedRun:
    """Text of one paragraph under one mark. `opens` and `closes` say that a move's range begins or ends here."""

    element: str
    text_element: str
    parts: tuple[str, ...]  # the text between tabs
    id: int
    move: str
    opens: int  # the id of the range, 0 where none begins
    closes: int


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph; `mark` is the element that says what became of its end, "" where it is in both texts."""

    runs: tuple[TrackedRun, ...]
    mark: str
    id: int


def render_redline(comparison: Comparison, *, lang: Lang = "zh") -> bytes:
    """The document. The same comparison gives the same bytes."""
    report = say(comparison)
    heading = spoken.heading(report, lang)
    context = {
        "paragraphs": tuple(_paragraphs(tracked(comparison))),
        "author": AUTHOR,
        "heading": heading,
        "running_head": excerpt(heading, RUNNING_HEAD),
        "banners": spoken.banners(report, lang),
    }
    return render_parts("redline.xml", context, lang=lang)


def _paragraphs(stretches: Sequence[Stretch]) -> Iterator[TrackedParagraph]:
    ids = count(1)
    ends = _ends(stretches)
    ranges: dict[tuple[str, str], int] = {}
    runs: list[TrackedRun] = []
    for at, stretch in enumerate(stretches):
        element, text_element = _ELEMENTS[stretch.kind]
        lines = stretch.text.split("\n")
        for i, line in enumerate(lines):
            key = (stretch.kind, stretch.move)
            opens = closes = 0
            if stretch.move and ends[key][0] == at and i == 0:
                opens = ranges[key] = next(ids)
            if stretch.move and ends[key][1] == at and i == len(lines) - 1:
                closes = ranges[key]
            if line or opens or closes:
                parts = tuple(legal(line).split("\t"))
                runs.append(TrackedRun(element, text_element, parts, next(ids), stretch.move, opens, closes))
            if i < len(lines) - 1:
                yield TrackedParagraph(tuple(runs), element, next(ids))
                runs = []
    yield TrackedParagraph(tuple(runs), "", next(ids))


def _ends(stretches: Sequence[Stretch]) -> dict[tuple[str, str], tuple[int, int]]:
    """The first and the last stretch of each move, where it left and where it arrived."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for at, stretch in enumerate(stretches):
        if stretch.move:
            key = (stretch.kind, stretch.move)
            found[key] = found.get(key, (at, at))[0], at
    return found
