"""Two texts → the edits between them, as a reader would mark them.

What stands on both sides is never marked as deleted and inserted: parts between stops that are the same are found
first (`matching`), in order or moved; sentences that speak of the same are then compared word by word. A word, a
number with its unit and a label are never cut. Opcodes on words come from rapidfuzz, the clean-up of small islands
from diff-match-patch; this module is the only door to both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policydiff.model import Edit
from policydiff.text.chain import Pair
from policydiff.text.leaves import Leaf, leaves, runs
from policydiff.text.matching import LEAST_RUN, alike, kept, moved
from policydiff.text.normalise import essence, fold
from policydiff.text.official.sentences import CLOSING, FULL_STOPS, SEMICOLONS
from policydiff.text.segment import words

# Words of one side times words of the other: beyond it (a sentence without a stop that fills pages) a comparison
# word by word costs seconds and shows nothing, and the two are shown whole.
WORDS_LIMIT = 25_000_000
# Share of the characters of two sentences, in words: with less in common they are shown whole, one gone, one new.
ALIKE = 0.3
# diff-match-patch works on strings: each distinct token becomes one character from here on (a private plane,
# so that its clean-up, which looks for spaces and line ends, takes none of them for one).
_FIRST_CODE = 0xF0000
# A clause that would be recognised wherever it stands: 坚持和完善民族区域自治制度 | 深化改革
_CLAUSE = re.compile(rf"[^\s，。；：！？、…,;:!?“”‘’「」『』《》（）()【】]{{{LEAST_RUN},}}")
# A word and what joins it to another: 质量和, 、效益 | 和
_JOINED = re.compile(r"(?P<first>和|与|及|以及|、|并)?(?P<word>[^\s，。；：]{2,12}?)(?(first)|(?:和|与|及|以及|、|并))")
_JOIN = re.compile(r"和|与|及|以及|、|并")
_NUMBER = re.compile(r"[\d,.]+")
# Where a sentence ends for certain, with nothing behind it that could belong to it.
_SENTENCE_END = re.compile(rf"[{FULL_STOPS}](?![\s{FULL_STOPS}{SEMICOLONS}{CLOSING}，、：…》】])")


class _Piece(NamedTuple):
    kind: str  # equal, delete, insert
    old: str
    new: str
    move: int | None = None


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Compare two texts.

    "equal" and "delete" pieces joined are `old`; "equal" (its `new_text` where it has one) and "insert"
    pieces joined are `new`. A delete and an insert with the same `move` are one passage that changed its place.

    >>> [(e.kind, e.text) for e in edits("周期压减至17.5个月以内", "周期压减至16个月以内")]
    [('equal', '周期压减至'), ('delete', '17.5个月'), ('insert', '16个月'), ('equal', '以内')]
    >>> edits("推进改革，", "推进改革；")
    (Edit(kind='equal', text='推进改革，', new_text='推进改革；', move=None),)
    >>> [(e.kind, e.text, e.move) for e in edits("强化监督检查，加强统筹。", "加强统筹，强化监督检查。")]
    [('insert', '加强统筹，', 1), ('equal', '强化监督检查，', None), ('delete', '加强统筹。', 1)]
    """
    if old == new:
        return (Edit("equal", old),) if old else ()
    same = _same_end(old, new)
    tail = [_Piece("equal", old[len(old) - same :], new[len(new) - same :])] if same else []
    differing = _compared(old[: len(old) - same], new[: len(new) - same])
    pieces = _joined([*_cosmetic(differing), *tail])
    return tuple(_edit(piece) for piece in _swapped(_joined(_found_again(pieces))))


