"""Which encoding a file is in, and text that somebody decoded with the wrong one.

An encoding counts only if it decodes every byte; where several do, that one is right in which the text
looks like Chinese: nearly every character is among the nine thousand in ordinary use.
"""

from __future__ import annotations

import codecs
from functools import lru_cache

from policydiff.errors import SourceError

# The share of ordinary characters: 0.95 and more in every real text at hand, whole laws and single titles,
# at most 0.6 in the same texts read in a wrong encoding.
SOUND = 0.8

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")

# (what the bytes were read as, what they are); in the order of how often it happens
_MISREADINGS = (
    ("gb18030", "utf-8"),  # 浣犲ソ is 你好
    ("cp1252", "utf-8"),  # ä½ å¥½ is 你好
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),  # ÄãºÃ is 你好
    ("cp1252", "gb18030"),
    ("cp950", "utf-8"),
    ("gb18030", "cp950"),  # ゅ is the trace of Big5 read as GBK
    ("cp950", "gb18030"),
)


@lru_cache(maxsize=1)
def _in_use() -> frozenset[str]:
    """The first levels of GB 2312 and of Big5, and the signs of Chinese and Latin text."""

    def rows(leads: range, trails: tuple[range, ...], codec: str) -> str:
        pairs = bytes(b for lead in leads for part in trails for trail in part for b in (lead, trail))
        return pairs.decode(codec, "ignore")

    signs = rows(range(0xA1, 0xA4), (range(0xA1, 0xFF),), "gb2312") + "—·•‧﹑〇○□■●★→㎡℃　「」『』〈〉～−"
    return frozenset(
        rows(range(0xB0, 0xD8), (range(0xA1, 0xFF),), "gb2312")
        + rows(range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)), "big5")
        + signs
    )


def ordinary(character: str) -> bool:
    """Say whether a character is in ordinary use, in either script.

    >>> [ordinary(c) for c in "权權，浣犲"]
    [True, True, True, False, False]
    """
    return character in _in_use()


def soundness(text: str) -> float:
    """Give the share of characters in ordinary use among those beyond ASCII, 1.0 if there are none."""
    beyond = [c for c in text if c > "\x7f" and not c.isspace()]
    return sum(map(ordinary, beyond)) / len(beyond) if beyond else 1.0
