"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.model import Span

# A sentence with its stop and what closes behind it: 推进改革。” | 增长6.5%
_SENTENCE = re.compile(r"[^。；;！？!?\n]*(?:[。；;！？!?]+[”’」』）)]*|\n|$)")


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, stops included, without the spaces around them.

    >>> text = "推进改革。优化服务；（一）增长6.5%"
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['推进改革。', '优化服务；', '（一）增长6.5%']
    """
    for found in _SENTENCE.finditer(text):
        piece = found[0].strip()
        if piece:
            start = found.start() + found[0].index(piece)
            yield Span(start, start + len(piece))
