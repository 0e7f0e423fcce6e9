"""The last word on facts: pairs of targets and of responsibilities that a person set or forbade."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.classify.pairing import address
from policydiff.model import Facts, Note, Override


def fitting(overrides: Sequence[Override], old: Facts, new: Facts) -> tuple[tuple[Override, ...], tuple[Note, ...]]:
    """The overrides of facts that can be followed, and a note on each that cannot.

    It cannot where it names a fact that is not there, or contradicts another one: the same pair set and
    forbidden, or one fact set beside two, since facts pair one to one.
    """
    there = {
        "target": [{address(t) for t in side.targets if t.kind == "target"} for side in (old, new)],
        "responsibility": [{address(r) for r in side.responsibilities} for side in (old, new)],
    }
    follow, notes = [], []
    for override in (o for o in overrides if o.of in there):
        ours, theirs = there[override.of]
        fits = override.old in ours and override.new in theirs
        if fits and not any(_contradict(override, other) for other in overrides):
            follow.append(override)
        else:
            here = override.new.partition("|")[0] if override.new in theirs else None
            notes.append(override.note("override-unfit", here))
    return tuple(follow), tuple(notes)


def _contradict(one: Override, other: Override) -> bool:
    if one.of != other.of:
        return False
    same = [one.old == other.old, one.new == other.new]
    if one.action == other.action == "link":
        return any(same) and not all(same)
    return all(same) and one.action != other.action
