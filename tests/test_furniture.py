"""What is left out around a document, and above all what is not."""

import pytest

from policydiff.ingest.clean.furniture import RULES
from policydiff.ingest.source import read_text
from policydiff.text.normalise import fold


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.name}-{r.where}")
def test_a_rule_takes_its_example_and_leaves_its_counterexample(rule):
    assert rule.pattern.search(fold(rule.yes))
    assert not rule.pattern.search(fold(rule.no))


BODY = "一、总体要求\n坚持稳中求进。\n二、工作要求\n各地要抓好落实。"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"当前位置：首页 > 政策\n来源：某局网站\n发布时间：2020-04-20\n打印 | 关闭\n{BODY}", id="head"),
        pytest.param(
            f"{BODY}\n来源：某局网站\n编辑：张某\n「关于某网」\n某网是一家媒体。\n文章不错，打赏一下吧", id="tail"
        ),
        pytest.param(f"{BODY}\n责任编辑：张某\n上一篇：关于表彰的通知\n下一篇：关于培训的通知", id="neighbours"),
        pytest.param(f"某县政府网\n首页\n政策\n政民互动\n当前位置：首页 > 政策\n{BODY}", id="menu-above-the-place"),
        pytest.param(f"{BODY}\n扫一扫在手机打开当前页", id="scan-code"),
        pytest.param(f"原创2022-03-24 10:00·知产观察\n{BODY}\n政策解读\n——一图读懂\n评论 12", id="side-boxes"),
        pytest.param(
            f"本网站使用Cookie以提升您的浏览体验。\n2020-04-28\n{BODY}\n点击下载PDF版\n网友评论\n张三：说得好。",
            id="comments",
        ),
        pytest.param(f"{BODY}\n版权所有：某市人民政府\n京ICP备05069085号", id="copyright"),
        pytest.param(
            f"某局关于印发要点的通知\n2020-04-28 09:12来源： 某局网站字号：默认大超大|打印|\n{BODY}",
            id="fields-in-one-line",
        ),
        pytest.param(f"人民网>>时政\n{BODY}\n【纠错】 【责任编辑:王五】\n分享让更多人看到", id="portal"),
    ],
)
def test_furniture_goes_and_the_document_stays(text):
    assert read_text(text).text.removeprefix("某局关于印发要点的通知\n") == BODY


def test_behind_the_date_of_a_notice_without_labels_a_long_statement_goes():
    notice = "某局公告\n现予公布，自2021年1月15日起施行。\n某局\n2020年12月11日"
    said = (
        "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务，不代表本平台的立场，请读者自行判断。"
    )
    assert read_text(f"{notice}\n{said}\n热点推荐\n").text == notice


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{BODY}\n（此件公开发布）", id="release-line"),
        pytest.param(f"{BODY}\n国家知识产权局\n2020年4月20日", id="sign-off"),
        pytest.param(f"来源：某局网站\n{BODY}\n三、附则\n来源：中央财政资金。", id="inside-the-body"),
        pytest.param("记者：张某\n记者应当持证采访。\n编辑：按规定审核。", id="no-labels-and-no-larger-tail"),
        pytest.param(f"{BODY}\n主办单位：国家知识产权局\n承办单位：某省知识产权局", id="organisers"),
        pytest.param(
            "政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n各位代表：\n" + BODY, id="occasion"
        ),
    ],
)
def test_what_is_the_documents_own_stays(text):
    lines = read_text(text).text.split("\n")
    assert set(BODY.split("\n")) & set(text.split("\n")) <= set(lines)
    own = [line for line in text.split("\n") if not line.startswith(("来源：某局", "记者：张", "编辑："))]
    assert [line for line in lines if line in own] == own


def test_every_loss_is_recorded_where_it_was():
    source = read_text(f"来源：某局网站\n{BODY}（点击下载附件）\n责任编辑：张某\n")
    assert [source.raw[r.start : r.end] for r in source.repairs] == [r.before for r in source.repairs]
    assert [r.rule for r in source.repairs] == ["furniture-source-line", "furniture-prompt", "furniture-byline"]
