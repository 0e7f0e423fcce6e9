"""Targets of two years → what became of each indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policydiff.classify.indicators import Directions, bounds, comparable, default_directions, is_less_tighter, scaled
from policydiff.classify.options import USUAL, Options
from policydiff.classify.pairing import Likeness, clause_groups, pair
from policydiff.model import Alignment, Target, TargetChange, TargetStatus
from policydiff.overrides import NO_RULING, Ruling
from policydiff.text.similarity import overlap


def target_changes(
    old: Sequence[Target],
    new: Sequence[Target],
    alignment: Alignment,
    *,
    ruling: Ruling = NO_RULING,
    directions: Directions | None = None,
    options: Options = USUAL,
) -> tuple[TargetChange, ...]:
    """Pair the indicators of two years and compare their values; in the order of the new text.

    Only records of kind "target" take part. `delta` is new minus old in the new target's unit, None where
    the two do not measure the same or one is a range.
    """
    old = [t for t in old if t.kind == "target"]
    new = [t for t in new if t.kind == "target"]
    directions = directions or default_directions()
    groups = clause_groups(alignment)
    pairs = pair(old, new, lambda a, b: _likeness(a, b, groups, options), ruling=ruling)
    partner = {j: i for i, j in pairs}
    taken = set(partner.values())
    changes = [
        _compare(old[partner[j]], t, directions) if j in partner else TargetChange("added", None, t)
        for j, t in enumerate(new)
    ]
    return (*changes, *(TargetChange("removed", t, None) for i, t in enumerate(old) if i not in taken))


def _likeness(old: Target, new: Target, groups: Mapping[str, int], options: Options) -> Likeness:
    words = overlap(old.indicator, new.indicator)
    if words < (options.target_least_words if comparable(old, new) else options.target_other_measure):
        return 0.0
    linked = groups.get(f"old:{old.clause}") == groups.get(f"new:{new.clause}")
    same_unit = scaled(old.unit)[1] == scaled(new.unit)[1]
    score = (
        words
        + options.target_linked * linked
        + options.target_same_measure * (old.measure == new.measure)
        + options.target_same_unit * same_unit
    )
    return score if score >= options.target_enough else 0.0


def _compare(old: Target, new: Target, directions: Directions) -> TargetChange:
    if not comparable(old, new):
        return TargetChange("changed", old, new)
    single = old.value_high is None and new.value_high is None
    delta = round((bounds(new)[0] - bounds(old)[0]) / scaled(new.unit)[0], 6) if single else None
    return TargetChange(_status(old, new, directions), old, new, delta)


def _status(old: Target, new: Target, directions: Directions) -> TargetStatus:
    (old_low, old_high), (new_low, new_high) = bounds(old), bounds(new)
    if (old_low, old_high) == (new_low, new_high):
        return "kept" if old.comparator == new.comparator else "changed"
    less_is_tighter = is_less_tighter(new, directions)
    if less_is_tighter != is_less_tighter(old, directions):
        return "changed"
    if new_low >= old_low and new_high >= old_high:
        return "loosened" if less_is_tighter else "tightened"
    if new_low <= old_low and new_high <= old_high:
        return "tightened" if less_is_tighter else "loosened"
    return "changed"
