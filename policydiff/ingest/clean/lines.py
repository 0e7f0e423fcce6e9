"""Lines: where one ends, what stands around it, and the lines of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.ingest.clean.characters import CJK, tidy
from policydiff.ingest.patches import Patch
from policydiff.model import Note
from policydiff.text.official.numbers import HAN

# A text of so many lines is cut to a width where so many of them, by share, have it, but for two characters that
# may not stand at a line's beginning. In the 70 texts at hand that are not cut so, at most a tenth have one width.
# What is narrower is a list of names.
WRAPPED_LEAST, WRAPPED_SHARE, WRAPPED_ROOM, WRAPPED_WIDTH = 12, 0.25, 2, 20

# Every sign that ends a line somewhere: Windows', old Macs', Unicode's, the page break.
BREAK = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EDGES = " \t\n\r\x0b\x0c\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))


def tidy_lines(text: str) -> Iterator[str]:
    """Give the lines of a text that are not empty, without the spaces around them.

    An empty first cell of a table row stays: the cells behind it keep their columns.
    """
    for line in tidy(text).split("\n"):
        stripped = line.rstrip().lstrip(" \u3000")
        if stripped:
            yield stripped


# Yes: the line break in "知识产权\n  强国" and "2020\n年"; no: the one in "PCT\napplication"
_WRAPPED = re.compile(rf"(?<=[{CJK}])[ \t]*\n[ \t\n]*|(?<![ \t])[ \t]*\n[ \t\n]*(?=[{CJK}])")
# Yes: "第十条\n  国家", where the break is the space behind the label; no: "第十条规定\n的"
_LABEL_WRAPPED = re.compile(rf"^(\s*第[{HAN}\d]+[编章节条](?:之[{HAN}]+)?)[ \t]*\n[ \t\n]*")


def unwrap(text: str) -> str:
    r"""Join the lines of one paragraph: nothing goes beside a Chinese character, one space elsewhere.

    >>> unwrap("加强知识产权\n  保护，PCT\napplication"), unwrap("第十条\n  国家保护")
    ('加强知识产权保护，PCT application', '第十条 国家保护')
    """
    return re.sub(r"(?<![ \t])[ \t]*\n[ \t\n]*", " ", _WRAPPED.sub("", _LABEL_WRAPPED.sub(r"\1 ", text)))


def wrapped(text: str) -> Iterator[Note]:
    """Tell of a text that was cut into lines of one width: each of them is then taken for a paragraph."""
    lines = [line for line in text.split("\n") if "\t" not in line]  # the rows of a table may be alike
    if len(lines) < WRAPPED_LEAST:
        return
    width = sorted(map(len, lines))[len(lines) * 9 // 10]  # the longest but for a few
    full = [line for line in lines if width - WRAPPED_ROOM <= len(line) <= width]
    broken = sum(line[-1:] not in "。；：！？" for line in full)
    if width >= WRAPPED_WIDTH and len(full) > WRAPPED_SHARE * len(lines) and 2 * broken > len(full):
        yield Note("lines-wrapped", None, (("width", str(width)),))


def tidied(text: str) -> Iterator[Patch]:
    """Spaces around lines and empty lines; not recorded, since nothing of the wording goes."""
    lines = text.splitlines(keepends=True)
    last = max((i for i, line in enumerate(lines) if line.strip(_EDGES)), default=-1)
    at = 0
    for i, line in enumerate(lines):
        kept = line.strip(_EDGES)
        if "\t" in kept:  # a row of a table: the tab before an empty first cell counts
            kept = line.strip(" \u3000\r\n")
        start = at + line.index(kept) if kept else at + len(line)
        end, after = start + len(kept), "\n" if kept and i < last else ""
        if start > at:
            yield Patch(at, start, "")
        if text[end : at + len(line)] != after:
            yield Patch(end, at + len(line), after)
        at += len(line)
