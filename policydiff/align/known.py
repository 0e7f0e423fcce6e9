"""What is settled before the words are weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from policydiff.align.links import Basis, Links, Pair
from policydiff.align.shared_facts import NOTHING, InCommon


@dataclass(frozen=True, slots=True)
class Repeat:
    """Blocks that say the same, more than one of them on at least one side."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is settled before the words are weighed.

    What is linked takes no further partner. `held` is kept out for now, as repeats are, which order and
    neighbours settle at the end. `allowed` says which pairs may be linked, None that all may. `facts` is what
    pairs have in common of targets and responsible offices.
    """

    links: Links[int, Basis] = field(default_factory=Links)
    held_old: frozenset[int] = frozenset()
    held_new: frozenset[int] = frozenset()
    allowed: Callable[[Pair], bool] | None = None
    facts: InCommon = NOTHING

    def is_closed_old(self, block: int) -> bool:
        """Whether no partner is looked for, for an old block."""
        return block in self.held_old or block in self.links.of_old

    def is_closed_new(self, block: int) -> bool:
        """Whether no partner is looked for, for a new block."""
        return block in self.held_new or block in self.links.of_new

    def is_open(self, pair: Pair) -> bool:
        """Whether two blocks may be linked still."""
        return not (self.is_closed_old(pair[0]) or self.is_closed_new(pair[1])) and self.may(pair)

    def may(self, pair: Pair) -> bool:
        """Whether two blocks may be linked at all."""
        return self.allowed is None or self.allowed(pair)

    def with_links(self, more: Mapping[Pair, Basis]) -> Known:
        """Add links."""
        return replace(self, links=self.links | more)

    def without(self, repeats: Iterable[Repeat]) -> Known:
        """Keep repeats out."""
        held = list(repeats)
        return replace(
            self,
            held_old=self.held_old.union(*(r.old for r in held)),
            held_new=self.held_new.union(*(r.new for r in held)),
        )
