"""Indicators through the years: targets and what was achieved, as one line though the words differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from policydiff.classify.indicators import Directions
from policydiff.classify.names import is_known, loose_names, same_name
from policydiff.model import Document, Facts, Target
from policydiff.years.history.model import Better, Indicator, Point
from policydiff.years.indicators import base_unit, in_base, key_of, line_id
from policydiff.years.periods import Period, period
from policydiff.years.series import order, year_of

Key = tuple[str, str, str]


def indicators(
    documents: Sequence[Document], facts: Mapping[str, Facts], directions: Directions
) -> tuple[Indicator, ...]:
    """The lines of a series: those that the most documents speak of first, then in the order of the text."""
    stated: dict[Key, list[tuple[Document, Target]]] = defaultdict(list)
    for document in documents:
        for target in map(_set_for_this_year(document, facts[document.head.id]), facts[document.head.id].targets):
            if target.value is not None and target.kind != "qualitative":
                stated[key_of(target)].append((document, target))
    _join_loose(stated)
    weights = {d.head.id: _weights(facts[d.head.id]) for d in documents}
    found = [_indicator(key, of, documents, weights, directions) for key, of in stated.items()]
    first = {key: i for i, key in enumerate(stated)}
    ordered = sorted(zip(stated, found, strict=True), key=lambda one: (-_spread(one[1]), first[one[0]]))
    return tuple(indicator for _, indicator in ordered)


def _set_for_this_year(document: Document, facts: Facts) -> Callable[[Target], Target]:
    """What is said of 今年 among targets is one, though it is put as a fact: 今年增加赤字后，赤字率在2%左右."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for target in facts.targets:
        kinds[target.clause.split("/")[0]][target.kind] += 1

    def told(target: Target) -> Target:
        own = kinds[target.clause.split("/")[0]]
        sentence = document.text[document.by_id[target.clause].start : target.start].rpartition("。")[2]
        said = sentence + target.quote
        planned = "今年" in said and "今年以来" not in said and own["target"] > own["achieved"]
        return replace(target, kind="target") if target.kind == "achieved" and planned else target

    return told


def _join_loose(stated: dict[Key, list[tuple[Document, Target]]]) -> None:
    """Put under one key what a series calls now 城镇新增就业 and now 新增就业, if it never uses both for one time."""
    for key in list(stated):
        own = (loose_names().get(key[0], ""), *key[1:])
        if own in stated and not _times(stated[key]) & _times(stated[own]):
            stated[own] = sorted(stated[own] + stated.pop(key), key=lambda one: (order(one[0].head), one[1].start))


def _times(stated: Sequence[tuple[Document, Target]]) -> set[tuple[str, str, Period]]:
    return {(d.head.id, t.kind, period(t, d)) for d, t in stated}


def _spread(indicator: Indicator) -> int:
    return len({p.document for p in indicator.points if p.kind != "absent"})


def _weights(facts: Facts) -> Counter[str]:
    """How many of the indicators that everybody knows each clause states; that of the main targets has most."""
    return Counter(t.clause for t in facts.targets if is_known(same_name(t.indicator)))


def _indicator(
    key: Key,
    stated: Sequence[tuple[Document, Target]],
    documents: Sequence[Document],
    weights: Mapping[str, Counter[str]],
    directions: Directions,
) -> Indicator:
    base = base_unit(t.unit for _, t in stated)
    points: list[Point] = []
    for document in documents:
        own = [_point(document, t, base) for d, t in stated if d is document]
        points += _main_first(own, weights[document.head.id])
    spoken = {p.document for p in points}
    if len(spoken) > 1 and any(p.kind == "target" and p.horizon == "year" for p in points):
        points = list(_with_absent(points, documents))
    return Indicator(
        id=line_id(key),
        name=key[0],
        measure=key[1],
        direction=_better(key, [t for _, t in stated], directions),
        base_unit=base,
        points=tuple(points),
    )


def _point(document: Document, target: Target, base: str) -> Point:
    when = period(target, document)
    return Point(
        document=document.head.id,
        kind="achieved" if target.kind == "achieved" else "target",
        horizon=when.horizon,
        for_=when.for_,
        as_written=target.indicator,
        comparator=target.comparator,
        strength=target.strength,
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        base_value=in_base(target.value, target.unit, base),
        base_value_high=in_base(target.value_high, target.unit, base),
        base_unit=base,
        clause=target.clause,
        quote=target.quote,
        start=target.start,
        end=target.end,
    )


def _main_first(points: Sequence[Point], weights: Counter[str]) -> Iterator[Point]:
    """Points of one document: for each kind and time the main one first; the same said again is left out."""
    parts: dict[tuple[str, str, str | None], list[Point]] = defaultdict(list)
    for point in points:
        parts[point.kind, point.horizon, point.for_].append(point)
    for alike in parts.values():
        ordered = sorted(alike, key=lambda p: (-weights[p.clause or ""], p.start or 0))
        seen: set[tuple[object, ...]] = set()
        for point in ordered:
            said = (point.base_value, point.base_value_high, point.comparator)
            if said not in seen:
                yield replace(point, main=not seen)
            seen.add(said)


def _with_absent(points: Sequence[Point], documents: Sequence[Document]) -> Iterator[Point]:
    """The points in the order of the documents, with a word where a document sets no target for its year."""
    for document in documents:
        own = [p for p in points if p.document == document.head.id]
        if not any(p.kind == "target" and p.horizon == "year" for p in own):
            year = year_of(document.head)
            yield Point(document=document.head.id, kind="absent", horizon="year", for_=str(year) if year else None)
        yield from own


def _better(key: Key, targets: Sequence[Target], directions: Directions) -> Better | None:
    """Which way is better. What the targets say comes first: a cap is better kept low, a floor is better passed."""
    comparators = Counter(t.comparator for t in targets if t.kind == "target")
    caps, floors = comparators["<="] + comparators["<"], comparators[">="] + comparators[">"]
    if directions.less_is_better(key[0]) or caps > floors:
        return "down"
    moves = Counter(t.direction for t in targets if t.kind == "target")
    return "up" if floors > caps or moves["up"] > moves["down"] else "down" if moves["down"] else None
