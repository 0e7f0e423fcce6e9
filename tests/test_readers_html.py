"""Web pages: the document whole, the page around it left out and listed."""

import html as escaping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.errors import SourceError
from policydiff.ingest.readers.html import read_page

LAW = """中华人民共和国反垄断法
2007年8月30日 第十届全国人民代表大会常务委员会第二十九次会议通过
第一章 总则
第一条 为了预防和制止垄断行为，保护市场公平竞争，制定本法。
第二条 本法规定的垄断行为包括：
（一）经营者达成垄断协议；
（二）经营者滥用市场支配地位。
二〇〇七年八月三十日""".split("\n")
NAV = '<div class="top"><a href="/">首页</a> | <a href="/zw">政务公开</a> | <a href="/fw">办事服务</a></div>'
SIDE = '<aside><h3>相关阅读</h3><ul><li><a href="/1">一图读懂反垄断法。</a></li><li><a href="/2">专家解读</a></li></ul></aside>'
FOOT = '<div id="footer">主办：某县人民政府<br>版权所有　<a href="https://beian">京ICP备05070218号</a></div>'


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>中华人民共和国反垄断法_某县人民政府</title></head><body>{body}</body></html>".encode()


def lines(data: bytes) -> list[str]:
    return read_page(data, name="页面.html").text.splitlines()


