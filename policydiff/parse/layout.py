"""What unlabelled lines are by where they stand: title, number, salutation, signature, date.

The order of the parts follows GB/T 9704-2012 §7 (标题、发文字号、主送机关、正文、附件说明、署名、成文日期).
"""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.model import Kind
from policydiff.text.official.dates import is_date
from policydiff.text.official.lines import is_contents, is_document_number, is_history, is_occasion

_STOPS = "。！？；：:;!?，,"
# A title rarely runs over 60 characters a line, a signing office's name never over 40.
TITLE_LIMIT, SIGNATURE_LIMIT = 60, 40


def _is_short(line: str, limit: int) -> bool:
    return len(line) <= limit and line[-1] not in _STOPS and "。" not in line and "\t" not in line


def _is_title(line: str) -> bool:
    return _is_short(line, TITLE_LIMIT) and not is_history(line) and not is_contents(line)


def front_kinds(lines: Sequence[str], *, whole: bool) -> list[Kind]:
    """The kinds of the lines before the first label, or between a date and the next label.

    `whole` says that the lines end with their own signature and date: they are a notice around a body.

    >>> front_kinds(["关于印发《指引》的通知", "国知发运字〔2020〕13号", "局机关各部门：", "现予印发。"], whole=True)
    ['title', 'number', 'salutation', 'notice']
    """
    kinds: list[Kind] = []
    body_begun = False
    for line in lines:
        kind: Kind = "notice" if whole else "paragraph"
        if "\t" in line:
            kind = "row"
        elif is_document_number(line):
            kind = "number"
        elif is_date(line) or is_occasion(line):
            kind = "date"
        elif not body_begun and line[-1] in ":：" and "。" not in line:
            kind = "salutation"
        elif not body_begun and kinds[-2:] != ["title", "number"] and _is_title(line):
            kind = "title"
        body_begun = body_begun or kind in ("notice", "paragraph", "salutation", "date", "row")
        kinds.append(kind)
    return kinds


def signature_start(lines: Sequence[str], date: int) -> int:
    """Where the signing offices begin above the date at index `date`: at most five short lines.

    >>> signature_start(["特此通知。", "国家知识产权局", "2020年4月20日"], 2)
    1
    """
    first = date
    while first > max(0, date - 5) and _is_short(lines[first - 1], SIGNATURE_LIMIT):
        first -= 1
    return first
