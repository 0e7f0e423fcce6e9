"""Copies by mirror sites, which put the reading of many characters in brackets behind them.

Such a site turns a simplified text to traditional script, annotates it, makes its punctuation narrow and
damages it (see `byte_shift`), all by machine, so all can be repaired by rule. What the issuer wrote in brackets
stays: a reading goes only where it is that of a traditional character, or of one that is annotated
throughout. The script is repaired apart from this, by `script`, when furniture has been left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_letters

from policydiff.ingest.mirror.byte_shift import FULL, ShiftRepair, behind, repair_line
from policydiff.ingest.mirror.likelihood import Likelihood
from policydiff.ingest.mirror.pinyin import THROUGHOUT, TONED, readings, reads
from policydiff.ingest.mirror.script import simplified, traditional
from policydiff.ingest.patches import Patch, TracedText
from policydiff.model import Note

# A place that is out of step takes a millisecond or two; the worst copies at hand have 1,200 of them.
MOST = 10_000

_LOST = re.compile("[?\ufffd]")
# Full-width spaces that were read byte by byte: before a line, behind its label, or two of them anywhere.
# Yes: "????第一條", "第一章??總則", "一、?為了", "1.2??範圍", "目????錄";
# no: "為了誰?依靠誰?", "第三條規定?", "第三條?fàn)顩r", "我?(hé)????镔"
_INDENT = re.compile(
    r"^(?P<indent>[?\ufffd]*)"
    r"(?:(?:第[一二三四五六七八九十百千零\d]+[條章節編条节编款]|[一二三四五六七八九十]+、|附件\d*[:：]?)"
    r"(?P<gap>[?\ufffd]{1,4})(?=[一-龥])"
    r"|\d+(?:[.．]\d+)*[.．]?(?P<numbered>(?:[?\ufffd]{2}){1,2})(?=[一-龥]))?"
    r"|(?<![?\ufffd)）])(?P<wide>(?:[?\ufffd]{4})+)(?![?\ufffd]|[(（]? ?[A-Za-zà-ǜ]{1,6}[1-5]? ?[)）])",
    re.MULTILINE,
)
# A reading behind a letter of a reading: what the mirror put there was searched like the rest. Yes: "(ōu(zī))"
_NESTED = r"(?<=[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[(（] ?{syllable} ?[)）](?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]*[1-5]? ?[)）])"
# A reading whose first letter was a capital with a tone mark, which GBK does not hold.
# Yes: "愛(?i)", "額(?)"; no: "(?,F)"
_HEADLESS = re.compile(r"(?<=([一-龥]))[(（] ?[?\ufffd]([a-z]{0,3}) ?[)）]")
# A wide bracket that a lone byte before it swallowed: A3 A8 is （, so A8 makes a sign with the letter behind it.
# Yes: "彛╤òng)", of which h is the letter; no: "╤═╤"
_SIGNS = {bytes((0xA8, ord(one))).decode("gbk"): one for one in ascii_letters}
_SWALLOWED = re.compile(rf"([^\x00-\x3e\x40-\x7f])([{re.escape(''.join(_SIGNS))}])(?=([^\W\d_]{{0,5}}[1-5]?) ?[)）])")
# What makes a sentence a question. Yes: "我們是為了誰", "行不行呢"; no: "全面貫徹"
_QUESTION = re.compile(
    "[嗎吗呢誰谁哪吧]|[什甚]麼|什么|怎|如何|[為为]何|何[以種种]|多少|[是能可]否|[難难]道|[幾几][個个項项]|不[是能可行要]"
)
_CLOSING = "”’」』）)》"
# Yes: "http://www.cnipa.gov.cn/a?b=1", "iprdaily.com:80", "a@b.cn"; no: "标题:关于"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]+|[\w.]+@[\w.]+|\b[\w-]+(?:\.[a-z]{2,})+(?::\d+)?(?:/[\x21-\x7e]*)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place of the source, ``raw[start:end]``, that was repaired without proof or not at all."""

    start: int
    end: int
    repaired: bool


