"""Two documents as one text with tracked changes: what both have, what was deleted or inserted, what moved whither.

The stretches that are not of the new text left out give the old text; those that are not of the old left out give the
new one; neither loses a character. What a word processor calls a change of a paragraph's mark is here a change of the
line break.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Change, Comparison, Document

# same: in both · deleted, from: in the old text only · inserted, to: in the new text only
_Span = tuple[int, int, str]
Kind = Literal["same", "deleted", "inserted", "from", "to"]
OLD: frozenset[Kind] = frozenset({"same", "deleted", "from"})
NEW: frozenset[Kind] = frozenset({"same", "inserted", "to"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one kind; `move` names what moved, the same where it left and where it arrived, "" where it stayed."""

    kind: Kind
    text: str
    move: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """A change whose clauses follow each other on either side: the lines that it takes up in both."""

    change: Change
    old: range
    new: range

    @property
    def weight(self) -> int:
        return sum(len(e.text) for e in self.change.edits if e.kind == "equal") + 1


def tracked(comparison: Comparison) -> tuple[Stretch, ...]:
    r"""The stretches of both documents, line breaks included, in an order that suits both.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> from policydiff.pipeline import compare
    >>> old, new = parse("一、加强保护。\n二、促进运用。", Head(id="a")), parse("一、加强严格保护。", Head(id="b"))
    >>> found = tracked(compare(old, new))
    >>> [(s.kind, s.text) for s in found]
    [('same', '一、加强'), ('inserted', '严格'), ('same', '保护。'), ('deleted', '\n二、促进运用。')]
    """
    old, new = _lines(comparison.old), _lines(comparison.new)
    runs = list(_runs(comparison, old, new))
    kept = _in_order(runs)
    elsewhere = _moves(comparison, [r for r in runs if r not in kept])
    return tuple(_joined(_whole_moves(list(_stretches(comparison, old, new, kept, elsewhere)))))


def _lines(document: Document) -> dict[str, int]:
    return {clause.id: i for i, clause in enumerate(document.clauses)}


def _runs(comparison: Comparison, old: dict[str, int], new: dict[str, int]) -> Iterator[_Run]:
    for change in comparison.changes:
        a, b = [old[c] for c in change.old], [new[c] for c in change.new]
        if a and b and a == list(range(a[0], a[-1] + 1)) and b == list(range(b[0], b[-1] + 1)):
            yield _Run(change, range(a[0], a[-1] + 1), range(b[0], b[-1] + 1))


def _in_order(runs: Sequence[_Run]) -> list[_Run]:
    """The runs that stand in the same order on both sides: those with the most text in common.

    A heaviest increasing subsequence: behind each place of the new side the best chain that ends there.
    """
    ends: list[int] = []  # the last new lines of the chains, rising
    best: list[tuple[int, list[_Run]]] = []  # their weights, rising too
    for run in sorted(runs, key=lambda r: r.old.start):
        at = bisect_left(ends, run.new.start)
        weight, chain = best[at - 1] if at else (0, [])
        weight, chain = weight + run.weight, [*chain, run]
        at = bisect_left(ends, run.new.stop - 1)
        if at and best[at - 1][0] >= weight:
            continue
        over = at
        while over < len(ends) and best[over][0] <= weight:
            over += 1
        ends[at:over], best[at:over] = [run.new.stop - 1], [(weight, chain)]
    return best[-1][1] if best else []


@dataclass(frozen=True, slots=True)
class _Moves:
    """What moved, as spans of the documents (start, end, name of the move), by side and in order."""

    old: Sequence[_Span]
    new: Sequence[_Span]


def _moves(comparison: Comparison, elsewhere: Sequence[_Run]) -> _Moves:
    """The passages that changed clauses, and what the clauses that changed places have in common."""
    old: list[_Span] = []
    new: list[_Span] = []
    for number, moved in enumerate(dict.fromkeys(m for c in comparison.changes for m in c.moved_text), 1):
        old.append((moved.old.start, moved.old.end, f"passage{number}"))
        new.append((moved.new.start, moved.new.end, f"passage{number}"))
    for run in elsewhere:
        if run.change.presence == "kept" and len(run.old) == len(run.new) == 1:
            for side, start, end in _kept_spans(comparison, run):
                (old if side == "old" else new).append((start, end, run.change.id))
    return _Moves(sorted(old), sorted(new))


