"""What stands around a document and is not of it: lead-ins, bylines, buttons, self-descriptions, licences.

Every rule is visible here with a line that it must match and one that it must not; what goes is recorded.
Where a rule may act keeps it honest: at the head, before the document's first own line; at the tail, behind
its last; or within a line. A rule for the tail takes what follows along, but never a labelled clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policydiff.ingest.trail import Patch
from policydiff.text.normalise import fold

Where = Literal["head", "line", "tail", "inline"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture. `yes` must be taken, `no` must stay: a test holds every rule to both.

    head and line rules take their line only; a tail rule takes all behind it; patterns see folded text.
    """

    name: str
    where: Where
    pattern: re.Pattern[str]
    yes: str
    no: str


def _rule(name: str, where: Where, pattern: str, yes: str, no: str) -> Rule:
    return Rule(name, where, re.compile(pattern), yes, no)


_BUTTON = "分享|分享到|打印|打印本页|收藏|关闭|关闭窗口|返回|返回顶部|我要纠错|纠错|大|中|小|微信|微博|新浪微博|qq空间|朋友圈|点赞|在看|赞赏|转发|评论|举报|字号|字体|下载|复制链接"
_BYLINE = "责任编辑|责编|编辑|校对|作者|记者|通讯员|撰稿|供稿|摄影|审核|初审|复审|终审|监制|值班编辑|编审|排版"

RULES: tuple[Rule, ...] = (
    _rule("disclaimer", "line", r"^#?\s*(?:文章|本文)仅?(?:代表|反映)?作者.{0,12}(?:观点|立场|意见).{0,30}#?$|^#文章仅代表.*#$",
          "#文章仅代表作者观点，不代表本站立场#", "本条例仅适用于作者身份的认定"),
    _rule("original-title", "head", r"^原?标题:", "原标题：国家知识产权局关于印发指引的通知", "标题应当准确简要概括公文的主要内容"),
    _rule("lead-in", "head", r"^[^。]{0,20}(?:消息|讯|获悉|报道)[:,](?:近日|日前|今日|昨日|记者|\d+月\d+日)",
          "某网消息：近日，国家知识产权局发布通知。", "发布预警消息，及时组织处置"),
    _rule("news-agency", "head", r"^(?:新华社|中新社|人民网|新华网|央视网).{0,20}(?:电|讯)(?:\s|$|\()", "新华社北京3月12日电", "新华社记者应当持证采访"),
    _rule("crumbs", "head", r"^(?:您?(?:的|现在的)?(?:当前)?位置\s*:|首页\s*[>›»/])", "当前位置：首页 > 政策法规 > 通知", "位置偏远的地区适当倾斜"),
    _rule("page-data", "head", r"^(?:索引号|信息索引号|信息分类|主题分类|发布机构|公开日期|有效性|浏览次数|访问次数|点击数|阅读量?|更新时间|发布时间|发布日期|字体大小)\s*:",
          "发布时间：2020-04-20 10:30", "发布时间不得早于印发时间。"),
    _rule("reads", "line", r"^(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*:?\s*\d+\s*次?$", "浏览次数：1024", "阅读量达到1024万人次"),
    _rule("button", "line", rf"^(?:{_BUTTON})(?:[\s|/,·:]+(?:{_BUTTON}))*[:\s]*$", "打印 | 关闭", "关闭不合格企业"),
    _rule("scan-code", "line", r"^(?:扫一扫|扫码|扫描|长按).{0,24}(?:手机|微信|二维码|关注|分享|打开|页).{0,12}$", "扫一扫在手机打开当前页", "扫描件应当清晰完整"),
    _rule("source-line", "head", r"^(?:信息|文章|稿件)?来源\s*:[^;]{0,39}[^.;]$", "来源：国家知识产权局网站", "来源于中央财政的资金"),
    _rule("byline", "head", rf"^(?:{_BYLINE})\s*:[^;]{{0,59}}[^.;]$", "责任编辑：张某", "审核：由主管部门负责。"),
    _rule("source-line", "tail", r"^[(\[]?(?:信息|文章|稿件)?来源\s*:[^;]{0,59}[^.;]$", "来源：国家知识产权局网站", "来源于中央财政的资金"),
    _rule("byline", "tail", rf"^[(\[]?(?:{_BYLINE})\s*:[^;]{{0,59}}[^.;]$", "编辑：王某 校对：李某", "编辑出版年度报告"),
    _rule("self-description", "tail", r"^[「【\[\"<]关于[^。,]{1,20}[」】\]\">]$", "「关于某网」", "关于加强知识产权保护的意见"),
    _rule("neighbours", "tail", r"^(?:上一篇|下一篇|上一条|下一条|相关(?:阅读|新闻|链接|文章|文档|报道|稿件|信息|解读)|推荐阅读|延伸阅读|热门推荐|猜你喜欢|往期(?:回顾|精选))\s*(?::.*)?$",
          "上一篇：关于表彰先进的通知", "相关信息应当及时公开"),
    _rule("copyright", "tail", r"^(?:版权声明|版权所有(?![人者权])|免责声明|copyright|©|特别声明|转载(?:请|须)?(?:注明|声明)|本文来自.{2,40}(?:编辑|整理|转载))",
          "版权所有：某网", "版权所有人有权提起诉讼"),
    _rule("site-footer", "tail", r"^(?:网站标识码|网站地图|联系我们(?:$|\s)|[^。]{0,10}公网安备|[^。]{0,10}icp备)",
          "京ICP备05069085号", "主办单位：国家知识产权局"),
    _rule("licence", "tail", r"^(?:本作品是中华人民共和国的|本页面采用|知识共享|cc by|创用cc|维基文库)", "本作品是中华人民共和国的", "本作品受法律保护"),
    _rule("prompt", "inline", r"[(\[]\s*(?:请?点击|扫码|长按)[^()\[\]]{0,20}(?:下载|查看|阅读|原文|附件|链接)[^()\[\]]{0,12}[)\]]",
          "任务清单（点击阅读原文下载附件）", "（点击量）统计办法"),
)  # fmt: skip

