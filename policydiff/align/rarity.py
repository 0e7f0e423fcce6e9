"""How rare a pair of characters is, and what it weighs where it stands.

All weights are whole numbers (millionths of a nat), so that a sum does not depend on the order in which it is
made and a comparison turned round gives the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from policydiff.align.blocks import Block
from policydiff.align.options import Options
from policydiff.text.similarity import bigrams

Weights = Mapping[str, int]  # of pairs of characters

SCALE = 1_000_000  # weights in a nat


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weight of each pair of characters, and the share of it that is left in what an article threatens."""

    of: Weights
    sanction_share: float


def counted(block: Block) -> Counter[str]:
    """How often each pair of characters stands in a block."""
    return Counter(bigrams(block.key))


def rarity(blocks: Sequence[Counter[str]], options: Options) -> Rarity:
    """The weight of each pair of characters in some blocks: ln(1 + N/n) for one that stands in n of N of them."""
    spread: Counter[str] = Counter()
    for block in blocks:
        spread.update(block.keys())
    by_spread = {n: round(SCALE * log(1 + len(blocks) / n)) for n in set(spread.values())}
    return Rarity({pair: by_spread[n] for pair, n in spread.items()}, options.sanction_share)


def in_block(block: Block, pairs: Counter[str], rarity: Rarity, shared: dict[str, str]) -> dict[str, int]:
    """What each pair weighs in a block: more, the more often it stands there. `shared` keeps one object for a pair."""
    of = rarity.of
    found = {shared.setdefault(p, p): of[p] if n == 1 else round(of[p] * (1 + log(n))) for p, n in pairs.items()}
    return _without_threats(found, block, rarity)


def in_sentence(text: str, block: Block, rarity: Rarity) -> dict[str, int]:
    """What each pair weighs in a sentence of a block; one that arose where a reference was cut out weighs nothing."""
    of = rarity.of
    return _without_threats({pair: of[pair] for pair in set(bigrams(text)) if pair in of}, block, rarity)


def _without_threats(weights: dict[str, int], block: Block, rarity: Rarity) -> dict[str, int]:
    """The weights with what the block threatens made lighter."""
    if not block.threatens:
        return weights
    own = set(bigrams(block.matter))
    return {pair: weight if pair in own else round(rarity.sanction_share * weight) for pair, weight in weights.items()}
