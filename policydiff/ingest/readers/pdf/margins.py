"""What stands above and below the text on every page: running heads, running feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policydiff.ingest.readers.extracted import Verdict
from policydiff.ingest.readers.pdf.lines import Line
from policydiff.ingest.readers.pdf.page import Page

# The part of a page, from its edge, in which heads and feet stand. GB/T 9704 leaves 37 mm of 297 above and 35 below.
ZONE = 0.14
# A head stands on so many of the pages, and on two at least. Odd and even pages may have different ones.
SHARE = 0.3
# How far, in points, a head may move between pages.
SHIFT = 4.0

# Yes: — 1 —, - 12 -, －3－, 第 3 页, 第3页 共10页, 3/10, Page 3 of 10, · 3 ·; no: 第三页的, 2020
_SURE_NUMBER = re.compile(
    r"[—\-–－─·•.~～]{1,3}\s*(\d{1,4}|[ivxlcIVXLC]{1,6})\s*[—\-–－─·•.~～]{1,3}"
    r"|第\s*(\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页(?:\s*[,，/／]?\s*共\s*\S{1,5}\s*页)?|(?:Page|page)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(\d{1,4})\s*[/／]\s*\d{1,4}"
)
# Yes: 12; no: 2020年
_BARE_NUMBER = re.compile(r"(\d{1,4})")
# The lines that a browser prints above and below a page. Yes: 2020/4/20 10:30 关于印发…, https://www.gov.cn/a 1/3
_BROWSER = re.compile(
    r"\d{2,4}/\d{1,2}/\d{1,4}[,，]?\s*(?:上午|下午)?\d{1,2}:\d{2}\b.*|(?:https?|file|about):\S*\s+\d{1,3}\s*/\s*\d{1,3}"
)


def margin_reasons(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[dict[int, Verdict]]:
    """For each page: which of its lines (by index) stand in the margin, and what they are."""
    rows = [_rows(page) for page in lines]
    edges = [_edges(page, groups) for page, groups in zip(pages, rows, strict=True)]
    repeated = _repeated(pages, edges)
    numbered = _numbered(edges)
    found: list[dict[int, Verdict]] = []
    for at, (page, groups) in enumerate(zip(pages, rows, strict=True)):
        reasons: dict[int, Verdict] = {}
        for side in (groups, groups[::-1]):
            for row in side[:4]:
                reason = _reason(page, at, row, repeated, numbered, alone=len(pages) == 1)
                if not reason:
                    break
                reasons |= dict.fromkeys((index for index, _ in row), reason)
        found.append(reasons)
    return found


_Row = list[tuple[int, Line]]


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Group the lines that stand on one baseline, from the top down."""
    rows: list[_Row] = []
    for index, line in sorted(enumerate(lines), key=lambda one: (-one[1].y, one[1].x0)):
        if rows and abs(rows[-1][0][1].y - line.y) < 0.5 * line.size:
            rows[-1].append((index, line))
        else:
            rows.append([(index, line)])
    return rows


def _text(row: _Row) -> str:
    return " ".join(line.text for _, line in row)


def _key(row: _Row) -> str:
    return re.sub(r"\d+", "#", "".join(_text(row).split()))


def _in_zone(page: Page, row: _Row) -> bool:
    y = row[0][1].y
    return not ZONE * page.height < y < (1 - ZONE) * page.height


def _edges(page: Page, rows: Sequence[_Row]) -> list[_Row]:
    """The rows at the upper and lower edge of a page."""
    edge = [*rows[:4], *[row for row in rows[-4:] if row not in rows[:4]]]
    return [row for row in edge if _in_zone(page, row)]


def _repeated(pages: Sequence[Page], edges: Sequence[Sequence[_Row]]) -> set[tuple[str, int]]:
    """The rows that come on many pages at one height: their text without its numbers, and the height."""
    seen: Counter[tuple[str, int]] = Counter()
    for rows in edges:
        places = {(_key(row), round(row[0][1].y / SHIFT) + step) for row in rows for step in (-1, 0, 1)}
        seen.update(places)
    least = max(2, SHARE * len(pages))
    return {place for place, count in seen.items() if count >= least}


def _numbered(edges: Sequence[Sequence[_Row]]) -> set[int]:
    """The differences between a bare number at the edge and its page's index that come on two pages or more."""
    steps: Counter[int] = Counter()
    for at, rows in enumerate(edges):
        steps.update({int(found[1]) - at for row in rows if (found := _BARE_NUMBER.fullmatch(_text(row).strip()))})
    return {step for step, count in steps.items() if count >= 2}


def _reason(
    page: Page, at: int, row: _Row, repeated: set[tuple[str, int]], numbered: set[int], *, alone: bool
) -> Verdict:
    text = _text(row).strip()
    if not _in_zone(page, row):
        return ""
    if _SURE_NUMBER.fullmatch(text):
        return "page-number"
    bare = _BARE_NUMBER.fullmatch(text)
    if bare and (int(bare[1]) - at in numbered or (alone and text == "1")):
        return "page-number"
    if _BROWSER.fullmatch(text):
        return "running-head"
    return "running-head" if (_key(row), round(row[0][1].y / SHIFT)) in repeated else ""
