"""Which documents of a corpus belong together, and in which order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from policydiff.model import Document, Head

# A year that a name or a title holds: 2020, 2020-q1, 2021征求意见稿, （2020） | 12020, 国发〔2020〕 is a number's
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# What comes after the year in a name: a quarter or a month. 2020-q1, 2020Q3, 2020-06 | 2020-1号
_QUARTER = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.年]?(?:[qQ](?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?!\d))")
# What a title has that its series has not: the year, its brackets, whether it is a draft, which revision.
_OWN = re.compile(
    r"[（(〔]?(?:19|20)\d\d(?:[-—－–至](?:19|20)?\d\d)?年?(?:度)?[）)〕]?"
    r"|[（(](?:草案|征求意见稿|送审稿|修订|修正|修正案|试行|暂行|节选|摘要|.{0,6}修[订正])[^）)]{0,12}[）)]|[《》\s　]"
)
# Years between a plan and the next one: what comes as rarely is not missing in between.
_PLAN = 5
# How far from its beginning a text without a title says what it is: 现在，我代表国务院，向大会作政府工作报告.
_OPENING = 500


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of one kind in the order of their dates. `gaps` are the years between them that are not there."""

    name: str
    documents: tuple[Document, ...]
    gaps: tuple[str, ...] = ()


def year_of(head: Head) -> int | None:
    """The year that a document speaks of: that of its name in the corpus, else of its title, else of its date.

    >>> year_of(Head(id="2021征求意见稿", issued="2020-12-30")), year_of(Head(id="draft", issued="2020-12-30"))
    (2021, 2020)
    """
    for text in (head.id, head.title, head.issued):
        found = _YEAR.search(text or "")
        if found:
            return int(found[1])
    return None


def order(head: Head) -> tuple[str, str]:
    """The key by which documents are sorted: the date, as far as it is known, then the name.

    >>> names = ["2020-q3", "2020-q1", "2021征求意见稿", "2019"]
    >>> sorted(names, key=lambda n: order(Head(id=n)))
    ['2019', '2020-q1', '2020-q3', '2021征求意见稿']
    """
    if head.issued and is_date(head.issued):
        return head.issued, head.id
    part = _QUARTER.search(head.id)
    month = (part["month"] or f"{3 * int(part['quarter']) - 2:02}") if part else "00"
    return f"{year_of(head) or 0:04}-{month}-00", head.id


def is_date(written: str) -> bool:
    """Whether a date is one of the calendar, in ISO form."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def all_series(documents: Iterable[Document]) -> tuple[Series, ...]:
    """Part documents into series, the largest first; each is in exactly one."""
    documents = list(documents)
    names = {d.head.id: _own_name(d.head) for d in documents}
    known = Counter(name for name in names.values() if name)
    for document in documents:
        if not names[document.head.id]:
            names[document.head.id] = _told_by_text(document, known)
    parts: dict[str, list[Document]] = {}
    for document in documents:
        parts.setdefault(names[document.head.id], []).append(document)
    found = [_series(name, part) for name, part in parts.items()]
    return tuple(sorted(found, key=lambda s: (-len(s.documents), s.name)))


def as_series(documents: Sequence[Document]) -> Series:
    """Documents that somebody put together, whatever their titles: named after what most of them are."""
    names = Counter(name for d in documents if (name := _own_name(d.head)))
    return _series(next((name for name, _ in names.most_common()), ""), list(documents))


def series_of(document: Document, among: Sequence[Series]) -> Series:
    """The series that a document is in."""
    return next(s for s in among if any(d.head.id == document.head.id for d in s.documents))


def before(document: Document, series: Series) -> Document | None:
    """The document before one in its series."""
    earlier = None
    for other in series.documents:
        if other.head.id == document.head.id:
            return earlier
        earlier = other
    return None


def _series(name: str, documents: list[Document]) -> Series:
    ordered = tuple(sorted(documents, key=lambda d: order(d.head)))
    is_law = any(clause.kind == "article" for document in ordered for clause in document.clauses)
    return Series(name, ordered, () if is_law else _gaps([d.head for d in ordered]))


def _gaps(heads: Sequence[Head]) -> tuple[str, ...]:
    """The years that are missing; none where the documents do not come yearly, as plans of five years.

    >>> _gaps([Head(id=y) for y in ("2018", "2020", "2021")])
    ('2019',)
    >>> _gaps([Head(id=y) for y in ("2011", "2016", "2021")])
    ()
    """
    years = sorted({y for y in map(year_of, heads) if y})
    steps = [b - a for a, b in pairwise(years)]
    named = all(head.id.isdecimal() for head in heads) and min(steps, default=1) < _PLAN
    if not named and 2 * steps.count(1) < max(1, len(steps)):
        return ()
    return tuple(str(y) for y in range(years[0], years[-1]) if y not in years) if years else ()


def _own_name(head: Head) -> str:
    return head.series or _OWN.sub("", head.title or "")


def _told_by_text(document: Document, known: Counter[str]) -> str:
    """The series of a text without title and series: the one that its opening names, else the only one there is."""
    opening = document.text[:_OPENING]
    named = [name for name, _ in known.most_common() if name in opening]
    if named:
        return max(named, key=len)
    return next(iter(known)) if len(known) == 1 else ""
