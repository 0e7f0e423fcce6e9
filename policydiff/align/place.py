"""What the place says: neighbours, parents, headings, and what became of the clauses underneath."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from policydiff.align.evidence import Pair
from policydiff.align.units import Unit
from policydiff.model import Options
from policydiff.text.similarity import dice

# Where the partner of a neighbour stands, seen from a pair, and how much that supports the pair: next to it on
# both sides; the same partner (a split or a merger); one unit left out on one side; one left out on both.
_STEPS: tuple[tuple[int, int, float], ...] = (
    (1, 1, 1.0),
    (0, 1, 0.7),
    (1, 0, 0.7),
    (1, 2, 0.6),
    (2, 1, 0.6),
    (2, 2, 0.5),
)


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of a pair's score that do not come from its words; each 0 where nothing is known.

    `order` (0 to 1): the neighbours are linked to neighbours. `parent` (−1 to 1): so are the parents, or each has
    another partner. `heading` (0 to 1): shared pairs of characters of the headings. `facts` (0 to 1): shared
    indicators and responsible units. `below` (0 to 1): what stands under one went to what stands under the other.
    """

    order: float = 0.0
    parent: float = 0.0
    heading: float = 0.0
    facts: float = 0.0
    below: float = 0.0
    mixed: bool = False  # a bare heading and a text
    apart: bool = False  # one looks back, one ahead
    emptied: bool = False  # two headings, and all that stood under one went elsewhere
    astray: bool = False  # more links run across it than across most links

    def factor(self, options: Options) -> float:
        """By how much the place raises or lowers what the words say."""
        if self.apart:
            return 0.0
        return (
            (1 + options.order_weight * self.order + options.parent_weight * self.parent)
            * (1 + options.heading_weight * self.heading)
            * (1 + options.facts_weight * self.facts)
            * (options.mixed_factor if self.mixed or self.emptied else 1.0)
        )


def compatible(a: Unit, b: Unit) -> bool:
    """Whether two units may be linked by score: a review of the past year does not become a plan for the next."""
    return not (a.part and b.part and a.part != b.part)


def locate(
    old: Sequence[Unit],
    new: Sequence[Unit],
    pairs: Iterable[Pair],
    strengths: Mapping[Pair, float],
    links: Collection[Pair],
    facts: Mapping[Pair, float],
    options: Options,
) -> dict[Pair, Place]:
    """The place of each pair, told from the links found so far and the strength (0 to 1) of what may be one."""
    pairs = sorted(pairs)
    known = dict(strengths)
    known[-1, -1] = known[len(old), len(new)] = 1.0  # both begin and end at the same place
    below = below_headings(old, new, links)
    busy_old, busy_new = {p for p, _ in below}, {q for _, q in below}
    linked_old, linked_new = {i for i, _ in links}, {j for _, j in links}
    linked = frozenset(links)
    usual = _usual(linked, options)
    found = {}
    for (i, j), crossed in zip(pairs, crossings(pairs, linked), strict=True):
        a, b = old[i], new[j]
        above = (a.parent, b.parent)
        parent = 0.0
        if above in linked:
            parent = 1.0
        elif above[0] in linked_old and above[1] in linked_new:
            parent = -1.0
        found[i, j] = Place(
            order=(_beside(known, i, j, 1) + _beside(known, i, j, -1)) / 2,
            parent=parent,
            heading=dice(a.heading, b.heading) if a.heading and b.heading else 0.0,
            facts=facts.get((i, j), 0.0),
            below=below.get((i, j), 0.0),
            mixed=a.is_heading != b.is_heading,
            apart=not compatible(a, b),
            emptied=i in busy_old and j in busy_new and (i, j) not in below,
            astray=crossed > usual,
        )
    return found


def crossings(pairs: Sequence[Pair], links: Collection[Pair]) -> list[int]:
    """How many links run across each pair: from before it to behind it, or back. The pairs are given in order.

    >>> crossings([(0, 0), (1, 3), (4, 1)], [(0, 0), (1, 1), (2, 2), (3, 3)])
    [0, 1, 2]
    """
    ahead = _passed(pairs, sorted(links))
    back = _passed([(-i, -j) for i, j in reversed(pairs)], sorted((-i, -j) for i, j in links))
    return [there + here for there, here in zip(ahead, reversed(list(back)), strict=True)]


def _usual(links: Collection[Pair], options: Options) -> int:
    """How many links run across a link at most, the few that strayed farthest left out; one may always."""
    crossed = sorted(crossings(sorted(links), links))
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


def _beside(known: Mapping[Pair, float], i: int, j: int, way: int) -> float:
    return max(known.get((i + way * di, j + way * dj), 0.0) * worth for di, dj, worth in _STEPS)


def below_headings(old: Sequence[Unit], new: Sequence[Unit], links: Iterable[Pair]) -> dict[Pair, float]:
    """For two headings: how much of the text that stands under either went from one to the other.

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
        (p, q): sqrt(size / from_old[p] * (size / from_new[q])) * (1.0 if _level(old[p]) == _level(new[q]) else 0.5)
        for (p, q), size in both.items()
    }


def _text_below(units: Sequence[Unit]) -> dict[int, int]:
    found: dict[int, int] = {}
    for unit in units:
        for p in _headings_above(units, unit.index):
            found[p] = found.get(p, 0) + len(unit.key)
    return found


def _level(unit: Unit) -> int:
    return unit.clauses[0].level


def _headings_above(units: Sequence[Unit], index: int) -> Iterable[int]:
    index = units[index].parent
    while index >= 0:
        if units[index].is_heading:
            yield index
        index = units[index].parent


def slots(old: Sequence[Unit], new: Sequence[Unit], links: Collection[Pair]) -> list[Pair]:
    """Pairs of units without a partner whose neighbours on both sides are linked to each other.

    >>> from types import SimpleNamespace
    >>> slots([SimpleNamespace()] * 3, [SimpleNamespace()] * 3, {(0, 0), (2, 2)})
    [(1, 1)]
    """
    ends = {*links, (-1, -1), (len(old), len(new))}
    taken_old, taken_new = {i for i, _ in links}, {j for _, j in links}
    return sorted(
        (i + 1, j + 1) for i, j in ends if (i + 2, j + 2) in ends and i + 1 not in taken_old and j + 1 not in taken_new
    )
