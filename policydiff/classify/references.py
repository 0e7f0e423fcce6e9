"""References to articles that only follow the new numbering: 违反第九十八条 → 违反第一百零九条 changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from policydiff.model import Change, Document, Reference
from policydiff.text.normalise import essence
from policydiff.text.official.references import own_references
from policydiff.text.script import to_simplified

Labels = Mapping[str, frozenset[str]]


def with_references(old: Document, new: Document, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, each with the references of its text that follow the articles to their new numbers."""
    changes = tuple(changes)
    labels = _renumbered(old, new, changes)
    if not labels:
        return changes
    return tuple(_with_references(old, new, change, labels) if change.links else change for change in changes)


def _renumbered(old: Document, new: Document, changes: Iterable[Change]) -> Labels:
    """For each old article that goes on under another number, the labels that it has now."""
    found: dict[str, set[str]] = {}
    for change in changes:
        for link in change.links:
            a, b = old.by_id[link.old], new.by_id[link.new]
            if a.kind == b.kind == "article":
                found.setdefault(to_simplified(a.label), set()).add(to_simplified(b.label))
    return {label: frozenset(now) for label, now in found.items() if label not in now}


def _with_references(old: Document, new: Document, change: Change, labels: Labels) -> Change:
    before = to_simplified("\n".join(old.by_id[c].content for c in change.old))
    after = to_simplified("\n".join(new.by_id[c].content for c in change.new))
    now = {m["article"] for m in own_references(after)}
    follows = {
        m["article"]: min(labels[m["article"]] & now)
        for m in own_references(before)
        if labels.get(m["article"], frozenset()) & now
    }
    if not follows:
        return change
    at, resolved = 0, ""
    for m in own_references(before):
        start, end = m.span("article")
        resolved += before[at:start] + follows.get(m["article"], m["article"])
        at = end
    alone = change.wording == "revised" and essence(resolved + before[at:]) == essence(after)
    pairs = tuple(Reference(a, b) for a, b in follows.items())
    return replace(change, references=pairs, references_alone=alone)
