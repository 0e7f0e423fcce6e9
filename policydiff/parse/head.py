"""What a text says about itself: title, document number, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from policydiff.model import Clause, Document
from policydiff.text.official.dates import iso_date
from policydiff.text.official.numbers import HAN

# An event in the history of a law. Yes: 2010年4月29日 第十一届全国人民代表大会常务委员会第十四次会议修订;
# no: 2012年6月1日 施行
_EVENT = re.compile(
    r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)\s*(?P<words>(?:《[^》]*》|[^《》年。])*?)(?:通过|公布|发布|修订|修正)"
)
# Yes: 上海市第十五届人民代表大会; no: 第三次会议
_SESSION = re.compile(rf"第[{HAN}\d]+届")
# Who passed it. Yes: 国务院第192次常务会议, 国务院令第615号, 公安部; no: 《国务院关于修改部分行政法规的决定》
_BODY = re.compile(r"([^《》（）第，]{2,40}?)(?:审判委员会|检察委员会)?(?:第\S{1,8}次\S{0,6}会议|令|第?《|\s*$)")


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
    numbers = (c.text for c in clauses if c.kind == "number")
    issuers = [c.text for c in clauses if c.kind == "signature"]
    found = replace(
        head,
        title=head.title or _title(clauses),
        doc_number=head.doc_number or next(numbers, None),
        issuer=head.issuer or "、".join("".join(i.split()) for i in issuers) or body,
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


def _title(clauses: Iterable[Clause]) -> str | None:
    """The title of the body, else that of the notice around it."""
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
            return "".join("".join(t.split()) if _is_spaced(t) else t for t in titles[zone])
    return None


def _is_spaced(title: str) -> bool:
    """Whether a title's characters are set apart: 政 府 工 作 报 告."""
    return all(len(part) == 1 for part in title.split())
