"""What shows that a line belongs to a document, or to the page around one."""

from __future__ import annotations

import re

_HAN = "一二三四五六七八九十百千零〇○"

# The label at the start of a line.
# Yes: 第十条　国家, 一、总体要求, （一）指导思想, 1.加快立法, （1）修法, ①普法, ——知识产权创造, 附件：;
# no: 一是加强, 2020年, 1.5万亿元
LABEL = re.compile(
    rf"第[{_HAN}\d]+[编章节条]|[{_HAN}]+[、．]|[（(][{_HAN}]+[)）]|[（(]\d{{1,3}}[)）]"
    r"|\d{1,3}(?:[．、]|\.(?=\d{4}年|\D))"
    r"|\d{1,2}(?:\.\d{1,2})+[\s　]|[\u2460-\u2473]|——|附\s?件[\d一二三四五六七八九十]*(?:[:：\s]|$)"
)
# A bullet or anything else that marks an item of a list.
BULLET = re.compile(r"[—–\-●•·■◆▪○□➢★▲*]")
# Yes: 2020年4月20日, 二〇一九年一月二十四日; no: 2020年4月20日起施行
DATE = re.compile(
    rf"[（(]?(?:\d{{4}}|[{_HAN}]{{4}})年(?:\d{{1,2}}|[{_HAN}]{{1,3}})月(?:\d{{1,2}}|[{_HAN}]{{1,3}})日[)）]?$"
)
# Yes: 国知发运字〔2020〕13号; no: 根据国发〔2019〕4号文件
NUMBER = re.compile(r"\S{1,16}[〔\[［（(]\d{4}[〕\]］）)]第?\d+号$")
# Yes: 加强保护。, 现通知如下：; no: 首页 > 政策
SENTENCE = re.compile(r"[。；！？][”’）)]?|[：:]$")

# Lines that stand on web pages and in no document.
# Yes: 版权所有：某县人民政府, 京ICP备05070218号, 您现在的位置：首页; no: 版权保护工作
SITE_LINE = re.compile(
    r"(?:版权|著作权)所有|ICP备|公?网安备|网站标识码|^(?:网站)?(?:主办|承办|协办|维护|技术支持)(?:单位)?[:：]|"
    r"^(?:您|你)?(?:当前|现在)?(?:所在)?的?位置[:：]|[Cc]opyright|©|^(?:建议|推荐)使用.{0,40}(?:浏览器|分辨率)|"
    r"^(?:上|下)一[篇条页][:：]?|^首页\s*[>»＞/\-]|^(?:网站地图|联系我们|关于我们|无障碍|长者)|"
    r"请开启\s*[Jj]ava[Ss]cript|设为首页|加入收藏|^您是第.{0,20}位访|^扫一扫|关闭窗口|打印本页"
)
# The fields of the table that government sites put above a document.
# Yes: 索 引 号：000014349/2020-00031; no: 文号管理办法
METADATA = re.compile(
    r"(?:索引号|主题分类|发文机关|发布机构|成文日期|发文字号|发布日期|公文种类|公开方式|信息分类|主题词|有效性|文号|"
    r"生成日期|公开日期|内容分类|体裁分类|组配分类|信息名称|发文日期|名称|标题|公开范围|公开时限|废止日期|生效日期)[:：]?"
)


def is_label(line: str) -> bool:
    """Whether a line begins with the label of a clause.

    >>> [is_label(x) for x in ("（一）指导思想", "1.2020年任务", "1.5万亿元", "一是加强")]
    [True, True, False, False]
    """
    return bool(LABEL.match(line))


def is_sure(line: str) -> bool:
    """Whether a line can only be a document's: it has a label, a date alone, or a document number.

    >>> [is_sure(x) for x in ("第十条　国家", "2020年4月20日", "国发〔2019〕4号", "首页")]
    [True, True, True, False]
    """
    return bool(LABEL.match(line) or DATE.match(line) or NUMBER.match(line))
