"""Which linked clauses stand where they stood, which were only renumbered, which moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.model import Clause, Document, Group, Link, Place
from policydiff.text.normalise import essence


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a group's clauses stand under one parent: its first clause on each side, and how much text they hold."""

    group: int
    old_at: int
    new_at: int
    weight: int


def movements(old: Document, new: Document, groups: Sequence[Group]) -> tuple[Place | None, ...]:
    """What moved: the facet `place` of each group, None where a side is empty.

    Moved: no link stands under parents that are linked to each other, or the group lies outside the heaviest
    run of its siblings that kept its order. Parents without a partner are looked through, so that new
    chapter headings above old clauses move none of them.
    """
    old_of = {clause: i for i, g in enumerate(groups) for clause in g.old}
    new_of = {clause: i for i, g in enumerate(groups) for clause in g.new}
    linked = [bool(g.old and g.new) for g in groups]
    old_parent = _effective_parents(old, old_of, linked, _going_on(old, new, old_of, [g.new for g in groups]))
    new_parent = _effective_parents(new, new_of, linked, _going_on(new, old, new_of, [g.old for g in groups]))
    old_size, new_size = _sizes(old), _sizes(new)
    old_at = {c.id: i for i, c in enumerate(old.clauses)}
    new_at = {c.id: i for i, c in enumerate(new.clauses)}

    siblings: dict[int | None, list[_Seat]] = {}
    for i, group in enumerate(groups):
        weight = sum(old_size[c] for c in group.old) + sum(new_size[c] for c in group.new)
        at_home: dict[int | None, list[Link]] = {}  # a group of several clauses can be at home under several parents
        for x in group.links:
            if old_parent[x.old] == new_parent[x.new]:
                at_home.setdefault(old_parent[x.old], []).append(x)
        for parent, links in at_home.items():
            first_old, first_new = min(old_at[x.old] for x in links), min(new_at[x.new] for x in links)
            siblings.setdefault(parent, []).append(_Seat(i, first_old, first_new, weight))
    in_order = {i for seats in siblings.values() for i in _heaviest_run(seats, old_first=_old_first(old, new))}
    return tuple(
        None if not linked[i] else "moved" if i not in in_order else _label_place(old, new, g)
        for i, g in enumerate(groups)
    )


def _sizes(document: Document) -> dict[str, int]:
    """How much text a clause holds with all that stands under it: what it takes along where it goes."""
    found = {c.id: len(c.text) for c in document.clauses}
    for clause in reversed(document.clauses):  # children before their parent
        if clause.parent is not None:
            found[clause.parent] += found[clause.id]
    return found


def _going_on(
    document: Document, other: Document, group_of: Mapping[str, int], partners: Sequence[Sequence[str]]
) -> Mapping[str, int]:
    """For each article that goes on behind a first paragraph of its own, the group of the paragraph that goes on.

    What the other document's article begins with is a further paragraph of this one; its other paragraphs stayed.
    `partners` are the other document's clauses of each group.
    """
    found: dict[str, int] = {}
    for clause in document.clauses:
        above = document.by_id[clause.parent] if clause.parent else None
        group = group_of[clause.id]
        heads = any(other.by_id[c].kind == "article" for c in partners[group])
        if above is not None and above.kind == "article" != clause.kind and heads:
            found.setdefault(above.id, group)
    return found


def _effective_parents(
    document: Document, group_of: Mapping[str, int], linked: Sequence[bool], going_on: Mapping[str, int]
) -> dict[str, int | None]:
    """For each clause the group of its nearest ancestor that has a partner; None is the document itself."""
    found: dict[str, int | None] = {}
    for clause in document.clauses:  # a parent comes before its children
        above = clause.parent
        if above is None:
            found[clause.id] = None
            continue
        group = group_of[above] if linked[group_of[above]] else going_on.get(above)
        found[clause.id] = found[above] if group in (None, group_of[clause.id]) else group
    return found


def _old_first(old: Document, new: Document) -> bool:
    """Whose order decides a tie: the older document's, whichever way round the two are compared."""

    def age(document: Document) -> tuple[str, str, str]:
        return document.head.issued or "", document.head.id, document.text

    return age(old) <= age(new)


def _heaviest_run(seats: Sequence[_Seat], *, old_first: bool) -> list[int]:
    """The groups of the run that keeps its order on both sides and holds the most text.

    On a tie the run that begins earlier in the deciding order wins.

    >>> a, b, c = _Seat(0, 0, 1, 10), _Seat(1, 1, 0, 30), _Seat(2, 2, 2, 5)
    >>> _heaviest_run([a, b, c], old_first=True)
    [1, 2]
    """
    ordered = sorted(seats, key=lambda s: (s.old_at, s.new_at) if old_first else (s.new_at, s.old_at))
    ends = [s.new_at if old_first else s.old_at for s in ordered]
    if all(a < b for a, b in pairwise(ends)):
        return [s.group for s in ordered]
    rank = {end: at + 1 for at, end in enumerate(sorted(set(ends)))}
    # For each stretch of ends (a Fenwick tree) the heaviest run that ends in it, the earliest of the heaviest first.
    heaviest: list[tuple[int, int]] = [(0, 1)] * (len(rank) + 1)
    whole, before = [], []
    for i, (seat, end) in enumerate(zip(ordered, ends, strict=True)):
        best, at = (0, 1), rank[end] - 1
        while at > 0:
            best = max(best, heaviest[at])
            at -= at & -at
        whole.append(best[0] + seat.weight)
        before.append(-best[1])
        at = rank[end]
        while at < len(heaviest):
            heaviest[at] = max(heaviest[at], (whole[i], -i))
            at += at & -at
    run: list[int] = []
    last = max(range(len(ordered)), key=lambda i: (whole[i], -i))
    while last >= 0:
        run.append(ordered[last].group)
        last = before[last]
    return run[::-1]


def _label_place(old: Document, new: Document, group: Group) -> Place:
    kept = any(_label(old.by_id[x.old]) == _label(new.by_id[x.new]) for x in group.links)
    return "same" if kept else "renumbered"


def _label(clause: Clause) -> str:
    return essence(clause.label)
