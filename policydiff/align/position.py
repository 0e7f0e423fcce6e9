"""What the position says: neighbours, parents, headings, and what became of the clauses underneath."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from policydiff.align.blocks import Block, compatible
from policydiff.align.links import Links, Pair
from policydiff.align.options import Options
from policydiff.text.similarity import dice


@dataclass(frozen=True, slots=True)
class Position:
    """The parts of a pair's score that do not come from its words; each 0 where nothing is known.

    `order` (0 to 1): the neighbours are linked to neighbours. `parent` (−1 to 1): so are the parents, or each has
    another partner. `heading` (0 to 1): shared pairs of characters of the headings. `facts` (0 to 1): shared
    indicators and responsible offices. `below` (0 to 1): what stands under one went to what stands under the other.
    """

    order: float = 0.0
    parent: float = 0.0
    heading: float = 0.0
    facts: float = 0.0
    below: float = 0.0
    mixed: bool = False  # a bare heading and a text
    apart: bool = False  # one looks back, one ahead
    emptied: bool = False  # two headings, and all that stood under one went elsewhere
    opening: bool = False  # both open what stands below headings that are linked
    astray: bool = False  # more links run across it than across most links

    def factor(self, options: Options) -> float:
        """By how much the position raises or lowers what the words say."""
        if self.apart:
            return 0.0
        return (
            (1 + options.order_weight * self.order + options.parent_weight * self.parent)
            * (1 + options.heading_weight * self.heading)
            * (1 + options.facts_weight * self.facts)
            * (options.mixed_factor if self.mixed or self.emptied else 1.0)
        )


def locate(
    old: Sequence[Block],
    new: Sequence[Block],
    pairs: Iterable[Pair],
    strengths: Mapping[Pair, float],
    links: Links[int, Any],
    facts: Mapping[Pair, float],
    options: Options,
) -> dict[Pair, Position]:
    """The position of each pair, told from the links found so far and the strength (0 to 1) of what may be one."""
    pairs = sorted(pairs)
    known = dict(strengths)
    known[-1, -1] = known[len(old), len(new)] = 1.0  # both begin and end at the same place
    below = below_headings(old, new, links, options)
    busy_old, busy_new = {p for p, _ in below}, {q for _, q in below}
    usual = _usual(links, options)
    found = {}
    for (i, j), crossed in zip(pairs, crossings(pairs, links), strict=True):
        a, b = old[i], new[j]
        above = (a.parent, b.parent)
        parent = 0.0
        if above in links:
            parent = 1.0
        elif above[0] in links.of_old and above[1] in links.of_new:
            parent = -1.0
        found[i, j] = Position(
            order=(_beside(known, i, j, 1, options) + _beside(known, i, j, -1, options)) / 2,
            parent=parent,
            heading=dice(a.heading, b.heading) if a.heading and b.heading else 0.0,
            facts=facts.get((i, j), 0.0),
            below=below.get((i, j), 0.0),
            mixed=a.is_heading != b.is_heading and not (a.heads and b.heads),
            opening=a.opens and b.opens and above in links,
            apart=not compatible(a, b),
            emptied=i in busy_old and j in busy_new and (i, j) not in below,
            astray=crossed > usual,
        )
    return found


def crossings(pairs: Sequence[Pair], links: Iterable[Pair]) -> list[int]:
    """How many links run across each pair: from before it to behind it, or back. The pairs are given in order.

    >>> crossings([(0, 0), (1, 3), (4, 1)], [(0, 0), (1, 1), (2, 2), (3, 3)])
    [0, 1, 2]
    """
    ordered = sorted(links)
    ahead = _passed(pairs, ordered)
    back = _passed([(-i, -j) for i, j in reversed(pairs)], [(-i, -j) for i, j in reversed(ordered)])
    return [there + here for there, here in zip(ahead, reversed(list(back)), strict=True)]


def _usual(links: Iterable[Pair], options: Options) -> int:
    """How many links run across a link at most, the few that strayed farthest left out; one may always."""
    ordered = sorted(links)
    crossed = sorted(crossings(ordered, ordered))
    return max(1, crossed[int(options.astray_rank * (len(crossed) - 1))]) if crossed else 1


def _passed(pairs: Iterable[Pair], links: Sequence[Pair]) -> Iterator[int]:
    """For each pair the links that begin before it and end behind it; pairs and links are given in order."""
    ends: list[int] = []
    at = 0
    for i, j in pairs:
        while at < len(links) and links[at][0] < i:
            insort(ends, links[at][1])
            at += 1
        yield len(ends) - bisect_right(ends, j)


def _beside(known: Mapping[Pair, float], i: int, j: int, way: int, options: Options) -> float:
    best = 0.0
    for di, dj, worth in options.steps:
        strength = known.get((i + way * di, j + way * dj))
        if strength and strength * worth > best:
            best = strength * worth
    return best


def openings(old: Sequence[Block], new: Sequence[Block], links: Iterable[Pair]) -> Iterator[Pair]:
    """What opens the text below two headings that are linked."""
    ours = {block.parent: block.index for block in old if block.opens}
    theirs = {block.parent: block.index for block in new if block.opens}
    return ((ours[p], theirs[q]) for p, q in links if p in ours and q in theirs)


def below_headings(
    old: Sequence[Block], new: Sequence[Block], links: Iterable[Pair], options: Options
) -> dict[Pair, float]:
    """For two blocks that head others: how much of the text that stands under either went from one to the other.

    What was linked to nothing counts too: one paragraph that goes on does not carry a chapter of thirty along.
    It counts half where one is a heading of a higher level: what it holds is then in several of the other's.
    """
    both: dict[Pair, int] = {}
    from_old, from_new = _text_below(old), _text_below(new)
    for i, j in links:
        size = min(len(old[i].key), len(new[j].key))
        for p in _headings_above(old, i):
            for q in _headings_above(new, j):
                both[p, q] = both.get((p, q), 0) + size
    return {
        (p, q): sqrt(size / from_old[p] * (size / from_new[q]))
        * (1.0 if _level(old[p]) == _level(new[q]) else options.other_level)
        for (p, q), size in both.items()
    }


def _text_below(blocks: Sequence[Block]) -> dict[int, int]:
    found: dict[int, int] = {}
    for block in blocks:
        for p in _headings_above(blocks, block.index):
            found[p] = found.get(p, 0) + len(block.key)
    return found


def _level(block: Block) -> int:
    return block.clauses[0].level


def _headings_above(blocks: Sequence[Block], index: int) -> Iterable[int]:
    index = blocks[index].parent
    while index >= 0:
        yield index
        index = blocks[index].parent
