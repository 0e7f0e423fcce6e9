"""The marks of notes in running text ([1], ①, ¹): no part of the number or the name that they stand behind.

The notes themselves, which begin with the same signs on lines of their own, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policydiff.ingest.patches import Patch

RULE = "note-mark"

# Yes: 平台8个[1], 比重[2-3]; no: 国办发[97]5号, 面积[13.5], a line's own [1]
_BRACKETED = re.compile(r"(?<=[^\s\[［])[\[［]\d{1,2}(?:[-—,，、]\d{1,2})*[\]］](?!\s*第?\d+号)")
# Raised digits; what carries an exponent keeps them. Yes: 20名¹, GDP²; no: 10⁴, 5km², 30平方米²
_SIGNS = "⁰¹²³⁴-⁹"
_RAISED = re.compile(
    rf"(?<=[^\s×{_SIGNS}⁺⁻])(?<!10)(?<![米里])(?<!(?<![A-Za-z])m)(?<![kcdhmnN]m)[{_SIGNS}]{{1,2}}(?![{_SIGNS}⁺⁻])"
)
# A number in a circle behind a word and before a stop, as items of a list in a sentence never are.
# Yes: 领军人才20名①,; no: 包括：①创造②运用, 方案①、方案②
_CIRCLED = re.compile(
    r"(?<=[\u3400-\u9fff%％‰”’》）)\w])(?<![述第款项表图式案类型按注见附情])[①-⑳](?=[，。；：、！？)）”》]|$)",
    re.MULTILINE,
)


def note_marks(text: str) -> Iterator[Patch]:
    """The marks of notes, as patches that take them away.

    >>> text = "新增平台8个[1]，培育人才20名①，占比达到2.8%²以上，面积5×10⁴平方米。"
    >>> [(p.start, text[p.start : p.end]) for p in note_marks(text)]
    [(6, '[1]'), (17, '①'), (27, '²')]
    """
    found = [m.span() for pattern in (_BRACKETED, _RAISED) for m in pattern.finditer(text)]
    circled = list(_CIRCLED.finditer(text))
    if _count_on([ord(m[0]) - ord("①") for m in circled]):
        found += [m.span() for m in circled]
    return (Patch(*span, "", RULE) for span in sorted(found))


def _count_on(numbers: Sequence[int]) -> bool:
    """Whether numbers begin at the first and count on; they may begin again, as on each page."""
    return all(number in (0, before + 1) for before, number in zip([-1, *numbers], numbers, strict=False))
