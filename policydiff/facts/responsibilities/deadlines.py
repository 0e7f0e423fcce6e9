"""Until when something is due where a column, a bracket or a line of its own says it: 完成时限：9月底前."""

from __future__ import annotations

import re

from policydiff.facts.responsibilities.task_tables import DATED, due_dates
from policydiff.model import Document

# 完成时限：12月底前 | 完成时间安排
_DUE = re.compile(
    r"(?:完成|办结|整改)?(?:时限|期限|时间|时间节点)(?:要求)?[：:][ 　]*(?P<due>[^；;，,。）)\t\u2002\n]{2,20})"
)
# 责任单位：…, 责任领导：…, 完成时限：… | 目标任务：…
LABELLED_LINE = re.compile(
    r"[ 　]*(?:牵头|责任|配合|参与|协助|协办|主办|承办|指导|实施|落实|主管|分管|完成|办结|整改)[^，。；：:]{0,8}[：:]"
)


def due_by_clause(document: Document) -> dict[str, str]:
    r"""The deadline of each clause for which a column of its row, or a line below it, states one.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "一、任务\n1.新建天桥2座。\n责任单位：住建局\n完成时限：9月底前"
    >>> due_by_clause(parse(text, Head(id="x")))
    {'一/1': '9月底前'}
    """
    found, told = due_dates(document), None
    for clause in document.clauses:
        if not LABELLED_LINE.match(clause.content):
            told = clause
            continue
        due = _DUE.match(clause.content.strip())
        if due and told and DATED.search(due["due"]):
            found.setdefault(told.id, due["due"].strip())
    return found


def due_behind(text: str, start: int, end: int) -> str | None:
    """The deadline that a bracket between two offsets states.

    >>> due_behind("新建天桥2座（责任单位：住建局；完成时限：9月底前）", 7, 28)
    '9月底前'
    """
    due = _DUE.search(text, start, end)
    return due["due"].strip() if due and DATED.search(due["due"]) else None
