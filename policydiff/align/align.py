"""Two documents → which clause of the one carries on which of the other.

Settled in this order, each step leaving less to the next: lines that pair by their kind, identical text, text with
enough in common, repeats, and clauses that moved out of one block into another. A person has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policydiff.align.afresh import for_afresh, is_afresh
from policydiff.align.best_first import Bar
from policydiff.align.blocks import Block, both_blocks
from policydiff.align.clauses import Undecided, ids_of, link_inside
from policydiff.align.identical import by_kind
from policydiff.align.known import Known
from policydiff.align.lexical import Search, link_blocks
from policydiff.align.links import Basis, Links
from policydiff.align.movement import moved_text
from policydiff.align.obey import obey
from policydiff.align.options import USUAL, Options
from policydiff.align.relocated import alike_elsewhere, same_elsewhere
from policydiff.align.shared_facts import in_common
from policydiff.model import Alignment, Document, Facts, Group, Link, Note
from policydiff.overrides import NO_RULING, Ruling

_EXCERPT = 20  # characters of a repeat that a note quotes
_NO_FACTS = Facts()


def align(
    old: Document,
    new: Document,
    *,
    old_facts: Facts = _NO_FACTS,
    new_facts: Facts = _NO_FACTS,
    ruling: Ruling = NO_RULING,
    options: Options = USUAL,
) -> Alignment:
    r"""Link the clauses of two documents; turned round, the same links come out.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> old = parse("一、目标\n商标注册平均审查周期压减至5个月。\n开展业务轮训。", Head(id="2019"))
    >>> new = parse("一、目标\n商标注册平均审查周期压减至4个月以内。\n支持企业复工复产。", Head(id="2020"))
    >>> [(group.old, group.new) for group in align(old, new).groups]
    [(('一',), ('一',)), (('一/¶1',), ('一/¶1',)), (('一/¶2',), ()), ((), ('一/¶2',))]
    """
    found, undecided = _found(old, new, old_facts, new_facts, options)
    links = obey(found, old, new, ruling)
    return Alignment(
        groups=_groups(old, new, links),
        moved_text=moved_text(old, new, links, options),
        notes=tuple(_notes(undecided, old, links)),
    )


def _found(
    old: Document, new: Document, old_facts: Facts, new_facts: Facts, options: Options
) -> tuple[Links[str, Basis], list[Undecided]]:
    """The links that the texts themselves tell, and the repeats that nothing decides."""
    a, b = both_blocks(old, new, options)
    known = Known(links=Links(by_kind(a, b)), facts=in_common(a, b, old_facts, new_facts))
    found, repeats = link_blocks(a, b, known=known, search=_search(a, b, options), options=options)
    if is_afresh(a, b, known.links | found, options):
        options = for_afresh(options)
        found, repeats = link_blocks(a, b, known=known, search=_search(a, b, options), options=options)
    between = known.links | found
    links: Links[str, Basis] = Links(same_elsewhere(a, b, between, options))
    inside, inner_repeats = link_inside(between, a, b, taken=links, options=options)
    links |= inside
    links |= alike_elsewhere(old, new, links, options)
    return links, [(ids_of(a, r.old), ids_of(b, r.new)) for r in repeats] + inner_repeats


def _search(a: Sequence[Block], b: Sequence[Block], options: Options) -> Search:
    is_law = any(block.is_article for block in (*a, *b))
    return Search(
        article_bar=Bar(options.article_bar, exclusive=True), text_bar=Bar(options.text_bar, exclusive=is_law)
    )


def _notes(undecided: Iterable[Undecided], old: Document, links: Links[str, Basis]) -> Iterator[Note]:
    """A note on each repeat that neither order nor neighbours decide, if its clauses found no other partners."""
    for repeat in undecided:
        ours = [c for c in repeat[0] if c not in links.of_old]
        theirs = [c for c in repeat[1] if c not in links.of_new]
        if ours and theirs:
            text = old.by_id[ours[0]].content
            excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
            values = (("text", excerpt), ("old", "、".join(ours)), ("new", "、".join(theirs)))
            yield Note("repeat-undecided", theirs[0], values)


def _groups(old: Document, new: Document, links: Links[str, Basis]) -> tuple[Group, ...]:
    """Clauses whose links hang together, in the order of the old document; then what was added."""
    at_old = {c.id: i for i, c in enumerate(old.clauses)}
    at_new = {c.id: i for i, c in enumerate(new.clauses)}
    in_order = Links({pair: links[pair] for pair in sorted(links, key=lambda pair: (at_old[pair[0]], at_new[pair[1]]))})
    groups = []
    for together in in_order.clusters():
        ours = sorted({x for x, _ in together}, key=at_old.__getitem__)
        theirs = sorted({y for _, y in together}, key=at_new.__getitem__)
        groups.append(Group(tuple(ours), tuple(theirs), tuple(Link(x, y, links[x, y]) for x, y in together)))
    groups += [Group((c.id,), ()) for c in old.clauses if c.id not in links.of_old]
    groups.sort(key=lambda group: at_old[group.old[0]])
    return (*groups, *(Group((), (c.id,)) for c in new.clauses if c.id not in links.of_new))
