r"""Tables of which a copy kept the cells and lost the lines: one cell a line, or a row between bars.

Both become rows as every reader writes them: a line a row, a TAB between the cells (`text.tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from policydiff.ingest.patches import Patch
from policydiff.text.official.labels import read_marker
from policydiff.text.tables import CELL_BREAK, TAB

RULE = "table-row"
# A table copied a cell a line has at least so many columns and at most so many; no cell is longer.
COLUMNS, CELL = (2, 8), 400
# A table whose rows nothing counts has at most so many.
ROWS = 200

# What the first column counts by. Yes: 序号, 编号; no: 序号管理
_NUMBERED = re.compile(r"序\s*号|编\s*号|No\.?")
# The heading of a column, by what it holds.
# Yes: 主要任务, 责任单位, 牵头部门（单位）, 完成时限, 指标名称, 2025年目标值; no: 任务分解表, 明确责任单位。
_OBJECT = "任务|事项|内容|举措|措施|工作|项目|目标|指标|要求|标准|类别|领域|环节|政策"
_MATTER = rf".{{0,6}}(?:{_OBJECT})(?:名称|内容|事项|措施|清单|值)?"
_WHO = r"(?:[牵负责参配实指主协][头责任与合施导办管同]+|责任落实)?(?:单位|部门|处室|科室|司局|人|领导)"
_WHEN = r"(?:完成|办结|推进|整改|计划)?(?:时限|期限|时间|日期|节点|进度)(?:要求|安排)?"
_VALUE = (
    r"\d{4}年?(?:目标值?|实际值?|预期|完成|规划|基期)?|(?:年均|累计).{0,6}|基期值?|目标值?|属性|备注|数量|金额|地[点区]"
)
_COLUMN = re.compile(rf"(?:{_MATTER}|{_WHO}|{_WHEN}|{_VALUE})(?:[（(].{{1,12}}[)）])?")
# A cell of a column of figures. Yes: 65%, —, ≥12, 〔13.5〕; no: 县住建局
_FIGURE = re.compile(r"[\d—\-–/〔\[（(>＞≥<＜≤±+约]")
# A rule between the head of a Markdown table and its rows. Yes: |---|:--:|, --- | ---; no: ——知识产权
_DASHES = r"\s*(?::?-{2,}:?|:-:?|-:)\s*"
_DELIMITER = re.compile(rf"\s*\|?{_DASHES}(?:\|{_DASHES})*\|?\s*$")
# A bar that parts cells, and no bar of the text. Yes: 甲 | 乙; no: 甲 \| 乙
_BAR = re.compile(r"(?<!\\)\|")
# The same or a line break, with the spaces around it.
_SIGN = re.compile(r"(?:(?<![ \u3000])[ \u3000]*)?(?:(?P<bar>(?<!\\)\|)|<br[ \t]*/?>)[ \u3000]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, where its words stand."""

    start: int
    end: int
    words: str


def _lines(text: str) -> list[_Line]:
    found, at = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words)
            found.append(_Line(start, start + len(words), words))
        at += len(raw) + 1
    return found


# ---------------------------------------------------------------- TABs that part no cells

# A TAB beside a number, in a sentence. Yes: 新建公园\t20\t座。; no: 公园\t20
_BESIDE_NUMBER = re.compile(r"(?<=[\d%％])\t|\t(?=[\d%％])")
_SENTENCE = re.compile(r"[，。；].*[。；]$|[。；]$")


def stray_tabs(text: str) -> Iterator[Patch]:
    r"""TABs behind a label and beside a number of running text, as patches that make them spaces.

    >>> from policydiff.ingest.patches import TracedText
    >>> text = "一、\t总体要求\n第一条\t为了保护。\n新建公园\t20\t座。\n如下\n任务\t数量\n公园\t20"
    >>> TracedText.of(text).patched(stray_tabs(text)).text.split("\n")
    ['一、 总体要求', '第一条 为了保护。', '新建公园 20 座。', '如下', '任务\t数量', '公园\t20']
    """
    for has_tabs, run in groupby(_lines(text), lambda line: TAB in line.words):
        lines = list(run) if has_tabs else []
        for line in lines if all(_is_stray(line.words) for line in lines) else ():
            for found in re.finditer(TAB, line.words):
                yield Patch(line.start + found.start(), line.start + found.end(), " ", "space")


def _is_stray(words: str) -> bool:
    marker = read_marker(words)
    if marker and words.count(TAB) == 1 and TAB in words[: marker.end]:
        return not words.startswith(tuple("0123456789")) or bool(_SENTENCE.search(words))
    return len(_BESIDE_NUMBER.findall(words)) == words.count(TAB) and bool(_SENTENCE.search(words))


# ---------------------------------------------------------------- rows between bars


def barred_rows(text: str) -> Iterator[Patch]:
    r"""The rows of tables as Markdown writes them, as patches.

    >>> from policydiff.ingest.patches import TracedText
    >>> text = "| 任务 | 责任单位 |\n|---|---|\n| 建设平台 | 教育局<br>人社局 |\n按季度报送。"
    >>> TracedText.of(text).patched(barred_rows(text)).text
    '任务\t责任单位\n建设平台\t教育局\u2002人社局\n按季度报送。'
    """
    lines = _lines(text)
    inside = False
    for at, (head, rule) in enumerate(pairwise([*lines, _Line(len(text), len(text), "")])):
        if inside and _is_delimiter(head):
            yield Patch(lines[at - 1].end, head.end, "", RULE)  # with the line break before it
            continue
        inside = _BAR.search(head.words) is not None and (inside or _is_delimiter(rule))
        if inside:
            yield from _row(head)


