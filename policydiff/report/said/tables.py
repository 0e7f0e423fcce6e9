"""Comparisons and facts as tables of typed columns: what csv and xlsx files and data frames hold.

A column's name and the codes in it are the same in every language; the words for both stand in `wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policydiff.model import (
    Change,
    Comparison,
    Document,
    Facts,
    Figure,
    FigureChange,
    KeyIndicator,
    Responsibility,
    ResponsibilityChange,
    Target,
    TargetChange,
)
from policydiff.report.said.addresses import place
from policydiff.report.said.report import say
from policydiff.report.said.targets import absence
from policydiff.wording import Both, Lang, codes, pick
from policydiff.wording.columns import COLUMNS
from policydiff.wording.measures import difference_unit, plain_spaces, value

Cell = str | float | int | None
Record = Mapping[str, Cell]
# text: words or a code · count: a whole number · number: any number
ColumnKind = Literal["text", "count", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `codes` has the words for what stands in it, where these are codes."""

    key: str
    kind: ColumnKind = "text"
    codes: Mapping[str, Both] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns; None where nothing is known or nothing applies."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> Iterable[Record]:
        """The rows by the names of their columns."""
        keys = [c.key for c in self.columns]
        return (dict(zip(keys, row, strict=True)) for row in self.rows)


_CHANGE = (
    Column("id"),
    Column("presence", codes=codes.PRESENCE),
    Column("wording", codes=codes.WORDING),
    Column("position", codes=codes.PLACE),
    Column("change"),
    *(Column(f"{side}_{key}") for side in ("old", "new") for key in ("clauses", "place", "text")),
    Column("moved_text", "count"),
    Column("target_changes", "count"),
    Column("responsibility_changes", "count"),
    Column("references"),
)
_TARGET = (
    Column("indicator"),
    Column("shown"),
    Column("kind", codes=codes.TARGET_KIND),
    Column("measure", codes=codes.MEASURE),
    Column("direction", codes=codes.DIRECTION),
    Column("comparator"),
    Column("value", "number"),
    Column("value_high", "number"),
    Column("unit"),
    Column("deadline"),
    Column("baseline"),
    Column("strength", codes=codes.STRENGTH),
    Column("horizon", codes=codes.HORIZON),
    Column("year", "count"),
)
_RESPONSIBILITY = (
    Column("unit"),
    Column("normal"),
    Column("role", codes=codes.ROLE),
    Column("form", codes=codes.FORM),
    Column("task"),
    Column("implied"),
)
_WHERE = (Column("clause"), Column("place"), Column("quote"), Column("start", "count"), Column("end", "count"))
_TERM = (
    Column("term"),
    Column("old_count", "count"),
    Column("new_count", "count"),
    Column("difference", "count"),
    Column("score", "number"),
)


def changes(comparison: Comparison, *, lang: Lang = "zh") -> Table:
    """What became of each clause, in the order of the report. `change` says it in words; texts hold whole clauses."""
    rows = say(comparison).rows
    records = ({**_change(comparison, c), "change": pick(rows[c.id].outcome, lang) or None} for c in comparison.changes)
    return _table(_CHANGE, records)


def target_changes(comparison: Comparison, *, lang: Lang = "zh") -> Table:
    """What became of each target; `delta` is new minus old in `delta_unit`.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> from policydiff.pipeline import compare
    >>> old = parse("一、商标注册平均审查周期压减至5个月以内。", Head(id="2019"))
    >>> new = parse("一、商标注册平均审查周期压减至4个月以内。", Head(id="2020"))
    >>> [record] = target_changes(compare(old, new)).records()
    >>> [record[k] for k in ("status", "indicator", "old_value", "new_value", "delta", "delta_unit")]
    ['tightened', '商标注册平均审查周期', 5.0, 4.0, -1.0, '个月']
    """
    columns = (
        Column("status", codes=codes.TARGET_STATUS),
        Column("indicator"),
        Column("delta", "number"),
        Column("delta_unit"),
        *_sides((*_TARGET, *_WHERE)),
    )
    return _table(columns, [_target_change(comparison, c, lang) for c in comparison.target_changes])


