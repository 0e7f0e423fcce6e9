"""An overview and some tables → an Excel workbook. The only door to XlsxWriter.

Every sheet but the first begins with its header row, so that it can be filtered, sorted and read by programs.
Text is written as text, whatever it begins with; numbers are numbers; no part has a clock in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policydiff.report.escape import is_formula, legal
from policydiff.report.office.package import pack, unpack
from policydiff.report.said import tables
from policydiff.report.said.marked_text import Piece
from policydiff.wording import Lang, pick
from policydiff.wording.interface import OUTPUTS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Styles = Mapping[str, "Format"]
Line = tuple[str | int, ...]

# Excel's own limits: the text of a cell in UTF-16 code units, and a row's height in points.
LONGEST, HIGHEST = 32_767, 409
OVERVIEW = (18, 64, 64)  # widths of the overview's columns in characters
_FONT = {"font_name": "宋体", "font_charset": 134, "font_size": 10, "font_scheme": None}
_LINE = 13.5  # height of a line of that font in points
_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9C9C9"}
_STYLES: dict[str, dict[str, Any]] = {
    "text": _CELL,
    "guarded": {**_CELL, "quote_prefix": True},  # stays text when somebody edits it
    "number": _CELL,
    "count": _CELL,
    "tally": {**_CELL, "num_format": "#"},  # nothing where there is none
    "figure": {**_CELL, "align": "left"},
    "added": {**_CELL, "bold": True, "font_color": "#0B5D4E"},
    "removed": {**_CELL, "bold": True, "font_color": "#8C2436"},
    "header": {**_CELL, "bold": True, "bg_color": "#E8E8E8", "valign": "vcenter"},
    "banner": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#FBE3B5", "border": 2},
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12},
    # Marks in a text: never told by colour alone.
    "ins": {"underline": 1, "bold": True, "font_color": "#0B5D4E"},
    "del": {"font_strikeout": True, "font_color": "#8C2436"},
    "form": {"underline": 33, "font_color": "#7A4B00"},
    "away": {"underline": 2, "font_color": "#4B3A92"},
    "here": {"underline": 2, "font_color": "#4B3A92"},
    "": {},
}


@dataclass(frozen=True, slots=True)
class Overview:
    """The first sheet: banners on top, then sections of lines; a line is a label and one or two cells."""

    heading: str
    banners: tuple[str, ...]
    sections: tuple[tuple[str, Sequence[Line]], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet.

    `layout` names the columns that it shows, with their widths in characters; the first `printed` of them are
    printed. `marked` has texts with marks in them, by row and column.
    """

    name: str
    table: tables.Table
    headers: Mapping[str, str]
    layout: Sequence[tuple[str, float]]
    printed: int | None = None
    tallies: tuple[str, ...] = ()
    marked: Mapping[tuple[int, str], Sequence[Piece]] = field(default_factory=dict)


def write_workbook(overview: Overview, sheets: Iterable[Sheet], *, lang: Lang) -> bytes:
    """The workbook. The same values give the same bytes."""
    from xlsxwriter import Workbook

    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "default_format_properties": dict(_FONT)})
    styles = {name: book.add_format(properties) for name, properties in _STYLES.items()}
    _write_overview(_add_sheet(book, pick(OUTPUTS["overview"], lang), overview, lang), styles, overview)
    for sheet in sheets:
        _write_table(_add_sheet(book, sheet.name, overview, lang), styles, sheet, lang)
    comments = legal(" ".join(overview.banners))
    book.set_properties({"title": legal(overview.heading), "comments": comments, "author": "policydiff"})
    book.close()
    parts = unpack(target.getvalue())
    core = "docProps/core.xml"  # the one part with a clock in it
    parts[core] = re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", parts[core])
    return pack(parts)


def _add_sheet(book: Workbook, name: str, overview: Overview, lang: Lang) -> Worksheet:
    """A sheet that prints on A4 across, one page wide; a sample says so on every page."""
    sheet = book.add_worksheet(name)
    said = legal(" ".join([*overview.banners, overview.heading]))[:126]  # Excel's limit is 255 with every & doubled
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C" + said.replace("&", "&&"))
    sheet.set_footer("&C" + pick(OUTPUTS["page"], lang).format(page="&P", pages="&N"))
    return sheet


def _write_overview(sheet: Worksheet, styles: Styles, overview: Overview) -> None:
    for i, width in enumerate(OVERVIEW):
        sheet.set_column(i, i, width)
    sheet.hide_gridlines(2)
    at = 0
    for banner in overview.banners:
        _write_across(sheet, at, 0, f"⚠ {banner}", styles["banner"], styles)
        sheet.set_row(at, 40)
        at += 1
    _write_text(sheet, at, 0, overview.heading, styles["title"], styles)
    sheet.set_row(at, 28)
    for name, lines in overview.sections:
        if lines:
            at += 1 + bool(name)
        if lines and name:
            _write_text(sheet, at, 0, name, styles["section"], styles)
        for line in lines:
            at += 1
            _write_line(sheet, at, line, styles)


