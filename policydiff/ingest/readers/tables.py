"""Tables as lines: one row a line, a tab between its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.ingest.clean.characters import tidy
from policydiff.ingest.readers.line_kinds import is_label
from policydiff.text.tables import CELL_BREAK

# A table is at most this wide; HTML allows a cell to span 1,000 columns, and a page of such cells would
# otherwise become gigabytes.
MAX_COLUMNS = 200
# A cell that holds most of a table and runs over several paragraphs' length: the table only lays out a page.
LAYOUT_SHARE, LAYOUT_LENGTH = 0.6, 500
# A line that is broken for want of room is as long as any of its cell, but for a sign, and not short.
WRAPPED, WRAPPED_NAME = 10, 4

# What an office's name ends with. Yes: 市教育局, 区政府, 各街道; no: 市工业和信, 推动政务数据共
_OFFICE = re.compile(
    r"(?:[局委部办厅院会司处室组队所站社团行]|中心|政府|公司|集团|银行|街道|[镇乡区县市州省旗]|学校|大学|单位)(?:[）)等]|$)$"
)
# Yes: 建设水库。, 牵头：, 甲局；; no: 甲局、
_CLOSED = re.compile(r"[。！？；：;:!?][”’）)]?$")
# What goes on in the next line. Yes: 甲局、, （教育局, 指导和; no: 甲局
_OPEN = re.compile(r"[，、,（(《“‘〔\[的和与及或]$")
_NEVER_FIRST = re.compile(r"[，。、；：！？）》”’〕%％]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


Row = Sequence[Cell]


def is_layout(rows: Sequence[Row]) -> bool:
    """Tell a table that only lays out a page: its cells are not to be read side by side.

    That is one which has less than two rows of two cells, or one cell with most of the text.

    >>> is_layout([[Cell("首页"), Cell("一、总体要求")]])
    True
    >>> is_layout([[Cell("序号"), Cell("任务")], [Cell("1"), Cell("立法")]])
    False
    """
    filled = [[cell for cell in row if cell.text.strip()] for row in rows]
    if sum(len(row) > 1 for row in filled) < 2:
        return True
    lengths = [len(cell.text) for row in filled for cell in row]
    return max(lengths) > LAYOUT_LENGTH and max(lengths) > LAYOUT_SHARE * sum(lengths)


def table_lines(rows: Iterable[Row]) -> Iterator[str]:
    r"""Write a table's rows as lines.

    A cell that is merged downwards is said again in each of its rows, because a row is compared by itself and
    has to name the office that answers for it. One that is merged across is said once, the columns that it
    covers stay empty: saying it again would add nothing.

    >>> rows = [[Cell("序号"), Cell("任务"), Cell("责任单位")], [Cell("1"), Cell("立法\n修法"), Cell("条法司", down=2)],
    ...         [Cell("2"), Cell("普法")], [Cell("注：按季度报送", across=3)]]
    >>> list(table_lines(rows))
    ['序号\t任务\t责任单位', '1\t立法\u2002修法\t条法司', '2\t普法\t条法司', '注：按季度报送']
    """
    above: dict[int, tuple[str, int]] = {}  # column → the cell merged downwards, and for how many rows more
    for row in rows:
        line: list[str] = []
        going_on: dict[int, tuple[str, int]] = {}
        cells = iter(row)
        cell = next(cells, None)
        own = False
        while len(line) < MAX_COLUMNS and (cell or any(column >= len(line) for column in above)):
            column = len(line)
            if column in above:
                text, left = above[column]
                line.append(text)
                if left > 1:
                    going_on[column] = text, left - 1
            elif cell:
                text = in_cell(cell.text)
                across = max(1, min(cell.across, MAX_COLUMNS - column))
                line += [text, *[""] * (across - 1)]
                own = own or bool(text)
                if cell.down > 1:
                    going_on |= {column + i: (text if i == 0 else "", cell.down - 1) for i in range(across)}
                cell = next(cells, None)
            else:
                line.append("")
        above = going_on
        if own:
            yield "\t".join(line).rstrip("\t")


def one_line(text: str) -> str:
    r"""Give a cell's text on one line, without tabs.

    >>> one_line("条法司\n\n 保护司\t（牵头）")
    '条法司 保护司 （牵头）'
    """
    return " ".join(part.strip() for part in tidy(text).replace("\t", "\n").split("\n") if part.strip())


def in_cell(text: str) -> str:
    r"""Give a cell's text on one line: lines that only wrap are joined, others parted by CELL_BREAK.

    >>> [in_cell(text) for text in ("教育局\n人社局", "发展改革委、工业和信\n息化局", "牵头：教育局\n配合：\n人社局")]
    ['教育局\u2002人社局', '发展改革委、工业和信息化局', '牵头：教育局\u2002配合：人社局']
    """
    lines = [part.strip() for part in tidy(text).replace("\t", " ").split("\n") if part.strip()]
    longest = max(map(len, lines), default=0)
    written = lines[:1]
    for one, two in pairwise(lines):
        written += ["" if _goes_on(one, two, longest) else CELL_BREAK, two]
    return "".join(written)


def _goes_on(one: str, two: str, longest: int) -> bool:
    """Whether the second line of a cell is the rest of the first one."""
    if is_label(two):
        return False
    if _OPEN.search(one) or _NEVER_FIRST.match(two) or one[-1] in ":：":
        return True
    if _CLOSED.search(one) or _OFFICE.search(one) or len(one) < longest - 1:
        return False
    return (len(one) >= WRAPPED_NAME and bool(_OFFICE.search(two))) or (len(one) >= WRAPPED and len(two) <= len(one))