def responsibility_changes(comparison: Comparison) -> Table:
    """What became of each office's part in a task."""
    columns = (Column("status", codes=codes.RESPONSIBILITY_STATUS), *_sides((*_RESPONSIBILITY, *_WHERE)))
    return _table(columns, [_responsibility_change(comparison, c) for c in comparison.responsibility_changes])


def terms(comparison: Comparison) -> Table:
    """The words whose use rose or fell."""
    rows = ((t.term, t.old_count, t.new_count, t.new_count - t.old_count, t.score) for t in comparison.terms)
    return Table(_TERM, tuple(rows))


def key_indicators(comparison: Comparison, *, lang: Lang = "zh") -> Table:
    """The indicators that sum up a year, the unchanged ones too; `absent` says what it means that a side has none."""
    columns = (Column("indicator"), Column("status", codes=codes.TARGET_STATUS), Column("absent"))
    own = tuple(c for c in (*_TARGET, *_WHERE) if c.key in ("shown", "strength", "deadline", "place", "quote"))
    rows = [_key_indicator(comparison, key, lang) for key in comparison.key_indicators]
    return _table((*columns, *_sides(own)), rows)


def figures(comparison: Comparison) -> Table:
    """The numbers of a law that changed; amounts are in yuan, shares in percent."""
    own = (Column("shown"), Column("value", "number"), Column("unit"), Column("clause"), Column("place"))
    columns = (
        Column("figure", codes=codes.FIGURE_KIND),
        *_sides((*own, Column("start", "count"), Column("end", "count"))),
    )
    return _table(columns, [_figure_change(comparison, f) for f in comparison.figures])


def phrases(comparison: Comparison) -> Table:
    """What only the new text says, with the first sentence that says it."""
    new = comparison.new
    rows = (
        (p.phrase, p.count, p.clause, place(new.by_id[p.clause]), new.text[p.start : p.end].strip())
        for p in comparison.phrases
    )
    columns = (Column("phrase"), Column("count", "count"), Column("clause"), Column("place"), Column("sentence"))
    return Table(columns, tuple(rows))


def targets(document: Document, facts: Facts, *, lang: Lang = "zh") -> Table:
    """A document's targets, in the order of the text."""
    return _table((*_TARGET, *_WHERE), [_target(document, t, lang) for t in facts.targets])


def responsibilities(document: Document, facts: Facts) -> Table:
    """A document's offices and their tasks, in the order of the text."""
    return _table((*_RESPONSIBILITY, *_WHERE), [_responsibility(document, r) for r in facts.responsibilities])


def union(tables: Mapping[str, Table]) -> Table:
    """Tables of several kinds of record as one, with the kind in the first column.

    >>> a, b = Table((Column("x"),), (("1",),)), Table((Column("x"), Column("y")), (("2", "3"),))
    >>> union({"a": a, "b": b}).rows
    (('a', '1', None), ('b', '2', '3'))
    """
    columns = {c.key: c for t in tables.values() for c in t.columns}
    rows = [{"record": name, **r} for name, t in tables.items() for r in t.records()]
    return _table((Column("record"), *columns.values()), rows)


def header(column: Column, comparison: Comparison | None = None, *, lang: Lang = "zh") -> str:
    """What stands above a column for people: 2019 数值.

    >>> header(Column("value_high"))
    '数值上限'
    """
    for name in ("old", "new"):
        key = column.key.removeprefix(f"{name}_")
        if comparison and key != column.key:
            document = comparison.old if name == "old" else comparison.new
            return f"{document.head.id} {pick(COLUMNS[key], lang)}"
    return pick(COLUMNS[column.key], lang)


def _sides(columns: Sequence[Column]) -> tuple[Column, ...]:
    return tuple(Column(f"{side}_{c.key}", c.kind, c.codes) for side in ("old", "new") for c in columns)


