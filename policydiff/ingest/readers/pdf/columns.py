"""The order in which the lines of a page are read: column by column where it has columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from policydiff.ingest.readers.pdf.lines import Line

# So many lines must stand side by side for columns, and so wide, in ems, must they be in the middle: the cells
# of a table without lines, and labels set apart from their text, are shorter.
SIDE_BY_SIDE, WIDTH = 5, 9
# Of the lines that stand side by side there may be so many more, by share, that cross the gap: titles.
CROSSING = 0.3
MAX_DEPTH = 3


def usual_gutter(pages: Iterable[Sequence[Line]]) -> float | None:
    """Where most pages that have columns have the gap between them: a last page may be too short to show it."""
    gutters = Counter(gutter for lines in pages if (gutter := _gutter(lines)) is not None)
    return gutters.most_common(1)[0][0] if gutters else None


def in_order(lines: Sequence[Line], usual: float | None = None) -> list[Line]:
    """Put the lines of a page, given from the top down, in reading order, and number their columns."""
    return _ordered(list(lines), 0, 0, usual)


def _ordered(lines: list[Line], depth: int, column: int, usual: float | None = None) -> list[Line]:
    gutter = _gutter(lines) if depth < MAX_DEPTH else None
    if gutter is None and usual is not None and _fits(lines, usual):
        gutter = usual
    if gutter is None:
        return [replace(line, column=column) for line in lines]
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        ordered.extend(_ordered(left, depth + 1, 2 * column + 1))
        ordered.extend(_ordered(right, depth + 1, 2 * column + 2))
        left.clear()
        right.clear()

    for line in lines:
        if line.x1 <= gutter:
            left.append(line)
        elif line.x0 >= gutter:
            right.append(line)
        else:
            close()
            ordered.append(replace(line, column=column))
    close()
    return ordered


def _fits(lines: Sequence[Line], x: float) -> bool:
    """Whether a page can have its columns parted at x: some lines stand side by side, and few cross."""
    left = [line for line in lines if line.x1 <= x]
    right = [line for line in lines if line.x0 >= x]
    return _beside(left, right) > 0 and len(lines) - len(left) - len(right) <= max(1, CROSSING * len(lines))


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the gap between two columns, None if there is none."""
    best: tuple[int, float] | None = None
    for x in _candidates(lines):
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x]
        crossing = len(lines) - len(left) - len(right)
        beside = _beside(left, right)
        if beside < SIDE_BY_SIDE or crossing > CROSSING * beside:
            continue
        if min(_width(left), _width(right)) < WIDTH:
            continue
        if best is None or beside - crossing > best[0]:
            best = beside - crossing, x
    return best[1] if best else None


def _candidates(lines: Sequence[Line]) -> list[float]:
    """The places where a gap lies between two lines that stand side by side."""
    found = set()
    for at, one in enumerate(lines):
        for two in lines[at + 1 : at + 5]:
            if abs(one.y - two.y) > 1.2 * one.size:
                break
            left, right = (one, two) if one.x0 < two.x0 else (two, one)
            if right.x0 > left.x1:
                found.add(round((left.x1 + right.x0) / 2))
    return sorted(found)


def _beside(left: Sequence[Line], right: Sequence[Line]) -> int:
    """How many lines on the left have one on the right at nearly the same height."""
    heights = sorted(line.y for line in right)
    count, at = 0, 0
    for line in sorted(left, key=lambda one: one.y):
        while at < len(heights) and heights[at] < line.y - 0.7 * line.size:
            at += 1
        count += at < len(heights) and abs(heights[at] - line.y) <= 0.7 * line.size
    return count


def _width(lines: Sequence[Line]) -> float:
    return median((line.x1 - line.x0) / line.size for line in lines)
