"""Two documents → which clause of the one carries on which of the other.

Settled in this order, each step leaving less to the next: what a person said, lines that pair by their kind,
identical text, text with enough in common, repeats, and at last clauses that moved out of one block into another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

from policydiff.align.clusters import clusters
from policydiff.align.evidence import Pair
from policydiff.align.exact import Known, by_kind, identical
from policydiff.align.facts import in_common
from policydiff.align.inner import ClauseLinks, Undecided, head, ids_of, link_inside
from policydiff.align.linking import Bar
from policydiff.align.moved import moved_text
from policydiff.align.overrides import Ids, Ruling, rule
from policydiff.align.rounds import link_by_score, link_units
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
    a, b = blocks(old), blocks(new)
    known = _settled(a, b, ruling, in_common(a, b, old_facts, new_facts))
    is_law = any(unit.is_article for unit in (*a, *b))
    bars = Bar(options.article_bar, exclusive=True), Bar(options.text_bar, exclusive=is_law)
    found, repeats = link_units(a, b, known=known, bars=bars, options=options)
    between = {**known.links, **found}
    links: ClauseLinks = {pair: {"override": 1.0} for pair in sorted(ruling.links)}
    links |= _moved_inside(a, b, between, _beside(links, ruling), options)
    inside, inner_repeats = link_inside(between, a, b, allowed=_beside(links, ruling), options=options)
    links |= inside
    links |= _moves(old, new, links, _beside(links, ruling), options)
    undecided = [(ids_of(a, r.old), ids_of(b, r.new)) for r in repeats] + inner_repeats
    return Alignment(
        groups=_groups(old, new, links),
        moved_text=moved_text(old, new, links, options),
        notes=(*ruling.notes, *_notes(undecided, old, links)),
    )


def _settled(a: Sequence[Unit], b: Sequence[Unit], ruling: Ruling, facts: Mapping[Pair, float]) -> Known:
    """What is known of the blocks before any word is read: a person's rulings, and lines that pair by their kind."""
    head_old, head_new = {head(unit): unit.index for unit in a}, {head(unit): unit.index for unit in b}
    given: dict[Pair, Basis] = {
        (head_old[x], head_new[y]): {"override": 1.0} for x, y in ruling.links if x in head_old and y in head_new
    }
    forbidden = {(head_old[x], head_new[y]) for x, y in ruling.forbidden if x in head_old and y in head_new}
    # A paragraph that a person linked to a part of an article is not free for another block.
    held_old = frozenset(head_old[x] for x, _ in ruling.links if x in head_old and len(a[head_old[x]].clauses) == 1)
    held_new = frozenset(head_new[y] for _, y in ruling.links if y in head_new and len(b[head_new[y]].clauses) == 1)
    fixed_old, fixed_new = held_old | {i for i, _ in given}, held_new | {j for _, j in given}
    kinds = {
        (i, j): basis
        for (i, j), basis in by_kind(a, b).items()
        if not (i in fixed_old or j in fixed_new or (i, j) in forbidden)
    }
    return Known(
        links={**given, **kinds},
        held_old=held_old,
        held_new=held_new,
        allowed=lambda pair: pair not in forbidden,
        facts=facts,
    )


def _beside(links: Collection[Ids], ruling: Ruling) -> Callable[[Ids], bool]:
    """Whether two clauses may be linked: neither is in one of these links, and nobody forbade it."""
    linked_old, linked_new = {x for x, _ in links}, {y for _, y in links}

    def allowed(pair: Ids) -> bool:
        return pair[0] not in linked_old and pair[1] not in linked_new and pair not in ruling.forbidden

    return allowed


