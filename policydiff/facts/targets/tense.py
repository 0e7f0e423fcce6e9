"""Whether a sentence tells of the past or sets a plan.

Three signs, the nearer one first: words in the sentence (去年, 五年来, 累计; 力争, 到2025年), the headings above it
(2019年工作回顾, 主要预期目标), the years that it names against the year of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policydiff.model import Clause, Document
from policydiff.text.official.dates import plan_ends
from policydiff.text.official.labels import label_number
from policydiff.text.official.numbers import HAN

Tense = Literal["past", "plan"]


def _any_of(*signs: str) -> re.Pattern[str]:
    return re.compile("|".join(signs))


_PAST_HEADING = _any_of(
    "回顾|发展成就|工作总结|现状",
    "过去.{0,6}(?:年|期)",
    # 经济运行基本情况 | 情况通报
    "(?:基本|主要|发展|进展|执行|完成)情况",
    # “十三五”时期 | “十四五”时期主要目标
    '^[“"]?十[一二三四五]五[”"]?(?:时期|期间)(?!.*目标)',
    # 改革取得新进展 | 推动改革取得新进展, which orders
    "^(?!推|努|力|着|加|确|促|争|实现|使|解|夯|稳|把|坚)[^，。；]{0,30}(?:取得.{0,8}(?:成就|成效|成绩|进展|进步|突破)"
    "|成效显著|成就|成效|新进展|稳步提升|主要成绩|面临的?(?:形势|问题)|发展(?:基础|环境|背景)|存在问题)$",
)
# 2023年计划执行情况 | 2024年计划
_CARRIED_OUT = re.compile(r"(?:计划|规划|预算|目标|任务)(?:任务|指标)?(?:的)?(?:执行|完成|实施|落实|进展)情况")
# 统计公报, 经济运行情况 | 情况反映
_TELLS_PAST = re.compile(r"统计公报|(?:运行|完成|执行|进展|落实)情况|工作总结|总结报告")
# 主要预期目标 | 目标责任
_PLAN_HEADING = _any_of(
    "目标|任务|安排|建议|部署|要求|重点工作|计划|规划|取向|举措|措施|打算|保障|思路|原则|下一步|下一阶段|今后|未来"
)
_PAST_WORDS = _any_of(
    # 去年 | 比去年预算, 按上年度实际缴费的60%返还
    "去年(?!.{0,4}(?:预算|同期|水平|实际))|上年(?!度实际)|前年|刚刚过去|近年来|当时|当年(?!新)",
    # 五年来 | 未来五年
    f"过去(?:的)?.{{0,3}}年|[{HAN}几]年(?:来|间)|以来(?!之)",
    # 已建成 | 已建成的项目
    r"已(?![^，。；]{1,6}的)|曾|截至|截止|目前(?!的|标)|当前(?=[^，。；要]{0,20}(?:下降|增长|上升|减少|仅|只有)了?\d)|"
    r"现有(?=[约近]?\d)|现已",
    # 完成了任务 | 了解
    rf"(?:完成|达到|实现|建成|提高|增加|下降|增长|突破|解决|减少|取消|发放|增至)了|了(?=[约近超]?[\d{HAN}])",
    # 目标任务如期完成 | 目标任务
    "目标(?:任务)?(?:顺利|如期|提前|全面|胜利|基本)(?:实现|完成)|历史新高|创.{0,4}新高|圆满完成|胜利完成|全面完成年初",
)
# What a plan is compared with is no past of its own.
_COMPARISON = _any_of(
    # 高于去年水平 | 去年
    "(?:高于|低于|多于|少于|快于|慢于|好于|大于|小于|超过)(?:去年|上年)[^，。；、]{0,6}",
    # 比去年增长 | 与去年的总结
    r"(?:比|较|与|同)(?:去年|上年|上一年|前年|过去|目前|现有|(?:19|20)\d\d年)[^，。；、]{0,12}?"
    "(?=增|减|提|下|低|高|多|少|翻|扩|再|有|持平|相比|基本|压|缩|降|上|年均|分别|，|。|；|$)",
    # 去年预算 | 去年
    "(?:去年|上年)(?:预算|水平|同期|基数|实际)",
    # 由2019年的77% | 2019年
    r"(?:由|从)(?:去年|上年|(?:19|20)\d\d年)的?",
)
_PLAN_WORDS = _any_of(
    # 要增长 | 需要, 要求
    "(?<![简提扼重主需首想])要(?![求素件点闻领道义案])",
    # 将达到 | 将近, 拟定
    "将(?!近|军|士|来|才)|拟(?!定)|力争|争取|确保|计划(?!生育)|今后|未来|下一步|明年|年内|年底前|月底前|必须",
    # 目标是 | 目标顺利实现
    "目标(?!(?:任务)?(?:顺利|如期|提前|全面|胜利|基本))",
    # 到2025年, 应当 | 应急
    r"到(?:20)\d\d年|应当?(?![对急用])",
)
# 今年减少1000万 | 今年以来
_NOW = re.compile(r"今年(?!以来|已|初)|本年度?")
_THIS_YEAR = re.compile(rf"{_NOW.pattern}|全年|年内")
# What only the future has: in a review it still is a plan.
_FUTURE = re.compile(
    r"今后|未来(?!之)|明年|下一步|力争|拟(?!定)|到(?P<year>20\d\d)年(?:底|末)?(?:，|前|[^，。；]{0,20}(?:达到|提高到|要|将|力争))"
)
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d\d|一九[{HAN}]{{2}}|二[〇○零][{HAN}]{{2}})(?=年)")
# 2013年是全面贯彻落实十八大精神的开局之年 | 2013年度
_YEAR_IS = re.compile(r"(20\d\d)年，?是(?:全面|实施|贯彻|我国|我们|“|实现|落实|决)")
# 2020年工作要点 | 到2025年, 2021—2025年
_YEAR_ANY = re.compile(r"(?<![\d到至—\-–~～])(20\d\d)(?=年)")
# 各位代表！ | a sentence


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of a document's time: its year, and the tense of each clause by the headings above it.

    `mixed` are the clauses under a heading that names both what was achieved and what is planned.
    """

    year: int | None
    by_clause: dict[str, Tense | None]
    mixed: frozenset[str] = frozenset()