def _kept_spans(comparison: Comparison, run: _Run) -> Iterator[tuple[str, int, int]]:
    a = comparison.old.clauses[run.old.start].start
    b = comparison.new.clauses[run.new.start].start
    for edit in run.change.edits:
        size = len(edit.text)
        if edit.kind == "equal" and edit.new_text is None:
            yield "old", a, a + size
            yield "new", b, b + size
        a += size * (edit.kind != "insert")
        b += len(edit.new_text) if edit.new_text is not None else size * (edit.kind != "delete")


def _stretches(
    comparison: Comparison, old: dict[str, int], new: dict[str, int], kept: Sequence[_Run], moves: _Moves
) -> Iterator[Stretch]:
    """Between two runs that both sides have in order, first what is only in the old text, then what is only in the new.

    A line break stands behind each line before the first such run and before each line behind it, so that the last
    paragraph, whose mark cannot change, is never cut.
    """
    a = b = 0
    for i, run in enumerate(kept):
        yield from _only(comparison.old, range(a, run.old.start), "deleted", moves.old, leading=i > 0)
        yield from _only(comparison.new, range(b, run.new.start), "inserted", moves.new, leading=i > 0)
        if i:
            yield from _breaks(_break(comparison.old, run.old.start), _break(comparison.new, run.new.start))
        yield from _edited(comparison, run, moves)
        a, b = run.old.stop, run.new.stop
    yield from _only(comparison.old, range(a, len(old)), "deleted", moves.old, leading=True)
    yield from _only(comparison.new, range(b, len(new)), "inserted", moves.new, leading=True)


def _only(document: Document, lines: range, kind: Kind, moves: Sequence[_Span], *, leading: bool) -> Iterator[Stretch]:
    for i in lines:
        clause = document.clauses[i]
        if leading:
            yield Stretch(kind, _break(document, i))
        yield from _cut(clause.text, clause.start, kind, moves)
        if not leading:
            yield Stretch(kind, _break(document, i + 1))


def _cut(text: str, start: int, kind: Kind, moves: Sequence[_Span]) -> Iterator[Stretch]:
    """Text of one side that begins at a place of its document, what moved set apart."""
    at, end = start, start + len(text)
    for first, last, name in moves:
        if at <= first < last <= end:
            yield Stretch(kind, text[at - start : first - start])
            yield Stretch("from" if kind == "deleted" else "to", text[first - start : last - start], name)
            at = last
    yield Stretch(kind, text[at - start :])


def _break(document: Document, line: int) -> str:
    """What stands between a clause and the one before it: a line break, and perhaps empty lines."""
    clauses = document.clauses
    return document.text[clauses[line - 1].end : clauses[line].start] if 0 < line < len(clauses) else ""


def _breaks(old: str, new: str) -> Iterator[Stretch]:
    same = min(len(old), len(new))
    yield Stretch("same", new[:same])
    yield Stretch("deleted", old[same:])
    yield Stretch("inserted", new[same:])


def _edited(comparison: Comparison, run: _Run, moves: _Moves) -> Iterator[Stretch]:
    """What both sides of a run have, and have not; of several clauses passages are not told apart."""
    a = comparison.old.clauses[run.old.start].start
    b = comparison.new.clauses[run.new.start].start
    old, new = (found if len(lines) == 1 else () for found, lines in ((moves.old, run.old), (moves.new, run.new)))
    for edit in run.change.edits:
        gone = edit.text if edit.kind != "insert" else ""
        come = edit.text if edit.kind == "insert" else "" if edit.kind == "delete" else edit.new_text or edit.text
        if edit.kind == "equal" and edit.new_text is None:
            yield Stretch("same", edit.text)
        elif edit.move is not None:
            yield Stretch("from" if gone else "to", edit.text, f"{run.change.id}.{edit.move}")
        else:
            yield from _cut(gone, a, "deleted", old)
            yield from _cut(come, b, "inserted", new)
        a, b = a + len(gone), b + len(come)


def _whole_moves(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """A move that was seen on one side only is none."""
    left, arrived = ({s.move for s in stretches if s.kind == kind and s.text} for kind in ("from", "to"))
    for stretch in stretches:
        if stretch.move and stretch.move not in left & arrived:
            yield Stretch("deleted" if stretch.kind == "from" else "inserted", stretch.text)
        else:
            yield stretch


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    last: Stretch | None = None
    for stretch in stretches:
        if not stretch.text:
            continue
        if last and (last.kind, last.move) == (stretch.kind, stretch.move):
            last = Stretch(last.kind, last.text + stretch.text, last.move)
        else:
            if last:
                yield last
            last = stretch
    if last:
        yield last
