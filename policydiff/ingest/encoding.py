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
# Fewer characters beyond ASCII say nothing: a page of English with a few arrows is no garbled Chinese.
TELLING = 12
# Where more than a hundredth of the characters is lost, what is left is no text to compare.
LOST = 0.01

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


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text file: (text, encoding). A text that was once decoded wrongly is undone where it can be.

    The encoding of such a text is told as what it was and what it was taken for: "utf-8 (read as gb18030)".
    Raises SourceError where no encoding fits, or where characters were lost for good (锟斤拷).

    >>> decode("知识产权".encode("gb18030"), "a.txt")
    ('知识产权', 'gb18030')
    >>> decode("加强知识产权保护完善制度体系".encode("utf-8").decode("gb18030").encode("utf-8"), "a.txt")
    ('加强知识产权保护完善制度体系', 'utf-8 (read as gb18030)')
    """
    text, encoding = _decoded(data, name)
    if sum(c > "\x7f" for c in text) < TELLING:
        return text, encoding
    if text.count("锟斤拷") * 3 > LOST * len(text):
        raise SourceError(
            f"{name} 曾被用错误的编码保存（锟斤拷），原字已经丢失；请另找一份。",
            f"{name} was once saved in a wrong encoding (锟斤拷) and its characters are lost; find another copy.",
        )
    for taken_for, truth in _MISREADINGS if soundness(text) < SOUND else ():
        try:
            undone = text.encode(taken_for).decode(truth)
        except UnicodeError:
            continue
        if soundness(undone) >= SOUND:
            return undone, f"{truth} (read as {taken_for})"
    if soundness(text) < SOUND:
        raise SourceError(
            f"{name} 是乱码，还原不了；请另找一份，或注明编码另存为 UTF-8。",
            f"{name} is garbled beyond repair; find another copy, or save it as UTF-8 from where it can be read.",
        )
    return text, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise _undecodable(name) from error
    best: tuple[float, str, str] | None = None
    for encoding in ("utf-8", *_GUESSES):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or soundness(text) > (best[0] if best else SOUND - 1e-9):
            if "\0" in text:
                continue
            best = (soundness(text), text, encoding)
            if encoding == "utf-8":
                break  # bytes that happen to be strict UTF-8 are UTF-8
    if best is None:
        raise _undecodable(name)
    return best[1], "big5" if best[2] in ("cp950", "big5hkscs") else best[2]


def _undecodable(name: str) -> SourceError:
    return SourceError(
        f"{name} 不是可读的文本（试过 UTF-8、UTF-16、GB18030、Big5）；请另存为 UTF-8 文本。",
        f"{name} is no text that can be read (UTF-8, UTF-16, GB18030 and Big5 were tried); save it as UTF-8.",
    )
