"""What unlabelled lines are by where they stand: title, number, salutation, signature, date.

The order of the parts follows GB/T 9704-2012 §7 (标题、发文字号、主送机关、正文、附件说明、署名、成文日期).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.model import Kind
from policydiff.text.official.dates import is_date
from policydiff.text.official.lines import is_contents, is_document_number, is_history, is_occasion, is_release

_STOPS = "。！？；：:;!?，,"
# A title rarely runs over 60 characters a line, a signing office's name never over 40.
TITLE_LIMIT, SIGNATURE_LIMIT = 60, 40
# Of joint notices at hand the one with the most offices has thirteen.
SIGNATURES = 13

# 附：任务分工表 | 附近
_ATTACHED = re.compile(r"附(?:件|表|图)?[\s\d]*[:：]")
# What stands above whom a letter is written to. 此致 | 此致敬礼的
_TO = re.compile(r"此\s*致$|敬\s*礼$|特此\S{2}$")


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
    for at, line in enumerate(lines):
        kind: Kind = "notice" if whole else "paragraph"
        if "\t" in line:
            kind = "row"
        elif is_release(line) or _is_letterhead(lines, at):
            kinds.append("notice")  # which may stand above the title, too
            continue
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


def _is_letterhead(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the head of the issuer's paper (发文机关标志), with the number below it: 某某局文件."""
    is_head = lines[at].endswith("文件") and _is_short(lines[at], SIGNATURE_LIMIT)
    return is_head and at + 1 < len(lines) and is_document_number(lines[at + 1])


def signature_start(lines: Sequence[str], date: int) -> int:
    """Where the signing offices begin above the date at index `date`: short lines that are nothing else.

    >>> signature_start(["特此通知。", "国家知识产权局", "2020年4月20日"], 2)
    1
    >>> signature_start(["附：任务分工表", "国家知识产权局", "2020年4月20日"], 2)
    1
    """
    first = date
    while first > max(0, date - SIGNATURES) and _signs(lines[first - 1]):
        first -= 1
    return first + 1 if first < date - 1 and _TO.match(lines[first - 1] if first else "") else first


def _signs(line: str) -> bool:
    """Whether a line can name an office that signs: it names no attachment, and nobody that is written to."""
    return _is_short(line, SIGNATURE_LIMIT) and not _ATTACHED.match(line) and not _TO.match(line)
