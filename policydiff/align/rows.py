"""Rows of different length in flat arrays, and what is asked of them; all that is vectorised stands on this.

Sums are made of whole numbers, or in the order in which the values are given: no figure depends on the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
T = TypeVar("T")

_WORD = 63  # bits of a whole number that is not negative


def flags(things: Sequence[T], holds: Callable[[T], bool]) -> Bools:
    """For each thing whether something holds of it."""
    return np.fromiter(map(holds, things), np.bool_, len(things))


def numbers(things: Sequence[T], number: Callable[[T], int]) -> Ints:
    """For each thing a whole number."""
    return np.fromiter(map(number, things), np.int64, len(things))


def bounds(lengths: Ints) -> Ints:
    """Where each row begins, and the end of the last.

    >>> bounds(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    found = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=found[1:])
    return found


def per_row(starts: Ints, values: Ints) -> Ints:
    """The sum of each row's values.

    >>> per_row(np.array([0, 2, 2, 3]), np.array([4, 5, 6])).tolist()
    [9, 0, 6]
    """
    return np.diff(bounds(values)[starts])


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """The indexes of some ranges, one range behind the other.

    >>> ranges(np.array([7, 0]), np.array([2, 3])).tolist()
    [7, 8, 0, 1, 2]
    """
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)


def summed(keys: Ints, weights: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, each with the sum of its weights; neither may be negative.

    >>> [a.tolist() for a in summed(np.array([3, 1, 3]), np.array([5, 6, 7]))]
    [[1, 3], [6, 12]]
    """
    if not len(keys):
        return keys, weights
    bits = int(weights.max()).bit_length()
    if int(keys.max()).bit_length() + bits <= _WORD:  # one sort of numbers is several times faster than one of indexes
        both = np.sort(keys << bits | weights)
        keys, weights = both >> bits, both & ((1 << bits) - 1)
    else:
        order = np.argsort(keys, kind="stable")
        keys, weights = keys[order], weights[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.add.reduceat(weights, first)


def distinct(keys: Ints) -> Ints:
    """The distinct keys in order.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(keys)
    found: Ints = ordered[np.diff(ordered, prepend=-1) != 0]
    return found


def find(ordered: Ints, wanted: Ints) -> tuple[Ints, Bools]:
    """Where some keys stand among ordered ones, and whether they do.

    >>> [a.tolist() for a in find(np.array([2, 4]), np.array([4, 5, 2]))]
    [[1, 0, 0], [True, False, True]]
    """
    at = np.searchsorted(ordered, wanted)
    at[at == len(ordered)] = 0
    return at, ordered[at] == wanted if len(ordered) else np.zeros(len(wanted), np.bool_)


def greatest(lengths: Ints, values: NDArray[np.int64] | Floats, most: int) -> Bools:
    """Which values are among the greatest of their row, of equal ones those that come first.

    >>> greatest(np.array([4, 1]), np.array([5, 9, 5, 7, 1]), 3).tolist()
    [True, True, False, True, True]
    """
    taken = np.ones(len(values), np.bool_)
    starts = bounds(lengths)[:-1]
    width = most
    while (long := np.flatnonzero(lengths > width)).size:  # rows of like length together: little is filled up
        width *= 2
        rows = long[lengths[long] <= width]
        if rows.size:
            at = ranges(starts[rows], lengths[rows])
            taken[at] = _greatest(lengths[rows], values[at], most, width)
    return taken


def _greatest(lengths: Ints, values: NDArray[np.int64] | Floats, most: int, width: int) -> Bools:
    inside = np.arange(width) < lengths[:, None]
    square = np.full(inside.shape, -1, values.dtype)
    square[inside] = values
    least = np.partition(square, width - most, axis=1)[:, width - most, None]
    above = square > least
    level = (square == least) & inside
    level &= np.cumsum(level, axis=1) <= most - above.sum(axis=1, keepdims=True)
    found: Bools = (above | level)[inside]
    return found


@dataclass(frozen=True, slots=True)
class Rows:
    """For each row some terms in order, each with a weight; `starts` says where each row begins, and the end."""

    starts: Ints
    terms: Ints
    weights: Ints

    @property
    def lengths(self) -> Ints:
        """How many terms each row has."""
        return np.diff(self.starts)

    @property
    def row(self) -> Ints:
        """The row of each term."""
        return np.repeat(np.arange(len(self.starts) - 1), self.lengths)

    def totals(self) -> Ints:
        """The weight of each row, 1 where it has none."""
        return np.maximum(per_row(self.starts, self.weights), 1)

    def of(self, row: int) -> dict[int, int]:
        """One row's terms, each with its weight."""
        part = slice(self.starts[row], self.starts[row + 1])
        return dict(zip(self.terms[part].tolist(), self.weights[part].tolist(), strict=True))


def rows_of(count: int, size: int, keys: Ints, weights: Ints) -> Rows:
    """Rows from ordered keys, each a row times `size` plus a term."""
    row, term = np.divmod(keys, size)
    return Rows(bounds(np.bincount(row, minlength=count)), term, weights)


def in_common(one: Rows, other: Rows, size: int, left: Ints, right: Ints) -> Ints:
    """For pairs of a row of the one and a row of the other the weight of what both have, of each term the lesser.

    Terms are below `size`. The rows on the right are spread out in turn, some at once, so that each term of a
    row on the left is looked up in one step.
    """
    found = np.zeros(len(left), np.int64)
    order = np.argsort(right, kind="stable")
    asked, first = np.unique(right[order], return_index=True)
    ends = np.append(first[1:], len(order))
    at_once = max(1, min(len(asked), _SPREAD // size))
    spread = np.zeros(at_once * size, np.int64)
    work = np.cumsum(one.lengths[left[order]])
    begin = 0
    while begin < len(asked):
        done = work[first[begin] - 1] if first[begin] else 0
        end = int(np.searchsorted(work[ends - 1], done + _AT_ONCE, side="right"))
        end = min(max(end, begin + 1), begin + at_once)
        rows = asked[begin:end]
        there = ranges(other.starts[rows], other.lengths[rows])
        place = np.repeat(np.arange(end - begin) * size, other.lengths[rows]) + other.terms[there]
        spread[place] = other.weights[there]
        pairs = order[first[begin] : ends[end - 1]]
        lengths = one.lengths[left[pairs]]
        here = ranges(one.starts[left[pairs]], lengths)
        column = np.repeat((np.searchsorted(rows, right[pairs])) * size, lengths) + one.terms[here]
        less = np.minimum(one.weights[here], spread[column])
        found[pairs] = per_row(bounds(lengths), less)
        spread[place] = 0
        begin = end
    return found


_SPREAD = 1 << 22  # numbers: 32 MB
_AT_ONCE = 1 << 20
