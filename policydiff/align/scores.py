"""The parts of a pair's score: its words, its references, its sentences, its position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

import numpy as np

from policydiff.align.blocks import Block
from policydiff.align.evidence import Evidence, Voices
from policydiff.align.links import Basis, Pair
from policydiff.align.options import Options
from policydiff.align.pairs import Pairs
from policydiff.align.position import Position
from policydiff.align.rarity import SCALE
from policydiff.align.rows import Bools, Floats, Ints, flags


@dataclass(slots=True)
class References:
    """References to articles, read through the links found so far: 违反第七条 is 违反第八条 where 7 became 8."""

    old: Sequence[Block]
    new: Sequence[Block]
    links: Mapping[Pair, float]
    weight: int  # of one reference, in pairs of characters
    old_weights: dict[int, dict[Pair, int]] = field(default_factory=dict)
    new_weights: dict[int, dict[Pair, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        same = _mutual(self.links)
        a = {u.index: Counter((r, same.get(r, -1)) for r in u.references) for u in self.old if u.references}
        was = {j: i for i, j in same.items()}
        b = {u.index: Counter((was.get(r, -1), r) for r in u.references) for u in self.new if u.references}
        spread = Counter(name for names in (*a.values(), *b.values()) for name in names)
        whole = len(self.old) + len(self.new)
        for counted, weights in ((a, self.old_weights), (b, self.new_weights)):
            for block, names in counted.items():
                weights[block] = {
                    name: round(self.weight * SCALE * (1 + log(n)) * log(1 + whole / spread[name]))
                    for name, n in names.items()
                }

    def columns(self, pairs: Pairs) -> tuple[Ints, Bools]:
        """For each pair the weight of the articles that both blocks refer to, and whether they contradict."""
        shared, contradicted = np.zeros(len(pairs), np.int64), np.zeros(len(pairs), np.bool_)
        refer_old = flags(self.old, lambda block: block.index in self.old_weights)
        refer_new = flags(self.new, lambda block: block.index in self.new_weights)
        both = np.flatnonzero(refer_old[pairs.old] & refer_new[pairs.new])
        for row, pair in zip(both.tolist(), pairs.where(both).tuples(), strict=True):
            shared[row] = self._shared(pair)
            contradicted[row] = self._contradict(pair)
        return shared, contradicted

    def whole(self, weights: Mapping[int, Mapping[Pair, int]], blocks: int) -> Ints:
        """The weight of all that each of some blocks refers to."""
        found = np.zeros(blocks, np.int64)
        for block, names in weights.items():
            found[block] = sum(names.values())
        return found

    def _shared(self, pair: Pair) -> int:
        """The weight of the articles that both blocks refer to."""
        a, b = self.old_weights[pair[0]], self.new_weights[pair[1]]
        return sum(min(weight, b[name]) for name, weight in a.items() if name in b)

    def _contradict(self, pair: Pair) -> bool:
        """Whether two blocks that threaten cite articles of which all are linked, and none to one of the other's."""
        if not (self.old[pair[0]].threatens and self.new[pair[1]].threatens):
            return False
        a, b = self.old_weights[pair[0]], self.new_weights[pair[1]]
        return a.keys().isdisjoint(b) and not any(-1 in name for name in (*a, *b))


