"""Everything that a document commits to, and whom."""

from __future__ import annotations

from policydiff.facts.responsibilities import extract_responsibilities
from policydiff.facts.targets import extract_targets
from policydiff.facts.units import UnitNames
from policydiff.model import Document, Facts


def extract_facts(document: Document, *, units: UnitNames | None = None) -> Facts:
    """The targets and responsibilities of a document, in the order of its text."""
    targets, target_notes = extract_targets(document)
    responsibilities, notes = extract_responsibilities(document, units or UnitNames())
    return Facts(targets=targets, responsibilities=responsibilities, notes=(*target_notes, *notes))
