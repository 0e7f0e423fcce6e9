"""Forms that give a value: growth and cut, levels reached, kept or not to be passed."""

from __future__ import annotations

import re
from dataclasses import replace

from policydiff.facts import lexicon as lex
from policydiff.facts.measures import GREATER, GREATER_EQUAL, LESS, LESS_EQUAL
from policydiff.facts.targets.context import (
    ALLOTTED,
    DONE,
    DOWN_VERB,
    EVENT,
    RATE_BEHIND,
    THINGS,
    UP_VERB,
    Frame,
    Site,
    change,
    increment,
    is_shut,
    level,
    opening,
    orders,
    shared_object,
)
from policydiff.facts.targets.nouns import LEAD, SHUT, object_behind, rate, subject, without_base
from policydiff.model import Comparator, Direction, Span

_any = lex.either
# 压减至 | 压减任务
CHANGED = re.compile(rf"(?:(?P<up>{UP_VERB})|(?P<down>{DOWN_VERB}))了?(?P<to>到了|达到|至|到|为|达|成)?$")
# 提高1200万教师待遇: so many people are better off, nothing rises by so many.
_BETTERS = re.compile(r"提高|提升|改善")
# 改造提升10万亩 is so much done | 能力提升
_IMPROVED = re.compile(r"(?:改造|改建|新建|扩建|整治|修复|更新)[和、并]?提升$")
# 比去年预算低 | 较高
_COMPARED = re.compile(rf"(?:(?P<up>{_any(lex.MORE)})|(?P<down>{_any(lex.LESS)}))(?:出|于)?$")
# 增速高于各项贷款平均增速 | 增长高于5%
_ABOVE = re.compile(r"(?P<noun>[^，。；]{2,}?)(?P<than>高于|快于|低于|慢于)(?P<base>[\u4e00-\u9fff“”]{2,20})$")
# 减税降费 | 免税
_RELIEVED = re.compile(rf"(?P<noun>(?:(?:{_any(lex.RELIEF)})[和、]?)+(?:规模)?)(?:达到?|为)?$")
# 按不低于5%的幅度压减 | 按5%的标准征收
_PACE_BEFORE = re.compile(r"(?:按照?|以)(?:年均|每年|平均)?$")
_PACE = re.compile(rf"左?右?的?(?:年均)?(?:幅度|速度|增速|比例)(?:(?P<up>{UP_VERB})|(?P<down>{DOWN_VERB}))")
# 保持在 | 在线
_LINKED = re.compile(rf"(?P<verb>{_any(lex.LINK)})了?$")
_NAMED_EARLIER = ("达到", "达", "完成", "实现", "安排", "拟安排")
# 增长5.5%以上，力争6%: what was said before, aimed at higher.
_BARE_AIM = re.compile(r"[\s　]*(?:力争|争取|确保|冲刺|努力实现|奋力实现)")
# 不少于执法人员总数的 | 目的
_PART = re.compile(
    rf"(?P<word>占|达到|{_any(GREATER_EQUAL, LESS_EQUAL, GREATER, LESS)})(?P<whole>[^，。；]{{2,24}})的$"
)
_COMPARING: tuple[tuple[Comparator, str], ...] = (
    (">=", GREATER_EQUAL),
    ("<=", LESS_EQUAL),
    (">", GREATER),
    ("<", LESS),
)
# 每亩补贴 | 补贴标准
_TERMS = re.compile(rf"(?:{_any(lex.TERMS)})$|每[^，。；]{{0,8}}(?:补|奖|罚)[^，。；]{{0,4}}$|的$")
# 招聘教师1800名，其中农村教师不少于900名 | 其他
_OF_WHICH = re.compile(r"[\s　]*其中")
# 争取上级资金2亿元 | 争取粮食产量
_SOUGHT = re.compile(r"争取$")
_SOUGHT_SUM = re.compile(r"(?:资金|投资|支持|债券|贷款|补助)$")
# 带动社会资本近1万亿元 | 推动
_BRINGS = re.compile(r"带动|拉动|撬动|吸引")
# 蔬菜产量 | 温室
_METRIC = re.compile(
    r"(?:[率量额度数值积]|规模|能力|收入|里程|水平|比例|比重|投资|支出|标准|时间|周期|寿命|年限|人口|用地)$"
)
# 完成质押融资金额增长 | 完成率
_DONE_TO = re.compile(r"完成(?!率)|实现|确保|保持|维持|安排|守住|严守|坚守|守牢")
# 项目有66个, 惠及2100万人: statements, not aims | 没有
_STATES = re.compile(r"(?:共?有|是|惠及|受益|[高低快慢])$")
# 改造老旧小区27个、惠及群众6200户 | 受益率
_BENEFITS = re.compile(r"惠及|受益(?!率|面)|覆盖(?:群众|居民|人口)")