DATED = "".join(
    f'<li><a href="/{i}.html">市领导调研企业复工复产情况。</a><span>2020-04-1{i}</span></li>' for i in range(6)
)
TEASERS = "".join(
    f'<div><h4><a href="/{i}.html">某市召开会议部署工作</a></h4><p>近日，某市召开会议，要求各地各部门认真抓好落实，务求取得实效。</p></div>'
    for i in range(20)
)
E = escaping.escape
PARAGRAPHS = "".join(f"<p>{E(x)}</p>" for x in LAW)
REST = "".join(f"<p>{E(x)}</p>" for x in LAW[1:])
SHAPES = {
    "p": PARAGRAPHS,
    "p-never-closed": "\n".join(f"<p>{x}" for x in LAW),
    "p-indented-with-nbsp": "".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{x}</p>\n" for x in LAW),
    "p-indented-with-full-width-spaces": "".join(f"<p>　　{x}</p>\n" for x in LAW),
    "br": "<div>" + "<br>".join(LAW) + "</div>",
    "br-twice-and-indented": "<p>" + "<br/><br/>".join(f"　　{x}" for x in LAW),
    "br-in-the-body": "<br>\n".join(LAW),
    "div": "".join(f"<div>{x}</div>" for x in LAW),
    "div-with-font-and-span": "".join(f"<div><font size=3><span>{x}</span></font></div>" for x in LAW),
    "section-in-section": "".join(f"<section><section><span>{x}</span></section></section>" for x in LAW),
    "one-row-a-paragraph": "<table>" + "".join(f"<tr><td>{x}</td></tr>" for x in LAW) + "</table>",
    "a-cell-of-a-layout-table": f"<table><tr><td>{NAV}</td><td>{PARAGRAPHS}</td></tr></table>",
    "pre": "<pre>" + "\n".join(f"　　{x}" for x in LAW) + "</pre>",
    "words-cut-by-tags": "".join(f"<p><b>{x[:2]}</b><span\nstyle='x'>{x[2:]}<o:p></o:p></span></p>" for x in LAW),
    "source-lines-wrapped": "".join(f"<p>\n{x[:6]}{'' if ' ' in x[:7] else chr(10)}{x[6:]}\n</p>" for x in LAW),
    "framed": f"{NAV}{SIDE}<div id=zoom>{PARAGRAPHS}</div>{FOOT}",
    "framed-title-outside": f"{NAV}<h1>{LAW[0]}</h1><div class=con>{REST}</div>{SIDE}{FOOT}",
    "framed-title-in-a-header": f"<header>{NAV}<h2>{LAW[0]}</h2></header><main>{REST}</main>{FOOT}",
    "framed-title-said-twice": f"{NAV}<h1>{LAW[0]}</h1><div class=con>{PARAGRAPHS}</div>{FOOT}",
    "framed-in-the-body": f"{NAV}{'<br>'.join(LAW)}{FOOT}",
    "wechat": f'<h1 id="activity-name"> {LAW[0]}\n</h1><p>关注我们。</p><div id="js_content" style="visibility: hidden;">{REST}</div>',
    "hidden-until-a-script-runs": f"{NAV}<div style='display:none'>{PARAGRAPHS}</div>",
    "form-around-all": f"<form id=form1><select><option>站内</option></select>{PARAGRAPHS}<button>提交</button></form>",
    "beside-news-with-dates": f"{PARAGRAPHS}<div class=right><h3>热点新闻</h3><ul>{DATED}</ul></div>{FOOT}",
    "beside-more-news-than-document": f"{NAV}<div class=con>{PARAGRAPHS}</div><div class=r1><div>最新消息</div>{TEASERS}</div>",
    "below-a-list-of-fields": "<ul><li><b>索引号</b>：0001/2020-1</li><li>发文机构：某局</li><li>成文日期：2020-04-20</li>"
    f"<li>文号：某发〔2020〕13号</li></ul>{PARAGRAPHS}",
    "below-fields-and-what-stands-in-them": "<dl><dt>索引号：<dd>0001/2020-1<dt>分　类：<dd>其他；通知<dt>发文机关：<dd>某局"
    f"<dt>成文日期：<dd>2020年04月20日<dt>发文字号：<dd>某发〔2020〕3号</dl>{PARAGRAPHS}",
    "below-two-fields": f"<ul class=info><li>来源：某局</li><li>发布时间：2020-04-28</li></ul>{PARAGRAPHS}",
    "a-menu-without-links": "<ul class=menu><li>首页</li><li>政务公开</li></ul><div class=breadcrumb><span>首页</span>&gt;<span>政策</span></div>"
    + PARAGRAPHS,
    "a-wiki": f"<div role=navigation><h2>目录</h2><ul><li><a href=#1>第一章</a></ul></div><div class=noprint>维基</div>{PARAGRAPHS}",
    "contents-of-a-short-document": f"<nav><ul><li><a href=#a>第一条</a><li><a href=#b>第二条 本法规定</a></ul></nav>{PARAGRAPHS}",
    "below-single-links": f"<div><a href=/m>手机版</a></div><p><a href=/q>智能问答</a></p>{PARAGRAPHS}",
    "nothing-attached": f"{PARAGRAPHS}<div class=fj><span>附件：</span><ul></ul></div>{FOOT}",
    "a-page-inside-the-page": f'{NAV}<iframe srcdoc="{E(PARAGRAPHS)}"></iframe>{FOOT}',
    "wechat-with-its-title-again": f'<h1 id="activity-name">{LAW[0]}</h1><div id="js_content"><section>{PARAGRAPHS}</section></div>',
    "entities": "".join("<p>" + "".join(f"&#{ord(c)};" for c in x) + "</p>" for x in LAW),
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_a_document_is_read_whole_and_alone(body):
    assert lines(page(body)) == LAW


@pytest.mark.parametrize("declared", ["le", "zip", "undefined", "unicode_escape", "idna", "hex", "gb2312"])
def test_a_charset_that_is_none_of_texts_is_passed_over(declared):
    assert lines(f'<meta charset="{declared}"><p>一、知识产权保护工作</p>'.encode("gb18030")) == [
        "一、知识产权保护工作"
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"), ("gb18030", "gb2312"), ("utf-8", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "iso-8859-1"),
        ("gb18030", "iso-8859-1"), ("gb18030", ""), ("utf-8-sig", "gbk"), ("utf-16", ""), ("utf-16-le", ""), ("utf-16-be", "utf-16"),
    ],
)  # fmt: skip
def test_the_charset_is_what_fits_not_what_is_declared(encoding, declared):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    data = page(PARAGRAPHS, head).decode().encode(encoding)
    one = read_page(data, name="a.html")
    assert one.text.splitlines() == LAW
    assert one.encoding == encoding
    assert not one.notes


def test_big5_is_read():
    text = "為了保護專利權人的合法權益，鼓勵發明創造，推動發明創造的應用，制定本法。"
    assert lines(f"<meta charset=gb2312><p>{text}".encode("big5")) == [text]


