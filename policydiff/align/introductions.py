"""Headings that go on in another form: run on into an introduction, divided into several, or joined with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydiff.align.blocks import Block
from policydiff.align.known import Known
from policydiff.align.links import Basis, Links, Pair
from policydiff.align.position import level

# Share of the text below a bare heading that one item or heading took: the heading went there with it.
_TAKEN = 0.5


def introductions(old: Sequence[Block], new: Sequence[Block], known: Known) -> dict[Pair, Basis]:
    """A heading that runs on into its introduction, with the paragraph that opens the text below its bare partner.

    They sum up the section in words of their own every year; that the headings are linked is enough. And where the
    paragraphs are linked, so are the headings.
    """
    opening_old = {block.parent: block.index for block in old if block.opens}
    opening_new = {block.parent: block.index for block in new if block.opens}
    found = [(p, opening_new[q]) for p, q in known.links if q in opening_new and old[p].runs_on]
    found += [(opening_old[p], q) for p, q in known.links if p in opening_old and new[q].runs_on]
    linked = known.links
    found += [(p, q) for p, q in _carried(old, new, linked) if known.may((p, q))]
    found += [(p, q) for q, p in _carried(new, old, linked.turned()) if known.may((p, q))]
    return {
        (i, j): {"introduction": 1.0}
        for i, j in found
        if (i not in linked.of_old and not known.is_closed_old(i))
        or (j not in linked.of_new and not known.is_closed_new(j))
    }


def _carried(here: Sequence[Block], there: Sequence[Block], links: Links[int, Basis]) -> Iterator[Pair]:
    """A bare heading that has no partner, with what took most of the text below it: an item, or another heading.

    The item runs on from a topic of its own; the heading was divided, and has other text below it besides.
    """
    whole: dict[int, int] = {}
    taken: dict[Pair, int] = {}
    for block in here:
        whole[block.parent] = whole.get(block.parent, 0) + len(block.key)
        for q in {q for j in links.of_old.get(block.index, ()) for q in (j, there[j].parent) if q >= 0}:
            taken[block.parent, q] = taken.get((block.parent, q), 0) + len(block.key)
    for (p, q), size in taken.items():
        is_open = p >= 0 and here[p].is_heading and p not in links.of_old
        is_known = q in links.of_new or not there[q].heads  # else the two would be one task under two names
        if is_open and is_known and size > _TAKEN * whole[p] and _may_take(here[p], there[q]):
            yield p, q


def _may_take(heading: Block, block: Block) -> bool:
    """Whether a heading can have gone to a block: a heading of its level, or an item that is counted as it is."""
    if block.heads:
        return level(heading) == level(block)
    return block.runs_on or (heading.is_counted and block.is_counted)
