"""Every threshold of the alignment, with its unit, its default and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Every threshold of an alignment.

    A score is √(words · sentences) times what the position adds (see `align.scores`): the words are the share of
    their weight that two blocks have in common, the sentences the share of either whose sentences speak for the
    other. Of the pairs of one law that are looked at and not linked half score below 0.05, nineteen of twenty
    below 0.10; half of those that are linked score above 1.4.
    None of the values is finely tuned: changed by 30 % either way, each moves the F1 of the links by less than
    0.02 on laws (mostly less than 0.005) and on annual reports (`text_bar` by up to 0.04; beside a report of five
    years it and the order by up to 0.08).
    """

    # ---------------------------------------------------------------- what a link needs

    # Score. An article is a rule of its own, and what a law adds resembles what it has: between chance and
    # rewording, nearer to rewording.
    article_bar: float = 0.18
    # Score. A report is written anew every year and returns to the same subjects in other words.
    text_bar: float = 0.15
    # Score, inside blocks that are linked: position and parents agree there almost always and double the score.
    inner_bar: float = 0.20
    # Score, of words alone, inside blocks that are linked: position doubles the score there, so that the last
    # paragraph of an article would be linked to any that is last.
    own_bar: float = 0.15
    # Score, of words alone: clauses far from each other are the same only where most of the wording is.
    move_bar: float = 0.60
    # Likewise in laws, where one says a thing once: chance reached 0.31 in nine rewritten ones.
    law_move_bar: float = 0.38
    # Times the bar, where both blocks have a partner already: text redistributed among them, not a common phrase.
    both_linked: float = 2.0
    # Share of the weaker of their best scores, where both have one: a sentence that went from one clause to
    # another is moved text; a link says that the clause as a whole went on in two.
    rival_share: float = 0.5
    # Share of its best score, where one has a partner: a clause that went on almost unchanged is not also the
    # origin of a new one that has a few words of it.
    further_share: float = 0.15
    # Share of the links: a pair is astray when more links run across it than across nine in ten of them. In laws
    # order is kept and next to none may; in reports that were put in another order many may.
    astray_rank: float = 0.9
    # Times the bar, where one has a partner and the pair is astray: text goes on in two mostly side by side.
    astray_bars: float = 2.0
    # Share of its best score, for the article that took in another: one that was not rewritten took nothing in.
    absorbed_share: float = 0.35
    # Share of words, between neighbours that are linked to each other: the position alone decides nothing, but
    # here half of what an article otherwise needs is enough.
    slot_bar: float = 0.08

    # ---------------------------------------------------------------- what the position adds

    # Added factor where both neighbours are linked to neighbours: order is kept in nineteen links of twenty.
    order_weight: float = 1.0
    # Added factor where the parents are linked to each other, taken off where each has another partner.
    parent_weight: float = 0.25
    # Added factor where the headings are the same: they are words too, and counted among the words already.
    heading_weight: float = 0.3
    # Added factor where indicators and responsible offices are the same: likewise.
    facts_weight: float = 0.2
    # Score added where all that stands under one heading went to what stands under the other: it links two
    # headings by itself where half of it did.
    below_weight: float = 0.3
    # Score added where both open what stands below headings that are linked: what opens a section is a sentence
    # that sums up, in words of its own every year.
    opening_weight: float = 0.2
    # Factor on that share where one is a heading of a higher level: what it holds is in several of the other's.
    other_level: float = 0.5
    # Factor for a bare heading and a text, and for two headings of which all that stood below went elsewhere.
    mixed_factor: float = 0.5
    # What a pair that just reaches its bar is worth as a neighbour, against 1 for a link of the round before.
    soft_strength: float = 0.7
    # Where the partner of a neighbour stands, seen from a pair (blocks on the old and on the new side), and how
    # much (0 to 1) that supports the pair: next to it on both sides; the same partner (a split or a merger); one
    # block left out on one side; one left out on both.
    steps: tuple[tuple[int, int, float], ...] = (
        (1, 1, 1.0),
        (0, 1, 0.7),
        (1, 0, 0.7),
        (1, 2, 0.6),
        (2, 1, 0.6),
        (2, 2, 0.5),
    )

    # ---------------------------------------------------------------- what the words say

    # How many times the root is taken of what two blocks share: once, and the words count as much as the sentences;
    # twice, and the sentences count three times as much.
    words_roots: int = 1
    # Exponent of how rare a pair of characters is: the higher, the less a formula counts.
    rarity_power: int = 1
    # Exponent: a sentence that one block holds a tenth less of than another gives it less than half the voice.
    vote_power: float = 8.0
    # Share of a block's text, added to what its sentences say: one side's silence alone does not refuse a pair.
    vote_floor: float = 0.03
    # Pairs of characters: a reference to an article weighs as much as it is written with (第十条 has two,
    # 第二十一条 four).
    reference_weight: int = 3
    # Factor for two articles that threaten and cite articles that are not each other's: they punish two things.
    other_reference: float = 0.25
    # Share of its weight, for what an article threatens: penalty articles are told apart by what they punish, and
    # the threat only says that both do.
    sanction_share: float = 0.35
    # Share of a side's blocks: a pair of characters in more than a quarter of them does not tell which is meant. It
    # counts in a score, but no candidates are looked for by it.
    common_share: float = 0.25
    # Blocks: in a document that is shorter everything is looked at.
    common_least: int = 24
    # Blocks: a pair of characters that more of them hold tells nothing either, however long the document is.
    common_most: int = 256
    # Blocks, each as often as it holds a pair: as many are looked at for one sentence, by its rarest pairs. With more
    # the links of the real documents at hand are the same.
    visits: int = 400
    # Candidates kept for a block, from each side: a split into more than ten is not seen in the data.
    block_candidates: int = 10
    # Candidates kept for a sentence, from each side.
    sentence_candidates: int = 8

    # ---------------------------------------------------------------- laws written afresh

    # Share of words that linked articles have in common on average: in 30 laws that were amended 0.60 at least, in
    # three that were written afresh 0.41 at most.
    afresh_words: float = 0.5
    # Share of the articles with a partner (geometric mean of the two sides): 0.24 at most in 36 pairs of laws on
    # different matters, 0.49 at least in laws written afresh.
    afresh_linked: float = 0.4
    # Links: with fewer an average says little.
    afresh_links: int = 10
    # Times the usual bars of a law: as much lower as the scores of true links are.
    afresh_bar: float = 0.67
    # Times the bar, where the pair is astray: chapters are put in another order too.
    afresh_astray: float = 1.3

    # ---------------------------------------------------------------- lengths and rounds

    # Passes over a law: the second sees the positions that the first has settled; a third would follow the
    # positions, and no longer the words.
    rounds: int = 2
    # Passes over a text without articles: hardly a line is the same, so the first settles no positions to begin with.
    text_rounds: int = 3
    # Characters: no heading on a line of its own is longer, so a longer line that breaks off is prose.
    heading_limit: int = 60
    # Share of a document's characters: a notice that is shorter beside what it hands on has no body to compare, and
    # what it hands on may stand in the body of the other year.
    body_share: float = 0.2
    # Characters of essence: a shorter heading or formula may stand in the review and in the plan by chance.
    formula_limit: int = 20
    # Characters of essence: a shorter sentence is a formula (按职责分工负责) and may stand anywhere.
    moved_least: int = 12
    # Dice's coefficient on pairs of characters: one word of a sentence may differ, not its matter.
    moved_likeness: float = 0.85


USUAL = Options()
