"""Indicators that share a value: 二氧化硫、氮氧化物排放量下降3%, 城乡居民收入和消费均增长6%."""

from __future__ import annotations

import re

from policydiff.facts.lexicon import either

# What the last of several nouns may lend to those before it: of whom, what for, and what is measured.
_OF_WHOM = "学生 居民"
_PER = "人均 生均 平均 年均 单位 总"
_FOR = "补助 保障 补贴 低保 工资 缴费 供养 排放 支付"
_MONEY = """
    公用经费 经费 养老金 生活费 最低收购价 收购价 最低工资 增加值 总产值 产值 产量 增速 贷款增速 总量 总额 总值 收入
    可支配收入 纯收入 投资 价格 支出 成本 费用 资费 余额 贷款 消费
"""
_TIMES = "时间 时限 周期"
_TIMES_OF = "审查 办理 审批 办案 处理 注册"
_MATTER = """
    标准 排放总量 排放量 使用量 施用量 消费量 产生量
    比例 比重 规模 面积 人数 起数 件数 户数 次数 数量 强度 浓度 平均浓度 PM2.5浓度 PM2.5平均浓度 细颗粒物浓度
    细颗粒物平均浓度 能耗 水耗 用量 用水量 满意度 发文数量
"""
_RATES = """
    税率 机械化率 综合机械化率 覆盖率 参保率 普及率 入学率 毛入学率 就业率 达标率 利用率 回收率 处理率 合格率
"""
# 化学需氧量、氨氮排放量: a head of one character is no head when the last noun has a longer one.
_HEAD = re.compile(
    rf"(?:(?:{either(_OF_WHOM)})?(?:{either(_PER)})?(?:财政)?(?:基本)?(?:{either(_FOR)})?"
    rf"(?:{either(_MONEY, _MATTER, _RATES).replace('.', '[.]')}"
    rf"|(?:{either(_TIMES_OF)})?(?:{either(_TIMES)})|数|量|率))$"
)
_JOINT = re.compile(r"、|以及|(?<=[\w”）]{2})(?:和|与|及)(?=[\w“]{2})")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|“[^“”]*”")
# What is done to the same thing one after the other: 花生种植、收获机械化率.
_DONE_TO = "种植 收获 播种 耕整 养殖 生产 加工 运输 储存 出口 进口 销售 采购 申请 审查 授权 注册 建设 运营"
_LAST_DONE = re.compile(f"(?:{either(_DONE_TO)})$")
# Two that are written in one word.
_TWO = {
    "城乡低保": ("城市低保", "农村低保"),
    "城乡": ("城镇", "农村"),
    "化肥农药": ("化肥", "农药"),
    "农药化肥": ("农药", "化肥"),
}
_TWO_IN_ONE = re.compile("城乡低保|城乡(?=居民|人均|最低)|化肥农药|农药化肥")
# 工业、服务业等产业增加值: the list only explains the noun behind it.
# 单位国内生产总值能耗和二氧化碳排放: both are meant by unit.
_PER_UNIT = re.compile("(?:单位|万元|每万元)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值)")
_OF_UNIT = re.compile(
    "(?:能耗|能源消耗|水耗|用水量|电耗|物耗|建设用地|二氧化碳|碳)(?:使用|占用)?(?:面积|总?量|强度)?(?:排放(?:量|强度)?)?"
)
_ET_CETERA = re.compile(r"等(?!级|效|待|于|额)")


