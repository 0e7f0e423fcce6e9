"""Lines into paragraphs: a line goes on in the next one where nothing says that it ended there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policydiff.ingest import cues
from policydiff.ingest.extract import CJK
from policydiff.ingest.pdf.lines import Line

# In ems of the line. A paragraph begins at an indentation of two; half an em is the noise of justified text.
INDENT, NOISE = 0.8, 0.5
# Programs that break lines badly leave so much room at their end.
RAGGED = 2.0
# What counts as the indentation of a first line; wider ones are quotations, lists, signatures.
FIRST_LINE = (1.4, 2.4)
# A change of size by this factor begins a new paragraph, and so does a gap this much wider than the usual one.
RESIZED, PARTED = 1.12, 1.3
# With so few lines each one counts.
FEW = 20

# The piece at the start of a line that cannot be parted: what may not end a line, a word or a character, what
# may not begin one. Some programs part nothing around quotation marks (Unicode's UAX 14), so they hold on too.
# Nor do they between punctuation and digits.
# Yes: （一） of （一）指导, 92% of 92%以上, 展，2007 of 展，2007年, 为“严 of 为“严重”; no: 为了 of 为了加强
_UNIT = r"[（《〈「『【〔\[(]*(?:[A-Za-z0-9][A-Za-z0-9.,'’/:\-+%‰×~～]*|.)[，。、；：？！）》〉」』】〕\])…—%‰℃·]*"
_FIRST_WORD = re.compile(rf"[“‘]*{_UNIT}(?:[“”‘’]+{_UNIT})*[A-Za-z0-9.,%]*", re.DOTALL)
# A label alone, which brings its own punctuation. Yes: （一）, 1., 一、, ——; no: 第一条
_LABEL_ONLY = re.compile(r"[（(]\S{1,4}[）)]|[\d一二三四五六七八九十]{1,4}[.．、]|——|[\u2460-\u2473●•■]")
_NEVER_FIRST = re.compile(r"[，。、；：？！）》”’〉」』】〕]")
_ENDS = re.compile(r"[。！？；：][”’）」』]?$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column start and end, and how far apart they stand, in ems."""

    left: float
    right: float
    leading: float
    marked: bool  # an indentation or a gap shows where a paragraph begins
    indented: bool


