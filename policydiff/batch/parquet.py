"""The data set: five Parquet files made from the journal, sorted as the list is, the same bytes from the same results.

The only door to pyarrow.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.batch.jobs import Job
from policydiff.batch.journal import Journal
from policydiff.batch.tasks import TABLES
from policydiff.errors import UsageError
from policydiff.model import Document, Head
from policydiff.pipeline import compare
from policydiff.report.said.tables import Column, ColumnKind

if TYPE_CHECKING:
    import pyarrow as pa

FILES = ("pairs", *TABLES, "errors")
_GROUP = 50_000  # rows that are held before they are written
_HEAD = ("id", "title", "doc_number", "issuer", "issued", "series", "status", "sha256")
_ERROR = ("stage", "kind", "zh", "en")
Columns = Mapping[str, tuple[Column, ...]]


def columns() -> Columns:
    """The columns of each file behind row, old, new and the carried ones."""
    empty = Document(head=Head(id=""), text="", clauses=())
    nothing = compare(empty, empty)
    counts = [Column(f"{group}_{key}", "count") for group, of in nothing.summary.items() for key in of]
    heads = [Column(f"{side}_{key}") for side in ("old", "new") for key in _HEAD]
    return {
        "pairs": (*heads, *counts),
        **{name: tabulate(nothing, "zh").columns for name, tabulate in TABLES.items()},
        "errors": tuple(Column(key) for key in _ERROR),
    }


def carried_names(carried: Sequence[str], known: Columns) -> tuple[str, ...]:
    """The carried columns' names in the data set: csv_NAME where the name is taken.

    >>> carried_names(["province", "unit"], {"targets": (Column("unit"),)})
    ('province', 'csv_unit')
    """
    taken = {"row", "old", "new", *(c.key for of in known.values() for c in of)}
    names: list[str] = []
    for name in carried:
        free = name
        while free in taken:
            free = f"csv_{free}"
        taken.add(free)
        names.append(free)
    return tuple(names)


def require() -> None:
    """Raise UsageError where pyarrow is not installed: better before the work than behind it."""
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise UsageError(
            "批处理要写 Parquet 文件；请安装 policydiff[batch]。",
            "a batch writes Parquet files; install policydiff[batch].",
        )


def write(folder: Path, jobs: Sequence[Job], carried: Sequence[str], journal: Journal) -> list[Path]:
    """Make the data set anew from the journal; each file appears whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = columns()
    names = carried_names(carried, known)
    by_row = {job.row: job for job in jobs}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".parquet-") as made, ExitStack() as stack:
        schemas = {name: _schema(names, known[name]) for name in FILES}
        writers = {
            name: stack.enter_context(pq.ParquetWriter(Path(made, f"{name}.parquet"), schema, compression="zstd"))
            for name, schema in schemas.items()
        }
        held: dict[str, list[tuple[Any, ...]]] = {name: [] for name in FILES}

        def put(name: str, *, least: int) -> None:
            if len(held[name]) >= least:
                writers[name].write_table(_table(schemas[name], held[name]))
                held[name] = []

        for record in journal.records():
            job = by_row[record["row"]]
            for name, row in _rows(record):
                held[name].append((job.row, job.old, job.new, *job.carried, *row))
            for name in FILES:
                put(name, least=_GROUP)
        for name in FILES:
            put(name, least=1)
        stack.close()
        assert pa  # noqa: S101 – loaded for its compiled part
        return [Path(made, f"{name}.parquet").replace(folder / f"{name}.parquet") for name in FILES]


def _rows(record: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows that a pair has in each file."""
    if "error" in record:
        yield "errors", [record["error"][key] for key in _ERROR]
        return
    heads = [record["heads"][side][key] for side in ("old", "new") for key in _HEAD]
    yield "pairs", [*heads, *record["summary"].values()]
    for name in TABLES:
        for row in record["tables"][name]:
            yield name, row


def _schema(carried: Sequence[str], own: Sequence[Column]) -> pa.Schema:
    import pyarrow as pa

    types: dict[ColumnKind, pa.DataType] = {"text": pa.string(), "count": pa.int64(), "number": pa.float64()}
    fields = [("row", pa.int64()), ("old", pa.string()), ("new", pa.string())]
    return pa.schema([*fields, *((name, pa.string()) for name in carried), *((c.key, types[c.kind]) for c in own)])


def _table(schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    arrays = [pa.array(cells, type=field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
