"""The pairs of blocks that are looked at, as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from policydiff.align.links import Pair
from policydiff.align.rows import Bools, Floats, Ints, distinct, find

A = TypeVar("A", Ints, Floats)


@dataclass(frozen=True)
class Pairs:
    """Pairs of an old and a new block in order; a key is the old block times `width` plus the new one."""

    keys: Ints
    width: int

    @cached_property
    def old(self) -> Ints:
        """The old block of each pair."""
        return self.keys // self.width

    @cached_property
    def new(self) -> Ints:
        """The new block of each pair."""
        return self.keys % self.width

    def __len__(self) -> int:
        return len(self.keys)

    def where(self, taken: Bools | Ints) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.keys[taken], self.width)

    def union(self, more: Pairs) -> Pairs:
        """These and more."""
        return Pairs(distinct(np.concatenate((self.keys, more.keys))), self.width)

    def pair(self, row: int) -> Pair:
        """One pair."""
        old, new = divmod(int(self.keys[row]), self.width)
        return old, new

    def tuples(self) -> list[Pair]:
        """All pairs."""
        return list(zip(self.old.tolist(), self.new.tolist(), strict=True))

    def find(self, old: Ints, new: Ints) -> tuple[Ints, Bools]:
        """Where some pairs stand among these, and whether they do."""
        return find(self.keys, old * self.width + new)


def pairs_of(pairs: Iterable[Pair], width: int) -> Pairs:
    """Pairs in order."""
    return Pairs(distinct(np.array([i * width + j for i, j in pairs], np.int64)), width)


@dataclass(slots=True)
class Column(Generic[A]):
    """What is worked out once for each pair, while the pairs that are asked for grow."""

    work_out: Callable[[Pairs], A]
    values: A  # at first empty
    keys: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def of(self, pairs: Pairs) -> A:
        """The value of each pair."""
        at, known = find(self.keys, pairs.keys)
        values = np.zeros_like(self.values, shape=len(pairs))
        values[known] = self.values[at[known]]
        if not known.all():
            values[~known] = self.work_out(pairs.where(~known))
        self.keys, self.values = pairs.keys, values
        return values
