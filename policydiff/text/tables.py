r"""A table in a clean text: a row is one line, a TAB parts its cells, CELL_BREAK the lines inside a cell.

Every reader writes tables so, whatever file they came from; empty cells at a row's end are not written.
"""

from __future__ import annotations

from collections.abc import Iterator

TAB = "\t"
# En space: the one kind of space that no reader leaves anywhere else, so that it can say that a line ended here.
CELL_BREAK = "\u2002"


def is_row(line: str) -> bool:
    r"""Whether a line is a row of a table.

    >>> is_row("建设平台\t教育局"), is_row("一、总体要求")
    (True, False)
    """
    return TAB in line


def cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""The (start, end) of each cell of the row ``text[start:end]``, in code points of `text`.

    >>> list(cells("序号\t任务", 0, 5))
    [(0, 2), (3, 5)]
    """
    yield from _parted(text, start, end, TAB)


def cell_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of each line inside the cell ``text[start:end]``.

    >>> text = f"教育局{CELL_BREAK}人社局"
    >>> [text[a:b] for a, b in cell_lines(text, 0, len(text))]
    ['教育局', '人社局']
    """
    yield from _parted(text, start, end, CELL_BREAK)


def _parted(text: str, start: int, end: int, sign: str) -> Iterator[tuple[int, int]]:
    while (at := text.find(sign, start, end)) >= 0:
        yield start, at
        start = at + 1
    yield start, end
