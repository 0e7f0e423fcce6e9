"""Pages into pieces: paragraphs that run on over the page's end, tables, and what stands in the margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from statistics import median

from policydiff.ingest.readers.extracted import Piece, Verdict
from policydiff.ingest.readers.pdf.columns import in_order, usual_gutter
from policydiff.ingest.readers.pdf.evidence import Evidence, evidence_of
from policydiff.ingest.readers.pdf.grids import Grid, grids_of
from policydiff.ingest.readers.pdf.lines import Line, line_of, pieces_of, rows_of, spaces_of
from policydiff.ingest.readers.pdf.margins import margin_reasons
from policydiff.ingest.readers.pdf.page import Page, Spaces
from policydiff.ingest.readers.pdf.paragraphs import Margins, cell_text, margins_of, paragraphs_of
from policydiff.ingest.readers.tables import Cell, is_layout, table_lines

# A column must have so many lines on pages of one side before that side gets margins of its own.
ENOUGH = 20
# Of a page's width: lines that come to less do not show where the margin is.
NARROW = 0.5
# Rows of so many pieces, so many of them under each other, are a table without lines.
LOOSE_COLUMNS, LOOSE_ROWS = 3, 3

_Key = tuple[int, int, int, int]


@dataclass(slots=True)
class _Flow:
    """The document so far: runs of lines and tables in order, and what was left out behind each of them."""

    spaces: Spaces
    gutter: float | None
    items: list[Line | Grid] = field(default_factory=list)
    evidence: Evidence | None = None
    left_out: dict[int, list[Piece]] = field(default_factory=dict)

    def leave_out(self, text: str, reason: Verdict) -> None:
        self.left_out.setdefault(len(self.items), []).append(Piece(text, reason))


def pieces_of_pages(pages: Sequence[Page], producer: str) -> Iterator[Piece]:
    """Read pages in order; `producer` is the program that made the file."""
    split = [grids_of(page.rules, page.chars) for page in pages]
    pieces = [[piece for row in rows_of(chars) for piece in pieces_of(row)] for _, chars in split]
    spaces = spaces_of(chain.from_iterable(pieces), producer)
    lines = [
        [line_of(piece, page=page.number, spaces=spaces) for piece in own]
        for page, own in zip(pages, pieces, strict=True)
    ]
    reasons = margin_reasons(pages, lines)
    bodies = [[line for i, line in enumerate(own) if i not in out] for own, out in zip(lines, reasons, strict=True)]
    flow = _Flow(spaces, usual_gutter(bodies))
    for page, (grids, _), own, left_out in zip(pages, split, lines, reasons, strict=True):
        _add_page(flow, page, grids, own, left_out)
    yield from _pieces(flow, {page.number: page for page in pages})


def _add_page(
    flow: _Flow, page: Page, grids: Sequence[Grid], lines: Sequence[Line], reasons: dict[int, Verdict]
) -> None:
    if page.askew:
        flow.leave_out(page.askew, "watermark")
    below = [index for index in reasons if lines[index].y < page.height / 2]
    for index in sorted(set(reasons) - set(below)):
        flow.leave_out(lines[index].text, reasons[index])
    body = [line for index, line in enumerate(lines) if index not in reasons]
    for grid in grids:
        flow.items += in_order([line for line in body if line.y > grid.top], flow.gutter)
        body = [line for line in body if line.y <= grid.top]
        flow.items.append(grid)
    flow.items += in_order(body, flow.gutter)
    for index in below:
        flow.leave_out(lines[index].text, reasons[index])


def _pieces(flow: _Flow, pages: dict[int, Page]) -> Iterator[Piece]:
    lines = [item for item in flow.items if isinstance(item, Line)]
    margins = _all_margins(lines, pages)
    flow.evidence = _evidence(lines, [margins[_key(line, pages, margins)] for line in lines])
    at = 0
    while at < len(flow.items):
        yield from flow.left_out.pop(at, ())
        end = at
        if isinstance(flow.items[at], Grid):
            while end < len(flow.items) and isinstance(flow.items[end], Grid):
                end += 1
            yield from _table([item for item in flow.items[at:end] if isinstance(item, Grid)], spaces=flow.spaces)
            for place in range(at + 1, end):
                yield from flow.left_out.pop(place, ())
        else:
            while end < len(flow.items) and isinstance(flow.items[end], Line):
                end += 1
            run = [item for item in flow.items[at:end] if isinstance(item, Line)]
            yield from _text(flow, run, at, [margins[_key(line, pages, margins)] for line in run])
        at = end
    yield from flow.left_out.pop(at, ())


def _evidence(lines: Sequence[Line], margins: Sequence[Margins]) -> Evidence | None:
    """How the paragraphs of which the page leaves no doubt begin and end."""
    if not lines:
        return None
    width = median((own.right - own.left) / line.size for line, own in zip(lines, margins, strict=True))
    sure = [text for text, _ in paragraphs_of(lines, margins, evidence=None)]
    return evidence_of(sure, lines=len(lines), width=width)


def _text(flow: _Flow, run: Sequence[Line], start: int, margins: Sequence[Margins]) -> Iterator[Piece]:
    """Lines between two tables: paragraphs, and tables without lines; what was left out follows its paragraph."""
    at = 0
    while at < len(run):
        loose = _loose_table(run, at)
        if loose:
            for row in loose:
                yield Piece("\t".join(line.text for line in row))
            done = sum(map(len, loose))
        else:
            end = next((i for i in range(at + 1, len(run)) if _loose_table(run, i)), len(run))
            place = at
            for text, count in paragraphs_of(run[at:end], margins[at:end], evidence=flow.evidence):
                yield Piece(text)
                for index in range(start + place + 1, start + place + count):
                    yield from flow.left_out.pop(index, ())
                place += count
                yield from flow.left_out.pop(start + place, ()) if place < len(run) else ()
            done = end - at
        at += done


def _loose_table(run: Sequence[Line], at: int) -> list[list[Line]]:
    """The rows of a table without lines that starts here: rows of three pieces or more, under each other."""
    rows: list[list[Line]] = []
    while at < len(run):
        end = at + 1
        while end < len(run) and run[end].page == run[at].page and abs(run[end].y - run[at].y) < 0.3 * run[at].size:
            end += 1
        row = list(run[at:end])
        if len(row) < LOOSE_COLUMNS or (rows and not _aligned(rows[-1], row)):
            break
        rows.append(row)
        at = end
    return rows if len(rows) >= LOOSE_ROWS else []


def _aligned(one: Sequence[Line], two: Sequence[Line]) -> bool:
    return len(one) == len(two) and all(a.x0 < b.x1 and b.x0 < a.x1 for a, b in zip(one, two, strict=True))


# ---------------------------------------------------------------- margins


def _all_margins(lines: Sequence[Line], pages: dict[int, Page]) -> dict[_Key, Margins]:
    """Measure the columns, apart for left and right pages where both have enough lines."""
    columns: dict[_Key, list[Line]] = {}
    for line in lines:
        page = pages[line.page]
        for side in (0, 1 + line.page % 2):
            columns.setdefault((round(page.width), round(page.height), line.column, side), []).append(line)
    found = {key: margins_of(own) for key, own in columns.items() if key[3] == 0 or len(own) >= ENOUGH}
    divided = any(line.column for line in lines)
    return found if divided else {key: _widened(margins, key[0]) for key, margins in found.items()}


def _widened(margins: Margins, width: float) -> Margins:
    """Where all lines are short, the margin on the right is taken to be as wide as that on the left."""
    if margins.right - margins.left < NARROW * width:
        return replace(margins, right=width - margins.left)
    return margins


def _key(line: Line, pages: dict[int, Page], margins: dict[_Key, Margins]) -> _Key:
    page = pages[line.page]
    key = (round(page.width), round(page.height), line.column)
    side = (*key, 1 + line.page % 2)
    return side if side in margins else (*key, 0)


# ---------------------------------------------------------------- tables


def _table(grids: Sequence[Grid], *, spaces: Spaces) -> Iterator[Piece]:
    """Tables that follow each other: one with the same columns goes on with the one before it."""
    table: list[list[Cell]] = []
    last: Grid | None = None
    for grid in grids:
        rows = _rows(grid, spaces=spaces)
        if last is None or not _same_columns(last, grid):
            yield from _written(table)
            table = rows
        else:
            if rows and table and _words(rows[0]) == _words(table[0]):
                yield Piece("\t".join(cell.text for cell in rows[0]), "repeated-header")
                rows = rows[1:]
            _go_on(table, rows)
        last = grid
    yield from _written(table)


def _same_columns(one: Grid, two: Grid) -> bool:
    return len(one.xs) == len(two.xs) and all(abs(a - b) < 3 for a, b in zip(one.xs, two.xs, strict=True))


def _words(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _go_on(table: list[list[Cell]], rows: list[list[Cell]]) -> None:
    """Add the rows of the next page; the first may be the rest of a row that the page's end cut."""
    if rows and table and len(rows[0]) == len(table[-1]) and not rows[0][0].text and _is_cut(table[-1], rows[0]):
        table[-1] = [
            Cell((one.text + two.text).strip(), one.down, one.across)
            for one, two in zip(table[-1], rows[0], strict=True)
        ]
        rows = rows[1:]
    table += rows


