"""Sentences that left one clause and stand in another that does not carry it on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from policydiff.align.links import Basis, Links
from policydiff.align.options import Options
from policydiff.align.rarity import distinct_pairs
from policydiff.align.rows import Ints, Rows, distinct, in_common, ranges
from policydiff.model import Document, MovedText, Passage
from policydiff.text.normalise import essence, fold, meaning
from policydiff.text.official.sentences import statements
from policydiff.text.similarity import dice


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence at its place in the document; `number` counts the sentences of the document."""

    number: int
    clause: str
    start: int
    end: int
    key: str


def moved_text(old: Document, new: Document, links: Links[str, Basis], options: Options) -> tuple[MovedText, ...]:
    """Passages that stand word for word, or nearly so, in a clause that is no partner of the one they left.

    A sentence counts where it is long enough to be recognised, stands once in each document, is in no partner
    of the clause that it left, and was in no partner of the clause where it stands now; nor does a partner hold
    a sentence that is as much like it. What stands beside it and went along is part of the passage.
    """
    ours, theirs = list(_sentences(old)), list(_sentences(new))

    keys_old, keys_new = _keys(old), _keys(new)

    def left(s: _Sentence) -> bool:
        return not any(s.key in keys_new(c) for c in links.of_old.get(s.clause, ()))

    def came(s: _Sentence) -> bool:
        return not any(s.key in keys_old(c) for c in links.of_new.get(s.clause, ()))

    def at_home(a: _Sentence, b: _Sentence) -> float:
        """How much a sentence of a partner is like either of the two."""
        here = [dice(a.key, s.key) for c in links.of_old.get(a.clause, ()) for s in theirs_in.get(c, ())]
        there = [dice(s.key, b.key) for c in links.of_new.get(b.clause, ()) for s in ours_in.get(c, ())]
        return max([*here, *there], default=0.0)

    ours_in, theirs_in = _by_clause(ours), _by_clause(theirs)
    gone, come = list(filter(left, _once(ours, options))), list(filter(came, _once(theirs, options)))
    pairs = [
        (a, b)
        for a, b in _matches(gone, come, options)
        if (a.clause, b.clause) not in links and dice(a.key, b.key) > at_home(a, b)
    ]
    beside = [(a, b) for pair in pairs for a, b in _beside(pair, ours, theirs) if left(a) and came(b)]
    pairs += _unambiguous(beside, pairs)
    return tuple(
        MovedText(Passage(a.clause, a.start, a_end.end), Passage(b.clause, b.start, b_end.end))
        for (a, b), (a_end, b_end) in _runs(pairs)
    )


def _sentences(document: Document) -> Iterator[_Sentence]:
    number = 0
    for clause in document.clauses:
        folded = fold(clause.content)
        for span in statements(clause.content):
            start, end = clause.body + span.start, clause.body + span.end
            yield _Sentence(number, clause.id, start, end, meaning(folded[span.start : span.end]))
            number += 1


def _by_clause(found: Sequence[_Sentence]) -> dict[str, list[_Sentence]]:
    clauses: dict[str, list[_Sentence]] = {}
    for sentence in found:
        clauses.setdefault(sentence.clause, []).append(sentence)
    return clauses


def _once(found: Sequence[_Sentence], options: Options) -> list[_Sentence]:
    counts: dict[str, int] = {}
    for sentence in found:
        counts[sentence.key] = counts.get(sentence.key, 0) + 1
    return [s for s in found if len(s.key) >= options.moved_least and counts[s.key] == 1]


def _keys(document: Document) -> Callable[[str], str]:
    """The essence of a clause by its id, worked out once."""
    return cache(lambda clause: essence(document.by_id[clause].content))


def _matches(
    gone: Sequence[_Sentence], come: Sequence[_Sentence], options: Options
) -> Iterator[tuple[_Sentence, _Sentence]]:
    """Pairs of the same wording, then pairs that are each other's nearest and near enough."""
    by_key = {s.key: s for s in come}
    same = {s.number: by_key[s.key] for s in gone if s.key in by_key}
    taken = {s.number for s in same.values()}
    left = [s for s in gone if s.number not in same]
    free = [s for s in come if s.number not in taken]
    forward, back = _nearest(left, free, options)
    for at, sentence in enumerate(left):
        if (near := forward.get(at)) is not None and back[near] == at:
            same[sentence.number] = free[near]
    for sentence in gone:
        if sentence.number in same:
            yield sentence, same[sentence.number]


