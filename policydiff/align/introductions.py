"""Introductions: a heading that runs on into one, and in the other text a bare heading with a paragraph below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydiff.align.blocks import Block
from policydiff.align.known import Known
from policydiff.align.links import Basis, Links, Pair

# Share of the text below a bare heading that one item took: it is then that heading's, and no longer part of it.
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
    """A bare heading that has no partner, with the item that runs on and took most of what stands below it."""
    whole: dict[int, int] = {}
    taken: dict[Pair, int] = {}
    for block in here:
        whole[block.parent] = whole.get(block.parent, 0) + len(block.key)
        for q in links.of_old.get(block.index, ()):
            if there[q].runs_on:
                taken[block.parent, q] = taken.get((block.parent, q), 0) + len(block.key)
    for (p, q), size in taken.items():
        if p >= 0 and here[p].is_heading and p not in links.of_old and size > _TAKEN * whole[p]:
            yield p, q
