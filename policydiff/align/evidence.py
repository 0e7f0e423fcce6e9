"""What the words say: how much two blocks share, and which block each sentence speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from math import sqrt

from policydiff.align.blocks import Block
from policydiff.align.holders import Holders
from policydiff.align.links import Pair
from policydiff.align.options import USUAL, Options
from policydiff.align.rarity import Rarity, Weights, counted, in_block, in_sentence, rarity


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's weight, and the blocks of the other side that hold most of it, each with the share held."""

    weight: int
    held_by: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Side:
    """One document's blocks with the weights of their character pairs, and the sentences of those that are open."""

    blocks: Sequence[Block]
    weights: list[dict[str, int]] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    sentences: dict[int, tuple[Sentence, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Evidence:
    """Both sides, the candidate pairs, and what each pair shares."""

    old: Side
    new: Side
    candidates: frozenset[Pair] = frozenset()
    _shared: dict[Pair, int] = field(default_factory=dict)

    def shared(self, pair: Pair) -> int:
        """The weight of the pairs of characters that both blocks have."""
        found = self._shared.get(pair)
        if found is None:
            found = self._shared[pair] = _in_common(self.old.weights[pair[0]], self.new.weights[pair[1]])
        return found


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
    open_old = [block.index for block in old if not closed_old(block.index)]
    open_new = [block.index for block in new if not closed_new(block.index)]
    if not (open_old and open_new):
        return Evidence(Side(old), Side(new))
    pairs_old, pairs_new = [counted(block) for block in old], [counted(block) for block in new]
    rare = rarity([*pairs_old, *pairs_new], options)
    shared: dict[str, str] = {}
    a, b = _side(old, pairs_old, rare, shared), _side(new, pairs_new, rare, shared)
    from_old = _look_up(a, b, rare, open_old, frozenset(open_new), options)
    from_new = _look_up(b, a, rare, open_new, frozenset(open_old), options)
    return Evidence(a, b, frozenset(from_old | {(i, j) for j, i in from_new}))


def _side(blocks: Sequence[Block], pairs: Sequence[Counter[str]], rare: Rarity, shared: dict[str, str]) -> Side:
    weights = [in_block(block, each, rare, shared) for block, each in zip(blocks, pairs, strict=True)]
    return Side(blocks, weights, [sum(w.values()) or 1 for w in weights])


def _in_common(one: Weights, other: Weights) -> int:
    if len(one) > len(other):
        one, other = other, one
    return sum([min(weight, other[pair]) for pair, weight in one.items() if pair in other])


def _look_up(
    side: Side, other: Side, rare: Rarity, here: Sequence[int], there: Collection[int], options: Options
) -> set[Pair]:
    """Fill in the side's sentences, and give for each open block the open blocks that share most with it."""
    holders = Holders(other.weights, options)
    roots = [sqrt(total) for total in other.totals]
    found: set[Pair] = set()
    for i in here:
        block = side.blocks[i]
        together: dict[int, int] = {}
        sentences = []
        for text in block.sentences:
            weights = in_sentence(text, block, rare)
            held = holders.of(weights, expected=i * len(other.blocks) // len(side.blocks))
            for j, weight in held.items():
                together[j] = together.get(j, 0) + weight
            sentences.append(_sentence(weights, held, options.sentence_candidates))
        side.sentences[i] = tuple(sentences)
        found.update([(i, j) for s in sentences for j, _ in s.held_by if j in there])
        free = [(j, weight) for j, weight in together.items() if j in there]
        for size in (roots, other.totals):  # the nearest as a whole, and those that it holds most of
            ranked = sorted([(-weight / size[j], j) for j, weight in free])
            found.update([(i, j) for _, j in ranked[: options.block_candidates]])
    return found


def _sentence(weights: Weights, held: dict[int, int], candidates: int) -> Sentence:
    whole = sum(weights.values()) or 1
    best = sorted([(-weight, j) for j, weight in held.items()])[:candidates]
    return Sentence(whole, tuple([(j, -weight / whole) for weight, j in best]))
