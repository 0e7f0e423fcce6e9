"""The words of a paragraph: its runs, with fields, changes, notes, symbols and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.ingest.clean.characters import raised
from policydiff.ingest.readers.docx.names import MATH, MC, XML_SPACE, W, is_on, local, value
from policydiff.ingest.readers.extracted import Piece
from policydiff.ingest.readers.numbering_styles import written

if TYPE_CHECKING:
    from lxml.etree import _Element

# Fields whose result is the number of a page.
_PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"))
# A number in a circle, drawn with a formula: Yes: eq \o\ac(○,1); no: EQ \f(1,2)
_CIRCLED = re.compile(r"^\s*EQ\s*\\o\s*(?:\\a[clr])?\s*\([○◯〇]\s*[,;，]\s*(\d{1,2}|\S)\)", re.IGNORECASE)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEIGHTS = {"superscript": True, "subscript": False}
_DROPPED = frozenset(("del", "moveFrom"))
_UNREAD = frozenset(("blip", "imagedata", "OLEObject", "chart", "relIds"))

# What the signs of the two symbol fonts that Word itself puts in look like.
_SYMBOLS = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
                  0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x54: "☒", 0x2A: "☐", 0xA3: "□"},
    "symbol": {0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xAE: "→", 0xB9: "≠",
               0xA5: "∞", 0xD7: "·", 0x2D: "−", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x57: "Ω", 0x53: "Σ"},
}  # fmt: skip


@dataclass(slots=True)
class Field:
    """A field that is open: its code so far, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def is_page_number(self) -> bool:
        """Whether its result is the number of a page."""
        return self.code.split(maxsplit=1)[0].upper() in _PAGE_FIELDS if self.code.strip() else False


@dataclass(slots=True)
class Runs:
    """What stays the same from paragraph to paragraph: open fields, and what was counted on the way."""

    fields: list[Field] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    broken: bool = False  # a field lacks its end: its marks are passed over, or they would swallow the rest


@dataclass(slots=True)
class Words:
    """A paragraph's words, what was left out of them, and the elements whose own paragraphs follow behind."""

    text: list[str] = field(default_factory=list)
    left_out: list[Piece] = field(default_factory=list)
    behind: list[_Element] = field(default_factory=list)


def has_broken_fields(story: _Element) -> bool:
    """Whether the marks of fields do not pair."""
    depth = 0
    for mark in story.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType") or "", 0)
        if depth < 0:
            return True
    return depth != 0


def read_words(runs: Runs, paragraph: _Element) -> Words:
    """Read a paragraph's words as they stand once every change is accepted."""
    words = Words()
    for one in paragraph:
        _read(runs, words, one)
    return words


def _read(runs: Runs, words: Words, element: _Element) -> None:
    name = local(element)
    if element.tag == MC + "AlternateContent":
        for one in _chosen(element):
            _read(runs, words, one)
        return
    if name in _DROPPED:
        runs.counted["deletions" if name == "del" else "moves"] += 1
        words.left_out.append(Piece(_plain(element), "deleted" if name == "del" else "moved-away"))
        return
    act = _ACTIONS.get(element.tag)
    if act:
        act(runs, words, element)
        return
    if name in _UNREAD:
        runs.counted["unread"] += 1
    if element.tag == W + "ins":
        runs.counted["insertions"] += 1
    for one in element:
        _read(runs, words, one)


def _say(runs: Runs, words: Words, text: str) -> None:
    """Add words, unless they belong to a field's code or are the number of a page."""
    if not all(one.result for one in runs.fields):
        return
    if any(one.is_page_number for one in runs.fields):
        words.left_out.append(Piece(text, "page-number"))
    else:
        words.text.append(text)


def _chosen(element: _Element) -> Iterator[_Element]:
    """The first branch that is there: each says the same, for newer and for older programs."""
    for name in ("Choice", "Fallback"):
        branch = element.find(MC + name)
        if branch is not None and len(branch):
            yield from branch
            return


