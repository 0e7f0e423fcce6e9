"""The marker families of Chinese official documents, in one table.

Order of levels: GB/T 9704-2012 §7.3.3 (一、 then （一） then 1. then （1）) and the Legislation Law §65
(编、章、节、条、款、项、目). A smaller rank stands above a larger one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from policydiff.model import Kind
from policydiff.text.official.numbers import HAN, read_number

# Labels in one character, each from one to twenty (the last: to ten), as ranges of a character class.
_BULLETS = "●•·▪■◆◇▲★☆➢►▶❖✓✔☑✗"
_CIRCLED, _BRACKETED, _STOPPED, _HAN_BRACKETED = "①-⑳", "⑴-⒇", "⒈-⒛", "㈠-㈩"


@dataclass(frozen=True, slots=True)
class Family:
    """One way of labelling clauses. `pattern` has the groups label and number and ends where the words begin."""

    name: str
    kind: Kind
    rank: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Marker:
    """A label found at the start of a line. `number` is None for families that do not count."""

    family: Family
    label: str
    number: int | None
    end: int


def _family(name: str, kind: Kind, rank: float, pattern: str) -> Family:
    return Family(name, kind, rank, re.compile(pattern))


_ORD = rf"第\s?(?P<number>[{HAN}]+|\d+)\s?"
_GAP = r"[\s　]"

# What may not follow 第X条: then the line goes on with a reference to the article and does not begin one.
_REFERENCE = r"(?!规定|所列|所称|中的|第|款|项|[、，。；的至和或及与之])"

FAMILIES: tuple[Family, ...] = (
    # 附件1 知识产权强省建设试点省分类表 | 附件所列单位
    _family("attachment", "attachment", 0,
            rf"(?P<label>附{_GAP}?件{_GAP}?(?P<number>\d+|[{HAN}]+)?)(?:{_GAP}*[:：]{_GAP}*|{_GAP}+|$)"),
    # 第一编 总则 | 第一编辑部
    _family("part", "part", 1, rf"(?P<label>{_ORD}(?:分{_GAP}?)?编)(?:{_GAP}+|$)"),
    # 第二章　保密范围 | 第二章程
    _family("chapter", "chapter", 2, rf"(?P<label>{_ORD}章)(?:{_GAP}+|(?!程)(?=[^，。；的、第]{{1,30}}$)|$)"),
    # 第三节 监督检查 | 第三节课
    _family("division", "division", 3, rf"(?P<label>{_ORD}节)(?:{_GAP}+|$)"),
    # 第十条之一　国家秘密 | 第十条规定的事项
    _family("article", "article", 4, rf"(?P<label>{_ORD}条(?:之[{HAN}]+)?)(?:{_GAP}+|{_REFERENCE})"),
    # 4.2.1　应急响应 | 4.2亿元
    _family("decimal3", "item", 4.5, rf"(?P<label>\d{{1,2}}(?:\.\d{{1,2}}){{2,4}})(?:{_GAP}+|(?=[^\d.％%]))"),
    _family("decimal2", "item", 4.4, rf"(?P<label>\d{{1,2}}\.\d{{1,2}}){_GAP}+(?![年月日个万亿倍%％])"),
    # 1　总则 | 10 月底前完成
    _family("decimal1", "section", 4.3,
            rf"(?P<label>(?P<number>\d{{1,2}})){_GAP}+(?![．.、年月日个万亿倍%％])(?=[^。；，,;：:]{{2,30}}$)"),
    # 一、总体要求 | 一是总体要求
    _family("section", "section", 5, rf"(?P<label>(?P<number>[{HAN}]+)){_GAP}?[、．.]{_GAP}*"),
    # （一）指导思想, ㈠指导思想 | （一）、（二）项所列
    _family("item", "item", 6,
            rf"(?P<label>[（(]{_GAP}?(?P<number>[{HAN}]+){_GAP}?[)）]|(?P<sign>[{_HAN_BRACKETED}]))(?![、和至或]){_GAP}*"),
    # 1.2020年任务清单, ⒈任务清单 | 1.5万亿元
    _family("arabic", "item", 7,
            rf"(?:(?P<label>(?P<number>\d{{1,3}})){_GAP}?(?:[．、]|\.(?=\d{{4}}年|\D|$))|(?P<sign>[{_STOPPED}])){_GAP}*"),
    # （1）加强指导, ⑴加强指导 | （1994年）
    _family("bracketed", "item", 8,
            rf"(?P<label>[（(](?P<number>\d{{1,3}})[)）]|(?P<sign>[{_BRACKETED}]))(?![、和至或]){_GAP}*"),
    # 1）加强指导 | 1）、2）项所列
    _family("half_bracketed", "item", 8.5, rf"(?P<label>(?P<number>\d{{1,2}})[)）])(?![，。；、和至或]){_GAP}*"),
    # ①加强指导 | 一①
    _family("circled", "item", 9, rf"(?P<label>(?P<number>[{_CIRCLED}])){_GAP}*"),
    # ——知识产权创造。, ▪加强指导, - 加强指导 | ——2024年3月5日在第十四届全国人民代表大会第二次会议上
    _family("dash", "bullet", 10,
            rf"(?![—●•·*-]{{1,2}}{_GAP}*\d{{4}} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日)"
            rf"(?P<label>——|—|--|[{_BULLETS}]|[*○□–-](?=\s)){_GAP}*"),
)  # fmt: skip


_ITEM = next(family for family in FAMILIES if family.name == "item")


@lru_cache(maxsize=4096)
def label_number(written: str) -> int:
    """The value of a label's number, at most four digits. No unit is understood in one: 百一 is 101.

    >>> [label_number(one) for one in ("二十三", "一百零五", "12", "③", "二〇", "百一")]
    [23, 105, 12, 3, 20, 101]
    """
    if unicodedata.category(written[0]) == "No":  # a label in one character
        return int(unicodedata.numeric(written))
    return int(read_number(written, elliptic=False) or 0)


def read_marker(line: str) -> Marker | None:
    """The marker that a line begins with, if it begins with one.

    >>> m = read_marker("（五）夯实知识产权强国建设工作体系。")
    >>> m.family.name, m.label, m.number, m.end
    ('item', '（五）', 5, 3)
    >>> read_marker("1.5万亿元以上") is None
    True
    """
    for family in FAMILIES:
        found = family.pattern.match(line)
        if found:
            groups = found.groupdict()
            written = groups.get("number") or groups.get("sign")
            number = label_number(written) if written else None
            return Marker(family, (groups["label"] or found[0]).strip(), number, found.end())
    return None


def is_label(line: str) -> bool:
    """Whether a line begins with a label that shows a document: bullets and a bare number stand on any page.

    >>> [is_label(x) for x in ("（一）指导思想", "1.2020年任务", "——知识产权创造", "1.5万亿元", "一是加强", "· 首页")]
    [True, True, True, False, False, False]
    """
    marker = read_marker(line)
    return marker is not None and (marker.family.name not in ("dash", "decimal1") or marker.label == "——")


def is_heading_label(line: str) -> bool:
    """Whether a line begins with a label that no list of links has: 附件、编、章、节、条、一、（一）.

    >>> [is_heading_label(x) for x in ("第一章　总则", "（一）指导思想", "1.网站地图")]
    [True, True, False]
    """
    marker = read_marker(line)
    return marker is not None and marker.family.rank <= _ITEM.rank and not marker.family.name.startswith("decimal")
