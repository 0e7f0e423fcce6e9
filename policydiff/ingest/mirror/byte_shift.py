"""Text that a mirror put out of step: `展?fàn)顩r` for 展狀況.

The mirror looked for pairs of GBK bytes and put a reading behind them, wherever a character began. A pair
that it found astride two characters left the second one without its first byte, and what follows was read
one byte out of step (tests/mirror_corruption.py does it to any text). No byte is lost but the one under
each ``?``. So the repair goes back to the bytes:

- a character that can be seen stands for its bytes, a reading in brackets for none;
- a ``?`` before a reading stands for one byte, which makes with the byte before it a character read so;
- any other ``?`` stands for a question mark, or for a byte that the text around it must tell.

Read again from a place that is in step, the bytes are the text. Where a ``?`` leaves a choice, each is
followed until the text tells them apart: a wrong step gives characters that nobody writes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nsmallest
from typing import NamedTuple

from policydiff.ingest.clean.encoding import ordinary
from policydiff.ingest.mirror.likelihood import Likelihood
from policydiff.ingest.mirror.pinyin import reads
from policydiff.ingest.mirror.script import traditional

FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_MARKS = "，、。：；？！（）“”《》"  # a mirror finds these by their bytes too
_LEADS = bytes(range(0x81, 0xFF))
_LOST = bytes(range(0x80, 0xFF))  # 0x80 begins no character, so it is lost wherever it comes first
_TRAILS = bytes((*range(0x40, 0x7F), *range(0x80, 0xFF)))

# Costs, to be read beside those of `likelihood`: a character that fits costs 3 to 8, one out of step 13.
LONE = 6.0  # a ``?`` in step is more often a question mark than a lone byte
OTHER = 4.0  # two lost bytes under a ``?`` before ASCII, one before anything else: it is mostly the reverse
SPACE = 5.0  # two ``?`` in step that were one full-width space: no shift takes all of a character so
EATEN = 9.0  # a bracket or comma that vanished with the lone byte before it
WIDENED = 3.0  # a letter or digit that was a full-width one
SILENT = 10.0  # a byte lost at the end of a line without a trace
RARE = 2.0  # a reading of a character that a mirror's table is not likely to hold
UNLISTED = 8.0  # a reading of a character that is the same in both scripts, so in no mirror's table
MISREAD = 6.0  # a reading that is not that of the two bytes before it
LITERAL = 45.0  # a reading that is none: more than any true shift costs
WIDE = 16.0  # a way that costs so much more than the best one is given up
MANY = 8  # ways followed at once in each state: in step, or behind the same first byte
FEW = 8  # of the characters that a lost byte allows, the likeliest are followed
SURE = 5.0  # of the readings that were likelier by so much, one in a thousand was wrong in trials


class Token(NamedTuple):
    """A piece of the copy: its place, the bytes that it stands for, the reading that it holds."""

    start: int
    end: int
    text: str
    data: bytes
    hole: bool
    syllable: str


class Lost(NamedTuple):
    """What a character with a lost byte could be: these first bytes, these second ones, read so."""

    leads: bytes
    trails: bytes
    syllable: str = ""


class Read(NamedTuple):
    """A character read from the bytes of tokens first…last, and what was read before it."""

    before: Read | None
    text: str
    first: int
    last: int
    lost: Lost | None


class Path(NamedTuple):
    """One way to read the bytes so far: what it costs and where it stands."""

    cost: float
    tail: str
    last: tuple[int, int] = (0, 0)  # the last two bytes, 0 for a lost one
    leads: bytes = b""  # what the first byte of a character can be whose second is still to come
    first: int = 0  # the token that it came from
    read: Read | None = None
    skip: int = -1  # the token that the last one took along
    margin: float = 1000.0  # how much dearer the next best way was where they met


class ShiftRepair(NamedTuple):
    """What ``line[start:end]`` really says, and by how much that is likelier than the next best reading.

    Where it could not be told, `text` is what the line shows and `margin` is 0.
    """

    start: int
    end: int
    text: str
    margin: float

    @property
    def sure(self) -> bool:
        """Whether the reading stands without a doubt."""
        return self.margin >= SURE


@lru_cache(maxsize=1)
def pairs() -> dict[tuple[int, int], str]:
    """Every character of GBK by its two bytes."""
    decoded = ((lead, trail, bytes((lead, trail)).decode("gbk", "ignore")) for lead in _LEADS for trail in _TRAILS)
    # of two bytes that stand for nothing, the decoder may still give the second
    return {
        (lead, trail): character for lead, trail, character in decoded if len(character) == 1 and character > "\x7f"
    }


@cache
def nothing(lead: int) -> bytes:
    """Give the bytes that make no character behind this one, though they could begin the next."""
    return bytes(byte for byte in _LEADS if (lead, byte) not in pairs())


def behind(lead: int, syllable: str) -> Iterator[str]:
    """Give the traditional characters read so that a lost byte behind this one allows."""
    yield from _characters(bytes([lead]), _LOST, syllable)


@lru_cache(maxsize=4096)
def _characters(leads: bytes, trails: bytes, syllable: str) -> list[str]:
    found = (pairs().get((lead, trail), "") for lead in leads for trail in trails)
    if syllable:
        return [one for one in found if traditional(one) and reads(one, syllable)]
    return [one for one in found if one and (one != "\u3000" or len(leads) + len(trails) == 2)]


@lru_cache(maxsize=2)
def _token_pattern(syllable: str) -> re.Pattern[str]:
    # One of: a reading behind a lone byte, with its bracket or without; a lone byte or a question mark;
    # a reading in brackets; any one character. Yes: "?fàn)", "?(fàn)", "?", "(fàn)", "顩"; no: "(TISC)"
    return re.compile(rf"[?\ufffd][(（]? ?({syllable}) ?[)）]|([?\ufffd])|[(（] ?({syllable}) ?[)）]|.", re.DOTALL)


def tokens(line: str, syllable: str) -> list[Token]:
    """Cut a line of a mirror copy into what stands for bytes, for a lost byte, or for none.

    >>> from policydiff.ingest.mirror.pinyin import TONED
    >>> [(t.text, t.data.hex(), t.hole, t.syllable) for t in tokens("展?fàn)顩r", TONED)]
    [('展', 'd5b9', False, ''), ('?fàn)', '', True, 'fàn'), ('顩', 'ee9b', False, ''), ('r', '72', False, '')]
    """
    cut = []
    for found in _token_pattern(syllable).finditer(line):
        astride, lone, reading = found.groups()
        data = b"" if astride or lone or reading else _bytes(found[0])
        cut.append(Token(found.start(), found.end(), found[0], data, bool(astride or lone), astride or reading or ""))
    return cut


def _bytes(character: str) -> bytes:
    return b"\x80" if character == "€" else character.encode("gb18030", "replace")


def repair_line(line: str, likelihood: Likelihood, syllable: str) -> Iterator[ShiftRepair]:
    """Find what is out of step in a line, and what it really says.

    >>> from policydiff.ingest.mirror.pinyin import TONED
    >>> likelihood = Likelihood("國家總任務是科學合理地規劃", lambda character: character)
    >>> [(m.text, m.sure) for m in repair_line("總?cè)蝿湛茖W合理地", likelihood, TONED)]
    [('任務科學', True)]
    """
    cut = tokens(line, syllable)
    reader = Reader(cut, likelihood)
    start, at = Path(0.0, ""), 0
    for hole in (i for i, token in enumerate(cut) if token.hole):
        if hole < at:
            continue
        if hole - 6 > at:
            start, at = Path(0.0, ""), hole - 6
        path, at = reader.follow(start, at)
        if path:
            yield from _repairs(path, cut)
            start = Path(0.0, path.tail, path.last)
        else:
            yield ShiftRepair(cut[hole].start, cut[hole].end, cut[hole].text, 0.0)
            start, at = Path(0.0, ""), hole + 1


@dataclass(frozen=True, slots=True)
class Reader:
    """Follows the ways to read a line; every method takes one way and gives those that go on from it."""

    cut: Sequence[Token]
    likelihood: Likelihood

    def follow(self, start: Path, at: int) -> tuple[Path | None, int]:
        """Read on from a place that is in step, past a hole, until one way is left and is in step again.

        None if there is no way at all: then something else than a mirror was at work.
        """
        paths = [start]
        passed = False
        while at < len(self.cut) and paths:
            paths = _best(found for path in paths for found in self._step(path, at))
            passed = passed or self.cut[at].hole
            at += 1
            if passed and len(paths) == 1 and not paths[0].leads:
                return paths[0], at
        return self._ended(paths, at), at

    def _ended(self, paths: Sequence[Path], at: int) -> Path | None:
        """Choose at the end of a line, where a last byte may be missing without a trace."""
        ends = [path for path in paths if not path.leads]
        ends += (end for path in paths if path.leads for end in self._feed(path, _TRAILS, at - 1, SILENT))
        ends = [end._replace(cost=end.cost + self.likelihood.cost(end.tail, "\n")) for end in ends]
        ends.sort(key=_cost)
        if len(ends) > 1 and not _same(ends[0].read, ends[1].read):
            return ends[0]._replace(margin=min(ends[0].margin, ends[1].cost - ends[0].cost))
        return ends[0] if ends else None

    def _step(self, path: Path, at: int) -> Iterator[Path]:
        token = self.cut[at]
        if path.skip == at:
            yield path
        elif token.hole and token.syllable:
            yield from self._astride(path, at, token)
        elif token.hole:
            yield from self._lone(path, at, token)
        elif token.syllable:
            known = 0 in path.last or reads(pairs().get(path.last, ""), token.syllable)
            yield path if known else path._replace(cost=path.cost + MISREAD)
        else:
            yield from self._visible(path, at, token)

    def _visible(self, path: Path, at: int, token: Token) -> Iterator[Path]:
        """Take a character for its bytes, a narrow one also for the full-width one that it may have been."""
        narrow = "!" <= token.text <= "~"
        if not path.leads and (len(token.data) != 2 or narrow):
            yield self._say(path, token.text, at, at, None)
            return
        if len(token.data) <= 2:
            yield from self._run(path, token.data, at)
        if narrow:
            price = 0.0 if token.text in FULL else WIDENED
            wide = bytes((0xA3, token.data[0] + 0x80))
            yield from self._run(path._replace(cost=path.cost + price), wide, at)

    def _astride(self, path: Path, at: int, token: Token) -> Iterator[Path]:
        """Find the byte that makes, with the one before it, a character read so."""
        if len(path.leads) > 1:
            yield from self._feed(path, _LOST, at, RARE, token.syllable)
            return
        fits = {
            byte: character
            for byte in _LOST
            if reads(character := pairs().get((path.last[1], byte), ""), token.syllable)
        }
        prices = {byte: _price(character) for byte, character in fits.items()}
        for price in sorted(set(prices.values())):
            yield from self._feed(path, bytes(byte for byte in fits if prices[byte] == price), at, price)
        if not path.leads:
            said = self._say(path, "?", at, at, None)
            yield said._replace(cost=path.cost + LITERAL, read=Read(path.read, token.text, at, at, None))

    def _lone(self, path: Path, at: int, token: Token) -> Iterator[Path]:
        """Take a ``?`` for what it seems, for a byte, for two, or for a byte and a mark that went with it.

        Before a character, what was lost is no character either: it, and the byte that follows.
        """
        after = self.cut[at + 1] if at + 1 < len(self.cut) else None
        follows = after.data[0] if after and len(after.data) == 2 and after.text not in _MARKS else 0
        if not path.leads:
            yield self._say(path, token.text, at, at, None)
            if after and after.hole and not after.syllable:  # a full-width space, byte by byte
                said = self._say(path, "\u3000", at, at + 1, None)
                yield said._replace(cost=path.cost + SPACE, skip=at + 1)
            if not follows:
                yield from self._feed(path, _LOST, at, LONE)
            return
        yield from self._run(path, FULL["?"].encode("gbk"), at)
        one, two = (OTHER, 0.0) if follows else (0.0, 0.0 if after and after.hole else OTHER)
        lost = bytes(byte for byte in _LOST if follows in nothing(byte)) if follows else _LOST
        for found in self._fewest(path, lost, at):
            yield found._replace(cost=found.cost + one)
            for mark in "，（：；":
                yield self._say(found._replace(cost=found.cost + EATEN), mark, at, at, None)
        for found in self._fewest(path, bytes(byte for byte in _LOST if nothing(byte)), at):
            if nothing(found.last[1]):
                yield from self._feed(found, nothing(found.last[1]), at, two)

    def _fewest(self, path: Path, choice: bytes, at: int) -> list[Path]:
        return nsmallest(FEW, self._feed(path, choice, at), key=_cost)

    def _run(self, path: Path, data: bytes, at: int) -> list[Path]:
        paths = [path]
        for byte in data:
            paths = [found for one in paths for found in self._feed(one, bytes([byte]), at)]
        return paths

    def _feed(self, path: Path, choice: bytes, at: int, price: float = 0.0, syllable: str = "") -> Iterator[Path]:
        """Take one byte, which can be any of `choice`; with a syllable, the character must be read so."""
        path = path._replace(cost=path.cost + price)
        if not path.leads:
            if choice[-1] in _LEADS:
                last = (path.last[1], choice[0] if len(choice) == 1 else 0)
                yield path._replace(last=last, leads=choice, first=at)
            return
        lost = Lost(path.leads, choice, syllable) if len(path.leads) + len(choice) > 2 else None
        if path.leads == choice == _LOST and not syllable:  # nothing of it is left
            characters = self.likelihood.followers(path.tail)
        else:
            characters = _characters(path.leads, choice, syllable)
        if lost and len(characters) > FEW:
            cost, tail = self.likelihood.cost, path.tail
            usual = self.likelihood.usual((path.leads, choice, syllable), characters)
            characters = nsmallest(FEW, usual, key=lambda one: cost(tail, one))
        for character in characters:
            yield self._say(path, character, path.first, at, lost)

    def _say(self, path: Path, text: str, first: int, last: int, lost: Lost | None) -> Path:
        wide = FULL.get(text, text)
        data = _bytes(wide)[-2:]
        return Path(
            path.cost + self.likelihood.cost(path.tail, wide),
            (path.tail + wide)[-2:],
            (data[0], data[1]) if len(data) > 1 else (path.last[1], data[0]),
            read=Read(path.read, text, first, last, lost),
            margin=path.margin,
        )


def _price(character: str) -> float:
    if not traditional(character):
        return UNLISTED
    return 0.0 if ordinary(character) else RARE


def _cost(path: Path) -> float:
    return path.cost


def _best(paths: Iterable[Path]) -> list[Path]:
    """Keep the cheapest way to each state, and no way that is much dearer than the best."""
    states: dict[tuple[bytes, str, int], Path] = {}
    for path in paths:
        state = (path.leads, path.tail, path.skip)
        known = states.setdefault(state, path)
        if path is not known:
            better, worse = (path, known) if path.cost < known.cost else (known, path)
            if not _same(better.read, worse.read):
                better = better._replace(margin=min(better.margin, worse.cost - better.cost))
            states[state] = better
    ranked = sorted(states.values(), key=_cost)
    followed: Counter[bytes] = Counter()
    best = []
    for path in ranked:
        followed[path.leads] += 1
        if followed[path.leads] <= MANY and path.cost <= ranked[0].cost + WIDE:
            best.append(path)
    return best


def _same(one: Read | None, other: Read | None) -> bool:
    while one and other and one is not other and one.text == other.text:
        one, other = one.before, other.before
    return one is other


def _repairs(path: Path, cut: Sequence[Token]) -> Iterator[ShiftRepair]:
    """Tell the runs of tokens that say something else than they show."""
    read: list[Read] = []
    node = path.read
    while node:
        read.append(node)
        node = node.before
    read.reverse()
    run: list[int] = []
    for i, one in enumerate(read):
        if run and one.first > read[run[-1]].last:
            yield _joined(run, read, cut, path.margin)
            run = []
        if one.first != one.last or one.text != cut[one.first].text:
            run.append(i)
    if run:
        yield _joined(run, read, cut, path.margin)


def _joined(run: Sequence[int], read: Sequence[Read], cut: Sequence[Token], margin: float) -> ShiftRepair:
    first, last = cut[read[run[0]].first], cut[read[run[-1]].last]
    text = "".join(read[i].text for i in run)
    doubtful = any(_doubtful(read[i], cut) for i in run)
    return ShiftRepair(first.start, last.end, text, 0.0 if doubtful else margin)


def _doubtful(one: Read, cut: Sequence[Token]) -> bool:
    """Say whether nothing but the text around tells a character, or a digit may have gone with its byte."""
    if one.lost is None:
        return cut[one.last].hole
    if len(one.lost.leads) > 1 and len(one.lost.trails) > 1 and not one.lost.syllable:
        return True
    after = cut[one.last + 1].text if one.last + 1 < len(cut) else ""
    return cut[one.last].hole and not cut[one.last].syllable and after.isdigit()
