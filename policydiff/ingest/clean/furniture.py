"""What stands around a document and is not of it: lead-ins, bylines, buttons, self-descriptions, licences.

Every rule is visible here with a line that it must match and one that it must not; what goes is recorded.
Where a rule may act keeps it honest: at the head, before the document's first own line; at the tail, behind
its last; or within a line. What opens a tail takes along what follows, but never a labelled clause, and only
a licence or a site's word about itself takes sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policydiff.ingest.patches import Patch
from policydiff.text.normalise import fold
from policydiff.text.official.dates import is_date
from policydiff.text.official.labels import is_heading_label
from policydiff.text.official.lines import is_document_number
from policydiff.text.script import to_simplified

Where = Literal["head", "edge", "tail", "rest", "inline"]
_ANYWHERE: tuple[Where, ...] = ("head", "edge", "tail", "rest")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture. `yes` must be taken, `no` must stay: a test holds every rule to both.

    Patterns see a folded line (`text.normalise.fold`: narrow marks, small letters, simplified script).
    head: the line, before the first own one. edge: the line, before the first or behind the last own one.
    tail: the line, behind the last own one, and the lines after it if there is no sentence among them.
    rest: the line, behind the last own one, and everything after it. inline: the match, in any line.
    """

    name: str
    where: Where
    pattern: re.Pattern[str]
    yes: str
    no: str


def _rule(name: str, where: Where, pattern: str, yes: str, no: str) -> Rule:
    return Rule(name, where, re.compile(pattern), yes, no)


def _spaced(labels: str) -> str:
    """索引号 as well as 索 引 号: government sites stretch the labels of their table."""
    return "|".join(r"\s*".join(label) for label in labels.split())


_BUTTON = (
    r"分享|分享到|打印|打印本页|打印此页|收藏|收藏本页|关闭|关闭窗口|关闭本页|返回|返回顶部|返回列表|我要纠错|纠错|我要反馈|大|中|小|默认|超大|特大|"
    r"微信|微博|新浪微博|qq空间|qq|朋友圈|点赞|在看|赞赏|转发|评论|举报|举报/反馈|字号|字体|字体大小|视力保护色|下载|复制链接|放大字体|缩小字体|保存网页|"
    r"保存|繁体|简体|手机版|无障碍|加入收藏|设为首页|收藏本站|\S{1,8}app|下载app"
)
_BYLINE = "责任编辑|责编|编辑|校对|作者|记者|通讯员|撰稿|供稿|摄影|审核|初审|复审|终审|一审|二审|三审|监制|值班编辑|编审|排版|文字编辑|美编|翻译|录入"
_DATA = _spaced(
    "索引号 信息索引号 信息索引 信息分类 主题分类 主题词 发文机关 发文单位 发布机构 发布单位 发文字号 文件编号 公文种类 体裁分类 组配分类 服务对象 "
    "成文日期 发文日期 制定机关 时效性 法律性质 法律效力位阶 生成日期 生效日期 失效日期 废止日期 公开日期 公开方式 公开形式 公开范围 公开类别 公开时限 有效性 文件状态 "
    "发布日期 发布时间 发布者 发布人 更新时间 更新日期 字体大小 字号 字体 浏览次数 访问次数 浏览量 访问量 点击数 点击次数 点击率 阅读次数 阅读量"
)
_CLOCK = r"\d{4}[-年/.\s]?\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?"

_ITEM = (
    r"(?:来源|发布(?:时间|日期|者|人|单位|机构)|发文(?:日期|机关)|更新(?:时间|日期)|作者|责任编辑|编辑|(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?|"
    rf"字(?:号|体(?:大小)?)|信息来源|索引号)\s*:|{_CLOCK}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|打印|分享"
)

