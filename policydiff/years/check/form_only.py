"""Whether a year differs from the one before in more than form, and in how many places in form alone."""

from __future__ import annotations

from policydiff.model import Comparison
from policydiff.wording import Lang, pick
from policydiff.wording import checks as wording


def has_substance(comparison: Comparison) -> bool:
    """Whether anything changed but form and numbering."""
    return any(
        c.presence != "kept" or (c.wording not in ("same", "cosmetic") and not c.references_alone)
        for c in comparison.changes
    )


def differences_of_form(comparison: Comparison) -> int:
    """How many places differ only in widths, spaces, punctuation or script."""
    return sum(e.new_text is not None for c in comparison.changes for e in c.edits)


def sentence(comparison: Comparison, lang: Lang) -> str:
    """What there is to say of both, in one sentence."""
    key = "substance" if has_substance(comparison) else "no-substance"
    names = {"old": comparison.old.head.id, "new": comparison.new.head.id}
    return pick(wording.TEXTS[key], lang).format(count=differences_of_form(comparison), **names)
