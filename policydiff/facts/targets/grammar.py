"""The forms in which Chinese policy documents put a quantity to what it measures, as one table.

They are tried in the order of the table, and the first that fits is taken: what needs more signs comes before what
needs fewer. To add a form, write its function beside those of `values` (growth, cut, levels) or `counts` (so many
done, built, given), and give it a row here; a test holds every row to its own examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from policydiff.facts import lexicon as lex
from policydiff.facts.quantities import Quantity
from policydiff.facts.targets import counts, values
from policydiff.facts.targets.context import Frame, Site, opened
from policydiff.facts.targets.nouns import FILL, subject
from policydiff.model import Span
from policydiff.text.official.numbers import HAN


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say how much. `read` gives the frame that it makes of a quantity's words, or None.

    `pattern` shows the order of the parts (N what is measured, V the value). Of the phrases in `takes` this form is
    the first that fits, and makes what stands beside them: indicator, measure, direction. Those in `refuses` look
    like it; what they are is another form's matter, or nobody's.
    """

    name: str
    pattern: str
    read: Callable[[Site], Frame | None]
    takes: tuple[tuple[str, str], ...]
    refuses: tuple[str, ...]


FORMS: tuple[Form, ...] = (
    Form("doubling", "N V, the value a verb of its own", values.doubled,
         (("人均收入比2020年翻一番", "人均收入 change up"), ("审批时间减半", "审批时间 change down")),
         ("审批时间压减一半",)),
    Form("at a pace", "按 V 的幅度 VERB N", values.at_a_pace,
         (("按不低于5%的幅度压减一般性支出", "一般性支出 change down"),),
         ("按5%的税率征收增值税",)),
    Form("above", "N 高于 BASE V", values.above,
         (("普惠贷款增速高于各项贷款平均增速5个百分点", "普惠贷款增速 change up"),),
         ("增速不低于5个百分点", "投资高于去年500亿元")),
    Form("relief", "为 WHOM 减税 V", values.relieved,
         (("全年再为企业减税8000多亿元", "减税 change down"),),
         ("免税商品销售额8亿元",)),
    Form("change", "N GROWS V; N GROWS 到 V", values.changed,
         (("国内生产总值增长6.5%左右", "国内生产总值 change up"), ("审查周期压减至16个月", "审查周期 level down"),
          ("赤字率比去年预算低0.4个百分点", "赤字率 change down"), ("增加1000亿元资本金", "资本金 change up")),
         ("提高1200万名中小学教师待遇", "较高水平达到5%")),
    Form("hold", "守住 V N", values.held,
         (("守住18亿亩耕地红线", "耕地红线 level -"), ("安排30亿元国债资金", "国债资金 level -")),
         ("保持8%的增长",)),
    Form("reach", "N 达到 V; N 不低于 V", values.reached,
         (("商标网上申请比例不低于92%", "商标网上申请比例 level -"), ("赤字率按2.8%安排", "赤字率 level -"),
          ("国内生产总值保持8%的增长", "国内生产总值 change up"),
          ("城镇新增就业达到1100万人", "城镇新增就业 increment up")),
         ("达到80%的企业", "组织开展活动不少于1000场")),
    Form("aim higher", "力争 V", values.aimed_higher,
         (("力争6%", "- level -"),),
         ("力争6%的企业达标",)),
    Form("takes", "N V办结; N V环节", counts.takes,
         (("开办企业全流程1个环节", "开办企业全流程 level -"), ("企业开办1天办结", "企业开办 level -")),
         ("2天后审批", "抓好5个方面")),
    Form("served", "为 V N VERB", counts.served,
         (("为全区23000名老年人提供居家上门服务", "老年人提供居家上门服务 increment up"), ("对300户困难家庭进行改造", "困难家庭进行改造 increment up")),
         ("成为100家企业的平台", "对300户以上的村给予奖励")),
    Form("helped", "推动 V N VERB", counts.helped,
         (("推动1200家企业实施数字化改造", "企业实施数字化改造 increment up"), ("引领带动超过15万家中小企业实现“上云”", "中小企业实现“上云” increment up")),
         ("推动3省1市实现通办",)),
    Form("done in places", "在 V 开展 N", counts.done_in_places,
         (("在10个左右紧缺领域大力开展职业培训", "职业培训 increment up"),),
         ("在10个左右紧缺领域",)),
    Form("each has", "每个 PLACE 有 V N", counts.each_has,
         (("每个行政村至少有1名乡村医生", "乡村医生 level -"),),
         ("每年培训1名医生",)),
    Form("sized", "VERB 总规模 V 的 N", counts.sized,
         (("设立总规模50亿元的产业投资基金", "产业投资基金 increment up"), ("发起设立首期规模不低于10亿元的引导基金", "引导基金 increment up")),
         ("总投资50亿元的基地项目", "设立产业投资基金50亿元")),
    Form("verb value noun", "VERB V N", counts.verb_value_noun,
         (("新建30家技术与创新支持中心和一批机构", "技术与创新支持中心 increment up"),
          ("试点覆盖10%左右的县", "试点 level -")),
         ("投资5亿元的项目开工", "收入30亿元的企业")),
    Form("verb place value noun", "VERB WHERE V N", counts.verb_place_value_noun,
         (("开通至俄蒙的3条航线", "航线 increment up"), ("改造兴安岭100万平方米棚户区", "棚户区 increment up")),
         ("推进大唐700万吨露天矿项目",)),
    Form("treatment", "对 V N 进行 VERB", counts.treated,
         (("对呼伦大街等7条主干道路进行综合改造", "主干道路 increment up"),),
         ("对7家企业的检查",)),
    Form("noun value outcome", "N V OUTCOME", counts.noun_value_outcome,
         (("贫困人口183人全部稳定脱贫", "贫困人口 increment up"),),
         ("贫困人口183人的收入",)),
    Form("part of", "N 不少于 WHOLE 的 V", values.part_of,
         (("审核人员不少于执法人员总数的5%", "审核人员 level -"),),
         ("目的5%",)),
    Form("verb noun value", "VERB N V", counts.verb_noun_value,
         (("完成铁路投资7320亿元", "铁路投资 increment up"), ("再压减钢铁产能3000万吨", "钢铁产能 change down"),
          ("拟安排地方政府专项债券3.9万亿元", "地方政府专项债券 level -")),
         ("完成7320亿元铁路投资",)),
    Form("noun verb value", "N VERB V", counts.noun_verb_value,
         (("公路水运投资1.8万亿元", "公路水运投资 increment up"), ("科技投入1461亿元", "科技投入 level -")),
         ("住房建成区470万套",)),
    Form("noun value", "N V", values.noun_value,
         (("财政赤字2.38万亿元", "财政赤字 level -"), ("居民消费价格涨幅3%左右", "居民消费价格涨幅 change up"),
          ("国内生产总值7%的增长", "国内生产总值 change up")),
         ("惠及2100万人", "每亩补贴100元")),
    Form("value noun outcome", "V 的 N OUTCOME", counts.value_noun_outcome,
         (("60%的中小学达到标准", "中小学达到标准 level -"), ("首批100个示范社区全面建成", "示范社区 increment up")),
         ("700万吨露天矿完成核准", "7%的速度可以实现就业")),
)  # fmt: skip

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
_PEOPLE = re.compile(rf"(?:{lex.either(lex.PEOPLE)})(?:总数|数量|人数|规模)?$|(?:报名|应考|参考|考生)人数$")
# 新的三年棚改攻坚计划 | 计划; 粮食产量屡创新高 | 产量
_ORDERS = "为 为了 支持 保证 加大 加强 加快 推进 深化 健全 完善 坚持 做好 抓好 优化 强化 落实 新的 首批"
_UNDERTAKING = "计划 行动 工程 工作 规划 方案 步伐 力度 攻坚 攻坚计划 攻坚行动"
_GOES_ON = "连续 不断 屡创 持续 稳步 大幅 进一步 明显 显著 继续 再创 快速 逐步"
_TOPIC = re.compile(
    rf"(?:{lex.either(_ORDERS)}|[{HAN}\d]+年)*"
    rf"(?P<core>.{{2,}}?)(?:{lex.either(_UNDERTAKING)}|(?:{lex.either(_GOES_ON)}).*)?"
)