def _mutual(links: Mapping[Pair, float]) -> dict[int, int]:
    """The links that are the best of both their blocks."""
    old_best: dict[int, tuple[float, int, Pair]] = {}
    new_best: dict[int, tuple[float, int, Pair]] = {}
    for (i, j), height in links.items():
        entry = (height, -(i + j), (i, j))
        old_best[i] = max(old_best.get(i, entry), entry)
        new_best[j] = max(new_best.get(j, entry), entry)
    return {i: pair[1] for i, (_, _, pair) in old_best.items() if new_best[pair[1]][2] == pair}


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that a round knows of the pairs, in columns.

    `words` and `sentences` (0 to 1) are the shares of both blocks that they have in common, by weight, and whose
    sentences speak for each other (geometric mean); `full` is the score by all that a pair shares.
    """

    evidence: Evidence
    pairs: Pairs
    positions: Position
    options: Options
    referred: Ints  # the weight of the articles that both refer to
    norm: Floats
    words: Floats
    sentences: Floats
    factor: Floats  # by what the root of the words is multiplied
    added: Floats  # what is added to it
    full: Floats

    def own(self) -> Floats:
        """What the words say of each pair without its position (0 to 1)."""
        roots = self.options.words_roots
        return _rooted(self.words, roots) * _rest(self.sentences, roots)

    def of(self, row: int, shared: int) -> float:
        """The score of a pair, given by its row, of which so much is shared and unexplained."""
        words = (shared + int(self.referred[row])) / float(self.norm[row])
        for _ in range(self.options.words_roots):
            words = sqrt(words)
        return words * float(self.factor[row]) + float(self.added[row])

    def basis(self, row: int) -> Basis:
        """The named parts of a pair's score, rounded to 6 places, those that say nothing left out."""
        position = self.positions
        i, j = self.pairs.pair(row)
        a, b = self.evidence.old.blocks[i], self.evidence.new.blocks[j]
        parts = {
            "score": self.full[row],
            "words": self.words[row],
            "sentences": self.sentences[row],
            "order": position.order[row],
            "parent": position.parent[row],
            "heading": position.heading[row],
            "below": position.below[row],
            "opening": position.opening[row],
            "astray": position.astray[row],
            "facts": position.facts[row],
            "references": self.referred[row] / self.norm[row],
            "length": min(len(a.key), len(b.key)) / max(len(a.key), len(b.key)),
        }
        return {
            name: round(float(value), 6) for name, value in parts.items() if value or name in ("words", "sentences")
        }


def weigh(
    evidence: Evidence, pairs: Pairs, shared: Ints, positions: Position, references: References, options: Options
) -> Scores:
    """Count the sentences' voices, and put all that is known of the pairs together."""
    place = positions.factor(options)
    floor = options.vote_floor
    old_votes, new_votes = _votes(evidence, pairs, place, options.vote_power)
    sentences = np.sqrt((old_votes + floor) * (new_votes + floor))
    referred, contradicted = references.columns(pairs)
    whole_old = evidence.old.totals + references.whole(references.old_weights, len(evidence.old.totals))
    whole_new = evidence.new.totals + references.whole(references.new_weights, len(evidence.new.totals))
    norm = np.sqrt(whole_old[pairs.old].astype(np.float64) * whole_new[pairs.new])
    words = (shared + referred) / norm
    factor = _rest(sentences, options.words_roots) * place
    factor = np.where(contradicted, factor * options.other_reference, factor)
    added = options.below_weight * positions.below + options.opening_weight * positions.opening
    full = _rooted(words, options.words_roots) * factor + added
    return Scores(evidence, pairs, positions, options, referred, norm, words, sentences, factor, added, full)


def _rooted(share: Floats, roots: int) -> Floats:
    """The root of a share, taken so many times."""
    for _ in range(roots):
        share = np.sqrt(share)
    return share


def _rest(share: Floats, roots: int) -> Floats:
    """What is left of a share when it is divided by its root, taken so many times: x to the power 1 − 1/2ⁿ."""
    rest = share = np.sqrt(share)
    for _ in range(roots - 1):
        share = np.sqrt(share)
        rest = rest * share
    return rest


def _votes(evidence: Evidence, pairs: Pairs, place: Floats, power: float) -> tuple[Floats, Floats]:
    """The share of each old block's text whose sentences speak for the new one, and the other way round."""
    ours, theirs = evidence.old.voices, evidence.new.voices
    from_old, _ = pairs.find(ours.block[ours.sentence], ours.other)
    from_new, _ = pairs.find(theirs.other, theirs.block[theirs.sentence])
    return _counted(ours, from_old, place, power), _counted(theirs, from_new, place, power)


def _counted(voices: Voices, row: Ints, place: Floats, power: float) -> Floats:
    """The share of each block's text whose sentences speak for a block of the other side, for each pair.

    A sentence's voice goes almost whole to the block that holds most of it, the position weighed in; it counts by
    the root of the share held, so that a reworded sentence is still heard.
    """
    sentence, count = voices.sentence, len(voices.block)
    pull = voices.held * place[row]
    top = np.zeros(count)
    np.maximum.at(top, sentence, pull)
    heard = top[sentence] > 0
    sentence, row, pull, held = sentence[heard], row[heard], pull[heard], voices.held[heard]
    voice = np.array([share**power for share in (pull / top[sentence]).tolist()], np.float64)
    total = np.bincount(sentence, voice, minlength=count)  # it adds in the order given
    whole = np.bincount(voices.block, voices.weight, minlength=1)[voices.block]
    counts = (voices.weight / whole)[sentence] * voice / total[sentence] * np.sqrt(held)
    found: Floats = np.bincount(row, counts, minlength=len(place)).astype(np.float64)
    return found
