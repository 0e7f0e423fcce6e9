"""A PDF's bytes as pages. The only door to PDFium, which knows fonts, encodings and damaged files."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import c_double, c_float, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import ModuleType
from typing import TYPE_CHECKING

from policydiff.errors import SourceError
from policydiff.ingest.clean.characters import SYMBOLS
from policydiff.ingest.limits import bomb, damaged, encrypted
from policydiff.ingest.readers.pdf.page import Char, Page, Rule, is_wide

if TYPE_CHECKING:
    from pypdfium2 import PdfPage
    from pypdfium2.raw import FPDF_PAGEOBJECT

# The State Council's yearly gazettes have about 2,000 pages; what has more is no document, or takes too long.
MAX_PAGES = 3000
# A page of dense tables has 10,000 characters and 5,000 lines.
MAX_CHARS, MAX_OBJECTS = 100_000, 200_000
# All pages together: the longest statutes have 200,000.
MAX_TEXT = 5_000_000
# Degrees: a scan that lay a little askew is text still; what is stamped across a page is turned by far more.
TILT = 4
# Of 255: a colour is pale between these, a layer faint up to here. The red of a document's head (255, 0, 0) is not
# pale, nor is white: it is read on a coloured ground.
PALE, WHITE, FAINT = 150, 250, 130
# In ems: characters that stand below each other so near are written from the top down.
STACKED = (0.6, 1.8)
# A line is thinner than this, in points; a filled box is thicker.
THIN = 3.0
# A line shorter than this is a stroke of a drawing.
SHORT = 4.0

# A character's box that is its advance begins where the character does; how far it may miss that, in ems.
NEAR = 0.02
# The room that a font leaves behind the ink of a character, at most, in ems.
BEARING = 0.15


@dataclass(slots=True)
class _Text:
    """The characters of a page as they are gathered, by the direction in which they run."""

    by_angle: dict[int, list[Char]] = field(default_factory=dict)
    inked: set[int] = field(default_factory=set)  # the fonts that do not say how wide their characters are
    unseen: int = 0
    unmapped: int = 0
    stacked: int = 0


def read_pages(data: bytes, name: str) -> tuple[list[Page], str]:
    """Read every page; give them and the name of the program that made the file.

    Raises:
        SourceError: the file is damaged, protected by a password, or too long.

    """
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise encrypted(name) from error
        raise damaged(name) from error
    if len(document) > MAX_PAGES:
        raise SourceError(
            f"“{name}”有 {len(document)} 页，超过 {MAX_PAGES} 页的上限；请只保留所需的页再试。",
            f"“{name}” has {len(document)} pages, more than the limit of {MAX_PAGES}; keep only the pages needed.",
        )
    pages = []
    left = MAX_TEXT
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue  # a page that is not there, in a file that counts wrongly
        pages.append(_page(raw, page, number + 1))
        left -= len(pages[-1].chars)
        if left < 0:
            raise bomb(name)
    return pages, document.get_metadata_value("Producer")


def _page(raw: ModuleType, page: PdfPage, number: int) -> Page:
    text = _chars(raw, page)
    upright = [angle for angle in text.by_angle if angle % 90 == 0]  # what runs askew is stamped across the text
    # A mark that is said over and over has many characters, but few different ones.
    main = max(upright, key=lambda angle: len({c.text for c in text.by_angle[angle]}), default=0)
    width, height = page.get_size()
    lines, pictured = _drawings(raw, page)
    askew = "".join(c.text for angle, chars in sorted(text.by_angle.items()) if angle != main for c in chars)
    return Page(
        number, width, height, tuple(_with_widths(text.by_angle.get(main, []), text.inked)),
        tuple(_turned_rules(lines, main)), askew.strip(), pictured > 0.5 * width * height, text.unseen, text.unmapped,
        text.stacked,
    )  # fmt: skip


def _direction(matrix: object) -> int:
    """The angle at which a character runs, in degrees; a scan's text that is a little askew runs level."""
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)))  # type: ignore[attr-defined]
    level = 90 * round(angle / 90)
    return (level if abs(angle - level) <= TILT else angle) % 360


def _is_below(last: Char, start: float, base: float, size: float) -> bool:
    """Whether a character stands right below the one before it, and not at the beginning of a line of its own."""
    low, high = STACKED
    return abs(start - last.x0) < 0.3 * size and low * size < last.y - base < high * size


def _is_pale(raw: ModuleType, handle: object, at: int, colour: tuple[c_uint, c_uint, c_uint, c_uint]) -> bool:
    """Whether a character is painted in a light colour, or lets shine through what is below it."""
    red, green, blue, opacity = colour
    if not raw.FPDFText_GetFillColor(handle, at, red, green, blue, opacity):
        return False
    shade = min(red.value, green.value, blue.value)
    return opacity.value < FAINT or PALE < shade < WHITE


# ---------------------------------------------------------------- characters


