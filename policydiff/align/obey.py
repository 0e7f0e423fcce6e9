"""What a person ruled, over what was found: it changes what it names and nothing else."""

from __future__ import annotations

from collections.abc import Collection

from policydiff.align.links import Basis, Links
from policydiff.model import Document
from policydiff.overrides import Ruling


def obey(links: Links[str, Basis], old: Document, new: Document, ruling: Ruling) -> Links[str, Basis]:
    """The links with those that a person set in place of the ones found, and without those that were forbidden.

    A clause that a person linked to another has the partners that it was given, and no others; a link that was
    found already is only confirmed. Two articles that were taken apart share none of their paragraphs and items.
    """
    given: Links[str, Basis] = Links({pair: {"override": 1.0} for pair in sorted(ruling.linked)})
    forbidden = {(x, y) for a, b in ruling.forbidden for x in _parts(old, a) for y in _parts(new, b)}
    other = Links({pair: basis for pair, basis in given.found.items() if pair not in links})
    found = {pair: links[pair] for pair in links if not other.touches(pair) and pair not in forbidden}
    return Links(found) | given


def _parts(document: Document, clause: str) -> Collection[str]:
    """A clause and, if it is an article, everything under it."""
    if document.by_id[clause].kind != "article":
        return (clause,)
    found = [clause]
    for above in found:  # grows while it is read
        found += [c.id for c in document.children.get(above, ())]
    return found
