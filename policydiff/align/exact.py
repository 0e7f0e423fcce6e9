"""What needs no score: lines of the notice that pair by their kind, and units that say the same word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policydiff.align.evidence import Pair
from policydiff.align.place import compatible
from policydiff.align.scores import Basis
from policydiff.align.units import Unit

# The parts of a notice that have a like on the other side whatever they say (GB/T 9704-2012 §7).
_KINDS = ("title", "number", "salutation", "signature", "date")
# A heading or a formula of fewer characters may stand in the review and in the plan by chance.
_LONG = 20


def _anything(_: Pair) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is settled before the words are weighed.

    What is linked takes no further partner. `held` is kept out for now, as repeats are, which order and
    neighbours settle at the end. `allowed` says which pairs may be linked at all. `facts` (0 to 1) is what pairs
    have in common of targets and responsible units.
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


@dataclass(frozen=True, slots=True)
class Repeat:
    """Units that say the same, more than one of them on at least one side."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def by_kind(old: Sequence[Unit], new: Sequence[Unit]) -> dict[Pair, Basis]:
    """Title with title, date with date, where a zone has as many of them on both sides."""
    found: dict[Pair, Basis] = {}
    theirs = _by_zone_and_kind(new)
    for place, ours in _by_zone_and_kind(old).items():
        if len(ours) == len(theirs.get(place, ())):
            found.update({pair: {"kind": 1.0} for pair in zip(ours, theirs[place], strict=True)})
    return found


def _by_zone_and_kind(units: Sequence[Unit]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for unit in units:
        first = unit.clauses[0]
        if first.kind in _KINDS:
            found.setdefault((first.id.partition("/")[0], first.kind), []).append(unit.index)
    return found


def identical(old: Sequence[Unit], new: Sequence[Unit], known: Known) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Units with the same essence: links where there is one on each side, else repeats."""
    closed_old, closed_new = known.closed
    theirs = _by_key(new, closed_new)
    links: dict[Pair, Basis] = {}
    repeats = []
    for key, ours in _by_key(old, closed_old).items():
        pairs = [(i, j) for i in ours for j in theirs.get(key, ()) if known.allowed((i, j))]
        if len(pairs) == 1:
            if _may_repeat(old, new, pairs[0]):
                links[pairs[0]] = {"identical": 1.0}
        elif pairs:
            repeats.append(Repeat(tuple(sorted({i for i, _ in pairs})), tuple(sorted({j for _, j in pairs}))))
    return links, repeats


def _may_repeat(old: Sequence[Unit], new: Sequence[Unit], pair: Pair) -> bool:
    """Whether identical text is the same text: a formula of the review is not that of the plan."""
    a, b = old[pair[0]], new[pair[1]]
    return compatible(a, b) or len(a.key) >= _LONG


def _by_key(units: Sequence[Unit], closed: Collection[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for unit in units:
        if unit.key and unit.index not in closed:
            found.setdefault(unit.key, []).append(unit.index)
    return found


def settle(
    repeats: Sequence[Repeat], old: Sequence[Unit], new: Sequence[Unit], known: Known
) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Pair repeats whose neighbours or parents are linked, then those of which both sides have as many, in order.

    Gives the links, and the repeats that nothing decides. All repeats take each step together, so that it does
    not matter in which order they are given.
    """
    given = known.allowed
    known = replace(known, allowed=lambda pair: given(pair) and _may_repeat(old, new, pair))
    partners: dict[int, set[int]] = {-1: {-1}, len(old): {len(new)}}
    for i, j in known.links:
        partners.setdefault(i, set()).add(j)
    settled: dict[Pair, Basis] = {}
    open_repeats = list(repeats)
    while True:
        found: dict[Pair, Basis] = {}
        for repeat in open_repeats:
            found.update(_decided(repeat, old, new, partners, known))
        if not found:
            for repeat in open_repeats:
                found.update(_in_order(repeat, known))
        if not found:
            return settled, [r for r in open_repeats if any(known.allowed((i, j)) for i in r.old for j in r.new)]
        settled.update(found)
        for i, j in found:
            partners.setdefault(i, set()).add(j)
        gone_old, gone_new = {i for i, _ in found}, {j for _, j in found}
        open_repeats = [left for repeat in open_repeats if (left := _without(repeat, gone_old, gone_new))]


def _without(repeat: Repeat, gone_old: Collection[int], gone_new: Collection[int]) -> Repeat | None:
    """What is left of a repeat, if anything is on both sides."""
    old = tuple(i for i in repeat.old if i not in gone_old)
    new = tuple(j for j in repeat.new if j not in gone_new)
    return Repeat(old, new) if old and new else None


def _in_order(repeat: Repeat, known: Known) -> dict[Pair, Basis]:
    pairs = list(zip(repeat.old, repeat.new, strict=False)) if len(repeat.old) == len(repeat.new) else []
    return {pair: {"identical": 1.0, "order": 1.0} for pair in pairs} if all(map(known.allowed, pairs)) else {}


def _decided(
    repeat: Repeat, old: Sequence[Unit], new: Sequence[Unit], partners: Mapping[int, Collection[int]], known: Known
) -> dict[Pair, Basis]:
    """The pairs that neighbours and parents support more than any other pair of either unit."""
    support: Counter[Pair] = Counter()
    there = set(repeat.new)
    for i in repeat.old:
        for way in (-1, 1):
            support.update((i, j - way) for j in partners.get(i + way, ()) if j - way in there)
    only_old, only_new = _only_child(repeat.old, old), _only_child(repeat.new, new)
    for parent, i in only_old.items():
        support.update((i, only_new[p]) for p in partners.get(parent, ()) if p in only_new)
    best_old: dict[int, list[int]] = {}
    best_new: dict[int, list[int]] = {}
    for (i, j), count in support.items():
        if known.allowed((i, j)):
            best_old.setdefault(i, []).append(count)
            best_new.setdefault(j, []).append(count)
    return {
        (i, j): {"identical": 1.0, "neighbours": round(count / 3, 6)}
        for (i, j), count in sorted(support.items())
        if known.allowed((i, j)) and _leads(count, best_old[i]) and _leads(count, best_new[j])
    }


def _only_child(indexes: Iterable[int], units: Sequence[Unit]) -> dict[int, int]:
    """The repeats that are the only one of their kind under their parent, by parent."""
    found: dict[int, list[int]] = {}
    for index in indexes:
        if units[index].parent >= 0:
            found.setdefault(units[index].parent, []).append(index)
    return {parent: children[0] for parent, children in found.items() if len(children) == 1}


def _leads(count: int, counts: Sequence[int]) -> bool:
    return count == max(counts) and counts.count(count) == 1
