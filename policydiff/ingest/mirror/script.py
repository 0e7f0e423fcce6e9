"""From traditional script back to simplified, for copies that a mirror converted.

What is converted was simplified before the mirror touched it, so a traditional character goes back to the
simplified one that gave it. OpenCC does nearly all of that. Where one traditional character stands for more
than one simplified character, the words below decide: 著 is 着, but not in 显著, 著作, 编著. Every such
place is told, whichever way it went.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policydiff.ingest.patches import Patch
from policydiff.text.script import converter

# The simplified characters that one traditional character can stand for, the usual one first. A mirror's
# own table is cruder than a writer's hand, so 着 can come back as 著, 干 as 乾, 了 as 瞭.
CHOICES = {
    "著": "着著", "於": "于於", "線": "线缐", "託": "托讬", "祕": "秘祕", "徵": "征徵", "覆": "覆复",
    "餘": "余馀", "像": "像象", "夥": "伙夥", "諮": "咨谘", "鉅": "巨钜", "儘": "尽侭", "瞭": "了瞭",
    "乾": "干乾", "甦": "苏甦", "逕": "径迳", "麼": "么麽", "麽": "么麽", "俱": "俱具", "昇": "升昇",
    "鍾": "钟锺", "藉": "借藉", "畫": "画划", "剋": "克剋", "鍊": "炼链", "麵": "面麺", "麪": "面麺",
    "捱": "挨捱", "讎": "仇雠", "彷": "仿彷", "袷": "夹袷", "鹼": "碱硷", "榘": "矩榘",
    "甯": "宁甯", "麴": "曲麴", "瀋": "沈渖", "薹": "苔薹", "鏇": "旋镟", "菸": "烟菸", "摺": "折摺",
    "吒": "咤吒", "拚": "拼拚", "釐": "厘釐", "氾": "泛氾", "噁": "恶噁", "祇": "只祇", "閒": "闲间",
    "脩": "修脩", "貲": "赀资", "醣": "糖醣", "後": "后後",
    "陞": "升陞", "蒐": "搜蒐", "颺": "飏扬", "衹": "只衹", "賙": "周", "箚": "札劄", "龢": "和龢", "邨": "邨村",
}  # fmt: skip

# The words in which it is not the usual one.
WORDS = {
    "著": "显著 著名 著作 著述 著称 著者 著录 著书 著有 卓著 昭著 彰著 土著 原著 编著 专著 论著 名著 巨著 "
    "遗著 译著 合著 拙著 新著 见微知著",
    "徵": "角徵羽 魏徵",
    "覆": "答复 批复 回复 反复 重复 函复 电复 复函 复信 复文 复电 禀复",
    "像": "想象 对象 现象 形象 印象 气象 景象 迹象 抽象 象征 表象",
    "瞭": "瞭望 瞭哨",
    "乾": "乾隆 乾坤 乾县 乾安 乾陵 康乾 乾卦",
    "藉": "慰藉 狼藉 蕴藉 枕藉",
    "畫": "计划 规划 策划 筹划 谋划 区划 划分 企划",
    "鍊": "项链 锁链 铁链 拉链 手链 链条",
    "俱": "家具",
    "彷": "彷徨",
    "薹": "蒜薹 芸薹 菜薹",
    "吒": "哪吒 金吒 木吒",
    "氾": "氾水",
    "噁": "二噁英",
    "祇": "神祇",
}


def convert(text: str) -> Iterator[Patch]:
    """Convert a mirror copy; rule "script", or "script-choice" where there was more than one choice.

    >>> [(p.start, p.after, p.rule) for p in convert("著力推動顯著")]
    [(0, '着', 'script-choice'), (3, '动', 'script'), (4, '显', 'script'), (5, '著', 'script-choice')]
    """
    words = converter("t2s")(text)
    if len(words) != len(text):  # a phrase changed its length: then character by character
        words = "".join(map(simplified, text))
    result = "".join(_one(old, new) for old, new in zip(text, words, strict=True))
    for at, (old, new) in enumerate(zip(text, result, strict=True)):
        if old in CHOICES:
            yield Patch(at, at + 1, _choose(result, at, old, new), "script-choice")
        elif old != new:
            yield Patch(at, at + 1, new, "script")


def _one(old: str, new: str) -> str:
    """Take OpenCC's word unless it is one that no mirror could have read: the source was GBK."""
    if old in CHOICES:
        return new if new != old and new in CHOICES[old] else CHOICES[old][0]
    return new if new != old and _in_gbk(new) else simplified(old)


def _choose(text: str, at: int, old: str, usual: str) -> str:
    for word in WORDS.get(old, "").split():
        for other in CHOICES[old][1:]:
            k = word.find(other)
            if k >= 0 and text[max(0, at - k) : at] + other + text[at + 1 : at - k + len(word)] == word:
                return other
    return usual


def traditional(character: str) -> bool:
    """Say whether a character is one that a mirror made: GB 2312 does not hold it, or `CHOICES` does.

    >>> traditional("權"), traditional("後"), traditional("权"), traditional("局")
    (True, True, False, False)
    """
    return character in CHOICES or not character.encode("gb2312", "ignore")


@cache
def simplified(character: str) -> str:
    """Convert one character by itself, Hong Kong's and Taiwan's forms included.

    >>> "".join(map(simplified, "權衞爲枱"))
    '权卫为台'
    """
    if character in CHOICES:
        return CHOICES[character][0]
    regional = () if character.encode("gb2312", "ignore") else ("hk2s", "tw2s")
    for config in ("t2s", *regional):
        new = converter(config)(character)
        if new != character and _in_gbk(new):
            return new
    return character


def _in_gbk(character: str) -> bool:
    return len(character.encode("gb18030")) == 2