def _same_end(old: str, new: str) -> int:
    """How many characters of the end are the same on both sides and need no look: whole sentences, behind one that is.

    None where what the texts begin with is the same too and meets what they end with: either may be the repeat.
    """
    shorter = min(len(old), len(new))
    end = _as_long(shorter, lambda size: old[len(old) - size :] == new[len(new) - size :])
    if end <= LEAST_RUN or _as_long(shorter, lambda size: old[:size] == new[:size]) + end > shorter:
        return 0
    first = None
    for stop in _SENTENCE_END.finditer(old, len(old) - end):
        if first is not None and stop.end() - first >= LEAST_RUN:
            return len(old) - stop.end()
        first = stop.end() if first is None else first
    return 0


def _as_long(most: int, holds: Callable[[int], bool]) -> int:
    """The largest size up to `most` of which something holds, if it holds of all smaller ones."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if holds(middle) else (least, middle - 1)
    return least


def _compared(old: str, new: str) -> Iterator[_Piece]:
    """Walk from one part that kept its place to the next."""
    ours, theirs = leaves(old), leaves(new)

    def common(first: Pair, last: Pair) -> int:
        return _common(old, new, (ours[first[0]], theirs[first[1]]), (ours[last[0]], theirs[last[1]]))

    anchors = kept(ours, theirs, common)
    shifts = moved(ours, theirs, anchors, common)
    gone = {i: n for n, run in enumerate(shifts, 1) for i, _ in run}
    come = {j: n for n, run in enumerate(shifts, 1) for _, j in run}
    at_old = at_new = 0
    for i, j in [*anchors, (len(ours), len(theirs))]:
        yield from _between(_parts(old, ours[at_old:i], gone, at_old), _parts(new, theirs[at_new:j], come, at_new))
        if i < len(ours):
            yield _Piece("equal", old[ours[i].start : ours[i].end], new[theirs[j].start : theirs[j].end])
        at_old, at_new = i + 1, j + 1


def _common(old: str, new: str, first: tuple[Leaf, Leaf], last: tuple[Leaf, Leaf]) -> int:
    """The characters that two runs of leaves have in common, with those before and behind that are alike too.

    No more than tells whether they are enough to be no chance.
    """
    (a, b), (c, d) = (first[0].start, first[1].start), (last[0].end, last[1].end)
    whole = min(c - a, d - b)
    while whole < LEAST_RUN and a and b and old[a - 1] == new[b - 1]:
        a, b, whole = a - 1, b - 1, whole + 1
    while whole < LEAST_RUN and c < len(old) and d < len(new) and old[c] == new[d]:
        c, d, whole = c + 1, d + 1, whole + 1
    return whole


class _Part(NamedTuple):
    """A sentence, or what is left of one between two parts that are the same; a label, or a passage that moved."""

    text: str
    move: int | None
    is_label: bool


def _parts(text: str, found: Sequence[Leaf], moves: dict[int, int], first: int) -> list[_Part]:
    parts: list[_Part] = []
    for start, end in runs(found):
        at = start
        for i in range(start, end):
            here, behind = moves.get(first + i), moves.get(first + i + 1) if i + 1 < end else None
            if i + 1 == end or here != behind:
                parts.append(_Part(text[found[at].start : found[i].end], here, found[at].is_label))
                at = i + 1
    return parts


def _between(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[_Piece]:
    """What lies between two parts that are the same: sentences that speak of the same, and what has no like."""
    if not (old or new):
        return
    alone = len(old) == len(new) == 1 and not any(part.move or part.is_label for part in (*old, *new))
    pairs = [(0, 0)] if alone else alike(_bags(old), _bags(new), least=ALIKE)
    at_old = at_new = 0
    for i, j in [*pairs, (len(old), len(new))]:
        yield from (_Piece("delete", part.text, "", part.move) for part in old[at_old:i])
        yield from (_Piece("insert", "", part.text, part.move) for part in new[at_new:j])
        if i < len(old) and old[i].is_label:
            yield _Piece("equal", old[i].text, new[j].text)
        elif i < len(old):
            yield from _word_by_word(old[i].text, new[j].text)
        at_old, at_new = i + 1, j + 1


def _bags(parts: Sequence[_Part]) -> list[Counter[str]]:
    """The words of each part, without signs, all numbers alike.

    A passage that moved is like nothing here, and a label like itself alone.
    """

    def bag(part: _Part) -> Counter[str]:
        if part.move or part.is_label:
            return Counter([] if part.move else [f"label {essence(part.text)}"])
        return Counter(_NUMBER.sub("0", fold(w)) for w in _words(part.text) if any(c.isalnum() for c in w))

    return [bag(part) for part in parts]


@lru_cache(maxsize=256)  # first to find what is alike, then to compare that
def _words(text: str) -> Sequence[str]:
    return words(text)


@lru_cache(maxsize=65536)
def _token_key(token: str) -> str:
    """What two tokens must share to be the same: all punctuation is alike, as it is for `essence`."""
    return essence(token) or ("\n" if "\n" in token else " " if token.isspace() else fold(token)[0])


def _word_by_word(old_text: str, new_text: str) -> Iterator[_Piece]:
    from diff_match_patch import diff_match_patch
    from rapidfuzz.distance import Indel

    old, new = _words(old_text), _words(new_text)
    if len(old) * len(new) > WORDS_LIMIT:
        yield from (_Piece("delete", old_text, ""), _Piece("insert", "", new_text))
        return
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
        yield _Piece("equal" if kind == 0 else "delete" if kind < 0 else "insert", old_run, new_run)


def _cosmetic(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Turn a replacement that changes only spaces and punctuation into an equal piece with two wordings."""
    old_run = new_run = ""
    for piece in pieces:
        if piece.kind != "equal" and piece.move is None:
            old_run, new_run = old_run + piece.old, new_run + piece.new
            continue
        yield from _replacement(old_run, new_run)
        old_run = new_run = ""
        yield piece
    yield from _replacement(old_run, new_run)


