"""Pages of many sites, copied as text: the document comes out whole, and nothing else."""

import pytest

from policydiff.ingest.source import read_text
from tests.mirror_corruption import corrupt, some

DOCUMENT = """国家知识产权局关于印发《推动知识产权高质量发展年度工作指引（2022）》的通知
国知发运字〔2022〕15号
各省、自治区、直辖市及新疆生产建设兵团知识产权局：
现予印发，请结合实际认真组织实施。
特此通知。
国家知识产权局
2022年3月16日
推动知识产权高质量发展年度工作指引（2022）
一、总体要求
（一）指导思想
坚持稳中求进。
二、重点任务
（一）来源于财政的资金要管好。
来源：中央财政资金。
（二）编辑：编制年度报告并按程序报批。
附件：1.任务清单
2.分类表"""
PAGES = {
    "gov.cn": (
        """中国政府网 www.gov.cn
首页 > 信息公开 > 国务院文件 > 知识产权
索 引 号：000014349/2022-00031	主题分类：知识产权
发文机关：国家知识产权局	成文日期：2022年03月16日
标　　题：国家知识产权局关于印发指引的通知
发文字号：国知发运字〔2022〕15号	发布日期：2022年03月23日
主 题 词：
字号：默认 大 超大 | 打印 | 收藏 | 关闭
""",
        """【打印本页】　【关闭窗口】
扫一扫在手机打开当前页
相关稿件
链接：全国人大 | 全国政协 | 国家监察委员会 | 最高人民法院
主办单位：国务院办公厅　运行维护单位：中国政府网运行中心
版权所有：中国政府网　中文域名：中国政府网.政务
网站标识码bm01000001　京ICP备05070218号　京公网安备11010202000001号
国务院客户端小程序
中国政府网微博、微信""",
    ),
    "sohu": (
        """原标题：国家知识产权局：2022年要做这些事
2022-03-24 09:12
来源：知识产权那点事
""",
        """返回搜狐，查看更多
责任编辑：
平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。
阅读 (1234)
大家都在看
推荐阅读""",
    ),
    "sina": (
        """（原标题：国家知识产权局关于印发指引的通知）
2022年03月24日 09:12 新浪财经
新浪财经APP 缩小字体 放大字体 收藏 微博 微信 分享
""",
        """责任编辑：张三 SN123
文章关键词： 知识产权 指引
我要反馈
保存网页""",
    ),
    "wechat": (
        """点击上方“蓝字”关注我们
原创 小编 知产前沿 2022-03-24 18:00
收录于话题
#政策 12 个
编者按：近日，国家知识产权局印发指引，全文如下：
""",
        """—END—
长按识别二维码关注我们
点击“阅读原文”查看附件
微信扫一扫
关注该公众号
分享 收藏 点赞 在看
喜欢此内容的人还喜欢
声明：本公众号转载仅为传播信息，版权归原作者所有，如有侵权请联系删除。""",
    ),
    "law": (
        """热门站点| 世界资料网 | 专利资料网 | 世界资料网论坛
收藏本站| 设为首页| 首页
作者：法律资料网 时间：2024-05-21 01:29:15  浏览：8353   来源：法律资料网
下载地址： 点击此处下载
""",
        """版权声明：所有资料均为作者提供或网友推荐收集整理而来，仅供爱好者学习和研究使用，版权归原作者所有。
如本站内容有侵犯您的合法权益，请和我们取得联系，我们将立即改正或删除。
上一篇：某省办法
下一篇：某市条例""",
    ),
    "edu": (
        """当前位置: 首页 > 政策法规 > 正文
发布者：李四　发布时间：2023-11-23　浏览次数：118
""",
        """文章来源：国家知识产权局
【返回顶部】【关闭窗口】【打印】
地址：某省某市某路1号　邮编：100000　电话：010-12345678
Copyright © 2023 某大学知识产权信息服务中心 All Rights Reserved""",
    ),
    "netease": (
        """2022-03-24 09:12:33　来源: 知产力
举报
""",
        """特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。
Notice: The content above is uploaded and posted by a user of NetEase Hao.
相关推荐
热点推荐""",
    ),
    "xinhua": (
        """新华社北京3月24日电（记者张某）国家知识产权局日前印发指引。全文如下：
""",
        """（新华社北京3月24日电）
[责任编辑：王五]
纠错""",
    ),
    "trad": (
        """當前位置：首頁 > 政策
來源：某局網站
""",
        """責任編輯：張三
上一篇：關於表彰的通知
分享到：
版權所有：某某網""",
    ),
}


@pytest.mark.parametrize("site", PAGES)
def test_a_page_gives_the_document_and_nothing_else(site):
    head, tail = PAGES[site]
    assert read_text(f"{head}{DOCUMENT}\n{tail}").text == DOCUMENT


@pytest.mark.parametrize("site", ["gov.cn", "sohu", "edu"])
def test_a_mirror_of_a_page_gives_it_too(site):
    head, tail = PAGES[site]
    mirrored = corrupt(f"{head}{DOCUMENT}\n{tail}", annotated=some(0.1, 3), nothing="private")
    assert read_text(mirrored).text == DOCUMENT


def test_what_a_site_adds_between_the_document_and_its_date_does_not_take_the_date():
    text = f"{DOCUMENT}\n来源：某网\n国家知识产权局\n2022年3月16日"
    assert read_text(text).text == text.replace("来源：某网\n", "")


OWN = [
    "（此件公开发布）",
    "——2024年3月5日在第十四届全国人民代表大会第二次会议上",
    "国务院总理　李强",
    "2020年4月20日",
    "时间：2020年5月　地点：北京",
    "联系人：张三　电话：010-12345678",
    "主办单位：国家知识产权局",
    "签发人：王某",
    "来源于中央财政的资金，专款专用。",
    "来源：按照规定筹集；",
    "发布时间不得早于印发时间。",
    "关键词管理办法",
    "标签标识应当清晰。",
    "序号 | 任务 | 责任单位",
    "作者享有署名权。",
    "版权保护工作取得进展。",
    "声明：本单位承诺所提交材料真实有效。",
    "知识共享平台建设取得进展。",
    "链接机制不断完善",
    "附件：点击率统计表",
    "关于本办法的说明",
    "《关于强化知识产权保护的意见》",
    "完成时限：2020年底",
    "注：本表由各地填报",
    "阅读100本书",
    "首页应当标明编号",
    "转载须经许可",
    "扫描件应当清晰完整",
    "特别声明事项：无",
    "点击上方按钮提交申请",
]


@pytest.mark.parametrize("line", OWN)
@pytest.mark.parametrize("place", ["head", "body", "tail"])
def test_a_line_of_the_document_stays_wherever_it_stands(line, place):
    parts = {"head": "某某关于印发办法的通知", "body": "中间一段。", "tail": "最后一段。"} | {place: line}
    text = "{head}\n一、总体要求\n坚持稳中求进。\n{body}\n二、工作要求\n各地要抓好落实。\n{tail}".format(**parts)
    assert read_text(text).text == text


@pytest.mark.parametrize("line", ["大", "微信", "返回", "分享", "评论", "审核：办公室", "上一篇：略", "（完）"])
def test_inside_the_document_even_what_looks_like_a_button_stays(line):
    text = f"一、总体要求\n{line}\n二、工作要求\n各地要抓好落实。"
    assert read_text(text).text == text
