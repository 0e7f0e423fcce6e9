"""Blocks → links between them by what their words say.

The score is made in rounds, each of which sees the positions that the one before has settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.align.absorbed import absorbed
from policydiff.align.best_first import Bar, best_first
from policydiff.align.blocks import Block, compatible
from policydiff.align.evidence import Evidence, gather
from policydiff.align.gaps import gaps
from policydiff.align.identical import identical
from policydiff.align.introductions import introductions
from policydiff.align.known import Known, Repeat
from policydiff.align.links import Basis, Links, Pair
from policydiff.align.options import Options
from policydiff.align.position import below_headings, locate, openings
from policydiff.align.repeats import settle
from policydiff.align.scores import References, Scores, weigh

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

    def bar(self, old: Block, new: Block) -> Bar:
        """What a pair needs."""
        return self.article_bar if old.is_article or new.is_article else self.text_bar


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

    def is_open(pair: Pair) -> bool:
        return known.is_open(pair) and compatible(old[pair[0]], new[pair[1]])

    evidence = gather(old, new, closed_old=known.is_closed_old, closed_new=known.is_closed_new, options=options)
    is_law = any(block.is_article for block in (*old, *new))
    pairs = set(filter(is_open, evidence.candidates))
    voted = _voted(evidence)
    taken = known.links
    sure = dict.fromkeys(taken, 1.0)
    strengths: Mapping[Pair, float] = sure
    links: Links[int, float] = Links()
    for _ in range(_rounds(search, options, is_law=is_law)):
        settled = links | sure
        pairs |= set(filter(is_open, below_headings(old, new, settled, options)))
        pairs |= set(filter(is_open, openings(old, new, settled)))
        positions = locate(old, new, pairs | voted, strengths, settled, known.facts, options)
        references = References(old, new, {**dict.fromkeys(taken, _SURE), **links.found}, options.reference_weight)
        scores = weigh(evidence, positions, references, options)
        told = {pair for pair in pairs if not search.own_words or scores.own(pair) >= options.own_bar}
        bar_of = {(i, j): search.bar(old[i], new[j]) for i, j in sorted(told)}
        links = Links(best_first(scores, bar_of, options))
        strengths = _strengths(scores, bar_of, options) | dict.fromkeys(links, 1.0) | sure
    took_in = absorbed(scores, bar_of, links, taken, options) if search.absorb else {}
    between = gaps(old, new, links | took_in | sure) if search.fill_gaps else []
    filled = {pair for pair in between if pair in told and scores.words(pair) >= options.slot_bar}
    named = {pair: {"absorbed": 1.0} for pair in took_in} | {pair: {"slot": 1.0} for pair in filled}
    every = sorted({*links, *took_in, *filled})
    return Links({pair: {**scores.basis(pair), **named.get(pair, {})} for pair in every})


def _rounds(search: Search, options: Options, *, is_law: bool) -> int:
    if not search.by_position:  # a round sees what the one before has settled of the positions
        return 1
    return options.rounds if is_law else options.text_rounds


def _words_alone(options: Options) -> Options:
    return replace(
        options, order_weight=0.0, parent_weight=0.0, heading_weight=0.0, below_weight=0.0, opening_weight=0.0
    )


def _voted(evidence: Evidence) -> set[Pair]:
    return {(i, j) for i, ss in evidence.old.sentences.items() for s in ss for j, _ in s.held_by} | {
        (i, j) for j, ss in evidence.new.sentences.items() for s in ss for i, _ in s.held_by
    }


def _strengths(scores: Scores, bars: Mapping[Pair, Bar], options: Options) -> dict[Pair, float]:
    """What each open pair is worth as a neighbour: the more, the nearer it comes to a link."""
    return {pair: options.soft_strength * min(1.0, scores.full(pair) / bar.score) for pair, bar in bars.items()}