def _write_line(sheet: Worksheet, row: int, line: Line, styles: Styles) -> None:
    label, *cells = line
    _write_cell(sheet, row, 0, label, "header", styles)
    if len(cells) == 1 and isinstance(cells[0], str):
        form = styles["guarded" if is_formula(cells[0]) else "text"]
        _write_across(sheet, row, 1, cells[0], form, styles)
        sheet.set_row(row, _height([(cells[0], sum(OVERVIEW[1:]))]))
    else:
        for column, cell in enumerate(cells, 1):
            _write_cell(sheet, row, column, cell, "text" if isinstance(cell, str) else "figure", styles)
        sheet.set_row(row, _height(zip(line, OVERVIEW, strict=False)))


def _write_across(sheet: Worksheet, row: int, column: int, text: str, form: Format, styles: Styles) -> None:
    """A text from a column to the overview's last."""
    sheet.merge_range(row, column, row, len(OVERVIEW) - 1, "", form)
    _write_text(sheet, row, column, text, form, styles)


def _write_table(target: Worksheet, styles: Styles, sheet: Sheet, lang: Lang) -> None:
    layout, last = sheet.layout, len(sheet.table.rows)
    columns = {c.key: c for c in sheet.table.columns}
    for i, (key, width) in enumerate(layout):
        target.set_column(i, i, width)
        _write_text(target, 0, i, sheet.headers[key], styles["header"], styles)
    for row, record in enumerate(sheet.table.records(), 1):
        for i, (key, _) in enumerate(layout):
            cell, codes = record[key], columns[key].codes
            pieces = sheet.marked.get((row - 1, key))
            if pieces:
                _write_marked(target, row, i, pieces, styles, lang)
            elif isinstance(cell, str) and cell in codes:
                style = cell if cell in ("added", "removed") else "text"
                _write_cell(target, row, i, pick(codes[cell], lang), style, styles)
            else:
                _write_cell(target, row, i, cell, "tally" if key in sheet.tallies else columns[key].kind, styles)
        target.set_row(row, _height((record[key], width) for key, width in layout))
    target.freeze_panes(1, 0)
    target.autofilter(0, 0, last, len(layout) - 1)
    target.repeat_rows(0)
    target.print_area(0, 0, last, (sheet.printed or len(layout)) - 1)
    target.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})  # a clause may be called 3


# ---------------------------------------------------------------- cells


def _write_cell(sheet: Worksheet, row: int, column: int, cell: tables.Cell, style: str, styles: Styles) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, styles[style])
    elif isinstance(cell, str):
        guarded = "guarded" if style == "text" and is_formula(cell) else style
        _write_text(sheet, row, column, cell, styles[guarded], styles)
    else:
        sheet.write_number(row, column, cell, styles[style])


def _write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format, styles: Styles) -> None:
    """A text as a text: nothing in it is taken for a formula, a link or markup."""
    text = legal(text)
    if text.startswith("<r>"):  # the library would take such a string for markup of its own
        sheet.write_rich_string(row, column, styles[""], text[:1], styles[""], text[1:], form)
    else:
        sheet.write_string(row, column, text, form)


def _write_marked(sheet: Worksheet, row: int, column: int, pieces: Sequence[Piece], styles: Styles, lang: Lang) -> None:
    fitting = _fitting([Piece(p.tag, legal(p.text)) for p in pieces], lang)
    whole = "".join(p.text for p in fitting)
    form = styles["guarded" if is_formula(whole) else "text"]
    if any(p.tag for p in fitting):
        parts = [x for p in fitting for x in (styles[p.tag], p.text)]
        if len(fitting) == 1:  # a rich string has two parts at least
            first = styles[fitting[0].tag]
            parts = [first, whole[:1], first, whole[1:]] if len(whole) > 1 else [first, whole, first, "\u200b"]
        sheet.write_rich_string(row, column, *parts, form)
    else:
        _write_text(sheet, row, column, whole, form, styles)


def _fitting(pieces: Sequence[Piece], lang: Lang) -> list[Piece]:
    """The pieces that a cell can hold, and how much is missing behind them.

    >>> [p.text[:9] for p in _fitting([Piece("", "专" * 40_000)], "zh")]
    ['专专专专专专专专专', '……（过长，此处截']
    """
    if sum(_code_units(p.text) for p in pieces) <= LONGEST:
        return list(pieces)
    room, found = LONGEST - 120, []
    for piece in pieces:
        text = piece.text if _code_units(piece.text) <= room else piece.text[: room // 2]
        room -= _code_units(text)
        if text:
            found.append(Piece(piece.tag, text))
    missing = sum(len(p.text) for p in pieces) - sum(len(p.text) for p in found)
    return [*found, Piece("", pick(OUTPUTS["cut"], lang).format(count=missing))]


def _height(cells: Iterable[tuple[tables.Cell, float]]) -> float:
    """The height of a row by its cells and their widths; a program that does not fit rows by itself shows all.

    >>> _height([("专利" * 40, 20), (3, 8)]) == 8 * _LINE + 4
    True
    """
    counts = [_lines(cell, width) for cell, width in cells if isinstance(cell, str)]
    return min(HIGHEST, max(counts, default=1) * _LINE + 4)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; a Chinese character is as wide as two others."""
    return sum(max(1, math.ceil(sum(1 + (c > "\u2e7f") for c in line) / width)) for line in text.split("\n"))


def _code_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