def _run(runs: Runs, words: Words, run: _Element) -> None:
    if is_on(run, "rPr", "vanish"):
        text = _plain(run)
        if text.strip():
            words.left_out.append(Piece(text, "hidden"))
            return
    height = value(run, "rPr", "vertAlign")
    first = len(words.text)
    for one in run:
        if one.tag != W + "rPr":
            _read(runs, words, one)
    if height in _HEIGHTS:
        words.text[first:] = [raised("".join(words.text[first:]), up=_HEIGHTS[height])]


def _text(runs: Runs, words: Words, element: _Element) -> None:
    text = (element.text or "").replace("\n", " ")
    _say(runs, words, text if element.get(XML_SPACE) == "preserve" else text.strip(" \t\r"))


def _math_text(runs: Runs, words: Words, element: _Element) -> None:
    _say(runs, words, element.text or "")


def _sign(runs: Runs, words: Words, element: _Element) -> None:
    _say(runs, words, _SIGNS[local(element)])


def _symbol(runs: Runs, words: Words, element: _Element) -> None:
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return
    table = _SYMBOLS.get((element.get(W + "font") or "").lower(), {})
    sign = table.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code)
    if sign is None:
        private = 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF
        runs.counted["symbols"] += private
        sign = "\ufffd" if private else chr(code)
    _say(runs, words, sign)


def _field_mark(runs: Runs, words: Words, element: _Element) -> None:
    kind = "" if runs.broken else element.get(W + "fldCharType")
    if kind == "begin":
        runs.fields.append(Field())
    elif kind == "separate" and runs.fields:
        runs.fields[-1].result = True
    elif kind == "end" and runs.fields:
        done = runs.fields.pop()
        if not done.result and (circled := _CIRCLED.match(done.code)):
            inner = circled[1]
            _say(runs, words, written(int(inner), "decimalEnclosedCircle") if inner.isdecimal() else inner)


def _field_code(runs: Runs, words: Words, element: _Element) -> None:  # noqa: ARG001 - one shape for all actions
    if runs.fields and not runs.fields[-1].result:
        runs.fields[-1].code += element.text or ""


def _simple_field(runs: Runs, words: Words, element: _Element) -> None:
    runs.fields.append(Field(element.get(W + "instr") or "", result=True))
    for one in element:
        _read(runs, words, one)
    runs.fields.pop()


def _ruby(runs: Runs, words: Words, element: _Element) -> None:
    for part in element:
        if part.tag == W + "rubyBase":
            for one in part:
                _read(runs, words, one)
        elif part.tag == W + "rt":
            words.left_out.append(Piece(_plain(part), "reading"))


def _content_control(runs: Runs, words: Words, element: _Element) -> None:
    if is_on(element, "sdtPr", "showingPlcHdr"):
        words.left_out.append(Piece(_plain(element), "placeholder"))
        return
    for one in element.iterchildren(W + "sdtContent"):
        _read(runs, words, one)


def _behind(runs: Runs, words: Words, element: _Element) -> None:  # noqa: ARG001
    words.behind.append(element)


def _nothing(runs: Runs, words: Words, element: _Element) -> None:
    """Properties and marks: they have no words."""


_ACTIONS: dict[str, Callable[[Runs, Words, _Element], None]] = {
    W + "r": _run,
    W + "t": _text,
    MATH + "t": _math_text,
    **dict.fromkeys((W + name for name in _SIGNS), _sign),
    W + "sym": _symbol,
    W + "fldChar": _field_mark,
    W + "instrText": _field_code,
    W + "fldSimple": _simple_field,
    W + "ruby": _ruby,
    W + "sdt": _content_control,
    **dict.fromkeys((W + name for name in ("txbxContent", "footnoteReference", "endnoteReference")), _behind),
    **dict.fromkeys((W + name for name in ("pPr", "rPr", "sdtPr", "delText", "delInstrText")), _nothing),
}


def _plain(element: _Element) -> str:
    """All the words under an element, whatever became of them."""
    return "".join(one.text or "" for one in element.iter(W + "t", W + "delText"))
