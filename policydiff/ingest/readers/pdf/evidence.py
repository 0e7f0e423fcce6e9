"""What a document's sure paragraphs say of the places where nothing on the page shows whether one ends.

That is where a line is full, and no indentation and no gap is there to tell: at a page's end, or in a file that has
neither. How paragraphs end and begin elsewhere in the same document decides (naive Bayes).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.ingest.readers.line_kinds import is_label
from policydiff.model import Span
from policydiff.text.official.sentences import statements

# A paragraph leaves its last line full where no word more fits on it: so many ems of a line's width.
ROOM = 2.0
# Lengths of a first sentence, in characters: headings, the catchword of a paragraph, clauses, whole sentences.
_LENGTHS = (8, 14, 22, 40)
# Yes: 。 and ！” before the next sentence; no: the ， in 加强保护，改善服务
# Yes: 一是推进, 首先要, 其次; no: 一个
_COUNTED = re.compile(r"第?[一二三四五六七八九十]是|首先|其次|再次|最后")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often each last sign and each kind of first sentence was seen, at the edges of paragraphs and inside them.

    `prior` are the odds that a full line is a paragraph's last, before anything is known of its words.
    """

    prior: float
    last: Counter[str]
    last_inside: Counter[str]
    first: Counter[str]
    first_inside: Counter[str]

    def ends(self, before: str, after: str) -> bool:
        """Whether a paragraph ends between the text before a place and the text behind it."""
        odds = self.prior * _ratio(self.last, self.last_inside, _sign(before))
        return odds * _ratio(self.first, self.first_inside, _kind(after)) > 1


def evidence_of(paragraphs: Sequence[str], *, lines: int, width: float) -> Evidence:
    """Count the edges of paragraphs; `lines` is how many lines they fill, `width` how long those are, in ems."""
    sentences = [[text[s.start : s.end] for s in statements(text)] for text in paragraphs]
    return Evidence(
        prior=len(paragraphs) * min(1.0, ROOM / max(width, 1.0)) / max(lines - len(paragraphs), 1),
        last=Counter(_sign(text) for text in paragraphs),
        last_inside=Counter(_sign(char) for text in paragraphs for char in text[:-1]),
        first=Counter(_kind(own[0]) for own in sentences),
        first_inside=Counter(_kind(text) for own in sentences for text in own[1:]),
    )


def _sign(text: str) -> str:
    """The last character where it is punctuation, "" for any other."""
    return text[-1] if text[-1] in "。！？；：，、）”》…" else ""


def _kind(text: str) -> str:
    """What kind of sentence a text begins with: a labelled or counted one, or how long and whether it has a comma.

    >>> _kind("（一）加强保护。"), _kind("社会建设得到全面加强。人民生活改善"), _kind("我们要坚持，不动摇。")
    ('label', '14', '14，')
    """
    if is_label(text):
        return "label"
    if _COUNTED.match(text):
        return "counted"
    first = next(statements(text), Span(0, len(text)))
    sentence = text[first.start : first.end]
    length = next((most for most in _LENGTHS if len(sentence) <= most), 99)
    return f"{length}，" if "，" in sentence else f"{length}"


def _ratio(one: Counter[str], other: Counter[str], key: str) -> float:
    """How much likelier a key is in one count than in the other; what was never seen counts half."""
    return ((one[key] + 0.5) / (one.total() + 1)) / ((other[key] + 0.5) / (other.total() + 1))
