"""Tables: runs of rows below a row of headings. A row is a clause whose cells are parted by tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.model import Clause, Document, Span
from policydiff.text.tables import cells

# A line across the whole table is a heading inside it: 二、其他方面（共3项）. A paragraph ends the table.
_LONGEST_HEADING = 60
_MOST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the headings. There are as many cells as headings: empty ones at a row's end are not written out."""

    clause: Clause
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table, without spaces, and the rows below them."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(document: Document, is_head: Callable[[Sequence[str]], bool]) -> Iterator[Table]:
    r"""The tables whose headings fit. A line across the whole table does not end it, nor does a head in two rows.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "指标\t2020年\t2025年\n一、经济发展\n城镇化率\t60\t65\n二、民生\n预期寿命\t77\t78"
    >>> [table] = tables(parse(text, Head(id="x")), lambda heads: "指标" in heads)
    >>> table.heads, [text[row.cells[0].start : row.cells[0].end] for row in table.rows]
    (('指标', '2020年', '2025年'), ['城镇化率', '预期寿命'])
    """
    heads: tuple[str, ...] = ()
    rows: list[Row] = []
    across = 0
    for clause in document.clauses:
        if clause.kind != "row":
            across = across + 1 if _is_heading(clause) else _MOST_HEADINGS + 1
            if heads and across > _MOST_HEADINGS:
                yield Table(heads, tuple(rows))
                heads, rows = (), []
            continue
        across = 0
        own = cells_of(clause)
        words = tuple("".join(document.text[c.start : c.end].split()) for c in own)
        if heads and not rows and _goes_on(heads, words):
            heads = tuple(a if a == b else a + b for a, b in zip(heads, words, strict=True))
        elif is_head(words):
            if heads:
                yield Table(heads, tuple(rows))
            heads, rows = words, []
        elif heads and len(own) <= len(heads):
            missing = (Span(clause.end, clause.end),) * (len(heads) - len(own))
            rows.append(Row(clause, own + missing))
    if heads:
        yield Table(heads, tuple(rows))


def cells_of(clause: Clause) -> tuple[Span, ...]:
    """The cells of a row."""
    return tuple(Span(clause.start + a, clause.start + b) for a, b in cells(clause.text, 0, len(clause.text)))


def _is_heading(clause: Clause) -> bool:
    return len(clause.text) <= _LONGEST_HEADING and "。" not in clause.text


def _goes_on(heads: Sequence[str], words: Sequence[str]) -> bool:
    """A second row of headings repeats what spans both, and parts what spans several columns above it."""
    if len(words) != len(heads) or len(set(heads)) == len(heads):
        return False
    return any(a == b for a, b in zip(heads, words, strict=True)) and words[0] == heads[0]
