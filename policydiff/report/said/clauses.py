"""The clauses that came, went, moved, or became several or one, as lists."""

from __future__ import annotations

from policydiff.model import Change
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.model import ClauseLine, ClauseList
from policydiff.report.said.sides import Side, Sides, heading_only
from policydiff.report.said.signs import KINDS
from policydiff.wording import Both, alike

# A list of clauses shows so many before the rest folds away: about a screen.
LIST_LENGTH = 8
EXCERPT_LENGTH = 70


def clause_lists(sides: Sides) -> tuple[ClauseList, ...]:
    """Added, dropped, moved, and split or merged clauses."""
    changes = sides.comparison.changes
    added = [_line(sides, sides.new, c) for c in changes if c.presence == "added" and is_topmost(sides.new, c)]
    removed = [_line(sides, sides.old, c) for c in changes if c.presence == "removed" and is_topmost(sides.old, c)]
    moved = [
        _line(sides, sides.new, c, alike(f"← {sides.old.place(c.old[0])}"), f"#from-{sides.anchor(c)}")
        for c in changes
        if c.place == "moved"
    ]
    reshaped = [
        _line(sides, sides.new, c, _parts(sides, c), f"#{sides.anchor(c)}")
        for c in changes
        if c.presence in ("split", "merged", "redistributed")
    ]
    found = (("added", added), ("removed", removed), ("moved", moved), ("reshaped", reshaped))
    return tuple(
        ClauseList(kind, *KINDS[kind], len(lines), tuple(lines[:LIST_LENGTH]), tuple(lines[LIST_LENGTH:]))
        for kind, lines in found
        if lines or kind in ("added", "removed")
    )


def is_topmost(side: Side, change: Change) -> bool:
    """Whether the clause above is not itself wholly new or gone, and the clause is more than a date or a signature."""
    first = side.clauses(change)[0]
    above = side.changes[first.parent] if first.parent else None
    return (above is None or above.presence != change.presence) and first.kind not in ("date", "signature", "number")


def _parts(sides: Sides, change: Change) -> Both:
    old = "，".join(sides.old.place(c) for c in change.old)
    new = "，".join(sides.new.place(c) for c in change.new)
    return alike(f"{old} → {new}")


def _line(sides: Sides, side: Side, change: Change, detail: Both | None = None, detail_href: str = "") -> ClauseLine:
    clauses = side.clauses(change)
    first = clauses[0]
    body = first.content.strip()
    if first.heading:
        body = body[body.find(first.heading) + len(first.heading) :].lstrip("。 　）】")
    if heading_only(first):
        under = side.document.children.get(first.id, ())
        body = under[0].content.strip() if under else ""
    offices = dict.fromkeys(
        r.office for r in side.facts.responsibilities if r.clause in {c.id for c in clauses} | _below(side, first.id)
    )
    return ClauseLine(
        place=side.place_above(first),
        href=f"#{sides.anchor(change)}",
        heading=first.heading or "",
        excerpt=excerpt(body, EXCERPT_LENGTH),
        offices="、".join(offices),
        detail=detail,
        detail_href=detail_href,
    )


def _below(side: Side, clause_id: str) -> set[str]:
    children = side.document.children.get(clause_id, ())
    return {c.id for c in children}.union(*(_below(side, c.id) for c in children))