def repair(traced: TracedText, syllable: str) -> tuple[TracedText, tuple[Doubt, ...]]:
    """Repair what a mirror did, but for the script; `syllable` is what `pinyin.annotation` found."""
    traced = traced.patched(_nested(traced.text, syllable))
    traced = traced.patched(_headless(traced.text))
    traced = traced.patched(_swallowed(traced.text, syllable))
    dropped = tuple(_dropped(traced.text, syllable))
    traced = traced.patched(dropped)
    traced = traced.patched(_spaces(traced.text))
    repairs = _shifts(traced.text, syllable)
    doubts = [
        Doubt(*traced.source(one.start, one.end), repaired=_changed(traced.text, one))
        for one in repairs
        if not one.sure or dropped  # then whole characters may have gone too
    ]
    traced = traced.patched(
        Patch(one.start, one.end, one.text, "mirror-shift") for one in repairs if _changed(traced.text, one)
    )
    traced = traced.patched(_readings(traced.text, syllable))
    traced = traced.patched(_widths(traced.text))
    known = {doubt.start for doubt in doubts}
    doubts += (
        Doubt(traced.starts[at], traced.ends[at], repaired=False)
        for at in _left(traced.text, syllable)
        if traced.starts[at] not in known
    )
    return traced, tuple(sorted(doubts, key=lambda doubt: doubt.start))


def notes(traced: TracedText, doubts: Iterable[Doubt]) -> Iterator[Note]:
    """Tell the doubts that are still of concern when all has been done: not those in what was left out."""
    for doubt in doubts:
        after = traced.after(doubt.start, doubt.end)
        if after:
            before = traced.raw[doubt.start : doubt.end]
            code = "mirror-doubt" if doubt.repaired else "mirror-unrepaired"
            yield Note(code, None, (("before", before), ("after", after), ("start", str(doubt.start))))


def _changed(text: str, one: ShiftRepair) -> bool:
    return text[one.start : one.end] != one.text


def _left(text: str, syllable: str) -> Iterator[int]:
    """Find every ``?`` that is neither repaired nor a question mark, and every reading that is of no character."""
    addresses = _addresses(text)
    yield from (found.start() for found in _LOST.finditer(text) if found.start() not in addresses)
    if syllable == TONED:
        for found in re.finditer(rf"(?<=(.))(?:[(（] ?|(?<![(（ A-Za-zà-ǜ]))({syllable}) ?[)）]", text):
            if not reads(found[1], found[2]):
                yield found.start()


def _nested(text: str, syllable: str) -> Iterator[Patch]:
    nested = re.compile(_NESTED.format(syllable=syllable))
    return (Patch(found.start(), found.end(), "", "mirror-reading") for found in nested.finditer(text))


def _headless(text: str) -> Iterator[Patch]:
    for found in _HEADLESS.finditer(text):
        character, rest = found[1], found[2]
        if traditional(character) and any(
            letters[0] in "aeo" and letters[1:] == rest for letters, _ in readings(character)
        ):
            yield Patch(found.start(), found.end(), "", "mirror-reading")


def _swallowed(text: str, syllable: str) -> Iterator[Patch]:
    """Give back the bracket, so that the place looks as one with a narrow bracket does."""
    for found in _SWALLOWED.finditer(text):
        first, letter = found[1].encode("gbk", "replace"), _SIGNS[found[2]]
        if first[1:] in (b"", b"\xa3") and re.fullmatch(syllable, letter + found[3]):
            yield Patch(found.start(), found.end(), f"?({letter}")


def _dropped(text: str, syllable: str) -> Iterator[Patch]:
    """Put a ``?`` where a lone byte went without one: before a reading that is not of the character before it.

    A reading that the character has wherever it stands is the mirror's own idea of it.
    """
    if syllable != TONED or re.search(rf"[?\ufffd][(（]? ?{syllable} ?[)）]", text):
        return
    for found in re.finditer(rf"(?<=([^\x00-\x7f（]))([(（] ?)?({syllable}) ?[)）]", text):
        character, bracket, reading = found.groups()
        if (bracket and reads(character, reading)) or not any(behind(character.encode("gbk", "replace")[-1], reading)):
            continue
        always = traditional(character) and text.count(character + found[0]) == text.count(character) > 1
        if not (bracket and always):
            yield Patch(found.start(), found.start() + 1, "?" + found[0][0])


