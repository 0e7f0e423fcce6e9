"""Where the noun that a quantity measures begins and ends, to its left or to its right."""

from __future__ import annotations

import re

from policydiff.facts import lexicon as lex
from policydiff.model import Direction, Span
from policydiff.text.official.numbers import HAN

_any = lex.either

_MANNER = rf"(?!基本建设)(?:{lex.guarded(lex.MODAL + lex.CONNECTIVE, lex.MODAL_NOT)})(?![率度量化])"
# 今年再 | 再就业; 其中 | 其他
_WHEN_AND_HOW = (
    rf"[\s　、，：:—》”）-]|《[^《》]*》(?=提出)|{_MANNER}|{lex.TIME}"
    rf"|(?:去年|上年)[底末]?|其中|以上|逐年|为此|提出了?的?|用(?={lex.TIME})"
    r"|大规模(?=扩招|培训|开展|实施|推进|建设|增加|扩大|新增|减少|压减)|帮助(?=[^，。；]{2,}(?:就业|创业|脱贫|增收|参保|招工|用工|融资))"
    r"|(?:主导|牵头)(?:或者?|和|、)(?=参与)"
    r"|高(?:质量|标准|水平|效)[、]?(?=高|推进|推动|建设|建成|完成|实施|打造|创建|办好)"
    r"|年均?(?=接待|培训|新增|新建|推荐|销售|开发|完成|举办|引进|募集|筹集|招收|改造|减少|压减)"
    r"|会议(?:同意|决定|要求|强调|指出|确定|明确)|逐[户一个家](?=[走排检核])"
    r"|免费(?=开展|发放|提供|实施|筛查|接种|培训|开放)"
    r"|每[年月](?=[培训新建改完安投开举])"
    r"|重点(?=实施|建设|支持|推进|抓|做|解决|控制|发展|打造|培育|改造|完成|加强|开展|扶持|组织|治理)"
    rf"|安排(?=[^，。；]{{2,}}(?:增长|下降))|[{HAN}]+(?:是|要)"
    rf"|[{HAN}\d]{{1,2}}年(?![来间内级制龄行])"
)
# 在确保质量的前提下 | 在建; 为企业和个人减税 | 为主; 比改革前减轻 | 比重
_UNDER_WHAT = (
    r"在[^在，。；]{1,20}?(?:基础上|前提下|的同时)"
    r"|(?:为|以|按|通过|围绕)[^，。；]{1,16}?"
    r"(?=减税|减轻|减少|减负|减免|退税|降低|让利|新增|增加|提供|发放|解决|新建|筹集|安排|投入|配备)"
    r"|比[^，。；占重例]{2,8}?(?=减轻|减少|增加|提高|降低)"
    r"|(?:免费)?(?:对|向|给|为)[^，。；]{1,20}?(?=开展|实施|进行|组织|完成|发放|投放|提供)"
)
LEAD = re.compile(f"(?:{_WHEN_AND_HOW}|{_UNDER_WHAT})+")
# Words of manner but 可, which ends other words: 许可.
_MODAL = " ".join(w for w in lex.MODAL.split() if w != "可")
# 年内至少 | 至少年; 每50公斤 | 每况
FILL = re.compile(
    rf"(?:[\s　]|(?<![许认])可|{_any(_MODAL, lex.SPREAD, lex.WHOLE)}|{lex.TIME}的?|不少于|不低于|月(?=增|减|均)"
    r"|(?:按?可比|同|按同)(?:口径|价格?)(?:计算)?"
    r"|每[\d百千万]*(?:人每[年月]|[人年月周天日户亩斤吨]|学期|公斤|千瓦时|立方米|平方米|公里))+$"
)
# 大幅精简会议、坚决把文件 | 一把手
_HANDLED = re.compile(
    r"(?<![一拖火])[把将](?![军近来士领手关握控门])(?=[\u4e00-\u9fff]{2})(?!.*(?<![一拖火])[把将](?![军近来士领手关握控门]))"
)
# 中央财政拟 | 中央财政赤字
_PAYER = re.compile(
    rf"(?:{_any(lex.PAYER, lex.WHOLE)})(?:[、和](?:{_any(lex.PAYER, lex.WHOLE)}))*(?=(?:{_any(lex.PAYS)})|$)"
)
# 居民消费价格涨幅 | 人口自然增长率
_RATE = re.compile(
    rf"(?<!自然)(?:(?P<up>(?:年均|平均|同比)?(?:{_any(lex.RATE_UP)}))|(?P<down>{_any(lex.RATE_DOWN)}))(?:目标)?$"
)
# 经济增长预期目标 | 目标任务
_GOAL = re.compile(r"(?:预期)?(?:增长)?(?:预期)?目标$|预期(?:增长)?$")
# 经济增长预期目标是在提高效益的基础上年均增长 | 目标责任
_AIM = re.compile(r"(?<=[^，。；]{2})(?:预期)?目标[是为](?=在)")
# 比去年预算 | 占比; 较2020年 | 比较
_BASE = re.compile(
    r"[，、]?(?:(?<![占对环同])比|较|与)(?P<base>(?:\d{4}年|[一二][〇○零八九]..年|去年|上年|上一年|前年|[“\"]?十|年初|原|计划|预算|现|同期|基期|本世纪"
    r"|国家|全国|全省|全市|自治区|上级)[^，、。；]{0,14}?)(?:相比|分别|有所|再|要|将|平均|实际|累计|又)*$"
    r"|在(?P<level>[^，。；在]{2,8}?)的?(?:基础|水平)上$"
)
# 补助标准由20元 | 由政府
_ORIGIN = re.compile(r"(?:由|从)[^，。；由从]{0,24}\d[^，。；由从]{0,10}$")