def _replacement(old: str, new: str) -> Iterator[_Piece]:
    if essence(old) == essence(new):
        if old or new:
            yield _Piece("equal", old, new)
        return
    if old:
        yield _Piece("delete", old, "")
    if new:
        yield _Piece("insert", "", new)


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Join neighbours of one kind and one passage."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and (joined[-1].kind, joined[-1].move) == (piece.kind, piece.move):
            last = joined[-1]
            joined[-1] = _Piece(piece.kind, last.old + piece.old, last.new + piece.new, piece.move)
        else:
            joined.append(piece)
    return joined


def _found_again(pieces: list[_Piece]) -> list[_Piece]:
    """Let no clause be gone in one place and new in another: it is the same, or has moved.

    A clause that only lost or got a word before it (我们坚持… → 坚持…) is a part of one side alone.
    """
    twice = _clauses(pieces, "delete") & _clauses(pieces, "insert")
    moves = max((piece.move or 0 for piece in pieces), default=0)
    at = 0 if twice else len(pieces)
    while at < len(pieces):
        shared = _clause_again(pieces, at, twice)
        if shared is None:
            at += 1
            continue
        clause, i, j = shared
        if abs(i - j) == 1:
            first = min(i, j)
            pieces[first : first + 2] = _around(clause, pieces[i].old, pieces[j].new)
        else:
            moves += 1
            for k in sorted((i, j), reverse=True):
                pieces[k : k + 1] = _cut_out(clause, pieces[k], moves)
        at = min(i, j)
    return pieces


def _clauses(pieces: Sequence[_Piece], kind: str) -> set[str]:
    return {c for p in pieces if p.kind == kind and not p.move for c in _CLAUSE.findall(p.old or p.new)}