def _is_cut(one: Sequence[Cell], two: Sequence[Cell]) -> bool:
    """Whether the words of a cell stop in the middle and go on in the cell of the next row."""
    return any(a.text and b.text and a.text[-1] not in "。；！" for a, b in zip(one, two, strict=True))


def _rows(grid: Grid, *, spaces: Spaces) -> list[list[Cell]]:
    lines = [
        [line_of(piece, page=0, spaces=spaces) for row in rows_of(cell.chars) for piece in pieces_of(row)]
        for cell in grid.cells
    ]
    starts = [line.x0 - grid.xs[cell.column] for cell, own in zip(grid.cells, lines, strict=True) for line in own]
    padding = max(0.0, min(starts, default=0.0))
    rows: list[list[Cell]] = [[] for _ in range(len(grid.ys) - 1)]
    for cell, own in zip(grid.cells, lines, strict=True):
        right = grid.xs[cell.column + cell.across] - padding
        rows[cell.row].append(Cell(cell_text(own, right), cell.down, cell.across))
    return rows


def _written(table: Sequence[Sequence[Cell]]) -> Iterator[Piece]:
    if not table:
        return
    if is_layout(table):
        yield from (Piece(cell.text) for row in table for cell in row if cell.text)
    else:
        yield from map(Piece, table_lines(table))
