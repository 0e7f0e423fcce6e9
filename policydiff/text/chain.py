"""The heaviest run of pairs that keeps its order on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Pair = tuple[int, int]


def heaviest_chain(weights: Mapping[Pair, int]) -> list[Pair]:
    """Of weighted pairs (old, new) those that rise on both sides and together weigh the most, in order.

    A chain that was found first stays where another only equals it. n pairs take n log n steps.

    >>> heaviest_chain({(0, 2): 3, (1, 0): 2, (2, 1): 2, (3, 3): 1})
    [(1, 0), (2, 1), (3, 3)]
    """
    ordered = sorted(weights, key=lambda pair: (pair[0], -pair[1]))
    size = max((j for _, j in ordered), default=-1) + 1
    best = [0] * (size + 1)  # a Fenwick tree of maxima: the weight of the best chain that ends at or before each j
    last: list[Pair | None] = [None] * (size + 1)
    before: dict[Pair, Pair | None] = {}
    for pair in ordered:
        weight, previous = 0, None
        at = pair[1]  # chains that end before j
        while at:
            if best[at] > weight:
                weight, previous = best[at], last[at]
            at &= at - 1
        before[pair] = previous
        weight += weights[pair]
        at = pair[1] + 1
        while at <= size:
            if weight > best[at]:
                best[at], last[at] = weight, pair
            at += at & -at
    weight, end = 0, None
    at = size
    while at:
        if best[at] > weight:
            weight, end = best[at], last[at]
        at &= at - 1
    return list(_back(end, before))[::-1]


def _back(end: Pair | None, before: Mapping[Pair, Pair | None]) -> Iterable[Pair]:
    while end is not None:
        yield end
        end = before[end]
