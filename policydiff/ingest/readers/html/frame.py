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

from policydiff.ingest.readers import line_kinds
from policydiff.ingest.readers.extracted import Piece, Verdict
from policydiff.ingest.readers.html.blocks import Block
from policydiff.ingest.readers.html.lists import DASH
from policydiff.ingest.readers.line_kinds import is_label

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
# What LibreOffice calls a document's running head and foot; it writes each out once.
_RUNNING = frozenset(("header", "footer"))
_ROLES = frozenset(("navigation", "search", "complementary", "contentinfo"))
# The same, of which a part without a link or a sentence is sure to be no document's.
_SURELY_NAMED = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs share sharing toolbar copyright pager pagination "
    "qrcode ewm sitemap toast".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# What sites and lists add to a link, and no words of its own: the bullet, the day of a piece of news.
# Yes: ——某市召开会议2020-04-28, 某市召开会议[04-28]; no: 2020年度, 3-5个
_FRINGE = re.compile(
    r"^——|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|[\[(（]\d{1,2}[-/.]\d{1,2}[\])）]"
)
# The first line of a list of attachments. Yes: 附件：1.任务清单; no: 附件下载
# One of the list. Yes: 1.任务分工表, 申请表, 办法（试行）, 名单.docx; no: 某市召开会议
_ATTACHED = re.compile(
    r".{0,60}(?:[表书函]|清单|名单|目录|办法|方案|说明|模板|样式)(?:[（(].{0,12}[)）])?$"
    r"|.{0,80}\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd)(?:$|\W)",
    re.IGNORECASE,
)
# The heading of one with nothing in it. Yes: 附件：; no: 附件：1.任务清单
_ATTACHMENT = re.compile(r"附\s?件\s*\d{0,2}\s*[:：.、]")
_NO_ATTACHMENT = re.compile(r"(?:相关)?附件(?:下载|列表)?[:：]?$")

# The share of the page's sentences from which a part of it is the document, whatever it is called.
MAIN = 0.3
# The share up to which a side box with teasers may have sentences of its own.
TEASER = 0.2
# Of a part's characters, how many stand in links before it counts as a list of links.
LINKED = 0.5
# The same for a list of teasers, of which each brings a link and a sentence or two.
TEASED = 0.25
# The same where the links are lines of their own.
TITLED = 0.15
# Of the lines of the table above a document, how many are the names of its fields; the others are what stands in them.
FIELDS = 0.4
# The table above a notice of three lines may hold as many numbers and dates as the notice itself, and a list of
# contents all of its headings.
HALF = 0.5
# Of a list of teasers' lines, how many are links and nothing else; the others are the teasers.
TITLES = 0.4
# A link before the document that is no longer than this is none of its lines.
SHORT = 6
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
    only_links: int = 0
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
    own: list[Verdict] = [block.reason or reasons.get(block.owner, "") or _alone(block) for block in blocks]
    for at in _missing_title(blocks, own, titles):
        own[at] = ""
    for at in _leading_links(blocks, own):
        own[at] = "navigation"
    for at in _attachments(blocks, own):
        own[at] = ""
    last = max((at for at, reason in enumerate(own) if not reason), default=-1)
    if last > 0 and _NO_ATTACHMENT.match(blocks[last].text):
        own[last] = "placeholder"
    return _pieces(blocks, own)


def inside(blocks: Sequence[Block], keep: Sequence[_Element]) -> list[Piece]:
    """Keep what stands in these elements, and nothing else."""
    kept = {element for root in keep for element in root.iter()}
    return _pieces(blocks, [block.reason or ("" if block.owner in kept else "page-frame") for block in blocks])


def _pieces(blocks: Sequence[Block], reasons: Sequence[Verdict]) -> list[Piece]:
    repeated = set(_repeated_title(blocks, reasons))
    return [
        Piece(block.text, "repeated-title" if at in repeated else reason)
        for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True))
    ]


def sentences(blocks: Sequence[Block], reason: Verdict = "") -> int:
    """The weight of the blocks that are seen, or of those that are left out for a reason."""
    return sum(_weigh(block).weight for block in blocks if block.reason == reason)


def _weigh(block: Block) -> _Sum:
    text = block.text.removeprefix(DASH)  # which may be no more than the bullet of a list
    chars = _length(text)
    free = max(0, (_length(_FRINGE.sub("", text)) if block.linked else chars) - block.linked)
    site = len(text) < 120 and not is_label(text) and bool(line_kinds.SITE_LINE.search(text))
    is_own = not site and (not block.linked or free >= WORDS)
    sure = is_own and line_kinds.is_sure(text)
    fields = sum(bool(line_kinds.METADATA.match("".join(cell.split()))) for cell in text.split("\t"))
    return _Sum(
        weight=free if is_own and not fields and (sure or line_kinds.SENTENCE.search(text)) else 0,
        chars=chars,
        linked=block.linked,
        anchors=block.anchors,
        blocks=1,
        with_links=int(block.linked > 0),
        only_links=int(block.linked > 0 and free < WORDS),
        sure=int(sure),
        site=int(site),
        fields=fields,
    )


def _length(text: str) -> int:
    return len("".join(text.split()))


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
    whole = sums[root]
    reasons: dict[_Element, Verdict] = {}
    for element in root.iterdescendants():
        above = reasons.get(element.getparent(), "")
        running: Verdict = "running-head" if element.tag == "div" and element.get("title") in _RUNNING else ""
        reason = above or running or _reason(element, sums[element], whole)
        if reason:
            reasons[element] = reason
    return reasons


