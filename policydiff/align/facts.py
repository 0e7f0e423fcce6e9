"""What two units commit to in common: the same indicators, the same responsible units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from policydiff.align.evidence import SCALE, Pair
from policydiff.align.units import Unit
from policydiff.model import Facts
from policydiff.text.normalise import essence


def in_common(old: Sequence[Unit], new: Sequence[Unit], old_facts: Facts, new_facts: Facts) -> dict[Pair, float]:
    """For each pair that shares any: the share of both units' facts that is common to them, rare ones weighing more."""
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


def _names(units: Sequence[Unit], facts: Facts) -> dict[int, set[str]]:
    home = {clause.id: unit.index for unit in units for clause in unit.clauses}
    found: dict[int, set[str]] = {}
    for target in facts.targets:
        if target.clause in home:
            found.setdefault(home[target.clause], set()).add("target " + essence(target.indicator))
    for task in facts.responsibilities:
        if task.clause in home:
            found.setdefault(home[task.clause], set()).add("unit " + task.office_key)
    return found
