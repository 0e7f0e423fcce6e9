"""Two texts → the edits between them, as prose: words are never split, small islands are swallowed.

Opcodes on tokens come from rapidfuzz, the semantic clean-up from diff-match-patch; this module is the only
door to both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from policydiff.model import Edit
from policydiff.text.normalise import essence, fold
from policydiff.text.segment import words

# Beyond this many tokens on either side a word-level comparison costs seconds and shows nothing: the two
# texts are then shown whole. A clause of the longest work report has some 1,500.
TOKEN_LIMIT = 60_000
# diff-match-patch works on strings: each distinct token becomes one character from here on (a private plane,
# so that its clean-up, which looks for spaces and line ends, takes none of them for one).
_FIRST_CODE = 0xF0000


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Compare two texts word by word.

    "equal" and "delete" pieces joined are `old`; "equal" (its `new_text` where it has one) and "insert"
    pieces joined are `new`.

    >>> [(e.kind, e.text) for e in edits("周期压减至17.5个月以内", "周期压减至16个月以内")]
    [('equal', '周期压减至'), ('delete', '17.5个月'), ('insert', '16个月'), ('equal', '以内')]
    >>> edits("推进改革，", "推进改革；")
    (Edit(kind='equal', text='推进改革，', new_text='推进改革；'),)
    """
    if old == new:
        return (Edit("equal", old),) if old else ()
    old_words, new_words = words(old), words(new)
    if max(len(old_words), len(new_words)) > TOKEN_LIMIT:
        return _merged([("delete", old, ""), ("insert", "", new)])
    return _merged(_cosmetic_runs(_pieces(old_words, new_words)))


Piece = tuple[str, str, str]  # kind, old wording, new wording


@lru_cache(maxsize=65536)
def _token_key(token: str) -> str:
    """What two tokens must share to be the same: all punctuation is alike, as it is for `essence`."""
    return essence(token) or ("\n" if "\n" in token else " " if token.isspace() else fold(token)[0])


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    from diff_match_patch import diff_match_patch
    from rapidfuzz.distance import Indel

    codes: dict[str, str] = {}

    def encode(tokens: Sequence[str]) -> str:
        return "".join(codes.setdefault(_token_key(t), chr(_FIRST_CODE + len(codes))) for t in tokens)

    a, b = encode(old), encode(new)
    diffs: list[tuple[int, str]] = []
    for op in Indel.opcodes(a, b):
        gone, come = a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
        if op.tag == "equal":
            diffs.append((0, gone))
        else:
            diffs += [(kind, run) for kind, run in ((-1, gone), (1, come)) if run]
    tool = diff_match_patch()
    tool.diff_cleanupSemantic(diffs)
    at_old = at_new = 0
    for kind, run in diffs:
        size = len(run)
        old_run = "".join(old[at_old : at_old + size]) if kind <= 0 else ""
        new_run = "".join(new[at_new : at_new + size]) if kind >= 0 else ""
        at_old, at_new = at_old + size * (kind <= 0), at_new + size * (kind >= 0)
        yield ("equal" if kind == 0 else "delete" if kind < 0 else "insert"), old_run, new_run


def _cosmetic_runs(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Turn a replacement that changes only spaces and punctuation into an equal piece with two wordings."""
    old_run = new_run = ""
    for kind, old, new in pieces:
        if kind != "equal":
            old_run, new_run = old_run + old, new_run + new
            continue
        yield from _replacement(old_run, new_run)
        old_run = new_run = ""
        yield kind, old, new
    yield from _replacement(old_run, new_run)


def _replacement(old: str, new: str) -> Iterator[Piece]:
    if essence(old) == essence(new):
        if old or new:
            yield "equal", old, new
        return
    if old:
        yield "delete", old, ""
    if new:
        yield "insert", "", new


def _merged(pieces: Iterator[Piece] | list[Piece]) -> tuple[Edit, ...]:
    """Join neighbours of one kind; an equal piece whose two wordings differ keeps both."""
    runs: list[Piece] = []
    for kind, old, new in pieces:
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + old, runs[-1][2] + new)
        else:
            runs.append((kind, old, new))
    found: list[Edit] = []
    for kind, old, new in runs:
        if kind == "equal":
            found.append(Edit("equal", old, new if new != old else None))
        elif kind == "delete":
            found.append(Edit("delete", old))
        else:
            found.append(Edit("insert", new))
    return tuple(found)
