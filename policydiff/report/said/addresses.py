"""How a report names a clause for people (三（五）), and for links (new-s3-i5)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from policydiff.model import Clause
from policydiff.text.official.numbers import HAN, read_number
from policydiff.text.official.references import ARTICLE
from policydiff.wording import addresses

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# One letter a family of labels; what is in no family is spelled out in code points.
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("b", re.compile(rf"第([{HAN}]+|\d+)(?:分)?编")),  # 第一编 | 第一章
    ("c", re.compile(rf"第([{HAN}]+|\d+)章")),  # 第一章 | 第一条
    ("d", re.compile(rf"第([{HAN}]+|\d+)节")),  # 第一节 | 第一条
    ("a", re.compile(rf"第([{HAN}]+|\d+)条(?:之([{HAN}]+))?")),  # 第十条之一 | 第十款
    ("s", re.compile(rf"([{HAN}]+)")),  # 三 | 3
    ("i", re.compile(rf"（([{HAN}]+)）")),  # （五） | （5）
    ("j", re.compile(r"（(\d+)）")),  # （5） | （五）
    ("n", re.compile(r"(\d+(?:\.\d+)*)")),  # 4.2.1 | ①
    ("o", re.compile(rf"([{_CIRCLED}])")),  # ① | 1
    ("x", re.compile(r"——(\d+)")),  # ——1 | ¶1
    ("p", re.compile(r"¶(\d+)")),  # ¶1 | ——1
    ("f", re.compile(rf"附件([{HAN}]+|\d+)")),  # 附件2 | 附件
)
_ZONES = {"通知": "notice", "正文": "text", "落款": "sign", "附件": "annex"}


def anchors(side: str, clauses: Iterable[Clause]) -> dict[str, str]:
    """A link name for each clause: ASCII, safe in an address and in mail, the same as long as the id is.

    >>> from policydiff.model import Clause
    >>> def clause(id): return Clause(id=id, label="", kind="item", level=1, parent=None, heading=None,
    ...                               text="", start=0, end=0, body=0)
    >>> list(anchors("new", map(clause, ["三/（五）", "一/（三）/——1", "第十条之一/¶2", "甲", "三#2"])).values())
    ['new-s3-i5', 'new-s1-i3-x1', 'new-a10z1-p2', 'new-u7532', 'new-s3v2']
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for clause in clauses:
        name = "-".join((side, *map(_slug, clause.id.split("/"))))
        again = 2
        while name in taken:  # 二 and 两 are one number
            name, again = f"{name}w{again}", again + 1
        taken.add(name)
        found[clause.id] = name
    return found


def _slug(segment: str) -> str:
    segment, _, repeat = segment.partition("#")
    tail = f"v{repeat}" if repeat else ""
    if segment in _ZONES:
        return _ZONES[segment] + tail
    for letter, pattern in _FAMILIES:
        found = pattern.fullmatch(segment)
        if found:
            return letter + "z".join(_digits(g) for g in found.groups() if g) + tail
    return "u" + "_".join(f"{ord(c):x}" for c in segment) + tail


def _digits(written: str) -> str:
    if written in _CIRCLED:
        return str(_CIRCLED.index(written) + 1)
    value = None if "." in written else read_number(written)
    return written.replace(".", "_") if value is None else str(int(value))


def place(clause: Clause) -> str:
    """The clause's address as people write it.

    >>> def at(id, kind="item", heading=None):
    ...     return place(Clause(id=id, label="", kind=kind, level=1, parent=None, heading=heading,
    ...                         text="", start=0, end=0, body=0))
    >>> at("三/（五）"), at("一/（三）/——1", "bullet", "知识产权创造"), at("三"), at("正文/¶2", "paragraph")
    ('三（五）', '一（三）·知识产权创造', '三', '正文第2段')
    >>> at("第二章/第十条/¶2"), at("第二章/第十条/（三）"), at("4/4.2/4.2.1"), at("通知/¶1", "title"), at("三#2")
    ('第十条第2款', '第十条第（三）项', '4.2.1', '通知标题', '三〔之2〕')
    >>> at("五/¶1", "paragraph"), at("三/1")
    ('五、第1段', '三、1')
    """
    spoken: list[str] = []
    segments = clause.id.split("/")
    in_article = False
    for at, raw in enumerate(segments):
        segment, _, repeat = raw.partition("#")
        last = at == len(segments) - 1
        if ARTICLE.fullmatch(segment):  # an article is cited without its chapter
            spoken, in_article = [segment], True
        elif segment.startswith("¶"):
            _part_off(spoken)
            spoken.append(_paragraph(segment[1:], clause if last else None, in_article=in_article))
        elif segment.startswith("——"):
            spoken.append(f"·{clause.heading}" if last and clause.heading else f"·{segment[2:]}")
        elif at and segment.startswith(segments[at - 1] + "."):
            spoken[-1] = segment
        else:
            if segment[0].isdigit():
                _part_off(spoken)
            spoken.append(
                addresses.ARTICLE_ITEM.format(number=segment) if in_article and segment.startswith("（") else segment
            )
        if repeat:
            spoken[-1] += addresses.REPEATED.format(number=repeat)
    return "".join(spoken)


def _part_off(spoken: list[str]) -> None:
    """A bare number behind another one would run into it."""
    if spoken and spoken[-1][-1] in HAN:
        spoken[-1] += addresses.ENUMERATION


def _paragraph(number: str, clause: Clause | None, *, in_article: bool) -> str:
    if clause and clause.kind in addresses.KINDS:
        return addresses.KINDS[clause.kind]
    return (addresses.ARTICLE_PARAGRAPH if in_article else addresses.PARAGRAPH).format(number=number)


_NUMBERED = re.compile(r"(?P<above>.*第)(?P<number>\d+)(?P<what>[段款])")


def joined_places(places: Iterable[str]) -> str:
    """Addresses in a row; paragraphs that follow each other as from and to.

    >>> joined_places(["三（一）第2段", "三（一）第3段", "三（一）第4段", "三（二）", "三（三）第1段"])
    '三（一）第2–4段，三（二），三（三）第1段'
    """
    found: list[tuple[str, int, int, str]] = []  # what stands before the number, first and last, what is counted
    for place in places:
        numbered = _NUMBERED.fullmatch(place)
        above, number, what = (
            (numbered["above"], int(numbered["number"]), numbered["what"]) if numbered else (place, 0, "")
        )
        if found and numbered and found[-1] == (above, found[-1][1], number - 1, what):
            found[-1] = above, found[-1][1], number, what
        else:
            found.append((above, number, number, what))
    return addresses.BETWEEN.join(
        f"{above}{first if first == last else f'{first}–{last}'}{what}" if what else above
        for above, first, last, what in found
    )


def excerpt(text: str, limit: int) -> str:
    """The beginning of a text, cut at a stop where there is one near the limit.

    >>> excerpt("深化“一带一路”知识产权国际合作，深度参与知识产权全球治理", 20)
    '深化“一带一路”知识产权国际合作…'
    """
    text = text.strip()
    if len(text) <= limit:
        return text
    stops = [text.find(s, limit // 2, limit + 1) for s in "。；，"]
    cut = max(stops)
    return text[: cut if cut > 0 else limit].rstrip("，。；、：") + "…"


def word_anchor(kind: str, word: str) -> str:
    """A link name for a word or the name of an office: as stable as the word.

    >>> word_anchor("term", "专利")
    'term-402ceeec'
    """
    return f"{kind}-{zlib.crc32(word.encode()):08x}"
