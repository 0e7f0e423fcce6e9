"""The numbers and bullets that a browser puts before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.ingest.readers.line_kinds import BULLET, is_label
from policydiff.ingest.readers.numbering_styles import written

if TYPE_CHECKING:
    from lxml.etree import _Element

DASH = "——"
# Yes: list-style: none outside, list-style-type:cjk-ideographic; no: list-style-image: url(a.png)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset(("disc", "circle", "square"))
# CSS Counter Styles 3: the style's name → that of `counting`, and the sign behind the number.
_STYLES = {
    "decimal": ("decimal", "."), "decimal-leading-zero": ("decimalZero", "."),
    "lower-alpha": ("lowerLetter", "."), "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."), "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."), "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCountingThousand", "、"), "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"), "japanese-informal": ("japaneseCounting", "、"),
    "cjk-decimal": ("ideographDigital", "、"), "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"), "cjk-earthly-branch": ("ideographZodiac", "、"),
}  # fmt: skip


@dataclass(slots=True)
class ListCount:
    """How far the numbering of one list has come."""

    ordered: bool
    style: str
    number: int
    step: int = 1
    bare: bool = False  # its items bring their own labels, so the browser is told elsewhere not to number them


def begin(element: _Element) -> ListCount:
    """Start a list (ol, ul, menu, dir)."""
    ordered = element.tag == "ol"
    style = _style(element) or ("decimal" if ordered else "disc")
    items = [child for child in element if child.tag == "li"]
    reverse = ordered and element.get("reversed") is not None
    start = _integer(element.get("start"), len(items) if reverse else 1)
    bare = bool(items) and all(map(_has_own_label, items))
    return ListCount(ordered, style, start, -1 if reverse else 1, bare)


def label(count: ListCount, item: _Element) -> str:
    """The label of the next item."""
    count.number = _integer(item.get("value"), count.number)
    number, count.number = count.number, count.number + count.step
    style = _style(item) or count.style
    if count.bare or style == "none":
        return ""
    if style in _BULLETS or style not in _STYLES:
        return "" if _has_own_label(item) else DASH
    name, stop = _STYLES[style]
    return written(number, name) + stop


def _style(element: _Element) -> str | None:
    named = _TYPES.get(element.get("type") or "") or (element.get("type") or "").lower()
    found = _LIST_STYLE.search(element.get("style") or "")
    words = found[1].lower().split() if found else [named]
    return next((word for word in words if word == "none" or word in _BULLETS or word in _STYLES), None)


def _has_own_label(item: _Element) -> bool:
    text = next(_words(item), "")
    return is_label(text) or bool(BULLET.match(text))


def _words(item: _Element) -> Iterator[str]:
    return (text.strip() for text in item.itertext() if text.strip())


def _integer(value: str | None, default: int) -> int:
    """Read a number attribute as a browser does: digits with a sign, else the default.

    >>> _integer(" 3", 1), _integer("三", 1), _integer(None, 1)
    (3, 1, 1)
    """
    found = re.match(r"\s*([+-]?\d{1,6})", value or "", re.ASCII)
    return int(found[1]) if found else default
