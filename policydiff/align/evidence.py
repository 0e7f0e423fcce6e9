"""What the words say: how much two units share, and which unit each sentence speaks for.

All weights are whole numbers (millionths of a nat), so that a sum does not depend on the order in which it is
made and a comparison turned round gives the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from math import log

from policydiff.align.units import Unit
from policydiff.text.similarity import bigrams

Pair = tuple[int, int]
Weights = Mapping[str, int]

SCALE = 1_000_000  # weights in a nat
# A pair of characters that stands in more than a quarter of the units of a side does not tell which of them is
# meant: it counts in a score, but no candidates are looked for by it. In a short document everything is looked at.
_COMMON_SHARE, _COMMON_LEAST = 0.25, 24
# Candidates kept for a unit and for a sentence, from each side. A split into more than ten is not seen in the data.
_UNIT_CANDIDATES, _SENTENCE_CANDIDATES = 10, 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's weight, and the units of the other side that hold most of it, each with the share held."""

    weight: int
    held_by: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Side:
    """One document's units with the weights of their character pairs."""

    units: Sequence[Unit]
    weights: list[dict[str, int]]
    totals: list[int]
    sentences: list[tuple[Sentence, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Evidence:
    """Both sides, the candidate pairs, and what each pair shares."""

    old: Side
    new: Side
    candidates: frozenset[Pair]
    _shared: dict[Pair, int] = field(default_factory=dict)

    def shared(self, pair: Pair) -> int:
        """The weight of the pairs of characters that both units have."""
        if pair not in self._shared:
            self._shared[pair] = _in_common(self.old.weights[pair[0]], self.new.weights[pair[1]])
        return self._shared[pair]


def gather(
    old: Sequence[Unit], new: Sequence[Unit], closed_old: Collection[int] = (), closed_new: Collection[int] = ()
) -> Evidence:
    """Weigh the words of two lists of units and find the pairs worth a look.

    Closed units count when it is told how common a word is, and a sentence can be found to stand in one of
    them, but no partner is looked for.
    """
    rarity = _rarity((*old, *new))
    a, b = _side(old, rarity), _side(new, rarity)
    from_old = _look_up(a, b, rarity, closed_old, closed_new)
    from_new = _look_up(b, a, rarity, closed_new, closed_old)
    return Evidence(a, b, frozenset(from_old | {(i, j) for j, i in from_new}))


def _rarity(units: Sequence[Unit]) -> dict[str, int]:
    """The weight of each pair of characters: ln(1 + N/n) for one that stands in n of N units."""
    spread = Counter(pair for unit in units for pair in set(bigrams(unit.key)))
    by_spread = {n: round(SCALE * log(1 + len(units) / n)) for n in set(spread.values())}
    return {pair: by_spread[n] for pair, n in spread.items()}


def _side(units: Sequence[Unit], rarity: Mapping[str, int]) -> Side:
    weights = [
        {p: rarity[p] if n == 1 else round(rarity[p] * (1 + log(n))) for p, n in Counter(bigrams(unit.key)).items()}
        for unit in units
    ]
    return Side(units, weights, [sum(w.values()) or 1 for w in weights])


def _in_common(one: Weights, other: Weights) -> int:
    if len(one) > len(other):
        one, other = other, one
    return sum(min(weight, other[pair]) for pair, weight in one.items() if pair in other)


def _look_up(
    side: Side, other: Side, rarity: Mapping[str, int], closed: Collection[int], other_closed: Collection[int]
) -> set[Pair]:
    """Fill in the side's sentences, and give for each unit the units of the other side that share most with it."""
    index: dict[str, list[int]] = {}
    for j, weights in enumerate(other.weights):
        for pair in weights:
            index.setdefault(pair, []).append(j)
    limit = max(_COMMON_LEAST, int(_COMMON_SHARE * len(other.units)))
    found: set[Pair] = set()
    for i, unit in enumerate(side.units):
        if i in closed:
            side.sentences.append(())
            continue
        together: Counter[int] = Counter()
        sentences = []
        for text in unit.sentences:
            sentence, held = _hold(text, index, rarity, limit)
            sentences.append(sentence)
            together.update(held)
        side.sentences.append(tuple(sentences))
        near = [j for s in sentences for j, _ in s.held_by if j not in other_closed]
        free = [(j, w) for j, w in together.items() if j not in other_closed]
        for power in (0.5, 1.0):  # the nearest as a whole, and those that it holds most of
            ranked = nsmallest(_UNIT_CANDIDATES, ((-w / other.totals[j] ** power, j) for j, w in free))
            near += [j for _, j in ranked]
        found.update((i, j) for j in near)
    return found


def _hold(
    text: str, index: Mapping[str, list[int]], rarity: Mapping[str, int], limit: int
) -> tuple[Sentence, dict[int, int]]:
    """How much of a sentence each unit holds."""
    held: dict[int, int] = {}
    whole = 0
    for pair in set(bigrams(text)):
        places = index.get(pair, ())
        weight = rarity.get(pair, 0)
        whole += weight
        if len(places) <= limit:
            for j in places:
                held[j] = held.get(j, 0) + weight
    best = nsmallest(_SENTENCE_CANDIDATES, ((-weight, j) for j, weight in held.items()))
    return Sentence(whole, tuple((j, -weight / whole) for weight, j in best)), held
