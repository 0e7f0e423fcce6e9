"""The JSON schemas, made from the dataclasses of policydiff/model.py, so that types and schemas cannot drift apart.

What a field means stands in fields.toml, by the name of its definition. What is written out here and not derived is
what the JSON promises beside the types: other names (office is `unit`), fields put together from several.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from policydiff import model
from policydiff.batch import reuse

Schema = dict[str, Any]
HERE = Path(__file__).parent
MEANINGS: Mapping[str, Mapping[str, str]] = tomllib.loads((HERE / "fields.toml").read_text("utf-8"))
STRING: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
# A definition's name, its type, the names that the JSON gives other than the type, and what it leaves out.
_DEFINITIONS: dict[str, tuple[type, dict[str, str], set[str]]] = {
    "head": (model.Head, {}, set()),
    "source": (model.SourceRef, {}, set()),
    "clause": (model.Clause, {}, {"body"}),
    "repair": (model.Repair, {}, set()),
    "note": (model.Note, {}, {"values"}),  # the message is made from them
    "target": (model.Target, {}, set()),
    "responsibility": (model.Responsibility, {"office": "unit", "office_key": "normal"}, set()),
    "span": (model.Span, {}, set()),
    "change": (model.Change, {}, set()),
    "passage": (model.Passage, {}, set()),
    "moved_text": (model.MovedText, {}, set()),
    "target_change": (model.TargetChange, {}, set()),
    "responsibility_change": (model.ResponsibilityChange, {}, set()),
    "term": (model.Term, {}, set()),
    "reference": (model.Reference, {}, set()),
    "phrase": (model.Phrase, {}, set()),
    "figure": (model.Figure, {}, set()),
    "figure_change": (model.FigureChange, {}, set()),
    "key_indicator": (model.KeyIndicator, {}, set()),
    "renaming": (model.Renaming, {}, set()),
    "shared": (reuse.Shared, {}, set()),
    "sentence": (reuse.Sentence, {}, set()),
    "step": (reuse.Reuse, {}, set()),
    "level": (reuse.Level, {}, {"target"}),
    "gap": (reuse.Gap, {}, set()),
}
# Whose meanings a definition takes besides its own.
_BESIDES = {"document": "head", "level": "target"}
_NAMES = {cls: name for name, (cls, _, _) in _DEFINITIONS.items()}
# Where a string or a number is more than that.
_NARROWER: dict[tuple[str, str], Schema] = {
    ("head", "issued"): {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    ("clause", "id"): {"type": "string", "minLength": 1},
    ("clause", "level"): {"type": "integer", "minimum": 1},
    ("repair", "count"): {"type": "integer", "minimum": 1},
    ("step", "shares"): {
        "type": "object",
        "properties": {
            "copied": {"type": "number", "description": "Stands in the upper document."},
            "elaborated": {"type": "number", "description": "Takes up what the upper document says, and adds to it."},
            "new": {"type": "number", "description": "Stands in the lower one alone."},
        },
        "required": list(reuse.ORIGINS),
        "additionalProperties": False,
    },
}
_LINK = {"type": "array", "items": STRING, "minItems": 2, "maxItems": 2}
_EDIT = {
    "type": "array",
    "prefixItems": [{"enum": list(get_args(model.EditKind))}, STRING, STRING],
    "minItems": 2,
    "maxItems": 3,
}
_COUNTS = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": COUNT}}


def of_type(hint: Any) -> Schema:  # noqa: ANN401 – what typing hands out has no type of its own
    """The schema of a type hint."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        return _or_null(of_type(next(part for part in parts if part is not type(None))))
    if origin is tuple:
        return _array({model.Link: _LINK, model.Edit: _EDIT}.get(parts[0]) or of_type(parts[0]))
    if is_dataclass(hint):
        return {"$ref": f"#/$defs/{_NAMES[hint]}"}
    return {str: STRING, int: COUNT, float: {"type": "number"}, bool: {"type": "boolean"}}[hint]


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if "$ref" in schema or schema["type"] == "array":
        return {"anyOf": [schema, {"type": "null"}]}
    return {"type": [schema["type"], "null"]}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(name: str, properties: dict[str, Schema]) -> Schema:
    """An object that has these fields and no others, each with what it means."""
    meanings = {**MEANINGS.get(_BESIDES.get(name, ""), {}), **MEANINGS.get(name, {})}
    described = {key: {**schema, "description": meanings.get(key, "")} for key, schema in properties.items()}
    return {"type": "object", "properties": described, "required": list(properties), "additionalProperties": False}


