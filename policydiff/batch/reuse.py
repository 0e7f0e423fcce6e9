"""How much of a lower level's document is copied out of an upper level's, elaborated, or its own; and the target gaps.

Passages are found by their 8-grams and grown to their full length; every sentence of the lower document is then
copied, elaborated or new by the share of it that stands in passages. Targets are paired as those of two years are, by
their names without the level.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from policydiff.batch.fingerprints import grams, signs
from policydiff.classify.targets import target_changes
from policydiff.model import Alignment, Clause, Document, Facts, Passage, Target, TargetChange, TargetStatus
from policydiff.text.official.sentences import sentences

SCHEMA = "policydiff.reuse/1"
# What the JSON says of a level's target.
TOLD = ("clause", "quote", "start", "end", "indicator", "measure", "comparator", "value", "value_high", "unit")
Origin = Literal["copied", "elaborated", "new"]
ORIGINS: tuple[Origin, ...] = ("copied", "elaborated", "new")
LEAST = 12  # signs: a shorter run is a name or a standing phrase (各级人民政府应当加强)
COPIED = 0.8  # share of a sentence: what else there is are names of places and offices
ELABORATED = 0.25  # share of a sentence: it takes up what the upper level says, and adds to it
PLACES = 16  # places of one fingerprint in the upper document that are tried: of more the first are as good
_RATES = ("%", "‰", "个百分点", "倍")  # units that mean the same at every level
# What says of which level an indicator is: 国内生产总值 and 地区生产总值 are the country's and the province's.
_LEVEL = re.compile("^(?:(?:国内|地区|全[国省市区县州旗]|[本我][国省市区县州旗])的?)+(?=..)")
_OUTER = frozenset({"title", "number", "salutation", "signature", "date"})  # every document has its own


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in both, in other widths or punctuation perhaps; `signs` is its length without these."""

    old: Passage
    new: Passage
    signs: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the lower document: where it stands, where it comes from, and which share of it."""

    clause: str
    start: int
    end: int
    origin: Origin
    share: float
    passages: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two documents of neighbouring levels; `shares` are of the lower one's signs, and add up to 1."""

    old: str
    new: str
    shares: Mapping[Origin, float]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A target as one level's document sets it, beside the level above that sets it.

    A rate has a `delta` in `delta_unit` and the status tightened (层层加码), loosened, changed or kept; an amount is
    a share of the upper level's amount, since a city is no country.
    """

    document: str
    target: Target
    status: TargetStatus | None = None
    delta: float | None = None
    delta_unit: str | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One target through the levels, from the top down; None where a level does not set it."""

    indicator: str
    levels: tuple[Level | None, ...]


def reuse(old: Document, new: Document) -> Reuse:
    r"""What of the lower document `new` stands in the upper one `old`.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> old = parse("一、全面推行证照分离改革，压减行政许可办理时限。", Head(id="省"))
    >>> new = parse("一、全面推行证照分离改革，压减行政许可办理时限。\n二、设立驻村办事窗口。", Head(id="市"))
    >>> [(s.clause, s.origin) for s in reuse(old, new).sentences]
    [('一', 'copied'), ('二', 'new')]
    """
    found = list(_shared(old, new))
    said = tuple(
        _sentence(new, clause, span.start, span.end, found)
        for clause in new.clauses
        if clause.kind not in _OUTER
        for span in sentences(new.text, clause.body, clause.end)
    )
    lengths = {origin: sum(_length(new, s) for s in said if s.origin == origin) for origin in ORIGINS}
    whole = sum(lengths.values()) or 1
    shares = {origin: round(n / whole, 6) for origin, n in lengths.items()}
    return Reuse(old.head.id, new.head.id, shares, said)


def _length(document: Document, sentence: Sentence) -> int:
    return sum(c.isalnum() for c in document.text[sentence.start : sentence.end])


def _shared(old: Document, new: Document) -> Iterator[Shared]:
    """The passages that both have, from the beginning of the lower document to its end, none upon another."""
    a, b = _Side(old), _Side(new)
    having: dict[int, list[int]] = defaultdict(list)
    for at, value in enumerate(grams(a.signs.text)):
        having[value].append(at)
    done = 0
    for at, value in enumerate(grams(b.signs.text)):
        if at < done or value not in having:
            continue
        runs = (_grown(a, b, place, at, done) for place in having[value][:PLACES])
        start_a, start_b, length = max(runs, key=lambda run: run[2])
        if length >= LEAST:
            done = start_b + length
            yield Shared(a.passage(start_a, length), b.passage(start_b, length), length)


class _Side:
    """A document's signs, and the clause that each is in."""

    def __init__(self, document: Document) -> None:
        self.signs = signs(document.text)
        self._clauses = document.clauses
        starts = [c.start for c in document.clauses]
        at = [max(0, bisect_right(starts, place) - 1) for place in self.signs.places]
        # A label is outside its clause: 一、 in both is no passage.
        self.clause = [
            c if place >= self._clauses[c].body else -1 - c for c, place in zip(at, self.signs.places, strict=True)
        ]

    def alike(self, at: int, other: _Side, there: int) -> bool:
        """Whether two places have the same sign."""
        return self.signs.text[at] == other.signs.text[there]

    def digit(self, at: int) -> bool:
        """Whether a digit of a number stands there."""
        return 0 <= at < len(self.signs.text) and self.signs.text[at].isdigit()

    def passage(self, start: int, length: int) -> Passage:
        """A run of signs as a place of the text."""
        first, last = self.signs.places[start], self.signs.places[start + length - 1]
        return Passage(self._clauses[self.clause[start]].id, first, last + 1)


