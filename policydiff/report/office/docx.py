"""A comparison as a Word document: the table of old and new text (新旧条文对照表) that offices use.

Upright on A4 in black and white, as they make it; or landscape with what is known of the two documents, what is new,
targets and responsibilities before the texts. The parts of the package are templates; marks are character styles, so
that a user can change their look in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.model import Comparison
from policydiff.report.escape import legal
from policydiff.report.office.package import pack
from policydiff.report.said import spoken
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.model import ChangeRow, Report
from policydiff.report.said.report import say
from policydiff.wording import Lang, pick
from policydiff.wording.both import COLON, COMMA, STOP
from policydiff.wording.columns import COLUMNS
from policydiff.wording.interface import OUTPUTS, WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
# The parts of the package, each with the file that it is made from; the first is what a reader looks for first.
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "portrait.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/header1.xml": "header.xml",
    "word/footer1.xml": "footer.xml",
}
# A row up to this many characters stays on one page: some twelve lines of the thirty that a page has. A longer one
# may break, or it would leave half a page empty before it.
KEPT_WHOLE = 300
RUNNING_HEAD = 60  # characters of the heading that fit on one line of every page
TASKS_KEPT_WHOLE = 12  # the same for the offices' table, whose tasks take a line each
# Styles in templates/docx/styles.xml for the marks of a text, and for what became of a clause; Strong for the rest.
_MARKS = {"": "", "ins": "Inserted", "del": "Deleted", "form": "FormOnly", "away": "Moved", "here": "Moved"}
_OUTCOMES = {"added": "Added", "removed": "Dropped"}


@dataclass(frozen=True, slots=True)
class BookmarkedRow:
    """A row of the texts side by side, as links lead to it."""

    row: ChangeRow
    bookmark: str
    short: bool


def render_docx(
    comparison: Comparison, *, lang: Lang = "zh", landscape: bool = False, changed_only: bool = False
) -> bytes:
    """The document. The same comparison gives the same bytes.

    `landscape` is the form with the targets and offices in tables before the texts; `changed_only` leaves out what
    did not change, but for the headings above what did.
    """
    report = say(comparison)
    context = _context(report, lang, landscape=landscape, changed_only=changed_only)
    return render_parts("landscape.xml" if landscape else "portrait.xml", context, lang=lang)


def render_parts(document: str, context: Mapping[str, Any], *, lang: Lang) -> bytes:
    """The package, with a template of this name as its document."""
    environment = _environment(lang)
    files = {**PARTS, "word/document.xml": document}
    known = {"lang": lang, "footer": _footer(lang), "landscape": False, **context}
    return pack({name: environment.get_template(file).render(known).strip().encode() for name, file in files.items()})


def _environment(lang: Lang) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_writable,
    )
    environment.filters["t"] = lambda pair: pick(pair, lang)
    environment.filters["said"] = lambda said: said.en if lang == "en" else said.zh
    environment.filters["responsibility"] = lambda line: spoken.responsibility(line, lang)
    return environment


def _footer(lang: Lang) -> list[str]:
    return pick(OUTPUTS["page"], lang).format(page="\0PAGE\0", pages="\0NUMPAGES\0").split("\0")


def _writable(value: object) -> object:
    """Every value on its way into a part; markup was made from values that came through here before."""
    return legal(value) if type(value) is str else value


def _context(report: Report, lang: Lang, *, landscape: bool, changed_only: bool) -> Mapping[str, Any]:
    rows = tuple(_rows(report, changed_only=changed_only))
    heading = spoken.heading(report, lang)
    return {
        "landscape": landscape,
        "report": report,
        "w": {name: pick(pair, lang) for name, pair in WORDS.items()},
        "heading": heading,
        "running_head": excerpt(heading, RUNNING_HEAD),
        "banners": spoken.banners(report, lang),
        "standings": [pick(c.standing, lang) for c in (report.old, report.new) if c.standing],
        "legend": pick(OUTPUTS["legend_changed" if changed_only else "legend"], lang),
        "unchanged": pick(OUTPUTS["unchanged"], lang),
        "columns": [pick(OUTPUTS[f"{c.side}_column"], lang).format(id=c.id) for c in (report.old, report.new)],
        "cards": tuple(spoken.card_rows(report, lang)),
        "rows": rows,
        "bookmarks": dict(_bookmarks(rows)),
        "marks": _MARKS,
        "outcomes": _OUTCOMES,
        "tasks_kept_whole": TASKS_KEPT_WHOLE,
        "remarks": tuple(spoken.remarks(report, lang)),
        "place_word": pick(COLUMNS["place"], lang),
        "absent": pick(OUTPUTS["absent"], lang),
        "whole": pick(OUTPUTS["whole"], lang),
        "colon": pick(COLON, lang),
        "comma": pick(COMMA, lang),
        "stop": pick(STOP, lang),
    }


def _rows(report: Report, *, changed_only: bool) -> Iterator[BookmarkedRow]:
    rows = [row for run in report.text.runs for row in run.rows]
    shown = [row for row in rows if row.leads_on or not (row.quiet or row.stub)] if changed_only else rows
    for number, row in enumerate(shown, 1):
        yield BookmarkedRow(row, f"row{number}", _length(row) <= KEPT_WHOLE)


def _length(row: ChangeRow) -> int:
    return max(sum(len(p.text) for b in side for z in b.zones for p in z.pieces) for side in (row.old, row.new))


def _bookmarks(rows: tuple[BookmarkedRow, ...]) -> Iterator[tuple[str, str]]:
    """The bookmark behind each link into the texts: a link to a clause or a fact leads to its row."""
    for row in rows:
        yield f"#{row.row.anchor}", row.bookmark
        for block in (*row.row.old, *row.row.new):
            yield f"#{block.anchor}", row.bookmark
            for zone in block.zones:
                yield from ((f"#{name}", row.bookmark) for name in (zone.anchor, *zone.anchors) if name)
