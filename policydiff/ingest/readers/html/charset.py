"""The bytes of a web page as text. What the page declares is only the first guess: many declare wrongly."""

from __future__ import annotations

import codecs
import re

from policydiff.errors import SourceError
from policydiff.ingest.clean.encoding import MARKS, SOUND, redecoded, repaired, soundness
from policydiff.model import Note

# Browsers look at the first 1,024 bytes; old pages put the declaration behind long scripts.
_HEAD = 16_384
# Yes: <meta charset="gb2312">, <?xml version="1.0" encoding="GBK"?>; no: <a href="?charset_name=x">
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?\bcharset|<\?xml[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE
)
# What browsers take a name to mean (WHATWG Encoding Standard): the larger set in place of its subset.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
          "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
          "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "utf8": "utf-8",
          "unicode": "utf-16", "utf-7": "utf-8"}  # fmt: skip
# How the encodings of texts begin by Python's own names for them.
_OF_TEXTS = ("utf", "gb", "big5", "hz", "cp", "iso", "ascii", "euc", "shift", "koi", "mac")
_GUESSES = ("utf-8", "gb18030", "cp950", "big5hkscs")
# Of a page's characters, how many may be broken: a cut teaser, an advertisement in another encoding. More
# than that is another encoding or a damaged file.
_MAX_BROKEN = 0.02


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Note, ...]]:
    """Decode a page; give its text, the encoding, and a note where some bytes are of no encoding.

    >>> decode('<meta charset="gb2312"><p>知识产权保护工作'.encode(), "a.html")[1]
    'utf-8'
    >>> decode('<meta charset="utf-8"><p>深圳前海㊣镕'.encode("gb18030"), "a.html")[1]
    'gb18030'

    Raises:
        SourceError: no encoding fits.

    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _lenient(data, (encoding,), name)
    if wide := _wide(data):
        return _lenient(data, (wide,), name)
    candidates = tuple(dict.fromkeys((*_declared(data), *_GUESSES)))
    texts = [(text, encoding) for encoding in candidates if (text := _strict(data, encoding)) is not None]
    for text, encoding in texts:
        if soundness(text) >= SOUND:
            return repaired(text, encoding, name)
    for text, _ in texts:
        if found := redecoded(text):
            return found
    return _lenient(data, candidates, name)


def _declared(data: bytes) -> list[str]:
    names = [found.decode("ascii").lower() for found in _DECLARED.findall(data[:_HEAD])]
    return [name for name in (_MEANT.get(name, name) for name in names) if _is_of_texts(name)]


def _is_of_texts(name: str) -> bool:
    """Whether a page can be in an encoding that it names: Python knows many that are none of texts, as zip and rot13.

    >>> [_is_of_texts(name) for name in ("gb18030", "shift_jis", "le", "zip", "undefined", "unicode_escape")]
    [True, True, False, False, False, False]
    """
    try:
        return codecs.lookup(name).name.startswith(_OF_TEXTS)
    except LookupError:
        return False


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without its mark: its Latin letters have a zero byte, behind or before; no other page has any."""
    head = data[:2048]
    behind, before = head[1::2].count(0), head[::2].count(0)
    if max(behind, before) < 0.05 * len(head) or min(behind, before) > 0.2 * max(behind, before):
        return None
    return "utf-16-le" if behind > before else "utf-16-be"


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None


def _lenient(data: bytes, candidates: tuple[str, ...], name: str) -> tuple[str, str, tuple[Note, ...]]:
    """Decode with the best of the encodings, though some bytes are of none."""
    whole = _strict(data, "utf-8") if "utf-8" in candidates else None
    if whole is not None:  # no other encoding looks like it by chance: what is lost was lost before
        return repaired(whole, "utf-8", name)
    texts = [(data.decode(encoding, "replace"), encoding) for encoding in candidates]
    text, encoding = max(texts, key=lambda one: (soundness(one[0]), -one[0].count("\ufffd")))
    broken = text.count("\ufffd")
    if broken > _MAX_BROKEN * len(text) or (broken and soundness(text) < SOUND):
        raise SourceError(
            f"认不出“{name}”的文字编码（已试 UTF-8、GB18030、Big5、UTF-16）；请在浏览器中打开，另存为 UTF-8 后再试。",
            f"the encoding of “{name}” is none of UTF-8, GB18030, Big5 and UTF-16; "
            "open it in a browser and save it as UTF-8.",
        )
    if not broken:
        return repaired(text, encoding, name)
    return text, encoding, (Note("bytes-unreadable", None, (("encoding", encoding), ("count", str(broken)))),)