def doubled(site: Site) -> Frame | None:
    """翻一番, 减半: the quantity is its own verb."""
    if not site.quantity.change:
        return None
    noun, base = without_base(site.text, site.start, site.quantity.start)
    return change(site.quantity.change, noun, base=base)


def at_a_pace(site: Site) -> Frame | None:
    """按不低于5%的幅度压减一般性支出."""
    found = _PACE_BEFORE.search(site.whole_left)
    pace = _PACE.match(site.right) if found else None
    if not found or not pace:
        return None
    begin = site.quantity.end + pace.end()
    noun = object_behind(site.text, begin, site.end)
    tail = noun.end if noun else begin
    noun = noun or subject(site.text, site.start, site.start + found.start())
    return change("up" if pace["up"] else "down", noun, tail=tail)


def relieved(site: Site) -> Frame | None:
    """为企业减税8000多亿元."""
    found = _RELIEVED.search(site.left)
    if not found or not SHUT.match(site.right):
        return None
    return change("down", subject(site.text, site.start, site.start + found.end("noun")))


def changed(site: Site) -> Frame | None:
    """增长8%, 压减至16个月, 比去年低0.4个百分点; 增加1000亿元资本金."""
    found = CHANGED.search(site.left)
    verb = found or _COMPARED.search(site.left)
    if not verb:
        return None
    if site.quantity.dimension in THINGS and _IMPROVED.search(site.left):
        return None
    noun, base = without_base(site.text, site.start, site.start + verb.start())
    if not found and base is None:
        return None
    is_share = bool(found and found["to"]) and _is_share_of(site)
    tail = site.end if is_share else 0
    if not (is_shut(site) or is_share):
        if noun or base or (_BETTERS.search(verb[0]) and site.quantity.dimension != "money"):
            return None
        noun = object_behind(site.text, site.quantity.end, site.end)
        tail = noun.end if noun else 0
        if (
            noun
            and found
            and found["up"] == "增加"
            and not found["to"]
            and site.quantity.dimension in ("people", "count")
        ):
            return increment(noun, verb="增加", tail=tail, way="does")  # 增加5000个学位 is 新增5000个学位
    noun = _without_done(site, noun)
    direction: Direction = "up" if verb["up"] else "down"
    frame = change(direction, noun, verb=verb[0], tail=tail, base=base)
    to = found is not None and (found["to"] or site.text[site.core : site.core + 1] in ("到", "至"))  # 到2020年的
    return replace(frame, measure="level") if to and not rate(site.text, noun)[0] else frame


def _without_done(site: Site, noun: Span | None) -> Span | None:
    """完成质押融资金额增长20%: what is done is the growth."""
    done = _DONE_TO.match(site.text, noun.start, noun.end) if noun else None
    return Span(done.end(), noun.end) if noun and done and noun.end - done.end() > 2 else noun


def _is_share_of(site: Site) -> bool:
    """扩大到85%以上地市, 扩大到40%的县, 扩大到1000个县."""
    limit = {"ratio": 12, "count": 6}.get(site.quantity.dimension, 0)
    return 0 < len(site.right) <= limit and not DONE.search(site.right) and not SHUT.match(site.right)


def above(site: Site) -> Frame | None:
    """贷款增速高于各项贷款平均增速5个百分点: so much over another thing."""
    found = _ABOVE.match(site.left) if site.quantity.unit.endswith("百分点") and is_shut(site) else None
    if not found:
        return None
    base = Span(site.start + found.start("base"), site.start + found.end("base"))
    direction: Direction = "down" if found["than"] in ("低于", "慢于") else "up"
    return change(direction, subject(site.text, site.start, site.start + found.end("noun")), base=base)


def held(site: Site) -> Frame | None:
    """守住18亿亩耕地红线, 安排30亿元国债资金."""
    found = ALLOTTED.search(site.left)
    noun = object_behind(site.text, site.quantity.end, site.end) if found else None
    if not found or not noun or RATE_BEHIND.match(site.right) or is_shut(site):
        return None
    return level(noun, verb=found["verb"], tail=noun.end, way="does")


