"""Characters that are no text of the issuer's: marks that nobody sees, and the many kinds of space."""

from __future__ import annotations

# The characters that take no space of their own between them: ideographs, kana, full-width forms and the
# punctuation of Chinese text.
CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·"

# Zero-width marks, direction marks and soft hyphens steer a page's layout and say nothing.
INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_CONTROLS = dict.fromkeys(c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A))
# An em wide is what Chinese text calls one space; the narrower ones are a Latin space.
_SPACES = {0x2001: "\u3000", 0x2003: "\u3000"} | dict.fromkeys(
    [0xA0, 0x2000, 0x2002, *range(0x2004, 0x200B), 0x202F, 0x205F], " "
)
_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_TIDY = _CONTROLS | INVISIBLE | _SPACES | _BREAKS


def tidy(text: str) -> str:
    """Take out what cannot be seen, and make every kind of space one of two.

    >>> tidy("第一\u200b条\u2003为了\u00a0加强")
    '第一条\u3000为了 加强'
    """
    return text.translate(_TIDY)
