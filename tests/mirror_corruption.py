"""What a mirror does to a text, so that its undoing can be tested on any text.

A mirror works on GBK bytes. It turns the text to traditional script, puts the reading behind every pair of
bytes that stands in its table, and replaces full-width punctuation, all by looking for bytes, without regard
to where a character begins. Where a pair was found astride two characters, the first half of the second
one is cut off from its second half, and what follows is read one byte out of step until a byte below 0x80
ends it:

    展 狀 況      D5 B9 | A0 EE | 9B 72
    (B9 A0 is 範) D5 B9 A0 ( f à n ) EE 9B 72
    read again    展    ?    fàn )   顩    r

The reader takes the lone A0 and the bracket behind it for one bad character, a ``?``. The punctuation is
replaced later, by another program, whose reader leaves the comma alone: 。現 is A1 A3 | AC 46, A3 AC is the
comma, and ``?,F`` is what remains.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection
from functools import cache

FULL_WIDTH = {"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "？": "?"}


@cache
def converter(config: str) -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC(config).convert


# Where the table of the mirror at hand goes its own way: it takes one character for another, or leaves it.
OWN_WAY = dict(zip("着台准为启群鉴众于干征并采范", "著臺準為啟群鑒眾于干征并采范", strict=True))


@cache
def by_character() -> dict[int, str]:
    """A mirror's own table: each character by itself, whatever word it stands in."""
    hanzi = "".join(map(chr, range(0x4E00, 0x9FA6)))
    table = dict(zip(hanzi, (converter("s2t")(c) for c in hanzi), strict=True))
    return str.maketrans({c: t for c, t in table.items() if c != t} | OWN_WAY)


@cache
def traditional() -> str:
    """Every character of GBK that has another one in simplified script."""
    rows = bytes(b for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) for b in (lead, trail))
    pairs = (rows[i : i + 2].decode("gbk", "ignore") for i in range(0, len(rows), 2))
    return "".join(c for c in pairs if len(c) == 1 and "一" <= c <= "龥" and converter("t2s")(c) != c)


def some(share: float, seed: int) -> str:
    """A table with only so much of the traditional characters."""
    chosen = random.Random(seed)
    return "".join(c for c in traditional() if chosen.random() < share)


@cache
def reading(character: str, *, digits: bool = False, capital: bool = False) -> str:
    """Give the first reading; a capital with a tone mark stays small, because GBK has none."""
    from pypinyin import Style, pinyin

    style = Style.TONE3 if digits else Style.TONE
    found = str(pinyin(character, style=style, neutral_tone_with_five=True)[0][0])
    return found.capitalize() if capital and found[0].isascii() else found


def corrupt(
    text: str,
    *,
    script: str = "character",
    annotated: Collection[str] | None = None,
    bracket: str = "({})",
    capital: bool = False,
    digits: bool = False,
    in_order: bool = False,
    eats: str = "(",
    nothing: str = "pair",
    punctuation: dict[str, str] = FULL_WIDTH,
    space: str = "\u3000",
) -> str:
    """Do to a simplified text what a mirror does.

    `annotated` is the mirror's table (every traditional character if None), `in_order` replaces pair by
    pair as the table lists them instead of in one go from left to right, `eats` are the ASCII characters
    that vanish with a lone first byte before them. `nothing` says what becomes of two bytes that stand for
    no character: one ``?`` ("pair"), a ``?`` for the first, and the second read on ("byte"), or a character
    for private use, with nothing lost ("private").
    """
    text = text.translate(by_character()) if script == "character" else converter(script)(text)
    text = text.replace("\u3000", space)
    table = {
        c.encode("gbk"): bracket.format(reading(c, digits=digits, capital=capital)).encode("gbk")
        for c in (traditional() if annotated is None else annotated)
    }
    data = _annotate(text.encode("gbk", "replace"), table, in_order=in_order)
    data = read(data, eats, nothing=nothing).encode("gb18030" if nothing == "private" else "gbk", "replace")
    for full, half in punctuation.items():
        data = data.replace(full.encode("gbk"), half.encode("ascii"))
    return read(data, "", nothing=nothing)


def _annotate(data: bytes, table: dict[bytes, bytes], *, in_order: bool) -> bytes:
    if in_order:
        for pair, note in table.items():
            data = data.replace(pair, pair + note)
        return data
    pairs = re.compile(b"|".join(map(re.escape, table)) or b"(?!)")
    return pairs.sub(lambda found: found[0] + table[found[0]], data)


def read(data: bytes, eats: str, *, nothing: str = "pair") -> str:
    """Read GBK without regard to errors: what is no character becomes a question mark."""
    out, at = [], 0
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] < 0x80:
            out.append(chr(pair[0]))
            at += 1
        elif len(pair) == 2 and pair[1] >= 0x40:
            found = pair.decode("gb18030" if nothing == "private" else "gbk", "ignore")
            valid = len(found) == 1 and not found.isascii()
            out.append(found if valid else "?")
            at += 1 if not valid and nothing == "byte" else 2
        else:
            out.append("?")
            at += 2 if pair[1:].decode("ascii", "replace") in set(eats) else 1
    return "".join(out)
