"""The first page of a site: which years there are, what each changed, where it comes from, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from policydiff.model import Document, SourceRef
from policydiff.report.html.page import TEMPLATES as REPORT_TEMPLATES
from policydiff.report.html.page import fill
from policydiff.wording import Both, Lang, codes, pick
from policydiff.wording.both import COMMA, joined
from policydiff.wording.interface import WORDS as INTERFACE
from policydiff.wording.site import COUNTS, WORDS
from policydiff.years.series import Series, year_of
from policydiff.years.site.plan import Plan

TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Row:
    """A document, or a year that is missing (then there is only its `name`)."""

    name: str
    document: Document | None = None
    status: Both | None = None
    sources: tuple[tuple[str, str], ...] = ()  # name, address or ""
    report: str = ""
    before: str = ""
    changes: Both | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A series as the page shows it."""

    name: str
    history: str
    rows: tuple[Row, ...]


def render(planned: Plan, summaries: Mapping[str, Any], *, lang: Lang = "zh") -> str:
    """The page."""
    return fill(
        TEMPLATES / "index.html.j2",
        styles=[REPORT_TEMPLATES / "page.css", TEMPLATES / "years.css"],
        scripts=[TEMPLATES / "years.js"],
        lang=lang,
        w=SimpleNamespace(**WORDS, untitled=INTERFACE["untitled"]),
        title=WORDS["title"],
        blocks=[_block(s, planned, summaries) for s in planned.series],
        unreadable=[(name, Both(e.zh, e.en)) for name, e in planned.unreadable.items()],
    )


def _block(series: Series, planned: Plan, summaries: Mapping[str, Any]) -> Block:
    pairs = {p.new.head.id: p for p in planned.pairs if p.old in series.documents}
    rows: list[Row] = []
    gaps = list(series.gaps)
    for document in series.documents:
        year = year_of(document.head)
        while gaps and year is not None and int(gaps[0]) < year:
            rows.append(Row(gaps.pop(0)))
        pair = pairs.get(document.head.id)
        rows.append(
            Row(
                document.head.id,
                document,
                codes.STATUS[document.head.status],
                tuple(map(_source, document.head.sources)),
                quote(pair.file) if pair else "",
                pair.old.head.id if pair else "",
                said_of(summaries[pair.file]) if pair else None,
            )
        )
    history = next((quote(file) for file, s in planned.histories.items() if s is series), "")
    return Block(series.name, history, tuple(reversed(rows)))


def _source(source: SourceRef) -> tuple[str, str]:
    return source.name, source.name if source.name.startswith(("http://", "https://")) else ""


def said_of(summary: Mapping[str, Any]) -> Both:
    """What a report of a comparison counts, in one line; that nothing of substance changed where it counted nothing.

    >>> said_of({"added": 2, "removed": 0, "revised": 4, "tightened": 1}).zh
    '新增 2 条，改写 4 条，收紧指标 1 项'
    """
    said = [COUNTS[kind].filled(count=summary[kind]) for kind in COUNTS if summary.get(kind)]
    return joined(said, COMMA) if said else COUNTS["nothing"]


def spoken(both: Both, lang: Lang) -> str:
    """A wording for an attribute, which holds one language."""
    return pick(both, lang)
