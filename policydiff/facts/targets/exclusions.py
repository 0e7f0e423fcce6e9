"""What holds a number and sets no target: definitions, conditions, terms, places, counts of the text itself.

Each rule stands here with words that it must take and words that it must leave; a test holds it to both. A claim
that the text refutes is worse than one that is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from policydiff.model import Clause, Document
from policydiff.text.official.numbers import HAN

# heading: all that stands below it. sentence: all values in it. onward: those from its words to the next semicolon. value: indicator, number and unit of a level that
# is merely stated. things: the same of whatever is counted.
Scope = Literal["heading", "sentence", "onward", "value", "things"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One kind of words that set nothing, of a heading, a sentence or a level that is merely stated."""

    name: str
    scope: Scope
    pattern: re.Pattern[str]
    yes: str
    no: str


def _rule(name: str, scope: Scope, pattern: str, yes: str, no: str) -> Exclusion:
    return Exclusion(name, scope, re.compile(pattern), yes, no)


EXCLUSIONS: tuple[Exclusion, ...] = (
    _rule("conditions", "heading",
          r"^[^，。；]{0,12}(?:(?:申报|申请|参赛|报名|参评|评选|推荐|适用|准入|认定|支持|奖补|补助|享受|补贴)(?:条件|标准|对象|范围|资格|要求)"
          r"|(?:评分|计分|评价|考核)(?:细则|标准|办法|指标)|(?:名词|术语|指标)(?:解释|说明|定义)|四至(?:范围)?|计算方法|奖项(?:设置|设定)?|奖励(?:办法|标准|设置))(?=$|[和与及、（])",
          "三、申报条件和程序", "参保率达到97%，居民医保补助标准提高到700元"),
    _rule("definition", "sentence", r"所称|是指|系指|指的是", "本办法所称小微企业，是指从业人员不超过300人的企业。", "国内生产总值增长5%。"),
    _rule("place", "sentence", r"东经|北纬|[经纬]度|坐标|弧线|界址|[A-Z]\d*点|四至|沿[^，。；]{1,16}向[东南西北]",
          "自A点起，半径48.25米的弧线至B点。", "沿黄九省区造林20万亩。"),
    _rule("who may apply", "sentence",
          r"(?:申报|申请)(?:单位|企业|人|者|主体)(?![数总达]).{0,6}[应须需为自可]|应当?(?:同时)?(?:具备|符合|满足)(?:以下|下列)|(?:以下|下列)条件",
          "申报单位应成立3年以上。", "专利申请人满意度达到85%。"),
    _rule("scoring", "sentence", r"总分|满分|分值|[扣加计][^，。；]{0,4}\d+(?:\.\d+)?分(?!钟)|评价(?:指标)?体系(?:包括|由|共|分)|[一二三]级指标",
          "总分为100分，得分90分以上为优秀。", "群众满意度达到95分。"),
    _rule("not counted", "sentence", r"不计入|不纳入统计|不予统计|不在统计", "住院时间不超过48小时的患者不计入。", "平均住院时间不超过8天。"),
    _rule("penalty", "sentence", r"处[^，。；]{0,24}罚款|(?:警告|责令)[^。；]{0,40}罚款|扣[减罚发回][^，。；]{0,12}(?:资金|经费|工资|补助|奖金)", "处2万元以上10万元以下罚款。", "罚没收入下降5%。"),
    _rule("entitlement", "onward",
          r"(?:^|[，；：\s　])(?:凡|对)(?![口外])[^。；]{0,80}?(?:给予|予以|按)[^。；]{0,40}?(?:奖励|补助|补贴|贴息|资助|奖补|减免)(?!.*(?:全年|力争|确保))"
          r"|(?:每人|每户|每家|每亩|单户|单个项目|每项)(?:每[年月天])?[^，。；]{0,6}(?:最高(?!额度)|不超过|给予|(?:补助|补贴|奖励)(?!标准))",
          "对首次认定的企业，给予一次性奖励50万元。", "对口支援项目投入资金50万元。"),
    _rule("so many for so many", "onward", rf"按照?每[\d{HAN}万]", "按照每3至10万居民设置1个社区卫生服务中心。", "按每年10%的速度增长。"),
    _rule("terms", "onward", r"(?:贷款|担保|信贷|借款)(?:期限|额度|利率)[^，。；]{0,6}(?:最[高长]|不超过|不高于)|LPR",
          "贷款期限不超过3年，利率不超过LPR加50个基点。", "普惠贷款余额增长20%。"),
    _rule("how many there are", "sentence", r"^[\s　]*(?:目前|当前)?(?:全[国省市县区])?(?:目前|当前)?(?:现有|现共有|共有)[^，。；率达占]{0,16}\d",
          "全国现有行政村50多万个。", "现有企业改造升级率达到80%。"),
    _rule("elasticity", "sentence", r"(?<!年)每(?:增长|增加|提高|上升|下降)\d", "国内生产总值每增长1个百分点，带动就业200万人。", "居民收入每年增长7%。"),
    _rule("shortcomings", "sentence", r"清醒(?:地|的)?(?:认识|看)到", "我们清醒地认识到，经济总量占全省比重仅6.3%。", "我们要把认识统一起来，增长6%。"),
    _rule("what projects cost", "value", r"(?:总|亩均|户均|概算|估算|静态|匡算)(?:总)?投资(?:额|概算|估算)? [\d.]+[万亿]*元$|投资(?:概算|估算|匡算) ",
          "项目总投资 56亿元", "固定资产投资 56亿元"),
    _rule("imprint", "value", r"^(?:共印|印数|印发|打印)\S* ", "共印 50份", "印刷品出口额 50亿元"),
    _rule("own list", "value",
          r"(?:方面|内容|经验|举措|措施|条款|条文|情形|部分|职责|职能|清单|原则) \d+(?:项|条|个|款|类|点|种|部分)$",
          "知识产权保护方面 5项", "一网通办率 98%"),
    _rule("deeds for the people", "things", r"(?:实事|好事|大事)(?:项目|工程)? \d+(?:件|项|个)$", "民生实事 10件", "民生实事办结率 98%"),
    _rule("head of affairs", "things", r"(?:始终|一直|历来|都|永远)?是[^，。；]{0,8}(?:大事|任务|关键|问题|基础|根本|重点) ", "中国人的吃饭问题始终是头等大事 13亿", "关键技术攻关 5项"),
    _rule("a bracket of rates", "things", r"^一档的", "一档的税率不变 6%", "第一档补助标准 50元"),
    _rule("given back", "things", r"^可?(?:返还|退还)", "返还上年度实际缴纳失业保险费 50%", "稳岗返还资金 50亿元"),
    _rule("what is said to come of it", "things", r"^(?:将会|会|将)(?:超过|达到|高于)|^(?:低于|高于|快于|慢于)(?:全年|年度|序时|目标|全[省市国]|平均)", "会超过《建议》提出的2010年人均国内生产总值 2倍", "会展业收入 5亿元"),
    _rule("rhythm", "things", r"频[次率][^ ]* \d+次$", "监测频次不少于每4小时 1次", "服务频次达标率 98%"),
    _rule("peoples", "things", r"^民族", "民族共同繁荣发展的美好家园 56个", "少数民族干部 200名"),
)  # fmt: skip


