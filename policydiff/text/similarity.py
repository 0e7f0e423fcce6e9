"""How much two short texts have in common, by their pairs of neighbouring characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from policydiff.text.normalise import essence


def bigrams(text: str) -> Sequence[str]:
    """The pairs of neighbouring characters of a text; a single character is its own pair.

    >>> bigrams("复工复产")
    ['复工', '工复', '复产']
    """
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def dice(one: str, other: str) -> float:
    """Dice's coefficient on the sets of pairs that two texts have (0 to 1). Texts are taken as they are.

    >>> dice("复工复产", "复工复业")
    0.6666666666666666
    """
    a, b = _distinct(one), _distinct(other)
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=4096)  # each text is compared with many
def _distinct(text: str) -> frozenset[str]:
    return frozenset(bigrams(text))


def overlap(one: str, other: str) -> float:
    """How much of the shorter text stands in the other and how much of both is shared (0 to 1), by their essence.

    The mean of containment and Dice's coefficient on pairs as often as they occur: 审查周期 inside 商标注册审查周期
    counts for more than two texts of one length that share as much. Texts without essence share nothing.

    >>> round(overlap("知识产权质押融资规模", "专利商标质押融资规模"), 2)
    0.56
    """
    (a, total_a), (b, total_b) = _counted(one), _counted(other)
    if not (total_a and total_b):
        return 0.0
    shared = sum([min(a[pair], b[pair]) for pair in a.keys() & b.keys()])
    return (shared / min(total_a, total_b) + 2 * shared / (total_a + total_b)) / 2


@lru_cache(maxsize=4096)  # each text is compared with many
def _counted(text: str) -> tuple[Mapping[str, int], int]:
    key = essence(text)
    found = Counter(bigrams(key)) if key else Counter()
    return found, found.total()
