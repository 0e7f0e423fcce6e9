"""Sentences of the report: a wording with its places filled in, some of them links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from policydiff.model import Change
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.articles import article_of
from policydiff.report.said.model import Run, Sentence
from policydiff.report.said.sides import Side, Sides
from policydiff.wording import Both, alike, sentences
from policydiff.wording.sentences import SENTENCES

# More than three of a kind in one sentence are no headline; the rest is a click away.
AT_ONCE = 3
HEADING_LENGTH, TASK_LENGTH = 34, 22

Filling = Sequence[tuple[Both, str, bool]]  # words, link, whether they are the document's


def sentence(key: str, **fill: Filling) -> Sentence:
    """A sentence of `wording.sentences` with its places filled in.

    >>> sentence("removed", clauses=[(alike("三（九）"), "#old-s3-i9", True)]).zh
    (Run(text='取消 ', href='', quoted=False), Run(text='三（九）', href='#old-s3-i9', quoted=True))
    """
    return Sentence(*(tuple(_runs(pattern, fill, i)) for i, pattern in enumerate(SENTENCES[key])))


def _runs(pattern: str, fill: Mapping[str, Filling], lang: int) -> Iterator[Run]:
    for text, name, _, _ in Formatter().parse(pattern):
        if text:
            yield Run(text)
        if name:
            yield from (Run(pair[lang], href, quoted) for pair, href, quoted in fill[name])


def worded(text: str | int) -> Filling:
    """A number, or words, without a link."""
    return [(alike(str(text)), "", False)]


def listed(items: Iterable[Filling], separator: Both, *, cut: bool = False) -> Filling:
    """Several in a row; `cut` says that there are more."""
    found: list[tuple[Both, str, bool]] = []
    for item in items:
        found += [(separator, "", False)] if found else []
        found += item
    return [*found, (SENTENCES["etc"], "", False)] if cut else found


def clause_link(sides: Sides, side: Side, change: Change) -> Filling:
    """The place of a change's first clause and its heading or beginning, linked to the change."""
    first = side.clauses(change)[0]
    text = excerpt(first.heading, HEADING_LENGTH) if first.heading else excerpt(first.content, TASK_LENGTH)
    return [(alike(f"{side.place_above(first)} {text}"), f"#{sides.anchor(change)}", True)]


def bracketed(said: Both) -> tuple[Both, str, bool]:
    """What explains the words before it."""
    return sentences.BRACKETED.filled(said=said), "", False


def part_name(side: Side, found: Sequence[Change]) -> str:
    """Whether what has no label is called parts of articles, as in a law, or paragraphs."""
    return "parts" if all(article_of(side, side.clauses(c)[0]) for c in found) else "paragraphs"
