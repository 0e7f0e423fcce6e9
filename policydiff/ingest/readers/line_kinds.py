"""What shows that a line belongs to a document, or to the page around one."""

from __future__ import annotations

import re

from policydiff.ingest.clean.characters import meant
from policydiff.text.official import labels
from policydiff.text.official.dates import is_date
from policydiff.text.official.lines import is_copied, is_document_number, is_release
from policydiff.text.official.sentences import CLOSING, FULL_STOPS, SEMICOLONS

# A bullet or anything else that marks an item of a list.
BULLET = re.compile(r"[—–\-●•·■◆▪○□➢★▲*]")
# Who passed a law, and when.
# Yes: 2007年8月30日 第十届全国人民代表大会常务委员会第二十九次会议通过; no: 2020-04-28 09:12
PASSED = re.compile(r"[（(]?\d{4}年\d{1,2}月\d{1,2}日.{0,80}(?:通过|公布|发布|修订|修正|批准|施行)")
# Yes: 加强保护。, 现通知如下：; no: 首页 > 政策
SENTENCE = re.compile(rf"[{FULL_STOPS}{SEMICOLONS}][{CLOSING}]*|[：:]$")

# Lines that stand on web pages and in no document: who runs the site, where the reader is, what one can click.
_OWNER = (
    r"(?:版权|著作权)所有(?!人|者|权|.*。$)|ICP备\s?(?:案号?[:：]?)?\s?\w?\d|公?网安备\s*\d|网站标识码[:：]?\s*\w*\d"
    r"|^(?:网站)?(?:主办|承办|协办|维护|技术支持)(?:单位)?[:：]|[Cc]opyright|©|^(?:建议|推荐)使用.{0,40}(?:浏览器|分辨率)"
)
_WHERE = r"^(?:您|你)?(?:当前|现在)?(?:所在)?的?位置[:：]|^首页\s*[>»＞/\-]|^您是第.{0,20}位访"
_BUTTONS = (
    r"^(?:上|下)一[篇条页][:：]?|^(?:网站地图|联系我们|关于我们|无障碍|长者)|请开启\s*[Jj]ava[Ss]cript"
    r"|设为首页|加入收藏|^扫一扫|关闭窗口|打印本页"
)
# Yes: 版权所有：某县人民政府, 京ICP备05070218号, 您现在的位置：首页; no: 版权保护工作, 网站应当标明ICP备案号。
SITE_LINE = re.compile("|".join((_OWNER, _WHERE, _BUTTONS)))
# The fields of the table that government sites put above a document.
# Yes: 索 引 号：000014349/2020-00031; no: 文号管理办法
METADATA = re.compile(
    r"(?:索引号|主题分类|信息分类|内容分类|体裁分类|组配分类|分类|公文种类|主题词|发文[机单][关构位]|发布(?:机[关构]|时间|日期|者|人|单位)|"
    r"制定机关|发文字号|文号|(?:成文|发文|生成|公开|公布|施行|生效|废止|更新)日期|更新时间|时效性|有效性|公开(?:方式|范围|时限)|"
    r"信息名称|名称|标题|(?:信息)?来源|作者|字[号体]|(?:浏览|阅读|点击|访问)(?:次数|量|数))(?:[:：]|$)"
)


def is_label(line: str) -> bool:
    """Whether a line begins with the label of a clause, in whatever forms its characters have.

    >>> [is_label(x) for x in ("（一）指导思想", "⼀、⽬标", "﹙一﹚目标", "一是加强")]
    [True, True, True, False]
    """
    return labels.is_label(meant(line))


def is_sure(line: str) -> bool:
    """Whether a line can only be a document's: it has a label, a date alone, a document number, or a note of office.

    >>> [is_sure(x) for x in ("第十条　国家", "2020年4月20日", "国发〔2019〕4号", "首页")]
    [True, True, True, False]
    """
    return any(shows(line) for shows in (is_label, is_date, is_document_number, is_release, is_copied))
