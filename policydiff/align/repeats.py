"""Repeats: blocks that say the same, more than one of them on at least one side; neighbours and order decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policydiff.align.blocks import Block, same_text
from policydiff.align.known import Known, Repeat
from policydiff.align.links import Basis, Pair
from policydiff.align.options import Options

_VOICES = 3  # of the neighbour before, of the neighbour behind, and of the parent


def settle(
    repeats: Sequence[Repeat], old: Sequence[Block], new: Sequence[Block], known: Known, options: Options
) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Pair repeats whose neighbours or parents are linked, then those of which both sides have as many, in order.

    Gives the links, and the repeats that nothing decides. All repeats take each step together, so that it does
    not matter in which order they are given.
    """

    def allowed(pair: Pair) -> bool:
        return known.may(pair) and same_text(old[pair[0]], new[pair[1]], options)

    settled: dict[Pair, Basis] = {}
    votes = _Votes(_Side(old, [r.old for r in repeats]), _Side(new, [r.new for r in repeats]), allowed)
    fresh: list[Pair] = [*known.links, (-1, -1), (len(old), len(new))] if repeats else []
    while fresh:
        votes.count(fresh)
        found: dict[Pair, Basis] = {
            pair: {"identical": 1.0, "neighbours": round(count / _VOICES, 6)} for pair, count in votes.decided()
        } or {pair: {"identical": 1.0, "order": 1.0} for pair in votes.in_order()}
        settled |= found
        votes.close(found)
        fresh = list(found)
    return settled, [r for r in votes.left() if any(allowed((i, j)) for i in r.old for j in r.new)]


class _Side:
    """The blocks of one side that are still open: the repeat that each belongs to, and who stands under whom."""

    def __init__(self, blocks: Sequence[Block], repeats: Sequence[Sequence[int]]) -> None:
        self.parent = [block.parent for block in blocks]
        self.of = {index: number for number, repeat in enumerate(repeats) for index in repeat}
        self.members = [set(repeat) for repeat in repeats]
        self.under: dict[int, dict[int, set[int]]] = {}  # parent → repeat → its blocks under that parent
        for index, number in self.of.items():
            self.under.setdefault(self.parent[index], {}).setdefault(number, set()).add(index)

    def close(self, index: int) -> None:
        number = self.of.pop(index)
        self.members[number].discard(index)
        self.under[self.parent[index]][number].discard(index)

    def only_children(self, parent: int) -> dict[int, int]:
        """The repeats of which one block alone stands under a parent, each with that block."""
        if parent < 0:
            return {}
        return {number: next(iter(found)) for number, found in self.under.get(parent, {}).items() if len(found) == 1}


@dataclass(slots=True)
class _Votes:
    """How many linked neighbours and parents speak for each pair of open blocks that say the same."""

    old: _Side
    new: _Side
    allowed: Callable[[Pair], bool]
    of_old: dict[int, Counter[int]] = field(default_factory=dict)
    of_new: dict[int, Counter[int]] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)  # old blocks for or against which something was said
    families: set[Pair] = field(default_factory=set)  # linked parents
    heard: set[tuple[int, int, int]] = field(default_factory=set)  # a parent speaks once for a repeat

    def count(self, links: Iterable[Pair]) -> None:
        """Hear what new links say of the blocks beside and below them."""
        for i, j in links:
            self._add((i + 1, j + 1))
            self._add((i - 1, j - 1))
            if i in self.old.under and j in self.new.under:
                self.families.add((i, j))
        for p, q in sorted(self.families):
            ours, theirs = self.old.only_children(p), self.new.only_children(q)
            for number in sorted(ours.keys() & theirs.keys()):
                if (p, q, number) not in self.heard:
                    self.heard.add((p, q, number))
                    self._add((ours[number], theirs[number]))

    def _add(self, pair: Pair) -> None:
        i, j = pair
        number = self.old.of.get(i)
        if number is not None and number == self.new.of.get(j) and self.allowed(pair):
            self.of_old.setdefault(i, Counter())[j] += 1
            self.of_new.setdefault(j, Counter())[i] += 1
            self.changed.update(self.of_new[j])

    def decided(self) -> Iterator[tuple[Pair, int]]:
        """The pairs that have more voices than any other pair of either block."""
        for i in sorted(self.changed):
            votes = self.of_old.get(i)
            if votes:
                [(j, count), *others] = votes.most_common(2)
                first = others[0][1] < count if others else True
                if first and all(count > other for k, other in self.of_new[j].items() if k != i):
                    yield (i, j), count
        self.changed.clear()

    def in_order(self) -> Iterator[Pair]:
        """The pairs of repeats that both sides have as many of."""
        for ours, theirs in zip(self.old.members, self.new.members, strict=True):
            pairs = list(zip(sorted(ours), sorted(theirs), strict=False)) if len(ours) == len(theirs) else []
            if all(map(self.allowed, pairs)):
                yield from pairs

    def close(self, links: Mapping[Pair, Basis]) -> None:
        """Take the blocks of these links out."""
        for i, j in links:
            self.old.close(i)
            self.new.close(j)
            for other in self.of_old.pop(i, ()):
                self.of_new[other].pop(i, None)
                self.changed.update(self.of_new[other])
            for other in self.of_new.pop(j, ()):
                if other in self.of_old:
                    self.of_old[other].pop(j, None)
                    self.changed.add(other)

    def left(self) -> Iterator[Repeat]:
        """The repeats that are open on both sides."""
        for ours, theirs in zip(self.old.members, self.new.members, strict=True):
            if ours and theirs:
                yield Repeat(tuple(sorted(ours)), tuple(sorted(theirs)))
