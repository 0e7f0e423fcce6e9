"""Lines into paragraphs: a line goes on in the next one where nothing says that it ended there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policydiff.ingest.clean.characters import CJK
from policydiff.ingest.readers.line_kinds import is_label
from policydiff.ingest.readers.pdf.evidence import Evidence
from policydiff.ingest.readers.pdf.lines import Line
from policydiff.text.official.numbers import HAN

# In ems of the line. A paragraph begins at an indentation of two; half an em is the noise of justified text.
INDENT, NOISE = 0.8, 0.5
# A line that is justified misses the margin by less than this.
FLUSH = 0.15
HANGING = "，。、；：？！）》”’〉」』】〕,.;:!?)"
# Programs that break lines badly leave so much room at their end.
RAGGED = 2.0
# What counts as the indentation of a first line; wider ones are quotations, lists, signatures.
FIRST_LINE = (1.4, 2.4)
# A change of size by this factor begins a new paragraph, and so does a gap this much wider than the usual one.
RESIZED, PARTED = 1.12, 1.3
# So many lines show the first sentence of a paragraph.
AHEAD = 3
# With so few lines each one counts.
FEW = 20

# A label alone, which brings its own punctuation. Yes: （一）, 1., 一、, ——; no: 第一条
_LABEL_ONLY = re.compile(rf"[（(]\S{{1,4}}[）)]|[\d{HAN}]{{1,4}}[.．、]|——|[\u2460-\u2473●•■]")
_NEVER_FIRST = re.compile(r"[，。、；：？！）》”’〉」』】〕]")
# A label that is no mention of one, whatever stands before it. Yes: 第一条　为了, 第一章 总则; no: 第一条规定的
_OWN_LINE = re.compile(rf"第[{HAN}\d]+[编章节条][\s\u3000]")
# The page of an entry of the contents. Yes: 总体目标......1; no: 增长6.1
_ENTRY = re.compile(r"[.．·…]{3,}\s*\d{1,4}$|……\s*\d{1,4}$")
# Yes: 加强保护。, （保护司负责）; no: 加强保护，
_ENDS = re.compile(r"[。！？；：][”’）」』]?$|）$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column start and end, and how far apart they stand, in ems."""

    left: float
    right: float
    leading: float
    marked: bool  # an indentation or a gap shows where a paragraph begins
    indented: bool
    justified: bool  # every line but a paragraph's last one ends at the right margin
    flush: bool  # labelled lines begin paragraphs without the indentation that others have


