"""What an unlabelled line of an official document is, as far as the line itself tells.

The parts are those of GB/T 9704-2012 §7 (标题、发文字号、主送机关、正文、附件说明、署名、成文日期、附注、抄送机关).
"""

from __future__ import annotations

import re

from policydiff.text.official.numbers import HAN

# 国知发运字〔2020〕13号, 某政发【2024】 8 号 | 根据国发〔2019〕4号文件
_NUMBER = re.compile(rf"\S{{1,16}}\s?[〔\[［（(【]\s?(?:\d{{4}}|[{HAN}]{{4}})\s?[〕\]］）)】]\s?第?\s?\d+\s?号")
# 第707号, 国务院令第707号, 公安部公告（第12号）, 2024年第5号 | 第707号令
_ORDER = re.compile(
    rf"(?:\S{{1,40}}?(?:令|公告)\s?[（(]?)?第\s?(?:\d+|[{HAN}]+)\s?号[)）]?|\d{{4}}\s?年\s?第\s?\d+\s?号"
)
# ——2024年3月5日在第十四届全国人民代表大会第二次会议上 | ——2024年目标
_OCCASION = re.compile(r"(?:——|--|—)?\d{4}年\d{1,2}月\d{1,2}日\S*在.{4,40}[上)）]")
# （此件公开发布）, （本文有删减） | 此件由办公厅办理
_RELEASE = re.compile(r"[（(]此件.{1,20}[)）]|[（(][^（）()。]{0,12}有?删[减节改略][^（）()。]{0,8}[)）]")
# 抄送：各省人民政府 | 抄送有关部门
_COPIED = re.compile(r"(?:抄送|主送|抄报)[:：]")
# 2020年12月30日 第四次会议修正 | 2020年政府工作报告
_HISTORY = re.compile(r"[（(]?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")
# 各位代表！, 各位委员、同志们： | 各位代表要认真审议！
_AUDIENCE = r"(?:各位|尊敬的|全体)?(?:代表|委员|同志|同胞|朋友|来宾|领导|先生|女士|主任|副主任)(?:们)?"
_CALL = re.compile(rf"{_AUDIENCE}(?:[、，,]?{_AUDIENCE}){{0,3}}[！!：:，,]")
# 目　录 | 目录如下
_CONTENTS = re.compile(r"目[\s　]*[录次]")


def is_document_number(line: str) -> bool:
    """Whether a line is a document number (发文字号) and nothing else.

    >>> is_document_number("国知发运字〔2020〕13号"), is_document_number("根据国发〔2019〕4号文件")
    (True, False)
    >>> is_document_number("某政发【2024】 8 号"), is_document_number("国务院令第707号"), is_document_number("第5号")
    (True, True, True)
    """
    return bool(_NUMBER.fullmatch(line) or _ORDER.fullmatch(line))


def is_occasion(line: str) -> bool:
    """Whether a line says when and before whom a report was given.

    >>> is_occasion("——2024年3月5日在第十四届全国人民代表大会第二次会议上"), is_occasion("——2024年目标")
    (True, False)
    """
    return bool(_OCCASION.fullmatch(line))


def is_release(line: str) -> bool:
    """Whether a line says how the document may be spread, or that parts are left out (附注).

    >>> is_release("（此件公开发布）"), is_release("（此件发至县团级，可向社会公开）"), is_release("此件由办公厅办理")
    (True, True, False)
    """
    return bool(_RELEASE.fullmatch(line))


def is_copied(line: str) -> bool:
    """Whether a line names the offices that a document goes to (主送、抄送).

    >>> is_copied("抄送：各省、自治区人民政府"), is_copied("抄送有关部门")
    (True, False)
    """
    return bool(_COPIED.match(line))


def is_history(line: str) -> bool:
    """Whether a line begins with a day on which something was done to a law.

    >>> is_history("2020年12月30日　第四次会议修正"), is_history("2020年政府工作报告")
    (True, False)
    """
    return bool(_HISTORY.match(line))


def is_call(line: str) -> bool:
    """Whether a line only calls to the audience of a speech; a new thought begins behind it.

    >>> is_call("各位代表！"), is_call("各位委员、同志们："), is_call("各位代表要认真审议！")
    (True, True, False)
    """
    return bool(_CALL.fullmatch(line))


def is_contents(line: str) -> bool:
    """Whether a line is the heading of a table of contents.

    >>> is_contents("目　录"), is_contents("目录如下")
    (True, False)
    """
    return bool(_CONTENTS.fullmatch(line))