def definition(name: str) -> dict[str, Schema]:
    """The fields of one of the model's types, as the JSON has them."""
    cls, renamed, left_out = _DEFINITIONS[name]
    hints = get_type_hints(cls)
    return {
        renamed.get(f.name, f.name): _NARROWER.get((name, f.name)) or of_type(hints[f.name])
        for f in fields(cls)
        if f.name not in left_out
    }


def _schema(name: str, properties: dict[str, Schema], *, sided: bool = False) -> Schema:
    identity = f"policydiff.{name}/1"
    written = _object(name, {"schema": {"const": identity}, **properties})
    found: dict[str, Schema] = {}
    wanted = _references(written)
    while wanted:
        key = wanted.pop(0)
        if key in found:
            continue
        found[key] = _defined(key, sided=sided)
        wanted += _references(found[key])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity,
        "title": identity,
        **written,
        "$defs": dict(sorted(found.items())),
    }


def _defined(key: str, *, sided: bool) -> Schema:
    """A definition of the model's, or one that is put together from several."""
    if key == "note":
        side = {"side": {"enum": ["old", "new", None]}} if sided else {}
        return _object("note", {**definition("note"), "message": STRING, **side})
    if key == "change":
        return _object("change", {**definition("change"), "basis": {"type": "object"}})
    if key == "level":  # the target's own fields stand beside what it is against the level above
        target, level = definition("target"), definition("level")
        return _object("level", {"document": level.pop("document"), **{k: target[k] for k in reuse.TOLD}, **level})
    if key == "document_head":
        head = {"schema": {"const": "policydiff.document/1"}, **definition("head"), "sha256": STRING}
        return _object("head", head)
    made = {
        "listed": ("head", {**definition("head"), "sha256": STRING, "clauses": COUNT, "repairs": COUNT}),
        "unreadable": ("unreadable", {"id": STRING, "message": STRING}),
    }
    return _object(*made[key]) if key in made else _object(key, definition(key))


def _references(schema: Any) -> list[str]:  # noqa: ANN401 – any part of a schema
    if isinstance(schema, dict):
        own = [schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else []
        return own + [key for part in schema.values() for key in _references(part)]
    return [key for part in schema for key in _references(part)] if isinstance(schema, list) else []


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def schemas() -> dict[str, Schema]:
    """Every schema that is derived, by the name of its file."""
    clauses, notes = _array(_ref("clause")), _array(_ref("note"))
    facts = {"targets": _array(_ref("target")), "responsibilities": _array(_ref("responsibility"))}
    document = {**definition("head"), "text": STRING, "clauses": clauses, "repairs": _array(_ref("repair"))}
    comparison = {
        "old": _ref("document_head"),
        "new": _ref("document_head"),
        "old_clauses": clauses,
        "new_clauses": clauses,
        "changes": _array(_ref("change")),
        "target_changes": _array(_ref("target_change")),
        "responsibility_changes": _array(_ref("responsibility_change")),
        "terms": _array(_ref("term")),
        "phrases": _array(_ref("phrase")),
        "figures": _array(_ref("figure_change")),
        "key_indicators": _array(_ref("key_indicator")),
        "renamings": _array(_ref("renaming")),
        "summary": _COUNTS,
        "notes": notes,
    }
    reused = {"steps": _array(_ref("step")), "targets": _array(_ref("gap"))}
    return {
        "reuse": _schema("reuse", reused),
        "document": _schema("document", {**document, "notes": notes}),
        "facts": _schema("facts", {"id": STRING, **facts, "notes": notes}),
        "comparison": _schema("comparison", comparison, sided=True),
        "corpus": _schema("corpus", {"documents": _array(_ref("listed")), "unreadable": _array(_ref("unreadable"))}),
    }
