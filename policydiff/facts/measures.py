"""Units of measure, and the words of comparison that stand beside a value.

A unit is added to its line of `UNITS`; the longest unit wins, so that the order within a line does not matter.
"""

from __future__ import annotations

import re
from typing import Literal

from policydiff.model import Comparator

Dimension = Literal["ratio", "money", "people", "count", "size", "time"]

# Behind a unit in round brackets: what must not follow it.
UNITS: dict[Dimension, str] = {
    "ratio": "% ‰ ‱ 个多百分点 个百分点 百分点 个基点 基点 倍 成半 成",
    "money": "元/年 元/月 美元 欧元 港元 日元 英镑 卢布 块钱 毛钱 角钱 分钱 分(?=[、和，,。；以左]) 元人民币 元",
    "people": "人次 人/年 人日 人(?!口) 名 位 户次 户 万众",
    "count": "个等级 个档次 个位次 位次 大类 小类 "
    "台套 台件 台 套次 套 件次 件 架次 架 班次 车次 批次 频次 场次 户数 起 个 家次 家 项 所 座 条 处 种 类 次 "
    "场 辆 艘 只 头 羽 匹 株 棵 块 片 栋 幢 间 层 张 份 部 本 册 篇 宗 批 班 期 轮 支 队 股 口 眼 盏 根 门 "
    "对 组 款 颗 枚 列 趟 标准箱 标箱 张床位 床 席 笔 单 例 站 孔 道 课时 学时 学分 句 首 档 幅 面 副 栏 "
    "剂次 人份 村 乡 镇 县 市 省 国",
    "size": "平方公里 平方千米 平方米 平米 ㎡ 立方米/秒 亿立方米 立方米 公里/小时 公里 千米 海里 厘米 毫米 米 亩次 亩 "
    "公顷 吨标准煤 吨标煤 吨/日 吨/年 吨公里 吨 公斤 千克 克 斤 升 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 瓦 "
    "千伏安 千伏 度 微克/立方米 毫克/升 毫克 微克 摄氏度 ℃ 分贝 TEU Mbps Gbps TB GB "
    "PFlops PFLOPS EFlops EFLOPS 兆比特 蒲式耳 桶 箱 "
    "担 锭 马力 市斤 公担 华里 "
    "重量箱 标方 方(?!面|案|便|式|法|向|针|阵)",
    "time": "个工作日 工作日 个月 个小时 小时 分钟 秒 周岁 岁 天 周(?!年) 年 日(?=以?之?内) 个季度 季度",
}
DIMENSION: dict[str, Dimension] = {u.partition("(?")[0]: d for d, units in UNITS.items() for u in units.split()}

# Units that only real amounts take, so that a Han numeral before them is no self-count: 新建三所学校 | 四个全面.
HARD = frozenset(
    "家 所 座 套 户 名 人 人次 公里 亩 公顷 吨 台 辆 平方米 立方米 千瓦 公斤 艘 架 % 个百分点 百分点 倍 成 成半".split()
)

# Where a value is said of so much of something: 立方米/万元, 张/千人, 件/万人.
_PER = r"(?:/(?:每)?[万千百亿]?(?:常住人口|人|名|年|月|日|天|元|小时|公里|平方公里|户|亩|公顷|吨))?"
# 台（套） is one unit | 台（进口）
_OTHER_WORD = r"(?:（[套次件处段个家座条户所组批种类支间项只头匹羽]）)?"
_NAMES = sorted((u for units in UNITS.values() for u in units.split()), key=lambda u: (-len(u.partition("(?")[0]), u))
UNIT = f"(?:(?:{'|'.join(_NAMES)}){_PER}{_OTHER_WORD})"
OTHER_WORD = re.compile(f"(?<=[{''.join({u[-1] for u in DIMENSION})}]){_OTHER_WORD.strip('?')}")

GREATER_EQUAL = "不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 不能低于 不能少于 至少 最少 最低 ≥"
LESS_EQUAL = "不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 不能超过 至多 最多 最高 ≤"
GREATER = "超过 突破 多于 高于 大于 超出 超 逾 ＞ >"
LESS = "低于 少于 小于 不到 不足 ＜ <"
ABOUT = "约为 约占 约 大约 接近 将近 近"
BEFORE: dict[str, Comparator] = {
    **dict.fromkeys(GREATER_EQUAL.split(), ">="), **dict.fromkeys(LESS_EQUAL.split(), "<="),
    **dict.fromkeys(GREATER.split(), ">"), **dict.fromkeys(LESS.split(), "<"), **dict.fromkeys(ABOUT.split(), "~"),
}  # fmt: skip
BEHIND: dict[str, Comparator] = {
    "及以上": ">=", "或以上": ">=", "以上": ">=", "之上": ">=", "及以下": "<=", "或以下": "<=", "以下": "<=",
    "以内": "<=", "之内": "<=", "内": "<=", "左右": "~", "上下": "~",
}  # fmt: skip


def dimension_of(unit: str) -> Dimension:
    """What kind of amount a unit measures, its scale and 每… left out.

    >>> dimension_of("万亿元"), dimension_of("张/千人"), dimension_of("台（套）"), dimension_of("千瓦")
    ('money', 'count', 'count', 'size')
    """
    if unit == "倍数":
        return "ratio"
    plain = re.split(r"[/（]", unit)[0]
    known = (DIMENSION.get(name) for name in (unit, unit.lstrip("万亿千百"), plain, plain.lstrip("万亿千百")))
    return next((dimension for dimension in known if dimension), "count")
