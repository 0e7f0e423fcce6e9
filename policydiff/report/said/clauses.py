"""The clauses that came, went, moved, or became several or one, as lists."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.model import Change
from policydiff.report.said.addresses import excerpt, joined_places
from policydiff.report.said.articles import crossing
from policydiff.report.said.headings import elsewhere
from policydiff.report.said.model import ClauseLine, ClauseList
from policydiff.report.said.sides import Side, Sides, heading_only
from policydiff.report.said.signs import KINDS
from policydiff.report.said.weight import kinds_of, rank
from policydiff.wording import Both, alike, sentences
from policydiff.wording.both import joined
from policydiff.wording.sentences import SENTENCES

# A list of clauses shows so many before the rest folds away: about a screen.
LIST_LENGTH = 8
PRESENT = ("added", "removed")  # listed though there are none, and by the clause on top
EXCERPT_LENGTH = 70
PLACES_SHOWN = 3  # of the other document that hold what stands under one heading


def clause_lists(sides: Sides) -> tuple[ClauseList, ...]:
    """Added, dropped, moved, and split or merged clauses, the weightiest first; what is of substance counts once."""
    found = {kind: counted(sides, kind) for kind in ("added", "removed", "moved", "reshaped")}
    return tuple(_list(sides, kind, changes) for kind, changes in found.items() if changes or kind in PRESENT)


def counted(sides: Sides, kind: str) -> list[Change]:
    """The changes of a kind that count, in the order of the report."""
    return [c for c in sides.comparison.changes if kind in kinds_of(sides, c)]


def home(sides: Sides, kind: str) -> Side:
    """The side whose clauses a kind of change is listed by."""
    return sides.old if kind == "removed" else sides.new


def topmost(side: Side, changes: Sequence[Change]) -> dict[str, tuple[Change, int]]:
    """The changes that stand under no other of them, by id, each with how many stand under it, the weightiest first."""
    ids = {c.id for c in changes}
    found: dict[str, tuple[Change, int]] = {}
    for change in changes:
        above = [side.changes[c] for c in side.above(side.clauses(change)[0].id)]
        top = next((c for c in reversed(above) if c.id in ids), change)
        found[top.id] = top, found.get(top.id, (top, -1))[1] + 1
    return dict(sorted(found.items(), key=lambda item: rank(side, item[1][0])))


def _list(sides: Sides, kind: str, changes: Sequence[Change]) -> ClauseList:
    side = home(sides, kind)
    tops = topmost(side, changes) if kind in PRESENT else {c.id: (c, 0) for c in changes}
    lines = [_line(sides, side, kind, change, below) for change, below in tops.values()]
    return ClauseList(kind, *KINDS[kind], len(changes), tuple(lines[:LIST_LENGTH]), tuple(lines[LIST_LENGTH:]))


def whence(sides: Sides, change: Change) -> Both:
    """Where a moved clause came from, and whether it became an article, or a paragraph of one, or of another one."""
    crossed = crossing(sides, change)
    said = sentences.CROSSED[crossed] if crossed else sentences.WHENCE
    return said.filled(place=sides.old.place(change.old[0]))


def kept_at(sides: Sides, kind: str, change: Change) -> Both | None:
    """Where the other document has what stands under a dropped or new heading, if it has any of it."""
    side = home(sides, kind)
    found = elsewhere(sides, side, change)
    if not found.places or side.clauses(change)[0].id in side.renewed:
        return None
    told = alike(joined_places(map(sides.other(side).place, found.places[:PLACES_SHOWN])))
    place = joined([told, SENTENCES["etc"]], alike("")) if len(found.places) > PLACES_SHOWN else told
    return sentences.KEPT_AT[kind, found.goes_on].filled(place=place)


def _detail(sides: Sides, kind: str, change: Change) -> tuple[Both | None, str]:
    if kind in PRESENT:
        return kept_at(sides, kind, change), ""
    if kind == "moved":
        return whence(sides, change), f"#from-{sides.anchor(change)}"
    if kind == "reshaped":
        return parts(sides, change), f"#{sides.anchor(change)}"
    return None, ""


def parts(sides: Sides, change: Change) -> Both:
    """What became what, where clauses were split or merged: 第五十四条 → 第六十六条，第六十七条."""
    old, new = (
        joined_places(side.place(c) for c in ids) for side, ids in ((sides.old, change.old), (sides.new, change.new))
    )
    return alike(f"{old} → {new}")


def _line(sides: Sides, side: Side, kind: str, change: Change, below: int) -> ClauseLine:
    detail, detail_href = _detail(sides, kind, change)
    clauses = side.clauses(change)
    first = clauses[0]
    body = first.content.strip()
    if first.heading:
        body = body[body.find(first.heading) + len(first.heading) :].lstrip("。 　）】")
    if heading_only(first):
        under = side.document.children.get(first.id, ())
        body = under[0].content.strip() if under else ""
    held = {c.id for c in (*clauses, *side.below(first.id))}
    offices = dict.fromkeys(r.office for r in side.facts.responsibilities if r.clause in held)
    return ClauseLine(
        id=first.id,
        place=side.place_above(first),
        href=f"#{sides.anchor(change)}",
        heading=first.heading or "",
        excerpt=excerpt(body, EXCERPT_LENGTH),
        offices="、".join(offices),
        detail=detail,
        detail_href=detail_href,
        below=sentences.BELOW.filled(count=below) if below else None,
    )
