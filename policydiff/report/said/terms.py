"""The words whose use differs most."""

from __future__ import annotations

from policydiff.report.said.addresses import word_anchor
from policydiff.report.said.model import TermRow
from policydiff.report.said.sides import Sides

# The table's length in each direction; further down the differences are chance.
TERMS_EACH_WAY = 12


def term_rows(sides: Sides) -> tuple[TermRow, ...]:
    """The words whose use rose most, then those whose use fell most."""
    terms = sides.comparison.terms
    rose = sorted((t for t in terms if t.score > 0), key=lambda t: (-t.score, t.term))[:TERMS_EACH_WAY]
    fell = sorted((t for t in terms if t.score < 0), key=lambda t: (t.score, t.term))[:TERMS_EACH_WAY]
    largest = max((max(t.old_count, t.new_count) for t in (*rose, *fell)), default=1)
    return tuple(
        TermRow(
            anchor=word_anchor("term", t.term),
            term=t.term,
            old=t.old_count,
            new=t.new_count,
            old_bar=round(100 * t.old_count / largest),
            new_bar=round(100 * t.new_count / largest),
            rose=t.score > 0,
            difference=f"{t.new_count - t.old_count:+d}".replace("-", "−"),
        )
        for t in (*rose, *fell)
    )
