"""What the words say: how much two blocks share, and which block each sentence speaks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from policydiff.align.blocks import Block
from policydiff.align.holders import Holders, Listed
from policydiff.align.options import USUAL, Options
from policydiff.align.pairs import Pairs
from policydiff.align.rarity import Rarity, in_sentences, weighed
from policydiff.align.rows import (
    Bools,
    Floats,
    Ints,
    Rows,
    distinct,
    flags,
    greatest,
    in_common,
    numbers,
    ranges,
    summed,
)

_AT_ONCE = 1 << 21  # holders that are weighed together: some 50 MB
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Voices:
    """The sentences of one side: their blocks, weights, and the blocks of the other side that hold most of each.

    `sentence`, `other` and `held` go together: a sentence by its number, a block, and the share that this one holds.
    """

    block: Ints
    weight: Ints
    sentence: Ints
    other: Ints
    held: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """One document's blocks with the weights of their character pairs, and the sentences of those that are open."""

    blocks: Sequence[Block]
    is_open: Bools
    rows: Rows
    totals: Ints
    voices: Voices


@dataclass(frozen=True, slots=True)
class Evidence:
    """Both sides, the candidate pairs, and those for which a sentence speaks."""

    old: Side
    new: Side
    terms: int  # how many pairs of characters there are
    candidates: Pairs
    voted: Pairs

    def shared(self, pairs: Pairs) -> Ints:
        """The weight of the pairs of characters that both blocks have."""
        return in_common(self.old.rows, self.new.rows, self.terms, pairs.old, pairs.new)


def gather(
    old: Sequence[Block],
    new: Sequence[Block],
    *,
    closed_old: Callable[[int], bool] | None = None,
    closed_new: Callable[[int], bool] | None = None,
    options: Options = USUAL,
) -> Evidence | None:
    """Weigh the words of two lists of blocks and find the pairs worth a look; None where no block is open.

    Closed blocks count when it is told how common a word is, and a sentence can be found to stand in one of
    them, but no partner is looked for.
    """
    open_old, open_new = _open(old, closed_old), _open(new, closed_new)
    if not (open_old.any() and open_new.any()):
        return None
    rarity, old_rows, new_rows = weighed(old, new, options)
    old_totals, new_totals = old_rows.totals(), new_rows.totals()
    from_old = _look_up(old, len(new), open_old, open_new, (rarity, new_rows, new_totals), options)
    from_new = _look_up(new, len(old), open_new, open_old, (rarity, old_rows, old_totals), options)
    width = len(new)
    voted = (
        from_old[0].block[from_old[0].sentence] * width + from_old[0].other,
        from_new[0].other * width + from_new[0].block[from_new[0].sentence],
    )
    turned = from_new[1] % len(old) * width + from_new[1] // len(old)
    return Evidence(
        Side(old, open_old, old_rows, old_totals, from_old[0]),
        Side(new, open_new, new_rows, new_totals, from_new[0]),
        len(rarity.codes),
        Pairs(distinct(np.concatenate((from_old[1], turned))), width),
        Pairs(distinct(np.concatenate(voted)), width),
    )


def _open(blocks: Sequence[Block], closed: Callable[[int], bool] | None) -> Bools:
    return flags(blocks, lambda block: closed is None or not closed(block.index))


def _look_up(
    blocks: Sequence[Block],
    others: int,
    here: Bools,
    there: Bools,
    other: tuple[Rarity, Rows, Ints],
    options: Options,
) -> tuple[Voices, Ints]:
    """The open blocks' sentences, and for each such block the open blocks that share most with it, as keys."""
    rarity, rows, totals = other
    asked = np.flatnonzero(here)
    counts = numbers([blocks[i] for i in asked.tolist()], lambda block: len(block.sentences))
    block = np.repeat(asked, counts)
    homes = [blocks[i] for i in block.tolist()]
    texts = [text for i in asked.tolist() for text in blocks[i].sentences]
    sentences = in_sentences(texts, homes, rarity)
    holders = Holders(rows, len(rarity.codes), options)
    listed = holders.of(sentences, block * others // len(blocks))
    weight = sentences.totals()
    sizes = np.sqrt(totals), totals.astype(np.float64)  # the nearest as a whole, and those that it holds most of
    voices: list[tuple[Ints, Ints, Floats]] = []
    near: list[Ints] = [_NONE]
    for first, part in _parts(listed, block):
        sentence, to, held = _held(part, holders.blocks, others)
        best = greatest(np.bincount(sentence - first), held, options.sentence_candidates)
        voices.append((sentence[best], to[best], held[best] / weight[sentence[best]]))
        keys, together = summed(block[sentence] * others + to, held)
        free = there[keys % others]
        keys, together = keys[free], together[free]
        at, to = keys // others, keys % others
        lengths = np.bincount(at - block[first])
        near += [keys[greatest(lengths, together / size[to], options.block_candidates)] for size in sizes]
    spoken = Voices(
        block,
        weight,
        np.concatenate([_NONE, *(said[0] for said in voices)]),
        np.concatenate([_NONE, *(said[1] for said in voices)]),
        np.concatenate([np.zeros(0), *(said[2] for said in voices)]),
    )
    likely = block[spoken.sentence] * others + spoken.other
    return spoken, distinct(np.concatenate([*near, likely[there[spoken.other]]]))


def _parts(listed: Listed, block: Ints) -> Iterator[tuple[int, Listed]]:
    """The lists in parts of bounded size that end where a block ends, each with its first sentence."""
    ends = np.cumsum(listed.length)
    homes = block[listed.sentence]
    begin = 0
    while begin < len(ends):
        done = ends[begin - 1] if begin else 0
        last = min(int(np.searchsorted(ends, done + _AT_ONCE)), len(ends) - 1)
        end = int(np.searchsorted(homes, homes[last], side="right"))
        part = slice(begin, end)
        parts = listed.sentence[part], listed.start[part], listed.length[part], listed.weight[part]
        yield int(listed.sentence[begin]), Listed(*parts)
        begin = end


def _held(listed: Listed, blocks: Ints, others: int) -> tuple[Ints, Ints, Ints]:
    """For each sentence the blocks that are looked at, each with the weight of what it holds."""
    there = blocks[ranges(listed.start, listed.length)]
    keys = np.repeat(listed.sentence, listed.length) * others + there
    keys, held = summed(keys, np.repeat(listed.weight, listed.length))
    return keys // others, keys % others, held
