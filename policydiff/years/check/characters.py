"""Rules on characters: what a wrong encoding, a mirror, a scan or a hurried hand leaves in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from policydiff.ingest.clean.encoding import ordinary, redecoded
from policydiff.ingest.mirror.pinyin import TONED, reads
from policydiff.text.script import script_of, to_simplified, to_traditional
from policydiff.years.check.model import Found, Year

_HAN = r"一-鿿㐀-䶿"

# ---------------------------------------------------------------- wrong encodings

# What reading in a wrong encoding leaves where bytes were lost for good: no text of this world holds it.
# Yes: 知识锟斤拷权, 烫烫烫; no: 锟 alone, 烫伤
_LOST_FOR_GOOD = re.compile(r"(?:锟斤拷|锟斤|斤拷|烫烫烫+|屯屯屯+|ï¿½)+")
# Signs between the characters of one garbled run.
_BETWEEN = re.compile(r"[\s\x21-\x7e]*")
# Yes: ä½ å¥½, ÖÐ¹ú; no: café, Zürich, ±5%
_LATIN = re.compile(r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{4,}")
_LEAST = 3  # characters that nobody writes, in a row: a name or an old word has one or two


def mojibake(year: Year) -> Iterator[Found]:
    """Text read in a wrong encoding: 鐭ヨ瘑浜ф潈, çŸ¥è¯†, 锟斤拷."""
    for start, end in _garbled(year.text):
        read = redecoded(year.text[start:end])
        yield year.found("mojibake", start, end, read=read[0] if read else "……")


def _garbled(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        spans = [m.span() for m in _LOST_FOR_GOOD.finditer(line)]
        spans += [m.span() for m in _LATIN.finditer(line) if redecoded(m[0].ljust(12, m[0][-1])) or _misread(m[0])]
        spans += [*_rare_runs(line), *_utf8_taken_for_gbk(line)]
        for start, end in _joined(sorted(spans), line):
            yield at + start, at + end
        at += len(line) + 1


def _misread(run: str) -> bool:
    """Whether the signs of a Latin run are the bytes of Chinese characters in UTF-8 or GB 18030."""
    data = b"".join(c.encode("latin-1" if c <= "\xff" else "cp1252", "ignore") for c in run)
    for encoding in ("utf-8", "gb18030"):
        found = data.decode(encoding, "ignore")
        if sum("一" <= c <= "龥" and ordinary(c) for c in found) * 2 >= len(found) > 1:
            return True
    return False


def _rare_runs(line: str) -> Iterator[tuple[int, int]]:
    """Runs of characters out of use, as GBK and Big5 show bytes that are not theirs.

    Private and unassigned signs break no run; a common character between two rare ones is garbled like them.
    """
    rare = [c > "\x7f" and not ordinary(c) and not c.isspace() and c not in "\ufffd" for c in line]
    at = 0
    while at < len(line):
        if not rare[at]:
            at += 1
            continue
        end, last = at, at
        while end < len(line) and end - last <= 2:
            last = end if rare[end] else last
            end += 1
        count = sum(rare[at : last + 1])
        run = line[at : last + 1]
        if count >= _LEAST and 2 * count >= len(run) and any("一" <= c <= "龥" for c in run) and not _is_script(run):
            yield at, last + 1
        at = last + 1


_REACH = 7  # characters on either side of a rare one that may be garbled with it


def _utf8_taken_for_gbk(line: str) -> Iterator[tuple[int, int]]:
    """Short runs around a rare character whose bytes in GB 18030 are whole characters in UTF-8: 鍋氬埌 is 做到.

    The bytes of real words are that by chance next to never.
    """
    for at, sign in enumerate(line):
        if sign <= "\x7f" or ordinary(sign) or sign == "\ufffd":
            continue
        around = [
            (start, end)
            for start in range(max(0, at - _REACH), at + 1)
            for end in range(at + 1, min(len(line), at + _REACH) + 1)
            if end - start >= _LEAST and _is_utf8(line[start:end])
        ]
        if around:
            yield max(around, key=lambda span: span[1] - span[0])


def _is_utf8(run: str) -> bool:
    try:
        read = run.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return False
    return len(read) > 1 and all("一" <= c <= "龥" and ordinary(c) for c in read)


def _is_script(run: str) -> bool:
    """Whether the characters are only those of the other script, or a row of one sign."""
    return all(ordinary(c) for c in to_simplified(run)) or len(set(run)) == 1


def _joined(spans: list[tuple[int, int]], line: str) -> Iterator[tuple[int, int]]:
    """Runs with only narrow signs or a character or two between them are one."""
    open_: tuple[int, int] | None = None
    for start, end in spans:
        if open_ and (start <= open_[1] + 3 or _BETWEEN.fullmatch(line[open_[1] : start])):
            open_ = open_[0], max(end, open_[1])
            continue
        if open_:
            yield open_
        open_ = start, end
    if open_:
        yield open_


# ---------------------------------------------------------------- single characters

# U+FFFD, private use, controls, noncharacters, the geta mark of a missing glyph. Yes: 知识\ufffd权; no: ■, tab
_LOST = re.compile(
    r"[\ufffd\ufffc\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\uffff\ufffe〓\U000f0000-\U0010fffd]+"
)


def lost_character(year: Year) -> Iterator[Found]:
    """Signs that stand for a character that was lost: U+FFFD, private use, controls, 〓."""
    for match in _LOST.finditer(year.text):
        yield _with_neighbours(year, "lost-character", match.start(), match.end(), sign=_named(match[0]))


# Yes: 知识?产权, 推动??发展, 产?权、; no: 为什么?因为 (a narrow mark of a question), 吗?
_QUESTION = re.compile(
    rf"(?<=[{_HAN}])\?+(?=[{_HAN}])|(?<=[{_HAN}])\?{{2,}}|\?{{2,}}(?=[{_HAN}])|(?<=[、，。；：“（《])\?+(?=[{_HAN}])"
)
_ASKED = re.compile(r"吗|呢|么|怎|如何|为何|谁|哪|几|多少|是否|何|啥|岂|难道|吧|不是|(.)[不没]\1|可不可|能不能|要不要")
_WIDE_QUESTION = re.compile(rf"(?<=[{_HAN}])？(?=[{_HAN}])")


def question_mark(year: Year) -> Iterator[Found]:
    """`?` between characters, as a failed conversion leaves it; not where a question is asked."""
    for match in _lost_to_marks(year.text):
        yield _with_neighbours(year, "question-mark", match.start(), match.end())


def _lost_to_marks(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_QUESTION, _WIDE_QUESTION):
        for match in pattern.finditer(text):
            sentence = re.split(r"[。！？；?\n]", text[max(0, match.start() - 60) : match.start()])[-1]
            asked = len(match[0]) == 1 and _ASKED.search(sentence)
            if not asked and (pattern is _QUESTION or _inside_a_word(text, match.start())):
                yield match


def _inside_a_word(text: str, at: int) -> bool:
    """Whether a wide question mark ends no sentence: what stands before it is no clause of four characters."""
    before = re.split(r"[，。！；：、？\n“（]", text[max(0, at - 12) : at])[-1]
    return len(before) < 3


# Yes: 产(chǎn), 局（jú）, ?quán), (lǜ; no: (TISC), （an）
_READING = re.compile(rf"(?P<before>.?)(?:[(（]\s?(?P<reading>{TONED})\s?[)）]|[?\ufffd]\s?(?P<bare>{TONED})\s?[)）])")


def reading_left(year: Year) -> Iterator[Found]:
    """Readings that a mirror put behind characters: 产(chǎn)权. A rare character's may be the issuer's own."""
    for match in _READING.finditer(year.text):
        before, syllable = match["before"], match["reading"] or match["bare"]
        rare = "㐀" <= before <= "鿿" and not ordinary(to_simplified(before)) and reads(before, syllable)
        if match["bare"] or not (rare or _own_annotation(year.text, match)):
            yield year.found("reading-left", match.start(), match.end(), reading=syllable)


def _own_annotation(text: str, match: re.Match[str]) -> bool:
    """Whether a text explains a word itself: “重”（zhòng）, 读作重（zhòng）."""
    return bool(re.search(r"[读音念]作?.{0,4}$|[”’」]$", text[max(0, match.start() - 6) : match.start("before") + 1]))


def other_script(year: Year) -> Iterator[Found]:
    """Stray characters of the other script: 知識 in a simplified text, 知识 in a traditional one."""
    script = script_of(year.text)
    if script is None:
        return
    convert, own = (to_simplified, _in_gb2312) if script == "simplified" else (to_traditional, _in_big5)
    turned = convert(year.text)
    stray = [
        i
        for i, (c, there) in enumerate(zip(year.text, turned, strict=True))
        if c != there and not own(c) and own(there)
    ]
    for _, run in groupby(enumerate(stray), lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        start, end = places[0], places[-1] + 1
        yield _with_neighbours(year, "other-script", start, end, right=turned[start:end])


def _in_gb2312(character: str) -> bool:
    """Whether a simplified text may have a character: GB 2312 holds 著, 乾 and 瞭, and not 產."""
    return bool(_code(character, "gb2312"))


def _in_big5(character: str) -> bool:
    """Whether a traditional text may: the first level of Big5 holds 后, 里 and 台; 机 and 国 are in the second."""
    return b"\xa1\x40" <= _code(character, "big5") <= b"\xc6\x7e"


def _code(character: str, encoding: str) -> bytes:
    return character.encode(encoding, "ignore")


# ---------------------------------------------------------------- half-width punctuation

# Yes: 加强指导,推进 (办法) 目标: ; no: 1,525, 16:00, PM2.5, http://, CO2(eq)
_NARROW = re.compile(
    rf"(?<=[{_HAN}”’》）%\d])[,;!?](?=[{_HAN}“‘《（\n]|$)|(?<=[{_HAN}”》）])[:.](?=[{_HAN}“《（\n]|$)|\((?=[{_HAN}])|(?<=[{_HAN}])\)|(?<=[{_HAN}])\((?=\d)"
)
_WIDE = str.maketrans(",;:!?().", "，；：！？（）。")
# Where so many clauses have them, they are the document's habit: one finding says so.
_HABIT = 10


def half_width(year: Year) -> Iterator[Found]:
    """Half-width punctuation among Chinese characters; one finding a clause, or one for all where it is a habit."""
    lost = {match.start() for match in _lost_to_marks(year.text)}
    by_clause: dict[str, list[re.Match[str]]] = {}
    for match in _NARROW.finditer(year.text):
        clause = year.clause_at(match.start())
        if match.start() not in lost:
            by_clause.setdefault(clause.id if clause else "", []).append(match)
    if len(by_clause) > _HABIT:
        everywhere = [m for matches in by_clause.values() for m in matches]
        yield _narrow(year, everywhere, "half-width-throughout")
    else:
        for matches in by_clause.values():
            yield _narrow(year, matches, "half-width")


def _narrow(year: Year, matches: list[re.Match[str]], code: str) -> Found:
    first = matches[0]
    signs = "".join(dict.fromkeys(m[0] for m in matches))
    values = {"signs": " ".join(signs), "wide": "".join(s.translate(_WIDE) for s in signs), "count": str(len(matches))}
    return _with_neighbours(year, code, first.start(), first.end(), **values)


def _with_neighbours(year: Year, code: str, start: int, end: int, **values: str) -> Found:
    """A finding that quotes a few characters around, since the sign alone is the same everywhere."""
    text = year.text
    left = max(text.rfind("\n", 0, start) + 1, start - 6)
    stop = text.find("\n", end)
    right = min(stop if stop >= 0 else len(text), end + 6)
    whole = year.found(code, left, right, around=text[left:right], **values)
    return Found(code=code, quote=whole.quote, start=start, clause=whole.clause, values=whole.values)


def _named(signs: str) -> str:
    return " ".join(dict.fromkeys("〓" if c == "〓" else f"U+{ord(c):04X}" for c in signs))


RULES = (mojibake, lost_character, question_mark, reading_left, other_script, half_width)
