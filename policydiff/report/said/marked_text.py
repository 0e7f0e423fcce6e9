"""A change's edits, cut by clause and laid under its marks: what the cells of the side-by-side text are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from policydiff.model import Change, Clause
from policydiff.text.normalise import fold

# "" kept words · ins, del · form: kept, but punctuation, width or script differ · gone: what the other side had
# here, shown only where the page is read in one column · away, here: moved inside the clause.
Tag = Literal["", "ins", "del", "form", "gone", "away", "here"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that stand out for another reason than an edit. Offsets count in the document."""

    start: int
    end: int
    style: str
    anchor: str = ""
    link: str = ""  # where an arrow behind the words leads
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under one tag."""

    tag: Tag
    text: str


@dataclass(frozen=True, slots=True)
class Zone:
    """Pieces under the same marks. `anchor` names the first mark that begins here, `anchors` all others."""

    style: str
    anchor: str
    anchors: tuple[str, ...]
    pieces: tuple[Piece, ...]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of both sides at once; either wording may be empty."""

    kind: Literal["same", "form", "delete", "insert", "away", "here"]
    old: str
    new: str


def clause_pieces(
    change: Change, old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The pieces of each old and of each new clause of a change.

    A pair of one clause with one also gets, on the new side, what was deleted ("gone"): together with the
    rest it reads as one text with the changes marked in it.
    """
    # What is wholly new or gone is marked at its edge, not on every word.
    if not (old and new and change.edits):
        return [[Piece("", c.text)] for c in old], [[Piece("", c.text)] for c in new]
    runs = list(_runs(change))
    one_to_one = len(old) == len(new) == 1
    return _side(runs, old, "old", merged=False), _side(runs, new, "new", merged=one_to_one)


def _runs(change: Change) -> Iterator[_Run]:
    for edit in change.edits:
        if edit.kind == "delete":
            yield _Run("delete" if edit.move is None else "away", edit.text, "")
        elif edit.kind == "insert":
            yield _Run("insert" if edit.move is None else "here", "", edit.text)
        elif edit.new_text is None:
            yield _Run("same", edit.text, edit.text)
        else:
            yield from _form_runs(edit.text, edit.new_text)


def _form_runs(old: str, new: str) -> Iterator[_Run]:
    """Find the few characters in which two texts of one essence differ.

    >>> [(r.kind, r.old, r.new) for r in _form_runs("补短板，强弱项", "补短板、强弱项")]
    [('same', '补短板', '补短板'), ('form', '，', '、'), ('same', '强弱项', '强弱项')]
    """
    runs = list(zip(_character_runs(old), _character_runs(new), strict=False))
    if "".join(a for a, _ in runs) != old or "".join(b for _, b in runs) != new:
        yield _Run("form", old, new)  # not of one essence after all
        return
    for same, pairs in groupby(runs, key=lambda pair: pair[0] == pair[1]):
        wordings = list(pairs)
        yield _Run("same" if same else "form", "".join(a for a, _ in wordings), "".join(b for _, b in wordings))


def _character_runs(text: str) -> list[str]:
    """Each letter or digit by itself, and what stands before, between and behind them, which may be nothing.

    >>> _character_runs("（专利）权")
    ['（', '专', '', '利', '）', '权', '']
    """
    folded = fold(text)
    found, gap = [], ""
    for written, char in zip(text, folded, strict=True):
        if char.isalnum():
            found += [gap, written]
            gap = ""
        else:
            gap += written
    return [*found, gap]


_TAGS: dict[str, Tag] = {"same": "", "form": "form", "delete": "del", "insert": "ins", "away": "away", "here": "here"}


def _side(runs: Sequence[_Run], clauses: Sequence[Clause], side: str, *, merged: bool) -> list[list[Piece]]:
    """One side's runs, cut where one clause ends and the next begins."""
    cells: list[list[Piece]] = [[]]
    left = len(clauses[0].text)
    for run in runs:
        text = run.old if side == "old" else run.new
        if not text and merged and run.old:
            cells[-1].append(Piece("gone", run.old))
        while text:
            if left == 0 and len(cells) < len(clauses):
                text = text[1:]  # the line break between two clauses
                cells.append([])
                left = len(clauses[len(cells) - 1].text)
                continue
            part, text = text[:left], text[left:]
            if not part:
                break
            cells[-1].append(Piece(_TAGS[run.kind], part))
            left -= len(part)
    return cells


def zones(start: int, pieces: Sequence[Piece], marks: Sequence[Mark]) -> tuple[Zone, ...]:
    """Lay a clause's pieces under its marks. `start` is where the clause begins in the document.

    >>> pieces = [Piece("", "压减至"), Piece("ins", "16个月"), Piece("", "以内。")]
    >>> found = zones(10, pieces, [Mark(13, 19, "target", "t1")])
    >>> [(z.style, z.anchor, [p.text for p in z.pieces]) for z in found]
    [('', '', ['压减至']), ('target', 't1', ['16个月', '以内']), ('', '', ['。'])]
    """
    if not marks:
        return (Zone("", "", (), tuple(pieces)),) if pieces else ()
    cuts = sorted({m.start for m in marks} | {m.end for m in marks})
    found: list[Zone] = []
    for at, cut_pieces in groupby(_cut(start, pieces, cuts), key=lambda cut: cut[0]):
        inside = [m for m in marks if m.start <= at < m.end]
        beginning = [m.anchor for m in inside if m.anchor and m.start == at]
        end = next((c for c in cuts if c > at), None)
        found.append(
            Zone(
                style=" ".join(dict.fromkeys(m.style for m in inside)),
                anchor=beginning[0] if beginning else "",
                anchors=tuple(beginning[1:]),
                pieces=tuple(p for _, p in cut_pieces),
                links=tuple((m.link, m.link_text) for m in inside if m.link and m.end == end),
            )
        )
    return tuple(found)


def _cut(start: int, pieces: Sequence[Piece], cuts: Sequence[int]) -> Iterator[tuple[int, Piece]]:
    """The pieces cut at the cuts, each with the last cut at or before it (or `start`)."""
    at, zone, waiting = start, start, list(cuts)
    for piece in pieces:
        text = piece.text
        if piece.tag == "gone":  # takes no room on this side
            yield zone, piece
            continue
        while text:
            while waiting and waiting[0] <= at:
                zone = max(zone, waiting.pop(0))
            room = waiting[0] - at if waiting else len(text)
            yield zone, Piece(piece.tag, text[:room])
            at += len(text[:room])
            text = text[room:]
