"""Laws that were written afresh: the links of the first pass tell them, and the second goes by other thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, sqrt

from policydiff.align.blocks import Block
from policydiff.align.links import Basis, Links
from policydiff.align.options import Options


def is_afresh(old: Sequence[Block], new: Sequence[Block], links: Links[int, Basis], options: Options) -> bool:
    """Whether a law goes on in another one, article for article, but in other words.

    That takes links for a good share of the articles on both sides, which laws on two matters do not have, and few
    words in common where they are linked. As a law that grew shares less of its words too (they are cosines), what
    the linked articles share is taken by the root of the two lengths.
    """
    ours, theirs = [b for b in old if b.is_article], [b for b in new if b.is_article]
    found = {(i, j): basis for (i, j), basis in links.found.items() if old[i].is_article and new[j].is_article}
    if len(found) < options.afresh_links:
        return False
    linked = len({i for i, _ in found}) / len(ours), len({j for _, j in found}) / len(theirs)
    sizes = sum(len(b.key) for b in ours), sum(len(b.key) for b in theirs)
    alike = fsum(basis.get("words", 1.0) for basis in found.values()) / len(found)
    return sqrt(linked[0] * linked[1]) >= options.afresh_linked and alike < options.afresh_words * sqrt(
        min(sizes) / max(sizes)
    )


def for_afresh(options: Options) -> Options:
    """The thresholds for a law written afresh.

    What its articles share are words that few others use, in sentences that stand in another order: the rare pairs
    of characters and the sentences count for more, the formulas for less. True links score lower, so the bars sink.
    """
    lower = options.afresh_bar
    return replace(
        options,
        article_bar=options.article_bar * lower,
        inner_bar=options.inner_bar * lower,
        own_bar=options.own_bar * lower,
        astray_bars=options.afresh_astray,
        rarity_power=2,
        words_roots=2,
    )