def aimed_higher(site: Site) -> Frame | None:
    """增长5.5%以上，力争6%: what was said before, to be reached or passed."""
    return level(None, way="reaches") if _BARE_AIM.fullmatch(site.whole_left) and is_shut(site) else None


def reached(site: Site) -> Frame | None:
    """比例达到92%, 比例不低于92%, 保持8%的增长."""
    found = _LINKED.search(site.left)
    if site.quantity.dimension == "count" and shared_object(site):
        return None
    grows = RATE_BEHIND.match(site.right)
    if not (found or _compares(site)) or not (is_shut(site) or grows):
        return None
    noun, base = without_base(site.text, site.start, site.start + found.start() if found else site.core)
    direction, noun = rate(site.text, noun)
    verb = found["verb"] if found else ""
    if grows:
        return change("up" if grows["up"] else "down", noun, tail=site.quantity.end + grows.end(), way="reaches")
    if direction:
        return change(direction, noun, base=base, way="reaches")
    if noun is None:
        is_named_earlier = verb in _NAMED_EARLIER or (not verb and LEAD.fullmatch(site.left))
        return level(None, verb=verb, way="reaches") if is_named_earlier else None
    return _reached(site, noun, verb)


def _reached(site: Site, noun: Span, verb: str) -> Frame | None:
    if site.words(noun).endswith("的"):
        return None
    noun = _without_done(site, noun) or noun
    words, carried = site.words(noun), site.carried
    if site.quantity.dimension == "ratio":
        return level(noun, way="reaches")
    if carried and carried.verb and _OF_WHICH.match(site.text, site.start) and site.quantity.dimension in THINGS:
        return replace(carried, way="reaches", noun=noun, tail=0, base=None, comparator=None)
    if EVENT.search(words) or (verb == "完成" and words.endswith(("投资", "资金", "融资"))):
        return increment(noun, way="reaches")
    return level(noun, way="reaches")


def _compares(site: Site) -> bool:
    """Whether 不低于, 突破 and the like stand as the verb; in 开展活动不少于1000场 another verb does."""
    if not site.quantity.before or site.quantity.comparator == "~":
        return False
    return site.quantity.dimension == "ratio" or not orders(opening(site))


def part_of(site: Site) -> Frame | None:
    """审核人员不少于执法人员总数的5%."""
    found = _PART.search(site.left) if site.quantity.dimension == "ratio" else None
    if not found or not is_shut(site):
        return None
    noun = subject(site.text, site.start, site.start + found.start())
    comparator = next((c for c, words in _COMPARING if found["word"] in words.split()), None)
    return replace(level(noun), comparator=comparator) if noun else None


def noun_value(site: Site) -> Frame | None:
    """财政赤字2.38万亿元, 居民消费价格涨幅3%: nothing between noun and quantity."""
    grows = RATE_BEHIND.match(site.right) if site.quantity.dimension == "ratio" else None
    direction, noun = rate(site.text, subject(site.text, site.start, site.core))
    if grows and SHUT.match(site.right, grows.end()):  # 保持国内生产总值7%的增长
        tail = site.quantity.end + grows.end()
        direction = "up" if grows["up"] else "down"
        return change(direction, _without_done(site, noun), tail=tail, way="states") if noun else None
    if noun is None or not is_shut(site):
        return None
    words, listed = site.words(noun), site.listed
    is_listed = listed is not None and bool(listed.verb)
    if _BENEFITS.match(words) or ((_TERMS.search(words) or _STATES.search(words)) and not is_listed):
        return None
    if direction:
        return change(direction, noun, way="states")
    if listed and is_listed and listed.way in ("does", "done"):
        return replace(listed, noun=noun, tail=0, base=None, comparator=None)
    return _stated(site, noun)


def _stated(site: Site, noun: Span) -> Frame:
    words, carried = site.words(noun), site.carried
    if (
        site.quantity.dimension == "money"
        and _SOUGHT.search(site.text[site.start : noun.start])
        and _SOUGHT_SUM.search(words)
    ):
        return increment(noun, verb="争取", way="does")
    brings = list(_BRINGS.finditer(site.text, site.start, noun.end - 1))
    if brings and site.quantity.dimension in ("money", *THINGS):
        return increment(Span(max(noun.start, brings[-1].end()), noun.end), verb="带动", way="does")
    if carried and carried.verb and site.quantity.dimension in THINGS and not _METRIC.search(words):
        return replace(carried, way="states", noun=noun, tail=0, base=None, comparator=None)
    return increment(noun, way="states") if EVENT.search(words) else level(noun, way="states")
