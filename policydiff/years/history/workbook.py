"""A history as an Excel workbook: 总览, 指标 (a row a year), 数据 (the long table), 条款, 责任单位, 词语."""

from __future__ import annotations

from policydiff.report.office.workbook import Overview, Sheet, write_workbook
from policydiff.report.said.tables import Column, Table
from policydiff.wording import Lang, codes, pick
from policydiff.wording.history import COLUMNS, WORDS
from policydiff.wording.interface import WORDS as INTERFACE
from policydiff.years.history.model import History
from policydiff.years.history.page import title
from policydiff.years.history.table import long_table, steps_table

_LONG = (
    ("indicator", 22), ("document", 12), ("kind", 8), ("for", 8), ("horizon", 9), ("comparator", 8), ("value", 10),
    ("value_high", 10), ("unit", 8), ("strength", 9), ("base_value", 12), ("base_value_high", 12), ("base_unit", 9),
    ("as_written", 26), ("quote", 46), ("clause", 16), ("main", 7), ("indicator_id", 30), ("series", 16), ("year", 8),
    ("start", 8), ("end", 8), ("sha256", 20),
)  # fmt: skip
_STEPS = (("line", 24), ("document", 12), ("event", 8), ("clauses", 40), ("others", 30))
_TASKS = (("office", 22), ("document", 12), ("clause", 18), ("role", 10), ("task", 70))
_TERMS = (("term", 18), ("document", 12), ("count", 9), ("share", 12))


def to_xlsx(history: History, *, lang: Lang = "zh") -> bytes:
    """The workbook. The same history gives the same bytes."""
    head = pick(title(history), lang)
    documents = [
        (
            d.head.id,
            d.head.title or pick(INTERFACE["untitled"], lang),
            f"{d.head.issued or '—'} {pick(codes.STATUS[d.head.status], lang)}",
        )
        for d in history.documents
    ]
    gaps = [(pick(WORDS["gap"], lang), "、".join(history.gaps))] if history.gaps else []
    sections = ((pick(WORDS["documents"], lang), documents), ("", gaps))
    sheets = [
        Sheet(pick(WORDS[name], lang), table, _headers(table, lang), layout)
        for name, table, layout in (
            ("indicators", long_table(history), _LONG),
            ("lines", steps_table(history), _STEPS),
            ("offices", _tasks(history), _TASKS),
            ("terms_sheet", _terms(history), _TERMS),
        )
    ]
    return write_workbook(Overview(head, (), sections), sheets, lang=lang)


def _headers(table: Table, lang: Lang) -> dict[str, str]:
    return {c.key: COLUMNS[c.key].zh if lang == "zh" else c.key for c in table.columns}


def _tasks(history: History) -> Table:
    texts = {d.head.id: d.text for d in history.documents}
    columns = (Column("office"), Column("document"), Column("clause"), Column("role", codes=codes.ROLE), Column("task"))
    return Table(
        columns,
        tuple(
            (o.name, t.document, t.clause, t.role, texts[t.document][t.start : t.end])
            for o in history.offices
            for t in o.tasks
        ),
    )


def _terms(history: History) -> Table:
    columns = (Column("term"), Column("document"), Column("count", "count"), Column("share", "number"))
    return Table(columns, tuple((t.term, d, t.counts[d], s) for t in history.terms for d, s in t.shares.items()))
