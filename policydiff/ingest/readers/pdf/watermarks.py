"""What is printed over or under the text of a page, level with it: watermarks, stamps.

What runs askew is known by that (`pdfium`). Level text is no document's where it is large and pale, where it is pale
and said again and again, or where it stands in one place on every page and is larger than the text or crosses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mode

from policydiff.ingest.readers.pdf.margins import ZONE
from policydiff.ingest.readers.pdf.page import Char, Page

# Times the size of most characters: a title has up to 1.4 times that, 22 points to 16 (GB/T 9704 §7.3).
LARGE, LARGER = 1.8, 1.2
# A pale text said so often in a file is a pattern; so many pages show that a place is the same on each.
AGAIN, PAGES = 4, 3
# In points, how far a stamp may move from page to page.
SHIFT = 2.0


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that were painted one behind the other on one baseline, in one size and colour."""

    page: int
    first: int
    last: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    pale: bool

    @property
    def place(self) -> tuple[str, int, int]:
        return self.text, round(self.x0 / SHIFT), round(self.y / SHIFT)


def without_watermarks(pages: Sequence[Page]) -> list[Page]:
    """The pages without what is printed over them, which is added to what runs askew."""
    runs = [run for at, page in enumerate(pages) for run in _runs(at, page.chars)]
    if not runs:
        return list(pages)
    usual = mode(round(char.size, 1) for page in pages for char in page.chars)
    places = Counter(place for at in range(len(pages)) for place in {run.place for run in runs if run.page == at})
    said = Counter(run.text for run in runs if run.pale)
    kept: list[Page] = []
    for at, page in enumerate(pages):
        own = [run for run in runs if run.page == at]
        stamps = [run for run in own if run.pale and (run.size >= LARGE * usual or said[run.text] >= AGAIN)]
        for run in own if len(pages) >= PAGES else ():
            in_body = ZONE * page.height < run.y < (1 - ZONE) * page.height
            if in_body and places[run.place] == len(pages) and (run.size >= LARGER * usual or _crosses(run, own)):
                stamps.append(run)
        kept.append(_without(page, stamps))
    return kept


def _crosses(run: _Run, others: Sequence[_Run]) -> bool:
    """Whether another line stands nearer than lines do, and not beside it."""
    return any(
        0.1 < abs(run.y - other.y) / max(run.size, other.size) < 0.8 and run.x0 < other.x1 and other.x0 < run.x1
        for other in others
    )


def _runs(page: int, chars: Sequence[Char]) -> Iterator[_Run]:
    start = 0
    for at in range(1, len(chars) + 1):
        if at < len(chars) and _follows(chars[at - 1], chars[at]):
            continue
        own = chars[start:at]
        text = "".join(char.text for char in own if not char.text.isspace())
        if text:
            yield _Run(page, start, at, text, own[0].x0, own[-1].x1, own[0].y, own[0].size, own[0].pale)
        start = at


def _follows(one: Char, two: Char) -> bool:
    same = (one.pale, round(one.size, 1)) == (two.pale, round(two.size, 1))
    return same and abs(one.y - two.y) < 0.1 * two.size and -0.5 * two.size < two.x0 - one.x1 < 3 * two.size


def _without(page: Page, stamps: Sequence[_Run]) -> Page:
    if not stamps:
        return page
    gone = {at for run in stamps for at in range(run.first, run.last)}
    kept = tuple(char for at, char in enumerate(page.chars) if at not in gone)
    told = " ".join(filter(None, (page.askew, *dict.fromkeys(run.text for run in stamps))))
    return replace(page, chars=kept, askew=told)