# What shows that a line is the document's own: a label, a number, a greeting.
_OWN = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+[,.]|\([一二三四五六七八九十]+\)|附件|\S{1,16}\(\d{4}\)第?\d+号$|.{2,200}:$)"
)
# The site's own words before the document never ran over this many lines on any page at hand.
_HEAD_LINES = 25


def furniture(text: str) -> Iterator[Patch]:
    r"""What to leave out of a clean text (simplified, one paragraph a line), in order.

    >>> text = "来源：某网\n一、总体要求\n编制年度报告（点击查看附件）。\n责任编辑：张某\n扫一扫分享本页\n"
    >>> [text[p.start:p.end] for p in furniture(text)]
    ['来源：某网\n', '（点击查看附件）', '责任编辑：张某\n扫一扫分享本页\n']
    """
    lines = list(_lines(text))
    own = [i for i, (_, _, line) in enumerate(lines) if _OWN.match(line)]
    head_ends = min(own[0] if own else 0, _HEAD_LINES) if own else 3
    tail = _tail(lines, own[-1] if own else -1, len(text))
    for i, (start, end, line) in enumerate(lines):
        if tail and i == tail[0]:
            yield Patch(start, len(text), "", f"furniture-{tail[1]}")
            return
        where: tuple[Where, ...] = ("head", "line") if i < head_ends else ("line",)
        rule = next((r for r in RULES if r.where in where and r.pattern.search(line)), None)
        if rule:
            yield Patch(start, end, "", f"furniture-{rule.name}")
            continue
        for r in RULES:
            if r.where == "inline":
                at = start + text[start:end].index(text[start:end].strip() or "")
                yield from (
                    Patch(at + m.start(), at + m.end(), "", f"furniture-{r.name}") for m in r.pattern.finditer(line)
                )


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end (its line break included) and folded words of each line that is not empty."""
    at = 0
    for raw in text.splitlines(keepends=True):
        if raw.strip():
            yield at, at + len(raw), fold(raw.strip())
        at += len(raw)


def _tail(lines: list[tuple[int, int, str]], last_own: int, size: int) -> tuple[int, str] | None:
    """Where the tail begins and by which rule: behind the last labelled line, else in the smaller half."""
    for i in range(last_own + 1, len(lines)):
        start, _, line = lines[i]
        rule = next((r for r in RULES if r.where == "tail" and r.pattern.search(line)), None)
        if rule and (last_own >= 0 or start >= size - start):
            return i, rule.name
    return None
