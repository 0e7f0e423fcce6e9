"""Tables as CSV: UTF-8 with a byte order mark, so that a spreadsheet reads it as such, and CRLF (RFC 4180).

Column names and codes are the same in every language. A text that a spreadsheet would compute (= + - @ in
front, also full-width) gets an apostrophe before it; numbers stay numbers.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import Literal

from policydiff.model import Comparison, Document, Facts
from policydiff.report.escape import for_csv
from policydiff.report.said import tables
from policydiff.wording import Lang
from policydiff.wording.measures import plain_number

FactKind = Literal["targets", "responsibilities", "all"]


def render_csv(comparison: Comparison, *, lang: Lang = "zh") -> str:
    """What became of each clause, one a row; `lang` is the language of the column `change` alone.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> from policydiff.pipeline import compare
    >>> old = parse("一、商标注册平均审查周期压减至5个月以内。", Head(id="2019"))
    >>> new = parse("一、商标注册平均审查周期压减至4个月以内。", Head(id="2020"))
    >>> render_csv(compare(old, new)).splitlines()[1]
    'c1,kept,revised,same,改写,一,一,一、商标注册平均审查周期压减至5个月以内。,一,一,一、商标注册平均审查周期压减至4个月以内。,0,1,0,'
    """
    return table_csv(tables.changes(comparison, lang=lang))


def facts_csv(document: Document, facts: Facts, *, kind: FactKind = "all", lang: Lang = "zh") -> str:
    """A document's targets or responsibilities; both in one table, told apart by its first column, for "all".

    `lang` is the language of the column `shown` alone.
    """
    by_kind = {
        "target": tables.targets(document, facts, lang=lang),
        "responsibility": tables.responsibilities(document, facts),
    }
    if kind == "all":
        return table_csv(tables.union(by_kind))
    return table_csv(by_kind["target" if kind == "targets" else "responsibility"])


def table_csv(table: tables.Table) -> str:
    """Any table as CSV."""
    target = StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(c.key for c in table.columns)
    writer.writerows([_field(cell) for cell in row] for row in table.rows)
    return "\ufeff" + target.getvalue()


def _field(cell: tables.Cell) -> str:
    if cell is None:
        return ""
    return for_csv(cell) if isinstance(cell, str) else plain_number(cell)
