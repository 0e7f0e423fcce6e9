"""How rare a pair of characters is, and what it weighs where it stands.

All weights are whole numbers (millionths of a nat), so that a sum does not depend on the order in which it is
made and a comparison turned round gives the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from policydiff.align.blocks import Block
from policydiff.align.options import Options
from policydiff.align.rows import (
    Floats,
    Ints,
    Rows,
    bounds,
    distinct,
    find,
    in_common,
    numbers,
    ranges,
    rows_of,
    summed,
)

SCALE = 1_000_000  # weights in a nat
_CHARACTER = 21  # bits that hold any character


@dataclass(frozen=True, slots=True)
class Rarity:
    """The pairs of characters that some blocks have, by code, what each weighs, and how much a threat counts."""

    codes: Ints
    of: Ints
    sanction_share: float


def pairs_of_characters(texts: Sequence[str]) -> tuple[Ints, Ints]:
    r"""The pairs of neighbouring characters of each text: the number of the text, and a code for the pair.

    Codes are in the order of the characters. A single character is its own pair, as in `text.similarity`.

    >>> row, code = pairs_of_characters(["复工", "产", "工复工"])
    >>> row.tolist(), [(chr(c >> 21), chr(c % 2**21)) for c in code.tolist()]
    ([0, 1, 2, 2], [('复', '工'), ('产', '\x00'), ('工', '复'), ('复', '工')])
    """
    joined = "\0".join(texts) + "\0"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    sizes = numbers(texts, len)
    starts = bounds(sizes + 1)[:-1]
    count = np.maximum(sizes - 1, np.minimum(sizes, 1))
    at = ranges(starts, count)
    return np.repeat(np.arange(len(texts)), count), codes[at] << _CHARACTER | codes[at + 1]


def weighed(old: Sequence[Block], new: Sequence[Block], options: Options) -> tuple[Rarity, Rows, Rows]:
    """The weight of each pair of characters in the blocks of two documents, and of those that each block has.

    A pair that stands in n of N blocks weighs ln(1 + N/n), or a power of it; in a block the more, the more often it
    stands there.
    """
    row, code = pairs_of_characters([block.key for block in (*old, *new)])
    codes, term = np.unique(code, return_inverse=True)
    keys, times = summed(row * len(codes) + term, np.ones(len(term), np.int64))
    blocks = len(old) + len(new)
    whole = rows_of(blocks, len(codes), keys, times)
    spread = np.bincount(whole.terms, minlength=len(codes))
    of = _each(spread, lambda n: round(SCALE * log(1 + blocks / n) ** options.rarity_power)).astype(np.int64)
    rarity = Rarity(codes, of, options.sanction_share)
    weights = np.rint(of[whole.terms] * _each(times, lambda n: 1 + log(n))).astype(np.int64)
    cut = whole.starts[len(old)]
    return (
        rarity,
        _without_threats(Rows(whole.starts[: len(old) + 1], whole.terms[:cut], weights[:cut]), old, rarity),
        _without_threats(Rows(whole.starts[len(old) :] - cut, whole.terms[cut:], weights[cut:]), new, rarity),
    )


def _each(values: Ints, function: Callable[[int], float]) -> Floats:
    """A function of each value, asked once for those that are the same."""
    found = np.flatnonzero(np.bincount(values))
    table = np.zeros(int(found.max(initial=0)) + 1)
    table[found] = [function(value) for value in found.tolist()]
    return table[values]


def in_sentences(texts: Sequence[str], blocks: Sequence[Block], rarity: Rarity) -> Rows:
    """What each pair weighs in some sentences, each given with its block.

    A pair that arose where a reference was cut out weighs nothing.
    """
    row, code = pairs_of_characters(texts)
    term, known = find(rarity.codes, code)
    keys = distinct(row[known] * len(rarity.codes) + term[known])
    rows = rows_of(len(texts), len(rarity.codes), keys, keys)
    return _without_threats(Rows(rows.starts, rows.terms, rarity.of[rows.terms]), blocks, rarity)


def _without_threats(rows: Rows, blocks: Sequence[Block], rarity: Rarity) -> Rows:
    """The weights with what the blocks threaten made lighter; each row is given with its block."""
    threatening = {block.index: block for block in blocks if block.threatens}
    if not threatening:
        return rows
    number = {index: at for at, index in enumerate(threatening)}
    row, code = pairs_of_characters([block.matter for block in threatening.values()])
    term, known = find(rarity.codes, code)
    size = len(rarity.codes)
    own = distinct(row[known] * size + term[known])
    of_row = numbers(blocks, lambda block: number.get(block.index, -1))
    which = np.flatnonzero(of_row >= 0)
    there = ranges(rows.starts[which], rows.lengths[which])
    _, kept = find(own, of_row[rows.row[there]] * size + rows.terms[there])
    lighter = there[~kept]
    weights = rows.weights.copy()
    weights[lighter] = np.rint(rarity.sanction_share * weights[lighter])
    return Rows(rows.starts, rows.terms, weights)


def dice_of(texts: Sequence[str], one: Ints, other: Ints) -> Floats:
    """Dice's coefficient on the sets of pairs of characters of two of some texts each, as `text.similarity` has it.

    >>> dice_of(["复工复产", "复工复业"], np.array([0, 0]), np.array([1, 0])).tolist()
    [0.6666666666666666, 1.0]
    """
    rows, size = distinct_pairs(texts)
    return 2 * in_common(rows, rows, size, one, other) / (rows.lengths[one] + rows.lengths[other])


def distinct_pairs(texts: Sequence[str]) -> tuple[Rows, int]:
    """The pairs of characters that each text has, each with the weight 1, and how many there are."""
    row, code = pairs_of_characters(texts)
    codes, term = np.unique(code, return_inverse=True)
    keys = distinct(row * len(codes) + term)
    return rows_of(len(texts), len(codes), keys, np.ones(len(keys), np.int64)), len(codes)