def _grown(a: _Side, b: _Side, at_a: int, at_b: int, least_b: int) -> tuple[int, int, int]:
    """A common run around two places, inside one clause of each: where it starts, and its length. No number is cut."""
    in_a, in_b = a.clause[at_a], b.clause[at_b]
    back = 0
    while (
        at_a > back
        and at_b - back > least_b
        and a.clause[at_a - back - 1] == in_a
        and b.clause[at_b - back - 1] == in_b
        and a.alike(at_a - back - 1, b, at_b - back - 1)
    ):
        back += 1
    on = 0
    while (
        at_a + on < len(a.clause)
        and at_b + on < len(b.clause)
        and a.clause[at_a + on] == in_a
        and b.clause[at_b + on] == in_b
        and a.alike(at_a + on, b, at_b + on)
    ):
        on += 1
    start_a, start_b, length = at_a - back, at_b - back, back + on
    while length and a.digit(start_a) and (a.digit(start_a - 1) or b.digit(start_b - 1)):
        start_a, start_b, length = start_a + 1, start_b + 1, length - 1
    while length and a.digit(start_a + length - 1) and (a.digit(start_a + length) or b.digit(start_b + length)):
        length -= 1
    return start_a, start_b, length


def _sentence(new: Document, clause: Clause, start: int, end: int, found: Sequence[Shared]) -> Sentence:
    here = tuple(s for s in found if s.new.start < end and s.new.end > start)
    own = sum(c.isalnum() for c in new.text[start:end])
    taken = sum(c.isalnum() for s in here for c in new.text[max(start, s.new.start) : min(end, s.new.end)])
    share = taken / own if own else 0.0
    origin: Origin = "copied" if share >= COPIED else "elaborated" if share >= ELABORATED else "new"
    return Sentence(clause.id, start, end, origin, round(share, 6), here)


def gaps(documents: Sequence[Document], facts: Sequence[Facts]) -> tuple[Gap, ...]:
    r"""The targets that neighbouring levels both set, each through all levels, from the top down.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> from policydiff.facts.document import extract_facts
    >>> said = {"国家": "今年国内生产总值增长5%左右。", "省": "今年全省生产总值增长5.5%左右。"}
    >>> documents = [parse(f"一、{text}", Head(id=level)) for level, text in said.items()]
    >>> [gap] = gaps(documents, [extract_facts(d) for d in documents])
    >>> [(level.target.value, level.status, level.delta) for level in gap.levels]
    [(5.0, None, None), (5.5, 'tightened', 0.5)]
    """
    ladders: list[list[Level | None]] = []
    ends: dict[int, list[Level | None]] = {}  # the ladders that the level above reached, by the place of their target
    for at, (upper, lower) in enumerate(pairwise(zip(documents, facts, strict=True))):
        reached: dict[int, list[Level | None]] = {}
        for old, new, change in _paired(upper[1], lower[1]):
            ladder = ends.get(old.start)
            if ladder is None or ladder[at] is None:
                ladder = [None] * len(documents)
                ladder[at] = Level(upper[0].head.id, old)
                ladders.append(ladder)
            ladder[at + 1] = _lower(lower[0].head.id, new, change)
            reached[new.start] = ladder
        ends = reached
    return tuple(Gap(next(level.target.indicator for level in ladder if level), tuple(ladder)) for ladder in ladders)


def _paired(upper: Facts, lower: Facts) -> Iterator[tuple[Target, Target, TargetChange]]:
    """The targets of two levels that are of one indicator, whatever level its name says, and how they compare."""
    sides = [{_levelled(t): t for t in f.targets} for f in (upper, lower)]
    for change in target_changes(list(sides[0]), list(sides[1]), Alignment(())):
        if change.old and change.new and change.new.value is not None:
            yield sides[0][change.old], sides[1][change.new], change


def _levelled(target: Target) -> Target:
    return replace(target, indicator=_LEVEL.sub("", target.indicator).replace("GDP", "生产总值"))


def _lower(document: str, new: Target, change: TargetChange) -> Level:
    if new.unit.startswith(_RATES):
        unit = "个百分点" if new.unit == "%" and change.delta is not None else new.unit
        return Level(document, new, change.status, change.delta, unit)
    before = None if change.delta is None or new.value is None else new.value - change.delta
    return Level(document, new, share=round(new.value / before, 6) if before and new.value is not None else None)


def to_record(found: Sequence[Reuse], targets: Sequence[Gap]) -> dict[str, Any]:
    """What `reuse --format json` promises."""
    return {
        "schema": SCHEMA,
        "steps": [asdict(step) for step in found],
        "targets": [
            {"indicator": gap.indicator, "levels": [level and _level(level) for level in gap.levels]} for gap in targets
        ],
    }


def _level(level: Level) -> dict[str, Any]:
    told = {key: getattr(level.target, key) for key in TOLD}
    beside = {key: getattr(level, key) for key in ("status", "delta", "delta_unit", "share")}
    return {"document": level.document, **told, **beside}
