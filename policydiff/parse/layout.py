"""What the unlabelled lines of an official document are: title, number, salutation, signature, date.

The order of the parts follows GB/T 9704-2012 §7 (标题、发文字号、主送机关、正文、附件说明、署名、成文日期).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.model import Kind
from policydiff.parse.numbering import HAN

# 国知发运字〔2020〕13号 | 根据国发〔2019〕4号文件
_NUMBER = re.compile(r"^\S{1,16}[〔\[［（(]\d{4}[〕\]］）)]第?\d+号$")
# 2020年4月20日 | 2020年4月20日起施行
_DATE = re.compile(
    rf"^[（(]?(?:\d{{4}}|[{HAN}]{{4}})年(?:\d{{1,2}}|[{HAN}]{{1,3}})月(?:\d{{1,2}}|[{HAN}]{{1,3}})日[)）]?$"
)
# ——2024年3月5日在第十四届全国人民代表大会第二次会议上 | ——2024年目标
_OCCASION = re.compile(r"^(?:——|--|—)?\d{4}年\d{1,2}月\d{1,2}日\S*在.{4,40}[上)）]$")
# （此件公开发布） | （专利）
_RELEASE = re.compile(r"^[（(]此件.{1,20}[)）]$")

# 2020年12月30日 第四次会议修正 | 2020年政府工作报告
_HISTORY = re.compile(r"^[（(]?\d{4}年\d{1,2}月\d{1,2}日")
# 目　录 | 目录如下
_CONTENTS = re.compile(r"^目[\s　]*[录次]$")

_STOPS = "。！？；：:;!?，,"
# A title rarely runs over 60 characters a line, a signing office's name never over 40.
TITLE_LIMIT, SIGNATURE_LIMIT = 60, 40


def is_date(line: str) -> bool:
    """Whether the line is a date and nothing else.

    >>> is_date("2020年4月20日"), is_date("二〇一九年一月二十四日"), is_date("2020年底")
    (True, True, False)
    """
    return bool(_DATE.match(line))


def is_contents(line: str) -> bool:
    """Whether the line is the heading of a table of contents."""
    return bool(_CONTENTS.match(line))


def is_release(line: str) -> bool:
    """Whether the line says how the document may be spread, as it stands below the date."""
    return bool(_RELEASE.match(line))


def _is_short(line: str, limit: int) -> bool:
    return len(line) <= limit and line[-1] not in _STOPS and "。" not in line and "\t" not in line


def _is_title(line: str) -> bool:
    return _is_short(line, TITLE_LIMIT) and not _HISTORY.match(line) and not is_contents(line)


def front_kinds(lines: Sequence[str], *, whole: bool) -> list[Kind]:
    """The kinds of the lines before the first label, or between a date and the next label.

    `whole` says that the lines end with their own signature and date: they are a notice around a body.

    >>> front_kinds(["关于印发《指引》的通知", "国知发运字〔2020〕13号", "局机关各部门：", "现予印发。"], whole=True)
    ['title', 'number', 'salutation', 'notice']
    """
    kinds: list[Kind] = []
    for line in lines:
        kind: Kind = "notice" if whole else "paragraph"
        body_begun = any(k in ("notice", "paragraph", "salutation", "date", "row") for k in kinds)
        if "\t" in line:
            kind = "row"
        elif _NUMBER.match(line):
            kind = "number"
        elif is_date(line) or _OCCASION.match(line):
            kind = "date"
        elif not body_begun and line[-1] in ":：" and "。" not in line:
            kind = "salutation"
        elif not body_begun and kinds[-2:] != ["title", "number"] and _is_title(line):
            kind = "title"
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
