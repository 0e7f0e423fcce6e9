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
    ranges,
    summed,
)

_AT_ONCE = 1 << 12  # sentences that are looked up together: with 400 holders each some 50 MB


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
    from_old = _look_up(old, open_old, (rarity, new_rows, new_totals), open_new, options)
    from_new = _look_up(new, open_new, (rarity, old_rows, old_totals), open_old, options)
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The other side, as the sentences of one side ask for it; `there` says which of its blocks are open."""

    rarity: Rarity
    holders: Holders
    sizes: tuple[Floats, Floats]  # for the nearest as a whole, and for those of which a block holds most
    there: Bools
    options: Options


def _look_up(
    blocks: Sequence[Block], here: Bools, other: tuple[Rarity, Rows, Ints], there: Bools, options: Options
) -> tuple[Voices, Ints]:
    """The open blocks' sentences, and for each such block the open blocks that share most with it, as keys."""
    rarity, rows, totals = other
    asked = _Asked(
        rarity, Holders(rows, len(rarity.codes), options), (np.sqrt(totals), totals.astype(np.float64)), there, options
    )
    counts = np.zeros(len(blocks), np.int64)
    counts[here] = [len(block.sentences) for block, is_open in zip(blocks, here.tolist(), strict=True) if is_open]
    home = np.repeat(np.arange(len(blocks)), counts)
    texts = [text for i in np.flatnonzero(here).tolist() for text in blocks[i].sentences]
    parts: list[tuple[Ints, Ints, Ints, Floats]] = []
    near: list[Ints] = []
    keys, together = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for begin in range(0, len(home), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        voices, more, weights = _ask(blocks, home[part], texts[part], begin, asked)
        parts.append(voices)
        keys, together = summed(np.concatenate((keys, more)), np.concatenate((together, weights)))
        goes_on = home[part.stop] if part.stop < len(home) else len(blocks)  # its sentences are not all counted yet
        done = int(np.searchsorted(keys, goes_on * len(there)))
        near += _near(keys[:done], together[:done], asked)
        keys, together = keys[done:], together[done:]
    said = Voices(home, *(np.concatenate([part[i] for part in parts]) for i in range(4)))
    likely = home[said.sentence] * len(there) + said.other
    return said, distinct(np.concatenate([*near, likely[there[said.other]]]))


def _ask(
    blocks: Sequence[Block], home: Ints, texts: Sequence[str], first: int, asked: _Asked
) -> tuple[tuple[Ints, Ints, Ints, Floats], Ints, Ints]:
    """For some sentences what `Voices` has of them, and what open blocks share with theirs: keys and weights."""
    others = len(asked.there)
    sentences = in_sentences(texts, [blocks[i] for i in home.tolist()], asked.rarity)
    sentence, to, held = _held(asked.holders.of(sentences, home * others // len(blocks)), asked.holders.blocks, others)
    best = greatest(np.bincount(sentence), held, asked.options.sentence_candidates)
    weight = sentences.totals()
    said = sentence[best]
    free = asked.there[to]
    keys = home[sentence[free]] * others + to[free]
    return (weight, first + said, to[best], held[best] / weight[said]), keys, held[free]


def _near(keys: Ints, together: Ints, asked: _Asked) -> Iterator[Ints]:
    """For each block those that share most with it, as a whole and beside their size."""
    home, other = np.divmod(keys, len(asked.there))
    lengths = np.bincount(home - home[0]) if len(home) else home
    for size in asked.sizes:
        yield keys[greatest(lengths, together / size[other], asked.options.block_candidates)]


def _held(listed: Listed, blocks: Ints, others: int) -> tuple[Ints, Ints, Ints]:
    """For each sentence the blocks that are looked at, each with the weight of what it holds."""
    there = blocks[ranges(listed.start, listed.length)]
    keys = np.repeat(listed.sentence, listed.length) * others + there
    keys, held = summed(keys, np.repeat(listed.weight, listed.length))
    return keys // others, keys % others, held