def _moved_inside(
    a: Sequence[Unit],
    b: Sequence[Unit],
    between: Mapping[Pair, Basis],
    allowed: Callable[[Ids], bool],
    options: Options,
) -> ClauseLinks:
    """Clauses of two articles that are not linked, which say the same word for word and nothing else says so."""
    home_old = {c.id: unit.index for unit in a for c in unit.clauses}
    home_new = {c.id: unit.index for unit in b for c in unit.clauses}
    ours = single_clauses([c for unit in a if len(unit.clauses) > 1 for c in unit.clauses])
    theirs = single_clauses([c for unit in b if len(unit.clauses) > 1 for c in unit.clauses])
    same, _ = identical(ours, theirs, Known())
    long = [(head(ours[i]), head(theirs[j])) for i, j in same if len(ours[i].key) >= options.moved_least]
    return {
        (x, y): {"identical": 1.0, "moved": 1.0}
        for x, y in long
        if (home_old[x], home_new[y]) not in between and allowed((x, y))
    }


def _moves(
    old: Document, new: Document, links: Collection[Ids], allowed: Callable[[Ids], bool], options: Options
) -> ClauseLinks:
    """Clauses left over on both sides that are nearly the same: they moved out of one block into another."""
    linked_old, linked_new = {x for x, _ in links}, {y for _, y in links}
    least = options.moved_least
    a = single_clauses([c for c in old.clauses if c.id not in linked_old and len(c.content) >= least])
    b = single_clauses([c for c in new.clauses if c.id not in linked_new and len(c.content) >= least])
    if not (a and b):
        return {}
    # The place says nothing about what has moved.
    words_alone = replace(
        options,
        order_weight=0.0,
        parent_weight=0.0,
        heading_weight=0.0,
        below_weight=0.0,
        slot_bar=2.0,
        absorbed_share=inf,
    )
    known = Known(allowed=lambda pair: allowed((head(a[pair[0]]), head(b[pair[1]]))))
    same, repeats = identical(a, b, known)
    known = replace(
        known,
        links=same,
        held_old=frozenset(i for r in repeats for i in r.old),
        held_new=frozenset(j for r in repeats for j in r.new),
    )
    bar = Bar(options.move_bar, exclusive=True)
    alike = link_by_score(a, b, known=known, bars=(bar, bar), options=words_alone)
    return {(head(a[i]), head(b[j])): {**basis, "moved": 1.0} for (i, j), basis in {**same, **alike}.items()}


def _notes(undecided: Iterable[Undecided], old: Document, links: Collection[Ids]) -> Iterator[Note]:
    """A note on each repeat that neither order nor neighbours decide, if its clauses found no other partners."""
    linked_old, linked_new = {x for x, _ in links}, {y for _, y in links}
    for repeat in undecided:
        ours = [c for c in repeat[0] if c not in linked_old]
        theirs = [c for c in repeat[1] if c not in linked_new]
        if ours and theirs:
            text = old.by_id[ours[0]].content
            excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
            values = (("text", excerpt), ("old", "、".join(ours)), ("new", "、".join(theirs)))
            yield Note("repeat-undecided", theirs[0], values)


def _groups(old: Document, new: Document, links: Mapping[Ids, Basis]) -> tuple[Group, ...]:
    """Clauses whose links hang together, in the order of the old document; then what was added."""
    at_old = {c.id: i for i, c in enumerate(old.clauses)}
    at_new = {c.id: i for i, c in enumerate(new.clauses)}
    groups = []
    for together in clusters(sorted(links, key=lambda pair: (at_old[pair[0]], at_new[pair[1]]))):
        ours = sorted({x for x, _ in together}, key=at_old.__getitem__)
        theirs = sorted({y for _, y in together}, key=at_new.__getitem__)
        groups.append(Group(tuple(ours), tuple(theirs), tuple(Link(x, y, links[x, y]) for x, y in together)))
    linked_old, linked_new = {x for x, _ in links}, {y for _, y in links}
    groups += [Group((c.id,), ()) for c in old.clauses if c.id not in linked_old]
    groups.sort(key=lambda group: at_old[group.old[0]])
    return (*groups, *(Group((), (c.id,)) for c in new.clauses if c.id not in linked_new))