def split_indicators(
    words: str, *, several: int = 1, shared: bool = False, apart: bool = False, is_ratio: bool = False
) -> list[str]:
    """The indicators that a noun phrase names; one where nothing says that there are more.

    `several` is how many values stand behind it, `shared` whether 均, 都 or 分别 does, `apart` whether
    分别 does, `is_ratio` whether the value can be the same for each (a sum of money belongs to all together).

    >>> split_indicators("二氧化硫、氮氧化物排放量", is_ratio=True)
    ['二氧化硫排放量', '氮氧化物排放量']
    >>> split_indicators("居民医保和基本公共卫生服务经费人均财政补助标准", several=2)
    ['居民医保人均财政补助标准', '基本公共卫生服务经费人均财政补助标准']
    >>> split_indicators("城镇居民、农村居民人均可支配收入", several=2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> split_indicators("单位国内生产总值能耗和二氧化碳排放", several=2)
    ['单位国内生产总值能耗', '单位国内生产总值二氧化碳排放']
    >>> split_indicators("化肥农药使用量", apart=True)
    ['化肥使用量', '农药使用量']
    >>> split_indicators("花生种植、收获机械化率", several=2)
    ['花生种植机械化率', '花生收获机械化率']
    >>> split_indicators("丘陵山区县（市、区）农作物机械化率", is_ratio=True)
    ['丘陵山区县（市、区）农作物机械化率']
    >>> split_indicators("节能、环保等产业增加值", is_ratio=True)
    ['节能、环保等产业增加值']
    """
    two = _TWO_IN_ONE.match(words)
    if two and (several == 2 or apart) and not _JOINT.search(words):  # 城乡居民收入分别增长7%和8%
        return [name + words[two.end() :] for name in _TWO[two[0]]]
    both = is_ratio and several == 1 and all(_has_head(w) for w in _JOINT.split(words))
    if _ET_CETERA.search(words) or not (several > 1 or shared or both or (is_ratio and "、" in words)):
        return [words]
    inside = [m.span() for m in _BRACKETED.finditer(words)]
    cuts = [m for m in _JOINT.finditer(words) if not any(a < m.start() < b for a, b in inside)]
    if not (shared or several > 1 or both):  # without 均 only what an enumeration comma begins is a list
        first = next((m.start() for m in cuts if m[0] == "、"), len(words))
        cuts = [m for m in cuts if m.start() >= first]
    if several > 1 and len(cuts) + 1 > several:  # 粮食和物资储备: the comma parts before the conjunction does
        commas = [m for m in cuts if m[0] == "、"]
        cuts = commas if len(commas) + 1 == several else cuts[-(several - 1) :] if not commas else cuts
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(words[at : cut.start()])
        at = cut.end()
    pieces.append(words[at:])
    if not (shared or several > 1) and not _are_alike(pieces):
        return [words]
    if len(pieces) < 2 or any(len(p) < 2 for p in pieces):
        return [words]
    unit = _PER_UNIT.match(pieces[0])
    whose = unit[0] if unit and all(_OF_UNIT.fullmatch(p) for p in pieces[1:]) else ""
    return [pieces[0], *(whose + p for p in pieces[1:])] if whose else _with_shared_head(pieces)


def _with_shared_head(pieces: list[str]) -> list[str]:
    """The pieces with what the last lends to those before it, and what the first lends to those behind."""
    head = _HEAD.search(pieces[-1])
    if not head:
        return pieces
    first = _HEAD.search(pieces[0])
    if head.start() == 0 and first and first.start() > 1:  # 旅游人数、收入
        whose = pieces[0][: first.start()]
        return [pieces[0], *(p if p.startswith(whose) else whose + p for p in pieces[1:])]
    if head.start() == 0:
        return pieces
    stem = pieces[-1][: head.start()]
    named = [p if _has_head(p, head[0]) else put_behind(p, head[0]) for p in pieces[:-1]] + [pieces[-1]]
    done = _LAST_DONE.search(pieces[0])
    if done and done.start() > 1 and _LAST_DONE.fullmatch(stem):  # 花生种植、收获机械化率
        whose = pieces[0][: done.start()]
        return [named[0], *(whose + p for p in named[1:])]
    return named


def put_behind(piece: str, head: str) -> str:
    """The two in one; what the one ends and the other begins with stands once.

    >>> put_behind("城镇居民", "居民人均可支配收入"), put_behind("良种补贴", "补贴资金")
    ('城镇居民人均可支配收入', '良种补贴资金')
    """
    common = next((n for n in range(min(len(piece), len(head)), 1, -1) if piece.endswith(head[:n])), 0)
    return piece + head[common:]


def shared_head(indicator: str) -> str:
    """What is measured in an indicator, without of whom: 汾渭平原PM2.5浓度 is PM2.5浓度.

    >>> shared_head("汾渭平原PM2.5浓度"), shared_head("造林")
    ('PM2.5浓度', '')
    """
    head = _HEAD.search(indicator)
    return head[0] if head else ""


def _are_alike(pieces: list[str]) -> bool:
    """Without 均 or 分别, 新建城区、新建居住区配套建设养老服务设施达标率 is one indicator: its parts are too unlike."""
    head = _HEAD.search(pieces[-1])
    last = len(pieces[-1]) - (len(head[0]) if head else 0)
    return all(last <= 2 * len(p) + 2 for p in pieces[:-1])


def _has_head(piece: str, last: str = "  ") -> bool:
    own = _HEAD.search(piece)
    return own is not None and (len(own[0]) > 1 or len(last) == 1)
