"""The parts of a pair's score: its words, its references, its sentences, its position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from policydiff.align.blocks import Block
from policydiff.align.evidence import Evidence, Side
from policydiff.align.links import Basis, Pair
from policydiff.align.options import Options
from policydiff.align.position import Position
from policydiff.align.rarity import SCALE


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

    def shared(self, pair: Pair) -> int:
        """The weight of the articles that both blocks refer to."""
        a, b = self.old_weights.get(pair[0], {}), self.new_weights.get(pair[1], {})
        return sum(min(weight, b[name]) for name, weight in a.items() if name in b)

    def contradict(self, pair: Pair) -> bool:
        """Whether two blocks that threaten cite articles of which all are linked, and none to one of the other's."""
        if not (self.old[pair[0]].threatens and self.new[pair[1]].threatens):
            return False
        a, b = self.old_weights.get(pair[0], {}), self.new_weights.get(pair[1], {})
        return bool(a and b) and a.keys().isdisjoint(b) and not any(-1 in name for name in (*a, *b))


def _mutual(links: Mapping[Pair, float]) -> dict[int, int]:
    """The links that are the best of both their blocks."""
    old_best: dict[int, tuple[float, int, Pair]] = {}
    new_best: dict[int, tuple[float, int, Pair]] = {}
    for (i, j), height in links.items():
        entry = (height, -(i + j), (i, j))
        old_best[i] = max(old_best.get(i, entry), entry)
        new_best[j] = max(new_best.get(j, entry), entry)
    return {i: pair[1] for i, (_, _, pair) in old_best.items() if new_best[pair[1]][2] == pair}


@dataclass(slots=True)
class Scores:
    """Everything that a round knows of a pair."""

    evidence: Evidence
    positions: Mapping[Pair, Position]
    references: References
    old_votes: Mapping[Pair, float]
    new_votes: Mapping[Pair, float]
    options: Options
    _norms: dict[Pair, float] = field(default_factory=dict)
    _factors: dict[Pair, tuple[float, float]] = field(default_factory=dict)

    def _norm(self, pair: Pair) -> float:
        found = self._norms.get(pair)
        if found is None:
            a = self.evidence.old.totals[pair[0]] + sum(self.references.old_weights.get(pair[0], {}).values())
            b = self.evidence.new.totals[pair[1]] + sum(self.references.new_weights.get(pair[1], {}).values())
            found = self._norms[pair] = sqrt(a * b)
        return found

    def words(self, pair: Pair) -> float:
        """The share of their words that two blocks have in common, by weight (cosine-like, 0 to 1)."""
        return (self.evidence.shared(pair) + self.references.shared(pair)) / self._norm(pair)

    def sentences(self, pair: Pair) -> float:
        """The share of both blocks whose sentences speak for each other (geometric mean, 0 to 1)."""
        floor = self.options.vote_floor
        return sqrt((self.old_votes.get(pair, 0.0) + floor) * (self.new_votes.get(pair, 0.0) + floor))

    def own(self, pair: Pair) -> float:
        """What the words say of a pair without its position (0 to 1)."""
        return sqrt(self.words(pair) * self.sentences(pair))

    def of(self, pair: Pair, shared: int) -> float:
        """The score of a pair of which so much is shared and unexplained."""
        factor, added = self._factors.get(pair) or self._factor(pair)
        return sqrt((shared + self.references.shared(pair)) / self._norm(pair)) * factor + added

    def _factor(self, pair: Pair) -> tuple[float, float]:
        """By what the root of the words is multiplied, and what is added to it."""
        position = self.positions[pair]
        factor = sqrt(self.sentences(pair)) * position.factor(self.options)
        if self.references.contradict(pair):
            factor *= self.options.other_reference
        added = self.options.below_weight * position.below + self.options.opening_weight * position.opening
        self._factors[pair] = factor, added
        return factor, added

    def full(self, pair: Pair) -> float:
        """The score of a pair by all that it shares."""
        return self.of(pair, self.evidence.shared(pair))

    def basis(self, pair: Pair) -> Basis:
        """The named parts of a pair's score, rounded to 6 places, those that say nothing left out."""
        position = self.positions[pair]
        a, b = self.evidence.old.blocks[pair[0]], self.evidence.new.blocks[pair[1]]
        parts = {
            "score": self.full(pair),
            "words": self.words(pair),
            "sentences": self.sentences(pair),
            "order": position.order,
            "parent": position.parent,
            "heading": position.heading,
            "below": position.below,
            "opening": float(position.opening),
            "astray": float(position.astray),
            "facts": position.facts,
            "references": self.references.shared(pair) / self._norm(pair),
            "length": min(len(a.key), len(b.key)) / max(len(a.key), len(b.key)),
        }
        return {name: round(value, 6) for name, value in parts.items() if value or name in ("words", "sentences")}


def weigh(evidence: Evidence, positions: Mapping[Pair, Position], references: References, options: Options) -> Scores:
    """Count the sentences' voices, and put all that is known of the pairs together."""
    factors = {pair: position.factor(options) for pair, position in positions.items()}
    turned = {(j, i): factor for (i, j), factor in factors.items()}
    old_votes = _votes(evidence.old, factors, options.vote_power)
    new_votes = {(i, j): v for (j, i), v in _votes(evidence.new, turned, options.vote_power).items()}
    return Scores(evidence, positions, references, old_votes, new_votes, options)


def _votes(side: Side, factors: Mapping[Pair, float], power: float) -> dict[Pair, float]:
    """The share of each block's text whose sentences speak for a block of the other side.

    A sentence's voice goes almost whole to the block that holds most of it, the position weighed in; it counts by
    the root of the share held, so that a reworded sentence is still heard.
    """
    found: dict[Pair, float] = {}
    for i, sentences in side.sentences.items():
        whole = sum(s.weight for s in sentences)
        for sentence in sentences:
            pulls = [(j, held, held * factors[i, j]) for j, held in sentence.held_by]
            top = max((pull for _, _, pull in pulls), default=0.0)
            if not top:
                continue
            voices = [(j, held, (pull / top) ** power) for j, held, pull in pulls]
            total = sum(voice for _, _, voice in voices)
            for j, held, voice in voices:
                found[i, j] = found.get((i, j), 0.0) + sentence.weight / whole * voice / total * sqrt(held)
    return found
