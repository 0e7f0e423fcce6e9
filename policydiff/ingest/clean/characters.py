"""Characters that are no word of the issuer's: what a font, a typist's table or a program put in their place.

One clean-up for every reader, by rules that look at the character and what stands right beside it. What cannot be
told for sure (digits that OCR tore apart) stays, and is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from policydiff.ingest.patches import Patch
from policydiff.model import Note
from policydiff.text.tables import CELL_BREAK, TAB

# The characters that take no space of their own between them: ideographs, kana, full-width forms and the
# punctuation of Chinese text.
CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·"

# Zero-width marks, direction marks and soft hyphens steer a page's layout and say nothing.
INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_CONTROLS = dict.fromkeys(c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A))
# An em wide is what Chinese text calls one space; the narrower ones are a Latin space.
_SPACES = {0x2001: "\u3000", 0x2003: "\u3000"} | dict.fromkeys(
    [0xA0, 0x1680, 0x2000, 0x2002, *range(0x2004, 0x200B), 0x202F, 0x205F], " "
)
_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_TIDY = _CONTROLS | INVISIBLE | _SPACES | _BREAKS


def tidy(text: str) -> str:
    """Take out what cannot be seen, and make every kind of space one of two.

    >>> tidy("第一\u200b条\u2003为了\u00a0加强")
    '第一条\u3000为了 加强'
    """
    return text.translate(_TIDY)


_DIGITS = "0123456789+-"
_RAISED, _LOWERED = (str.maketrans(_DIGITS, signs) for signs in ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋"))


def raised(text: str, *, up: bool) -> str:
    """Digits that stand higher or lower than the line, as the signs that say so; other text as it is.

    >>> raised("4", up=True), raised("2", up=False), raised("2.5", up=False), raised("[1]", up=True)
    ('⁴', '₂', '2.5', '[1]')
    """
    own = text.strip()
    return own.translate(_RAISED if up else _LOWERED) if own and all(char in _DIGITS for char in own) else text


# ---------------------------------------------------------------- forms that mean another character

# Fonts often map a character's shape to the radical that looks the same; nobody types radicals. The first block
# of them, U+2F00 to U+2FDF, has its equivalents in Unicode's own decompositions, the second one has not.
_RADICALS = dict(
    zip(
        "⺁⺆⺇⺈⺊⺋⺌⺍⺎⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻰⻱⻳",
        "厂冂几刀卜㔾小小尢尣巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糸纟罓罒羊羊老肀聿月臼艹艹艹虎西见角讠贝车辶辶辶阝钅镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾齐歯齿龙龟龟",
        strict=True,
    )
)
# Signs of the fonts Symbol and Wingdings that came along as their codes (U+F0xx), as they stand before lines.
SYMBOLS = dict(
    zip("\uf06c\uf06e\uf06f\uf071\uf075\uf077\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf0fe", "●■□□◆◆•▪□•➢✓☑", strict=True)
)
# The marks that only look like others, one for one.
_ALIKE = {"〜": "～", "∼": "～", "˜": "～", "｡": "。", "､": "、", "｢": "「", "｣": "」", "･": "·"}
# Punctuation that Chinese text writes full-width; of the small and the upright forms that is what is meant.
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_UPRIGHT = {"︰": "：", "︱": "—", "︲": "–", "︳": "_", "︴": "_", "︙": "…"}
_KNOWN = _RADICALS | SYMBOLS | _ALIKE | _UPRIGHT
# What chooses among the forms of the character before it; no text needs it.
_SELECTORS = "\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Kangxi and supplement radicals, compatibility ideographs, ligatures, upright and small forms, symbols of fonts.
# Yes: ⽬, ⻄, 不 (U+F967), ﬁ, ︵, ﹪, U+F06C; no: 目, ０, ㎡, ①, ％
_FORM = re.compile(
    "[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe6b"
    rf"{''.join(SYMBOLS)}{''.join(_ALIKE)}]+|(?P<selectors>[{_SELECTORS}]+)"
)


def _meant(character: str) -> str:
    """What a form stands for; the character itself where it stands for itself.

    >>> [_meant(one) for one in ("⽬", "⻄", "\uf967", "﹪", "﹙", "〜", "\uf06c")]
    ['目', '西', '不', '%', '（', '～', '●']
    """
    known = _KNOWN.get(character)
    return known if known is not None else unicodedata.normalize("NFKC", character).translate(_FULL)


def meant(text: str) -> str:
    """The text with every such form as the character that it stands for.

    >>> meant("⼀、⽬标"), meant("﹙一﹚指导思想")
    ('一、目标', '（一）指导思想')
    """
    return _FORM.sub(lambda found: "" if found["selectors"] else "".join(map(_meant, found[0])), text)


# The units before which a raised dot is a decimal point. Yes: 1·2万人次, 9·5%; no: “3·15”晚会, 7·20特大暴雨
_POINT = re.compile(
    r"(?<=\d)[·•‧∙・⋅](?=\d+\s?(?:[%％‰万亿倍元米吨亩岁千百]|个百分点|公[里顷斤]|平方|立方|小时|摄氏度))(?![·•‧∙・⋅]\d+[·•‧∙・⋅])"
)
_SPACE = re.compile(f"[{''.join(map(chr, _SPACES))}]")
_SPACE_IN_ROW = re.compile(f"[{''.join(chr(c) for c in _SPACES if chr(c) != CELL_BREAK)}]")
# A line without the spaces around it, which go in any case.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def cleaned(text: str) -> Iterator[Patch]:
    r"""What stands for another character, as patches: rules "character" and "space".

    >>> [(p.start, p.after, p.rule) for p in cleaned("⼈均2·8万元，\u00a0下降3〜5﹪")]
    [(0, '人', 'character'), (3, '.', 'character'), (8, ' ', 'space'), (12, '～', 'character'), (14, '%', 'character')]
    """
    found = [(*m.span(), meant(m[0]), "character") for m in _FORM.finditer(text)]
    found += [(*m.span(), ".", "character") for m in _POINT.finditer(text)]
    for line in _LINE.finditer(text):
        spaces = _SPACE_IN_ROW if TAB in line[0] else _SPACE
        found += [(*m.span(), _SPACES[ord(m[0])], "space") for m in spaces.finditer(text, *line.span())]
    return (Patch(*one) for one in sorted(found) if text[one[0] : one[1]] != one[2])


# ---------------------------------------------------------------- doubts

# Digits that a space tears apart, which are no label before a number.
# Yes: 1 525所, 9. 5%, 1 0个工作日, 8 300万人; no: 2020 1, 第1 2号, 12 34, 1. 5个工作日内办结
_TORN = re.compile(
    r"(?!^)(?<![\d.])(?:\d{1,3}(?: \d{3}){1,4}|\d{1,2}(?: \d){1,3}|\d+(?:\. | \.| \. )\d+)"
    r"(?=\s?(?:[%％‰万亿个人家件项元所座名种年月日天]|公里|个百分点))",
    re.MULTILINE,
)


def torn_digits(text: str) -> Iterator[Note]:
    """Tell of numbers that a space tears apart, as OCR does; nobody but a reader knows what they are.

    >>> [dict(note.values)["text"] for note in torn_digits("学校达到1 525所，增长9. 5%，压减至1 0个工作日，2020年 3月")]
    ['1 525', '9. 5', '1 0']
    """
    for found in _TORN.finditer(text):
        yield Note("digits-torn", None, (("text", found[0]), ("start", str(found.start()))))
