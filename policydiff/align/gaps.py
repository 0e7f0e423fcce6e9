"""Gaps: blocks without a partner whose neighbours on both sides are linked to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policydiff.align.blocks import Block
from policydiff.align.links import Links, Pair


def gaps(old: Sequence[Block], new: Sequence[Block], links: Links[int, Any]) -> list[Pair]:
    """Pairs of blocks without a partner whose neighbours on both sides are linked to each other.

    >>> from types import SimpleNamespace
    >>> gaps([SimpleNamespace()] * 3, [SimpleNamespace()] * 3, Links({(0, 0): 1.0, (2, 2): 1.0}))
    [(1, 1)]
    """
    ends = {*links, (-1, -1), (len(old), len(new))}
    return sorted(
        (i + 1, j + 1)
        for i, j in ends
        if (i + 2, j + 2) in ends and i + 1 not in links.of_old and j + 1 not in links.of_new
    )
