"""How often many words stand in one text, in a time that grows with the text and not with text times words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add

# To look for so many words one by one takes as long as to look up all that stands in the text at their length.
_MANY = 256


@lru_cache(maxsize=2)  # a comparison asks for both of its texts twice
def pairs_of(text: str) -> Mapping[str, int]:
    """Every two characters that stand side by side, with how often.

    >>> pairs_of("改革改革")["改革"]
    2
    """
    return Counter(map(add, text, text[1:]))


def counts(text: str, words: Iterable[str], pairs: Mapping[str, int]) -> dict[str, int]:
    """What `text.count` says of each word of two or more characters; `pairs` are those of the text.

    >>> text = "人工智能和人工智能产业，人人人"
    >>> counts(text, ["人工智能", "智能产业", "人人", "制造"], pairs_of(text))
    {'制造': 0, '人工智能': 2, '智能产业': 1, '人人': 1}
    """
    found: dict[str, int] = {}
    by_length: dict[int, list[str]] = {}
    for word in words:
        if len(word) == 2 and word[0] != word[1]:
            found[word] = pairs.get(word, 0)
        else:
            by_length.setdefault(len(word), []).append(word)
    for length, group in by_length.items():
        if len(group) < _MANY:
            found |= {word: text.count(word) for word in group}
        else:
            wanted = dict.fromkeys(group, 0)
            for piece in filter(wanted.__contains__, (text[i : i + length] for i in range(len(text)))):
                wanted[piece] += 1
            found |= {word: text.count(word) if _overlaps(word) else count for word, count in wanted.items()}
    return found


def _overlaps(word: str) -> bool:
    """Whether a word can begin inside itself: 人人, 年复一年."""
    return any(word.startswith(word[i:]) for i in range(1, len(word)))


def places(text: str, words: Iterable[str], pairs: Mapping[str, int]) -> dict[str, list[int]]:
    """Where each word of two or more characters begins, no place inside the one before; `pairs` are the text's.

    >>> text = "人工智能和人工智能产业，人人人"
    >>> places(text, ["人工智能", "制造", "人人"], pairs_of(text))
    {'人工智能': [0, 5], '制造': [], '人人': [12]}
    """
    rare = {word: _rarest(word, pairs) for word in words}
    at_pair: dict[str, list[int]] = {word[i : i + 2]: [] for word, i in rare.items()}
    for at, pair in enumerate(map(add, text, text[1:]) if at_pair else ()):
        if pair in at_pair:
            at_pair[pair].append(at)
    return {word: _apart(text, word, (at - i for at in at_pair[word[i : i + 2]])) for word, i in rare.items()}


def _rarest(word: str, pairs: Mapping[str, int]) -> int:
    """Where in a word the pair of characters begins that its text has least of."""
    found = [pairs.get(word[i : i + 2], 0) for i in range(len(word) - 1)]
    return found.index(min(found))


def _apart(text: str, word: str, begins: Iterable[int]) -> list[int]:
    """Those of the places in order at which the word stands, none inside the one before."""
    found: list[int] = []
    end = 0
    for begin in begins:
        if begin >= end and text.startswith(word, begin):
            found.append(begin)
            end = begin + len(word)
    return found
