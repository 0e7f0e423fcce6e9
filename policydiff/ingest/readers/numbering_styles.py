"""Automatic numbers as they stand on the page, in the styles of Word and of HTML.

The styles have the names and rules of ECMA-376 part 1 §17.18.59.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip

# The highest number that is written out in words: beyond it no document goes, and a file may say anything.
HIGHEST = 9999


def _positional(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _grouped(number: int, digits: str, units: str, *, zero: bool, elide: bool = False) -> str:
    """Write 一百零五: digits with their units; `zero` fills gaps, `elide` leaves out a one before its unit.

    >>> [_grouped(number, "零一二三四五六七八九", "十百千", zero=True) for number in (1105, 15)]
    ['一千一百零五', '十五']
    """
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(written)
            continue
        if gap and zero:
            written += digits[0]
        gap = False
        short = place and digit == 1 and (elide or (place == 1 and number < 20))
        written += ("" if short else digits[digit]) + (units[place - 1] if place else "")
    return written


def _counted(number: int, zero: str) -> str:
    """Write 二十三, but 一〇五 from a hundred on."""
    if number < 100:
        return _grouped(number, "零一二三四五六七八九", "十百千", zero=True)
    return _positional(number, zero + DIGITS[1:])


def _formal(number: int, digits: str, units: str) -> str:
    written = _grouped(number, digits, units, zero=True)
    return digits[1] + written if written.startswith(units[0]) else written


def roman(number: int) -> str:
    """Write a number in Roman numerals.

    >>> roman(14)
    'XIV'
    """
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """Write a letter; behind z comes aa, then bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)


def _one_of(first: int, count: int) -> Callable[[int], str]:
    """Give signs that stand side by side in Unicode; behind the last one plain digits go on."""
    return lambda number: chr(first + number - 1) if number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_CHINESE = "零一二三四五六七八九"
_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: _positional(n, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda n: _positional(n, "０１２３４５６７８９"),
    "chineseCounting": lambda n: _counted(n, "〇"),
    "taiwaneseCounting": lambda n: _counted(n, "○"),
    "chineseCountingThousand": lambda n: _grouped(n, _CHINESE, "十百千", zero=True),
    "taiwaneseCountingThousand": lambda n: _grouped(n, _CHINESE, "十百千", zero=True),
    "japaneseCounting": lambda n: _grouped(n, _CHINESE, "十百千", zero=False, elide=True),
    "koreanDigital2": lambda n: _positional(n, _CHINESE),
    "ideographDigital": lambda n: _positional(n, DIGITS),
    "japaneseDigitalTenThousand": lambda n: _positional(n, DIGITS),
    "taiwaneseDigital": lambda n: _positional(n, "○" + DIGITS[1:]),
    "chineseLegalSimplified": lambda n: _formal(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": lambda n: _formal(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "japaneseLegal": lambda n: _formal(n, "零壱弐参四伍六七八九", "拾百阡"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _one_of(0x3280, 10),
    "ideographParenthesized": _one_of(0x3220, 10),
    "decimalEnclosedCircle": _one_of(0x2460, 20),
    "decimalEnclosedCircleChinese": _one_of(0x2460, 20),
    "decimalEnclosedParen": _one_of(0x2474, 20),
    "decimalEnclosedFullstop": _one_of(0x2488, 20),
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda _: "",
}


def written(number: int, style: str) -> str:
    """Write a number in a style; an unknown style, and what a style cannot write, become digits.

    >>> [written(n, "chineseCountingThousand") for n in (1, 10, 15, 20, 101, 110, 1024)]
    ['一', '十', '十五', '二十', '一百零一', '一百一十', '一千零二十四']
    >>> written(105, "chineseCounting"), written(105, "japaneseCounting"), written(20, "ideographDigital")
    ('一〇五', '百五', '二〇')
    >>> written(3, "ideographTraditional"), written(21, "decimalEnclosedCircle"), written(28, "lowerLetter")
    ('丙', '21', 'bb')
    """
    write = _STYLES.get(style, str)
    if style in ("decimal", "none") or 0 < number <= HIGHEST:
        return write(number)
    return str(number)


def joined(label: str, text: str) -> str:
    r"""Put an automatic label before its text as one types it: a gap only where no punctuation parts them.

    >>> joined("第十条", "国家保护秘密。"), joined("（一）", "总体要求"), joined("1.", "2020年任务")
    ('第十条\u3000国家保护秘密。', '（一）总体要求', '1.2020年任务')
    """
    text = text.lstrip()
    ends_bare = label[-1:].isalnum() and not unicodedata.decomposition(label[-1])  # ① decomposes into 1
    gap = "\u3000" if ends_bare and text and not text.startswith("\u3000") else ""
    return f"{label}{gap}{text}"
