"""What the position says: neighbours, parents, headings, and what became of the clauses underneath."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import Any

import numpy as np

from policydiff.align.blocks import Block, Standing, compatible, standing
from policydiff.align.links import Links, Pair
from policydiff.align.options import Options
from policydiff.align.pairs import Column, Pairs, pairs_of
from policydiff.align.rarity import dice_of
from policydiff.align.rows import Bools, Floats, Ints, find, flags, numbers
from policydiff.align.shared_facts import InCommon

_EDGE = 3  # neighbours are asked for so far beyond the first and the last block
_STEP = 64  # links that are looked at together


@dataclass(frozen=True, slots=True)
class Position:
    """The parts of the pairs' scores that do not come from their words, in columns; each 0 where nothing is known.

    `order` (0 to 1): the neighbours are linked to neighbours. `parent` (−1 to 1): so are the parents, or each has
    another partner. `heading` (0 to 1): shared pairs of characters of the headings. `facts` (0 to 1): shared
    indicators and responsible offices. `below` (0 to 1): what stands under one went to what stands under the other.
    """

    order: Floats
    parent: Floats
    heading: Floats
    facts: Floats
    below: Floats
    mixed: Bools  # a bare heading and a text
    apart: Bools  # one looks back, one ahead
    emptied: Bools  # two headings, and all that stood under one went elsewhere
    opening: Bools  # both open what stands below headings that are linked
    astray: Bools  # more links run across it than across most links

    def factor(self, options: Options) -> Floats:
        """By how much the position raises or lowers what the words say."""
        factor: Floats = (
            (1 + options.order_weight * self.order + options.parent_weight * self.parent)
            * (1 + options.heading_weight * self.heading)
            * (1 + options.facts_weight * self.facts)
            * np.where(self.mixed | self.emptied, options.mixed_factor, 1.0)
        )
        return np.where(self.apart, 0.0, factor)


@dataclass(frozen=True, slots=True)
class Traits:
    """What of one side's blocks is asked for every pair, in columns."""

    parent: Ints
    is_heading: Bools
    is_article: Bools
    heads: Bools
    opens: Bools
    standing: Ints  # a number for each `blocks.standing`
    heading: Ints  # a number for each distinct heading, −1 for none
    has_facts: Bools


@dataclass(frozen=True, slots=True)
class Both:
    """Both sides with their traits, and what pairs of their blocks have in common whatever is linked (0 to 1)."""

    old: Sequence[Block]
    new: Sequence[Block]
    ours: Traits
    theirs: Traits
    agree: Bools  # for each two standings whether their blocks are compatible
    headings: Column[Floats]
    facts: Column[Floats]

    def compatible(self, pairs: Pairs) -> Bools:
        """Whether the blocks of each pair may be linked by score, as `blocks.compatible` has it."""
        found: Bools = self.agree[self.ours.standing[pairs.old], self.theirs.standing[pairs.new]]
        return found


def both_sides(old: Sequence[Block], new: Sequence[Block], facts: InCommon) -> Both:
    """The traits of two lists of blocks."""
    every = (*old, *new)
    headings = {heading: n for n, heading in enumerate(dict.fromkeys(b.heading for b in every if b.heading))}
    example = {standing(b): b for b in every}
    standings = {where: n for n, where in enumerate(example)}
    agree = np.array([[compatible(a, b) for b in example.values()] for a in example.values()])
    ours = _traits(old, headings, standings, facts.old)
    theirs = _traits(new, headings, standings, facts.new)
    alike = Column(partial(_headings_alike, ours, theirs, list(headings)), np.zeros(0))
    return Both(old, new, ours, theirs, agree, alike, Column(partial(_facts, ours, theirs, facts), np.zeros(0)))


def _headings_alike(ours: Traits, theirs: Traits, headings: Sequence[str], pairs: Pairs) -> Floats:
    """How much the headings of each pair have in common, by their pairs of characters (Dice)."""
    one, other = ours.heading[pairs.old], theirs.heading[pairs.new]
    both = (one >= 0) & (other >= 0)
    found = np.zeros(len(pairs))
    if both.any():
        found[both] = dice_of(headings, one[both], other[both])
    return found


def _facts(ours: Traits, theirs: Traits, facts: InCommon, pairs: Pairs) -> Floats:
    """How much of their targets and responsible offices each pair has in common."""
    found = np.zeros(len(pairs))
    both = np.flatnonzero(ours.has_facts[pairs.old] & theirs.has_facts[pairs.new])
    found[both] = [facts.of(pair) for pair in pairs.where(both).tuples()]
    return found


def _traits(
    blocks: Sequence[Block],
    headings: Mapping[str, int],
    standings: Mapping[Standing, int],
    facts: Container[int],
) -> Traits:
    return Traits(
        parent=numbers(blocks, lambda b: b.parent),
        is_heading=flags(blocks, lambda b: b.is_heading),
        is_article=flags(blocks, lambda b: b.is_article),
        heads=flags(blocks, lambda b: b.heads),
        opens=flags(blocks, lambda b: b.opens),
        standing=numbers(blocks, lambda b: standings[standing(b)]),
        heading=numbers(blocks, lambda b: headings.get(b.heading, -1)),
        has_facts=flags(blocks, lambda b: b.index in facts),
    )


@dataclass(frozen=True, slots=True)
class Strengths:
    """What pairs are worth as neighbours of others (0 to 1), of what is a link or may become one."""

    keys: Ints  # in order
    values: Floats
    width: int

    def beside(self, pairs: Pairs, way: int, options: Options) -> Floats:
        """The most that a neighbour behind (way 1) or before (way -1) each pair is worth to it."""
        best = np.zeros(len(pairs))
        for di, dj, worth in options.steps:
            at, known = find(self.keys, _edged(pairs.old + way * di, pairs.new + way * dj, self.width))
            np.maximum(best, np.where(known, self.values[at] * worth, 0.0), out=best)
        return best


