"""Which blocks of a side hold a pair of characters, and how many of them are looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policydiff.align.options import Options
from policydiff.align.rarity import Weights


class Holders:
    """An index of one side's blocks by the pairs of characters that they hold.

    However long the documents are, what is looked at for one sentence is bounded.
    """

    def __init__(self, blocks: Sequence[Weights], options: Options) -> None:
        self._holders: dict[str, list[int]] = {}
        for j, weights in enumerate(blocks):
            for pair in weights:
                if pair in self._holders:
                    self._holders[pair].append(j)
                else:
                    self._holders[pair] = [j]
        share = int(options.common_share * len(blocks))
        self._common = min(options.common_most, max(options.common_least, share))
        self._visits = options.visits

    def of(self, weights: Weights, *, expected: int) -> dict[int, int]:
        """The blocks that hold some of these pairs, each with the weight of what it holds.

        Common pairs are left out, and the less rare ones where the rare ones lead to blocks enough. Where all are
        common, the blocks are looked at that hold them and stand about where a partner is expected.
        """
        lists = [(self._holders[pair], weight, pair) for pair, weight in weights.items() if pair in self._holders]
        rare = [each for each in lists if len(each[0]) <= self._common]
        if lists and not rare:
            rare = self._around(lists, expected)
        elif sum([len(each[0]) for each in rare]) > self._visits:
            rare = self._rarest(rare)
        held: dict[int, int] = {}
        for blocks, weight, _ in rare:
            for j in blocks:
                held[j] = held.get(j, 0) + weight
        return held

    def _rarest(self, lists: Sequence[Listed]) -> list[Listed]:
        found: list[Listed] = []
        left = self._visits
        for each in sorted(lists, key=_rareness):
            left -= len(each[0])
            if left < 0 and found:
                break
            found.append(each)
        return found

    def _around(self, lists: Sequence[Listed], expected: int) -> list[Listed]:
        """Of each list the part around the block that one expects, of all as much as may be looked at."""
        half = max(1, self._visits // (2 * len(lists)))
        found = []
        for blocks, weight, pair in lists:
            at = bisect_left(blocks, expected)
            found.append((blocks[max(0, at - half) : at + half], weight, pair))
        return found


Listed = tuple[list[int], int, str]  # the holders of a pair of characters, its weight, and the pair


def _rareness(each: Listed) -> tuple[int, str]:
    return len(each[0]), each[2]
