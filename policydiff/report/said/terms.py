"""The words whose use differs most, and those that are new."""

from __future__ import annotations

from policydiff.report.said.addresses import excerpt, word_anchor
from policydiff.report.said.model import PhraseRow, TermRow
from policydiff.report.said.sides import Sides

# The table's length in each direction; further down the differences are chance.
TERMS_EACH_WAY = 12
PHRASES_SHOWN, SENTENCE_LENGTH = 20, 90


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


def phrase_rows(sides: Sides) -> tuple[PhraseRow, ...]:
    """What only the new text says, in the order of the comparison."""
    side = sides.new
    return tuple(
        PhraseRow(
            anchor=word_anchor("phrase", p.phrase),
            phrase=p.phrase,
            sentence=_around(side.document.text[p.start : p.end], p.phrase),
            place=side.place(p.clause),
            href=side.link(p.clause),
            count=p.count,
        )
        for p in sides.comparison.phrases[:PHRASES_SHOWN]
    )


def _around(sentence: str, phrase: str) -> str:
    """The part of a sentence that has the phrase in it.

    >>> _around("甲" * 100 + "，推动投资于人，" + "乙" * 100, "投资于人")[:9]
    '…推动投资于人，乙'
    """
    at = sentence.find(phrase)
    if at + len(phrase) <= SENTENCE_LENGTH:
        return excerpt(sentence, SENTENCE_LENGTH)
    start = max(sentence.rfind(stop, 0, at) for stop in "，；、") + 1
    return "…" + excerpt(sentence[start if start and at - start < SENTENCE_LENGTH else at :], SENTENCE_LENGTH)
