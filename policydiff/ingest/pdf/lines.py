"""Characters into lines: those on one baseline, cut where a gap is wider than any between words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policydiff.ingest.pdf.page import Char, Spaces

# In ems of the line. Characters within half an em of a baseline belong to it, raised and lowered ones too:
# lines of text stand at least one em apart.
SAME_LINE = 0.5
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
# A title whose characters are set apart has at most so many.
SHORT = 15


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters on one baseline. `inner` is where the text behind its first gap starts, if it has one."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int
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
    kept = spaces is Spaces.KEPT or (spaces is Spaces.UNKNOWN and len(inked) < len(piece))
    text = written(piece) if kept else _guessed(inked, latin=spaces is Spaces.DROPPED)
    return Line(text, inked[0].x0, inked[-1].x1, y, size, page, inner=_inner(piece))


def _inner(piece: Sequence[Char]) -> float | None:
    """Where the text starts that stands behind a space or a gap near the start of a line: behind its label."""
    for before, char in pairwise(piece):
        if before.x0 - piece[0].x0 > 8 * char.size:
            break
        if not char.text.isspace() and (before.text.isspace() or char.x0 - before.x1 > 0.4 * char.size):
            return char.x0
    return None


def written(piece: Sequence[Char]) -> str:
    """The text of a piece. A space stays where a gap is seen; between Latin letters a gap makes one."""
    text = ""
    last: Char | None = None  # the last character that is no space
    spaces: list[Char] = []
    inked = [char for char in piece if not char.text.isspace()]
    stretched = _stretch(inked, _gaps(inked)) > LOOSE
    for char in piece:
        if char.text.isspace():
            spaces.append(char)
            continue
        if last is not None:
            gap = (char.x0 - last.x1) / max(char.size, 1.0)
            if spaces:
                text += _spaces(spaces, gap, stretched=stretched) if gap > SPACE else ""
            elif gap > SPACE and _are_latin(last, char):
                text += " "
            elif gap > WIDE_SPACE:
                text += "\u3000" * round(gap) if abs(gap - round(gap)) < EXACT else " "
        text += char.text
        last, spaces = char, []
    return text


def _gaps(piece: Sequence[Char]) -> list[float]:
    """The gaps between the characters, in ems."""
    return [(two.x0 - one.x1) / max(two.size, 1.0) for one, two in pairwise(piece)]


def _spaces(spaces: Sequence[Char], gap: float, *, stretched: bool) -> str:
    """The spaces in a gap. PDFium gives one for several, so they are measured where the line is not stretched."""
    first = spaces[0]
    width = (first.x1 - first.x0) / max(first.size, 1.0)
    count = round(gap / width) if width > SPACE and not stretched else 1
    return "".join(space.text for space in spaces) if count <= len(spaces) else first.text * min(count, MOST_SPACES)


def _guessed(piece: Sequence[Char], *, latin: bool) -> str:
    """The text of a piece whose file has no spaces: a gap that is wider than the line's other gaps is one.

    Without `latin`, not so where Chinese meets Latin: many programs set them apart.
    """
    gaps = _gaps(piece)
    stretch = _stretch(piece, gaps)
    text = piece[0].text
    for gap, one, two in zip(gaps, piece, piece[1:], strict=False):
        wide = gap - stretch
        mixed = one.text.isascii() != two.text.isascii()
        if wide > WIDE_SPACE and abs(wide - round(wide)) < EXACT:
            text += "\u3000" * round(wide)
        elif wide > SPACE and (latin or not mixed):
            text += " "
        text += two.text
    return text


def _stretch(piece: Sequence[Char], gaps: Sequence[float]) -> float:
    """How far apart justification set a line's Chinese characters; a short line is not justified, it is spaced."""
    chinese = sorted(
        gap for gap, one, two in zip(gaps, piece, piece[1:], strict=False) if min(one.text, two.text) >= "\u2e80"
    )
    if not chinese:
        return 0.0
    usual = chinese[len(chinese) // 4]
    return usual if usual < SPACE or len(piece) > SHORT else 0.0


def _are_latin(one: Char, two: Char) -> bool:
    return (one.text + two.text).isascii() and one.text.isalnum() and two.text.isalnum()
