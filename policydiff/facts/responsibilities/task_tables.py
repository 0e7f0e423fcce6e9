"""Tables of tasks (任务分工表): a row is a clause whose cells are parted by tabs, below a row of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.facts.responsibilities.brackets import LABELS, Assignments, read_bracket, split_offices, with_roles
from policydiff.facts.tables import tables
from policydiff.model import Clause, Document, Role, Span

# 责任单位（部门） | 责任落实情况
_HEADINGS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:{'|'.join(sorted(names.split(), key=len, reverse=True))})(?:[（(].*)?"))
    for role, names in LABELS.items()
    if names
)
# 完成时限 | 限期整改
_DUE = re.compile(r"(?:完成|办结|进度)?(?:时限|期限|时间|日期|节点|时间节点)(?:要求|安排)?")
# 2020年6月底前 | 持续推进
DATED = re.compile(r"\d{4}年|\d{1,2}月|年[底内中初]|季度")
# 主要任务 | 任务完成时限
_TASK = re.compile(r".{0,4}(?:任务|事项|内容|举措|措施|工作|项目|目标)(?:名称|内容|事项|措施|清单)?")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row that names units: the cell that says so, the cell with the task, and what was read."""

    clause: Clause
    quote: Span
    task: Span
    assignments: Assignments


@dataclass(frozen=True, slots=True)
class _Columns:
    roles: dict[int, Role]
    task: int | None
    due: int | None


def task_rows(document: Document) -> Iterator[TaskRow]:
    r"""Every cell that gives a row's task to somebody, with the units in it.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "序号\t主要任务\t牵头单位\t时限\n1\t推进窗口融合\t运用促进司、商标局\t2020年底"
    >>> for r in task_rows(parse(text, Head(id="x"))):
    ...     print([(p.office, p.role) for p in r.assignments.assigned], text[r.task.start : r.task.end])
    [('运用促进司', 'lead'), ('商标局', 'lead')] 推进窗口融合
    """
    for clause, cells, columns in _filled(document):
        yield from _read(document.text, clause, cells, columns)


def due_dates(document: Document) -> dict[str, str]:
    r"""The deadline that a row's own column gives, by the address of the row.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "任务\t牵头单位\t时限\n新增专利组合100件\t运用促进司\t2020年底\n加强普法\t条法司\t持续推进"
    >>> due_dates(parse(text, Head(id="x")))
    {'正文/¶2': '2020年底'}
    """
    found = {}
    for clause, cells, columns in _filled(document):
        if columns.due is not None:
            due = cells[columns.due]
            words = document.text[due.start : due.end].strip()
            if DATED.search(words):
                found[clause.id] = words
    return found


def _filled(document: Document) -> Iterator[tuple[Clause, tuple[Span, ...], _Columns]]:
    """The rows below a row of headings that names offices, each with its cells."""
    for table in tables(document, lambda heads: _columns(heads) is not None):
        columns = _columns(table.heads)
        if columns is not None:
            yield from ((row.clause, row.cells, columns) for row in table.rows)


def _columns(words: Sequence[str]) -> _Columns | None:
    """The columns that a row of headings names, where one of them names offices."""
    roles = {i: role for i, word in enumerate(words) for role, names in _HEADINGS if names.fullmatch(word)}
    if not roles:
        return None
    task = next((i for i, word in enumerate(words) if i not in roles and _TASK.fullmatch(word)), None)
    due = next((i for i, word in enumerate(words) if _DUE.fullmatch(word)), None)
    return _Columns(roles, task, due)


def _offices(text: str, cell: Span) -> list[tuple[str, int, int]]:
    """The offices of a bare list; a date that slipped into their column is none."""
    return [one for one in split_offices(text, cell.start, cell.end) if not DATED.search(one[0])]


def _read(text: str, clause: Clause, cells: Sequence[Span], columns: _Columns) -> Iterator[TaskRow]:
    for i, role in columns.roles.items():
        cell = cells[i]
        assignments = read_bracket(text, cell.start, cell.end)
        if not assignments.assigned:  # a bare list: the heading says the role
            assignments = Assignments(list(with_roles(text, _offices(text, cell), role, cell.start)))
        if assignments.assigned:
            task = cells[columns.task] if columns.task is not None else Span(clause.start, cell.start)
            yield TaskRow(clause, cell, task, assignments)
