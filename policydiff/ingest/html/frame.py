"""Which blocks of a page are the document, and which are the page around it.

A subtree is left out only if it looks like furniture (links, a name such as footer, a copyright line) and
nothing in it looks like a document's text. In doubt it stays: the rules for furniture in running text come
behind, and a line too many is seen, a line too few is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.ingest import cues
from policydiff.ingest.extract import Piece, Verdict
from policydiff.ingest.html.blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED = frozenset(("nav", "aside", "footer", "search"))
# Parts of class and id names, cut at hyphens, underscores, digits and capitals.
_NAMES = frozenset(
    "nav navbar navigation menu header hd head top topbar foot footer bottom copyright sidebar side aside breadcrumb "
    "breadcrumbs crumb crumbs location position share sharing social related relate recommend comment comments toolbar "
    "tool tools login search banner qrcode ewm ad ads advert link links friendlink pager pagination sitemap dialog "
    "modal popup toast mask".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

# The share of the page's sentences from which a part of it is the document, whatever it is called.
MAIN = 0.3
# The share up to which a side box with teasers may have sentences of its own.
TEASER = 0.2
# Of a part's characters, how many stand in links before it counts as a list of links.
LINKED = 0.5
# The same for a list of teasers, of which each brings a link and a sentence or two.
TEASED = 0.25
# A line with links in it is a sentence of its own if it has so many characters besides.
WORDS = 6


@dataclass(slots=True)
class _Sum:
    """What the blocks under an element come to."""

    weight: int = 0  # characters of sentences and of labelled lines, outside links
    chars: int = 0
    linked: int = 0
    anchors: int = 0
    blocks: int = 0
    with_links: int = 0
    sure: int = 0  # lines that only a document has
    site: int = 0  # lines that only a web page has
    fields: int = 0  # fields of the table above a document

    def add(self, other: _Sum) -> None:
        for name in _Sum.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def frame(blocks: Sequence[Block], root: _Element, titles: Sequence[str]) -> list[Piece]:
    """Tell document from page; `titles` are what the page says that its title is."""
    sums = _summed(blocks, root)
    reasons = _furniture(root, sums)
    own = [block.reason or reasons.get(block.owner, "") or _alone(block) for block in blocks]
    for at in _missing_title(blocks, own, titles):
        own[at] = ""
    for at in _repeated_title(blocks, own):
        own[at] = "repeated-title"
    return [Piece(block.text, reason) for block, reason in zip(blocks, own, strict=True)]


def inside(blocks: Sequence[Block], keep: Sequence[_Element]) -> list[Piece]:
    """Keep what stands in these elements, and nothing else."""
    kept = {element for root in keep for element in root.iter()}
    return [Piece(block.text, block.reason or ("" if block.owner in kept else "page-frame")) for block in blocks]


def sentences(blocks: Sequence[Block], *, hidden: bool) -> int:
    """The weight of the blocks that are hidden, or of those that are not."""
    return sum(_weigh(block).weight for block in blocks if (block.reason == "hidden") == hidden)


def _weigh(block: Block) -> _Sum:
    text = block.text
    free = max(0, len("".join(text.split())) - block.linked)
    site = bool(cues.SITE_LINE.search(text)) and len(text) < 120
    is_own = not site and (not block.linked or free >= WORDS)
    sure = is_own and cues.is_sure(text)
    weight = free if is_own and (sure or cues.SENTENCE.search(text)) else 0
    fields = sum(bool(cues.METADATA.match("".join(cell.split()))) for cell in text.split("\t"))
    return _Sum(
        weight,
        len("".join(text.split())),
        block.linked,
        block.anchors,
        1,
        int(block.linked > 0),
        int(sure),
        int(site),
        fields,
    )


def _summed(blocks: Sequence[Block], root: _Element) -> dict[_Element, _Sum]:
    """Add the blocks up, from the leaves to the root."""
    elements = list(root.iter())
    sums = {element: _Sum() for element in elements}
    for block in blocks:
        if not block.reason:
            sums[block.owner].add(_weigh(block))
    for element in reversed(elements[1:]):
        sums[element.getparent()].add(sums[element])
    return sums


def _furniture(root: _Element, sums: Mapping[_Element, _Sum]) -> dict[_Element, Verdict]:
    """The elements that are furniture, with the reason; from the top down, so that they go as a whole."""
    total = sums[root].weight
    reasons: dict[_Element, Verdict] = {}
    for element in root.iterdescendants():
        above = reasons.get(element.getparent(), "")
        reason = above or _reason(element, sums[element], total)
        if reason:
            reasons[element] = reason
    return reasons


def _reason(element: _Element, part: _Sum, total: int) -> Verdict:
    """Why a part of the page is left out, "" if it is not."""
    share = part.weight / total if total else 0.0
    if not part.blocks or share > MAIN:
        return ""
    if part.fields >= 3 and 2 * part.fields >= part.blocks:
        return "metadata"
    if part.sure:
        return ""
    if part.site and 3 * part.site >= 2 * part.blocks and not part.weight:
        return "page-frame"
    return "navigation" if _is_navigation(element, part, share) else ""


def _is_navigation(element: _Element, part: _Sum, share: float) -> bool:
    mostly_links = 2 * part.with_links >= part.blocks
    if part.anchors >= 2 and part.linked >= LINKED * part.chars and not part.weight:
        return True
    if share > TEASER:
        return False
    if element.tag in _NAMED or (part.with_links >= 3 and mostly_links and part.linked >= TEASED * part.chars):
        return True
    return bool(part.anchors or part.site) and (mostly_links or not part.weight) and _is_named(element)


def _is_named(element: _Element) -> bool:
    """Whether an element's class or id names a part of the page.

    >>> from lxml.html import fragment_fromstring as one
    >>> [_is_named(one(x)) for x in ('<div class="g-footer2">', '<div id="topNav">', '<div class="article-content">')]
    [True, True, False]
    """
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(word.lower() in _NAMES for word in _WORD.findall(names))


def _alone(block: Block) -> Verdict:
    """Why a block is left out that stands among the document's own."""
    own = _weigh(block)
    links = own.anchors >= 2 and own.linked >= LINKED * own.chars and not own.weight
    return "navigation" if links and not own.sure else ""


