"""The pinyin that a mirror puts behind a character, and whether the character is read so.

The table of readings is pypinyin's; it loads in a third of a second, so only mirror copies pay for it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from policydiff.ingest.mirror.script import simplified, traditional

MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêńňǹḿ"

# A syllable with its tone, by mark or by digit or light, as it stands inside the brackets.
# Yes: dòng, Huì, xian4, men; no: TISC, an, PM2, CO2, etc
TONED = (
    r"(?:[Mm]en|[Mm]e|[Mm]a|[Bb]ei|[Dd]a|[Ll]e|[Zz]he|[Ll]uo|"  # the light syllables of 們麼嗎唄墶餎著囉
    rf"(?=[A-Za-zü]{{0,5}}[{MARKED}{MARKED.upper()}]|[A-Za-z]?[a-zü]{{0,5}}[1-5])"  # a tone somewhere
    rf"(?=[A-Za-z]{{0,2}}[aeiouüvAEO{MARKED}{MARKED.upper()}])"  # a vowel, third at the latest
    rf"[A-Za-z{MARKED}{MARKED.upper()}][a-zü{MARKED}]{{0,5}}[1-5]?)"
)
# A syllable without its tone. Yes: dong, Hui; no: TISC has capitals, bcd no vowel, guidance is too long
PLAIN = r"(?:(?=[A-Za-zü]{0,2}[aeiouüvAEO])[A-Za-z][a-zü]{0,5})"

# Three annotated characters could be a text's own; a mirror annotates all of a kind, or dozens. A reading that
# has lost its bracket counts twice: ?fàn) is nobody's way of writing.
FEW, MANY = 3, 12
THROUGHOUT = 0.8  # of a character's places: the rest are lost to shifts and to furniture
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


@lru_cache(maxsize=4096)
def parse(syllable: str) -> tuple[str, int | None]:
    """Split a syllable into its letters and its tone (5 is the light one, None if it has none).

    >>> parse("Xiàn"), parse("xian4"), parse("lǜ "), parse("hui")
    (('xian', 4), ('xian', 4), ('lü', 4), ('hui', None))
    """
    letters: list[str] = []
    tone: int | None = None
    for c in unicodedata.normalize("NFD", syllable.strip().lower()):
        if c in _TONES:
            tone = _TONES[c]
        elif c.isdigit():
            tone = int(c)
        elif c == "\u0308":
            letters[-1] = "ü"
        else:
            letters.append(c)
    return "".join(letters).replace("v", "ü"), tone


@cache
def readings(character: str) -> frozenset[tuple[str, int | None]]:
    """Every reading of a character; none for what is not one.

    >>> sorted(readings("調"))
    [('diao', 4), ('tiao', 2), ('zhou', 1)]
    """
    from pypinyin.constants import PINYIN_DICT

    listed = PINYIN_DICT.get(ord(character), "") if character else ""
    return frozenset((letters, tone or 5) for letters, tone in (parse(one) for one in listed.split(",") if one))


def reads(character: str, syllable: str) -> bool:
    """Say whether the character can be read so. A syllable without a tone agrees with any.

    >>> reads("現", "xiàn"), reads("現", "Xian4 "), reads("現", "fàn"), reads("F", "xiàn")
    (True, True, False, False)
    """
    letters, tone = parse(syllable)
    return any(letters == known and tone in (None, of) for known, of in readings(character))


def annotation(text: str) -> str | None:
    """Tell a mirror copy by its annotations; give the pattern of a syllable in them, None for no mirror.

    >>> annotation("國家知識(shí)產(chǎn)權(quán)局關(guān)于") == TONED
    True
    >>> annotation("“重”有两个读音：重(zhòng)要、重(chóng)新；新建支持中心(TISC)") is None
    True
    """
    if "(" not in text and "（" not in text:
        return None
    found = {syllable: _behind(text, syllable) for syllable in (TONED, PLAIN)}
    # without tones, the light syllables alone look toned: the many decide
    for syllable in sorted(found, key=lambda one: -len(found[one])):
        # not a rare character that both scripts write: its reading may be the issuer's, for a name
        foreign = [one for one in found[syllable] if traditional(one[0]) and simplified(one[0]) != one[0]]
        astride = len(re.findall(rf"[?\ufffd]{syllable}[)）]", text)) if syllable == TONED else 0
        least = FEW if syllable == TONED else MANY
        if not foreign or len(foreign) + 2 * astride < least or len(foreign) < THROUGHOUT * len(found[syllable]):
            continue
        places = sum(text.count(character) for character in {character for character, _ in foreign})
        if len(foreign) + 2 * astride < MANY and len(foreign) < THROUGHOUT * places:
            continue
        if sum(reads(*one) for one in foreign) >= THROUGHOUT * len(foreign):
            return syllable
    return None


def _behind(text: str, syllable: str) -> list[tuple[str, str]]:
    return [
        (text[match.start() - 1], match[1])
        for match in re.finditer(rf"[(（] ?({syllable}) ?[)）]", text)
        if match.start() and "一" <= text[match.start() - 1] <= "龥"
    ]