def _chars(raw: ModuleType, page: PdfPage) -> _Text:
    """Read the characters; where each starts is exact, where it ends is that if the font says how wide it is."""
    text = _Text()
    textpage = page.get_textpage()
    handle = textpage.raw
    x, y = c_double(), c_double()
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    colour = c_uint(), c_uint(), c_uint(), c_uint()
    before: tuple[object, ...] = ()
    for at in range(min(textpage.count_chars(), MAX_CHARS)):
        if raw.FPDFText_IsGenerated(handle, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(handle, at)
        written = _character(code)
        if raw.FPDFText_HasUnicodeMapError(handle, at) == 1 or not written:
            text.unmapped += 1
            continue
        item = raw.FPDFText_GetTextObject(handle, at)
        raw.FPDFText_GetCharOrigin(handle, at, x, y)
        raw.FPDFText_GetMatrix(handle, at, matrix)
        raw.FPDFText_GetLooseCharBox(handle, at, box)
        angle = _direction(matrix)
        size = raw.FPDFText_GetFontSize(handle, at) * math.hypot(matrix.c, matrix.d)
        text.unseen += raw.FPDFTextObj_GetTextRenderMode(item) == 3
        start, base = _turned(x.value, y.value, angle)
        ends = [_turned(box.left, box.bottom, angle)[0], _turned(box.right, box.top, angle)[0]]
        here = (_address(item), start, base, angle)
        chars = text.by_angle.setdefault(angle, [])
        if here == before and chars:  # one shape that means several characters: —— and ﬁ
            last = chars[-1]
            chars[-1] = Char(last.text + written, start, max(start, *ends), base, size, last.font, pale=last.pale)
            continue
        text.stacked += bool(chars) and _is_below(chars[-1], start, base, size)
        font = _address(raw.FPDFTextObj_GetFont(item))
        end = max(start, *ends)
        if end == start or abs(min(ends) - start) > NEAR * size:  # not its advance, but the ink
            text.inked.add(font)
        if written >= "\u2e80" or (font in text.inked and is_wide(written)):
            end = start + size
        chars.append(Char(written, start, end, base, size, font, pale=_is_pale(raw, handle, at, colour)))
        before = here
    return text


def _address(pointer: FPDF_PAGEOBJECT) -> int:
    return cast(pointer, c_void_p).value or 0


def _with_widths(chars: list[Char], inked: set[int]) -> Iterator[Char]:
    """Set where narrow characters end: at most at the narrowest step to the next one, and if not there, behind the ink.

    A font that stands in for one that the file only names has other widths than the text was set with.
    """
    widths: dict[tuple[str, int], float] = {}
    for one, two in pairwise(chars):
        step = (two.x0 - one.x0) / one.size if one.size else 0.0
        if abs(one.y - two.y) < 0.1 * one.size and step > 0.1:
            key = one.text, one.font
            widths[key] = min(widths.get(key, 1.5), step)
    for char in chars:
        width = widths.get((char.text, char.font))
        if width is None or len(char.text) > 1 or is_wide(char.text):
            yield char
        else:
            bearing = BEARING * char.size if char.font in inked else 0.0
            yield replace(char, x1=min(char.x0 + width * char.size, char.x1 + bearing))


def _character(code: int) -> str:
    """What a character code means; "" for one that means nothing.

    >>> _character(0x884C), _character(0xE003), _character(2)
    ('行', '', '-')
    """
    if code in (2, 0xFFFE):  # how PDFium says that a line ends with a hyphen
        return "-"
    if (
        code < 0x20
        or (0xD800 <= code <= 0xF8FF and chr(code) not in SYMBOLS)
        or code in (0xFFFD, 0xFFFF)
        or code > 0x10FFFF
    ):
        return ""
    return chr(code)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """Turn a point back by the angle at which the text runs."""
    if not angle:
        return x, y
    turn = math.radians(-angle)
    return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)


def _turned_rules(rules: list[Rule], angle: int) -> Iterator[Rule]:
    for rule in rules:
        (xa, ya), (xb, yb) = _turned(rule.x0, rule.y0, angle), _turned(rule.x1, rule.y1, angle)
        yield Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


# ---------------------------------------------------------------- lines and pictures


def _drawings(raw: ModuleType, page: PdfPage) -> tuple[list[Rule], float]:
    """The ruled lines of a page, and the area that pictures cover."""
    rules: list[Rule] = []
    pictured = 0.0
    for item, matrix in _objects(raw, page.raw):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(raw, item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _bounds(raw, item, matrix)
            pictured += (x1 - x0) * (y1 - y0)
    return rules, pictured


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


def _objects(raw: ModuleType, page: object) -> Iterator[tuple[object, _Matrix]]:
    """The objects of a page and of the forms in it, which may hold each other; each with its placement."""
    budget = MAX_OBJECTS
    stack = [
        (raw.FPDFPage_GetObject(page, at), _SAME, 0)
        for at in reversed(range(min(raw.FPDFPage_CountObjects(page), budget)))
    ]
    while stack and budget > 0:
        item, outer, depth = stack.pop()
        budget -= 1
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < 8:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
            count = min(raw.FPDFFormObj_CountObjects(item), budget)
            stack += [(raw.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in reversed(range(count))]


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(raw: ModuleType, item: object, matrix: _Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [_placed(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _rules(raw: ModuleType, item: object, matrix: _Matrix) -> Iterator[Rule]:
    """The level and upright lines of a path: thin filled boxes, and the strokes of drawn ones."""
    x0, y0, x1, y1 = _bounds(raw, item, matrix)
    if min(x1 - x0, y1 - y0) <= THIN:
        if max(x1 - x0, y1 - y0) >= SHORT:
            yield _straight(x0, y0, x1, y1)
        return
    if not _is_stroked(raw, item):
        return
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, own)
    placement = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    x, y = c_float(), c_float()
    first = last = None
    for at in range(min(raw.FPDFPath_CountSegments(item), 2000)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(placement, x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or last is None:
            first = point
        else:
            yield from _stroke(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield from _stroke(point, first)


def _is_stroked(raw: ModuleType, item: object) -> bool:
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(stroke.value)


def _stroke(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Rule]:
    (xa, ya), (xb, yb) = one, two
    if min(abs(xa - xb), abs(ya - yb)) <= 1 and max(abs(xa - xb), abs(ya - yb)) >= SHORT:
        yield _straight(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _straight(x0: float, y0: float, x1: float, y1: float) -> Rule:
    if x1 - x0 >= y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