# ---------------------------------------------------------------- the title

_HEADINGS = ("h1", "h2", "h3")


def _key(text: str) -> str:
    return "".join(text.split())


def _missing_title(blocks: Sequence[Block], reasons: Sequence[str], titles: Sequence[str]) -> Iterator[int]:
    """The block that holds the title, where it stands in a part that is furniture and nowhere else."""
    kept = _key("".join(block.text for block, reason in zip(blocks, reasons, strict=True) if not reason))
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        if reason not in ("navigation", "page-frame") or block.anchors:
            continue
        key = _key(block.text)
        named = len(key) >= 4 and any(_key(title).startswith(key) for title in titles)
        only = block.owner.tag == "h1" and not titles and not _has_heading(blocks, reasons)
        if (named or only) and key not in kept:
            yield at
            return


def _has_heading(blocks: Sequence[Block], reasons: Sequence[str]) -> bool:
    return any(b.owner.tag in _HEADINGS for b, reason in zip(blocks, reasons, strict=True) if not reason)


def _repeated_title(blocks: Sequence[Block], reasons: Sequence[str]) -> Iterator[int]:
    """The page's own heading, where an element beside it begins with the same title, in one line or up to four.

    Where both stand in one element, the document itself says its title twice.
    """
    kept = [at for at, reason in enumerate(reasons) if not reason]
    for place, at in enumerate(kept[:20]):
        heading = blocks[at].owner
        key = _key(blocks[at].text)
        if heading.tag != "h1" or len(key) < 4:
            continue
        behind = [blocks[other] for other in kept[place + 1 : place + 12]]
        behind = [block for block in behind if block.owner.getparent() is not heading.getparent()]
        keys = [_key(block.text) for block in behind]
        if any(key == "".join(keys[i : i + n]) for i in range(8) for n in range(1, 5)):
            yield at
            return