def test_a_broken_byte_is_shown_and_noted():
    data = page(PARAGRAPHS)
    at = data.index("垄断行为".encode())
    one = read_page(data[: at + 1] + data[at + 2 :], name="a.html")
    assert "\ufffd" in one.text
    assert one.notes[0].code == "bytes-unreadable"


LISTS = {
    "numbers": ("<ol><li>立法。<li>普法。</ol>", ["1.立法。", "2.普法。"]),
    "start-and-value": (
        "<ol start=3><li>立法。<li value=7>普法。<li>执法。</ol>",
        ["3.立法。", "7.普法。", "8.执法。"],
    ),
    "reversed": ("<ol reversed><li>立法。<li>普法。</ol>", ["2.立法。", "1.普法。"]),
    "letters": ("<ol type=a><li>立法。<li>普法。</ol>", ["a.立法。", "b.普法。"]),
    "roman": ("<ol style='list-style-type:upper-roman' start=4><li>立法。</ol>", ["IV.立法。"]),
    "chinese": (
        "<ol style='list-style: simp-chinese-informal'><li>立法。<li>普法。</ol>",
        ["一、立法。", "二、普法。"],
    ),
    "nested": ("<ol><li>立法。<ol type=A><li>专利法</ol><li>普法。</ol>", ["1.立法。", "A.专利法", "2.普法。"]),
    "own-labels": ("<ol><li>一、立法。<li>二、普法。</ol>", ["一、立法。", "二、普法。"]),
    "no-style": ("<ol style='list-style:none'><li>立法。</ol>", ["立法。"]),
    "bullets": ("<ul><li>立法。<li><p>普法。</p></ul>", ["——立法。", "——普法。"]),
    "bullets-of-its-own": ("<ul><li>——立法。<li>• 普法。</ul>", ["——立法。", "• 普法。"]),
    "written-out-by-word-without-its-marks": (
        "<p><span>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><span>总体要求</span></p>",
        ["1.总体要求"],
    ),
    "written-out-by-word": (
        "<p><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;&nbsp;</span></span><![endif]>总体要求</p>",
        ["一、总体要求"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), LISTS.values(), ids=LISTS)
def test_lists_have_the_labels_that_the_browser_shows(body, expected):
    assert lines(page(body)) == expected


TABLES = {
    "plain": (
        "<table><tr><th>序号<th>任务<tr><td>1<td><p>立法</p><p>修法</p><tr><td>2<td>普法<br>宣传</table>",
        ["序号\t任务", "1\t立法\u2002修法", "2\t普法\u2002宣传"],
    ),
    "merged-down-and-across": (
        "<table><tr><td>序号<td>任务<td>责任单位<tr><td>1<td>立法<td rowspan=2>条法司<tr><td>2<td>普法<tr><td colspan=3>注：按季度报送</table>",
        ["序号\t任务\t责任单位", "1\t立法\t条法司", "2\t普法\t条法司", "注：按季度报送"],
    ),
    "merged-to-the-end": (
        "<table><tr><td>任务<td>责任单位<tr><td>立法<td rowspan=0>条法司<tr><td>普法</table>",
        ["任务\t责任单位", "立法\t条法司", "普法\t条法司"],
    ),
    "foot-before-body": (
        "<table><thead><tr><th>任务<th>时限</thead><tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>立法<td>6月</tbody></table>",
        ["任务\t时限", "立法\t6月", "合计\t2"],
    ),
    "an-empty-first-cell-keeps-its-column": (
        "<table><tr><td>类别<td>任务<tr><td><td>立法<tr><td>乙<td>普法</table>",
        ["类别\t任务", "\t立法", "乙\t普法"],
    ),
    "caption": (
        "<table><caption>分工表</caption><tr><td>任务<td>单位<tr><td>立法<td>条法司</table>",
        ["分工表", "任务\t单位", "立法\t条法司"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_a_row_of_a_table_is_one_line(body, expected):
    assert lines(page(f"<p>现将分工明确如下。</p>{body}"))[1:] == expected


LEFT_OUT = {
    "navigation": (NAV, "navigation", "首页 | 政务公开 | 办事服务"),
    "footer": (FOOT, "page-frame", "主办：某县人民政府\n版权所有　京ICP备05070218号"),
    "hidden": ("<div style='display: none'>原标题：甲</div>", "hidden", "原标题：甲"),
    "reading": ("<p>垄<ruby>断<rt>duàn</rt></ruby>行为。</p>", "reading", "duàn"),
    "control": ("<button>搜索</button>", "page-control", "搜索"),
    "metadata": (
        "<table><tr><td>索 引 号：<td>000014349/2018-254<td>主题分类：<td>扶贫<tr><td>发文机关：<td>国务院<td>成文日期：<td>2018年12月30日</table>",
        "metadata",
        "索 引 号：\t000014349/2018-254\t主题分类：\t扶贫\n发文机关：\t国务院\t成文日期：\t2018年12月30日",
    ),
}


@pytest.mark.parametrize(("extra", "reason", "text"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_left_out_is_listed(extra, reason, text):
    one = read_page(page(PARAGRAPHS + extra), name="a.html")
    assert [(piece.reason, piece.text) for piece in one.left_out] == [(reason, text)]
    assert one.text.startswith("\n".join(LAW))


KEPT = {
    "attachments-on-pages-of-their-own": '<div><p>附件：<a href="/1.html">1.任务分工表</a></p><p><a href="/2.html">2.申请表</a></p></div>',
    "attachments-without-numbers": '<p>附件：</p><ul style="list-style:none"><li><a href="/1.html">任务分工表</a></li>'
    '<li><a href="/2.html">申请表（样式）</a></li><li><a href="/dl?id=3">名单.docx</a></li></ul>',
    "last-lines-in-a-footer": "<footer><p>各地要抓好落实，及时总结经验。</p><p>（联系人：张三）</p><p>（此件公开发布）</p></footer>",
    "what-a-site-should-show": "<p>一、首页应当标明版权所有、网站标识码和ICP备案号。</p><p>网站应当提供分享、打印功能。</p>",
    "two-spaces": "<p>第三条  根据本法。</p>",
    "links-in-a-sentence": '<p>根据<a href="/1">《专利法》</a>和<a href="/2">《商标法》</a>，制定本办法。</p>',
    "many-links-in-a-sentence": '<p>根据<a href="/1">《专利法》</a>、<a href="/2">《商标法》</a>和<a href="/3">《种子法》</a>，制定本办法。</p>',
    "attachments": '<p>附件：<a href="/files/1.doc">1.任务分工表.doc</a></p>',
    "sign-off": '<div class="footer">国家知识产权局<br>2020年4月20日</div>',
    "contents": '<ul style="list-style:none"><li><a href="#a">第一章 总则</a><li><a href="#b">第二章 附则</a></ul>',
    "repeated-paragraphs": "<p>具体办法另行制定。</p><p>具体办法另行制定。</p>",
    "copyright-law": "<p>著作权人依法享有的权利受法律保护。</p>",
}


@pytest.mark.parametrize("extra", KEPT.values(), ids=KEPT)
def test_a_page_that_is_only_a_document_loses_nothing(extra):
    one = read_page(page(PARAGRAPHS + extra), name="a.html")
    assert not one.left_out


def test_where_a_piece_was_left_out_is_told():
    one = read_page(page(f"<p>第一条 为了保护。</p>{NAV}<p>第二条 本法适用。</p>"), name="a.html")
    whole, places = one.whole()
    start, end, reason = places[0]
    assert (whole[start:end].strip(), reason) == ("首页 | 政务公开 | 办事服务", "navigation")
    assert whole[:start] + whole[end:] == one.text


@pytest.mark.parametrize("program", ["LibreOffice 7.4.7.2 (Linux)", "pandoc"])
def test_a_program_that_breaks_lines_at_spaces_only_is_known(program):
    text = ["关于印发要点的通知", "第一条 为了 PCT 申请，制定本办法。", "国家知识产权局 商标局"]
    written = "".join(f"<p>{x}</p>".replace(" ", "\n") for x in text)
    held = "<pre>" + "\n".join(f"<font><span>{x}</span></font>" for x in text) + "</pre>"
    head = f'<meta charset="utf-8"><meta name="generator" content="{program}">'
    assert lines(page(written, head)) == text
    assert lines(page(held, head)) == text


def test_a_running_head_and_foot_that_libreoffice_writes_out_are_left_out():
    head, foot = (f'<div title="{x}"><p>{y}</p></div>' for x, y in (("header", LAW[0]), ("footer", "— 5 —")))
    one = read_page(page(f"{head}{PARAGRAPHS}{foot}"), name="a.html")
    assert one.text.splitlines() == LAW
    assert [(x.text, x.reason) for x in one.left_out] == [(LAW[0], "running-head"), ("— 5 —", "running-head")]


def test_a_title_in_a_header_is_kept_though_the_text_names_it():
    named = "第三条 制定《中华人民共和国反垄断法》的目的如下。"
    head = f'<header class="entry-header"><h1>{LAW[0]}</h1><p>由 <a href=/a>管理员</a></p></header>'
    assert lines(page(f"{head}<div>{REST}<p>{named}</p></div>")) == [*LAW, named]


def test_spaces_within_a_line_stay_as_they_are():
    assert lines(page("<p>第三条  根据本法，<span>制定</span>  细则。</p>")) == ["第三条  根据本法，制定  细则。"]


def test_a_law_that_says_its_title_again_below_who_passed_it_keeps_both():
    text = [LAW[0], LAW[1], LAW[0], *LAW[2:]]
    rest = "".join(f"<section><p>{x}</p></section>" for x in text[1:])
    assert lines(page(f"<h1>{LAW[0]}</h1><div class=con>{rest}</div>")) == text


WRONG = {
    "utf-8-as-gbk": (page(PARAGRAPHS).decode().encode(), "gb18030", "replace", None),
    "gbk-as-latin": (page(PARAGRAPHS).decode().encode("gb18030"), "latin-1", "strict", "gb18030 (read as cp1252)"),
    "utf-8-as-latin": (page(PARAGRAPHS), "latin-1", "strict", "utf-8 (read as cp1252)"),
}


@pytest.mark.parametrize(("data", "taken_for", "errors", "encoding"), WRONG.values(), ids=WRONG)
def test_a_page_that_was_read_wrongly_is_undone_or_refused(data, taken_for, errors, encoding):
    saved = data.decode(taken_for, errors).encode()
    if encoding is None:
        with pytest.raises(SourceError, match="错误的编码"):
            read_page(saved, name="a.html")
    else:
        one = read_page(saved, name="a.html")
        assert (one.text.splitlines(), one.encoding) == (LAW, encoding)


def test_bytes_written_as_numbers_are_undone():
    body = "".join("<p>" + "".join(f"&#{b};" for b in x.encode("gb18030")) + "</p>" for x in LAW)
    one = read_page(f"<body>{body}".encode(), name="a.html")
    assert (one.text.splitlines(), one.encoding) == (LAW, "gb18030 (read as cp1252)")


REFUSED = {
    "an-article-that-did-not-load": ('<h1 id="activity-name">通知</h1><div id="js_content"></div>'.encode(), "正文"),
    "entities-of-its-own": (b'<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>', "展开"),
    "no-words": (b"<html><body><div id=app></div><script>run()</script></body></html>", "正文"),
    "empty": (b"", "空文件"),
    "bytes-of-no-encoding": (bytes(range(256)) * 100, "编码"),
    "a-million-elements-in-each-other": (b"<div>" * 40_000 + "深".encode(), "展开"),
    "too-large": (b"<p>" + b"a" * 51 * 1024 * 1024, "MB"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, said):
    with pytest.raises(SourceError, match=said):
        read_page(data, name="a.html")


def test_elements_that_are_never_closed_do_not_cut_the_text():
    text = ["第一条 为了保护。"] * 3000
    assert lines(page("".join(f"<p><font size=3><b>{x}" for x in text))) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "<td rowspan=9 colspan=9>", "</table>", "<br>", "<ol>", "<li>",
                                 "</div>", "<div hidden>", "<a href=x>", "</a>", "<pre>", "\n", "第一条", "为了保护，", "。", "&nbsp;", "<!--", "]]>"])))  # fmt: skip
def test_no_page_is_too_odd(pieces):
    body = "".join(pieces)
    try:
        one = read_page(page(body), name="a.html")
    except SourceError:
        return
    whole, _ = one.whole()
    comment = body.split("<!--", maxsplit=1)[0]
    assert whole.count("第一条") >= comment.count("第一条")
