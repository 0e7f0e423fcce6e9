"""Blocks → links between them by what their words say.

The score is made in rounds, each of which sees the positions that the one before has settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from policydiff.align.absorbed import absorbed
from policydiff.align.best_first import Bar, Bars, best_first
from policydiff.align.blocks import Block
from policydiff.align.evidence import Evidence, gather
from policydiff.align.gaps import gaps
from policydiff.align.identical import identical
from policydiff.align.introductions import introductions
from policydiff.align.known import Known, Repeat
from policydiff.align.links import Basis, Links
from policydiff.align.options import Options
from policydiff.align.pairs import Column, Pairs, pairs_of
from policydiff.align.position import Both, below_headings, both_sides, locate, openings, strengths_of
from policydiff.align.repeats import settle
from policydiff.align.scores import References, weigh

_SURE = 99.0  # the height over its bar of a link that is settled: above any that a score reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How partners are looked for: what a pair needs, where an article takes part and elsewhere, and what counts."""

    article_bar: Bar
    text_bar: Bar
    by_position: bool = True  # neighbours, parents and headings speak for a pair
    absorb: bool = True  # an article that has no partner may have been taken in by one that has
    fill_gaps: bool = True  # between two links a few words are enough
    own_words: bool = False  # the position alone makes no link of a few words

    def bars(self, both: Both, pairs: Pairs) -> Bars:
        """What each pair needs."""
        article = both.ours.is_article[pairs.old] | both.theirs.is_article[pairs.new]
        one, other = self.article_bar, self.text_bar
        return Bars(np.where(article, one.score, other.score), np.where(article, one.exclusive, other.exclusive))


def link_blocks(
    old: Sequence[Block], new: Sequence[Block], *, known: Known, search: Search, options: Options
) -> tuple[Links[int, Basis], list[Repeat]]:
    """The links beside `known.links`, and the repeats that nothing decides."""
    same, repeats = identical(old, new, known, options)
    known = known.with_links(same).without(repeats)
    scored = link_by_score(old, new, known=known, search=search, options=options)
    scored |= introductions(old, new, known.with_links(scored.found))
    repeated, undecided = settle(repeats, old, new, known.with_links(scored.found), options)
    return Links(same) | scored | repeated, undecided


def link_by_score(
    old: Sequence[Block], new: Sequence[Block], *, known: Known, search: Search, options: Options
) -> Links[int, Basis]:
    """Links by score alone, each with the named parts of its score."""
    if not search.by_position:
        options = _words_alone(options)

    evidence = gather(old, new, closed_old=known.is_closed_old, closed_new=known.is_closed_new, options=options)
    if evidence is None:
        return Links()
    both = both_sides(old, new, known.facts)
    width = len(new)
    may = _open(evidence.candidates, evidence, both, known)
    taken = known.links
    sure = dict.fromkeys(taken, 1.0)
    strengths = strengths_of(both, sure, may.where(np.zeros(0, np.int64)), np.zeros(0))
    links: Links[int, float] = Links()
    shared = Column(evidence.shared, np.zeros(0, np.int64))
    is_law = bool(both.ours.is_article.any() or both.theirs.is_article.any())
    for _ in range(_rounds(search, options, is_law=is_law)):
        settled = links | sure
        by_place = pairs_of([*below_headings(old, new, settled, options), *openings(old, new, settled)], width)
        may = may.union(_open(by_place, evidence, both, known))
        pairs = may.union(evidence.voted)
        positions = locate(both, pairs, strengths, settled, options)
        references = References(old, new, {**dict.fromkeys(taken, _SURE), **links.found}, options.reference_weight)
        scores = weigh(evidence, pairs, shared.of(pairs), positions, references, options)
        _, told = may.find(pairs.old, pairs.new)
        if search.own_words:
            told &= scores.own() >= options.own_bar
        bars = search.bars(both, pairs)
        found = best_first(scores, told, bars, options)
        links = Links({pairs.pair(row): height for row, height in found.items()})
        nearly = options.soft_strength * np.minimum(1.0, scores.full / bars.score)
        strengths = strengths_of(both, [*links, *sure], pairs.where(told), nearly[told])
    took_in = absorbed(scores, told, bars, found, taken, options) if search.absorb else {}
    filled = set()
    if search.fill_gaps:
        between = pairs_of(gaps(old, new, links | {pairs.pair(row): 1.0 for row in took_in} | sure), width)
        at, seen = pairs.find(between.old, between.new)
        filled = {row for row in at[seen].tolist() if told[row] and scores.words[row] >= options.slot_bar}
    named = {row: {"absorbed": 1.0} for row in took_in} | {row: {"slot": 1.0} for row in filled}
    every = sorted({*found, *took_in, *filled})
    return Links({pairs.pair(row): {**scores.basis(row), **named.get(row, {})} for row in every})


def _open(pairs: Pairs, evidence: Evidence, both: Both, known: Known) -> Pairs:
    """Those of some pairs that may be linked still."""
    may = evidence.old.is_open[pairs.old] & evidence.new.is_open[pairs.new] & both.compatible(pairs)
    if known.allowed:
        may &= np.fromiter(map(known.allowed, pairs.tuples()), np.bool_, len(pairs))
    return pairs.where(may)


def _rounds(search: Search, options: Options, *, is_law: bool) -> int:
    if not search.by_position:  # a round sees what the one before has settled of the positions
        return 1
    return options.rounds if is_law else options.text_rounds


def _words_alone(options: Options) -> Options:
    return replace(
        options, order_weight=0.0, parent_weight=0.0, heading_weight=0.0, below_weight=0.0, opening_weight=0.0
    )
