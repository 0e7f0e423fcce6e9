"""Documents, facts and comparisons → the JSON that INTERFACE promises to other programs.

Keys keep their order, floats are rounded to six places, and whole numbers are written without a point, so
that the same input gives the same bytes. The schemas are in policydiff/schemas/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from policydiff.corpus.store import sha256
from policydiff.errors import PolicydiffError
from policydiff.model import (
    Change,
    Clause,
    Comparison,
    Document,
    Edit,
    Facts,
    Figure,
    FigureChange,
    Head,
    KeyIndicator,
    MovedText,
    Note,
    Passage,
    Phrase,
    Renaming,
    Repair,
    Responsibility,
    ResponsibilityChange,
    SourceRef,
    Span,
    Target,
    TargetChange,
)
from policydiff.report.said.weight import told
from policydiff.wording import Lang, pick
from policydiff.wording.notes import doubt

Record = dict[str, Any]
DOCUMENT, FACTS, COMPARISON = "policydiff.document/1", "policydiff.facts/1", "policydiff.comparison/1"
CORPUS = "policydiff.corpus/1"


def dumps(record: Record) -> str:
    """A record as the bytes that are promised: UTF-8 text, two spaces, one final line break."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def document_record(document: Document, lang: Lang = "zh") -> Record:
    """`show --format json`."""
    return {
        "schema": DOCUMENT,
        **_head(document.head),
        "text": document.text,
        "clauses": [_clause(c) for c in document.clauses],
        "repairs": [_repair(r) for r in document.repairs],
        "notes": _notes(document.notes, lang),
    }


def facts_record(document: Document, facts: Facts, lang: Lang = "zh") -> Record:
    """`facts --format json`."""
    return {
        "schema": FACTS,
        "id": document.head.id,
        "targets": [_target(t) for t in facts.targets],
        "responsibilities": [_responsibility(r) for r in facts.responsibilities],
        "notes": _notes(facts.notes, lang),
    }


def corpus_record(
    documents: Iterable[Document], unreadable: Mapping[str, PolicydiffError], lang: Lang = "zh"
) -> Record:
    """`list --format json`: the head of every document, how many clauses it has, and which cannot be read."""
    return {
        "schema": CORPUS,
        "documents": [
            {**_head(d.head), "sha256": sha256(d.text), "clauses": len(d.clauses), "repairs": len(d.repairs)}
            for d in documents
        ],
        "unreadable": [
            {"id": name, "message": error.en if lang == "en" else error.zh} for name, error in unreadable.items()
        ],
    }


def comparison_record(comparison: Comparison, lang: Lang = "zh") -> Record:
    """`compare --format json`."""
    old, new = comparison.old, comparison.new
    return {
        "schema": COMPARISON,
        "old": {"schema": DOCUMENT, **_head(old.head), "sha256": sha256(old.text)},
        "new": {"schema": DOCUMENT, **_head(new.head), "sha256": sha256(new.text)},
        "old_clauses": [_clause(c) for c in old.clauses],
        "new_clauses": [_clause(c) for c in new.clauses],
        "changes": [_change(c) for c in comparison.changes],
        "target_changes": [_target_change(c) for c in comparison.target_changes],
        "responsibility_changes": [_responsibility_change(c) for c in comparison.responsibility_changes],
        "terms": [
            {"term": t.term, "old_count": t.old_count, "new_count": t.new_count, "score": _number(t.score)}
            for t in comparison.terms
        ],
        "phrases": [_phrase(p) for p in comparison.phrases],
        "figures": [_figure_change(f) for f in comparison.figures],
        "key_indicators": [_key_indicator(k) for k in comparison.key_indicators],
        "renamings": [_renaming(r) for r in comparison.renamings],
        "summary": {**{name: dict(counts) for name, counts in comparison.summary.items()}, "told": told(comparison)},
        "notes": [{**_note(note, lang), "side": side} for side, note in comparison.all_notes],
    }


def _number(value: float | None) -> float | int | None:
    if value is None:
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _head(head: Head) -> Record:
    return {
        "id": head.id,
        "title": head.title,
        "doc_number": head.doc_number,
        "issuer": head.issuer,
        "issued": head.issued,
        "series": head.series,
        "status": head.status,
        "sources": [_source(s) for s in head.sources],
        "encoding": head.encoding,
    }


def _source(source: SourceRef) -> Record:
    keys = ("name", "retrieved", "sha256", "via", "attachment")
    return {**{k: getattr(source, k) for k in keys}, "via": list(source.via)}