def _reason(element: _Element, part: _Sum, whole: _Sum) -> Verdict:
    """Why a part of the page is left out, "" if it is not."""
    share = part.weight / whole.weight if whole.weight else 0.0
    if whole.sure and not part.sure and _has_teasers(part):
        return "navigation"
    if share <= HALF and _is_metadata(part):
        return "metadata"
    if share <= HALF and (element.tag == "nav" or element.get("role") == "navigation"):
        return "navigation"
    if share > MAIN:
        return ""
    if part.site and not part.sure and 3 * part.site >= 2 * part.blocks and not part.weight:
        return "page-frame"
    return "navigation" if _is_navigation(element, part, share) else ""


def _is_metadata(part: _Sum) -> bool:
    return part.fields == part.blocks > 1 or part.fields >= max(3, FIELDS * part.blocks)


def _has_teasers(part: _Sum) -> bool:
    """Whether a part is a list of news: links that are lines of their own, with a sentence or two behind each.

    It may be longer than the document that it stands beside.
    """
    return part.only_links >= 3 and part.only_links >= TITLES * part.blocks and part.linked >= TITLED * part.chars


def _is_navigation(element: _Element, part: _Sum, share: float) -> bool:
    if part.sure:
        return False
    if part.anchors >= 2 and part.linked >= LINKED * part.chars and not part.weight:
        return True
    return share <= TEASER and _is_side(element, part)


def _is_side(element: _Element, part: _Sum) -> bool:
    """Whether a small part is one of those that stand beside a document."""
    if element.tag in _NAMED or element.get("role") in _ROLES:
        # the foot of an article may hold the document's own last lines
        return bool(part.anchors or part.site) or (element.tag != "footer" and not part.weight)
    mostly_links = 2 * part.with_links >= part.blocks
    if part.with_links >= 3 and mostly_links and part.linked >= TEASED * part.chars:
        return True
    if not part.weight and _is_named(element, _SURELY_NAMED):
        return True
    return bool(part.anchors or part.site) and (mostly_links or not part.weight) and _is_named(element)


def _is_named(element: _Element, names: frozenset[str] = _NAMES) -> bool:
    """Whether an element's class or id names a part of the page.

    >>> from lxml.html import fragment_fromstring as one
    >>> [_is_named(one(x)) for x in ('<div class="g-footer2">', '<div id="topNav">', '<div class="article-content">')]
    [True, True, False]
    """
    own = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(word.lower() in names for word in _WORD.findall(own))


def _alone(block: Block) -> Verdict:
    """Why a block is left out that stands among the document's own."""
    own = _weigh(block)
    links = own.anchors >= 2 and own.linked >= LINKED * own.chars and not own.weight
    return "navigation" if links and not own.sure else ""


def _leading_links(blocks: Sequence[Block], reasons: Sequence[Verdict]) -> Iterator[int]:
    """Short links before anything else, such as 手机版: no title is so short, and a heading is none of them."""
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        if not reason:
            if not _weigh(block).only_links or _length(block.text) > SHORT or block.owner.tag in _HEADINGS:
                return
            yield at


def _attachments(blocks: Sequence[Block], reasons: Sequence[Verdict]) -> Iterator[int]:
    """The links to a document's attachments, which lead to a page each and so look like navigation."""
    listed = False
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        named = bool(_ATTACHMENT.match(block.text))
        text = block.text.removeprefix(DASH)
        listed = named or (listed and bool(is_label(text) or _ATTACHED.match(text)))
        if listed and reason == "navigation" and block.anchors == 1:
            yield at


# ---------------------------------------------------------------- the title

_HEADINGS = ("h1", "h2", "h3")


def _key(text: str) -> str:
    return "".join(text.split())


def _said(key: str, keys: Sequence[str], *, within: int) -> int | None:
    """Which of the first lines says this, alone or with up to three lines behind it."""
    return next((i for i in range(within) for n in range(1, 5) if key == "".join(keys[i : i + n])), None)


def _missing_title(blocks: Sequence[Block], reasons: Sequence[str], titles: Sequence[str]) -> Iterator[int]:
    """The block that holds the title, where it stands in a part that is furniture and nowhere else."""
    kept = [_key(block.text) for block, reason in zip(blocks, reasons, strict=True) if not reason]
    for at, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        if reason not in ("navigation", "page-frame") or block.anchors:
            continue
        key = _key(block.text)
        named = len(key) >= 4 and any(_key(title).startswith(key) for title in titles)
        only = block.owner.tag == "h1" and not titles and not _has_heading(blocks, reasons)
        again = _said(key, kept, within=40)
        if (named or only) and (again is None or any(map(line_kinds.PASSED.match, kept[:again]))):
            yield at
            return


def _has_heading(blocks: Sequence[Block], reasons: Sequence[str]) -> bool:
    return any(b.owner.tag in _HEADINGS for b, reason in zip(blocks, reasons, strict=True) if not reason)


def _repeated_title(blocks: Sequence[Block], reasons: Sequence[str]) -> Iterator[int]:
    """The page's own heading, where an element beside it begins with the same title, in one line or up to four.

    Where both stand in one element, the document itself says its title twice; so does a law that tells who
    passed it between the two.
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
        if (again := _said(key, keys, within=8)) is not None:
            if not any(line_kinds.PASSED.match(block.text) for block in behind[:again]):
                yield at
            return
