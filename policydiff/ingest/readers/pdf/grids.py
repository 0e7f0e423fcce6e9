"""Ruled tables: lines that cross make a grid, a missing line between two fields makes them one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.ingest.readers.pdf.page import Char, Rule

# Lines that should meet may miss each other by this, in points; lines closer than this are one.
NEAR = 3.0
# A grid finer than this is a drawing.
MAX_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table on a page: its place in the grid, what it covers, and its characters."""

    row: int
    column: int
    down: int
    across: int
    chars: tuple[Char, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page: the positions of its lines, from the left and from the top, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def top(self) -> float:
        """The height of its uppermost line."""
        return self.ys[0]


def grids_of(rules: Iterable[Rule], chars: Sequence[Char]) -> tuple[list[Grid], list[Char]]:
    """Find the tables of a page; give them from the top down, and the characters outside them."""
    grids: list[Grid] = []
    outside = list(chars)
    for group in _groups(_merged(rules)):
        # Where a table has no line at its side, and where a page's end cuts it, the other lines show how far it goes.
        xs = _positions(x for rule in group for x in (rule.x0, rule.x1))
        ys = _positions(y for rule in group for y in (rule.y0, rule.y1))[::-1]
        fields = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) < 2 or len(ys) < 2 or not 2 <= fields <= MAX_FIELDS:
            continue
        inside = [c for c in outside if xs[0] <= (c.x0 + c.x1) / 2 <= xs[-1] and ys[-1] <= c.y + 0.3 * c.size <= ys[0]]
        if inside:
            taken = set(map(id, inside))
            outside = [c for c in outside if id(c) not in taken]
            grids.append(Grid(tuple(xs), tuple(ys), tuple(_cells(group, xs, ys, inside))))
    return sorted(grids, key=lambda grid: (-grid.top, grid.xs[0])), outside


def _is_upright(rule: Rule) -> bool:
    return rule.x0 == rule.x1


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of one line: programs draw a border cell by cell, and often twice."""
    merged: list[Rule] = []
    for upright in (False, True):
        own = [rule for rule in rules if _is_upright(rule) == upright]
        own.sort(key=lambda r: (r.x0, r.y0) if upright else (r.y0, r.x0))
        lanes: list[list[Rule]] = []
        for rule in own:
            at = rule.x0 if upright else rule.y0
            lane_at = (lanes[-1][0].x0 if upright else lanes[-1][0].y0) if lanes else None
            if lane_at is not None and at - lane_at <= NEAR / 2:
                lanes[-1].append(rule)
            else:
                lanes.append([rule])
        for lane in lanes:
            merged += _joined(lane, upright=upright)
    return merged


def _joined(lane: list[Rule], *, upright: bool) -> Iterator[Rule]:
    at = lane[0].x0 if upright else lane[0].y0
    spans = sorted((r.y0, r.y1) if upright else (r.x0, r.x1) for r in lane)
    start, end = spans[0]
    for low, high in [*spans[1:], (float("inf"), 0.0)]:
        if low <= end + NEAR:
            end = max(end, high)
            continue
        yield Rule(at, start, at, end) if upright else Rule(start, at, end, at)
        start, end = low, high


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The sets of lines that hang together by crossing or touching."""
    parents = list(range(len(rules)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    level = sorted((rule.y0, at) for at, rule in enumerate(rules) if not _is_upright(rule))
    heights = [y for y, _ in level]
    for at, rule in enumerate(rules):
        if not _is_upright(rule):
            continue
        first = bisect_right(heights, rule.y0 - NEAR)
        for y, other in level[first:]:
            if y > rule.y1 + NEAR:
                break
            if rules[other].x0 - NEAR <= rule.x0 <= rules[other].x1 + NEAR:
                parents[root(other)] = root(at)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return [group for group in groups.values() if len(group) > 3]


def _positions(values: Iterable[float]) -> list[float]:
    """The places of lines, those that are nearly one taken as one.

    >>> _positions([10.0, 100.2, 99.8, 50.0])
    [10.0, 50.0, 99.8]
    """
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


_Field = tuple[int, int]  # row and column


def _cells(
    group: Sequence[Rule], xs: Sequence[float], ys: Sequence[float], chars: Sequence[Char]
) -> Iterator[GridCell]:
    """Join fields that no line parts, and put the characters into the cells."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(field: _Field) -> _Field:
        while owner[field] != field:
            field = owner[field]
        return field

    for one, two in _unparted(group, xs, ys):
        first, second = sorted((root(one), root(two)))
        owner[second] = first
    fields: dict[_Field, list[_Field]] = {}
    for field in owner:
        fields.setdefault(root(field), []).append(field)
    held: dict[_Field, list[Char]] = {key: [] for key in fields}
    falling = [-y for y in ys]
    for char in chars:
        c = min(max(bisect_right(xs, (char.x0 + char.x1) / 2) - 1, 0), columns - 1)
        r = min(max(bisect_right(falling, -(char.y + 0.3 * char.size)) - 1, 0), rows - 1)
        held[root((r, c))].append(char)
    for key in sorted(fields):
        rs, cs = [r for r, _ in fields[key]], [c for _, c in fields[key]]
        yield GridCell(min(rs), min(cs), max(rs) - min(rs) + 1, max(cs) - min(cs) + 1, tuple(held[key]))


def _unparted(group: Sequence[Rule], xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[_Field, _Field]]:
    """The pairs of neighbouring fields between which there is no line."""
    upright = [rule for rule in group if _is_upright(rule)]
    level = [rule for rule in group if not _is_upright(rule)]
    for r, (top, bottom) in enumerate(pairwise(ys)):
        middle = (top + bottom) / 2
        for c, x in enumerate(xs[1:-1]):
            if not any(abs(v.x0 - x) <= NEAR and v.y0 <= middle <= v.y1 for v in upright):
                yield (r, c), (r, c + 1)
    for c, (left, right) in enumerate(pairwise(xs)):
        middle = (left + right) / 2
        for r, y in enumerate(ys[1:-1]):
            if not any(abs(h.y0 - y) <= NEAR and h.x0 <= middle <= h.x1 for h in level):
                yield (r, c), (r + 1, c)
