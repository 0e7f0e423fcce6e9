"""Introductions: a heading that runs on into one, and in the other text a bare heading with a paragraph below it."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.align.blocks import Block
from policydiff.align.known import Known
from policydiff.align.links import Basis, Pair


def introductions(old: Sequence[Block], new: Sequence[Block], known: Known) -> dict[Pair, Basis]:
    """A heading that runs on into its introduction, with the paragraph that opens the text below its bare partner.

    They sum up the section in words of their own every year; that the headings are linked is enough.
    """
    opening_old = {block.parent: block.index for block in old if block.opens}
    opening_new = {block.parent: block.index for block in new if block.opens}
    found = [(p, opening_new[q]) for p, q in known.links if q in opening_new and old[p].runs_on]
    found += [(opening_old[p], q) for p, q in known.links if p in opening_old and new[q].runs_on]
    linked = known.links
    return {
        (i, j): {"introduction": 1.0}
        for i, j in found
        if (i not in linked.of_old and not known.is_closed_old(i))
        or (j not in linked.of_new and not known.is_closed_new(j))
    }
