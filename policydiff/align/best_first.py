"""Candidate pairs → links, best first; what an earlier link has explained counts no more for a later one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from policydiff.align.evidence import Evidence
from policydiff.align.links import Pair
from policydiff.align.options import Options
from policydiff.align.scores import Scores


@dataclass(frozen=True, slots=True)
class Bar:
    """The score that a link needs, and whether words that an earlier link explains count no more for it.

    What a law says in two articles with the same words is mostly formula; a report does return to a subject.
    """

    score: float
    exclusive: bool


@dataclass(slots=True)
class _Ledger:
    """For each block: its links, the best score and the most words of one, and what they explain of it."""

    count: dict[int, int] = field(default_factory=dict)
    best: dict[int, float] = field(default_factory=dict)
    words: dict[int, float] = field(default_factory=dict)
    explained: dict[int, set[str]] = field(default_factory=dict)

    def enter(self, block: int, score: float, words: float, shared: Collection[str]) -> None:
        self.count[block] = self.count.get(block, 0) + 1
        self.best[block] = max(self.best.get(block, 0.0), score)
        self.words[block] = max(self.words.get(block, 0.0), words)
        self.explained.setdefault(block, set()).update(shared)


def best_first(scores: Scores, bars: Mapping[Pair, Bar], options: Options) -> dict[Pair, float]:
    """Take pairs in the order of their score until none clears its bar; give each link's score over its bar.

    The score is asked with the weight of what the two share and no earlier link of either explains.
    The bar rises where one has a good partner already, and more where both have. A tie goes to the pair nearer
    the beginning, whichever way round the documents are compared.
    """
    evidence = scores.evidence
    old, new = _Ledger(), _Ledger()
    heap = []
    for pair, bar in bars.items():
        value = scores.full(pair)
        if value >= bar.score:
            heap.append((-value / bar.score, *_tie(pair), pair, (0, 0), value))
    heapify(heap)
    links: dict[Pair, float] = {}
    while heap:
        height, near, apart, pair, seen, value = heappop(heap)
        i, j = pair
        count = (old.count.get(i, 0), new.count.get(j, 0))
        if count == seen:
            links[pair] = -height
            both = evidence.old.weights[i].keys() & evidence.new.weights[j].keys()
            old.enter(i, value, scores.words(pair), both)
            new.enter(j, value, scores.words(pair), both)
            continue
        needed = _raised(bars[pair].score, old.best.get(i, 0.0), new.best.get(j, 0.0), options)
        if scores.positions[pair].astray:
            needed *= options.astray_bars
        value = scores.full(pair)
        leads = scores.words(pair) > max(old.words.get(i, 0.0), new.words.get(j, 0.0))
        # A link explains no words of a good pair that has more of them in common than it has itself.
        if bars[pair].exclusive and not (leads and value >= options.both_linked * bars[pair].score):
            value = scores.of(pair, _unexplained(evidence, pair, old, new))
        if value >= needed:
            heappush(heap, (-value / needed, near, apart, pair, count, value))
    return links


def _raised(bar: float, old_best: float, new_best: float, options: Options) -> float:
    """The bar for a pair of which one or both have a partner; `best` is the score of its best link so far."""
    if old_best and new_best:
        return max(options.both_linked * bar, options.rival_share * min(old_best, new_best))
    return max(bar, options.further_share * max(old_best, new_best))


def _tie(pair: Pair) -> tuple[int, int]:
    return pair[0] + pair[1], abs(pair[0] - pair[1])


def _unexplained(evidence: Evidence, pair: Pair, old: _Ledger, new: _Ledger) -> int:
    i, j = pair
    a, b = evidence.old.weights[i], evidence.new.weights[j]
    if len(a) > len(b):
        a, b = b, a
    gone = old.explained.get(i, set()) | new.explained.get(j, set())
    return sum(min(weight, b[p]) for p, weight in a.items() if p in b and p not in gone)
