"""What needs no score: lines of the notice that pair by their kind, and units that say the same word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.evidence import Pair
from policydiff.align.place import compatible
from policydiff.align.rounds import Basis, Known
from policydiff.align.units import Unit

# The parts of a notice that have a like on the other side whatever they say (GB/T 9704-2012 §7).
_KINDS = ("title", "number", "salutation", "signature", "date")
# A heading or a formula of fewer characters may stand in the review and in the plan by chance.
_LONG = 20


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
    taken_old, taken_new = {i for i, _ in known.links}, {j for _, j in known.links}
    theirs = _by_key(new, taken_new)
    links: dict[Pair, Basis] = {}
    repeats = []
    for key, ours in _by_key(old, taken_old).items():
        pairs = [(i, j) for i in ours for j in theirs.get(key, ()) if known.allowed((i, j))]
        if len(pairs) == 1:
            i, j = pairs[0]
            if compatible(old[i], new[j]) or len(key) >= _LONG:
                links[i, j] = {"identical": 1.0}
        elif pairs:
            repeats.append(Repeat(tuple(sorted({i for i, _ in pairs})), tuple(sorted({j for _, j in pairs}))))
    return links, repeats


def _by_key(units: Sequence[Unit], taken: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for unit in units:
        if unit.key and unit.index not in taken:
            found.setdefault(unit.key, []).append(unit.index)
    return found


def settle(
    repeats: Iterable[Repeat], old: Sequence[Unit], new: Sequence[Unit], known: Known
) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Pair repeats whose neighbours or parents are linked, then those of which both sides have as many, in order.

    Gives the links, and the repeats that nothing decides.
    """
    links: dict[Pair, Basis] = dict(known.links)
    settled: dict[Pair, Basis] = {}
    undecided = []
    for repeat in repeats:
        ours, theirs = list(repeat.old), list(repeat.new)
        while pairs := _decided(ours, theirs, old, new, links, known):
            for (i, j), support in pairs.items():
                links[i, j] = settled[i, j] = {"identical": 1.0, "neighbours": round(support / 3, 6)}
                ours.remove(i)
                theirs.remove(j)
        if len(ours) == len(theirs):
            for pair in zip(ours, theirs, strict=True):
                if known.allowed(pair):
                    links[pair] = settled[pair] = {"identical": 1.0, "order": 1.0}
        elif ours and theirs:
            undecided.append(Repeat(tuple(ours), tuple(theirs)))
    return settled, undecided


def _decided(
    ours: Sequence[int],
    theirs: Sequence[int],
    old: Sequence[Unit],
    new: Sequence[Unit],
    links: Mapping[Pair, Basis],
    known: Known,
) -> dict[Pair, int]:
    """The pairs that neighbours and parents support more than any other pair of either unit."""
    ends = {(-1, -1), (len(old), len(new))}

    def linked(i: int, j: int) -> bool:
        return (i, j) in links or (i, j) in ends

    support = {
        (i, j): linked(i - 1, j - 1) + linked(i + 1, j + 1) + ((old[i].parent, new[j].parent) in links)
        for i in ours
        for j in theirs
        if known.allowed((i, j))
    }
    by_old: dict[int, list[int]] = {}
    by_new: dict[int, list[int]] = {}
    for (i, j), count in support.items():
        by_old.setdefault(i, []).append(count)
        by_new.setdefault(j, []).append(count)
    return {
        (i, j): count
        for (i, j), count in support.items()
        if count and _only(count, by_old[i]) and _only(count, by_new[j])
    }


def _only(best: int, counts: Sequence[int]) -> bool:
    return best == max(counts) and counts.count(best) == 1
