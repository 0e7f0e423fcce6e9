"""What a text says about itself: title, document number, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from policydiff.model import Clause, Document
from policydiff.text.official.dates import iso_date
from policydiff.text.official.numbers import HAN

# An event in the history of a law. Yes: 2010年4月29日 第十一届全国人民代表大会常务委员会第十四次会议修订;
# no: 2012年6月1日 施行
_EVENT = re.compile(
    r"(?P<day>\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)\s*"
    r"(?P<words>(?:《[^》]*》|[^《》年。])*?)(?:通过|公布|发布|修订|修正)"
)
# Yes: 上海市第十五届人民代表大会; no: 第三次会议
_SESSION = re.compile(rf"第[{HAN}\d]+届")
# Who passed it. Yes: 国务院第192次常务会议, 国务院令第615号, 公安部; no: 《国务院关于修改部分行政法规的决定》
_BODY = re.compile(r"([^《》（）第，]{2,40}?)(?:审判委员会|检察委员会)?(?:第\S{1,8}次\S{0,6}会议|令|第?《|\s*$)")

# A person who signs, without spaces. Yes: 总理李某某, 代市长王某; no: 主任办公会议, 国务院
_PERSON = re.compile(
    r"代?(?:总理|主席|委员长|部长|[省市县区州旗镇乡局署院行厅处会]长|主任|检察长)(?!办公|会议|委员)\S{2,4}$"
)
# The State Council's orders are numbered 国令第…号.
_SHORT = {"国": "国务院"}
# Whose order it is. Yes: 中华人民共和国国务院令, 公安部令第162号; no: 中华人民共和国主席令
_ORDER = re.compile(r"(?:中华人民共和国)?(?!主席)(?P<office>\S{1,30}?)(?:令|公告)(?:[（(]?第\S{1,8}号[)）]?)?$")
# Yes: 国家发展改革委, 财政部, 中国人民银行; no: 人民政府, 某某市
_OFFICE = re.compile(
    r"(?!人民政府|办公[厅室]|委员会).{1,18}(?:[部委局署办厅会院行社]|总局|政府|法院|检察院|中心|集团|公司|协会)"
)


def with_head(document: Document) -> Document:
    r"""The document with the fields of its head that were empty read from its own clauses.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "印发《指引》的通知\n国知发运字〔2020〕13号\n现予印发。\n国家知识产权局\n2020年4月20日\n指引（2020）"
    >>> head = with_head(parse(text, Head(id="x"))).head
    >>> head.title, head.doc_number, head.issuer, head.issued
    ('指引（2020）', '国知发运字〔2020〕13号', '国家知识产权局', '2020-04-20')
    """
    clauses, head = document.clauses, document.head
    passed, body = _enactment(clauses)
    found = replace(
        head,
        title=head.title or _title(clauses),
        doc_number=head.doc_number or _number(clauses),
        issuer=head.issuer or "、".join(_issuers(clauses)) or body,
        issued=head.issued or next(filter(None, (iso_date(c.text) for c in clauses if c.kind == "date")), passed),
    )
    return replace(document, head=found)


def _enactment(clauses: Iterable[Clause]) -> tuple[str | None, str | None]:
    r"""When and by whom a law was last passed or revised, from the history below its title; None where not told.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "专利法\n1984年3月12日 第六届全国人民代表大会常务委员会第四次会议通过\n第一条　为了保护专利权。"
    >>> _enactment(parse(text, Head(id="x")).clauses)
    ('1984-03-12', '全国人民代表大会常务委员会')
    """
    front = " ".join(c.text for c in takewhile(lambda c: not c.label, clauses))
    last: tuple[str | None, str | None] = None, None
    for event in _EVENT.finditer(front):
        body = _BODY.match(_SESSION.sub("", event["words"]).replace("中华人民共和国", ""))
        day = iso_date(event["day"])
        if day and (last[0] is None or day >= last[0]):
            last = day, body[1] if body else last[1]
    return last


def _number(clauses: Iterable[Clause]) -> str | None:
    """The document's number without its spaces; that of an order with the order's name before it."""
    above = ""
    for clause in clauses:
        text = "".join(clause.text.split())
        if clause.kind == "number":
            return above + text if text.startswith("第") and above.endswith(("令", "公告")) else text
        above = text
    return None


def _issuers(clauses: Sequence[Clause]) -> list[str]:
    """The offices that sign the document, not what it hands on; of an order that a person signs, whose order it is."""
    signed = [c for c in clauses if c.kind == "signature"]
    zone = signed[0].id.split("/")[0] if signed else ""
    offices = [
        part for c in signed if c.id.startswith(f"{zone}/") for part in _parts(c.text) if not _PERSON.match(part)
    ]
    if offices:
        return list(dict.fromkeys(offices))
    ordered = (_ORDER.match("".join(c.text.split())) for c in clauses if c.kind in ("title", "number"))
    return [_SHORT.get(found["office"], found["office"]) for found in ordered if found][:1]


def _parts(text: str) -> list[str]:
    """The offices on one line: a gap parts them, unless it only sets the characters of one name apart.

    >>> _parts("国家发展改革委　财政部"), _parts("国 务 院"), _parts("某某市　人民政府")
    (['国家发展改革委', '财政部'], ['国务院'], ['某某市人民政府'])
    """
    parts = text.split()
    several = len(parts) > 1 and all(_OFFICE.fullmatch(part) for part in parts)
    return parts if several else ["".join(parts)]


# A notice hands a document on: …关于印发《某办法》的通知 | 关于做好统计工作的通知
_HANDS_ON = re.compile(r"》的(?:通知|公告|决定|函|批复)$")


def _title(clauses: Iterable[Clause]) -> str | None:
    r"""The title of the body, else that of the notice around it.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "某局关于印发\n《年度工作指引》的通知\n年度工作指引\n（2021）\n一、总体要求\n做好工作。"
    >>> _title(parse(text, Head(id="x")).clauses)
    '年度工作指引（2021）'
    """
    titles: dict[str, list[str]] = {}
    ended: set[str] = set()  # zones whose title is over: what an attachment is called is not the document's title
    for clause in clauses:
        zone = clause.id.split("/")[0]
        if clause.kind == "title" and zone not in ended:
            titles.setdefault(zone, []).append(clause.text)
        elif clause.label:
            ended |= titles.keys()
    for zone in ("正文", "通知"):
        if zone in titles:
            handed = [n for n, t in enumerate(titles[zone], 1) if _HANDS_ON.search("".join(t.split()))]
            own = titles[zone][handed[-1] if handed and handed[-1] < len(titles[zone]) else 0 :]
            return "".join("".join(t.split()) if _is_spaced(t) else t for t in own)
    return None


def _is_spaced(title: str) -> bool:
    """Whether a title's characters are set apart: 政 府 工 作 报 告."""
    return all(len(part) == 1 for part in title.split())
