"""Everything that a document commits to, and whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policydiff.facts.responsibilities.deadlines import due_behind, due_by_clause
from policydiff.facts.responsibilities.offices import OfficeNames
from policydiff.facts.responsibilities.responsibilities import extract_responsibilities
from policydiff.facts.targets.horizon import period_of
from policydiff.facts.targets.targets import extract_targets
from policydiff.facts.targets.tense import read_times
from policydiff.model import Document, Facts, Responsibility, Target
from policydiff.text.script import as_written, simplified_view


def extract_facts(document: Document, *, units: OfficeNames | None = None) -> Facts:
    r"""The targets and responsibilities of a document, in the order of its text.

    What cannot be read exactly is left out, with a note. `units` adds to the known names of offices.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> text = "一、主要目標\n專利審查週期壓減至16個月以內。（戰略規劃司負責）"
    >>> facts = extract_facts(parse(text, Head(id="x")))
    >>> facts.targets[0].quote, facts.targets[0].value, facts.responsibilities[0].office
    ('專利審查週期壓減至16個月以內', 16.0, '戰略規劃司')
    """
    plain = simplified_view(document)
    targets, target_notes = extract_targets(plain)
    year, due = read_times(plain).year, due_by_clause(plain)
    targets = tuple(t if t.deadline or t.kind == "achieved" else _due(plain, t, due, year) for t in targets)
    responsibilities, notes = extract_responsibilities(plain, units or OfficeNames())
    if plain is not document:  # evidence is shown as it was written
        targets = tuple(_target_as_written(document, plain, t) for t in targets)
        responsibilities = tuple(_responsibility_as_written(document, plain, r) for r in responsibilities)
    return Facts(targets=targets, responsibilities=responsibilities, notes=(*target_notes, *notes))


def _due(document: Document, target: Target, due: Mapping[str, str], year: int | None) -> Target:
    """The target with the deadline that a column, bracket or line beside it states."""
    clause = document.by_id[target.clause]
    deadline = due_behind(document.text, max(clause.start, target.end), clause.end) or due.get(clause.id)
    if deadline is None:
        return target
    period = period_of(document, clause, year, deadline=deadline, kind=target.kind)
    return replace(target, deadline=deadline, horizon=period.horizon, year=period.year)


def _target_as_written(document: Document, plain: Document, target: Target) -> Target:
    def own(words: str) -> str:
        return as_written(words, plain.text, document.text, target.start, target.end)

    return replace(
        target,
        quote=document.text[target.start : target.end],
        indicator=own(target.indicator),
        unit=own(target.unit),
        baseline=own(target.baseline) if target.baseline else None,
    )


def _responsibility_as_written(document: Document, plain: Document, found: Responsibility) -> Responsibility:
    office = as_written(found.office, plain.text, document.text, found.start, found.end)
    return replace(found, quote=document.text[found.start : found.end], office=office)
