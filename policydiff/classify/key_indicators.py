"""The indicators that a year sets for the whole of what it governs, beside those of the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.classify.names import is_known, names_of, read_name
from policydiff.model import Absence, KeyIndicator, TargetChange
from policydiff.text.normalise import essence
from policydiff.text.script import to_simplified

# The horizon, and the measure: growth of 5 % and a level of 130 万亿元 are two rows.
_Row = tuple[str, str, str]
# A number that goes with the name before it: 赤字率在2%左右 | 赤字率稳定，2%…
_VALUE_BEHIND = r"[^，。；：、\n\d]{0,10}\d"


def key_indicators(
    changes: Sequence[TargetChange], old_text: str, new_text: str, *, plans: tuple[str, str] = ("", "")
) -> tuple[KeyIndicator, ...]:
    """The indicators that everybody knows, the unchanged too, in the order of the new text, then of the old one.

    Those for the year stand before those for several.
    What a text says again, or states against the year before, has no row of its own. Where one side sets no value,
    its text is asked whether it speaks of the indicator; `plans` are the parts of the texts that look ahead.
    """
    rows: dict[_Row, KeyIndicator] = {}
    texts = to_simplified(old_text), to_simplified(new_text)
    ahead = to_simplified(plans[0]), to_simplified(plans[1])
    set_by = [
        frozenset(read_name(t.indicator).series for c in changes if (t := c.old if side == "old" else c.new))
        for side in ("old", "new")
    ]
    for i, change in enumerate(changes):
        target = change.new or change.old
        if target is None or change.beside is not None:
            continue
        name = read_name(target.indicator).series
        row = (name, target.measure, target.horizon)
        if is_known(name) and row not in rows:
            empty = 0 if change.new else 1
            absent = None if change.old and change.new else _absence(name, texts[empty], ahead[empty], set_by[empty])
            rows[row] = KeyIndicator(name, change.old, change.new, i, absent)
        elif is_known(name) and rows[row].absent and bool(rows[row].old) != bool(change.old):
            # Both texts set it, though the two did not pair: they stand side by side, and nothing is said of them.
            rows[row] = KeyIndicator(name, rows[row].old or change.old, rows[row].new or change.new, None)
    return tuple(row for _, row in sorted(rows.items(), key=lambda item: item[0][2] != "year"))


def _absence(name: str, text: str, plan: str, others: frozenset[str]) -> Absence:
    """What a text says of an indicator to which it sets no such value.

    `others` are the indicators that it sets for whatever period and in whatever measure.
    """
    if name in others:
        return "otherwise"
    names = names_of(name)
    if any(re.search(f"{re.escape(known)}{_VALUE_BEHIND}", plan) for known in names):
        return "figure"
    return "not_set" if any(essence(known) in essence(text) for known in names) else "not_found"
