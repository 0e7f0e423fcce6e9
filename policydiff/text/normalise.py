"""Text → comparable form. Folding keeps the length, so an offset in the folded text is one in the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from policydiff.text.script import to_simplified

_QUOTES = dict.fromkeys("“”„‟「」『』〝〞＂", '"') | dict.fromkeys("‘’‚‛｀＇", "'")
_DASHES = dict.fromkeys("‐‑‒–―−─━﹘﹣－", "-") | {"—": "-"}
_SPACES = dict.fromkeys("\t\u00a0\u2002\u2003\u3000", " ")
# An exponent is no digit of its number: 10⁴ is not 104.
_EXPONENTS = {sign: sign for sign in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"}
_SAME: dict[int, str] = str.maketrans(
    _QUOTES | _DASHES | _SPACES | _EXPONENTS | {"，": ",", "。": ".", "、": ",", "〔": "(", "〕": ")"}
)

# 6%—6.5% and 1,525 keep their signs | 新发展理念，2020年 loses its comma, ——2020年 its dash
_MEANING = re.compile(r"[^\W_]+|(?<=[\d%])[-.,:/~+](?=\d)|(?<![^\W\d_])(?<!-)[-+](?=\d)|[%‰℃°]")


# Characters that a conversion of script leaves as it finds them, or turns into each other: 著 is 着 in 著力 and
# itself in 著作. For a comparison they are one character.
_ONE_WORD = tuple(zip("著瞭覆徵乾", "着了复征干", strict=True))
# Texts of so many characters are words, which come again and again: what they become is kept.
_WORD = 12


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is met first; str.translate asks for it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        same = _SAME.get(code)
        compatible = unicodedata.normalize("NFKC", char)
        self[code] = same if same is not None else compatible if len(compatible) == 1 else char
        return self[code]


_FOLDING = _Folding()
# Characters that folding leaves as they are, as far as any was met: most of a text is of these.
_PLAIN: set[str] = set()


def fold(text: str) -> str:
    """The text with widths, dashes, quotation marks and script made alike; as long as the text.

    >>> fold("“十四五”規劃（專利）16%—20％")
    '"十四五"规划(专利)16%-20%'
    """
    return _folded_word(text) if len(text) <= _WORD else _folded(text)


def _folded(text: str) -> str:
    odd = set(text) - _PLAIN
    folded = _without(odd, text) if odd else text
    lower = folded.lower()
    alike = lower if len(lower) == len(text) else folded
    if alike.isascii():
        return alike
    alike = to_simplified(alike)
    for one, other in _ONE_WORD:
        alike = alike.replace(one, other)
    return alike


_folded_word = lru_cache(maxsize=65536)(_folded)


def _without(odd: set[str], text: str) -> str:
    """The text with these characters folded: one after the other, which is faster than to look at every character."""
    folding = {char: _FOLDING[ord(char)] for char in odd}
    _PLAIN.update(char for char, folded in folding.items() if char == folded)
    if any(_FOLDING[ord(folded)] != folded for folded in folding.values()):
        return text.translate(_FOLDING)  # ﹑ becomes 、 and 、 a comma
    for char, folded in folding.items():
        text = text.replace(char, folded)
    return text


@lru_cache(maxsize=8192)  # a clause is asked for by several passes
def essence(text: str) -> str:
    """Only what carries meaning: folded, without spaces and punctuation, signs inside a number kept.

    Two texts with the same essence differ cosmetically at most (see `Wording` in the model).

    >>> essence("增长 6%—6.5%，力争更好。") == essence("增长6%-6.5%、力争更好")
    True
    >>> essence("增长6.5%") == essence("增长65%"), essence("10⁴平方米") == essence("104平方米")
    (False, False)
    """
    return meaning(fold(text))


def meaning(folded: str) -> str:
    """The essence of a text that is folded already."""
    return "".join(_MEANING.findall(folded))
