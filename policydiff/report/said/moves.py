"""What stands in another place: tasks, clauses, and what crossed from one article of a law to another."""

from __future__ import annotations

from collections.abc import Iterator

from policydiff.model import Change
from policydiff.report.said.articles import CROSSINGS, crossing
from policydiff.report.said.clauses import counted, whence
from policydiff.report.said.filling import AT_ONCE, bracketed, clause_link, listed, part_name, sentence, worded
from policydiff.report.said.model import Headline
from policydiff.report.said.sides import Sides
from policydiff.report.said.signs import KINDS
from policydiff.report.said.weight import CLAUSE, TASK, rank
from policydiff.wording import Both, sentences
from policydiff.wording.both import SEMICOLON


def crossed(sides: Sides) -> Iterator[Headline]:
    """Paragraphs of a law that became articles, articles that became paragraphs, and what went to another article."""
    everywhere = [c for c in counted(sides, "moved") if not rank(sides.new, c)[0]]
    for kind in CROSSINGS:
        found = [c for c in everywhere if crossing(sides, c) == kind]
        if found:
            items = (
                [*clause_link(sides, sides.new, c), bracketed(sentences.WHENCE.filled(place=sides.old.place(c.old[0])))]
                for c in found[:AT_ONCE]
            )
            clauses = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
            yield Headline("moved", KINDS["moved"][0], sentence(kind, count=worded(len(found)), clauses=clauses))


def moved(sides: Sides, wanted: int, *, of_laws: bool = False) -> Iterator[Headline]:
    """Tasks that stand in another order, or clauses; the largest leaps first. `of_laws`: only in articles of a law."""
    found = [c for c in counted(sides, "moved") if rank(sides.new, c)[:2] == (False, wanted)]
    found = [c for c in found if not crossing(sides, c)]
    if found and (not of_laws or part_name(sides.new, found) == "parts"):
        leaps = {c.id: _leap(sides, c) for c in found}
        best = sorted(found, key=lambda c: -abs(leaps[c.id][0] - leaps[c.id][1]) if leaps[c.id] else 0)[:AT_ONCE]
        items = ([*clause_link(sides, sides.new, c), (_whence(sides, c, leaps[c.id]), "", False)] for c in best)
        clauses = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
        name = {TASK: "moved_tasks", CLAUSE: "moved"}.get(wanted) or f"moved_{part_name(sides.new, found)}"
        yield Headline("moved", KINDS["moved"][0], sentence(name, count=worded(len(found)), clauses=clauses))


def _leap(sides: Sides, change: Change) -> tuple[int, ...]:
    """The places among its sisters of a clause that moved among them, from 1; empty where it went to another parent."""
    old, new = (side.clauses(change)[0] for side in (sides.old, sides.new))
    above = [side.changes[c.parent] if c.parent else None for side, c in ((sides.old, old), (sides.new, new))]
    if above[0] is not above[1] or (above[0] and len(above[0].links) > 1):
        return ()
    return tuple(
        1 + [c.id for c in side.document.children[clause.parent] if c.kind == clause.kind].index(clause.id)
        for side, clause in ((sides.old, old), (sides.new, new))
    )


def _whence(sides: Sides, change: Change, leap: tuple[int, ...]) -> Both:
    is_article = sides.new.clauses(change)[0].kind == "article"  # whose number says where it was
    if leap and leap[0] != leap[1] and not is_article:
        return sentences.LEAP.filled(old=leap[0], new=leap[1])
    passed = _passed(sides, change) if leap and not is_article else None
    return sentences.BRACKETED.filled(said=passed or whence(sides, change))


def _passed(sides: Sides, change: Change) -> Both | None:
    """Which of its sisters a clause changed places with, where it is as many from the top as before."""
    old, new = (side.clauses(change)[0] for side in (sides.old, sides.new))
    for sister in reversed(sides.new.document.children[new.parent]):
        other = sides.new.changes[sister.id]
        if other is not change and other.old and sides.old.clauses(other)[0].parent == old.parent:
            before = sides.old.clauses(other)[0].start < old.start, sister.start < new.start
            if before[0] != before[1]:
                return sentences.PASSED[before].filled(place=sides.new.place(sister.id))
    return None
