"""Sentences and the phrases between their commas, as offsets in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.facts.measures import UNIT
from policydiff.model import Clause, Document
from policydiff.text.official.numbers import HAN
from policydiff.text.official.sentences import COMMAS, FULL_STOPS, SEMICOLONS

# The cells of a table row are apart as sentences are.
_SENTENCE_END = re.compile(rf"[{FULL_STOPS}\t]+")
_COMMA = re.compile(f"[{COMMAS}{SEMICOLONS}]")
# 更换供水管线十公里 | 更换供水管线
_ENDS_IN_VALUE = re.compile(rf"(?:[%％‰]|[\d{HAN}万亿]{UNIT})$")
_OUTSIDE = ("title", "number", "salutation", "signature", "date")
# Characters. The longest sentences of reports (aims in one list) have 700; a series of figures is read in pieces.
_LONGEST = 1200
# A line that is broken off in the middle of running text: sites cut lines at links. More lines than these hold
# no sentence.
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands between two commas. `group` counts the semicolons before it in its sentence."""

    start: int
    end: int
    group: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. `clauses` are those that it runs through, more than one where lines are broken off.

    `index` counts in the paragraph, from 0.
    """

    clauses: tuple[Clause, ...]
    start: int
    end: int
    phrases: tuple[Phrase, ...]
    index: int

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds an offset of the sentence."""
        return next((c for c in self.clauses if offset < c.end), self.clauses[-1])


def sentences(document: Document, readable_text: str) -> Iterator[Sentence]:
    r"""The sentences of the clauses in which a document says something, in order.

    >>> from policydiff.facts.quantities import readable
    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> doc = parse("一、目标\n增长6%；就业100万人，稳中求进。继续努力。", Head(id="x"))
    >>> [[doc.text[p.start : p.end] for p in s.phrases] for s in sentences(doc, readable(doc.text))]
    [['目标'], ['增长6%', '就业100万人', '稳中求进'], ['继续努力']]
    """
    for run in _runs([c for c in document.clauses if c.kind not in _OUTSIDE]):
        start, end, index = run[0].body, run[-1].end, 0
        while start < end:
            stop = _SENTENCE_END.search(readable_text, start, min(end, start + _LONGEST))
            until = stop.end() if stop else _cut(readable_text, start, end)
            through = tuple(c for c in run if c.end > start and c.start < until)
            if through:  # between two lines of a paragraph there can be a stop that is in neither
                yield Sentence(through, start, until, tuple(_phrases(readable_text, start, until)), index)
            start, index = until, index + 1


def _cut(text: str, start: int, end: int) -> int:
    """Where a sentence ends that has no full stop, or goes on longer than any sentence does."""
    if end - start <= _LONGEST:
        return end
    commas = (text.rfind(sign, start + 1, start + _LONGEST) for sign in SEMICOLONS + COMMAS)
    return max(max(commas) + 1, start + _LONGEST // 2)


def _runs(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Clauses one by one, but those together that are one paragraph broken off in the middle of a sentence."""
    run: list[Clause] = []
    for clause in clauses:
        if run and not (_is_broken_off(run) and clause.kind == "paragraph" and len(run) < _LONGEST_RUN):
            yield run
            run = []
        run.append(clause)
    if run:
        yield run


def _is_broken_off(run: Sequence[Clause]) -> bool:
    # Running text has a full stop inside; an entry of a list or a heading has none. Where a line ends in a whole
    # value, what it has lost is its stop.
    last = run[-1].text.rstrip()
    is_open = last[-1:] not in "。！？；：;:!?”）)" and not _ENDS_IN_VALUE.search(last[-24:])
    return is_open and any("。" in c.text for c in run)


def _phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    group, at = 0, start
    for comma in (*_COMMA.finditer(text, start, end), *_SENTENCE_END.finditer(text, start, end)):
        if comma.start() > at:
            yield Phrase(at, comma.start(), group)
        group += comma[0] in SEMICOLONS
        at = comma.end()
    if at < end:
        yield Phrase(at, end, group)
