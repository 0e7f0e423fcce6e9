"""Units → links between them: what is identical, what has enough in common, and repeats at the end.

The score is made in rounds, each of which sees the places that the one before has settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policydiff.align.absorbed import absorbed
from policydiff.align.evidence import Evidence, Pair, gather
from policydiff.align.exact import Known, Repeat, identical, settle
from policydiff.align.linking import Bar, best_first
from policydiff.align.place import below_headings, compatible, locate, slots
from policydiff.align.scores import Basis, References, Scores, weigh
from policydiff.align.units import Unit
from policydiff.model import Options

Links = dict[Pair, Basis]
_SURE = 99.0  # the height over its bar of a link that is settled


def link_units(
    old: Sequence[Unit], new: Sequence[Unit], *, known: Known, bars: tuple[Bar, Bar], options: Options
) -> tuple[Links, list[Repeat]]:
    """The links beside `known.links`, and the repeats that nothing decides.

    `bars` say what a pair needs where an article takes part, and elsewhere.
    """
    same, repeats = identical(old, new, known)
    known = replace(
        known,
        links={**known.links, **same},
        held_old=known.held_old.union(*(r.old for r in repeats)),
        held_new=known.held_new.union(*(r.new for r in repeats)),
    )
    scored = link_by_score(old, new, known=known, bars=bars, options=options)
    repeated, undecided = settle(repeats, old, new, replace(known, links={**known.links, **scored}))
    return {**same, **scored, **repeated}, undecided


def link_by_score(
    old: Sequence[Unit], new: Sequence[Unit], *, known: Known, bars: tuple[Bar, Bar], options: Options
) -> Links:
    """Links by score alone, each with the named parts of its score."""
    closed_old, closed_new = known.closed

    def is_open(pair: Pair) -> bool:
        i, j = pair
        return i not in closed_old and j not in closed_new and compatible(old[i], new[j]) and known.allowed(pair)

    evidence = gather(old, new, closed_old, closed_new)
    is_law = any(unit.is_article for unit in (*old, *new))
    pairs = set(filter(is_open, evidence.candidates))
    voted = _voted(evidence)
    taken = dict.fromkeys(known.links, 1.0)
    strengths: Mapping[Pair, float] = taken
    links: dict[Pair, float] = {}
    for _ in range(options.rounds if is_law else options.text_rounds):
        below = below_headings(old, new, {*links, *taken})
        pairs |= set(filter(is_open, below))
        places = locate(old, new, pairs | voted, strengths, {*links, *taken}, known.facts, options)
        references = References(old, new, {**dict.fromkeys(taken, _SURE), **links})
        scores = weigh(evidence, places, references, options)
        bar_of = {(i, j): bars[not (old[i].is_article or new[j].is_article)] for i, j in sorted(pairs)}
        links = best_first(scores, bar_of, options)
        strengths = _strengths(scores, bar_of, options) | dict.fromkeys(links, 1.0) | taken
    took_in = absorbed(scores, bar_of, links, taken, options)
    gaps = slots(old, new, {*links, *took_in, *taken})
    filled = {pair for pair in gaps if pair in pairs and scores.words(pair) >= options.slot_bar}
    named = {pair: {"absorbed": 1.0} for pair in took_in} | {pair: {"slot": 1.0} for pair in filled}
    return {pair: {**scores.basis(pair), **named.get(pair, {})} for pair in sorted({*links, *took_in, *filled})}


def _voted(evidence: Evidence) -> set[Pair]:
    return {(i, j) for i, ss in enumerate(evidence.old.sentences) for s in ss for j, _ in s.held_by} | {
        (i, j) for j, ss in enumerate(evidence.new.sentences) for s in ss for i, _ in s.held_by
    }


def _strengths(scores: Scores, bars: Mapping[Pair, Bar], options: Options) -> dict[Pair, float]:
    """What each open pair is worth as a neighbour: the more, the nearer it comes to a link."""
    return {pair: options.soft_strength * min(1.0, scores.full(pair) / bar.score) for pair, bar in bars.items()}