def _clause(clause: Clause) -> Record:
    keys = ("id", "label", "kind", "level", "parent", "heading", "text", "start", "end")
    return {k: getattr(clause, k) for k in keys}


def _repair(repair: Repair) -> Record:
    return {k: getattr(repair, k) for k in ("start", "end", "before", "after", "rule", "count")}


def _notes(notes: Iterable[Note], lang: Lang) -> list[Record]:
    return [_note(n, lang) for n in notes]


def _note(note: Note, lang: Lang) -> Record:
    return {"code": note.code, "clause": note.clause, "message": pick(doubt(note), lang)}


def _span(span: Span | None) -> Record | None:
    return {"start": span.start, "end": span.end} if span else None


def _target(target: Target) -> Record:
    keys = ("clause", "quote", "start", "end", "kind", "indicator", "measure", "direction", "comparator")
    return {
        **{k: getattr(target, k) for k in keys},
        "value": _number(target.value),
        "value_high": _number(target.value_high),
        "unit": target.unit,
        "deadline": target.deadline,
        "baseline": target.baseline,
        "strength": target.strength,
        "horizon": target.horizon,
        "year": target.year,
    }


def _responsibility(record: Responsibility) -> Record:
    return {
        "clause": record.clause,
        "quote": record.quote,
        "start": record.start,
        "end": record.end,
        "unit": record.office,  # the JSON keeps the name that it promised
        "normal": record.office_key,
        "role": record.role,
        "form": record.form,
        "implied_by": _span(record.implied_by),
        "task": _span(record.task),
    }


def _change(change: Change) -> Record:
    return {
        "id": change.id,
        "old": list(change.old),
        "new": list(change.new),
        "presence": change.presence,
        "links": [[x.old, x.new] for x in change.links],
        "wording": change.wording,
        "place": change.place,
        "basis": _basis([x.basis for x in change.links]),
        "edits": [_edit(e) for e in change.edits],
        "moved_inside": [list(pair) for pair in change.moved_inside],
        "moved_text": [_moved(m) for m in change.moved_text],
        "references": [{"old": r.old, "new": r.new} for r in change.references],
        "references_alone": change.references_alone,
        "target_changes": list(change.target_changes),
        "responsibility_changes": list(change.responsibility_changes),
    }


def _basis(parts: list[Mapping[str, float]]) -> Record:
    """The parts of the strongest link's score; a change of several links has them beside `links`, by number."""
    if len(parts) <= 1:
        return {k: _number(v) for part in parts for k, v in part.items()}
    return {str(i): {k: _number(v) for k, v in part.items()} for i, part in enumerate(parts)}


def _edit(edit: Edit) -> list[str]:
    return [edit.kind, edit.text] if edit.new_text is None else [edit.kind, edit.text, edit.new_text]


def _passage(passage: Passage) -> Record:
    return {"clause": passage.clause, "start": passage.start, "end": passage.end}


def _moved(moved: MovedText) -> Record:
    return {"old": _passage(moved.old), "new": _passage(moved.new)}


def _target_change(change: TargetChange) -> Record:
    return {
        "status": change.status,
        "old": _target(change.old) if change.old else None,
        "new": _target(change.new) if change.new else None,
        "delta": _number(change.delta),
        "direction": change.direction,
        "beside": change.beside,
    }


def _responsibility_change(change: ResponsibilityChange) -> Record:
    return {
        "status": change.status,
        "old": _responsibility(change.old) if change.old else None,
        "new": _responsibility(change.new) if change.new else None,
    }


def _phrase(phrase: Phrase) -> Record:
    return {k: getattr(phrase, k) for k in ("phrase", "clause", "start", "end", "count")}


def _figure(figure: Figure) -> Record:
    own = {k: getattr(figure, k) for k in ("clause", "start", "end", "quote")}
    return {**own, "value": _number(figure.value), "unit": figure.unit}


def _figure_change(change: FigureChange) -> Record:
    return {
        "kind": change.kind,
        "old": _figure(change.old) if change.old else None,
        "new": _figure(change.new) if change.new else None,
        "change": change.change,
    }


def _key_indicator(key: KeyIndicator) -> Record:
    return {
        "name": key.name,
        "old": _target(key.old) if key.old else None,
        "new": _target(key.new) if key.new else None,
        "change": key.change,
        "absent": key.absent,
    }


def _renaming(renaming: Renaming) -> Record:
    return {"old": renaming.old, "new": renaming.new, "changes": list(renaming.changes)}
