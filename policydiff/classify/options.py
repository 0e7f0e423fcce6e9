"""Every threshold of naming what changed, with its unit and the reason for its value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When a wording counts as rewritten, when two facts are the same one, when a word's use changed.

    Likeness is that of `text.similarity.overlap` (0 to 1). What supports a pair of targets ranks it before others;
    no support makes a pair of two indicators that are not the same.
    """

    # Share of the text of both sides that is kept. The JSON promises it: rewritten = less than half is kept.
    rewritten_below: float = 0.5

    # Likeness of the names of two indicators that are the same one by `names.is_same`: what their words have in common
    # ranks the pairs, but no less than this.
    target_least: float = 0.5
    # Dice's coefficient of the sentences around two targets whose names say only what kind of thing is counted (投资):
    # more than half of both, since a short sentence about all projects stands in a long one about some.
    target_around: float = 0.6
    # Score added where both stand in clauses that carry each other on.
    target_linked: float = 0.25
    # Score added where both are levels, both changes or both increments.
    target_same_measure: float = 0.1
    # Score added where both count in the same unit.
    target_same_unit: float = 0.1
    # Score added for the words of the two quotes, by Dice's coefficient: 新建 and 改造 of one thing are told apart.
    target_same_words: float = 0.05

    # Likeness of two tasks: half of the words anywhere; a third in clauses that carry each other on, since the
    # clause already says what both are about.
    task_enough: float = 0.5
    task_enough_linked: float = 0.33
    # The same for a task that another office has in a clause that carries on another one: with half of the words both
    # can be about the subject of the whole document.
    task_enough_apart: float = 0.75
    # Likeness added where the two tasks stand in such clauses.
    task_linked: float = 0.25

    # G² of a term: the 5 % point of χ² with one degree of freedom; below it a difference is what chance gives.
    term_significant: float = 3.84
    # Characters of a term: shorter words are particles, numerals and verbs that say nothing of the matter.
    term_shortest: int = 2

    # Characters of a new phrase: shorter ones are words, longer ones sentences.
    phrase_shortest: int = 3
    phrase_longest: int = 14
    # Occurrences that being quoted is worth, being the name of a measure, and being neither.
    phrase_quoted: float = 0.3
    phrase_named: float = 1.0
    phrase_unnamed: float = -0.8
    # Occurrences that make news of a word of the dictionary (老年人, 金融危机), and of words put together that the old
    # text has (公共服务, 乡村振兴): below them it is chance that last year did without.
    phrase_word: int = 6
    phrase_old_words: int = 4
    # Share of the pairs of characters of a phrase that the old text does not have: below it, its words stood together
    # in another order or with one word between, and the phrase is no news.
    phrase_fresh: float = 0.15
    # Weight of a phrase whose pairs of characters all stand in the old text, against 1 more for one without any.
    phrase_known_words: float = 0.2
    # New phrases that are told: more than a reader takes in at once is no news.
    phrases: int = 20

    # Share of the shorter text that is the same, below which two texts are told to have little in common: 0.037 and
    # more in 43 pairs of versions (reports of neighbouring years, laws), at most 0.032 in 47 pairs of two matters.
    related_share: float = 0.035
    # Characters of a run that counts as the same: shorter ones are phrases that every document has.
    related_run: int = 10
    # Characters of the shorter text: less of it tells nothing.
    related_least: int = 2000

    # Likeness of the words around two numbers of a law: half of them.
    figure_around: float = 0.4


USUAL = Options()