def margins_of(lines: Sequence[Line]) -> Margins:
    """Measure a column on all the pages that have it."""
    size = Counter(round(line.size, 1) for line in lines for _ in line.text).most_common(1)[0][0]
    main = [line for line in lines if abs(line.size - size) < 0.1 * size] or list(lines)
    left = _edge(sorted(line.x0 for line in main), size)
    right = -_edge(sorted(-line.x1 for line in main), size)
    steps = sorted(
        (one.y - two.y) / two.size
        for one, two in pairwise(main)
        if one.page == two.page and one.column == two.column and 0.9 < (one.y - two.y) / two.size < 4
    )
    leading = steps[len(steps) // 5] if steps else 1.5
    low, high = FIRST_LINE
    indents = sum(low * size < line.x0 - left < high * size for line in main)
    indented = indents >= max(2, 0.05 * len(main))
    gaps = sum(step > PARTED * leading for step in steps)
    return Margins(left, right, leading, indented or gaps >= max(3, 0.05 * len(main)), indented)


def _edge(values: Sequence[float], size: float) -> float:
    """The outermost place; of many lines one that two share, for a single one may stick out.

    >>> _edge([90.1, 122.0, 122.1], 16), _edge([70.0, 90.1, 90.2, *[122.0] * 20], 16)
    (90.1, 90.1)
    """
    for one, two in pairwise(values):
        if len(values) > FEW and two - one < 0.3 * size:
            return one
    return values[0]


def paragraphs_of(lines: Sequence[Line], margins: Sequence[Margins], *, stops: bool) -> Iterator[tuple[str, int]]:
    """Join lines into paragraphs; give each with the number of its lines.

    `margins` are those of each line's column; `stops` says that in this document most sentences end a paragraph.
    """
    text, count = "", 0
    before: list[tuple[Line, Margins]] = []
    for line, own in zip(lines, margins, strict=True):
        last = before[-1][0] if before else line
        if before and _on_one_line(last, line):
            text = beside(text, line.text, _ems(last, line))
            before[-1] = replace(last, x1=line.x1, inner=last.inner or line.x0), own
        elif before and _goes_on(before, line, own, stops=stops):
            text = join(text, line.text)
            before.append((line, own))
        else:
            if before:
                yield text, count
            text, before, count = line.text, [(line, own)], 0
        count += 1
    if before:
        yield text, count


def cell_text(lines: Sequence[Line], right: float) -> str:
    """Join the lines of a cell whose text ends at `right`; its paragraphs stay apart."""
    text = ""
    last: Line | None = None
    for line in lines:
        if last is None:
            text = line.text
        elif _on_one_line(last, line):
            text = beside(text, line.text, _ems(last, line))
        elif right - last.x1 > _need(line) + NOISE * line.size or (
            cues.is_label(line.text) and _ENDS.search(last.text)
        ):
            text += "\n" + line.text
        else:
            text = join(text, line.text)
        last = line
    return text


def _goes_on(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins, *, stops: bool) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    last, lasts = before[-1]
    if not 1 / RESIZED < line.size / last.size < RESIZED:
        return False
    below = last.page == line.page and last.column == line.column
    if below and last.y - line.y > PARTED * margins.leading * line.size:
        return False
    if _is_centred(line, margins) and not cues.is_label(line.text) and all(_is_even(*one) for one in before):
        room = lasts.right - lasts.left - (last.x1 - last.x0)
        return room < _need(line) + NOISE * line.size and not _ENDS.search(last.text)
    if not _starts_where_it_should(before, line, margins) or not _is_full(before, line, margins):
        return False
    if margins.indented or (below and margins.marked) or _NEVER_FIRST.match(line.text):
        return True  # where nothing marks the beginning of paragraphs, the words must
    return not (_ENDS.search(last.text) and (stops or cues.is_label(line.text)))


def _is_full(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins) -> bool:
    """Whether the last line ended for want of room, and not because its paragraph did."""
    last, lasts = before[-1]
    if _NEVER_FIRST.match(line.text):
        return True
    # Where first lines are indented, a line that is not goes on; only one left quite short says otherwise.
    noise = RAGGED if margins.indented and _is_body(before, line, margins) else NOISE
    return lasts.right - last.x1 <= _need(line) + noise * line.size  # else the next word had room


def _is_body(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins) -> bool:
    """Whether a line stands at the margin below a first line that is indented."""
    first, firsts = before[0]
    return abs(line.x0 - margins.left) < NOISE * line.size and first.x0 - firsts.left > INDENT * first.size


def _on_one_line(last: Line, line: Line) -> bool:
    """Whether a gap alone parts two pieces: a label from its text, a name from a name in a signature."""
    return last.page == line.page and abs(last.y - line.y) < 0.3 * line.size and line.x0 - last.x1 >= 0


def _is_even(line: Line, margins: Margins) -> bool:
    """Whether a line leaves as much room on its left as on its right."""
    return abs((line.x0 - margins.left) - (margins.right - line.x1)) < 1.2 * line.size


def _is_centred(line: Line, margins: Margins) -> bool:
    return _is_even(line, margins) and line.x0 - margins.left > NOISE * line.size


def _starts_where_it_should(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins) -> bool:
    """Whether a line starts where the paragraph's second line starts; all places count from the margin."""
    (last, lasts), em = before[-1], line.size
    at, was = line.x0 - margins.left, last.x0 - lasts.left
    if len(before) > 1:
        return abs(at - was) < NOISE * em
    if abs(at) < NOISE * em:
        return was < 4 * em
    if last.inner is not None and abs(at - (last.inner - lasts.left)) < NOISE * em:
        return True  # the text hangs beside its label
    if abs(at - was) < NOISE * em:
        low, high = FIRST_LINE
        return not (margins.indented and low * em < at < high * em)
    return False


def _need(line: Line) -> float:
    """The width of the line's first word."""
    word = _FIRST_WORD.match(line.text)
    return sum(0.55 if c.isascii() else 1.0 for c in word[0]) * line.size if word else line.size


# Yes: "知识" + "产权", "2020" + "年"; a space goes between "PCT" and "application"
_CJK_BORDER = re.compile(rf"[{CJK}]")


def join(one: str, two: str) -> str:
    """Join two lines of a paragraph.

    >>> join("加强知识产权", "保护"), join("PCT international", "application"), join("在 2020", "年")
    ('加强知识产权保护', 'PCT international application', '在 2020年')
    """
    if _CJK_BORDER.match(one[-1]) or _CJK_BORDER.match(two[0]):
        return one + two
    if one[-1] == "-" and one[-2:-1].isalpha() and two[0].islower():
        return one[:-1] + two
    return f"{one} {two}" if one[-1].isalpha() or two[0].isalpha() else one + two


def _ems(one: Line, two: Line) -> float:
    return (two.x0 - one.x1) / two.size


def beside(one: str, two: str, gap: float) -> str:
    r"""Join two pieces that a gap parts on one line, in ems; behind a label's own punctuation nothing goes between.

    >>> beside("第一条", "为了保护", 1.1), beside("（一）", "总体要求", 1.1), beside("区长", "杜联合", 2.0)
    ('第一条\u3000为了保护', '（一）总体要求', '区长\u3000\u3000杜联合')
    """
    return one + two if _LABEL_ONLY.fullmatch(one) else one + "\u3000" * max(1, min(2, round(gap))) + two
