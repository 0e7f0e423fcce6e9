"""Which blocks of a side hold a pair of characters, and how many of them are looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policydiff.align.options import Options
from policydiff.align.rows import Bools, Ints, Rows, bounds


@dataclass(frozen=True, slots=True)
class Listed:
    """Parts of the list of holders: for which sentence, where the part begins, how long it is, what a holder has."""

    sentence: Ints
    start: Ints
    length: Ints
    weight: Ints

    def where(self, taken: Bools | Ints) -> Listed:
        """Some of the parts."""
        return Listed(self.sentence[taken], self.start[taken], self.length[taken], self.weight[taken])


class Holders:
    """An index of one side's blocks by the pairs of characters that they hold.

    However long the documents are, what is looked at for one sentence is bounded.
    """

    def __init__(self, rows: Rows, terms: int, options: Options) -> None:
        self._count = len(rows.starts) - 1
        self._keys = np.sort(rows.terms * self._count + rows.row)
        self._starts = bounds(np.bincount(rows.terms, minlength=terms))
        self.blocks: Ints = self._keys % self._count
        share = int(options.common_share * self._count)
        self._common = min(options.common_most, max(options.common_least, share))
        self._visits = options.visits

    def of(self, sentences: Rows, expected: Ints) -> Listed:
        """What of the list of holders is looked at for each sentence, in the order of the sentences.

        Common pairs are left out, and the less rare ones where the rare ones lead to blocks enough. Where all are
        common, the blocks are looked at that hold them and stand about where a partner is expected.
        """
        count = len(sentences.starts) - 1
        lengths = np.diff(self._starts)[sentences.terms]
        held = lengths > 0
        terms, length = sentences.terms[held], lengths[held]
        lists = Listed(sentences.row[held], self._starts[terms], length, sentences.weights[held])
        has_rare = np.zeros(count, np.bool_)
        has_rare[lists.sentence[length <= self._common]] = True
        rare = self._rarest(lists, (length <= self._common) & has_rare[lists.sentence])
        common = np.logical_not(has_rare[lists.sentence])
        if not common.any():
            return rare
        around = self._around(lists.where(common), terms[common], expected)
        both = [np.concatenate(pair) for pair in zip(_parts(rare), _parts(around), strict=True)]
        order = np.argsort(both[0], kind="stable")
        return Listed(*(part[order] for part in both))

    def _rarest(self, lists: Listed, rare: Bools) -> Listed:
        """The shortest lists of each sentence, as many as may be looked at, and one at least."""
        found = lists.where(rare)
        width = int(found.length.max(initial=0)) + 1
        order = np.argsort(found.sentence * width + found.length, kind="stable")
        found = found.where(order)
        ends = np.cumsum(found.length)
        first = np.flatnonzero(np.diff(found.sentence, prepend=-1))
        size = np.diff(np.append(first, len(ends)))
        before = np.repeat((ends - found.length)[first], size)
        is_first = np.zeros(len(ends), np.bool_)
        is_first[first] = True
        return found.where((ends - before <= self._visits) | is_first)

    def _around(self, lists: Listed, terms: Ints, expected: Ints) -> Listed:
        """Of each list the part around the block that one expects, of all as much as may be looked at."""
        many = np.bincount(lists.sentence, minlength=len(expected))[lists.sentence]
        half = np.maximum(1, self._visits // (2 * many))
        at = np.searchsorted(self._keys, terms * self._count + expected[lists.sentence]) - lists.start
        begin = np.maximum(0, at - half)
        end = np.minimum(lists.length, at + half)
        return Listed(lists.sentence, lists.start + begin, end - begin, lists.weight)


def _parts(listed: Listed) -> tuple[Ints, Ints, Ints, Ints]:
    return listed.sentence, listed.start, listed.length, listed.weight
