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
        same = _allowed(Repeat(tuple(ours), tuple(theirs.get(key, ()))), known)
        if len(same.old) == len(same.new) == 1:
            pair = (same.old[0], same.new[0])
            if same_text(old[pair[0]], new[pair[1]], options):
                links[pair] = {"identical": 1.0}
        elif same.old and same.new:
            repeats.append(same)
    return links, repeats


def _allowed(repeat: Repeat, known: Known) -> Repeat:
    """What is left of a repeat when blocks are left out that may be linked to none."""
    if known.allowed is None:
        return repeat
    pairs = [(i, j) for i in repeat.old for j in repeat.new if known.allowed((i, j))]
    return Repeat(tuple(sorted({i for i, _ in pairs})), tuple(sorted({j for _, j in pairs})))


def _by_key(blocks: Sequence[Block], closed: Callable[[int], bool]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for block in blocks:
        if block.key and not closed(block.index):
            found.setdefault(block.key, []).append(block.index)
    return found