def strengths_of(both: Both, links: Iterable[Pair], pairs: Pairs, values: Floats) -> Strengths:
    """The strength of pairs that may become links, and 1 for links and for where both begin and end."""
    sure = [*links, (-1, -1), (len(both.old), len(both.new))]
    old, new = np.array(sure, np.int64).T
    width = len(both.new) + 2 * _EDGE
    keys = np.concatenate((_edged(old, new, width), _edged(pairs.old, pairs.new, width)))
    distinct, first = np.unique(keys, return_index=True)
    return Strengths(distinct, np.concatenate((np.ones(len(sure)), values))[first], width)


def _edged(old: Ints, new: Ints, width: int) -> Ints:
    return (old + _EDGE) * width + new + _EDGE


def locate(both: Both, pairs: Pairs, strengths: Strengths, links: Links[int, Any], options: Options) -> Position:
    """The position of each pair, told from the links found so far and the strength of what may be one."""
    a, b = both.ours, both.theirs
    i, j = pairs.old, pairs.new
    below, from_old, from_new = _below(both, pairs, links, options)
    above, together = a.parent[i], b.parent[j]
    settled = pairs_of(links, pairs.width)
    parents_linked = (above >= 0) & (together >= 0) & settled.find(above, together)[1]
    taken_old, taken_new = np.zeros(len(both.old) + 1, np.bool_), np.zeros(len(both.new) + 1, np.bool_)
    taken_old[settled.old] = taken_new[settled.new] = True  # and asked for −1, the last, which is none, answers
    elsewhere = ~parents_linked & taken_old[above] & taken_new[together]
    order = strengths.beside(pairs, 1, options) + strengths.beside(pairs, -1, options)
    return Position(
        order=order / 2,
        parent=np.where(parents_linked, 1.0, np.where(elsewhere, -1.0, 0.0)),
        heading=both.headings.of(pairs),
        facts=both.facts.of(pairs),
        below=below,
        mixed=(a.is_heading[i] != b.is_heading[j]) & ~(a.heads[i] & b.heads[j]),
        apart=~both.compatible(pairs),
        emptied=from_old & from_new & (below == 0),
        opening=a.opens[i] & b.opens[j] & parents_linked,
        astray=crossings(pairs, settled) > _usual(settled, options),
    )


def _below(both: Both, pairs: Pairs, links: Iterable[Pair], options: Options) -> tuple[Floats, Bools, Bools]:
    """What went from below one to below the other, and whether anything went from below the old, to below the new."""
    found = below_headings(both.old, both.new, links, options)
    column = np.zeros(len(pairs))
    busy_old, busy_new = np.zeros(len(both.old), np.bool_), np.zeros(len(both.new), np.bool_)
    if found:
        p, q = np.array(list(found), np.int64).T
        busy_old[p] = busy_new[q] = True
        at, known = pairs.find(p, q)
        column[at[known]] = np.array(list(found.values()))[known]
    return column, busy_old[pairs.old], busy_new[pairs.new]


def crossings(pairs: Pairs, links: Pairs) -> Ints:
    """How many links run across each pair: from before it to behind it, or back.

    >>> links = pairs_of([(0, 0), (1, 1), (2, 2), (3, 3)], 5)
    >>> crossings(pairs_of([(0, 0), (1, 3), (4, 1)], 5), links).tolist()
    [0, 1, 2]
    """
    before = np.searchsorted(links.old, pairs.old)
    up_to = np.searchsorted(links.old, pairs.old, side="right")
    ahead = before - _ending_before(links, before, pairs.new + 1)
    return ahead + np.searchsorted(np.sort(links.new), pairs.new) - _ending_before(links, up_to, pairs.new)


def _ending_before(links: Pairs, first: Ints, ends: Ints) -> Ints:
    """How many of so many first links end before something; `first` rises.

    Of a few links together all that stand before them are searched, and they themselves looked at one by one.
    """
    found = np.zeros(len(first), np.int64)
    for start in range(0, len(links) + 1, _STEP):
        sorted_ends = np.sort(links.new[:start])
        begin, end = np.searchsorted(first, (start, start + _STEP)).tolist()
        for at in range(begin, end, _STEP**2):
            part = slice(at, min(at + _STEP**2, end))
            inside = np.arange(start, start + _STEP) < first[part, None]
            near = links.new[start : start + _STEP] < ends[part, None]
            found[part] = np.searchsorted(sorted_ends, ends[part]) + (near & inside[:, : near.shape[1]]).sum(axis=1)
    return found


def _usual(links: Pairs, options: Options) -> int:
    """How many links run across a link at most, the few that strayed farthest left out; one may always."""
    crossed = np.sort(crossings(links, links))
    return max(1, int(crossed[int(options.astray_rank * (len(crossed) - 1))])) if len(crossed) else 1


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
        * (1.0 if level(old[p]) == level(new[q]) else options.other_level)
        for (p, q), size in both.items()
    }


def _text_below(blocks: Sequence[Block]) -> dict[int, int]:
    found: dict[int, int] = {}
    for block in blocks:
        for p in _headings_above(blocks, block.index):
            found[p] = found.get(p, 0) + len(block.key)
    return found


def level(block: Block) -> int:
    """How deep a block stands; a chapter is less deep than a section."""
    return block.clauses[0].level


def _headings_above(blocks: Sequence[Block], index: int) -> Iterable[int]:
    index = blocks[index].parent
    while index >= 0:
        yield index
        index = blocks[index].parent