def margins_of(lines: Sequence[Line]) -> Margins:
    """Measure a column on all the pages that have it."""
    size = Counter(round(line.size, 1) for line in lines for _ in line.text).most_common(1)[0][0]
    main = [line for line in lines if abs(line.size - size) < 0.1 * size] or list(lines)
    left = _edge(sorted(line.x0 for line in main), size)
    # Punctuation may hang over the margin, or be set half as wide as it is.
    plain = [line for line in main if line.text[-1] not in HANGING]
    right = -_edge(sorted(-line.x1 for line in (plain if len(plain) > FEW else main)), size)
    steps = sorted(
        (one.y - two.y) / two.size
        for one, two in pairwise(main)
        if one.page == two.page and one.column == two.column and 0.9 < (one.y - two.y) / two.size < 4
    )
    leading = steps[len(steps) // 5] if steps else 1.5
    first, flush, labelled = _starts(main, left, right)
    indented = first >= 2 and first >= flush
    gaps = sum(step > PARTED * leading for step in steps)
    marked = indented or gaps >= max(3, 0.05 * len(main))
    return Margins(left, right, leading, marked, indented, _is_justified(main, right), labelled > 0)


def _is_justified(lines: Sequence[Line], right: float) -> bool:
    """Whether lines end at the margin and, but for those that end a sentence, none ends a little before it."""
    room = [(right - line.x1) / line.size for line in lines if not _ENDS.search(line.text)]
    full = sum(one < FLUSH for one in room)
    return full > FEW and sum(FLUSH < one < RAGGED for one in room) * FEW < full


def _starts(lines: Sequence[Line], left: float, right: float) -> tuple[int, int, int]:
    """Count the paragraphs that a short line shows to begin: those indented, those that are not, these with a label."""
    low, high = FIRST_LINE
    indented = flush = labelled = 0
    for one, two in zip([None, *lines], lines, strict=False):
        if one and one.page == two.page and one.column == two.column and right - one.x1 < two.word + RAGGED * two.size:
            continue
        indented += low * two.size < two.x0 - left < high * two.size
        if abs(two.x0 - left) < NOISE * two.size:
            flush += 1
            labelled += is_label(two.text)
    return indented, flush, labelled


def _edge(values: Sequence[float], size: float) -> float:
    """The outermost place; of many lines one that two share, for a single one may stick out.

    >>> _edge([90.1, 122.0, 122.1], 16), _edge([70.0, 90.1, 90.2, *[122.0] * 20], 16)
    (90.1, 90.1)
    """
    for one, two in pairwise(values):
        if len(values) > FEW and two - one < 0.3 * size:
            return one
    return values[0]


def paragraphs_of(
    lines: Sequence[Line], margins: Sequence[Margins], *, evidence: Evidence | None
) -> Iterator[tuple[str, int]]:
    """Join lines into paragraphs; give each with the number of its lines.

    `margins` are those of each line's column; without `evidence` a place in doubt ends no paragraph.
    """
    text, count = "", 0
    before: list[tuple[Line, Margins]] = []
    for at, (line, own) in enumerate(zip(lines, margins, strict=True)):
        last = before[-1][0] if before else line
        if before and _on_one_line(last, line):
            text = beside(text, line.text, _ems(last, line))
            before[-1] = replace(last, x1=line.x1, inner=last.inner or line.x0), own
        elif (
            before
            and _goes_on(before, line, own)
            and not (_is_doubtful(before, line, own) and _ends_there(text, lines[at : at + AHEAD], evidence))
        ):
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
        elif right - last.x1 > line.word + NOISE * line.size or (is_label(line.text) and _ENDS.search(last.text)):
            text += "\n" + line.text
        else:
            text = join(text, line.text)
        last = line
    return text


def _goes_on(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins) -> bool:
    """Whether a line can go on with the paragraph of the lines before it, by its place."""
    last, lasts = before[-1]
    if _ENTRY.search(last.text) or not 1 / RESIZED < line.size / last.size < RESIZED:
        return False
    below = last.page == line.page and last.column == line.column
    if below and last.y - line.y > PARTED * margins.leading * line.size:
        return False
    if _is_centred(line, margins) and not is_label(line.text) and all(_is_even(*one) for one in before):
        room = lasts.right - lasts.left - (last.x1 - last.x0)
        return room < line.word + NOISE * line.size and not _ENDS.search(last.text)
    return _starts_where_it_should(before, line, margins) and _is_full(before, line, margins)


def _is_doubtful(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins) -> bool:
    """Whether only the words can say if a paragraph ended with the last line."""
    last, _ = before[-1]
    if _NEVER_FIRST.match(line.text):
        return False
    if margins.indented:
        return margins.flush and is_label(line.text)
    return not (margins.marked and last.page == line.page and last.column == line.column)


def _ends_there(text: str, following: Sequence[Line], evidence: Evidence | None) -> bool:
    """Whether a paragraph ends, by its words and those of the lines behind it."""
    first = following[0].text
    if _OWN_LINE.match(first) or (is_label(first) and _ENDS.search(text)):
        return True
    return evidence is not None and evidence.ends(text, "".join(line.text for line in following))


def _is_full(before: Sequence[tuple[Line, Margins]], line: Line, margins: Margins) -> bool:
    """Whether the last line ended for want of room, and not because its paragraph did."""
    last, lasts = before[-1]
    if _NEVER_FIRST.match(line.text):
        return True
    inset = (last.x0 - lasts.left) / last.size
    if lasts.justified and (inset < FLUSH or inset > FIRST_LINE[0]):  # another one is a title's, and centred
        return lasts.right - last.x1 < FLUSH * last.size
    # Where first lines are indented, a line that is not goes on; only one left quite short says otherwise.
    noise = RAGGED if margins.indented and _is_body(before, line, margins) else NOISE
    return lasts.right - last.x1 <= line.word + noise * line.size  # else the next word had room


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
    # Lines are not broken beside a colon but at a space.
    spaced = one[-1].isalpha() or two[0].isalpha() or one[-1] in ":;," or two[0] == ":"
    return f"{one} {two}" if spaced else one + two


def _ems(one: Line, two: Line) -> float:
    return (two.x0 - one.x1) / two.size


def beside(one: str, two: str, gap: float) -> str:
    r"""Join two pieces that a gap parts on one line, in ems; behind a label's own punctuation nothing goes between.

    >>> beside("第一条", "为了保护", 1.1), beside("（一）", "总体要求", 1.1), beside("区长", "杜联合", 2.0)
    ('第一条\u3000为了保护', '（一）总体要求', '区长\u3000\u3000杜联合')
    """
    return one + two if _LABEL_ONLY.fullmatch(one) else one + "\u3000" * max(1, min(2, round(gap))) + two
