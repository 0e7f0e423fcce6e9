"""Numbers as Chinese documents write them: Arabic, Han, mixed, fractions.

Only tight spans are read here, never running text: 统一部署 holds no number. What is a quantity in a sentence
is `facts.quantities`' business.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGIT_FORMS = {
    0: "零〇○", 1: "一壹", 2: "二两贰兩貳倆俩", 3: "三叁參", 4: "四肆", 5: "五伍", 6: "六陆陸", 7: "七柒",
    8: "八捌", 9: "九玖",
}  # fmt: skip
_DIGITS = {form: value for value, forms in _DIGIT_FORMS.items() for form in forms}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_ZEROS = frozenset(_DIGIT_FORMS[0])

# The Han digits of labels, dates and plain counts, for the character class of a pattern.
HAN = "零〇○一二两三四五六七八九十百千"

# Full-width digits and signs, one character for one, so that offsets stay true.
FOLD = str.maketrans("０１２３４５６７８９．％，－＋／", "0123456789.%,-+/")

# 1,050,000.5 | 1,05
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_APART = re.compile(r"\d\s+\d")  # 1 234 | 一百 五十
_VAGUE = re.compile(r"(?<=.)[多余餘几幾](?=[万萬亿億]|$)")  # 一千多万 | 多


def read_number(written: str, *, elliptic: bool = True) -> float | None:
    """The value of a written number, or None where the span is not a number and nothing else.

    多 and 余 are left out of the value (一千多万 is 10 000 000); the comparator that they make is not a number's
    matter. An omitted last unit is understood (两千四百五 is 2450) where `elliptic`; the number of a label omits none.

    >>> read_number("8300"), read_number("１，０５０.5"), read_number("一千二百零三"), read_number("4.78万亿")
    (8300.0, 1050.5, 1203.0, 4780000000000.0)
    >>> read_number("三分之一"), read_number("十点五"), read_number("一点"), read_number("统一")
    (0.333333, 10.5, None, None)
    """
    folded = written.translate(FOLD)
    if _APART.search(folded):
        return None
    text = _VAGUE.sub("", "".join(folded.split()))
    negative = text[:1] in ("-", "负", "負") and len(text) > 1
    value = _fraction(text[1:] if negative else text, elliptic=elliptic)
    if value is None:
        return None
    return round(float(-value if negative else value), 6)


def _fraction(text: str, *, elliptic: bool) -> Decimal | None:
    whole, mixed, part = text.rpartition("又")
    bottom, over, top = part.partition("分之")
    if not over:
        top, over, bottom = part.partition("/")
    if not over:
        return None if mixed else _decimal(part, elliptic=elliptic)
    base, numerator, denominator = (_decimal(t, elliptic=elliptic) if t else None for t in (whole, top, bottom))
    if numerator is None or not denominator or (mixed and base is None):
        return None
    return (base or 0) + numerator / denominator


def _decimal(text: str, *, elliptic: bool) -> Decimal | None:
    whole, point, rest = text.replace("點", "点").partition("点")
    value = _integer(whole, elliptic=elliptic)
    if not point or value is None:
        return value
    if not rest or any(c not in _DIGITS for c in rest):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[c]) for c in rest))


def _integer(text: str, *, elliptic: bool) -> Decimal | None:
    """Arabic and Han digits with 十百千 and 万亿兆 behind them."""
    total = section = Decimal(0)
    current: Decimal | None = None
    unit, largest, omitted, at = 0, 0, False, 0
    while at < len(text):
        token = _token(text, at)
        at += len(token)
        if token in _STEPS:
            unit = _STEPS[token]
            section += (current or 1) * unit
            current, omitted = None, True
        elif token in _SCALES:
            unit, chunk = _SCALES[token], section + (current or 0)
            if not chunk and not total:
                return None
            # 一万五千亿 is 15 000 亿: what was counted in smaller scales belongs to a larger one behind it.
            larger = unit > largest or not chunk
            total = (total + chunk) * unit if larger else total + chunk * unit
            largest, section, current, omitted = max(unit, largest), Decimal(0), None, True
        else:
            value = _digits(token)
            if value is None:
                return None
            omitted = omitted and token in _DIGITS and token not in _ZEROS and current is None
            current = value
    if current and omitted and elliptic:
        current *= Decimal(unit) / 10
    return total + section + (current or 0) if text else None


def _token(text: str, at: int) -> str:
    arabic = _ARABIC.match(text, at)
    if arabic and arabic[0]:
        return arabic[0]
    end = at
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    # In 一千零五 the zero only says that a place is empty; the five behind it is a token of its own.
    return text[at] if end - at < 2 or text[at] in _ZEROS else text[at:end]


def _digits(token: str) -> Decimal | None:
    """A run of Arabic digits, or of Han digits in place notation (二〇二〇)."""
    try:
        return Decimal("".join(str(_DIGITS.get(c, c)) for c in token if c != ","))
    except InvalidOperation:
        return None