def site_of(
    text: str,
    start: int,
    end: int,
    quantity: Quantity,
    *,
    stop: int = 0,
    listed: Frame | None = None,
    carried: Frame | None = None,
) -> Site:
    """A quantity with the words between `start` and `end` that may govern it; see `Site` for the rest."""
    fill = FILL.search(text[start : quantity.start])
    core = start + fill.start() if fill else quantity.start
    return Site(
        text=text,
        start=start,
        core=core,
        end=end,
        stop=max(stop, end),
        quantity=quantity,
        listed=listed,
        carried=carried,
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

    >>> from policydiff.facts.quantities import find_quantities
    >>> text = "今年完成铁路投资7320亿元"
    >>> frame = read_frame(text, 0, len(text), find_quantities(text)[0])
    >>> frame.measure, frame.direction, text[frame.noun.start : frame.noun.end]
    ('increment', 'up', '铁路投资')
    >>> text = "加快大唐700万吨露天矿项目建设"
    >>> read_frame(text, 0, len(text), find_quantities(text)[0]) is None
    True
    """
    site = site_of(text, start, end, quantity, stop=stop, listed=listed, carried=carried)
    is_terms = quantity.dimension == "money" and (
        quantity.before in ("最高", "最多") or _AT_MOST.search(site.whole_left)
    )
    if is_terms or _TERMS_BEHIND.match(site.right):
        return None
    frame = next((f for form in FORMS if (f := form.read(site))), None)
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
    if frame.way not in ("reaches", "states") or frame.measure != "level" or frame.noun is None:
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
