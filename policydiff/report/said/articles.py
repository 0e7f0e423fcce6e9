"""What becomes of the articles of a law and their paragraphs (款): which go on, which cross from one to another."""

from __future__ import annotations

from typing import Literal

from policydiff.model import Change, Clause
from policydiff.report.said.sides import Side, Sides

Crossing = Literal["became_article", "became_paragraph", "changed_article"]
CROSSINGS: tuple[Crossing, ...] = ("became_article", "became_paragraph", "changed_article")


def article_of(side: Side, clause: Clause) -> Clause | None:
    """The article that a clause is, or stands in."""
    if clause.kind == "article":
        return clause
    return next((a for a in map(side.clause, side.above(clause.id)) if a.kind == "article"), None)


def crossing(sides: Sides, change: Change) -> Crossing | None:
    """Whether a moved paragraph became an article, an article a paragraph, or a paragraph went to another article.

    What only goes along with an article that became a paragraph, or the other way round, is no crossing of its own.
    """
    if change.place != "moved":
        return None
    old, new = (side.clauses(change)[0] for side in (sides.old, sides.new))
    above = article_of(sides.old, old), article_of(sides.new, new)
    if above[0] is None or above[1] is None or old.kind == new.kind == "article":
        return None
    if new.kind == "article":
        return "became_article"
    if old.kind == "article":
        return "became_paragraph"
    goes_along = (
        article_of(sides.new, c) is above[1] for c in sides.new.clauses(sides.old.changes[above[0].id])
    )  # the article that it stood in is in the one where it stands
    comes_along = (article_of(sides.old, c) is above[0] for c in sides.old.clauses(sides.new.changes[above[1].id]))
    return None if any(goes_along) or any(comes_along) else "changed_article"
