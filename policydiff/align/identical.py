"""What needs no score: lines of the notice that pair by their kind, and blocks that say the same word for word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policydiff.align.blocks import Block, same_text
from policydiff.align.known import Known, Repeat
from policydiff.align.links import Basis, Pair
from policydiff.align.options import Options

# The parts of a notice that have a like on the other side whatever they say (GB/T 9704-2012 §7).
_KINDS = ("title", "number", "salutation", "signature", "date")


def by_kind(old: Sequence[Block], new: Sequence[Block]) -> dict[Pair, Basis]:
    """Title with title, date with date, where a zone has as many of them on both sides."""
    found: dict[Pair, Basis] = {}
    theirs = _by_zone_and_kind(new)
    for zone, ours in _by_zone_and_kind(old).items():
        if len(ours) == len(theirs.get(zone, ())):
            found.update({pair: {"kind": 1.0} for pair in zip(ours, theirs[zone], strict=True)})
    return found


def _by_zone_and_kind(blocks: Sequence[Block]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for block in blocks:
        first = block.clauses[0]
        if first.kind in _KINDS:
            found.setdefault((first.id.partition("/")[0], first.kind), []).append(block.index)
    return found


def identical(
    old: Sequence[Block], new: Sequence[Block], known: Known, options: Options
) -> tuple[dict[Pair, Basis], list[Repeat]]:
    """Blocks with the same essence: links where there is one on each side, else repeats."""
    theirs = _by_key(new, known.is_closed_new)
    links: dict[Pair, Basis] = {}
    repeats = []
    for key, ours in _by_key(old, known.is_closed_old).items():
        pairs = [(i, j) for i in ours for j in theirs.get(key, ()) if known.allowed((i, j))]
        if len(pairs) == 1:
            if same_text(old[pairs[0][0]], new[pairs[0][1]], options):
                links[pairs[0]] = {"identical": 1.0}
        elif pairs:
            repeats.append(Repeat(tuple(sorted({i for i, _ in pairs})), tuple(sorted({j for _, j in pairs}))))
    return links, repeats


def _by_key(blocks: Sequence[Block], closed: Callable[[int], bool]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for block in blocks:
        if block.key and not closed(block.index):
            found.setdefault(block.key, []).append(block.index)
    return found
