"""Articles that a law which grew keeps no longer as articles of their own: another one took them in."""

from __future__ import annotations

from collections.abc import Container, Mapping
from math import sqrt

from policydiff.align.best_first import Bar
from policydiff.align.evidence import Side
from policydiff.align.links import Basis, Links, Pair
from policydiff.align.options import Options
from policydiff.align.scores import Scores


def absorbed(
    scores: Scores,
    bars: Mapping[Pair, Bar],
    links: Links[int, float],
    taken: Links[int, Basis],
    options: Options,
) -> dict[Pair, float]:
    """Links of articles of the shorter text that have none, each to the article that it resembles most.

    What a text that grew says no longer in its own place, it mostly says elsewhere in more words; what is new in
    it is mostly new. Hence only the shorter side is asked, and by a bar that falls as the scores do when the other
    side writes more (they are cosines: with the root of the lengths). The article that took it in must be linked
    and rewritten: one that went on almost unchanged took nothing in.
    """
    sizes = _size(scores.evidence.old), _size(scores.evidence.new)
    if sizes[0] == sizes[1]:
        return {}
    short = int(sizes[1] < sizes[0])
    shrunk = sqrt(min(sizes) / max(sizes))
    best: dict[int, float] = {}
    for pair in links:
        best[pair[1 - short]] = max(scores.full(pair), best.get(pair[1 - short], 0.0))
    alone = _nearest(scores, bars, short, _linked(links, taken, short))
    return {
        pair: value / bars[pair].score
        for pair, value in alone.items()
        if pair[1 - short] in best
        and value >= max(shrunk * bars[pair].score, options.absorbed_share * best[pair[1 - short]])
    }


def _linked(links: Links[int, float], taken: Links[int, Basis], side: int) -> set[int]:
    """The articles of one side that have a partner."""
    return {*links.of_new, *taken.of_new} if side else {*links.of_old, *taken.of_old}


def _size(side: Side) -> int:
    return sum(len(block.key) for block in side.blocks)


def _nearest(scores: Scores, bars: Mapping[Pair, Bar], short: int, linked: Container[int]) -> dict[Pair, float]:
    """For each article of one side that has no partner the article with the best score."""
    old, new = scores.evidence.old.blocks, scores.evidence.new.blocks
    found: dict[int, tuple[float, int, int, Pair]] = {}
    for i, j in bars:
        here = (i, j)[short]
        if here not in linked and old[i].is_article and new[j].is_article:
            entry = (scores.full((i, j)), -(i + j), -abs(i - j), (i, j))
            found[here] = max(found.get(here, entry), entry)
    return {pair: value for value, _, _, pair in found.values()}
