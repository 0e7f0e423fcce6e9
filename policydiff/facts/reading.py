"""Which form governs a quantity: the forms are tried in one order, and the first that fits is taken."""

from __future__ import annotations

import re
from dataclasses import replace

from policydiff.facts import forms_count, forms_value
from policydiff.facts import lexicon as lex
from policydiff.facts.frames import Frame, Site, opened
from policydiff.facts.nouns import FILL, subject
from policydiff.facts.quantities import Quantity
from policydiff.model import Span

# What needs more signs comes before what needs fewer.
FORMS = (
    forms_value.itself,
    forms_value.paced,
    forms_value.relieved,
    forms_value.changed,
    forms_value.held,
    forms_value.linked,
    forms_count.sited,
    forms_count.each,
    forms_count.counted,
    forms_count.placed,
    forms_count.treated,
    forms_count.achieving,
    forms_value.part,
    forms_count.ordered,
    forms_count.ending,
    forms_value.bare,
    forms_count.share,
)

# 年内至少 | 至少年
_FLOOR = re.compile(r"至少|最少|不少于|不低于")
# 确保粮食产量达到 | 确保完成
_ENSURES = re.compile(r"确保[^，。；]*达到$")
# 按7.5%征收 | 征收工作
_TERMS_BEHIND = re.compile(
    r"的?(?:标准|比例|税率)?"
    r"(?:征收|计算|确定|缴纳|给予|返还|补贴|补助|奖励|发放|扣除|计提|提取|收取|支付|报销|罚款)(?!标准|资金)"
)
# 单个项目最高不超过500万元 | 最高法院
_AT_MOST = re.compile(r"最(?:高|多)(?:可达?|达|为)?$")
# 高校毕业生 | 毕业率
_PEOPLE = re.compile(rf"(?:{lex.either(lex.PEOPLE)})(?:总数|数量|人数|规模)?$")
# 新的三年棚改攻坚计划 | 计划; 粮食产量屡创新高 | 产量
_TOPIC = re.compile(
    r"(?:为了?|支持|保证|加大|加强|加快|推进|深化|健全|完善|坚持|做好|抓好|优化|强化|落实|新的|首批|[一二三四五六七八九十\d]+年)*"
    r"(?P<core>.{2,}?)(?:计划|行动|工程|工作|规划|方案|步伐|力度"
    r"|(?:连续|不断|屡创|持续|稳步|大幅|进一步|明显|显著|继续|再创|快速|逐步).*)?"
)


def read_frame(
    text: str,
    start: int,
    end: int,
    quantity: Quantity,
    *,
    stop: int = 0,
    listed: Frame | None = None,
    carried: Frame | None = None,
) -> Frame | None:
    """How a quantity is governed by the words between `start` and `end`, or None.

    The phrase goes on to `stop` where other quantities follow. For `listed` and `carried` see `Site`.

    >>> def read(text):
    ...     from policydiff.facts.quantities import find_quantities
    ...     frame = read_frame(text, 0, len(text), find_quantities(text)[0])
    ...     return frame and (frame.form, frame.measure, frame.direction, text[frame.noun.start : frame.noun.end])
    >>> read("商标注册平均审查周期压减至4个月")
    ('changed', 'level', 'down', '商标注册平均审查周期')
    >>> read("新建30家技术与创新支持中心和一批机构")
    ('counted', 'increment', 'up', '技术与创新支持中心')
    >>> read("今年完成铁路投资7320亿元")
    ('ordered', 'increment', 'up', '铁路投资')
    >>> read("加快大唐700万吨露天矿项目建设") is None
    True
    """
    fill = FILL.search(text[start : quantity.start])
    core = start + fill.start() if fill else quantity.start
    site = Site(
        text=text,
        start=start,
        core=core,
        end=end,
        stop=max(stop, end),
        quantity=quantity,
        listed=listed,
        carried=carried,
    )
    is_terms = quantity.dimension == "money" and (
        quantity.before in ("最高", "最多") or _AT_MOST.search(site.whole_left)
    )
    if is_terms or _TERMS_BEHIND.match(site.right):
        return None
    frame = next((f for form in FORMS if (f := form(site))), None)
    if frame is None or _is_headcount(site, frame):
        return None
    if quantity.comparator == "=" and not frame.comparator and _is_floor(site, frame):
        return replace(frame, comparator=">=")
    return frame


def _is_floor(site: Site, frame: Frame) -> bool:
    """年内至少降低30%, 确保产量达到1.3万亿斤: the words that make a value a minimum stand before the verb."""
    begin = frame.noun.end if frame.noun and frame.noun.end < site.quantity.start else site.start
    return bool(_FLOOR.search(site.text, begin, site.quantity.start) or _ENSURES.search(site.whole_left))


def _is_headcount(site: Site, frame: Frame) -> bool:
    """今年高校毕业生820多万人 says how many there are, not how many there shall be."""
    if frame.form not in ("linked", "bare") or frame.measure != "level" or frame.noun is None:
        return False
    is_listed = site.listed is not None and bool(site.listed.verb)
    told = site.quantity.comparator not in ("<=", ">=") and not is_listed
    return told and bool(_PEOPLE.search(site.words(frame.noun)))


def topic_of(text: str, start: int, end: int) -> Span | None:
    """What a phrase without a quantity speaks of: the object of its verb, else its subject.

    >>> text = "进一步扩大知识产权质押融资规模"
    >>> span = topic_of(text, 0, len(text))
    >>> text[span.start : span.end]
    '知识产权质押融资规模'
    """
    span = opened(text, start, end) or subject(text, start, end)
    core = _TOPIC.fullmatch(text, span.start, span.end) if span else None
    return Span(*core.span("core")) if core else span
