"""Links between blocks → links between the clauses inside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydiff.align.best_first import Bar
from policydiff.align.blocks import Block, single_clauses
from policydiff.align.known import Known
from policydiff.align.lexical import Search, link_blocks
from policydiff.align.links import Basis, Ids, Links, Pair
from policydiff.align.options import Options
from policydiff.model import Clause
from policydiff.text.similarity import dice

ClauseLinks = dict[Ids, Basis]
Undecided = tuple[tuple[str, ...], tuple[str, ...]]  # the ids of a repeat's clauses on either side


def link_inside(
    links: Links[int, Basis],
    old: Sequence[Block],
    new: Sequence[Block],
    *,
    taken: Links[str, Basis],
    options: Options,
) -> tuple[ClauseLinks, list[Undecided]]:
    """Links between clauses that carry out the links between blocks, and the repeats that nothing decides.

    Every link between blocks is carried out by one between two of their clauses at least, unless none is allowed.
    """
    found: ClauseLinks = {}
    undecided: list[Undecided] = []
    for i, j in sorted(links):
        if not (old[i].is_article or new[j].is_article):
            lines = _lines(old[i], new[j], links[i, j], options)
            found.update({pair: basis for pair, basis in lines.items() if not taken.touches(pair)})
    articles = Links({p: links[p] for p in sorted(links) if old[p[0]].is_article or new[p[1]].is_article})
    for together in articles.clusters():
        part = Links({pair: links[pair] for pair in together})
        inside, repeats = _articles(part, old, new, taken, options)
        found.update(inside)
        undecided += repeats
    return found, undecided


def _search(options: Options) -> Search:
    bar = Bar(options.inner_bar, exclusive=True)
    return Search(
        article_bar=bar, text_bar=bar, absorb=False, own_words=True
    )  # what an article took in is known by now


def head(block: Block) -> str:
    """The id of a block's first clause."""
    return block.clauses[0].id


def ids_of(blocks: Sequence[Block], indexes: Iterable[int]) -> tuple[str, ...]:
    """The ids of some blocks' first clauses."""
    return tuple(head(blocks[i]) for i in indexes)


def _articles(
    links: Links[int, Basis],
    old: Sequence[Block],
    new: Sequence[Block],
    taken: Links[str, Basis],
    options: Options,
) -> tuple[ClauseLinks, list[Undecided]]:
    """The clauses of some articles whose links hang together, linked among themselves."""
    (i, j), basis = next(iter(links.found.items()))
    if len(links) == len(old[i].clauses) == len(new[j].clauses) == 1:
        ids = (head(old[i]), head(new[j]))
        return ({} if taken.touches(ids) else {ids: basis}), []
    ours = [(c, i) for i in sorted(links.of_old) for c in old[i].clauses]
    theirs = [(c, j) for j in sorted(links.of_new) for c in new[j].clauses]
    a, b = single_clauses([c for c, _ in ours], options), single_clauses([c for c, _ in theirs], options)

    inside_old, inside_new = _by_block(ours), _by_block(theirs)

    def block(pair: Pair) -> Pair:
        return ours[pair[0]][1], theirs[pair[1]][1]

    def may(pair: Pair) -> bool:
        return block(pair) in links and not taken.touches((head(a[pair[0]]), head(b[pair[1]])))

    linked, repeats = link_blocks(a, b, known=Known(allowed=may), search=_search(options), options=options)
    found = dict(linked.found)
    for empty in sorted(set(links) - {block(pair) for pair in found}):
        pairs = [(x, y) for x in inside_old[empty[0]] for y in inside_new[empty[1]]]
        nearest = _nearest([p for p in pairs if may(p)], a, b)
        found.update(dict.fromkeys(nearest, links[empty]))
    named = {(head(a[i]), head(b[j])): _beside_block(found[i, j], links[block((i, j))]) for i, j in found}
    return named, [(ids_of(a, r.old), ids_of(b, r.new)) for r in repeats]


def _by_block(clauses: Sequence[tuple[Clause, int]]) -> dict[int, list[int]]:
    """The places of the clauses of each block."""
    found: dict[int, list[int]] = {}
    for at, (_, block) in enumerate(clauses):
        found.setdefault(block, []).append(at)
    return found


def _nearest(pairs: Sequence[Pair], a: Sequence[Block], b: Sequence[Block]) -> list[Pair]:
    """The pair with most in common (Dice's coefficient on pairs of characters), if there is any."""

    def rank(pair: Pair) -> tuple[float, int, int]:
        return -round(dice(a[pair[0]].key, b[pair[1]].key), 6), sum(pair), abs(pair[0] - pair[1])

    return sorted(pairs, key=rank)[:1]


def _beside_block(basis: Basis, block: Basis) -> Basis:
    """A clause's basis with the score of the blocks around it."""
    return {**basis, "block": block["score"]} if "score" in block and basis is not block else basis


def _lines(x: Block, y: Block, basis: Basis, options: Options) -> ClauseLinks:
    """Links between the lines of two paragraphs. The lines of a broken one stay together.

    A line without a partner of its own goes where the line nearest to it went.
    """
    a, b = single_clauses(x.clauses, options), single_clauses(y.clauses, options)
    if min(len(a), len(b)) == 1:
        return {(head(one), head(other)): basis for one in a for other in b}
    linked, _ = link_blocks(a, b, known=Known(), search=_search(options), options=options)
    found = dict(linked.found)
    if not found:
        found = dict.fromkeys(_nearest([(i, j) for i in range(len(a)) for j in range(len(b))], a, b), basis)
    pairs = sorted(found)
    behind = _followers(pairs, len(a)) + [(i, j) for j, i in _followers([(j, i) for i, j in pairs], len(b))]
    found |= dict.fromkeys(behind, basis)
    return {(head(a[i]), head(b[j])): each for (i, j), each in found.items()}


def _followers(pairs: Sequence[Pair], lines: int) -> list[Pair]:
    """For each line that is in no pair the partner of the nearest line that is."""
    alone = sorted(set(range(lines)) - {i for i, _ in pairs})
    return [(i, min(pairs, key=lambda pair: (abs(pair[0] - i), pair))[1]) for i in alone]