def _nearest(
    ours: Sequence[_Sentence], theirs: Sequence[_Sentence], options: Options
) -> tuple[dict[int, int], dict[int, int]]:
    """For each sentence of either side the one most like it, if that is near enough (Dice on pairs of characters).

    Two that are near enough have one of their rarest pairs in common: of n pairs they share n·t/(2−t) at least, so
    that it is enough to look at the others and one more. Pairs that very many sentences have are passed over.
    """
    if not (ours and theirs):
        return {}, {}
    rows, size = distinct_pairs([s.key for s in (*ours, *theirs)])
    row, term = _telling(rows, size, options)
    cut = int(np.searchsorted(row, len(ours)))
    order = np.argsort(term[cut:], kind="stable")
    there, holders = term[cut:][order], row[cut:][order]
    start = np.searchsorted(there, term[:cut])
    many = np.searchsorted(there, term[:cut], side="right") - start
    width = len(rows.lengths)
    met = distinct(np.repeat(row[:cut], many) * width + holders[ranges(start, many)])
    one, other = np.divmod(met, width)
    likeness = 2 * in_common(rows, rows, size, one, other) / (rows.lengths[one] + rows.lengths[other])
    near = likeness >= options.moved_likeness
    best: tuple[dict[int, tuple[float, int]], dict[int, tuple[float, int]]] = ({}, {})
    for i, j, like in zip(one[near].tolist(), (other[near] - len(ours)).tolist(), likeness[near].tolist(), strict=True):
        best[0][i] = min(best[0].get(i, (0.0, 0)), (-like, j))
        best[1][j] = min(best[1].get(j, (0.0, 0)), (-like, i))
    return {i: j for i, (_, j) in best[0].items()}, {j: i for j, (_, i) in best[1].items()}


def _telling(rows: Rows, size: int, options: Options) -> tuple[Ints, Ints]:
    """The rarest pairs of characters of each sentence that are looked at, row by row: the row, and the pair."""
    spread = np.bincount(rows.terms, minlength=size)
    row = rows.row
    order = np.argsort(row * (len(rows.lengths) + 1) + spread[rows.terms], kind="stable")
    share = options.moved_likeness / (2 - options.moved_likeness)
    most = rows.lengths - np.ceil(share * rows.lengths).astype(np.int64) + 1
    rank = np.arange(len(row)) - np.repeat(rows.starts[:-1], rows.lengths)
    term = rows.terms[order]
    told = (rank < most[row]) & (spread[term] <= options.common_most)
    return row[told], term[told]


Both = tuple[_Sentence, _Sentence]


def _beside(pair: Both, ours: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> Iterator[Both]:
    """The sentences around a moved one that are the same on both sides, however short or often repeated."""
    for way in (-1, 1):
        a, b = pair
        while 0 <= a.number + way < len(ours) and 0 <= b.number + way < len(theirs):
            a, b = ours[a.number + way], theirs[b.number + way]
            if a.key != b.key or (a.clause, b.clause) != (pair[0].clause, pair[1].clause):
                break
            yield a, b


def _unambiguous(found: Sequence[Both], known: Sequence[Both]) -> list[Both]:
    """The pairs that are not known and share no sentence with another one."""
    pairs = list(dict.fromkeys([*known, *found]))
    of_old = Counter(a.number for a, _ in pairs)
    of_new = Counter(b.number for _, b in pairs)
    return [(a, b) for a, b in pairs[len(known) :] if of_old[a.number] == of_new[b.number] == 1]


def _runs(pairs: Sequence[Both]) -> Iterator[tuple[Both, Both]]:
    """First and last of the sentences that stand behind each other on both sides."""
    run: list[Both] = []
    for pair in sorted(pairs, key=lambda p: p[0].number):
        if run and not _follows(run[-1], pair):
            yield run[0], run[-1]
            run = []
        run.append(pair)
    if run:
        yield run[0], run[-1]


def _follows(before: Both, after: Both) -> bool:
    return all(y.number == x.number + 1 and y.clause == x.clause for x, y in zip(before, after, strict=True))
