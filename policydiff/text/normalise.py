"""Text → comparable form. Folding keeps the length, so an offset in the folded text is one in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

_QUOTES = dict.fromkeys("“”„‟「」『』〝〞＂", '"') | dict.fromkeys("‘’‚‛｀＇", "'")
_DASHES = dict.fromkeys("‐‑‒–―−─━﹘﹣－", "-") | {"—": "-"}
_SPACES = dict.fromkeys("\t\u00a0\u2002\u2003\u3000", " ")
_SAME: dict[int, str] = str.maketrans(
    _QUOTES | _DASHES | _SPACES | {"，": ",", "。": ".", "、": ",", "〔": "(", "〕": ")"}
)

# 6%—6.5% and 1,525 keep their signs | 新发展理念，2020年 loses its comma, ——2020年 its dash
_MEANING = re.compile(r"[^\W_]+|(?<=[\d%])[-.,:/~+](?=\d)|(?<![^\W\d_])(?<!-)[-+](?=\d)|[%‰℃°]")


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is met first; str.translate asks for it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        same = _SAME.get(code)
        compatible = unicodedata.normalize("NFKC", char)
        self[code] = same if same is not None else compatible if len(compatible) == 1 else char
        return self[code]


_FOLDING = _Folding()


# Twenty of the commonest characters that the scripts write differently: together a tenth of any official text.
_SIMPLIFIED, _TRADITIONAL = "国发业产权规为会动实现务与关门应报级条设", "國發業產權規為會動實現務與關門應報級條設"
Script = Literal["simplified", "traditional"]


@cache
def converter(config: str) -> Callable[[str], str]:
    """OpenCC's conversion of that name: t2s, s2tw, hk2s …"""
    import opencc  # loads in 5 ms, but only where text is compared

    convert: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert


def simplified(text: str) -> str:
    """The text in simplified script, character for character.

    >>> simplified("推動知識產權高質量發展")
    '推动知识产权高质量发展'
    """
    whole = converter("t2s")(text)
    return whole if len(whole) == len(text) else text


def traditional(text: str) -> str:
    """The text in traditional script, character for character; words are not those of Taiwan or Hong Kong.

    >>> traditional("推动知识产权高质量发展")
    '推動知識產權高質量發展'
    """
    whole = converter("s2tw")(text)
    return whole if len(whole) == len(text) else text


def script_of(text: str) -> Script | None:
    """The script that a text is written in, None where its characters do not tell.

    >>> script_of("推動知識產權高質量發展"), script_of("推动知识产权高质量发展"), script_of("第一")
    ('traditional', 'simplified', None)
    """
    plain, full = (sum(map(text.count, own)) for own in (_SIMPLIFIED, _TRADITIONAL))
    return None if plain == full else "simplified" if plain > full else "traditional"


def fold(text: str) -> str:
    """The text with widths, dashes, quotation marks and script made alike; as long as the text.

    >>> fold("“十四五”規劃（專利）16%—20％")
    '"十四五"规划(专利)16%-20%'
    """
    folded = text.translate(_FOLDING)
    lower = folded.lower()
    alike = lower if len(lower) == len(text) else folded
    return alike if alike.isascii() else simplified(alike)


def essence(text: str) -> str:
    """Only what carries meaning: folded, without spaces and punctuation, signs inside a number kept.

    Two texts with the same essence differ cosmetically at most (see `Wording` in the model).

    >>> essence("增长 6%—6.5%，力争更好。") == essence("增长6%-6.5%、力争更好")
    True
    >>> essence("增长6.5%") == essence("增长65%")
    False
    """
    return "".join(_MEANING.findall(fold(text)))
