"""Pairs → the pairs that hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def clusters(pairs: Iterable[tuple[T, T]]) -> Iterator[list[tuple[T, T]]]:
    """Sort pairs into those that share a left or a right side, directly or through others, in the order given.

    >>> list(clusters([(1, 1), (2, 2), (3, 1)]))
    [[(1, 1), (3, 1)], [(2, 2)]]
    """
    of_left: dict[T, list[tuple[T, T]]] = {}
    of_right: dict[T, list[tuple[T, T]]] = {}
    number: dict[tuple[T, T], int] = {}
    for pair in pairs:
        number[pair] = len(number)
        of_left.setdefault(pair[0], []).append(pair)
        of_right.setdefault(pair[1], []).append(pair)
    seen: set[tuple[T, T]] = set()
    for start in number:
        if start in seen:
            continue
        found, todo = {start}, [start]
        while todo:
            left, right = todo.pop()
            fresh = {*of_left.pop(left, ()), *of_right.pop(right, ())} - found
            found |= fresh
            todo += fresh
        seen |= found
        yield sorted(found, key=number.__getitem__)