RULES: tuple[Rule, ...] = (
    _rule("disclaimer", "edge", r"^#?\s*(?:文章|本文)仅?(?:代表|反映)?作者.{0,12}(?:观点|立场|意见).{0,30}#?$|^#文章仅代表.*#$",
          "#文章仅代表作者观点，不代表本站立场#", "本条例仅适用于作者身份的认定"),
    _rule("original-title", "head", r"^\(?原标题:|^标\s*题:", "原标题：国家知识产权局关于印发指引的通知", "标题应当准确简要概括公文的主要内容"),
    _rule("lead-in", "head", r"^[^.]{0,20}(?:消息|讯|获悉|报道)[:,](?:近日|日前|今日|昨日|记者|\d+月\d+日)",
          "某网消息：近日，国家知识产权局发布通知。", "发布预警消息，及时组织处置"),
    _rule("news-agency", "head", r"^\(?(?:新华社|中新社|人民网|新华网|央视网|中国网|光明网).{0,20}(?:电|讯)(?:\s|$|\()", "新华社北京3月12日电（记者张某）", "新华社记者应当持证采访"),
    _rule("editors-note", "head", r"^(?:编者按|编者注|导读|小编按|编按)\s*:", "编者按：近日，国家知识产权局印发指引，全文如下：", "编者按照规定署名"),
    _rule("crumbs", "head", r"^(?:您?(?:的|现在的)?(?:当前)?(?:所在)?位置\s*:|首页\s*[>»/]|\S{2,10}\s*>\s*\S{2,10}\s*>|[^\s>]{2,10}\s*>>\s*[^\s>]{2,12}$)", "当前位置：首页 > 政策法规 > 通知", "位置偏远的地区适当倾斜"),
    _rule("page-data", "head", rf"^(?:{_DATA})\s*:", "索 引 号：000014349/2020-00031", "发布时间不得早于印发时间。"),
    _rule("page-data", "head", rf"^(?=(?:.{{0,60}}?(?:{_ITEM})){{2}})[^;]{{4,160}}[^.;]$",
          "2020-04-28 09:12来源： 知识产权局网站字号：默认大超大|打印|", "来源：中央财政；编辑：由出版单位负责"),
    _rule("posted", "head", r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$", "2020-04-28", "2020年4月28日"),
    _rule("cookies", "edge", r"^(?:本网?站|我们).{0,12}使用\s*cookie.{0,80}$", "本网站使用Cookie以提升您的浏览体验。", "Cookie的使用应当告知用户"),
    _rule("posted", "head", rf"^(?:(?:原创|首发|来自)\s*)?(?:\S{{1,20}}\s+){{0,3}}{_CLOCK}(?:\s*[·|]\s*\S{{1,20}}|\s+\S{{1,20}}){{0,4}}$", "2020-04-28 09:12　来源：某网", "2020年4月20日"),
    _rule("site-name", "head", r"^\S{2,20}\s+\(?(?:https?://)?www\.\S+$|^维基文库,自由的图书馆$", "中国政府网 www.gov.cn", "网址为www.mofcom.gov.cn。"),
    _rule("invitation", "head", r"^(?:点击|戳)(?:上方|下方|右上角)?.{0,4}(?:蓝字|蓝色|标题|关注|这里).{0,16}$|^收录于话题|^#\S{1,12}\s*\d+\s*个$|^关注.{0,12}公众号$",
          "点击上方“蓝字”关注我们", "点击率应当如实统计"),
    _rule("links", "head", r"^(?=.*(?:首页|网|论坛|登录|注册|地图))(?:[^\s|.,;:]{2,14}\s*\|\s*){2,}[^\s|.,;:]{2,14}$", "热门站点 | 专利资料网 | 资料网论坛", "序号 | 任务 | 责任单位：甲、乙"),
    _rule("reads", "edge", r"^(?:本(?:文章?|页|信息)已?被?)?(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:(]?\s*\d+\)?\s*次?$", "浏览次数：1024", "阅读量达到1024万人次"),
    _rule("button", "edge", rf"^[【(\[]?(?:{_BUTTON})[】)\]]?(?:[\s|/,·:【】\[\]()]+(?:{_BUTTON}))*[\s|:】\])]*$", "【打印本页】 【关闭窗口】", "关闭不合格企业"),
    _rule("back-link", "edge", r"^返回\S{1,8}[,.]?查看更多$", "返回某网，查看更多", "返回原籍安置"),
    _rule("download", "edge", r"^(?:下载地址|附件下载|原文下载)\s*:\s*(?:请?点击)?(?:此处|这里)?(?:下载)?$", "下载地址： 点击此处下载", "附件：1.任务清单"),
    _rule("scan-code", "edge", r"^分享让更多人看到$|^(?:请?用?(?:微信|手机))?(?:扫一扫|扫码|扫描|长按)(?:.{0,24}(?:手机|微信|二维码|关注|分享|打开|页).{0,12})?$|^关注该公众号$", "扫一扫在手机打开当前页", "扫描件应当清晰完整"),
    _rule("source-line", "head", r"^(?:信息|文章|稿件)?来源\s*:[^;]{0,39}[^.;]$", "来源：国家知识产权局网站", "来源于中央财政的资金"),
    _rule("byline", "head", rf"^(?:{_BYLINE})\s*:[^;]{{0,59}}[^.;]$", "责任编辑：张某", "审核：由主管部门负责。"),
    _rule("source-line", "tail", r"^[(\[]?(?:信息|文章|稿件|本文)?来源\s*:[^;]{0,59}[^.;]$", "来源：国家知识产权局网站", "来源于中央财政的资金"),
    _rule("byline", "tail", rf"^(?:[【\[][^【】\[\]]{{1,8}}[】\]]\s*)?[(【\[]?(?:{_BYLINE})\s*:(?:[^;]{{0,59}}[^.;])?$", "编辑：王某 校对：李某", "编辑出版年度报告"),
    _rule("the-end", "tail", r"^[-=*~\s]+(?:end|完|the end|全文完)[-=*~\s]+$|^\((?:完|全文完)\)$", "—END—", "完成全年任务"),
    _rule("news-agency", "tail", r"^\((?:新华社|中新社).{0,20}电\)$", "（新华社北京3月24日电）", "（新华社负责）"),
    _rule("neighbours", "tail", r"^(?:上一篇|下一篇|上一条|下一条|相关(?:阅读|新闻|链接|文章|文档|报道|稿件|信息|解读|推荐|附件)|推荐阅读|延伸阅读|热门推荐|热点推荐|精彩推荐|猜你喜欢|大家都在看|喜欢此内容的人还喜欢|往期(?:回顾|精选)|文章关键词|关键词|标签|友情链接|链接|(?:政策|文件|专家|图文)解读|政策图解|热点新闻|最新消息|近期文章)\s*(?::.*)?$",
          "上一篇：关于表彰先进的通知", "相关信息应当及时公开"),
    _rule("read-on", "tail", r"^(?:请?点击(?![量率数])|戳).{0,10}(?:阅读原文|原文链接|查看原文|查看全文|查看更多|下载(?:pdf|word|docx?|原文|全文|附件)版?).{0,12}$|^阅读原文$", "点击“阅读原文”查看附件", "点击量和阅读原文的人数"),
    _rule("self-description", "rest", r"^[「【\[\"<]关于[^.,]{1,20}[」】\]\">]$", "「关于某网」", "关于加强知识产权保护的意见"),
    _rule("comments", "rest", r"^(?:网友|最新|热门|全部|精彩|发表|我要)评论(?:\s*\(\d+\))?$|^评论\s*\(?\d+\)?$", "网友评论（12）", "发表评论应当遵守法律"),
    _rule("copyright", "rest", r"^(?:版权声明|版权所有(?![人者权])|(?:免责|特别|平台|郑重)声明(?:$|[:\s])|copyright|©|声明:.{0,60}(?:转载|版权|观点|侵权)|转载(?:请|须)?(?:注明|声明)|本文来自.{2,40}(?:编辑|整理|转载))",
          "版权所有：某网", "版权所有人有权提起诉讼"),
    _rule("site-footer", "rest", r"^(?:网站标识码|网站地图|联系我们(?:$|\s)|自豪地采用|powered by|[^.]{0,10}公网安备|[^.]{0,10}icp备)",
          "京ICP备05069085号", "主办单位：国家知识产权局"),
    _rule("licence", "rest", r"^(?:本作品(?:是中华人民共和国的|在.{2,20}(?:公有领域|版权)|采用)|本页面采用|(?:知识共享|创用cc).{0,16}(?:许可|协议|署名|授权)|cc by|维基文库|public domain)", "本作品是中华人民共和国的", "本作品受法律保护"),
    _rule("prompt", "inline", r"[(\[]\s*(?:请?点击|扫码|长按)[^()\[\]]{0,20}(?:下载|查看|阅读|原文|附件|链接)[^()\[\]]{0,12}[)\]]",
          "任务清单（点击阅读原文下载附件）", "（点击量）统计办法"),
)  # fmt: skip

# Yes: "各省、自治区人民政府:", "现将有关事项通知如下:"; no: "名称:甲"
_GREETING = re.compile(r".{2,200}:$")
# The site's own words before the document never ran over this many lines on any page at hand.
_HEAD_LINES = 25
# The names on a site's menu, which stands above the place in the site; a title is longer.
# Yes: "政民互动", "某县人民政府网"; no: "关于表彰先进集体的通知", "政府工作报告"
_MENU = re.compile(r"(?!.*(?:报告|办法|条例|规定|意见|方案|规划|纲要|决定|细则|法)$)[^.;:]{1,10}$")
# A line of a list of links or names: what is longer, ends a sentence or is a date could be the document's.
# Yes: "关于表彰先进的通知"; no: "2020年4月20日", "特此通知。"
_LOOSE = re.compile(r"^(?!\(?\d{4}年\d{1,2}月\d{1,2}日\)?$).{0,40}[^.;]$")


class _Line(NamedTuple):
    """A line that is not empty: its place with its line break, where its words begin, the words folded and not."""

    start: int
    end: int
    words_at: int
    words: str
    raw: str


def furniture(text: str) -> Iterator[Patch]:
    r"""What to leave out of a text with one paragraph a line, in order.

    >>> text = "来源：某网\n一、总体要求\n编制年度报告（点击查看附件）。\n责任编辑：张某\n扫一扫分享本页\n"
    >>> [text[p.start:p.end] for p in furniture(text)]
    ['来源：某网\n', '（点击查看附件）', '责任编辑：张某\n扫一扫分享本页\n']
    """
    lines = list(_lines(text))
    own = [i for i, line in enumerate(lines) if _is_own(line) and not _rule_for(line, *_ANYWHERE)]
    head_ends = min(own[0], _HEAD_LINES) if own else 3
    place = max((i for i in range(min(head_ends, len(lines))) if _is_place(lines[i])), default=0)
    behind = own[-1] if own else _signed(lines)
    for i, line in enumerate(lines):
        head = i < head_ends
        # without a labelled line or a date nothing shows where the document ends: it is the larger half at least
        tail = i > behind and (behind >= 0 or line.start >= len(text) - line.start)
        zones: tuple[tuple[Where, object], ...] = (
            ("head", head),
            ("edge", head or tail),
            ("tail", tail),
            ("rest", tail),
        )
        where = [zone for zone, holds in zones if holds]
        rule = _rule_for(line, *where)
        if rule and (rule.where == "rest" or (rule.where == "tail" and _closes(lines, i))):
            yield Patch(line.start, len(text), "", f"furniture-{rule.name}")
            return
        if rule:
            yield Patch(line.start, line.end, "", f"furniture-{rule.name}")
        elif i < place and _MENU.match(line.words):
            yield Patch(line.start, line.end, "", "furniture-navigation")
        else:
            yield from _inline(line)


def _signed(lines: Sequence[_Line]) -> int:
    """The last line that is a date behind a sentence, as at the end of a notice without labels; -1 if none is."""
    sentence = next((i for i, line in enumerate(lines) if line.words.endswith(".")), len(lines))
    return max((i for i, line in enumerate(lines) if i > sentence and is_date(line.words)), default=-1)


def _is_own(line: _Line) -> bool:
    """What shows that a line is the document's: a label of the upper levels, a number, a greeting."""
    words = line.words
    return (
        is_heading_label(line.raw)
        or words.startswith("附件")
        or is_document_number(words)
        or bool(_GREETING.match(words))
    )


def _is_place(line: _Line) -> bool:
    rule = _rule_for(line, "head")
    return rule is not None and rule.name == "crumbs"


def _rule_for(line: _Line, *where: Where) -> Rule | None:
    return next((rule for rule in RULES if rule.where in where and rule.pattern.search(line.words)), None)


def _closes(lines: Sequence[_Line], at: int) -> bool:
    """Whether nothing follows that could be the document's, up to where a site speaks of itself."""
    for line in lines[at + 1 :]:
        rule = _rule_for(line, "edge", "tail", "rest")
        if rule and rule.where == "rest":
            return True
        if not rule and not _LOOSE.match(line.words):
            return False
    return True


def _inline(line: _Line) -> Iterator[Patch]:
    for rule in RULES:
        if rule.where == "inline":
            for found in rule.pattern.finditer(line.words):
                yield Patch(line.words_at + found.start(), line.words_at + found.end(), "", f"furniture-{rule.name}")


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            yield _Line(at, at + len(raw), at + raw.index(words), fold(words), to_simplified(words))
        at += len(raw)
