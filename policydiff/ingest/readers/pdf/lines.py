"""Characters into lines: those on one baseline, cut where a gap is wider than any between words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from policydiff.ingest.clean.characters import raised
from policydiff.ingest.readers.pdf.page import Char, Spaces, is_wide

# In ems of the line. Characters within half an em of a baseline belong to it, raised and lowered ones too:
# lines of text stand at least one em apart.
SAME_LINE = 0.5
# What programs set by themselves between Chinese and Latin, in ems: CSS Text 4 §8.4 asks for an eighth; others have
# what Word has. A space must be wider than that by more than the noise.
BORDERS, BORDER, NOISE = {"Skia": 0.125, "LibreOffice": 0.2}, 0.25, 0.05
# A gap wider than this parts columns, the cells of a table, a label from its text.
CUT = 1.0
# A space that is seen: of Latin text a quarter of an em; between Chinese characters only a space that the
# file holds counts, because lines are stretched to the margin.
SPACE = 0.15
WIDE_SPACE = 0.8
# A line is stretched where its Chinese characters stand so far apart.
LOOSE = 0.03
MOST_SPACES = 8
# How near to a whole number of ems a gap must be for full-width spaces; another one is a stretched narrow space.
EXACT = 0.08
# In sizes of the line: what stands higher or lower is smaller than this, and so far from the line.
SMALL, HEIGHT = 0.8, 0.15
# A title whose characters are set apart has at most so many.
SHORT = 15

# The piece at the start of a line that cannot be parted: what may not end a line, a word or a character, what
# may not begin one. Some programs part nothing around quotation marks (Unicode's UAX 14), so they hold on too.
# Nor do they between punctuation and digits.
# Yes: （一） of （一）指导, 92% of 92%以上, 展，2007 of 展，2007年, 为“严 of 为“严重”; no: 为了 of 为了加强
_UNIT = (
    r"[（《〈「『【〔\[(￥＄$]*(?:[A-Za-z0-9][A-Za-z0-9.,'’/:\-+%‰×~～]*|.)[，。、；：？！）》〉」』】〕\])…—%％‰℃°·]*"
)
FIRST_WORD = re.compile(rf"[“‘]*{_UNIT}(?:[“”‘’]+{_UNIT})*[A-Za-z0-9.,%]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters on one baseline.

    `word` is how wide its first word is, in points: what cannot be parted from its beginning. `inner` is where the
    text behind its first gap starts, if it has one.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int
    word: float
    column: int = 0
    inner: float | None = None


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Group characters by baseline, from the top down, each group from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (-c.y, c.x0)):
        if rows and rows[-1][0].y - char.y < SAME_LINE * max(rows[-1][0].size, char.size):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [_without_doubles(sorted(row, key=lambda c: c.x0)) for row in rows]


def _without_doubles(row: Sequence[Char]) -> list[Char]:
    """Take out characters painted twice in one place, which is how some programs make them bold."""
    kept: list[Char] = []
    for char in row:
        if any(c.text == char.text and abs(c.x0 - char.x0) < 0.2 * char.size for c in kept[-3:]):
            continue
        kept.append(char)
    return kept


def pieces_of(row: Sequence[Char]) -> list[list[Char]]:
    """Cut a row where a gap is wider than a space; spaces at the ends of a piece go."""
    pieces: list[list[Char]] = [[]]
    for char in row:
        if char.text.isspace() and not pieces[-1]:
            continue
        if pieces[-1]:
            inked = [c for c in pieces[-1] if not c.text.isspace()][-1:]
            behind = inked[0] if inked else pieces[-1][-1]
            if (
                not char.text.isspace()
                and char.x0 - behind.x1 > CUT * max(char.size, behind.size)
                and not _spaced(pieces[-1])
            ):
                pieces.append([])
        pieces[-1].append(char)
    return [trimmed for piece in pieces if (trimmed := _trim(piece))]


def _spaced(piece: Sequence[Char]) -> bool:
    """Whether the gap at the end of a piece is filled with spaces that the file holds, two ems at most."""
    spaces = 0.0
    for char in reversed(piece):
        if not char.text.isspace():
            break
        spaces += char.x1 - char.x0
    return 0 < spaces <= 2.2 * piece[-1].size


def _trim(piece: list[Char]) -> list[Char]:
    while piece and piece[-1].text.isspace():
        piece.pop()
    return piece


def line_of(piece: Sequence[Char], *, page: int, spaces: Spaces) -> Line:
    """Make a line of a piece's characters."""
    inked = [c for c in piece if not c.text.isspace()]
    size = median(c.size for c in inked)
    y = median(c.y for c in inked)
    piece = _with_heights(piece, y, size)
    x0, x1 = inked[0].x0, inked[-1].x1
    return Line(written(piece, spaces), x0, x1, y, size, page, _word(piece), inner=_inner(piece))


def _with_heights(piece: Sequence[Char], y: float, size: float) -> Sequence[Char]:
    """The characters, small digits above or below the line as the signs that say so: ¹, ₂."""
    if all(char.size > SMALL * size for char in piece):
        return piece
    found: list[Char] = []
    for height, run in groupby(piece, lambda char: _height(char, y, size)):
        own = list(run)
        text = raised("".join(char.text for char in own), up=height > 0) if height else ""
        same = len(text) == len(own)
        found += [replace(char, text=sign) for char, sign in zip(own, text, strict=True)] if same else own
    return found


