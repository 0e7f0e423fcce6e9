"""What must hold of any two documents: `broken` says which laws do not, in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from policydiff import api
from policydiff.model import Comparison, Document
from policydiff.pipeline import compare
from policydiff.report import records
from tests import html_tree

NOT_TEXT = ("go", "u")  # in the page: arrows, and what the other side had there


def broken(old: Document, new: Document) -> list[str]:
    """The laws that a pair breaks, none where all is well."""
    comparison = compare(old, new)
    record = json.loads(records.dumps(records.comparison_record(comparison)))
    return [
        *_tiling(old), *_tiling(new), *_round_trip(comparison, record), *_partition(record), *_rebuilding(record),
        *_quotes(record, old, new), *_mirror(comparison), *_same(new), *_page(comparison),
    ]  # fmt: skip


def _tiling(document: Document) -> Iterator[str]:
    at = 0
    for clause in document.clauses:
        if document.text[at : clause.start].strip() or document.text[clause.start : clause.end] != clause.text:
            yield f"tiling: {document.head.id} at {clause.id}"
        at = clause.end
    if document.text[at:].strip():
        yield f"tiling: {document.head.id} at its end"
    if len(document.by_id) != len(document.clauses):
        yield f"tiling: {document.head.id} has an address twice"


def _round_trip(comparison: Comparison, record: records.Record) -> Iterator[str]:
    if record != json.loads(json.dumps(api.to_dict(comparison))):
        yield "JSON: what is read is not what was written"


def _partition(record: records.Record) -> Iterator[str]:
    for side in ("old", "new"):
        named = Counter(i for change in record["changes"] for i in change[side])
        if named != Counter(c["id"] for c in record[f"{side}_clauses"]):
            yield f"partition: {side}"


def _rebuilding(record: records.Record) -> Iterator[str]:
    for change in record["changes"]:
        for side, mine in (("old", "delete"), ("new", "insert")):
            texts = {c["id"]: c["text"] for c in record[f"{side}_clauses"]}
            pieces = (
                e[2] if side == "new" and len(e) == 3 else e[1] for e in change["edits"] if e[0] in ("equal", mine)
            )
            if "".join(pieces) != "\n".join(texts[i] for i in change[side]):
                yield f"rebuilding: {side} of {change['old']} → {change['new']}"


def _quotes(record: records.Record, old: Document, new: Document) -> Iterator[str]:
    for kind in ("target_changes", "responsibility_changes"):
        for change in record[kind]:
            for side, document in (("old", old), ("new", new)):
                fact = change[side]
                if fact is None:
                    continue
                clause = document.by_id[fact["clause"]]
                if document.text[fact["start"] : fact["end"]] != fact["quote"]:
                    yield f"quote: {side} {fact['quote']!r}"
                inside = clause.start <= fact["start"] <= fact["end"] <= clause.end
                # A line that is broken off in the middle of a sentence is read with the next one.
                broken_off = "\n" in fact["quote"] and fact["start"] < clause.end and fact["end"] > clause.start
                if not inside and not (kind == "target_changes" and broken_off):
                    yield f"quote outside of its clause: {side} {fact['quote']!r}"


def _mirror(comparison: Comparison) -> Iterator[str]:
    turned = compare(comparison.new, comparison.old)

    def facets(of: Comparison, *, swap: bool) -> set[object]:
        return {
            (frozenset((x.new, x.old) if swap else (x.old, x.new) for x in c.links), c.place)
            for c in of.changes
            if c.links
        }

    if facets(comparison, swap=False) != facets(turned, swap=True):
        yield "mirror: links and places"


def _same(document: Document) -> Iterator[str]:
    comparison = compare(document, document)
    other = [c for c in comparison.changes if (c.presence, c.wording, c.place) != ("kept", "same", "same")]
    if other:
        yield f"compare(x, x): {other[0].presence} {other[0].wording} {other[0].place} {other[0].old} {other[0].new}"
    for of in (comparison.target_changes, comparison.responsibility_changes):
        yield from (f"compare(x, x): {x.status} {(x.old or x.new)}" for x in of if x.status != "kept")


def _page(comparison: Comparison) -> Iterator[str]:
    """What the page shows can be put together again to both texts, word for word."""
    page = html_tree.read(api.to_html(comparison))
    named = [(e, e.attributes["id"] or "", e.attributes.get("data-id")) for e in page.having("id")]
    rows = list(page.having("class", "row"))
    for side, document in (("old", comparison.old), ("new", comparison.new)):
        for clause in document.clauses:
            found = [(e, key) for e, key, of in named if of == clause.id and key.startswith(side)]
            if len(found) != 1:
                yield f"page: {side} {clause.id} stands there {len(found)} times"
                continue
            element, key = found[0]
            words = next((p for p in element.all() if p.tag == "p"), element).text(without=NOT_TEXT)
            if not words:  # a heading that both sides share is shown once
                row = next(r for r in rows if any(e.attributes.get("id") == key for e in r.all()))
                words = next((h.text() for h in row.all() if h.tag == "h3"), "")
            if words != clause.text:
                yield f"page: {side} {clause.id}: {words!r} for {clause.text!r}"
