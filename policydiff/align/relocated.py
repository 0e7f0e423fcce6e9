"""Clauses that moved out of one block into another that does not carry it on."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.align.best_first import Bar
from policydiff.align.blocks import Block, single_clauses
from policydiff.align.clauses import head
from policydiff.align.identical import identical
from policydiff.align.known import Known
from policydiff.align.lexical import Search, link_by_score
from policydiff.align.links import Basis, Ids, Links, Pair
from policydiff.align.options import Options
from policydiff.model import Document


def same_elsewhere(
    a: Sequence[Block],
    b: Sequence[Block],
    between: Links[int, Basis],
    options: Options,
) -> dict[Ids, Basis]:
    """Clauses of two articles that are not linked, which say the same word for word and nothing else says so.

    A short one might do so by chance; it counts where one beside it went the same way.
    """
    home_old = {c.id: block.index for block in a for c in block.clauses}
    home_new = {c.id: block.index for block in b for c in block.clauses}
    ours = single_clauses([c for block in a if len(block.clauses) > 1 for c in block.clauses], options)
    theirs = single_clauses([c for block in b if len(block.clauses) > 1 for c in block.clauses], options)
    same, _ = identical(ours, theirs, Known(), options)
    found = {(i, j) for i, j in same if (home_old[head(ours[i])], home_new[head(theirs[j])]) not in between}
    moved: set[Pair] = set()
    todo = {(i, j) for i, j in found if len(ours[i].key) >= options.moved_least}
    while todo:
        moved |= todo
        found -= todo
        todo = found & {(i + way, j + way) for i, j in todo for way in (-1, 1)}
    return {(head(ours[i]), head(theirs[j])): {"identical": 1.0, "moved": 1.0} for i, j in sorted(moved)}


def alike_elsewhere(old: Document, new: Document, links: Links[str, Basis], options: Options) -> dict[Ids, Basis]:
    """Clauses left over on both sides that are nearly the same."""
    least = options.moved_least
    a = single_clauses([c for c in old.clauses if c.id not in links.of_old and len(c.content) >= least], options)
    b = single_clauses([c for c in new.clauses if c.id not in links.of_new and len(c.content) >= least], options)
    if not (a and b):
        return {}
    same, repeats = identical(a, b, Known(), options)
    is_law = any(c.kind == "article" for c in (*old.clauses, *new.clauses))
    bar = Bar(options.law_move_bar if is_law else options.move_bar, exclusive=True)
    # The position says nothing about what has moved.
    words_alone = Search(article_bar=bar, text_bar=bar, by_position=False, absorb=False, fill_gaps=False)
    known = Known().with_links(same).without(repeats)
    alike = link_by_score(a, b, known=known, search=words_alone, options=options)
    return {(head(a[i]), head(b[j])): {**basis, "moved": 1.0} for (i, j), basis in {**same, **alike.found}.items()}
