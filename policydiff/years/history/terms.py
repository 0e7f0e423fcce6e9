"""How large a part of each document's text a term is: the words whose use rose, and those that a reader asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policydiff.classify.terms import terms as risers_and_fallers
from policydiff.corpus.store import check_inside
from policydiff.entries import TEXTS, Reader
from policydiff.model import Document
from policydiff.years.history.model import TermShares

FILE = "terms.toml"
_RISERS = 30


def term_shares(documents: Sequence[Document], own: Iterable[str] = ()) -> tuple[TermShares, ...]:
    """The reader's own terms as given, then those that the later half of a series uses more than the earlier.

    A share is what the term's places take of all characters that are no spaces, rounded to six places.
    """
    wanted = list(dict.fromkeys((*own, *_risers(documents))))
    sizes = {d.head.id: sum(not c.isspace() for c in d.text) for d in documents}
    return tuple(_shares(term, documents, sizes) for term in wanted)


def _risers(documents: Sequence[Document]) -> list[str]:
    half = len(documents) // 2
    if not half:
        return []
    earlier, later = ("\n".join(d.text for d in part) for part in (documents[:half], documents[-half:]))
    return [t.term for t in risers_and_fallers(earlier, later) if t.score > 0][:_RISERS]


def _shares(term: str, documents: Sequence[Document], sizes: dict[str, int]) -> TermShares:
    counts = {d.head.id: d.text.count(term) for d in documents}
    shares = {name: round(n * len(term) / sizes[name], 6) if sizes[name] else 0.0 for name, n in counts.items()}
    return TermShares(term, shares, counts)


def read_terms(corpus: Path) -> tuple[str, ...]:
    """The list `terms` of corpora/terms.toml, none where there is no such file; CorpusError where it is not in form."""
    path = corpus / FILE
    if not path.is_file():
        return ()
    check_inside(path, corpus)
    reader = Reader(FILE)
    written = reader.optional(reader.toml(reader.text(path)), "terms", TEXTS, default=())
    return tuple(word for word in map(str.strip, written) if word)
