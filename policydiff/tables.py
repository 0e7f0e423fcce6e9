"""What a comparison and a document's facts hold, as pandas data frames. The only door to pandas.

Column names and codes are those of the csv files; dtypes are string, Int64 and Float64, with <NA> where nothing is
known or nothing applies.

    >>> import policydiff
    >>> c = policydiff.compare("2019", "2020")                      # doctest: +SKIP
    >>> t = policydiff.tables.targets(c)                            # doctest: +SKIP
    >>> t[t.status == "tightened"][["indicator", "old_value", "new_value", "delta", "delta_unit"]]  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Comparison, Document, Facts
from policydiff.report.said import tables
from policydiff.wording import Lang

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[tables.ColumnKind, str] = {"text": "string", "count": "Int64", "number": "Float64"}


def changes(comparison: Comparison, *, lang: Lang = "zh") -> pd.DataFrame:
    """One row for each change of clauses, in the order of the report; `lang` is the language of `change` alone."""
    return _frame(tables.changes(comparison, lang=lang))


def targets(comparison: Comparison, *, lang: Lang = "zh") -> pd.DataFrame:
    """One row for each target of either year or both.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> from policydiff.pipeline import compare
    >>> old = parse("一、商标注册平均审查周期压减至5个月以内。", Head(id="2019"))
    >>> new = parse("一、商标注册平均审查周期压减至4个月以内。", Head(id="2020"))
    >>> targets(compare(old, new))[["status", "old_value", "new_value", "delta"]].values.tolist()
    [['tightened', 5.0, 4.0, -1.0]]

    `delta` is new minus old in `delta_unit`; `lang` is the language of `old_shown` and `new_shown` alone.
    """
    return _frame(tables.target_changes(comparison, lang=lang))


def responsibilities(comparison: Comparison) -> pd.DataFrame:
    """One row for each unit's part in a task, in either year or both."""
    return _frame(tables.responsibility_changes(comparison))


def key_indicators(comparison: Comparison, *, lang: Lang = "zh") -> pd.DataFrame:
    """One row for each indicator that sums up a year, the unchanged ones too."""
    return _frame(tables.key_indicators(comparison, lang=lang))


def figures(comparison: Comparison) -> pd.DataFrame:
    """One row for each number of a law that changed: fines in yuan, periods, shares in percent, ages."""
    return _frame(tables.figures(comparison))


def phrases(comparison: Comparison) -> pd.DataFrame:
    """One row for each phrase that only the new text has, with its first sentence."""
    return _frame(tables.phrases(comparison))


def terms(comparison: Comparison) -> pd.DataFrame:
    """One row for each word whose use rose (`score` above 0) or fell."""
    return _frame(tables.terms(comparison))


def stated_targets(document: Document, facts: Facts, *, lang: Lang = "zh") -> pd.DataFrame:
    """One row for each target of one document; `lang` is the language of `shown` alone."""
    return _frame(tables.targets(document, facts, lang=lang))


def stated_responsibilities(document: Document, facts: Facts) -> pd.DataFrame:
    """One row for each unit in each bracket, sentence or table row of one document."""
    return _frame(tables.responsibilities(document, facts))


def _frame(table: tables.Table) -> pd.DataFrame:
    import pandas as pd

    columns = {
        column.key: pd.array([row[i] for row in table.rows], dtype=_DTYPES[column.kind])
        for i, column in enumerate(table.columns)
    }
    return pd.DataFrame(columns)
