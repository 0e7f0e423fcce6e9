"""Articles that a law which grew keeps no longer as articles of their own: another one took them in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import sqrt

import numpy as np

from policydiff.align.best_first import Bars
from policydiff.align.evidence import Side
from policydiff.align.links import Basis, Links, Pair
from policydiff.align.options import Options
from policydiff.align.rows import Bools, flags
from policydiff.align.scores import Scores


def absorbed(
    scores: Scores,
    looked_at: Bools,
    bars: Bars,
    links: Mapping[int, float],
    taken: Links[int, Basis],
    options: Options,
) -> dict[int, float]:
    """Links of articles of the shorter text that have none, each to the article that it resembles most.

    Pairs are given and found by their rows.
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
    linked = {scores.pairs.pair(row)[short] for row in links} | {pair[short] for pair in taken}
    best: dict[int, float] = {}
    for row in links:
        other = scores.pairs.pair(row)[1 - short]
        best[other] = max(float(scores.full[row]), best.get(other, 0.0))
    found = {}
    for row in _nearest(scores, looked_at, short, linked):
        value, bar, other = float(scores.full[row]), float(bars.score[row]), scores.pairs.pair(row)[1 - short]
        if other in best and value >= max(shrunk * bar, options.absorbed_share * best[other]):
            found[row] = value / bar
    return found


def _size(side: Side) -> int:
    return sum(len(block.key) for block in side.blocks)


def _nearest(scores: Scores, looked_at: Bools, short: int, linked: Collection[int]) -> list[int]:
    """For each article of one side that has no partner the pair of articles with the best score."""
    sides = scores.evidence.old.blocks, scores.evidence.new.blocks
    article_old, article_new = (flags(blocks, lambda block: block.is_article) for blocks in sides)
    alone = flags(sides[short], lambda block: block.index not in linked)
    pairs = scores.pairs
    here = (pairs.old, pairs.new)[short]
    rows = np.flatnonzero(looked_at & alone[here] & article_old[pairs.old] & article_new[pairs.new])
    found: dict[int, tuple[float, int, int, Pair, int]] = {}
    for row, (i, j), value in zip(rows.tolist(), pairs.where(rows).tuples(), scores.full[rows].tolist(), strict=True):
        at = (i, j)[short]
        entry = (value, -(i + j), -abs(i - j), (i, j), row)
        found[at] = max(found.get(at, entry), entry)
    return [row for *_, row in found.values()]
