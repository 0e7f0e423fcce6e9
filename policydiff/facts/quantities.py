"""Numeral + unit in running text: comparators, ranges, percentages, fractions, 翻番.

What is no quantity is left out here: dates (2020年, 6月底), ordinals (第三批), names (C919, “8337”, 2×35万千瓦) and
Han numerals that only count what the text lists (三大攻坚战, 四个方面).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.facts.lexicon import COUNTABLE_OBJECT, COUNTABLE_VERB, either
from policydiff.facts.measures import BEFORE, BEHIND, HARD, OTHER_WORD, UNIT, Dimension, dimension_of
from policydiff.model import Comparator, Direction
from policydiff.text.official.numbers import HAN, read_number

# Widths, one character for one; the full-width comma stays, it parts phrases.
_FOLD = str.maketrans("０１２３４５６７８９．％﹪－＋／\n", "0123456789.%%-+/\u3000")
# Half-width stops of web copies become full-width, but not the comma inside 1,050.
_ASCII_STOP = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()?!]")
_WIDEN = str.maketrans(",:;()?!", "，：；（）？！")
# The number of a note: 8个[1], 20名① | [2020]4号
NOTE_MARK = re.compile(r"[\[［]\d{1,2}[\]］](?!\d|号)|(?<=[\u4e00-\u9fff%％])[①-⑳](?=[，。；、]|[\u4e00-\u9fff]|$)")

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# 一千二百 | 千瓦, 百分点
_HAN_RUN = r"(?:[一二两三四五六七八九十零〇]|百(?!分)|千(?![瓦克米伏]))"
_HAN = rf"{_HAN_RUN}+(?:[万亿]零?{_HAN_RUN}+)*(?:点[一二三四五六七八九零〇]+)?"
_NUMBER = rf"(?:{_ARABIC}|{_HAN})"
# 3千家 | 3千瓦; 5百家 | 5百分点
_SCALE = r"(?:万亿|百万|千万|万|亿|千(?![瓦克米伏])|百(?!分))"
# What goes on behind a scale of Arabic digits: 4亿5000万, 12亿5千万, 3万5000, 1万5000亿 | 5亿2024年
_GOES_ON = (
    r"(?:(?<=亿)零?\d+(?:\.\d+)?[多余]?[千百十]?[多余]?万(?:\d{4}(?![\d年]))?|(?<=万亿)\d{1,4}亿"
    r"|(?<=万)(?:\d{4}(?:\.\d+)?[多余]?亿|[1-9]\d{3}(?![\d年])|零[1-9]\d{2}(?!\d)|[1-9]千亿?(?![瓦克米伏])))"
)

# Neither part of a name or a longer number (C919, 第3批, 前10名, 2×35万千瓦, 1/3) nor of a vague amount (数十家),
# nor what another amount is counted by (每50公斤), nor a name (新36条, but 以旧换新3万辆; 床位数7张 is no vague one).
_NO_NAME_BEFORE = r"(?<![A-Za-z第前×/.\d每上])(?<!(?<![换翻更创])新)(?:(?<![数几])|(?=\d))"
_COMPARED = rf"(?:(?P<before>(?<![最附临靠邻])(?:{either(' '.join(BEFORE))}))了?[ ]?)?"
_PERCENT = rf"(?P<percent>[百千万]分之)(?P<share>{_NUMBER})(?:(?:—|至|到)(?:[百千万]分之)?(?P<share_high>{_NUMBER}))?"
_FRACTION = rf"{_NO_NAME_BEFORE}(?P<fraction>{_NUMBER}分之{_NUMBER}|\d/\d(?![/\d]))"
_HALF = "(?P<half>一半|半数|过半|近半)"
_LOW = (
    rf"{_NO_NAME_BEFORE}(?P<low>{_NUMBER})[ ]?(?P<more>[多余几])?(?P<scale>{_SCALE})?(?P<rest>{_GOES_ON})?"
    rf"(?P<more2>[多余](?P<scale2>亿)?)?[ ]?(?P<unit>{UNIT}(?P<tenths>(?<=成)[一二三四五六七八九](?![个项大]))?"
    r"(?:(?P<more3>多)(?=[，。；、（]|$))?)?"
)
_HAN_HIGH = rf"(?<=[{HAN}万亿][—～至到]){_HAN}"
_HIGH = (
    rf"(?:(?:—|-|–|~|～|〜|至|到)(?P<high>{_ARABIC}|{_HAN_HIGH})"
    rf"[ ]?(?P<high_scale>{_SCALE})?[ ]?(?P<high_unit>{UNIT})?)?"
)
# 不低于92% | 统一部署; 1.3万亿斤以上 | 2020年; 6%—6.5% | 2015—2020年; 8000多亿元 | 8000多
_QUANTITY = re.compile(
    rf"{_COMPARED}(?:{_PERCENT}|{_FRACTION}|{_HALF}|{_LOW}{_HIGH})"
    rf"[ \u3000]{{0,4}}(?P<behind>{either(' '.join(BEHIND))})?"
)
# What a quantity can begin with: whatever begins with another sign need not be looked at.
_BEGINS = re.compile(rf"[\d{HAN}万半过近{''.join(re.escape(word[0]) for word in BEFORE)}]")
# 分别提高4.2和0.7个百分点: the unit stands behind the last of a list | 4、5条
_LISTED = re.compile(rf"[、和](?={_ARABIC})")
# A longer list of numbers is a series of figures.
_LONGEST_LIST = 12
# 实现翻番 | 翻开
_DOUBLING = re.compile(r"翻(?P<times>[一两二三四\d])?番")
# 压减一半 is a verb and a quantity; 审批时间减半 is both in one word | 减半征收
_HALVING = re.compile(r"减半(?!征|计|收|缴|执行)")
# Not behind a number: “C919”, 5A级, 4S店, 1+X, 3:1, 1.2.1
_NAME_BEHIND = re.compile(r"[A-Za-z+×:：.]|级[^。，；]|号|届|中全会|世纪|年代")
# 利用系数提高到0.56 | 升级到2.0
_REACHED = re.compile(
    r"(?:提高|提升|增加|降低|下降|缩小|控制|稳定|保持|达)(?:到|至|在|为)$|(?:降|升|增)(?:到|至)$|达到?$"
)
# 发展水平指数达到105 | 经费达到105
_INDEX = re.compile(r"(?:指数|系数|评分|得分)[^，。；]{0,6}$")
# 2015—2020, 3：1 | 增长3
_PART_OF_NUMBER = re.compile(r"\d[—\-~～:：]$")
# 增长9. 5%, 1 525所: digits that came apart have no value to be sure of | 1. 30个项目, where a label stands before
_TORN = re.compile(r"(?<![\u3000\d])(?:\d+\. |\d+ )$")
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
_YEAR = re.compile(r"(?:1[89]|20)\d\d$|^[一二][〇零九八]..$")
_MASKED = re.compile(r"“[^“”]*”|《[^《》]*》|（[^（）]*）|\([^()]*\)|「[^「」]*」|〔[^〔〕]*〕|【[^【】]*】")
# “十四五” is a time, not a name.
_PERIOD = re.compile(r"十[一二三四五六]五")
# Units that number things rather than count them: 二期工程
_ORDERED = ("期", "轮", "批", "次", "档", "部", "层", "面")
# 二十个， | 二十个重点
_PHRASE_END = re.compile(r"[\s　]*(?:[，。；、）\t]|$)")
# What a text counts of itself: 十五个方面 | 十五个示范区
_SELF_COUNT = re.compile(
    r"[^，。；]{0,6}?(?:方面|一百年|维护|全面|意识|自信|统筹|坚持|确保|文明|大局|转变|结合|环节|领域|层次|阶段|重点|关键|原则|问题"
    r"|要素|攻坚战|主义|根本|基本|同步|必须|务必|更加|注重|字|支柱|抓手|体系|机制|导向|着力点|要求|任务|措施|举措|规定|职能)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text. `start` to `end` holds the words of comparison; `number` is where the numeral begins.

    `value` is in the scale of `unit` as written (1100 with 万人); `value_high` is set for a range. `change` is set
    where the word is a verb as well: up for 翻番, down for 减半.
    """

    start: int
    number: int
    end: int
    value: float
    value_high: float | None
    unit: str
    comparator: Comparator
    dimension: Dimension
    before: str = ""
    behind: str = ""
    change: Direction | None = None


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order; what stands in brackets, quotation marks or a title is left out.

    >>> text = "增长6%—6.5%，就业1100万人以上，减税8000多亿元"
    >>> [(q.comparator, q.value, q.value_high, q.unit) for q in find_quantities(text)]
    [('range', 6.0, 6.5, '%'), ('>=', 1100.0, None, '万人'), ('>', 8000.0, None, '亿元')]
    >>> find_quantities("2020年底前打好三大攻坚战，C919首飞，办好第3批试点，推进“8337”和两个维护")
    []
    >>> [(q.value, q.unit) for q in find_quantities("压缩三分之一，三分之二以上达标，压减一半，翻一番，百分之五")]
    [(0.3333, '倍数'), (0.6667, '倍数'), (0.5, '倍数'), (2.0, '倍'), (5.0, '%')]
    """
    return quantities_in(readable(text))


def quantities_in(plain: str) -> list[Quantity]:
    """The same of a text that is `readable` already."""
    found = [*_amounts(plain), *_verbal(plain)]
    return sorted(found, key=lambda q: q.start)


def readable(text: str) -> str:
    """The text as the readers of facts see it: widths made alike, brackets and quoted names blanked, offsets kept.

    >>> readable("增长６％（按可比价）,“8337”项目1,050个")
    '增长6%（　　　　），“　　　　”项目1,050个'
    """
    wide = _ASCII_STOP.sub(lambda m: m[0].translate(_WIDEN), text.translate(_FOLD))
    wide = NOTE_MARK.sub(lambda m: "\u3000" * len(m[0]), wide)
    kept = {m.start() for m in OTHER_WORD.finditer(wide)}  # 台（套） is a unit

    def blank(m: re.Match[str]) -> str:
        inside = m[0][1:-1]
        if m.start() in kept or _PERIOD.fullmatch(inside):
            return m[0]
        return m[0][0] + "\u3000" * len(inside) + m[0][-1]

    return _MASKED.sub(blank, _MASKED.sub(blank, wide))


def _verbal(text: str) -> Iterator[Quantity]:
    for m in _DOUBLING.finditer(text):
        times = read_number(m["times"] or "一") or 1.0
        yield Quantity(m.start(), m.start(), m.end(), 2.0**times, None, "倍", "=", "ratio", change="up")
    for m in _HALVING.finditer(text):
        yield Quantity(m.start(), m.start(), m.end(), 0.5, None, "倍数", "=", "ratio", change="down")


def _amounts(text: str) -> Iterator[Quantity]:
    at = 0
    for begin in _BEGINS.finditer(text):
        found = _QUANTITY.match(text, begin.start()) if begin.start() >= at else None
        if found is None:
            continue
        quantity = _read(found)
        yield from [quantity] if quantity else []
        # A word of comparison without a number behind it may hide one that has: 超过近百家.
        at = found.end() if quantity or found["low"] else found.start() + 1
        at = max(at, found.start() + 1)


def _read(m: re.Match[str]) -> Quantity | None:
    if m["percent"]:
        high = read_number(m["share_high"]) if m["share_high"] else None
        return _make(m, read_number(m["share"]), high, _PARTS[m["percent"][0]], m.start("percent"))
    if m["fraction"]:
        value = read_number(m["fraction"])
        return _make(m, None if value is None else round(value, 4), None, "倍数", m.start("fraction"))
    if m["half"]:
        return _make(m, 0.5, None, "倍数", m.start("half"))
    listed = None if m["unit"] or m["scale"] or m["high"] else _unit_later(m)
    if not (listed or _is_amount(m)):
        return None
    unit, high = m["unit"] or m["high_unit"] or "", read_number(m["high"]) if m["high"] else None
    low, scale = _scaled(m)
    if m["high"] and not (m["unit"] or scale):
        scale = m["high_scale"] or ""
    if listed:
        unit, scale = listed["unit"], listed["scale"] or ""
    if low is not None and unit[:1] == "成" and len(unit) == 2:  # 三成半, 七成五
        low, unit = low + (0.5 if unit == "成半" else (read_number(unit[1]) or 0) / 10), "成"
    if high is not None and m["high_scale"] and m["high_scale"] != scale:
        high = round(high * _worth(m["high_scale"]) / _worth(scale), 6)
    return _make(m, low, high, scale + unit, m.start("low"))


def _worth(scale: str) -> float:
    return read_number("1" + scale) or 1.0


def _scaled(m: re.Match[str]) -> tuple[float | None, str]:
    """The value and its scale; a value over several scales in the largest of them: 四亿五千万 is 4.5 亿."""
    scale = (m["scale"] or "") + (m["scale2"] or "")
    digits = m["low"] + scale + (m["rest"] or "")
    if not m["rest"] and not re.search("[万亿]", m["low"]):
        return read_number(m["low"]), scale
    largest = "万亿" if re.search("万[^亿]*亿", digits) else "亿" if "亿" in digits else "万"
    value = read_number(digits)
    return (None if value is None else round(value / _worth(largest), 6)), largest


def _make(m: re.Match[str], low: float | None, high: float | None, unit: str, number: int) -> Quantity | None:
    if low is None:
        return None
    before, behind, end = m["before"] or "", m["behind"] or "", m.end()
    dimension = dimension_of(unit)
    if behind == "内" and dimension != "time":  # 500家内资企业
        behind, end = "", end - 1
    comparator: Comparator = "="
    if high is not None:
        comparator = "range"
    elif behind:
        comparator = BEHIND[behind]
    elif before:
        comparator = BEFORE[before]
    elif (
        m["more"]
        or m["more2"]
        or m["more3"]
        or "多" in unit
        or m["half"] == "过半"
        or re.search("[多余]", m["rest"] or "")
    ):
        comparator = ">"
    elif m["half"] == "近半":
        comparator = "~"
    start, unit = m.start("before") if before else number, unit.replace("个多", "个")
    return Quantity(start, number, end, low, high, unit, comparator, dimension, before, behind)


def _unit_later(m: re.Match[str]) -> re.Match[str] | None:
    """The quantity with a unit at the end of a list of bare numbers."""
    after: re.Match[str] | None = m
    for _ in range(_LONGEST_LIST):
        comma = _LISTED.match(m.string, after.end()) if after else None
        after = _QUANTITY.match(m.string, comma.end()) if comma else None
        if after is None or after["unit"]:
            return after
    return None


def _is_amount(m: re.Match[str]) -> bool:
    """Whether number and unit are an amount rather than a date, a name or a self-count."""
    text, unit, scale = m.string, m["unit"] or m["high_unit"], m["scale"]
    rest = text[m.end() : m.end() + 3]
    marked = bool(m["before"] or m["behind"])
    is_date = unit == "年" and _YEAR.search(m["low"])
    is_name = rest.startswith(("级", "元级")) or (_NAME_BEHIND.match(rest) and not (unit or scale))  # 千亿级产业集群
    if is_date or is_name or _PART_OF_NUMBER.search(text[max(0, m.start() - 2) : m.start()]):
        return False
    if _TORN.search(text[max(0, m.start("low") - 6) : m.start("low")]):
        return False
    if not m["low"][0].isdigit():
        return _is_han_amount(m, marked=marked)
    # A bare number is an amount only between words of comparison, or of change, and the end of the phrase.
    before = text[max(0, m.start() - 14) : m.start()]
    is_reached = bool(_REACHED.search(before)) and ("." in m["low"] or bool(_INDEX.search(before)))
    return bool(unit or scale) or ((marked or is_reached) and not (rest and rest[0].isalnum()))


def _is_han_amount(m: re.Match[str], *, marked: bool) -> bool:
    unit, behind = m["unit"] or m["high_unit"], m.string[m.end() : m.end() + 1]
    if m["low"][0] in "千百零〇" or (unit is None and m["scale"] is None and "万" not in m["low"]):
        return False
    if (unit or "")[:1] == "成":
        unit = "成"
    if unit == "成" and not marked and behind and behind not in "，。；、的":
        return False
    if m["low"] == "一" and not m["scale"] and (unit in ("批", "种", "类") or not (marked or unit in ("倍", "成"))):
        return False
    if marked or m["scale"] or unit is None or unit in HARD or dimension_of(unit) == "time":
        return True
    if unit not in _ORDERED and re.search(".[百千]", m["low"]) and not _SELF_COUNT.match(m.string, m.end()):
        return True
    return (len(m["low"]) > 1 and dimension_of(unit) in ("size", "money")) or _counts_things(m)


def _counts_things(m: re.Match[str]) -> bool:
    """建设十五个示范区 | 十五个方面: so many of what a verb of building makes, not what the text lists itself."""
    if m["unit"] in _ORDERED or _SELF_COUNT.match(m.string, m.end()):
        return False
    if COUNTABLE_VERB.search(m.string[max(0, m.start() - 8) : m.start()]):
        return True
    return bool(
        _PHRASE_END.match(m.string, m.end()) and COUNTABLE_OBJECT.search(m.string[max(0, m.start() - 28) : m.start()])
    )
