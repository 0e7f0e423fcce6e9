"""What two blocks commit to in common: the same indicators, the same responsible offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from policydiff.align.blocks import Block
from policydiff.align.links import Pair
from policydiff.align.rarity import SCALE
from policydiff.model import Facts
from policydiff.text.normalise import essence


def in_common(old: Sequence[Block], new: Sequence[Block], old_facts: Facts, new_facts: Facts) -> dict[Pair, float]:
    """For each pair that shares any facts: the share of both blocks' facts that is common, rare ones weighing more."""
    ours, theirs = _names(old, old_facts), _names(new, new_facts)
    spread = Counter(name for names in (*ours.values(), *theirs.values()) for name in names)
    weight = {name: round(SCALE * log(1 + (len(old) + len(new)) / n)) for name, n in spread.items()}
    holders: dict[str, list[int]] = {}
    for j, names in theirs.items():
        for name in names:
            holders.setdefault(name, []).append(j)
    shared: dict[Pair, int] = {}
    for i, names in ours.items():
        for name in names:
            for j in holders.get(name, ()):
                shared[i, j] = shared.get((i, j), 0) + weight[name]
    whole_old = {i: sum(weight[n] for n in names) for i, names in ours.items()}
    whole_new = {j: sum(weight[n] for n in names) for j, names in theirs.items()}
    return {(i, j): 2 * w / (whole_old[i] + whole_new[j]) for (i, j), w in shared.items()}


def _names(blocks: Sequence[Block], facts: Facts) -> dict[int, set[str]]:
    home = {clause.id: block.index for block in blocks for clause in block.clauses}
    found: dict[int, set[str]] = {}
    for target in facts.targets:
        if target.clause in home:
            found.setdefault(home[target.clause], set()).add("target " + essence(target.indicator))
    for task in facts.responsibilities:
        if task.clause in home:
            found.setdefault(home[task.clause], set()).add("office " + task.office_key)
    return found
