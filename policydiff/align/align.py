"""Two documents → which clause of the one carries on which of the other.

Settled in this order, each step leaving less to the next: what a person said, lines that pair by their kind,
identical text, text with enough in common, repeats, and at last clauses that moved out of one block into another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from policydiff.align.evidence import Pair
from policydiff.align.exact import by_kind, identical
from policydiff.align.facts import in_common
from policydiff.align.inner import Links, Repeats, clauses_left, link_all, link_inside
from policydiff.align.moved import moved_text
from policydiff.align.overrides import Ids, Ruling, rule
from policydiff.align.rounds import Known
from policydiff.align.scores import Basis
from policydiff.align.units import Unit, blocks, single_clauses
from policydiff.model import Alignment, Document, Facts, Group, Link, Note, Options, Override

_EXCERPT = 20  # characters of a repeat that a note quotes
_NO_FACTS, _USUAL = Facts(), Options()


def align(
    old: Document,
    new: Document,
    *,
    old_facts: Facts = _NO_FACTS,
    new_facts: Facts = _NO_FACTS,
    overrides: Sequence[Override] = (),
    options: Options = _USUAL,
) -> Alignment:
    r"""Link the clauses of two documents; turned round, the same links come out.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> old = parse("一、目标\n商标注册平均审查周期压减至5个月。\n开展业务轮训。", Head(id="2019"))
    >>> new = parse("一、目标\n商标注册平均审查周期压减至4个月以内。\n支持企业复工复产。", Head(id="2020"))
    >>> [(group.old, group.new) for group in align(old, new).groups]
    [(('一',), ('一',)), (('一/¶1',), ('一/¶1',)), (('一/¶2',), ()), ((), ('一/¶2',))]
    """
    ruling = rule(overrides, old, new)
    links, repeats = _links(old, new, ruling, old_facts, new_facts, options)
    links |= _moves(old, new, links, ruling, options)
    left_old, left_new = {a for a, _ in links}, {b for _, b in links}
    notes = [n for n in (_undecided(r, old, left_old, left_new) for r in repeats) if n]
    return Alignment(
        groups=_groups(old, new, links),
        moved_text=moved_text(old, new, links, options),
        notes=(*ruling.notes, *notes),
    )


def _links(
    old: Document, new: Document, ruling: Ruling, old_facts: Facts, new_facts: Facts, options: Options
) -> tuple[Links, list[Repeats]]:
    """Everything but moves."""
    a, b = blocks(old), blocks(new)
    head_old = {unit.clauses[0].id: unit.index for unit in a}
    head_new = {unit.clauses[0].id: unit.index for unit in b}
    forbidden = {(head_old[x], head_new[y]) for x, y in ruling.forbidden if x in head_old and y in head_new}
    given: dict[Pair, Basis] = {
        (head_old[x], head_new[y]): {"override": 1.0} for x, y in ruling.links if x in head_old and y in head_new
    }
    fixed_old, fixed_new = {i for i, _ in given}, {j for _, j in given}
    kinds = {
        (i, j): basis
        for (i, j), basis in by_kind(a, b).items()
        if i not in fixed_old and j not in fixed_new and (i, j) not in forbidden
    }
    known = Known(
        links=given | kinds,
        allowed=lambda pair: pair not in forbidden,
        facts=in_common(a, b, old_facts, new_facts),
    )
    found, repeated = link_all(a, b, known=known, bars=(options.article_bar, options.text_bar), options=options)
    between = {**known.links, **found}
    fixed: Links = {pair: {"override": 1.0} for pair in ruling.links}
    fixed |= _identical_elsewhere(a, b, between, _allowed_beside(fixed, ruling), options)
    inside, inner_repeats = link_inside(between, a, b, allowed=_allowed_beside(fixed, ruling), options=options)
    repeats = [_ids(a, r.old, b, r.new) for r in repeated] + inner_repeats
    return fixed | inside, repeats


def _identical_elsewhere(
    a: Sequence[Unit],
    b: Sequence[Unit],
    between: Mapping[Pair, Basis],
    allowed: Callable[[Ids], bool],
    options: Options,
) -> Links:
    """Long clauses that say the same word for word and stand in blocks that are not linked: they moved."""
    home_old = {c.id: unit.index for unit in a for c in unit.clauses}
    home_new = {c.id: unit.index for unit in b for c in unit.clauses}
    ours = single_clauses([c for unit in a if len(unit.clauses) > 1 for c in unit.clauses])
    theirs = single_clauses([c for unit in b if len(unit.clauses) > 1 for c in unit.clauses])
    same, _ = identical(ours, theirs, Known())
    found: Links = {}
    for i, j in same:
        pair = (ours[i].clauses[0].id, theirs[j].clauses[0].id)
        elsewhere = (home_old[pair[0]], home_new[pair[1]]) not in between
        if elsewhere and len(ours[i].key) >= options.moved_least and allowed(pair):
            found[pair] = {"identical": 1.0, "moved": 1.0}
    return found


def _ids(a: Sequence[Unit], old: Sequence[int], b: Sequence[Unit], new: Sequence[int]) -> Repeats:
    return tuple(a[i].clauses[0].id for i in old), tuple(b[j].clauses[0].id for j in new)


def _allowed_beside(fixed: Collection[Ids], ruling: Ruling) -> Callable[[Ids], bool]:
    """Whether two clauses may be linked: neither is in a link that is fixed, and nobody forbade it."""
    fixed_old, fixed_new = {x for x, _ in fixed}, {y for _, y in fixed}

    def allowed(pair: Ids) -> bool:
        return pair[0] not in fixed_old and pair[1] not in fixed_new and pair not in ruling.forbidden

    return allowed


def _moves(old: Document, new: Document, links: Mapping[Ids, Basis], ruling: Ruling, options: Options) -> Links:
    """Clauses left over on both sides that are nearly the same: they moved out of one block into another."""
    a = single_clauses(clauses_left(old.clauses, {x for x, _ in links}))
    b = single_clauses(clauses_left(new.clauses, {y for _, y in links}))
    if not (a and b):
        return {}
    allowed = _allowed_beside(ruling.links, ruling)
    # The place says nothing about what has moved.
    options = replace(options, order_weight=0.0, parent_weight=0.0, below_weight=0.0, slot_bar=2.0)
    known = Known(allowed=lambda pair: allowed((a[pair[0]].clauses[0].id, b[pair[1]].clauses[0].id)))
    found, _ = link_all(a, b, known=known, bars=(options.move_bar,) * 2, options=options)
    return {(a[i].clauses[0].id, b[j].clauses[0].id): {**basis, "moved": 1.0} for (i, j), basis in found.items()}


def _undecided(repeat: Repeats, old: Document, linked_old: Collection[str], linked_new: Collection[str]) -> Note | None:
    """A note on a repeat that neither order nor neighbours decide, unless its clauses found partners after all."""
    ours = [c for c in repeat[0] if c not in linked_old]
    theirs = [c for c in repeat[1] if c not in linked_new]
    if not (ours and theirs):
        return None
    text = old.by_id[ours[0]].words
    excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
    values = (("text", excerpt), ("old", "、".join(ours)), ("new", "、".join(theirs)))
    return Note("repeat-undecided", theirs[0], values)


def _groups(old: Document, new: Document, links: Mapping[Ids, Basis]) -> tuple[Group, ...]:
    """Clauses whose links hang together, in the order of the old document, what was added behind what it follows."""
    at_old = {c.id: i for i, c in enumerate(old.clauses)}
    at_new = {c.id: i for i, c in enumerate(new.clauses)}
    of_old: dict[str, list[str]] = {}
    of_new: dict[str, list[str]] = {}
    for x, y in links:
        of_old.setdefault(x, []).append(y)
        of_new.setdefault(y, []).append(x)
    groups = []
    seen: set[str] = set()
    for clause in old.clauses:
        if clause.id in seen:
            continue
        ours, theirs, todo = {clause.id}, set[str](), [clause.id]
        while todo:
            fresh = set(of_old.get(todo.pop(), ())) - theirs
            theirs |= fresh
            more = {x for y in fresh for x in of_new[y]} - ours
            ours |= more
            todo += more
        seen |= ours
        left, right = sorted(ours, key=at_old.__getitem__), sorted(theirs, key=at_new.__getitem__)
        inside = tuple(Link(x, y, links[x, y]) for x in left for y in right if (x, y) in links)
        groups.append(Group(tuple(left), tuple(right), inside))
    groups += [Group((), (c.id,)) for c in new.clauses if c.id not in of_new]
    return tuple(groups)
