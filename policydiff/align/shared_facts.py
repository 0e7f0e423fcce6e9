"""What two blocks commit to in common: the same indicators, the same responsible offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from policydiff.align.blocks import Block
from policydiff.align.links import Pair
from policydiff.align.rarity import SCALE
from policydiff.model import Facts
from policydiff.text.normalise import essence


@dataclass(frozen=True, slots=True)
class InCommon:
    """The names of what each block that has any commits to, and what each name weighs."""

    old: Mapping[int, frozenset[str]] = field(default_factory=dict)
    new: Mapping[int, frozenset[str]] = field(default_factory=dict)
    weight: Mapping[str, int] = field(default_factory=dict)

    def of(self, pair: Pair) -> float:
        """The share of both blocks' facts that is common, rare ones weighing more (0 to 1); both have some."""
        ours, theirs = self.old[pair[0]], self.new[pair[1]]
        shared = self._sum(ours & theirs)
        return 2 * shared / (self._sum(ours) + self._sum(theirs)) if shared else 0.0

    def _sum(self, names: Iterable[str]) -> int:
        return sum(map(self.weight.__getitem__, names))


NOTHING = InCommon()


def in_common(old: Sequence[Block], new: Sequence[Block], old_facts: Facts, new_facts: Facts) -> InCommon:
    """What the blocks of two documents commit to."""
    ours, theirs = _names(old, old_facts), _names(new, new_facts)
    spread = Counter(name for names in (*ours.values(), *theirs.values()) for name in names)
    whole = len(old) + len(new)
    return InCommon(ours, theirs, {name: round(SCALE * log(1 + whole / n)) for name, n in spread.items()})


def _names(blocks: Sequence[Block], facts: Facts) -> dict[int, frozenset[str]]:
    home = {clause.id: block.index for block in blocks for clause in block.clauses}
    found: dict[int, set[str]] = {}
    for target in facts.targets:
        if target.clause in home:
            found.setdefault(home[target.clause], set()).add("target " + essence(target.indicator))
    for task in facts.responsibilities:
        if task.clause in home:
            found.setdefault(home[task.clause], set()).add("office " + task.office_key)
    return {block: frozenset(names) for block, names in found.items()}
