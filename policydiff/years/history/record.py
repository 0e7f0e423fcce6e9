"""A history as JSON: policydiff.history/1."""

from __future__ import annotations

import json
from typing import Any

from policydiff import api
from policydiff.years.history.model import History, Indicator, Line, Point

SCHEMA = "policydiff.history/1"


def to_json(history: History) -> str:
    """The record, written out."""
    return json.dumps(to_record(history), ensure_ascii=False, indent=2) + "\n"


def to_record(history: History) -> dict[str, Any]:
    """The history as INTERFACE promises it."""
    return {
        "schema": SCHEMA,
        "series": history.series,
        "documents": api.to_dict(api.Listing(history.documents, {}))["documents"],
        "gaps": list(history.gaps),
        "indicators": [_indicator(i) for i in history.indicators],
        "lines": [_line(line) for line in history.lines],
        "offices": [
            {
                "name": office.name,
                "tasks": [
                    {"document": t.document, "clause": t.clause, "role": t.role, "start": t.start, "end": t.end}
                    for t in office.tasks
                ],
            }
            for office in history.offices
        ],
        "terms": [{"term": t.term, "shares": dict(t.shares), "counts": dict(t.counts)} for t in history.terms],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "measure": indicator.measure,
        "direction": indicator.direction,
        "base_unit": indicator.base_unit,
        "points": [_point(p) for p in indicator.points],
    }


def _point(point: Point) -> dict[str, Any]:
    keys = ("comparator", "strength")
    return {
        "document": point.document,
        "kind": point.kind,
        "horizon": point.horizon,
        "for": point.for_,
        **{k: getattr(point, k) for k in keys},
        "value": _number(point.value),
        "value_high": _number(point.value_high),
        "unit": point.unit,
        "base_value": _number(point.base_value),
        "base_value_high": _number(point.base_value_high),
        "base_unit": point.base_unit,
        "as_written": point.as_written,
        "clause": point.clause,
        "quote": point.quote,
        "start": point.start,
        "end": point.end,
        "main": point.main,
    }


def _line(line: Line) -> dict[str, Any]:
    steps = [
        {"document": s.document, "clauses": list(s.clauses), "event": s.event, "others": list(s.others)}
        for s in line.steps
    ]
    return {"id": line.id, "steps": steps}


def _number(value: float | None) -> float | int | None:
    if value is None:
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
