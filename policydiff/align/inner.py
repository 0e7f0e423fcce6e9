"""Links between blocks → links between the clauses inside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from policydiff.align.evidence import Pair, pairs_of
from policydiff.align.exact import Repeat, identical, settle
from policydiff.align.rounds import Known, link_units
from policydiff.align.scores import Basis
from policydiff.align.units import Unit, single_clauses
from policydiff.model import Clause, Options

Ids = tuple[str, str]
Links = dict[Ids, Basis]
Repeats = tuple[tuple[str, ...], tuple[str, ...]]


def link_inside(
    links: Mapping[Pair, Basis],
    old: Sequence[Unit],
    new: Sequence[Unit],
    *,
    allowed: Callable[[Ids], bool],
    options: Options,
) -> tuple[Links, list[Repeats]]:
    """Links between clauses that carry out the links between blocks, and the repeats that nothing decides.

    Every link between blocks is carried by a link between two of their clauses at least, unless none is allowed.
    """
    found: Links = {}
    repeats: list[Repeats] = []
    plain = {(i, j) for i, j in links if not (old[i].is_article or new[j].is_article)}
    for i, j in sorted(plain):
        if min(len(old[i].clauses), len(new[j].clauses)) == 1:  # the lines of a broken paragraph stay together
            pairs = [(x.id, y.id) for x in old[i].clauses for y in new[j].clauses]
            found.update({pair: links[i, j] for pair in pairs if allowed(pair)})
    several = {p for p in plain if min(len(old[p[0]].clauses), len(new[p[1]].clauses)) > 1}
    for together in _hanging_together({p for p in links if p not in plain or p in several}):
        part = {pair: links[pair] for pair in together}
        ours, theirs = sorted({i for i, _ in part}), sorted({j for _, j in part})
        inside, undecided = _inside(part, [old[i] for i in ours], [new[j] for j in theirs], allowed, options)
        found.update(inside)
        repeats += undecided
    return found, repeats


def _heads(a: Unit, b: Unit) -> Ids:
    return a.clauses[0].id, b.clauses[0].id


def _hanging_together(links: Collection[Pair]) -> Iterator[list[Pair]]:
    """The links sorted into those that hang together, in the order of the old side."""
    of_old: dict[int, list[int]] = {}
    of_new: dict[int, list[int]] = {}
    for i, j in sorted(links):
        of_old.setdefault(i, []).append(j)
        of_new.setdefault(j, []).append(i)
    seen: set[int] = set()
    for start in of_old:
        if start not in seen:
            ours, todo = {start}, [start]
            while todo:
                more = {i for j in of_old[todo.pop()] for i in of_new[j]} - ours
                ours |= more
                todo += more
            seen |= ours
            yield [(i, j) for i in sorted(ours) for j in of_old[i]]


def _inside(
    links: Mapping[Pair, Basis],
    old: Sequence[Unit],
    new: Sequence[Unit],
    allowed: Callable[[Ids], bool],
    options: Options,
) -> tuple[Links, list[Repeats]]:
    home_old = [unit.index for unit in old for _ in unit.clauses]
    home_new = [unit.index for unit in new for _ in unit.clauses]
    a = single_clauses([c for unit in old for c in unit.clauses])
    b = single_clauses([c for unit in new for c in unit.clauses])

    def may(pair: Pair) -> bool:
        i, j = pair
        return (home_old[i], home_new[j]) in links and allowed(_heads(a[i], b[j]))

    found, undecided = link_all(a, b, known=Known(allowed=may), bars=(options.inner_bar,) * 2, options=options)
    for x, y in sorted(links):
        of_x = [i for i, home in enumerate(home_old) if home == x]
        of_y = [j for j, home in enumerate(home_new) if home == y]
        if not any((i, j) in found for i in of_x for j in of_y):
            pairs = [(i, j) for i in of_x for j in of_y if may((i, j))]
            if pairs:
                found[max(pairs, key=lambda p: (_likeness(a[p[0]].key, b[p[1]].key), -sum(p)))] = links[x, y]
    found |= _broken_lines(found, a, b, [u for u in old for _ in u.clauses], [u for u in new for _ in u.clauses], may)
    whole = {(i, j): _with_block(found[i, j], links[home_old[i], home_new[j]]) for i, j in found}
    ids = {_heads(a[i], b[j]): basis for (i, j), basis in whole.items()}
    return ids, [
        (tuple(a[i].clauses[0].id for i in r.old), tuple(b[j].clauses[0].id for j in r.new)) for r in undecided
    ]


def _with_block(basis: Basis, block: Basis) -> Basis:
    """A clause's basis with the score of the blocks around it."""
    return {**basis, "block": block["score"]} if "score" in block else basis


def link_all(
    old: Sequence[Unit], new: Sequence[Unit], *, known: Known, bars: tuple[float, float], options: Options
) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Identical units, then scored ones, then repeats: what is new beside `known.links`, and what nothing decides."""
    same, repeats = identical(old, new, known)
    held_old = known.held_old.union(*(r.old for r in repeats))
    held_new = known.held_new.union(*(r.new for r in repeats))
    settled = replace(known, links={**known.links, **same}, held_old=held_old, held_new=held_new)
    scored = link_units(old, new, known=settled, bars=bars, options=options)
    everything = replace(settled, links={**settled.links, **scored})
    repeated, undecided = settle(repeats, old, new, everything)
    return {**same, **scored, **repeated}, undecided


def _likeness(one: str, other: str) -> float:
    a, b = set(pairs_of(one)), set(pairs_of(other))
    return round(2 * len(a & b) / (len(a) + len(b)), 6)


def _broken_lines(
    links: Mapping[Pair, Basis],
    old: Sequence[Unit],
    new: Sequence[Unit],
    old_homes: Sequence[Unit],
    new_homes: Sequence[Unit],
    may: Callable[[Pair], bool],
) -> dict[Pair, Basis]:
    """Links for the lines of a broken paragraph that found none: they go where the line before, or behind, went."""
    found: dict[Pair, Basis] = {}
    pairs = sorted(links)
    for i in _left(old, old_homes, {i for i, _ in pairs}):
        near = min(
            ((abs(i - k), k, j) for k, j in pairs if old_homes[k].index == old_homes[i].index and may((i, j))),
            default=None,
        )
        if near:
            found[i, near[2]] = {"broken_line": 1.0}
    turned = sorted((j, i) for i, j in pairs)
    for j in _left(new, new_homes, {j for _, j in pairs}):
        near = min(
            ((abs(j - k), k, i) for k, i in turned if new_homes[k].index == new_homes[j].index and may((i, j))),
            default=None,
        )
        if near:
            found[near[2], j] = {"broken_line": 1.0}
    return found


def _left(units: Sequence[Unit], homes: Sequence[Unit], taken: set[int]) -> list[int]:
    return [
        unit.index
        for unit, home in zip(units, homes, strict=True)
        if unit.index not in taken and len(home.clauses) > 1 and not home.is_article
    ]


def clauses_left(clauses: Sequence[Clause], taken: set[str]) -> list[Clause]:
    """The clauses without a partner."""
    return [c for c in clauses if c.id not in taken]
