"""Numeral + unit in running text: comparators, ranges, percentages, fractions, 翻番.

What is no quantity is left out here: dates (2020年, 6月底), ordinals (第三批), names (C919, “8337”, 2×35万千瓦) and
Han numerals that only count what the text lists (三大攻坚战, 四个方面).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Comparator, Direction
from policydiff.text.official.numbers import read_number

Dimension = Literal["ratio", "money", "people", "count", "size", "time"]

UNITS: dict[Dimension, str] = {
    "ratio": "% ‰ ‱ 个百分点 百分点 个基点 基点 倍 成半 成",
    "money": "元/年 元/月 美元 欧元 港元 日元 英镑 卢布 块钱 毛钱 角钱 分钱 分(?=[、和，,。；]) 元人民币 元",
    "people": "人次 人/年 人日 人(?!口) 名 位 户次 户 万众",
    "count": "台套 台件 台 套次 套 件次 件 架次 架 班次 车次 批次 频次 场次 户数 起 个 家 项 所 座 条 处 种 类 次 场 "
    "辆 艘 只 头 羽 匹 株 棵 块 片 栋 幢 间 层 张 份 部 本 册 篇 宗 批 班 期 轮 支 队 股 口 眼 盏 根 门 "
    "对 组 款 颗 枚 列 趟 标准箱 标箱 张床位 床 席 笔 单 例 站 孔 道 课时 学时 学分 句 首 档 幅 面 副 栏 "
    "村 乡 镇 县 市 省 国",
    "size": "平方公里 平方千米 平方米 立方米/秒 亿立方米 立方米 公里/小时 公里 千米 海里 厘米 毫米 米 亩次 亩 公顷 "
    "吨标准煤 吨标煤 吨/日 吨/年 吨公里 吨 公斤 千克 克 斤 升 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 瓦 千伏安 千伏 度 "
    "微克/立方米 毫克/升 毫克 微克 摄氏度 ℃ 分贝 TEU Mbps Gbps TB GB PFlops 兆比特 蒲式耳 桶 箱 重量箱 标方 方",
    "time": "个工作日 工作日 个月 个小时 小时 分钟 秒 周岁 岁 天 周(?!年) 年 日(?=以?之?内) 个季度 季度",
}
_DIMENSION = {u.partition("(?")[0]: d for d, units in UNITS.items() for u in units.split()}

# Units that only real amounts take, so that a Han numeral before them is no self-count: 新建三所学校 | 四个全面.
_HARD = frozenset(
    "家 所 座 套 户 名 人 人次 公里 亩 公顷 吨 台 辆 平方米 立方米 千瓦 公斤 艘 架 % 个百分点 百分点 倍 成 成半".split()
)

GREATER_EQUAL = "不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 不能低于 不能少于 至少 最少 最低 ≥"
LESS_EQUAL = "不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 不能超过 至多 最多 最高 ≤"
GREATER = "超过 突破 多于 高于 大于 超出 超 逾 ＞ >"
LESS = "低于 少于 小于 不到 不足 ＜ <"
ABOUT = "约为 约占 约 大约 接近 将近 近"
_BEFORE: dict[str, Comparator] = {
    **dict.fromkeys(GREATER_EQUAL.split(), ">="), **dict.fromkeys(LESS_EQUAL.split(), "<="),
    **dict.fromkeys(GREATER.split(), ">"), **dict.fromkeys(LESS.split(), "<"), **dict.fromkeys(ABOUT.split(), "~"),
}  # fmt: skip
_BEHIND: dict[str, Comparator] = {
    "及以上": ">=", "或以上": ">=", "以上": ">=", "之上": ">=", "及以下": "<=", "或以下": "<=", "以下": "<=",
    "以内": "<=", "之内": "<=", "内": "<=", "左右": "~", "上下": "~",
}  # fmt: skip


# Widths, one character for one; the full-width comma stays, it parts phrases.
_FOLD = str.maketrans("０１２３４５６７８９．％－＋／\n", "0123456789.%-+/\u3000")
# Half-width stops of web copies become full-width, but not the comma inside 1,050.
_ASCII_STOP = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()?!]")
_WIDEN = str.maketrans(",:;()?!", "，：；（）？！")


def _either(words: str | tuple[str, ...] | dict[str, Comparator]) -> str:
    """An alternation, the longest word first."""
    listed = words.split() if isinstance(words, str) else list(words)
    return "|".join(sorted(listed, key=lambda w: (-len(w), w)))


_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_HAN_RUN = "[一二两三四五六七八九十百千零〇]"
_HAN = rf"{_HAN_RUN}+(?:[万亿]{_HAN_RUN}+)*(?:点[一二三四五六七八九零〇]+)?"
_NUMBER = rf"(?:{_ARABIC}|{_HAN})"
# 3千家 | 3千瓦; 5百家 | 5百分点
_SCALE = r"(?:万亿|百万|千万|万|亿|千(?![瓦克米伏])|百(?!分))"
_UNIT = (
    "(?:"
    + "|".join(sorted((u for us in UNITS.values() for u in us.split()), key=lambda u: (-len(u.partition("(?")[0]), u)))
    + ")"
)

# Neither part of a name or a longer number (C919, 第3批, 前10名, 2×35万千瓦, 1/3) nor of a vague amount (数十家),
# nor what another amount is counted by (每50公斤), nor a name (新36条).
_NO_NAME_BEFORE = r"(?<![A-Za-z第前×/.\d数几每新])"

# 不低于92% | 统一部署; 1.3万亿斤以上 | 2020年; 6%—6.5% | 2015—2020年; 8000多亿元 | 8000多
_QUANTITY = re.compile(
    rf"""(?:(?P<before>(?<![最附临靠邻])(?:{_either(_BEFORE)}))了?[ ]?)?
    (?:(?P<percent>[百千万]分之)(?P<share>{_NUMBER})
     | {_NO_NAME_BEFORE}(?P<fraction>{_NUMBER}分之{_NUMBER}|\d/\d(?![/\d]))
     | (?P<half>一半|半数|过半|近半)
     | {_NO_NAME_BEFORE}(?P<low>{_NUMBER})[ ]?(?P<more>[多余几])?(?P<scale>{_SCALE})?
       (?P<more2>[多余](?P<scale2>亿)?)?[ ]?(?P<unit>{_UNIT})?
       (?:(?:—|-|–|~|～|至|到)(?P<high>{_ARABIC})[ ]?(?P<high_scale>{_SCALE})?[ ]?(?P<high_unit>{_UNIT})?)?
    )[ ]?(?P<behind>{_either(_BEHIND)})?""",
    re.VERBOSE,
)
# 分别提高4.2和0.7个百分点: the unit stands behind the last of a list | 4、5条
_LISTED = re.compile(rf"[、和](?={_ARABIC})")
# 实现翻番 | 翻开
_DOUBLING = re.compile(r"翻(?P<times>[一两二三四\d])?番")
# 压减一半 is a verb and a quantity; 审批时间减半 is both in one word | 减半征收
_HALVING = re.compile(r"减半(?!征|计|收|缴|执行)")
# Not behind a number: “C919”, 5A级, 4S店, 1+X, 3:1, 1.2.1
_NAME_BEHIND = re.compile(r"[A-Za-z+×:：.]|级[^。，；]|号|届|中全会|世纪|年代")
# 2015—2020, 3：1 | 增长3
_PART_OF_NUMBER = re.compile(r"\d[—\-~～:：]$")
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
_YEAR = re.compile(r"(?:1[89]|20)\d\d$|^[一二][〇零九八]..$")
_MASKED = re.compile(r"“[^“”]*”|《[^《》]*》|（[^（）]*）|\([^()]*\)|「[^「」]*」|〔[^〔〕]*〕|【[^【】]*】")
# “十四五” is a time, not a name.
_PERIOD = re.compile(r"十[一二三四五六]五")


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
    plain = readable(text)
    found = [*_amounts(plain), *_verbal(plain)]
    return sorted(found, key=lambda q: q.start)


def readable(text: str) -> str:
    """The text as the readers of facts see it: widths made alike, brackets and quoted names blanked, offsets kept.

    >>> readable("增长６％（按可比价）,“8337”项目1,050个")
    '增长6%（　　　　），“　　　　”项目1,050个'
    """
    wide = _ASCII_STOP.sub(lambda m: m[0].translate(_WIDEN), text.translate(_FOLD))
    return _MASKED.sub(_blank, _MASKED.sub(_blank, wide))


def _blank(m: re.Match[str]) -> str:
    inside = m[0][1:-1]
    return m[0] if _PERIOD.fullmatch(inside) else m[0][0] + "\u3000" * len(inside) + m[0][-1]


def _verbal(text: str) -> Iterator[Quantity]:
    for m in _DOUBLING.finditer(text):
        times = read_number(m["times"] or "一") or 1.0
        yield Quantity(m.start(), m.start(), m.end(), 2.0**times, None, "倍", "=", "ratio", change="up")
    for m in _HALVING.finditer(text):
        yield Quantity(m.start(), m.start(), m.end(), 0.5, None, "倍数", "=", "ratio", change="down")


def _amounts(text: str) -> Iterator[Quantity]:
    at = 0
    while found := _QUANTITY.search(text, at):
        quantity = _read(found)
        yield from [quantity] if quantity else []
        # A word of comparison without a number behind it may hide one that has: 超过近百家.
        at = found.end() if quantity or found["low"] else found.start() + 1
        at = max(at, found.start() + 1)


def _read(m: re.Match[str]) -> Quantity | None:
    if m["percent"]:
        return _make(m, read_number(m["share"]), None, _PARTS[m["percent"][0]], m.start("percent"))
    if m["fraction"]:
        value = read_number(m["fraction"])
        return _make(m, None if value is None else round(value, 4), None, "倍数", m.start("fraction"))
    if m["half"]:
        return _make(m, 0.5, None, "倍数", m.start("half"))
    listed = None if m["unit"] or m["scale"] or m["high"] else _unit_later(m)
    if not (listed or _is_amount(m)):
        return None
    unit, high = m["unit"] or m["high_unit"] or "", read_number(m["high"]) if m["high"] else None
    scale = (m["scale"] or "") + (m["scale2"] or "") or (m["high_scale"] if m["high"] and not m["unit"] else None) or ""
    if listed:
        unit, scale = listed["unit"], listed["scale"] or ""
    low = read_number(m["low"])
    if unit == "成半" and low is not None:
        low, unit = low + 0.5, "成"
    if high is not None and m["high_scale"] and m["high_scale"] != scale:
        ratio = (read_number("1" + m["high_scale"]) or 1.0) / (read_number("1" + scale) or 1.0)
        high = round(high * ratio, 6)
    return _make(m, low, high, scale + unit, m.start("low"))


def _make(m: re.Match[str], low: float | None, high: float | None, unit: str, number: int) -> Quantity | None:
    if low is None:
        return None
    before, behind, end = m["before"] or "", m["behind"] or "", m.end()
    bare = unit.lstrip("万亿千百") or unit
    dimension: Dimension = "ratio" if unit == "倍数" else _DIMENSION.get(bare, _DIMENSION.get(unit, "count"))
    if behind == "内" and dimension != "time":  # 500家内资企业
        behind, end = "", end - 1
    comparator: Comparator = "="
    if high is not None:
        comparator = "range"
    elif behind:
        comparator = _BEHIND[behind]
    elif before:
        comparator = _BEFORE[before]
    elif m["more"] or m["more2"] or m["half"] == "过半":
        comparator = ">"
    elif m["half"] == "近半":
        comparator = "~"
    start = m.start("before") if before else number
    return Quantity(start, number, end, low, high, unit, comparator, dimension, before, behind)


def _unit_later(m: re.Match[str]) -> re.Match[str] | None:
    """The quantity with a unit at the end of a list of bare numbers."""
    comma = _LISTED.match(m.string, m.end())
    after = _QUANTITY.match(m.string, comma.end()) if comma else None
    return after if after is None or after["unit"] else _unit_later(after)


def _is_amount(m: re.Match[str]) -> bool:
    """Whether number and unit are an amount rather than a date, a name or a self-count."""
    text, unit, scale = m.string, m["unit"] or m["high_unit"], m["scale"]
    rest = text[m.end() : m.end() + 3]
    marked = bool(m["before"] or m["behind"])
    is_date = unit == "年" and _YEAR.search(m["low"])
    is_name = rest.startswith(("级", "元级")) or (_NAME_BEHIND.match(rest) and not (unit or scale))  # 千亿级产业集群
    if is_date or is_name or _PART_OF_NUMBER.search(text[max(0, m.start() - 2) : m.start()]):
        return False
    if not m["low"][0].isdigit():
        return _is_han_amount(m, marked=marked)
    # A bare number is an amount only between words of comparison and the end of the phrase: 控制在103左右.
    return bool(unit or scale) or (marked and not (rest and rest[0].isalnum()))


def _is_han_amount(m: re.Match[str], *, marked: bool) -> bool:
    unit, behind = m["unit"], m.string[m.end() : m.end() + 1]
    if m["low"][0] in "千百零〇" or (unit is None and m["scale"] is None):
        return False
    if unit == "成" and not marked and behind and behind not in "，。；、的":
        return False
    if m["low"] == "一" and (unit in ("批", "种", "类") or not (marked or unit in ("倍", "成"))):
        return False
    return bool(marked or m["scale"] or unit in _HARD or _DIMENSION.get(unit) == "time")
