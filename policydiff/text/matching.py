"""Which parts of two texts are the same, which of them changed places, and which sentences speak of the same.

What stands on both sides in the same order comes first, then what stands in another order; only what is left is
compared by likeness, sentence by sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise

from policydiff.text.chain import Pair, heaviest_chain
from policydiff.text.leaves import Leaf

# Characters that a run has to have in common, its partial neighbours included, to be shown as the same or as moved
# wherever it stands: what is shorter recurs by chance.
LEAST_RUN = 8
# Characters of meaning: a run as long as this is no chance where it kept its place.
LEAST_KEPT = 4
# Characters of meaning of a part that moved inside its sentence: shorter ones are names that recur (“双创”).
LEAST_NEAR = 3
# Pairs of repeats that are all weighed; beyond that the first goes with the first, and the last with the last.
_REPEATS = 64
# Sentences that a sentence is compared with, those with most words of it.
_NEAREST = 8
# Sentences that have a word; one that more have proposes no pair.
_RARE = 24


def kept(old: Sequence[Leaf], new: Sequence[Leaf], common: Callable[[Pair, Pair], int]) -> list[Pair]:
    """The leaves of both sides that are the same and keep their order, most text first.

    `common` gives the characters that two runs of leaves share in all, given their first and their last pair.
    """
    head = _same_ends(old, new)
    tail = _same_ends(old[head:][::-1], new[head:][::-1])
    at_old, at_new = _places(old, head, tail), _places(new, head, tail)
    weights: dict[Pair, int] = {}
    for key, here in at_old.items():
        there = at_new.get(key, [])
        if len(here) * len(there) <= _REPEATS:
            weights |= {(i, j): len(key) for i in here for j in there}
        else:
            weights |= {pair: len(key) for pair in zip(here, there, strict=False)}
            weights |= {pair: len(key) for pair in zip(reversed(here), reversed(there), strict=False)}
    chain = [(i, i) for i in range(head)] + heaviest_chain(weights)
    chain += [(len(old) - i, len(new) - i) for i in range(tail, 0, -1)]
    found: list[Pair] = []
    for run in _side_by_side(chain):
        if sum(len(old[i].key) for i, _ in run) >= LEAST_KEPT or common(run[0], run[-1]) >= LEAST_RUN:
            found += run
    return found


def moved(
    old: Sequence[Leaf], new: Sequence[Leaf], anchors: Sequence[Pair], common: Callable[[Pair, Pair], int]
) -> list[list[Pair]]:
    """Runs of leaves that are the same and stand in another order, the longest partner first.

    Inside a sentence that goes on in the other text any part counts, elsewhere one that is long enough.
    """
    taken_old, taken_new = {i for i, _ in anchors}, {j for _, j in anchors}
    same_sentence = {(old[i].sentence, new[j].sentence) for i, j in anchors}
    at_new = _places(new)
    found = []
    for i, leaf in enumerate(old):
        if i in taken_old or not leaf.key:
            continue
        best: list[Pair] = []
        for j in at_new.get(leaf.key, ())[:_REPEATS]:
            if j in taken_new:
                continue
            run = [(i, j)]
            while _goes_on(old, new, run[-1], taken_old, taken_new):
                run.append((run[-1][0] + 1, run[-1][1] + 1))
            near = (leaf.sentence, new[j].sentence) in same_sentence and len(leaf.key) >= LEAST_NEAR
            if (near or common(run[0], run[-1]) >= LEAST_RUN) and len(run) > len(best):
                best = run
        if best:
            found.append(best)
            taken_old |= {a for a, _ in best}
            taken_new |= {b for _, b in best}
    return found


def alike(old: Sequence[Counter[str]], new: Sequence[Counter[str]], *, least: float) -> list[Pair]:
    """The sentences that speak of the same, in the same order; each is given by its words.

    The likeness of two is the share of their characters, in words, that they have in common (Dice); a word that
    many sentences have proposes no pair.
    """
    index: dict[str, list[int]] = {}
    for j, bag in enumerate(new):
        for word in bag:
            index.setdefault(word, []).append(j)
    sizes = [_size(bag) for bag in new]
    weights: dict[Pair, int] = {}
    for i, bag in enumerate(old):
        near: Counter[int] = Counter()
        for word in bag:
            there = index.get(word, ())
            if len(there) <= _RARE:
                near.update(dict.fromkeys(there, len(word)))
        size = _size(bag)
        for j in nsmallest(_NEAREST, near, key=lambda j: (-near[j], j)):
            shared = 2 * _size(bag & new[j])
            if shared >= least * (size + sizes[j]):
                weights[i, j] = shared
    return heaviest_chain(weights)


def _size(bag: Counter[str]) -> int:
    return sum(len(word) * count for word, count in bag.items())


def _same_ends(old: Sequence[Leaf], new: Sequence[Leaf]) -> int:
    """How many leaves the two begin with that are the same."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a.key != b.key), min(len(old), len(new)))


def _places(leaves: Sequence[Leaf], head: int = 0, tail: int = 0) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i in range(head, len(leaves) - tail):
        if leaves[i].key:
            found.setdefault(leaves[i].key, []).append(i)
    return found


def _side_by_side(chain: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The parts of a chain without a gap on either side."""
    run = list(chain[:1])
    for before, pair in pairwise(chain):
        if pair != (before[0] + 1, before[1] + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _goes_on(old: Sequence[Leaf], new: Sequence[Leaf], last: Pair, taken_old: set[int], taken_new: set[int]) -> bool:
    i, j = last[0] + 1, last[1] + 1
    inside = i < len(old) and j < len(new) and i not in taken_old and j not in taken_new
    return inside and bool(old[i].key) and old[i].key == new[j].key
