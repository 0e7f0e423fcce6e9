"""A page as a list of blocks: the paragraphs and table rows, in the order in which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policydiff.ingest.clean.characters import raised, tidy
from policydiff.ingest.clean.lines import unwrap
from policydiff.ingest.readers.extracted import Verdict
from policydiff.ingest.readers.html import lists
from policydiff.ingest.readers.numbering_styles import joined
from policydiff.ingest.readers.tables import Cell, is_layout, one_line, table_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

# What begins and ends a line. Everything else, unknown elements too, runs on in the line.
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_UNSEEN = frozenset(
    "head script style template svg link meta title base col colgroup source track param area datalist".split()
)
# What is seen but is the page's and not the document's.
_CONTROLS = frozenset(
    "button select textarea iframe noframes noscript object embed applet audio video canvas map option input".split()
)
_SINGLE = frozenset(("br", "sup", "sub"))
_READINGS = frozenset(("rt", "rp", "rtc"))

# Yes: display:none, visibility: hidden !important; no: display: block
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# The rules of a style sheet: selectors and what they set. Yes: .hide, #copy { display: none }; no: @media print
_RULE = re.compile(r"([^{}@]{1,500})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"[.#][\w-]+")
STYLES = 200_000
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
# The gap that Word writes between a list's number and its item: no space of the text.
_WORD_GAP = re.compile(r"font\s*:\s*7\.0pt\s*[\"']Times New Roman", re.IGNORECASE)
# Parts of a wiki's or a site's page that are seen on the screen alone.
# Yes: noprint, mw-editsection; no: print, mw-headline
_NOT_PRINTED = re.compile(r"(?<![\w-])(?:no-?print|mw-editsection|mw-jump-link)(?![\w-])")

# Files that a document brings with it: a link to one is the document's own line.
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|ceb|txt|rtf|zip|rar|7z|jpe?g|png|tiff?)(?:[?#].*)?$", re.IGNORECASE
)

# What the source's own white space comes to: a line break if there is one in it, else a space. A few spaces in
# a row stay: nobody lays out the source so, they are the text's own.
_WHITE = re.compile(r"[ \t\r\n\f]+")
SPACES = 8
# A paragraph that begins inside a line: its indentation shows it. Two full-width spaces are the indentation
# of Chinese text; where a page writes narrow ones, it takes four. It runs on white space made single.
# Yes: "工作。　　二、加强", "通知如下：\n　　一、"; no: "政　　府", "第一章　总则"
_INDENTED = re.compile(r"(?:(?<=[。！？；])[ \n]?|\n)(?:(?:\u3000 ?){2,}|(?:\xa0 ?){4,})")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page. `linked` of its characters stand in `anchors` links; with a reason it is left out."""

    text: str
    owner: _Element
    linked: int = 0
    anchors: int = 0
    reason: Verdict = ""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open, with what it hands down to the elements in it."""

    element: _Element
    owner: _Element
    reason: Verdict = ""
    link: bool = False
    keeps_lines: bool = False
    count: lists.ListCount | None = None


@dataclass(slots=True)
class _Page:
    """The blocks so far, the line that is being gathered, and the label that waits for its first words."""

    blocks: list[Block] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    linked: int = 0
    anchors: int = 0
    label: str = ""
    hidden: frozenset[str] = frozenset()  # the classes (.a) and ids (#a) that the page's own style hides


def read_blocks(root: _Element, hidden: frozenset[str] | None = None) -> list[Block]:
    """Read an element's lines, without recursion: pages may be nested deeper than Python's own stack.

    `hidden` are the names that the page hides, where the element is only a part of it.
    """
    page = _Page(hidden=_hidden_names(root) if hidden is None else hidden)
    stack = [(_Open(root, root), iter(root))]
    _add(page, stack[-1][0], root.text)
    while stack:
        here, children = stack[-1]
        child = next(children, None)
        if child is None:
            _close(page, here)
            stack.pop()
            if stack:
                _add(page, stack[-1][0], here.element.tail)
        elif (inner := _enter(page, here, child)) is None:
            _add(page, here, child.tail)
        else:
            _add(page, inner, child.text)
            stack.append((inner, iter(child)))
    return page.blocks


def _enter(page: _Page, here: _Open, child: _Element) -> _Open | None:
    """Open an element; None where nothing in it is to be read, or all of it has been."""
    tag = child.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return None
    if tag in _SINGLE:
        _add_single(page, here, child)
        return None
    style = child.get("style") or ""
    if _WORD_GAP.search(style) and not "".join(child.itertext()).strip():
        return None
    if tag == "table" and not here.reason and not _hides(child, style) and (rows := _data_rows(child, page.hidden)):
        _end_line(page, here)
        _add_table(page, child, rows)
        return None
    inner = replace(
        here,
        element=child,
        reason=here.reason or _reason(page, child, tag, style),
        link=here.link or (tag == "a" and _leads_away(child)),
        keeps_lines=here.keeps_lines or tag in ("pre", "listing", "xmp") or bool(_KEEPS_LINES.search(style)),
        count=lists.begin(child) if tag in _LISTS else here.count,
    )
    page.anchors += inner.link and not here.link
    if tag in _BLOCK or _SHOWN_AS_BLOCK.search(style):
        _end_line(page, here)
        inner = replace(inner, owner=child)
        if tag == "li" and here.count and here.element.tag in _LISTS:
            page.label = lists.label(here.count, child)
    if _WORD_LABEL.search(style):  # the number that Word wrote out before the text of a list's item
        page.label = one_line("".join(child.itertext()))
        return None
    return inner


def _add_single(page: _Page, here: _Open, child: _Element) -> None:
    """Read an element that holds no others worth telling apart: a line break, a word set higher or lower."""
    if child.tag == "br":
        _end_line(page, here)
    else:
        _add(page, here, raised("".join(child.itertext()), up=child.tag == "sup"))


def _hidden_names(root: _Element) -> frozenset[str]:
    """The classes and ids that the style sheets in the page hide by themselves, whatever they stand in."""
    sheets = (_COMMENT.sub("", (sheet.text or "")[:STYLES]) for sheet in root.iter("style"))
    hidden = (selectors for sheet in sheets for selectors, style in _RULE.findall(sheet) if _HIDDEN.search(style))
    names = (name.strip() for selectors in hidden for name in selectors.split(","))
    return frozenset(name for name in names if _NAME.fullmatch(name))


def _is_hidden_by_name(page: _Page, child: _Element) -> bool:
    names = [f".{name}" for name in (child.get("class") or "").split()] + [f"#{child.get('id')}"]
    return bool(page.hidden) and not page.hidden.isdisjoint(names)


def _reason(page: _Page, child: _Element, tag: str, style: str) -> Verdict:
    if tag in _CONTROLS or _NOT_PRINTED.search(child.get("class") or ""):
        return "page-control"
    if tag in _READINGS:
        return "reading"
    return "hidden" if _hides(child, style) or _is_hidden_by_name(page, child) else ""


def _hides(child: _Element, style: str) -> bool:
    return child.get("hidden") is not None or bool(_HIDDEN.search(style))


def _leads_away(anchor: _Element) -> bool:
    """Whether a link goes to another page: not to a place on this one, nor to an attachment."""
    address = (anchor.get("href") or "").strip()
    return bool(address) and (address == "#" or not address.startswith("#")) and not _FILE.search(address)


def _close(page: _Page, here: _Open) -> None:
    if here.owner is here.element:
        _end_line(page, here)


def _add(page: _Page, here: _Open, text: str | None) -> None:
    if not text:
        return
    if here.reason:
        if text.strip():
            page.aside.append(Block(tidy(_single(text)).strip(), here.owner, reason=here.reason))
        return
    if here.keeps_lines:
        *whole, text = text.replace("\r\n", "\n").replace(" ", "\xa0").replace("\r", "\n").split("\n")
        for line in whole:
            page.line.append(line)
            _end_line(page, here)
    page.line.append(text)
    if here.link:
        page.linked += len("".join(text.split()))


def _end_line(page: _Page, here: _Open) -> None:
    linked, anchors = page.linked, page.anchors
    for part in _INDENTED.split(_single("".join(page.line))):
        text = tidy(unwrap(part)).strip()
        if not text:
            continue
        text, page.label = joined(page.label, text), ""
        page.blocks.append(Block(text, here.owner, min(linked, len(text)), anchors))
        linked = anchors = 0
    page.blocks += page.aside
    page.line.clear()
    page.aside.clear()
    page.linked = page.anchors = 0


def _single(text: str) -> str:
    return _WHITE.sub(_as_one, text)


def _as_one(white: re.Match[str]) -> str:
    if "\n" in white[0] or "\r" in white[0]:
        return "\n"
    return white[0] if len(white[0]) <= SPACES and not white[0].strip(" ") else " "


# ---------------------------------------------------------------- tables

_SECTIONS = {"thead": 0, "tbody": 1, "table": 1, "tfoot": 2}  # the foot may stand before the body in the source
_IN_TABLE = frozenset(("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "script", "style"))


def _data_rows(table: _Element, hidden: frozenset[str]) -> list[list[tuple[Cell, list[Block]]]]:
    """The rows of a table that holds data, each cell with what is left out of it.

    Empty for a table that lays out a page: its cells are read as lines.
    """
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return []
    rows: list[tuple[int, _Element]] = []
    for element in table.iter():
        parent = element.getparent()
        if element.tag == "tr":
            rows.append((_SECTIONS.get(parent.tag, 1), element))
            if any(cell.tag not in ("td", "th", "script", "style") for cell in element):
                return []
        elif element.tag not in _IN_TABLE and parent.tag in ("table", "thead", "tbody", "tfoot"):
            return []
    rows.sort(key=lambda row: row[0])
    cells = [
        [_cell(cell, len(rows) - at, hidden) for cell in row if cell.tag in ("td", "th")]
        for at, (_, row) in enumerate(rows)
    ]
    return [] if is_layout([[cell for cell, _ in row] for row in cells]) else cells


def _cell(element: _Element, rows_left: int, hidden: frozenset[str]) -> tuple[Cell, list[Block]]:
    blocks = read_blocks(element, hidden)
    text = "\n".join(block.text for block in blocks if not block.reason)
    down = _span(element.get("rowspan")) or rows_left  # 0 is down to the end (HTML §4.9.11)
    return Cell(text, min(down, rows_left), _span(element.get("colspan"))), [block for block in blocks if block.reason]


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isascii() and digits.isdigit() else 1


def _add_table(page: _Page, table: _Element, rows: list[list[tuple[Cell, list[Block]]]]) -> None:
    page.label = ""
    for caption in table.iterchildren("caption"):
        page.blocks += (replace(block, owner=table) for block in read_blocks(caption, page.hidden))
    links = [anchor for anchor in table.iter("a") if _leads_away(anchor)]
    linked, anchors = sum(len("".join("".join(link.itertext()).split())) for link in links), len(links)
    for line in table_lines([cell for cell, _ in row] for row in rows):
        page.blocks.append(Block(line, table, min(linked, len(line)), anchors))
        linked, anchors = max(0, linked - len(line)), 0
    for row in rows:
        page.blocks += (replace(block, owner=table) for _, left_out in row for block in left_out)
