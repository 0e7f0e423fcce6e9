"""The indicators of a history as one long table, and the files that tell others what it is."""

from __future__ import annotations

import json

from policydiff import __version__, api
from policydiff.report.said.tables import Column, Table
from policydiff.report.text.csv import table_csv
from policydiff.wording import codes
from policydiff.wording.history import COLUMNS, EVENT, POINT_KIND
from policydiff.years.history.model import History

COLUMNS_LONG = (
    Column("series"),
    Column("year"),
    Column("indicator_id"),
    Column("indicator"),
    Column("as_written"),
    Column("horizon", codes=codes.HORIZON),
    Column("for"),
    Column("kind", codes=POINT_KIND),
    Column("main", "count"),
    Column("comparator"),
    Column("strength", codes=codes.STRENGTH),
    Column("value", "number"),
    Column("value_high", "number"),
    Column("unit"),
    Column("base_value", "number"),
    Column("base_value_high", "number"),
    Column("base_unit"),
    Column("document"),
    Column("clause"),
    Column("quote"),
    Column("start", "count"),
    Column("end", "count"),
    Column("sha256"),
)
STEPS = (Column("line"), Column("document"), Column("event", codes=EVENT), Column("clauses"), Column("others"))


def long_table(history: History) -> Table:
    """One row for each point: what one document says of one indicator, or that it sets no target."""
    years = {d.head.id: (d.head.issued or d.head.id)[:4] for d in history.documents}
    hashes = {d["id"]: d["sha256"] for d in api.to_dict(api.Listing(history.documents, {}))["documents"]}
    rows = tuple(
        (
            history.series,
            years[p.document],
            i.id,
            i.name,
            p.as_written or None,
            p.horizon,
            p.for_,
            p.kind,
            int(p.main),
            p.comparator,
            p.strength,
            p.value,
            p.value_high,
            p.unit or None,
            p.base_value,
            p.base_value_high,
            p.base_unit or None,
            p.document,
            p.clause,
            p.quote,
            p.start,
            p.end,
            hashes[p.document],
        )
        for i in history.indicators
        for p in i.points
    )
    return Table(COLUMNS_LONG, rows)


def steps_table(history: History) -> Table:
    """One row for each step of each line of clauses."""
    return Table(
        STEPS,
        tuple(
            (line.id, s.document, s.event, "、".join(s.clauses) or None, "、".join(s.others) or None)
            for line in history.lines
            for s in line.steps
        ),
    )


def to_csv(history: History) -> bytes:
    """The long table as CSV."""
    return table_csv(long_table(history)).encode("utf-8")


def to_parquet(history: History) -> bytes:
    """The long table as Parquet; needs the extra `policydiff[batch]`. Raises UsageError without it."""
    from io import BytesIO

    from policydiff.errors import UsageError

    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "写 parquet 需要 pyarrow；请运行 pip install 'policydiff[batch]'。",
            "parquet needs pyarrow: pip install 'policydiff[batch]'.",
        ) from error
    table = long_table(history)
    types = {"text": pa.string(), "count": pa.int64(), "number": pa.float64()}
    columns = {c.key: pa.array([row[i] for row in table.rows], types[c.kind]) for i, c in enumerate(table.columns)}
    target = BytesIO()
    parquet.write_table(pa.table(columns), target, compression="zstd")
    return target.getvalue()


def datapackage(history: History, file: str) -> bytes:
    """A description of the long table's file after the Data Package standard."""
    kinds = {"text": "string", "count": "integer", "number": "number"}
    form = file.rsplit(".", 1)[-1]
    fields = [
        {"name": c.key, "type": kinds[c.kind], "title": COLUMNS[c.key].zh, "description": COLUMNS[c.key].en}
        for c in COLUMNS_LONG
    ]
    sources = [
        {"title": f"{d.head.id} {d.head.title or ''}".strip(), **_path(d.head.sources)} for d in history.documents
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "policydiff-history",
        "title": history.series or "policydiff history",
        "sources": sources,
        "resources": [
            {
                "name": "indicators",
                "path": file,
                "format": form,
                "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
                **({"encoding": "utf-8"} if form == "csv" else {}),
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _path(sources: tuple[object, ...]) -> dict[str, str]:
    urls = [name for s in sources if (name := str(getattr(s, "name", ""))).startswith(("http://", "https://"))]
    return {"path": urls[0]} if urls else {}


def citation(history: History) -> bytes:
    """CITATION.cff: how to cite the table. It has no date but that of the last document."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    issued = [d.head.issued for d in history.documents if d.head.issued]
    first, last = (history.documents[i].head.id for i in (0, -1))
    issuers = list(dict.fromkeys(d.head.issuer for d in history.documents if d.head.issuer)) or ["policydiff"]
    lines = [
        "cff-version: 1.2.0",
        "message: " + quoted("Cite the documents themselves; this table is drawn from their texts."),
        "type: dataset",
        "title: " + quoted(f"{history.series or 'policydiff history'} {first}–{last}"),
        "authors:",
        *(f"  - name: {quoted(name)}" for name in issuers),
        f"version: {quoted(__version__)}",
        *([f"date-released: {max(issued)}"] if issued else []),
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")
