"""A document's words as markup."""

from __future__ import annotations

import html
import re

# Characters that would reorder or hide what stands around them: the bidirectional controls, zero-width
# characters, and control characters that no text needs.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def shown(text: str) -> str:
    r"""The text escaped. What cannot be seen is shown by its number and kept from having an effect.

    >>> shown("1 < 2 & “三”")
    '1 &lt; 2 &amp; “三”'
    >>> ascii(shown("甲\u202e乙"))
    '\'\\u7532<bdi class="unseen" data-code="U+202E">\\u202e</bdi>\\u4e59\''
    """
    escaped = html.escape(text)
    return _UNSEEN.sub(_unseen, escaped) if _UNSEEN.search(escaped) else escaped


def _unseen(match: re.Match[str]) -> str:
    # HTML has no way to hold U+0000.
    char = "\ufffd" if match[0] == "\0" else match[0]
    return f'<bdi class="unseen" data-code="U+{ord(match[0]):04X}">{char}</bdi>'
