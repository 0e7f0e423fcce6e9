"""What a text says about itself: title, document number, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from policydiff.model import Clause, Document
from policydiff.parse.numbering import HAN, number_value

# 2020年4月20日 and 二〇二〇年四月二十日 | 2020年底
_DATE = re.compile(rf"(\d{{4}}|[{HAN}]{{4}})年(\d{{1,2}}|[{HAN}]{{1,3}})月(\d{{1,2}}|[{HAN}]{{1,3}})日")


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
    numbers = (c.text for c in clauses if c.kind == "number")
    issuers = [c.text for c in clauses if c.kind == "signature"]
    found = replace(
        head,
        title=head.title or _title(clauses),
        doc_number=head.doc_number or next(numbers, None),
        issuer=head.issuer or "、".join("".join(i.split()) for i in issuers) or None,
        issued=head.issued or next(filter(None, (iso_date(c.text) for c in clauses if c.kind == "date")), None),
    )
    return replace(document, head=found)


def _title(clauses: Iterable[Clause]) -> str | None:
    """The title of the body, else that of the notice around it."""
    titles: dict[str, list[str]] = {}
    for clause in clauses:
        if clause.kind == "title":
            titles.setdefault(clause.id.split("/")[0], []).append(clause.text)
    for zone in ("正文", "通知"):
        if zone in titles:
            return "".join("".join(t.split()) if _is_spaced(t) else t for t in titles[zone])
    return None


def _is_spaced(title: str) -> bool:
    """Whether a title's characters are set apart: 政 府 工 作 报 告."""
    return all(len(part) == 1 for part in title.split())


def iso_date(text: str) -> str | None:
    """The first full date in a text as YYYY-MM-DD.

    >>> iso_date("二〇〇五年六月十一日"), iso_date("2020年底")
    ('2005-06-11', None)
    """
    found = _DATE.search(text)
    if not found:
        return None
    year, month, day = (number_value(part) for part in found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