def _table(columns: Sequence[Column], records: Iterable[Record]) -> Table:
    return Table(tuple(columns), tuple(tuple(r.get(c.key) for c in columns) for r in records))


def _change(comparison: Comparison, change: Change) -> Record:
    record: dict[str, Cell] = {
        "id": change.id,
        "presence": change.presence,
        "wording": change.wording,
        "position": change.place,
        "references": "; ".join(f"{r.old} → {r.new}" for r in change.references) or None,
        "moved_text": len(change.moved_text),
        "target_changes": sum(comparison.target_changes[i].status != "kept" for i in change.target_changes),
        "responsibility_changes": sum(
            comparison.responsibility_changes[i].status != "kept" for i in change.responsibility_changes
        ),
    }
    for side, document, ids in (("old", comparison.old, change.old), ("new", comparison.new, change.new)):
        clauses = [document.by_id[i] for i in ids]
        record[f"{side}_clauses"] = "; ".join(ids) or None
        record[f"{side}_place"] = "、".join(place(c) for c in clauses) or None
        record[f"{side}_text"] = "\n".join(c.text for c in clauses) or None
    return record


def _target_change(comparison: Comparison, change: TargetChange, lang: Lang) -> Record:
    known = change.new or change.old
    assert known is not None  # noqa: S101 – a change has at least one side
    return {
        "status": change.status,
        "indicator": known.indicator,
        "delta": change.delta,
        "delta_unit": None if change.delta is None else difference_unit(known.unit),
        **_prefixed("old", _target(comparison.old, change.old, lang) if change.old else {}),
        **_prefixed("new", _target(comparison.new, change.new, lang) if change.new else {}),
    }


def _key_indicator(comparison: Comparison, key: KeyIndicator, lang: Lang) -> Record:
    status = comparison.target_changes[key.change].status if key.change is not None else None
    absent = absence(comparison, key)
    return {
        "indicator": key.name,
        "status": None if key.absent else status,
        "absent": pick(absent, lang) if absent else None,
        **_prefixed("old", _target(comparison.old, key.old, lang) if key.old else {}),
        **_prefixed("new", _target(comparison.new, key.new, lang) if key.new else {}),
    }


def _figure_change(comparison: Comparison, change: FigureChange) -> Record:
    return {
        "figure": change.kind,
        **_prefixed("old", _figure(comparison.old, change.old) if change.old else {}),
        **_prefixed("new", _figure(comparison.new, change.new) if change.new else {}),
    }


def _figure(document: Document, figure: Figure) -> Record:
    plain = {key: getattr(figure, key) for key in ("value", "unit", "clause", "start", "end")}
    return {**plain, "shown": figure.quote, "place": place(document.by_id[figure.clause])}


def _responsibility_change(comparison: Comparison, change: ResponsibilityChange) -> Record:
    return {
        "status": change.status,
        **_prefixed("old", _responsibility(comparison.old, change.old) if change.old else {}),
        **_prefixed("new", _responsibility(comparison.new, change.new) if change.new else {}),
    }


def _prefixed(side: str, record: Record) -> Record:
    return {f"{side}_{key}": cell for key, cell in record.items()}


def _target(document: Document, target: Target, lang: Lang) -> Record:
    plain = {c.key: getattr(target, c.key) for c in _TARGET if c.key != "shown"}
    shown = pick(plain_spaces(value(target)), lang)
    return {**plain, "shown": shown or None, **_where(document, target)}


def _responsibility(document: Document, record: Responsibility) -> Record:
    rule = record.implied_by
    return {
        "unit": record.office,  # the columns keep the names that they promised
        "normal": record.office_key,
        "role": record.role,
        "form": record.form,
        "task": document.text[record.task.start : record.task.end].strip() or None,
        "implied": document.text[rule.start : rule.end] if rule else None,
        **_where(document, record),
    }


def _where(document: Document, fact: Target | Responsibility) -> Record:
    return {
        "clause": fact.clause,
        "place": place(document.by_id[fact.clause]),
        "quote": fact.quote,
        "start": fact.start,
        "end": fact.end,
    }
