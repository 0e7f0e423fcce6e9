"""Repeats: blocks that say the same, more than one of them on at least one side; neighbours and order decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from policydiff.align.blocks import Block, same_text
from policydiff.align.known import Known, Repeat
from policydiff.align.links import Basis, Pair
from policydiff.align.options import Options


def settle(
    repeats: Sequence[Repeat], old: Sequence[Block], new: Sequence[Block], known: Known, options: Options
) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Pair repeats whose neighbours or parents are linked, then those of which both sides have as many, in order.

    Gives the links, and the repeats that nothing decides. All repeats take each step together, so that it does
    not matter in which order they are given.
    """
    given = known.allowed
    known = replace(known, allowed=lambda pair: given(pair) and same_text(old[pair[0]], new[pair[1]], options))
    partners: dict[int, set[int]] = {-1: {-1}, len(old): {len(new)}}
    for i, j in known.links:
        partners.setdefault(i, set()).add(j)
    settled: dict[Pair, Basis] = {}
    open_repeats = list(repeats)
    while True:
        found: dict[Pair, Basis] = {}
        for repeat in open_repeats:
            found.update(_decided(repeat, old, new, partners, known))
        if not found:
            for repeat in open_repeats:
                found.update(_in_order(repeat, known))
        if not found:
            return settled, [r for r in open_repeats if any(known.allowed((i, j)) for i in r.old for j in r.new)]
        settled.update(found)
        for i, j in found:
            partners.setdefault(i, set()).add(j)
        gone_old, gone_new = {i for i, _ in found}, {j for _, j in found}
        open_repeats = [left for repeat in open_repeats if (left := _without(repeat, gone_old, gone_new))]


def _without(repeat: Repeat, gone_old: Collection[int], gone_new: Collection[int]) -> Repeat | None:
    """What is left of a repeat, if anything is on both sides."""
    old = tuple(i for i in repeat.old if i not in gone_old)
    new = tuple(j for j in repeat.new if j not in gone_new)
    return Repeat(old, new) if old and new else None


def _in_order(repeat: Repeat, known: Known) -> dict[Pair, Basis]:
    pairs = list(zip(repeat.old, repeat.new, strict=False)) if len(repeat.old) == len(repeat.new) else []
    return {pair: {"identical": 1.0, "order": 1.0} for pair in pairs} if all(map(known.allowed, pairs)) else {}


def _decided(
    repeat: Repeat, old: Sequence[Block], new: Sequence[Block], partners: Mapping[int, Collection[int]], known: Known
) -> dict[Pair, Basis]:
    """The pairs that neighbours and parents support more than any other pair of either block."""
    support: Counter[Pair] = Counter()
    there = set(repeat.new)
    for i in repeat.old:
        for way in (-1, 1):
            support.update((i, j - way) for j in partners.get(i + way, ()) if j - way in there)
    only_old, only_new = _only_child(repeat.old, old), _only_child(repeat.new, new)
    for parent, i in only_old.items():
        support.update((i, only_new[p]) for p in partners.get(parent, ()) if p in only_new)
    best_old: dict[int, list[int]] = {}
    best_new: dict[int, list[int]] = {}
    for (i, j), count in support.items():
        if known.allowed((i, j)):
            best_old.setdefault(i, []).append(count)
            best_new.setdefault(j, []).append(count)
    return {
        (i, j): {"identical": 1.0, "neighbours": round(count / 3, 6)}
        for (i, j), count in sorted(support.items())
        if known.allowed((i, j)) and _leads(count, best_old[i]) and _leads(count, best_new[j])
    }


def _only_child(indexes: Iterable[int], blocks: Sequence[Block]) -> dict[int, int]:
    """The repeats that are the only one of their kind under their parent, by parent."""
    found: dict[int, list[int]] = {}
    for index in indexes:
        if blocks[index].parent >= 0:
            found.setdefault(blocks[index].parent, []).append(index)
    return {parent: children[0] for parent, children in found.items() if len(children) == 1}


def _leads(count: int, counts: Sequence[int]) -> bool:
    return count == max(counts) and counts.count(count) == 1
