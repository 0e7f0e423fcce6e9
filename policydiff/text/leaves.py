"""A text → what stands between its stops and commas, its labels apart: the smallest parts that move as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.text.normalise import fold, meaning
from policydiff.text.official.labels import read_marker
from policydiff.text.official.sentences import CLOSING, FULL_STOPS, SEMICOLONS
from policydiff.text.script import to_simplified

_ENDS = FULL_STOPS + SEMICOLONS
_OPENING, _CLOSING = "“‘「『《（(【", CLOSING + "》】"
# A comma inside a number parts nothing: 完善制度， | 1,525
_STOP = rf"(?:[{_ENDS}，、：…{_CLOSING}]|[,:](?!\d))"
# A part begins at a bracket or a quotation mark too: 完善（试行）办法， is 完善, （试行）, 办法，
_LEAF = re.compile(rf"[{_OPENING}]*(?:(?!{_STOP}|[{_OPENING}]).)*{_STOP}*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands between two stops, brackets or quotation marks, with the signs around it. `key` is its essence.

    `sentence` counts the sentences of the text, a label being one of its own.
    """

    start: int
    end: int
    key: str
    sentence: int
    is_label: bool = False


def leaves(text: str) -> list[Leaf]:
    r"""The parts of a text in order; they tile it.

    >>> text = "（一）完善制度，新增1,525家、6所。\n优化服务"
    >>> [text[x.start : x.end] for x in leaves(text)], [x.sentence for x in leaves(text)]
    (['（一）', '完善制度，', '新增1,525家、', '6所。\n', '优化服务'], [0, 1, 1, 1, 2])
    """
    folded, plain = fold(text), to_simplified(text)
    found: list[Leaf] = []
    sentence = line_start = 0
    for line in text.splitlines(keepends=True):
        line_end = line_start + len(line)
        marker = read_marker(plain[line_start:line_end])
        start = line_start + (marker.end if marker else 0)
        if marker:
            found.append(Leaf(line_start, start, meaning(folded[line_start:start]), sentence, is_label=True))
            sentence += 1
        while start < line_end:
            end = _leaf_end(text, start, line_end)
            found.append(Leaf(start, end, meaning(folded[start:end]), sentence))
            sentence += end == line_end or any(c in _ENDS for c in text[max(start, end - 3) : end])
            start = end
        line_start = line_end
    return found


def _leaf_end(text: str, start: int, line_end: int) -> int:
    found = _LEAF.match(text, start, line_end)
    end = found.end() if found else line_end
    return line_end if not text[end:line_end].strip() else max(end, start + 1)


def runs(found: Sequence[Leaf]) -> Iterator[tuple[int, int]]:
    """The sentences among some leaves, as ranges of their indexes."""
    start = 0
    for i in range(1, len(found) + 1):
        if i == len(found) or found[i].sentence != found[start].sentence:
            yield start, i
            start = i
