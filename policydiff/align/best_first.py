"""Candidate pairs → links, best first; what an earlier link has explained counts no more for a later one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heapify, heappop, heappush

import numpy as np

from policydiff.align.evidence import Evidence
from policydiff.align.links import Pair
from policydiff.align.options import Options
from policydiff.align.rows import Bools, Floats
from policydiff.align.scores import Scores

_KEPT = 4096  # blocks of which the words are kept at hand: some 40 MB


@dataclass(frozen=True, slots=True)
class Bar:
    """The score that a link needs, and whether words that an earlier link explains count no more for it.

    What a law says in two articles with the same words is mostly formula; a report does return to a subject.
    """

    score: float
    exclusive: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """The bar of each pair, in columns."""

    score: Floats
    exclusive: Bools


@dataclass(slots=True)
class _Ledger:
    """For each block: its partners, the best score and the most words of a link."""

    partners: dict[int, list[int]] = field(default_factory=dict)
    best: dict[int, float] = field(default_factory=dict)
    words: dict[int, float] = field(default_factory=dict)

    def enter(self, block: int, partner: int, score: float, words: float) -> None:
        self.partners.setdefault(block, []).append(partner)
        self.best[block] = max(self.best.get(block, 0.0), score)
        self.words[block] = max(self.words.get(block, 0.0), words)


def best_first(scores: Scores, looked_at: Bools, bars: Bars, options: Options) -> dict[int, float]:
    """Take pairs in the order of their score until none clears its bar; give each link's score over its bar.

    Only what is looked at is taken. Pairs are given and found by their rows. The score is asked with the weight of
    what the two share and no earlier link of either explains.
    The bar rises where one has a good partner already, and more where both have. A tie goes to the pair nearer
    the beginning, whichever way round the documents are compared.
    """
    old, new = _Ledger(), _Ledger()
    words = _Words(scores.evidence)
    first = np.flatnonzero(looked_at & (scores.full >= bars.score))
    heap = []
    for row, pair in zip(first.tolist(), scores.pairs.where(first).tuples(), strict=True):
        value = float(scores.full[row])
        heap.append((-value / float(bars.score[row]), *_tie(pair), pair, (0, 0), value, row))
    heapify(heap)
    links: dict[int, float] = {}
    while heap:
        height, near, apart, pair, seen, value, row = heappop(heap)
        i, j = pair
        count = (len(old.partners.get(i, ())), len(new.partners.get(j, ())))
        in_common = float(scores.words[row])
        if count == seen:
            links[row] = -height
            old.enter(i, j, value, in_common)
            new.enter(j, i, value, in_common)
            continue
        bar = float(bars.score[row])
        needed = _raised(bar, old.best.get(i, 0.0), new.best.get(j, 0.0), options)
        if scores.positions.astray[row]:
            needed *= options.astray_bars
        value = float(scores.full[row])
        leads = in_common > max(old.words.get(i, 0.0), new.words.get(j, 0.0))
        # A link explains no words of a good pair that has more of them in common than it has itself.
        if bars.exclusive[row] and not (leads and value >= options.both_linked * bar):
            value = scores.of(row, words.unexplained(pair, old, new))
        if value >= needed:
            heappush(heap, (-value / needed, near, apart, pair, count, value, row))
    return links


def _raised(bar: float, old_best: float, new_best: float, options: Options) -> float:
    """The bar for a pair of which one or both have a partner; `best` is the score of its best link so far."""
    if old_best and new_best:
        return max(options.both_linked * bar, options.rival_share * min(old_best, new_best))
    return max(bar, options.further_share * max(old_best, new_best))


def _tie(pair: Pair) -> tuple[int, int]:
    return pair[0] + pair[1], abs(pair[0] - pair[1])


class _Words:
    """The words of the blocks that are asked for, by number, each with its weight."""

    def __init__(self, evidence: Evidence) -> None:
        keep = lru_cache(_KEPT)
        self.old, self.new = keep(evidence.old.rows.of), keep(evidence.new.rows.of)

    def unexplained(self, pair: Pair, old: _Ledger, new: _Ledger) -> int:
        """The weight of what both blocks of a pair have and no link of either explains."""
        i, j = pair
        a, b = self.old(i), self.new(j)
        both = a.keys() & b.keys()
        for partner in old.partners.get(i, ()):
            both -= self.new(partner).keys()
        for partner in new.partners.get(j, ()):
            both -= self.old(partner).keys()
        return sum(min(a[word], b[word]) for word in both)
