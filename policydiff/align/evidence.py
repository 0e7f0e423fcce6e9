"""What the words say: how much two blocks share, and which block each sentence speaks for.

All weights are whole numbers (millionths of a nat), so that a sum does not depend on the order in which it is
made and a comparison turned round gives the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from math import log

from policydiff.align.blocks import Block
from policydiff.align.links import Pair
from policydiff.align.options import USUAL, Options
from policydiff.text.similarity import bigrams

Weights = Mapping[str, int]

SCALE = 1_000_000  # weights in a nat


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's weight, and the blocks of the other side that hold most of it, each with the share held."""

    weight: int
    held_by: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Side:
    """One document's blocks with the weights of their character pairs."""

    blocks: Sequence[Block]
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
        """The weight of the pairs of characters that both blocks have."""
        if pair not in self._shared:
            self._shared[pair] = _in_common(self.old.weights[pair[0]], self.new.weights[pair[1]])
        return self._shared[pair]


Closed = Callable[[int], bool]  # whether no partner is looked for, for a block


def _none(_: int) -> bool:
    return False


def gather(
    old: Sequence[Block],
    new: Sequence[Block],
    *,
    closed_old: Closed = _none,
    closed_new: Closed = _none,
    options: Options = USUAL,
) -> Evidence:
    """Weigh the words of two lists of blocks and find the pairs worth a look.

    Closed blocks count when it is told how common a word is, and a sentence can be found to stand in one of
    them, but no partner is looked for.
    """
    rarity = _rarity((*old, *new))
    a, b = _side(old, rarity, options), _side(new, rarity, options)
    from_old = _look_up(a, b, rarity, closed_old, closed_new, options)
    from_new = _look_up(b, a, rarity, closed_new, closed_old, options)
    return Evidence(a, b, frozenset(from_old | {(i, j) for j, i in from_new}))


def _rarity(blocks: Sequence[Block]) -> dict[str, int]:
    """The weight of each pair of characters: ln(1 + N/n) for one that stands in n of N blocks."""
    spread = Counter(pair for block in blocks for pair in set(bigrams(block.key)))
    by_spread = {n: round(SCALE * log(1 + len(blocks) / n)) for n in set(spread.values())}
    return {pair: by_spread[n] for pair, n in spread.items()}


def _side(blocks: Sequence[Block], rarity: Mapping[str, int], options: Options) -> Side:
    weights = [_weights(block, rarity, options.sanction_share) for block in blocks]
    return Side(blocks, weights, [sum(w.values()) or 1 for w in weights])


def _weights(block: Block, rarity: Mapping[str, int], share: float) -> dict[str, int]:
    """What each pair of characters weighs in a block; what it threatens weighs little."""
    counted = Counter(bigrams(block.key))
    found = {p: rarity[p] if n == 1 else round(rarity[p] * (1 + log(n))) for p, n in counted.items()}
    if block.matter == block.key:
        return found
    own = set(bigrams(block.matter))
    return {p: weight if p in own else round(share * weight) for p, weight in found.items()}


def _in_common(one: Weights, other: Weights) -> int:
    if len(one) > len(other):
        one, other = other, one
    return sum(min(weight, other[pair]) for pair, weight in one.items() if pair in other)


def _look_up(
    side: Side, other: Side, rarity: Mapping[str, int], closed: Closed, other_closed: Closed, options: Options
) -> set[Pair]:
    """Fill in the side's sentences, and give for each block the blocks of the other side that share most with it."""
    index: dict[str, list[int]] = {}
    for j, weights in enumerate(other.weights):
        for pair in weights:
            index.setdefault(pair, []).append(j)
    limit = max(options.common_least, int(options.common_share * len(other.blocks)))
    found: set[Pair] = set()
    for i, block in enumerate(side.blocks):
        if closed(i):
            side.sentences.append(())
            continue
        together: Counter[int] = Counter()
        sentences = []
        for text in block.sentences:
            sentence, held = _hold(text, index, rarity, limit, options.sentence_candidates)
            sentences.append(sentence)
            together.update(held)
        side.sentences.append(tuple(sentences))
        near = [j for s in sentences for j, _ in s.held_by if not other_closed(j)]
        free = [(j, w) for j, w in together.items() if not other_closed(j)]
        for power in (0.5, 1.0):  # the nearest as a whole, and those that it holds most of
            ranked = nsmallest(options.block_candidates, ((-w / other.totals[j] ** power, j) for j, w in free))
            near += [j for _, j in ranked]
        found.update((i, j) for j in near)
    return found


def _hold(
    text: str, index: Mapping[str, list[int]], rarity: Mapping[str, int], limit: int, candidates: int
) -> tuple[Sentence, dict[int, int]]:
    """How much of a sentence each block holds."""
    held: dict[int, int] = {}
    whole = 0
    for pair in set(bigrams(text)):
        holders = index.get(pair, ())
        weight = rarity.get(pair, 0)
        whole += weight
        if len(holders) <= limit:
            for j in holders:
                held[j] = held.get(j, 0) + weight
    best = nsmallest(candidates, ((-weight, j) for j, weight in held.items()))
    return Sentence(whole, tuple((j, -weight / whole) for weight, j in best)), held