# All rules of a scope in one: most words hold nothing of any.
_ANY: dict[Scope, re.Pattern[str]] = {
    scope: re.compile("|".join(rule.pattern.pattern for rule in EXCLUSIONS if rule.scope == scope))
    for scope in get_args(Scope)
}


def is_excluded(scope: Scope, words: str) -> bool:
    """Whether a heading, a sentence or a stated value sets nothing.

    >>> is_excluded("sentence", "自A点起，半径48.25米的弧线至B点。"), is_excluded("value", "知识产权保护方面 5项")
    (True, True)
    """
    return _ANY[scope].search(words) is not None


def excluded_from(words: str) -> int | None:
    """Where in a statement that which sets nothing begins; it goes on to the statement's end.

    >>> words = "贷款增速不低于15%，对符合条件的给予1个百分点的贴息，期限不超过2年"
    >>> words[excluded_from(words) :]
    '，对符合条件的给予1个百分点的贴息，期限不超过2年'
    """
    found = _ANY["onward"].search(words)
    return found.start() if found else None


def stands_below_excluded(document: Document, clause: Clause) -> bool:
    """Whether a clause stands under a heading that sets conditions or explains words."""
    above: Clause | None = clause
    while above is not None:
        if above.heading and is_excluded("heading", above.heading):
            return True
        above = document.by_id[above.parent] if above.parent else None
    return False
