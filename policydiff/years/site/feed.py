"""The changes as an Atom feed (RFC 4287). Its dates are those of the documents; no clock enters it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from policydiff.model import Document
from policydiff.report.escape import legal
from policydiff.wording import Lang, pick
from policydiff.wording.interface import WORDS as INTERFACE
from policydiff.wording.site import WORDS
from policydiff.years.series import order
from policydiff.years.site.index import said_of
from policydiff.years.site.plan import Pair, Plan

# The name under which the ids of entries are made: the same pair has the same id for ever.
_SPACE = uuid.UUID("6f1f3c5e-6a0e-5f0b-9d5b-7a1f5a0c2e11")


def render(planned: Plan, summaries: Mapping[str, Any], *, lang: Lang = "zh") -> str:
    """The feed, the latest pair first."""
    pairs = sorted(planned.pairs, key=lambda p: (order(p.new.head), p.file), reverse=True)
    latest = max((_day(d) for d in planned.documents), default="1970-01-01")
    title = _text(pick(WORDS["title"], lang))
    entries = "".join(_entry(p, summaries[p.file], lang) for p in pairs)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{title}</title>\n<id>{_id('feed', *(s.name for s in planned.series))}</id>\n"
        f"<updated>{latest}T00:00:00Z</updated>\n<author><name>policydiff</name></author>\n"
        f'<link rel="self" href="feed.xml"/>\n<link href="index.html"/>\n{entries}</feed>\n'
    )


def _entry(pair: Pair, summary: Mapping[str, Any], lang: Lang) -> str:
    old, new = pair.old.head, pair.new.head
    name = f"{old.id} → {new.id} {new.title or pick(INTERFACE['untitled'], lang)}"
    return (
        f"<entry>\n<title>{_text(name)}</title>\n<id>{_id(new.series or new.title or '', old.id, new.id)}</id>\n"
        f"<updated>{_day(pair.new)}T00:00:00Z</updated>\n<link href={_attribute(pair.file)}/>\n"
        f"<summary>{_text(pick(said_of(summary), lang))}</summary>\n</entry>\n"
    )


def _day(document: Document) -> str:
    """The day of a document as far as it is known: of a month or a year the first."""
    year, month, day = order(document.head)[0].split("-")
    return f"{year if year != '0000' else '1970'}-{month if month != '00' else '01'}-{day if day != '00' else '01'}"


def _id(*parts: str) -> str:
    return uuid.uuid5(_SPACE, "\x1f".join(parts)).urn


def _text(text: str) -> str:
    return escape(legal(text))


def _attribute(file: str) -> str:
    from urllib.parse import quote

    return f'"{quote(file)}"'
