"""Where the sentences of a text, and what stands between their commas, begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.model import Span

FULL_STOPS = "。！？!?"
SEMICOLONS = "；;"
COMMAS = "，,：:"
# What closes behind a stop and belongs to the sentence before it.
CLOSING = "”’」』）)"


def _ended_by(stops: str) -> re.Pattern[str]:
    return re.compile(rf"[^{stops}\n]*(?:[{stops}]+[{CLOSING}]*|\n|$)")


# 推进改革。” | 增长6.5%
_SENTENCE = _ended_by(FULL_STOPS)
# 优化服务； | 优化服务，
_STATEMENT = _ended_by(FULL_STOPS + SEMICOLONS)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of a text, stops included, without the spaces around them.

    >>> text = "推进“改革。”优化服务；（一）增长6.5%"
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['推进“改革。”', '优化服务；（一）增长6.5%']
    """
    return _pieces(_SENTENCE, text, start, end)


def statements(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of a text cut at their semicolons too, as what a list in one sentence says one by one.

    >>> text = "推进改革。优化服务；（一）增长6.5%"
    >>> [text[s.start : s.end] for s in statements(text)]
    ['推进改革。', '优化服务；', '（一）增长6.5%']
    """
    return _pieces(_STATEMENT, text, start, end)


def _pieces(pattern: re.Pattern[str], text: str, start: int, end: int | None) -> Iterator[Span]:
    for found in pattern.finditer(text, start, len(text) if end is None else end):
        piece = found[0].strip()
        if piece:
            at = found.start() + found[0].index(piece)
            yield Span(at, at + len(piece))
