"""Fingerprints of a text: enough of its 8-grams to find every longer passage that two texts share.

Winnowing (Schleimer, Wilkerson and Aiken, 2003): of every window of neighbouring 8-grams the one with the smallest
hash is kept, with its place. A shared run of `GRAM + WINDOW - 1` signs is found for certain, whatever stands around
it; about two grams in nine are kept. The hash is the same on every machine and at every hash seed.
"""

from __future__ import annotations

from dataclasses import dataclass

from policydiff.text.normalise import fold

GRAM = 8  # signs: two or three words; shorter ones are shared by chance
WINDOW = 8  # grams
_BASE = 1_000_003
_SPREAD = 0x9E3779B97F4A7C15  # Fibonacci hashing: the smallest hashes should be those of no kind of character


@dataclass(frozen=True, slots=True)
class Signs:
    """What counts of a text: letters, digits, characters, folded (width, script), with their places in the text."""

    text: str
    places: tuple[int, ...]


def signs(text: str) -> Signs:
    """Leave out spaces, line breaks and punctuation, which copies change.

    >>> signs("一、加快 發展。")
    Signs(text='一加快发展', places=(0, 2, 3, 5, 6))
    """
    kept = [(character, at) for at, character in enumerate(fold(text)) if character.isalnum()]
    return Signs("".join(character for character, _ in kept), tuple(at for _, at in kept))


def fingerprints(text: str) -> tuple[tuple[int, int], ...]:
    """The kept hashes of a string of signs with the place of each gram's first sign, in order.

    >>> a, b = (dict(fingerprints(t)) for t in ("商标注册平均审查周期压减至五个月", "将商标注册平均审查周期压减至五个"))
    >>> len(a.keys() & b.keys()) > 0
    True
    """
    import numpy as np

    hashes = np.array(grams(text), dtype=np.uint64)
    if not len(hashes):
        return ()
    window = min(WINDOW, len(hashes))
    view = np.lib.stride_tricks.sliding_window_view(hashes, window)[:, ::-1]
    kept = np.unique(np.arange(len(view)) + window - 1 - view.argmin(axis=1))  # of equal hashes the last
    return tuple(zip(hashes[kept].tolist(), kept.tolist(), strict=True))


def grams(text: str) -> list[int]:
    """The hash of each 8-gram of a string of signs, by its place."""
    import numpy as np

    if len(text) < GRAM:
        return []
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    count = len(codes) - GRAM + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(GRAM):
        hashes = hashes * np.uint64(_BASE) + codes[at : at + count]  # modulo 2⁶⁴, as unsigned numbers go
    found: list[int] = ((hashes ^ (hashes >> np.uint64(29))) * np.uint64(_SPREAD) >> np.uint64(16)).tolist()
    return found