def _is_delimiter(line: _Line) -> bool:
    return "|" in line.words and _DELIMITER.match(line.words) is not None


def _row(line: _Line) -> Iterator[Patch]:
    """Bars into TABs, line breaks into the sign of one; those at the edges of the row or of a cell go."""
    signs = list(_SIGN.finditer(line.words))
    for at, sign in enumerate(signs):
        at_edge = sign.start() == 0 or sign.end() == len(line.words)
        beside = (at > 0 and signs[at - 1].end() == sign.start()) or (
            at + 1 < len(signs) and signs[at + 1].start() == sign.end()
        )
        goes = at_edge or (not sign["bar"] and beside)
        after = "" if goes else TAB if sign["bar"] else CELL_BREAK
        yield Patch(line.start + sign.start(), line.start + sign.end(), after, RULE)


# ---------------------------------------------------------------- cells of several lines in quotes

# A cell of several lines, as a spreadsheet puts it on the clipboard. Yes: \t"教育局⏎人社局"\t; no: 他说"甲⏎乙"
_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|\A)"((?:[^"\t\n]|""){1,400}(?:\n(?:[^"\t\n]|""){1,400}){1,20})"(?=\t|\n|\Z)')


def quoted_cells(text: str) -> Iterator[Patch]:
    r"""Cells of several lines in quotes, beside a TAB, as patches.

    >>> from policydiff.ingest.patches import TracedText
    >>> TracedText.of('平台\t"教育局\n人社局"\t9月').patched(quoted_cells('平台\t"教育局\n人社局"\t9月')).text
    '平台\t教育局\u2002人社局\t9月'
    """
    for found in _QUOTED.finditer(text):
        if TAB in (text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]):
            cell = found[1].replace('""', '"').replace("\n", CELL_BREAK)
            yield Patch(found.start(), found.end(), cell, RULE)


# ---------------------------------------------------------------- a cell a line


def cells_a_line(text: str) -> Iterator[Patch]:
    r"""The rows of tables that were copied a cell a line, as patches.

    The headings of the columns stand below each other, and what follows fits them row by row: the first column
    counts on, or every row holds what its headings say.

    >>> from policydiff.ingest.patches import TracedText
    >>> text = "序号\n任务\n责任单位\n1\n新建人行天桥。\n县住建局\n2\n建设水库。\n县水务局\n以上按季度报送。"
    >>> TracedText.of(text).patched(cells_a_line(text)).text.split("\n")
    ['序号\t任务\t责任单位', '1\t新建人行天桥。\t县住建局', '2\t建设水库。\t县水务局', '以上按季度报送。']
    """
    lines = _lines(text)
    ends = _ends(lines)
    at = 0
    while at < len(lines):
        width = _headings(lines, at)
        rows = _rows(lines, at, width, ends) if width else 0
        if not rows:
            at += 1
            continue
        for place in range(at, at + width * (rows + 1)):
            if (place - at + 1) % width:
                yield Patch(lines[place].end, lines[place + 1].start, TAB, RULE)
        at += width * (rows + 1)


def _ends(lines: Sequence[_Line]) -> list[int]:
    """For each line the next one from there on that can be no cell."""
    ends = [len(lines)] * (len(lines) + 1)
    for at in reversed(range(len(lines))):
        words = lines[at].words
        is_cell = TAB not in words and len(words) <= CELL and not _begins_clause(words)
        ends[at] = ends[at + 1] if is_cell else at
    return ends


def _headings(lines: Sequence[_Line], at: int) -> int:
    """How many headings of columns stand below each other from here on; 0 where they make no table."""
    width = 0
    while at + width < len(lines) and width <= COLUMNS[1] and _is_heading(lines[at + width].words):
        width += 1
    return width if COLUMNS[0] <= width <= COLUMNS[1] else 0


def _is_heading(words: str) -> bool:
    return len(words) <= 20 and bool(_NUMBERED.fullmatch(words) or _COLUMN.fullmatch(words))


def _rows(lines: Sequence[_Line], at: int, width: int, ends: Sequence[int]) -> int:
    """How many rows of that width follow the headings."""
    start, end = at + width, ends[at + width]
    if _NUMBERED.fullmatch(lines[at].words):
        rows = 0
        while (place := start + width * rows) + width <= end and _number(lines[place].words) == rows + 1:
            rows += 1
        return rows
    # Where no column counts, the rows go on to where a clause begins, and leave no cell over.
    rows, over = divmod(end - start, width)
    if over or rows > ROWS:
        return 0
    return rows if width > 2 or all(_FIGURE.match(line.words) for line in lines[start + 1 : end : width]) else 0


def _begins_clause(words: str) -> bool:
    marker = read_marker(words)
    return marker is not None and marker.family.name in ("chapter", "article", "section", "part", "attachment")


def _number(words: str) -> int | None:
    """The number that a cell is, with or without the stop of a label; None for any other cell."""
    bare = words.rstrip(".．、")
    return int(bare) if bare.isdecimal() and len(bare) <= 3 else None
