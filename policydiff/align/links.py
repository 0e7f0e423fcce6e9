"""Links: pairs of an old and a new thing, each with what speaks for it, and the partners of either side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T", int, str)
V = TypeVar("V")

Pair = tuple[int, int]  # an old and a new block, by their index
Ids = tuple[str, str]  # an old and a new clause, by their id
Basis = Mapping[str, float]  # the named parts of what speaks for a link


@dataclass(frozen=True)
class Links(Generic[T, V]):
    """Pairs in the order in which they were found, each with a value.

    >>> links = Links({(1, 1): "a", (2, 2): "b", (3, 1): "c"})
    >>> links.of_new[1], 3 in links.of_old, (3, 1) in links
    ((1, 3), True, True)
    >>> list(links.clusters())
    [[(1, 1), (3, 1)], [(2, 2)]]
    """

    found: Mapping[tuple[T, T], V] = field(default_factory=dict)

    @cached_property
    def of_old(self) -> Mapping[T, tuple[T, ...]]:
        """The partners of each old side that has any."""
        return _partners((a, b) for a, b in self.found)

    @cached_property
    def of_new(self) -> Mapping[T, tuple[T, ...]]:
        """The partners of each new side that has any."""
        return _partners((b, a) for a, b in self.found)

    def turned(self) -> Links[T, V]:
        """The same with old and new changed about."""
        return Links({(b, a): value for (a, b), value in self.found.items()})

    def touches(self, pair: tuple[T, T]) -> bool:
        """Whether either side of a pair has a partner."""
        return pair[0] in self.of_old or pair[1] in self.of_new

    def __contains__(self, pair: object) -> bool:
        return pair in self.found

    def __iter__(self) -> Iterator[tuple[T, T]]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, pair: tuple[T, T]) -> V:
        return self.found[pair]

    def __or__(self, more: Links[T, V] | Mapping[tuple[T, T], V]) -> Links[T, V]:
        """These and more; of a pair that is in both the later value counts."""
        return Links({**self.found, **(more.found if isinstance(more, Links) else more)})

    def clusters(self) -> Iterator[list[tuple[T, T]]]:
        """The pairs that share a side, directly or through others, in the order in which they were found."""
        number = {pair: n for n, pair in enumerate(self.found)}
        seen: set[tuple[T, T]] = set()
        for start in self.found:
            if start in seen:
                continue
            together, todo, met = {start}, [start], set()
            while todo:
                left, right = todo.pop()
                for side, at, partners in ((0, left, self.of_old), (1, right, self.of_new)):
                    if (side, at) not in met:
                        met.add((side, at))
                        fresh = {(left, b) if side == 0 else (b, right) for b in partners[at]} - together
                        together |= fresh
                        todo += fresh
            seen |= together
            yield sorted(together, key=number.__getitem__)


def _partners(pairs: Iterable[tuple[T, T]]) -> Mapping[T, tuple[T, ...]]:
    found: dict[T, list[T]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return {one: tuple(others) for one, others in found.items()}
