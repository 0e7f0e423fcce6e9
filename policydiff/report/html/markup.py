"""A document's words as markup."""

from __future__ import annotations

import html
import re

from policydiff.text.tables import CELL_BREAK

# Characters that would reorder or hide what stands around them: the bidirectional controls, zero-width
# characters, and control characters that no text needs.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def shown(text: str) -> str:
    r"""The text escaped. What cannot be seen is shown by its number and kept from having an effect.

    The lines of a table's cell stand below each other.

    >>> shown("1 < 2 & “三”")
    '1 &lt; 2 &amp; “三”'
    >>> ascii(shown("甲\u202e乙"))
    '\'\\u7532<bdi class="unseen" data-code="U+202E">\\u202e</bdi>\\u4e59\''
    >>> shown("教育局\u2002人社局") == "教育局\u2002<br>人社局"
    True
    """
    escaped = html.escape(text).replace(CELL_BREAK, f"{CELL_BREAK}<br>")
    return _UNSEEN.sub(_unseen, escaped) if _UNSEEN.search(escaped) else escaped


def _unseen(match: re.Match[str]) -> str:
    # HTML has no way to hold U+0000.
    char = "\ufffd" if match[0] == "\0" else match[0]
    return f'<bdi class="unseen" data-code="U+{ord(match[0]):04X}">{char}</bdi>'
