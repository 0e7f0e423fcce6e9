"""Words that one text has again and again where the other has others: an office, a body, a term under a new name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from policydiff.model import Edit

# Fewer places could be chance.
_LEAST = 3
_CONTEXT = 8  # characters to either side that can belong to the name
# A word or a few: 行政, 水行政主管部门 | 、, 和
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,12}")
# What belongs to a name beside the words that changed: 农业（行政）主管部门 | …应当, 由…
_NAME = r"(?:(?!应当|可以|不得|负责|规定|依法|依照|违反|应|可|的|和|或|等|由|对|及|与|向|在|将)[\u4e00-\u9fff])*"
_BEFORE, _BEHIND = re.compile(_NAME + "$"), re.compile(_NAME)


class Replaced(NamedTuple):
    """A term of the old text, what stands in its place in the new one, in how many places, and in which text first."""

    old: str
    new: str
    places: int
    first: int


def replacements(texts: Iterable[Sequence[Edit]]) -> tuple[Replaced, ...]:
    """What stands for what at least three times, the most frequent first, with what stays beside it every time.

    >>> def edits(before, behind):
    ...     return [Edit("equal", before), Edit("delete", "行政"), Edit("insert", "农村"), Edit("equal", behind)]
    >>> replacements([edits("国务院农业", "主管部门负责"), edits("由农业", "主管部门"), edits("农业", "主管部门，")])
    (Replaced(old='农业行政主管部门', new='农业农村主管部门', places=3, first=0),)
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    first: dict[tuple[str, str], int] = {}
    for number, edits in enumerate(texts):
        for i in range(len(edits) - 1):
            pair = {e.kind: e.text for e in edits[i : i + 2]}
            if pair.keys() == {"delete", "insert"} and all(map(_WORDS.fullmatch, pair.values())):
                around = _beside(edits, i - 1, _BEFORE), _beside(edits, i + 2, _BEHIND)
                key = pair["delete"], pair["insert"]
                first.setdefault(key, number)
                found.setdefault(key, []).append(around)
    told = []
    for (old, new), sides in found.items():
        if len(sides) >= _LEAST:
            before = _common([side[0][::-1] for side in sides])[::-1]
            behind = _common([side[1] for side in sides])
            told.append(Replaced(before + old + behind, before + new + behind, len(sides), first[old, new]))
    return tuple(sorted(told, key=lambda r: (-r.places, r.old)))


def _common(texts: Sequence[str]) -> str:
    """What all the texts begin with."""
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))


def _beside(edits: Sequence[Edit], at: int, side: re.Pattern[str]) -> str:
    """The words next to a change that stayed."""
    if not 0 <= at < len(edits) or edits[at].kind != "equal":
        return ""
    kept = edits[at].text
    found = side.search(kept[-_CONTEXT:] if side is _BEFORE else kept[:_CONTEXT])
    return found[0] if found else ""