def _spaces(text: str) -> Iterator[Patch]:
    for found in _INDENT.finditer(text):
        if found["indent"]:
            yield Patch(*found.span("indent"), "", "mirror-space")
        for gap in ("gap", "numbered", "wide"):
            if found[gap]:
                yield Patch(*found.span(gap), "\u3000" * -(-len(found[gap]) // 2), "mirror-space")


def _shifts(text: str, syllable: str) -> list[ShiftRepair]:
    """Repair what is out of step; twice, because what was repaired surely teaches how to repair the rest."""
    if len(_LOST.findall(text)) > MOST:
        return []
    reading = re.compile(rf"[(（] ?{syllable} ?[)）]")
    repairs: list[ShiftRepair] = []
    for _ in range(2):
        if repairs and all(one.sure for one in repairs):
            break
        sound = reading.sub("", _applied(text, repairs))
        repairs = list(_pass(text, Likelihood(sound, simplified), syllable))
    return repairs


def _applied(text: str, repairs: list[ShiftRepair]) -> str:
    """Give the text with what was repaired; a doubtful place stays as it is, and nothing is learned there."""
    sure = (Patch(one.start, one.end, one.text) for one in repairs if one.sure)
    return TracedText.of(text).patched(sure).text


def _pass(text: str, likelihood: Likelihood, syllable: str) -> Iterator[ShiftRepair]:
    """Repair line by line; an address with a ``?`` in it is in step, and parts a line in two."""
    at = 0
    for line in text.split("\n"):
        if _LOST.search(line):
            begin = 0
            for end, after in (*(found.span() for found in _ADDRESS.finditer(line)), (len(line), 0)):
                for one in repair_line(line[begin:end], likelihood, syllable):
                    yield one._replace(start=at + begin + one.start, end=at + begin + one.end)
                begin = after
        at += len(line) + 1


def _readings(text: str, syllable: str) -> Iterator[Patch]:
    """Take away the readings that the mirror put there."""
    found = list(re.finditer(rf"(?<=(.))[(（] ?({syllable}) ?[)）]", text))
    behind = Counter(match[1] for match in found)
    for match in found:
        character, reading = match[1], match[2]
        if character.isascii():  # the second byte of what the mirror took for a character
            character = _joined(text[max(0, match.start() - 2) : match.start()])
        foreign = traditional(character) and (syllable == TONED or reads(character, reading))
        if foreign or (reads(character, reading) and behind[character] >= max(2, THROUGHOUT * text.count(character))):
            yield Patch(match.start(), match.end(), "", "mirror-reading")


def _joined(two: str) -> str:
    """Join the last byte of a character and the ASCII sign behind it: 站| holds 緗, whose bytes are BE 7C."""
    found = two.encode("gbk", "ignore")[-2:].decode("gbk", "ignore")
    return found if len(found) == 1 else " "


def _widths(text: str) -> Iterator[Patch]:
    """Make punctuation full-width again, but for numbers, addresses and Latin text.

    A mark that also stands in its full width was not touched by the mirror.
    """
    narrow = {mark for mark, full in FULL.items() if text.count(full) <= 0.1 * text.count(mark)}
    addresses = _addresses(text)
    partner = dict(_brackets(text))
    for match in re.finditer(r"[,:;()?!]", text):
        at, mark = match.start(), match[0]
        if mark not in narrow or at in addresses or (mark == "?" and not _asks(text, at)):
            continue
        bracket = at in partner and _latin_bracket(text, *sorted((at, partner[at])))
        if not (bracket if mark in "()" else _latin(text, at)):
            yield Patch(at, at + 1, FULL[mark], "mirror-width")


def _addresses(text: str) -> set[int]:
    return {at for found in _ADDRESS.finditer(text) for at in range(found.start(), found.end())}


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Pair the brackets of each line, both ways."""
    opened: list[int] = []
    for match in re.finditer(r"[()\n]", text):
        if match[0] == "\n":
            opened.clear()
        elif match[0] == "(":
            opened.append(match.start())
        elif opened:
            yield match.start(), opened[-1]
            yield opened.pop(), match.start()


def _latin_bracket(text: str, start: int, end: int) -> bool:
    """Say whether a bracket is part of a Latin run: f(x), but not 中心(TISC) nor 指引(2020)."""
    before = text[max(0, start - 20) : start].rstrip(" ")[-1:]
    return before.isascii() and before.isalnum() and text[start + 1 : end].isascii()


def _latin(text: str, at: int) -> bool:
    """Say whether a mark stands in a number or in Latin text."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if before.isdigit() and after.isdigit() and before.isascii():
        return text[at] != "," or re.match(r"\d{3}(?!\d)", text[at + 1 : at + 5]) is not None
    if after == " ":
        after = text[at + 2 : at + 3]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def _asks(text: str, at: int) -> bool:
    """Say whether a question mark is one: its sentence asks, or ends there."""
    after = text[at + 1 : at + 2]
    if not after or after in "\n" + _CLOSING:
        return True
    start = max(text.rfind(mark, max(0, at - 200), at) for mark in "\n。?!;？！；") + 1
    return _QUESTION.search(text, start, at) is not None