def read_times(document: Document) -> Times:
    """The year of a document and the tense that its headings give to its clauses."""
    tenses: dict[str, Tense | None] = {}
    mixed: set[str] = set()
    reported, whole = False, _told_by_title(document)
    for clause in document.clauses:
        above = tenses.get(clause.parent) if clause.parent else None
        own = heading_tense(clause.heading) if clause.heading and above is None else above
        own = own or whole
        is_both = clause.heading and _PAST_HEADING.search(clause.heading) and _PLAN_HEADING.search(clause.heading)
        if above is None and (is_both or clause.parent in mixed):
            mixed.add(clause.id)
        elif clause.heading and clause.parent is None:
            # Behind the review, or the chapter that sets the aims, a report goes on with what is to be done.
            own = own or ("plan" if reported else None)
            reported = reported or own is not None
        tenses[clause.id] = own
    return Times(_document_year(document), tenses, frozenset(mixed))


def _told_by_title(document: Document) -> Tense | None:
    """A communiqué of statistics or a report of what was done tells of the past wherever no heading says otherwise."""
    tells = any(_TELLS_PAST.search(t) and not _PLAN_HEADING.search(_CARRIED_OUT.sub("", t)) for t in document.titles)
    return "past" if tells else None


def heading_tense(heading: str) -> Tense | None:
    """The tense that a heading gives to what stands under it, None where it gives both or neither.

    >>> heading_tense("2019年工作回顾"), heading_tense("今年发展主要目标和下一阶段工作总体部署")
    ('past', 'plan')
    >>> heading_tense("“十三五”时期发展成就和“十四五”时期主要目标任务") is None
    True
    """
    past, plan = bool(_PAST_HEADING.search(heading)), bool(_PLAN_HEADING.search(_CARRIED_OUT.sub("", heading)))
    if past == plan:
        return None
    return "past" if past else "plan"


def _document_year(document: Document) -> int | None:
    """The year that a document is for: as issued, else as its title or its planning chapter says."""
    head = document.head
    if head.issued and head.issued[:4].isdigit():
        return int(head.issued[:4])
    headings = [c.heading for c in document.clauses if c.heading and heading_tense(c.heading) == "plan"]
    for text in (
        head.title or "",
        *headings,
        *(c.text for c in document.clauses[:12] if len(c.text) < 60 and c.kind != "row"),
    ):
        years = [int(y) for y in _YEAR_ANY.findall(text)]
        if years:
            return max(years)
    if last := plan_ends(head.title or ""):
        return last - 4
    reviewed = [
        int(y) for c in document.clauses if c.heading for y in _YEAR_ANY.findall(c.heading) if "回顾" in c.heading
    ]
    if reviewed:
        return max(reviewed) + 1
    stated = _YEAR_IS.findall(document.text)
    return int(stated[-1]) if stated else None


def tense_of(text: str, clause: Clause, times: Times, *, before: Tense | None = None) -> Tense:
    """The tense of a sentence, or of its words up to a quantity.

    `before` is the tense of the sentence before it in the same paragraph: 去年 at the head of a paragraph is
    meant for all of it.

    >>> from policydiff.model import Clause
    >>> place = dict(level=1, parent=None, text="", start=0, end=0, body=0)
    >>> c = Clause(id="一", label="一", kind="section", heading="建议", **place)
    >>> times = Times(2018, {"一": "plan"})
    >>> tense_of("去年居民消费价格上涨2.6%", c, times), tense_of("赤字率比去年预算低0.4个百分点", c, times)
    ('past', 'plan')
    """
    words = _COMPARISON.sub("", text)
    chapter = times.by_clause.get(clause.id)
    future = _FUTURE.search(words)
    if future and future["year"] and times.year and int(future["year"]) < times.year:
        future = None
    if chapter == "past":
        return "plan" if future and not _PAST_WORDS.search(words) else "past"
    past, plan = _PAST_WORDS.search(words), _PLAN_WORDS.search(words)
    years = [label_number(y) for y in _YEAR.findall(words)]
    is_old = bool(years and times.year and max(years) < times.year)
    # 目前债务负担率较低，今年增加赤字后，赤字率在2%左右: in a plan the sentence turns to it again.
    turns = [plan, _NOW.search(words, past.end()) if past and chapter == "plan" else None]
    if (past and not future and not any(turn and turn.start() > past.start() for turn in turns)) or is_old:
        return "past"
    if plan or future or _THIS_YEAR.search(words):
        return "plan"
    return before or chapter or "plan"
