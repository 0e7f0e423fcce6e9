"""The paragraphs and tables of a Word document, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.ingest.readers.docx.labels import Labels, labelled, style_name
from policydiff.ingest.readers.docx.names import MC, W, child, integer, local, value
from policydiff.ingest.readers.docx.runs import Runs, Words, has_broken_fields, read_words
from policydiff.ingest.readers.extracted import Piece
from policydiff.ingest.readers.tables import Cell, is_layout, one_line, table_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

# Styles of the lines of a table of contents. Yes: toc 1, 目录 2, Contents 1; no: topic
_CONTENTS = re.compile(r"(?:toc|contents|目录)\s*\d", re.IGNORECASE)
_PAGE = re.compile(r"\t\s*\d+\s*$")
_WRAPPERS = frozenset(
    (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "smartTag", W + "body")
)


@dataclass(slots=True)
class Reader:
    """What reading needs and what it has come to."""

    labels: Labels
    footnotes: Mapping[str, _Element]
    endnotes: Mapping[str, _Element]
    runs: Runs = field(default_factory=Runs)
    carried: str = ""  # the words of a paragraph whose end was deleted: they go on in the next one


def read_story(reader: Reader, story: _Element) -> Iterator[Piece]:
    """Read a run of text that is complete in itself: the body, a cell, a box, a note, a header."""
    runs = reader.runs
    fields, broken, carried = runs.fields, runs.broken, reader.carried
    runs.fields, runs.broken, reader.carried = [], has_broken_fields(story), ""
    yield from read_blocks(reader, story)
    if reader.carried:
        yield Piece(reader.carried)
    runs.fields, runs.broken, reader.carried = fields, broken, carried


def read_blocks(reader: Reader, parent: Iterable[_Element]) -> Iterator[Piece]:
    """Read the paragraphs and tables under an element."""
    for element in parent:
        if element.tag == W + "p":
            yield from _paragraph(reader, element)
        elif element.tag == W + "tbl":
            yield from _table(reader, element)
        elif element.tag == MC + "AlternateContent":
            branch = element.find(MC + "Choice")
            yield from read_blocks(reader, element.find(MC + "Fallback") if branch is None else branch)
        elif element.tag == W + "altChunk":
            reader.runs.counted["unread"] += 1
        elif element.tag in (W + "del", W + "moveFrom"):
            reader.runs.counted["deletions" if local(element) == "del" else "moves"] += 1
        elif element.tag in _WRAPPERS:
            yield from read_blocks(reader, element)


def _paragraph(reader: Reader, paragraph: _Element) -> Iterator[Piece]:
    properties = child(paragraph, "pPr")
    mark = child(properties, "rPr")
    words = read_words(reader.runs, paragraph)
    text = reader.carried + "".join(words.text)
    if mark is not None and (child(mark, "del") is not None or child(mark, "moveFrom") is not None):
        reader.runs.counted["deletions"] += child(mark, "del") is not None
        reader.carried = text
        yield from words.left_out
        return
    reader.runs.counted["insertions"] += child(mark, "ins") is not None
    reader.carried = ""
    if _CONTENTS.match(style_name(reader.labels, properties)) and (page := _PAGE.search(text)):
        text = text[: page.start()]
        words.left_out.append(Piece(page[0], "page-number"))
    lines = labelled(reader.labels, properties, text.lstrip()).replace("\t", " ")
    yield Piece(lines)
    yield from words.left_out
    yield from _behind(reader, words)


def _behind(reader: Reader, words: Words) -> Iterator[Piece]:
    """Text boxes and notes follow the paragraph in which they are anchored.

    There a note is read with its clause, and is compared with that clause's note in another year. It has no
    number: numbers change with every note before them, and the running text stays free of marks.
    """
    for element in words.behind:
        if element.tag == W + "txbxContent":
            yield from read_story(reader, element)
            continue
        notes = reader.footnotes if element.tag == W + "footnoteReference" else reader.endnotes
        note = notes.get(element.get(W + "id") or "")
        if note is not None:
            pieces = list(read_story(reader, note))
            text = one_line("\n".join(piece.text for piece in pieces if not piece.reason))
            if text:
                yield Piece(f"注：{text}")
            yield from (piece for piece in pieces if piece.reason)


# ---------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell at its column, with what is in it. `goes_on` says that it belongs to the cell above it."""

    column: int
    across: int
    goes_on: bool
    pieces: list[Piece]


def _table(reader: Reader, table: _Element) -> Iterator[Piece]:
    """Read a table: rows as lines, or its cells as paragraphs where it only lays out a page."""
    rows = list(_rows(reader, table))
    cells = [
        [Cell(_text(place.pieces), _down(rows, at, place), place.across) for place in row if not place.goes_on]
        for at, row in enumerate(rows)
    ]
    pieces = [piece for row in rows for place in row for piece in place.pieces]
    if is_layout(cells):
        yield from pieces
        return
    yield from map(Piece, table_lines(cells))
    yield from (piece for piece in pieces if piece.reason)


def _rows(reader: Reader, parent: _Element) -> Iterator[list[_Place]]:
    for element in parent:
        if element.tag == W + "tr":
            properties = child(element, "trPr")
            if child(properties, "del") is not None:
                reader.runs.counted["deletions"] += 1
                continue
            reader.runs.counted["insertions"] += child(properties, "ins") is not None
            before = integer(value(properties, "gridBefore"), 0)
            lead = [_Place(0, before, goes_on=False, pieces=[])] if before > 0 else []
            yield lead + list(_cells(reader, element, max(0, before)))
        elif element.tag in _WRAPPERS:
            yield from _rows(reader, element)


def _cells(reader: Reader, parent: _Element, column: int) -> Iterator[_Place]:
    for element in parent:
        if element.tag == W + "tc":
            properties = child(element, "tcPr")
            across = max(1, integer(value(properties, "gridSpan"), 1))
            merge = child(properties, "vMerge")
            goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
            yield _Place(column, across, goes_on, list(read_story(reader, element)))
            column += across
        elif element.tag in _WRAPPERS:
            for place in _cells(reader, element, column):
                yield place
                column = place.column + place.across


def _down(rows: list[list[_Place]], at: int, place: _Place) -> int:
    """How many rows a cell covers: those right below in which a cell at its column goes on."""
    down = 1
    while at + down < len(rows) and any(one.goes_on and one.column == place.column for one in rows[at + down]):
        down += 1
    return down


def _text(pieces: Iterable[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if not piece.reason)
