"""Which encoding a file is in, and text that somebody decoded with the wrong one.

An encoding counts only if it decodes every byte; where several do, that one is right in which the text
looks like Chinese: nearly every character is among the seven thousand in ordinary use.
"""

from __future__ import annotations

import codecs
from functools import lru_cache

from policydiff.errors import SourceError
from policydiff.model import Note

# The share of ordinary characters: 0.97 and more in every real text at hand and in nearly every line of one,
# below 0.6 in the same texts read in a wrong encoding.
SOUND = 0.8
# Fewer characters beyond ASCII say nothing by themselves: English with a few arrows is no garbled Chinese.
TELLING = 12
# Where more than a hundredth of the characters is lost, what is left is no text to compare.
LOST = 0.01

MARKS = (
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
    ("cp1252", "utf-8"),  # ä½\xa0å¥½ is 你好
    ("cp1252", "gb18030"),  # ÄãºÃ is 你好
    ("cp950", "utf-8"),  # never without loss: it is known only to be refused
    ("gb18030", "cp950"),  # ゅ is the trace of Big5 read as GBK
    ("cp950", "gb18030"),
)


@lru_cache(maxsize=1)
def _in_use() -> frozenset[str]:
    """The first levels of GB 2312 and of Big5, and the signs of Chinese and Latin text."""

    def rows(leads: range, trails: tuple[range, ...], codec: str) -> str:
        # with line breaks between, so that a pair that stands for nothing does not put the next out of step
        pairs = bytes(b for lead in leads for part in trails for trail in part for b in (lead, trail, 0x0A))
        return pairs.decode(codec, "ignore")

    found = "".join(rows(range(lead, lead + 1), (range(0xA1, 0xFF),), "gb2312") for lead in (0xA1, 0xA2, 0xA3, 0xA8))
    found += rows(range(0xB0, 0xD8), (range(0xA1, 0xFF),), "gb2312")
    found += rows(range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)), "big5")
    return frozenset(c for c in found + "—·•‧﹑○★㎡−" if c > "\x7f")


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


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """Decode a text file: (text, encoding, notes). What was once decoded wrongly is repaired where it can be.

    The encoding of such a text is told as what it was and what it was taken for: "utf-8 (read as gb18030)".
    Raises SourceError where no encoding fits, or where characters were lost for good (锟斤拷).

    >>> decode("知识产权".encode("gb18030"), "a.txt")
    ('知识产权', 'gb18030', ())
    >>> decode("浣犲ソ".encode("utf-8"), "a.txt")[:2]
    ('你好', 'utf-8 (read as gb18030)')
    """
    return repaired(*_decoded(data, name), name)


def repaired(text: str, encoding: str, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """Repair a wrong decoding that a text brought along; give (text, encoding, notes) as `decode` does.

    Raises SourceError where characters were lost for good.
    """
    if _plain(text):
        return text, encoding, ()
    if found := redecoded(text):
        return found
    lost = text.count("\ufffd")
    if max(lost, 3 * text.count("锟斤拷")) > LOST * len(text) or _misread(text):
        raise SourceError(
            f"“{name}”曾按错误的编码保存，部分文字已丢失，无法还原；请另找一份。",
            f"“{name}” was once saved in a wrong encoding and part of its characters is lost; find another copy.",
        )
    return text, encoding, ()


def _plain(text: str) -> bool:
    """Say quickly that a text is what it seems: the commonest signs of Chinese are as common as ever.

    They are never in a text that was read in a wrong encoding.
    """
    telling = sum(map(text.count, "的，。、"))
    return telling > 0.02 * len(text) and "\ufffd" not in text and "锟斤拷" not in text


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(data, name) from error
            if "\0" in text:
                raise _undecodable(data, name)
            return text, encoding.removesuffix("-sig")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text and (_plain(text) or soundness(text) >= SOUND):
        return text, "utf-8"
    found = [(soundness(guess), guess, encoding) for encoding in _GUESSES if (guess := _strict(data, encoding))]
    best = max(found, key=lambda one: one[0], default=(0.0, "", ""))
    # four bytes of GBK can happen to be UTF-8: 通知 is ֪ͨ
    if best[0] >= SOUND and ("\0" in text or len(text) < TELLING):
        return best[1], "big5" if best[2] in ("cp950", "big5hkscs") else best[2]
    if "\0" in text:
        raise _undecodable(data, name)
    return text, "utf-8"


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text


def redecoded(text: str) -> tuple[str, str, tuple[Note, ...]] | None:
    """Decode anew what was decoded wrongly, without loss: (text, encoding, notes), or None where nothing was wrong."""
    if soundness(text) >= SOUND:
        return None
    for taken_for, truth in _MISREADINGS:
        try:
            found = _bytes(text, taken_for, "strict").decode(truth)
        except UnicodeError:
            continue
        # so few characters can be UTF-8 by chance in no other encoding but the old eight-bit ones
        if soundness(found) >= SOUND and (len(text) >= TELLING or (taken_for, truth) == ("gb18030", "utf-8")):
            note = Note("misread", None, (("truth", truth), ("taken_for", taken_for)))
            return found, f"{truth} (read as {taken_for})", (note,)
    return None


def _misread(text: str) -> bool:
    """Say whether a text is UTF-8 that was read wrongly and lost something of it on the way."""
    beyond = sum(c > "\x7f" for c in text)
    if soundness(text) >= SOUND or beyond < TELLING:
        return False
    for taken_for, truth in _MISREADINGS:
        if truth == "utf-8":  # whose bytes show by themselves that they belong together
            found = _bytes(text, taken_for, "ignore").decode(truth, "ignore")
            if soundness(found) >= SOUND and 4 * sum(c > "\x7f" for c in found) > beyond:
                return True
    return False


def _bytes(text: str, encoding: str, errors: str) -> bytes:
    """Encode; where Windows' table has gaps, the reader that misread the bytes took them as they are."""
    if encoding != "cp1252":
        return text.encode(encoding, errors)
    return b"".join(c.encode("latin-1" if "\x80" <= c <= "\xff" else "cp1252", errors) for c in text)


def _undecodable(data: bytes, name: str) -> SourceError:
    try:
        data.decode("utf-8")
        bad = 0
    except UnicodeDecodeError as error:
        bad = error.start
    if bad and b"\0" not in data and _plain(data[:bad].decode("utf-8")):
        return SourceError(
            f"“{name}”从第 {bad + 1} 个字节起已损坏，可能没有下载完整；请重新下载或另找一份。",
            f"“{name}” is damaged from byte {bad + 1} on, perhaps not downloaded whole; get it again.",
        )
    return SourceError(
        f"“{name}”不是可读的文本（试过 UTF-8、UTF-16、GB18030、Big5）；请另存为 UTF-8 文本。",
        f"“{name}” is no text that can be read (UTF-8, UTF-16, GB18030 and Big5 were tried); save it as UTF-8.",
    )
