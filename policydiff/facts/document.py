"""Everything that a document commits to, and whom."""

from __future__ import annotations

from dataclasses import replace

from policydiff.facts.responsibilities.offices import OfficeNames
from policydiff.facts.responsibilities.responsibilities import extract_responsibilities
from policydiff.facts.responsibilities.task_tables import due_dates
from policydiff.facts.targets.targets import extract_targets
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
    due = due_dates(plain)
    targets = tuple(replace(t, deadline=due[t.clause]) if not t.deadline and t.clause in due else t for t in targets)
    responsibilities, notes = extract_responsibilities(plain, units or OfficeNames())
    if plain is not document:  # evidence is shown as it was written
        targets = tuple(_target_as_written(document, plain, t) for t in targets)
        responsibilities = tuple(_responsibility_as_written(document, plain, r) for r in responsibilities)
    return Facts(targets=targets, responsibilities=responsibilities, notes=(*target_notes, *notes))


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
