"""Simplified and traditional script: which a text is in, and the text in the other, character for character.

A text in simplified script is a view: every character of it stands where its original stands, so an offset in
one is an offset in the other. What is read in the view is shown in the words of the original (`as_written`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Literal

from policydiff.model import Clause, Document

Script = Literal["simplified", "traditional"]

# Twenty of the commonest characters that the scripts write differently: together a tenth of any official text.
_SIMPLIFIED, _TRADITIONAL = "国发业产权规为会动实现务与关门应报级条设", "國發業產權規為會動實現務與關門應報級條設"


@cache
def converter(config: str) -> Callable[[str], str]:
    """OpenCC's conversion of that name: t2s, s2tw, hk2s …"""
    import opencc  # loads in 5 ms, but only where text is compared

    convert: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert


def to_simplified(text: str) -> str:
    """The text in simplified script, character for character.

    >>> to_simplified("推動知識產權高質量發展")
    '推动知识产权高质量发展'
    """
    return _same_length(converter("t2s"), text)


def to_traditional(text: str) -> str:
    """The text in traditional script, character for character; words are not those of Taiwan or Hong Kong.

    >>> to_traditional("推动知识产权高质量发展")
    '推動知識產權高質量發展'
    """
    return _same_length(converter("s2tw"), text)


def _same_length(convert: Callable[[str], str], text: str) -> str:
    """The converted text; what changes its length is converted line by line, then one character after the other."""
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        return "".join(_same_length(convert, line) for line in lines)
    return "".join(new if len(new) == 1 else old for old, new in ((c, convert(c)) for c in text))


def script_of(text: str) -> Script | None:
    """The script that a text is written in, None where its characters do not tell.

    >>> script_of("推動知識產權高質量發展"), script_of("推动知识产权高质量发展"), script_of("第一")
    ('traditional', 'simplified', None)
    """
    plain, full = (sum(map(text.count, own)) for own in (_SIMPLIFIED, _TRADITIONAL))
    return None if plain == full else "simplified" if plain > full else "traditional"


def simplified_view(document: Document) -> Document:
    """The document with all its words in simplified script; itself where they are."""
    text = to_simplified(document.text)
    if text == document.text:
        return document
    clauses = tuple(
        replace(c, text=text[c.start : c.end], heading=to_simplified(c.heading) if c.heading else None)
        for c in document.clauses
    )
    return replace(document, text=text, clauses=clauses)


def as_written(words: str, view: str, text: str, start: int, end: int) -> str:
    """Words that were read between two offsets of a view, as the text itself has them; others as they are.

    >>> as_written("审查周期", "压减专利审查周期", "壓減專利審查週期", 0, 8)
    '審查週期'
    """
    at = view.find(words, start, end)
    return text[at : at + len(words)] if at >= 0 else words


def clause_as_written(clause: Clause, text: str) -> Clause:
    """A clause that was found in a view, with the words of the text; its address stays in simplified script."""

    def own(words: str) -> str:
        return as_written(words, clause.text, text[clause.start : clause.end], 0, len(clause.text))

    return replace(
        clause,
        label=own(clause.label),
        heading=clause.heading and own(clause.heading),
        text=text[clause.start : clause.end],
    )