# 50所高水平学校和一批… | 技术与创新支持中心
_NOUN_STOP = re.compile(
    r"[，。；：！？]|(?:和|及|以及|与|、|，)(?=一批|若干|一大批|多个|部分)"
    r"|(?:用于|支持(?!中心|平台|系统|体系|政策|机构|服务|力度)|专项用|(?<!可)以(?![上下内及])|并(?!网)|推动|促进(?!中心|会)|带动|使(?!用)|确保)(?=[^，。；]{2})"
    r"|(?:建成|完成|开工|完工|竣工|投产|投入使用|投入运营|全面|按期|如期|正式)(?!的|区|率|额|后|一)"
)
# …绿化任务 | 任务书
_NOUN_TRIM = re.compile(
    r"(?:等(?:工程|项目|试点|任务)?(?:建设)?|不(?:动摇|突破|放松|减少)|的?(?:目标)?任务|的?工作(?:任务)?|的?目标"
    r"|年内|年底前?|按[时期]|如期|尽快|顺利|全面|全部)+$"
)
# 433亿元用于促进就业 | 用于 within a noun
PURPOSE = re.compile(
    r"(?:更大力度|加大力度|加力|专项|重点|主要|继续|进一步)?(?:用于|支持|用来|实施|建设|开展|推进|启动|设立|对)"
)
# 109亿元资金支持再就业 | 30亿元国债资金用于
_SUM_FOR = re.compile(rf"的?(?:专项|补助)?资金{PURPOSE.pattern}(?=[\u4e00-\u9fff“]{{3}})")
SHUT = re.compile(r"[\s　]*(?:$|[，。；：！？、（）)]|和|及|与|以及|并|至|到|等[^，。；]{0,8}(?:$|[，。；]))")


def subject(text: str, start: int, end: int) -> Span | None:
    """The noun phrase left of a verb, without words of time and manner at either end.

    >>> text = "今年一般工商业电价平均"
    >>> span = subject(text, 0, len(text))
    >>> text[span.start : span.end]
    '一般工商业电价'
    """
    goal = _AIM.search(text, start, end)
    end = goal.start() if goal else end
    begin = skip_lead(text, start, end)
    handled = _HANDLED.search(text, begin, end)
    begin = handled.end() if handled else begin
    fill = FILL.search(text[begin:end])
    stop = begin + fill.start() if fill else end
    while stop > begin and text[stop - 1] in "、，的 　":
        stop -= 1
    if _PAYER.fullmatch(text, begin, stop):
        return None
    return Span(begin, stop) if stop > begin else None


def skip_lead(text: str, start: int, end: int) -> int:
    """Where the statement begins behind words of time, manner and who pays."""
    at, last = start, -1
    while at != last:
        last = at
        for pattern in (LEAD, _PAYER):
            found = pattern.match(text, at, end)
            at = found.end() if found else at
    return at


def without_base(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """Subject and base of a comparison: 能耗比2020年 is 能耗 and 2020年; 标准由20元 is 标准 alone."""
    origin = _ORIGIN.search(text[start:end])
    if origin:
        end = start + origin.start()
    base = _BASE.search(text[start:end])
    if not base:
        return subject(text, start, end), None
    name = "base" if base["base"] else "level"
    span = Span(start + base.start(name), start + base.end(name))
    return subject(text, start, start + base.start()), span


def object_behind(text: str, start: int, end: int) -> Span | None:
    """The noun that begins at `start`, where one does.

    >>> text = "有条件、规模适当的城市和一批园区"
    >>> span = object_behind(text, 0, len(text))
    >>> text[span.start : span.end]
    '有条件、规模适当的城市'
    """
    if SHUT.match(text, start, end):
        return None
    purpose = PURPOSE.match(text, start, end) or _SUM_FOR.match(text, start, end)
    begin = purpose.end() if purpose else start + text.startswith("的", start)
    stop = _NOUN_STOP.search(text, begin + 1, end)  # 用于促进就业: the purpose may begin with a verb
    stopped = stop.start() if stop else end
    listing = text.find("、", begin, stopped)
    if listing > 0 and "的" not in text[listing:stopped] and text[listing - 1] not in "型级式类":  # 都市型、楼宇型场地
        stopped = listing
    trim = _NOUN_TRIM.search(text[begin:stopped])
    if trim and trim.start() > 1:
        stopped = begin + trim.start()
    while stopped > begin and text[stopped - 1] in "、和及与 　":
        stopped -= 1
    return Span(begin, stopped) if stopped > begin else None


def rate(text: str, noun: Span | None) -> tuple[Direction | None, Span | None]:
    """Which way the rate goes that a noun names (涨幅, 降幅), if it names one; and the noun without 预期目标."""
    if noun is None:
        return None, None
    words = text[noun.start : noun.end]
    goal = _GOAL.search(words)
    if goal and goal.start() > 1:
        noun, words = Span(noun.start, noun.start + goal.start()), words[: goal.start()]
        if "增长" in goal[0] or words.endswith("增长"):
            return "up", noun
    found = _RATE.search(words)
    return ("up" if found["up"] else "down") if found else None, noun


def is_generic(words: str) -> bool:
    """Whether a noun needs another one to mean anything: 规模, 面积."""
    return words in _GENERIC


_GENERIC = frozenset(lex.GENERIC.split())