def _swapped(pieces: list[_Piece]) -> list[_Piece]:
    """Mark two words on either side of a joining word that changed places: 质量和效益 → 效益和质量."""
    moves = max((piece.move or 0 for piece in pieces), default=0)
    found: list[_Piece] = []
    at = 0
    while at < len(pieces):
        one, *behind = pieces[at : at + 3]
        turned = _turned_round(one, behind[0], moves + 1) if behind else []
        over = _word_over(one, behind[1]) if len(behind) > 1 and behind[0].kind == "equal" else ""
        if turned:
            found += turned
            at += 2
        elif over:
            found += [*_cut_out(over, one, moves + 1), behind[0], *_cut_out(over, behind[1], moves + 1)]
            at += 3
        else:
            found.append(one)
            at += 1
        moves += bool(turned or over)
    return found


def _turned_round(one: _Piece, other: _Piece, move: int) -> list[_Piece]:
    """A replacement that only turns two joined words round, with the second one kept; else nothing."""
    if (one.kind, other.kind) != ("delete", "insert") or one.move or other.move or len(one.old) != len(other.new):
        return []
    for join in _JOIN.finditer(one.old):
        if not other.new.startswith(join[0], len(one.old) - join.end()):
            continue
        first, second = one.old[: join.start()], one.old[join.end() :]
        if other.new == second + join[0] + first and len(essence(first)) > 1 and essence(second):
            gone = [_Piece("delete", first, "", move), _Piece("delete", join[0], "")]
            come = [_Piece("insert", "", join[0]), _Piece("insert", "", first, move)]
            return [*gone, _Piece("equal", second, second), *come]
    return []


def _word_over(one: _Piece, other: _Piece) -> str:
    """The word that is gone on one side of a text and new on the other, each time with a joining word; else ""."""
    if {one.kind, other.kind} != {"delete", "insert"} or one.move or other.move:
        return ""
    before, behind = _JOINED.fullmatch(one.old or one.new), _JOINED.fullmatch(other.old or other.new)
    if before and behind and before["word"] == behind["word"] and bool(before["first"]) != bool(behind["first"]):
        return before["word"] if len(essence(before["word"])) > 1 else ""
    return ""


def _around(clause: str, old: str, new: str) -> list[_Piece]:
    """A replacement in which a clause stays."""
    old_before, _, old_behind = old.partition(clause)
    new_before, _, new_behind = new.partition(clause)
    found = (
        _Piece("delete", old_before, ""),
        _Piece("insert", "", new_before),
        _Piece("equal", clause, clause),
        _Piece("delete", old_behind, ""),
        _Piece("insert", "", new_behind),
    )
    return [piece for piece in found if piece.old or piece.new]


def _cut_out(clause: str, piece: _Piece, move: int) -> list[_Piece]:
    """A piece in which a clause is marked as moved."""
    before, _, behind = (piece.old or piece.new).partition(clause)
    texts = ((before, None), (clause, move), (behind, None))
    if piece.kind == "delete":
        return [_Piece("delete", text, "", number) for text, number in texts if text]
    return [_Piece("insert", "", text, number) for text, number in texts if text]


def _clause_again(pieces: Sequence[_Piece], at: int, twice: set[str]) -> tuple[str, int, int] | None:
    """A clause of the piece that is gone at one place and new at another, here or further on; and both places."""
    piece = pieces[at]
    if piece.kind == "equal" or piece.move:
        return None
    other = "insert" if piece.kind == "delete" else "delete"
    for clause in [c for c in _CLAUSE.findall(piece.old or piece.new) if c in twice]:
        for i in range(at + 1, len(pieces)):
            there = pieces[i]
            if there.kind == other and not there.move and clause in _CLAUSE.findall(there.old or there.new):
                return (clause, at, i) if piece.kind == "delete" else (clause, i, at)
    return None


def _edit(piece: _Piece) -> Edit:
    if piece.kind == "equal":
        return Edit("equal", piece.old, piece.new if piece.new != piece.old else None)
    if piece.kind == "delete":
        return Edit("delete", piece.old, move=piece.move)
    return Edit("insert", piece.new, move=piece.move)
