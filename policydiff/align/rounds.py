"""Units → links between them, in rounds: each round sees the places that the one before has settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from policydiff.align.evidence import Evidence, Pair, Side, gather
from policydiff.align.linking import best_first
from policydiff.align.place import Place, below_headings, compatible, locate, slots
from policydiff.align.units import Unit
from policydiff.model import Options

Basis = Mapping[str, float]
_SCALE = 1_000_000
_SURE = 99.0  # the height over its bar of a link that is settled


def _anything(_: Pair) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is settled before the words are weighed.

    What is linked takes no further partner. `held` are repeats, settled afterwards by order and neighbours.
    `allowed` says which pairs may be linked at all. `facts` (0 to 1) is what pairs have in common of targets
    and responsible units.
    """

    links: Mapping[Pair, Basis] = field(default_factory=dict)
    held_old: frozenset[int] = frozenset()
    held_new: frozenset[int] = frozenset()
    allowed: Callable[[Pair], bool] = _anything
    facts: Mapping[Pair, float] = field(default_factory=dict)

    @property
    def closed(self) -> tuple[frozenset[int], frozenset[int]]:
        """The units of either side for which no partner is looked for."""
        return self.held_old | {i for i, _ in self.links}, self.held_new | {j for _, j in self.links}


def link_units(
    old: Sequence[Unit], new: Sequence[Unit], *, known: Known, bars: tuple[float, float], options: Options
) -> dict[Pair, Basis]:
    """Links by score, with the named parts of each score. `bars` are those for articles and for other text."""
    closed_old, closed_new = known.closed

    def is_open(pair: Pair) -> bool:
        i, j = pair
        return i not in closed_old and j not in closed_new and compatible(old[i], new[j]) and known.allowed(pair)

    evidence = gather(old, new, closed_old, closed_new)
    pairs = set(filter(is_open, evidence.candidates))
    voted = _voted(evidence)
    taken = dict.fromkeys(known.links, 1.0)
    strengths: Mapping[Pair, float] = taken
    links: dict[Pair, float] = {}
    for _ in range(options.rounds):
        below = below_headings(old, new, {*links, *taken})
        pairs |= set(filter(is_open, below))
        places = locate(old, new, pairs | voted, strengths, {*links, *taken}, known.facts)
        references = _References(old, new, {**dict.fromkeys(taken, _SURE), **links})
        scores = _scores(evidence, places, references, options)
        bar_of = {(i, j): bars[not (old[i].is_article or new[j].is_article)] for i, j in sorted(pairs)}
        links = best_first(evidence, scores.of, bar_of, options)
        strengths = _strengths(scores, bar_of, evidence, options) | dict.fromkeys(links, 1.0) | taken
    for pair in slots(old, new, {*links, *taken}):
        if pair in pairs and scores.words(pair) >= options.slot_bar:
            links[pair] = 1.0
    return {pair: scores.basis(pair) for pair in sorted(links)}


def _voted(evidence: Evidence) -> set[Pair]:
    return {(i, j) for i, ss in enumerate(evidence.old.sentences) for s in ss for j, _ in s.held_by} | {
        (i, j) for j, ss in enumerate(evidence.new.sentences) for s in ss for i, _ in s.held_by
    }


# ---------------------------------------------------------------- the parts of a score


@dataclass(slots=True)
class _References:
    """References to articles, read through the links found so far: 违反第七条 is 违反第八条 where 7 became 8."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    links: Mapping[Pair, float]
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
            for unit, names in counted.items():
                weights[unit] = {
                    name: round(_SCALE * (1 + log(n)) * log(1 + whole / spread[name])) for name, n in names.items()
                }

    def shared(self, pair: Pair) -> int:
        a, b = self.old_weights.get(pair[0], {}), self.new_weights.get(pair[1], {})
        return sum(min(weight, b[name]) for name, weight in a.items() if name in b)


def _mutual(links: Mapping[Pair, float]) -> dict[int, int]:
    """The links that are the best of both their units."""
    old_best: dict[int, tuple[float, int, Pair]] = {}
    new_best: dict[int, tuple[float, int, Pair]] = {}
    for (i, j), height in links.items():
        entry = (height, -(i + j), (i, j))
        old_best[i] = max(old_best.get(i, entry), entry)
        new_best[j] = max(new_best.get(j, entry), entry)
    return {i: pair[1] for i, (_, _, pair) in old_best.items() if new_best[pair[1]][2] == pair}


@dataclass(slots=True)
class _Scores:
    """Everything that a round knows of a pair."""

    evidence: Evidence
    places: Mapping[Pair, Place]
    references: _References
    old_votes: Mapping[Pair, float]
    new_votes: Mapping[Pair, float]
    options: Options

    def _norm(self, pair: Pair) -> float:
        a = self.evidence.old.totals[pair[0]] + sum(self.references.old_weights.get(pair[0], {}).values())
        b = self.evidence.new.totals[pair[1]] + sum(self.references.new_weights.get(pair[1], {}).values())
        return sqrt(a * b)

    def words(self, pair: Pair) -> float:
        return (self.evidence.shared(pair) + self.references.shared(pair)) / self._norm(pair)

    def sentences(self, pair: Pair) -> float:
        floor = self.options.vote_floor
        return sqrt((self.old_votes.get(pair, 0.0) + floor) * (self.new_votes.get(pair, 0.0) + floor))

    def of(self, pair: Pair, shared: int) -> float:
        """The score of a pair of which so much is shared and unexplained."""
        words = (shared + self.references.shared(pair)) / self._norm(pair)
        place = self.places[pair]
        return sqrt(words * self.sentences(pair)) * place.factor(self.options) + self.options.below_weight * place.below

    def basis(self, pair: Pair) -> Basis:
        place = self.places[pair]
        a, b = self.evidence.old.units[pair[0]], self.evidence.new.units[pair[1]]
        parts = {
            "score": self.of(pair, self.evidence.shared(pair)),
            "words": self.words(pair),
            "sentences": self.sentences(pair),
            "order": place.order,
            "parent": place.parent,
            "heading": place.heading,
            "below": place.below,
            "facts": place.facts,
            "references": self.references.shared(pair) / self._norm(pair),
            "length": min(len(a.key), len(b.key)) / max(len(a.key), len(b.key)),
        }
        return {name: round(value, 6) for name, value in parts.items() if value or name in ("words", "sentences")}


def _scores(
    evidence: Evidence, places: Mapping[Pair, Place], references: _References, options: Options
) -> _Scores:
    factors = {pair: place.factor(options) for pair, place in places.items()}
    turned = {(j, i): factor for (i, j), factor in factors.items()}
    old_votes = _votes(evidence.old, factors, options.vote_power)
    new_votes = {(i, j): v for (j, i), v in _votes(evidence.new, turned, options.vote_power).items()}
    return _Scores(evidence, places, references, old_votes, new_votes, options)


def _votes(side: Side, factors: Mapping[Pair, float], power: float) -> dict[Pair, float]:
    """The share of each unit's text whose sentences speak for a unit of the other side.

    A sentence's voice goes almost whole to the unit that holds most of it, the place weighed in; it counts by
    the root of the share held, so that a reworded sentence is still heard.
    """
    found: dict[Pair, float] = {}
    for i, sentences in enumerate(side.sentences):
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


def _strengths(
    scores: _Scores, bars: Mapping[Pair, float], evidence: Evidence, options: Options
) -> dict[Pair, float]:
    """How near each open pair is to a link: at most half as good a neighbour as one."""
    return {
        pair: options.soft_strength * min(1.0, scores.of(pair, evidence.shared(pair)) / bar)
        for pair, bar in bars.items()
    }