def _height(char: Char, y: float, size: float) -> int:
    """1 for a small character above the line, -1 for one below, 0 for any other."""
    if char.size > SMALL * size or char.text.isspace():
        return 0
    return (char.y - y > HEIGHT * size) - (y - char.y > HEIGHT / 2 * size)


def _word(piece: Sequence[Char]) -> float:
    """How wide the first word is."""
    found = FIRST_WORD.match("".join(char.text for char in piece))
    length = len(found[0]) if found else 1
    for char in piece:
        length -= len(char.text)
        if length <= 0:
            return char.x1 - piece[0].x0
    return piece[-1].x1 - piece[0].x0


def spaces_of(pieces: Iterable[Sequence[Char]], producer: str) -> Spaces:
    """Tell what a file does with the spaces of its text, from all its lines and the program that made it.

    LibreOffice keeps a space in the font of the words around it only.
    """
    drawn, gaps = 0, 0
    for piece in pieces:
        drawn += sum(
            two.text.isspace() and (_is_chinese(one) or _is_chinese(three))
            for one, two, three in zip(piece, piece[1:], piece[2:], strict=False)
        )
        inked = [c for c in piece if not c.text.isspace()]
        stretch = _stretch(inked, _gaps(inked))
        for one, two in pairwise(piece):
            wide = (two.x0 - one.x1) / max(two.size, 1.0) - stretch
            if _is_chinese(one) and _is_chinese(two):
                gaps += SPACE < wide < WIDE_SPACE
    program = re.split("[/ ]", producer, maxsplit=1)[0]
    return Spaces(kept=drawn > gaps and program != "LibreOffice", border=BORDERS.get(program, BORDER))


def _inner(piece: Sequence[Char]) -> float | None:
    """Where the text starts that stands behind a space or a gap near the start of a line: behind its label."""
    for before, char in pairwise(piece):
        if before.x0 - piece[0].x0 > 8 * char.size:
            break
        if not char.text.isspace() and (before.text.isspace() or char.x0 - before.x1 > 0.4 * char.size):
            return char.x0
    return None


def written(piece: Sequence[Char], spaces: Spaces) -> str:
    """The text of a piece: with the spaces that the file holds, and those of which it left only the gaps."""
    text = ""
    last: Char | None = None  # the last character that is no space
    held: list[Char] = []
    inked = [char for char in piece if not char.text.isspace()]
    stretch = _stretch(inked, _gaps(inked))
    for char in piece:
        if char.text.isspace():
            held.append(char)
            continue
        if last is not None:
            gap = (char.x0 - last.x1) / max(char.size, 1.0)
            if held:
                text += _spaces(held, gap, stretched=stretch > LOOSE) if gap > SPACE else ""
            else:
                latin = (last.text + char.text).isascii()  # which justification does not set apart
                text += _gap(last, char, gap if latin else gap - stretch, spaces)
        text += char.text
        last, held = char, []
    return text


def _gap(one: Char, two: Char, wide: float, spaces: Spaces) -> str:
    """The space that a gap stands for, which is so much wider than the line's other gaps."""
    latin = _are_latin(one, two)
    mixed = _are_mixed(one, two)
    if wide > WIDE_SPACE and not latin:
        return "\u3000" * round(wide) if abs(wide - round(wide)) < EXACT else " "
    if spaces.kept and not latin:
        return ""
    return " " if wide > SPACE and (not mixed or wide > spaces.border + NOISE) else ""


def _gaps(piece: Sequence[Char]) -> list[float]:
    """The gaps between the characters, in ems."""
    return [(two.x0 - one.x1) / max(two.size, 1.0) for one, two in pairwise(piece)]


def _spaces(spaces: Sequence[Char], gap: float, *, stretched: bool) -> str:
    """The spaces in a gap. PDFium gives one for several, so they are measured where the line is not stretched."""
    first = spaces[0]
    width = (first.x1 - first.x0) / max(first.size, 1.0)
    count = round(gap / width) if width > SPACE and not stretched else 1
    return "".join(space.text for space in spaces) if count <= len(spaces) else first.text * min(count, MOST_SPACES)


def _stretch(piece: Sequence[Char], gaps: Sequence[float]) -> float:
    """How far apart justification set a line's Chinese characters; a short line is not justified, it is spaced.

    Punctuation does not count where there is anything else: programs set it closer.
    """
    pairs = [(gap, one, two) for gap, one, two in zip(gaps, piece, piece[1:], strict=False)]
    chinese = sorted(gap for gap, one, two in pairs if _is_chinese(one) and _is_chinese(two))
    chinese = chinese or sorted(gap for gap, one, two in pairs if min(one.text, two.text) >= "\u2e80")
    if not chinese:
        return 0.0
    usual = chinese[len(chinese) // 4]
    return usual if usual < SPACE or len(piece) > SHORT else 0.0


def _is_chinese(char: Char) -> bool:
    return (
        "\u2e80" <= char.text[-1] <= "\u2fdf" or "\u3400" <= char.text[-1] <= "\u9fff" or char.text[-1] >= "\U00020000"
    )


def _are_mixed(one: Char, two: Char) -> bool:
    """Whether a Chinese character meets a letter, digit or sign that is none, where programs set a gap of their own."""
    chinese, other = (one, two) if _is_chinese(one) else (two, one)
    return _is_chinese(chinese) and not (is_wide(other.text[-1]) or other.text.isspace())


def _are_latin(one: Char, two: Char) -> bool:
    return (one.text + two.text).isascii() and one.text.isalnum() and two.text.isalnum()
