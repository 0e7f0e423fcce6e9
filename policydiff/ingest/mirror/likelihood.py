"""How likely a character is behind others: the judge where bytes were lost and no reading tells.

It learns from the sound parts of the document itself, which says the same things many times, and from the
segmenter's word list. A cost is a negative logarithm: 2.3 is one in ten, 9.2 one in ten thousand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable
from functools import cache
from heapq import nlargest
from itertools import pairwise
from math import log

from policydiff.ingest.clean.encoding import ordinary

# What stands behind a lost byte may be out of step, and is not learned from, up to a reading, which is in
# step again, or so far as a step is lost on average; nor is a character that nobody writes.
# Yes: "?:吐殬I學校和職", "?hòng)姶笞谏唐繁"; no: "實行"
_UNSOUND = re.compile(r"(?:[?\ufffd][^?\ufffd\n]{0,12})+")

_OPEN = "，、。：；（“《"  # behind these a mark is rare

ALONE, MARK, PAIR, TRIPLE = 0.5, 1.0, 0.3, 0.3
WORDS = ((0.1, 3000), (0.2, 1000))
FOLLOWERS, USUAL = 12, 40

# A mirror makes punctuation narrow; what the bytes say is wide. Both count as one.
_WIDE = str.maketrans(",:;()?!", "，：；（）？！")


class Likelihood:
    """The cost of a character behind a tail of text, learned from a mirror copy without its readings.

    `simplified` turns one character into the script of the word list.

    >>> text = "知識產權局關于印發《工作指引》的通知。現予印發。"
    >>> likelihood = Likelihood(text, lambda c: {"識": "识"}.get(c, c))
    >>> likelihood.cost("》", "。") < likelihood.cost("》", "保")
    True
    >>> likelihood.cost("知", "識") < likelihood.cost("知", "蝿")
    True
    >>> likelihood.followers("印")
    ['發']
    """

    def __init__(self, text: str, simplified: Callable[[str], str]) -> None:
        sound = _UNSOUND.sub("\n", text).translate(_WIDE)
        sound = "".join(one if one < "\x7f" or ordinary(one) else "\n" for one in sound)
        self._single = Counter(sound)
        self._double = Counter(pairwise(sound))
        self._triple = Counter(zip(sound, sound[1:], sound[2:], strict=False))
        self._total = max(1, len(sound))
        self._simplified = simplified
        self._known: dict[tuple[str, str], float] = {}
        self._usual: dict[Hashable, list[str]] = {}
        self._followers: dict[str, list[str]] = {}
        for before, after in sorted(self._double, key=lambda pair: (-self._double[pair], pair)):
            self._followers.setdefault(before, []).append(after)

    def followers(self, tail: str) -> list[str]:
        """Give the characters that most often stand behind the tail's last one, the likeliest first."""
        return [one for one in self._followers.get(tail[-1:], ()) if one != "\n"][:FOLLOWERS]

    def alone(self, character: str) -> float:
        """Give the share of a character wherever it stands, between the text's own and any text's."""
        return self._single[character] / self._total + _prior(character)

    def usual(self, key: Hashable, characters: list[str]) -> list[str]:
        """Give the likeliest of the characters, each by itself; `key` names the choice, to be remembered."""
        if key not in self._usual:
            self._usual[key] = nlargest(USUAL, characters, key=self.alone)
        return self._usual[key]

    def cost(self, tail: str, character: str) -> float:
        """Give the cost of a character behind a tail; two characters of it count. Marks are full-width."""
        key = (tail, character)
        if key not in self._known:
            share = (ALONE if _hanzi(character) or tail[-1:] in _OPEN else MARK) * self.alone(character)
            if tail:
                share += PAIR * self._double[tail[-1], character] / (self._single[tail[-1]] + 2)
                share += self._word_share(tail, character)
            if len(tail) > 1:
                pair = self._double[tail[-2], tail[-1]] + 1
                share += TRIPLE * self._triple[tail[-2], tail[-1], character] / pair
            self._known[key] = -log(share)
        return self._known[key]

    def _word_share(self, tail: str, character: str) -> float:
        """Give the share that is due to a word which ends here; it has two or three characters."""
        if not _hanzi(character):
            return 0.0
        word, share = self._simplified(character), 0.0
        for before, (most, scale) in zip(reversed(tail), WORDS, strict=False):
            if not _hanzi(before):
                break
            word = self._simplified(before) + word
            share += most * _frequency(word) / (_frequency(word) + scale)
        return share


@cache
def _frequency(word: str) -> int:
    """Give how often a word stands in the sixty million that the segmenter learned from, 0 if never."""
    import rjieba

    return int(rjieba.suggest_freq(word)) if rjieba.has_word(word) else 0


def _prior(character: str) -> float:
    """Give the share of a character in any text: four thousand are in use, twenty thousand are not."""
    return 1e-4 if ordinary(character) else 1e-6


def _hanzi(character: str) -> bool:
    return "一" <= character <= "龥"
