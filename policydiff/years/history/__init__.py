"""How clauses, indicators, offices and terms went through the years of a series.

- `model`        what a history holds
- `build`        documents and their comparisons → a history
- `points`       indicators: one line though the words differ, targets beside what was achieved
- `lines`        clauses: links between neighbouring years chained into lines of descent
- `terms`        how large a part of each text a term is
- `record`, `table`, `workbook`, `page`   a history as JSON, long table, xlsx, HTML
"""

from typing import Literal

from policydiff.wording import Lang
from policydiff.years.history.build import history
from policydiff.years.history.model import History

Form = Literal["html", "json", "xlsx", "csv", "parquet"]
FORMS: tuple[Form, ...] = ("html", "json", "xlsx", "csv", "parquet")

__all__ = ["FORMS", "Form", "History", "history", "to_bytes"]


def to_bytes(of: History, form: Form, *, lang: Lang = "zh") -> bytes:
    """A history in one of FORMS; each writer loads only when it is asked for."""
    if form == "html":
        from policydiff.years.history.page import render_history

        return render_history(of, lang=lang).encode("utf-8")
    if form == "xlsx":
        from policydiff.years.history.workbook import to_xlsx

        return to_xlsx(of, lang=lang)
    if form == "json":
        from policydiff.years.history.record import to_json

        return to_json(of).encode("utf-8")
    from policydiff.years.history import table

    return table.to_csv(of) if form == "csv" else table.to_parquet(of)
