"""Pages that hold no document are refused with a sentence; what a page hides or adds is not read."""

import pytest

import policydiff
from policydiff.errors import SourceError
from policydiff.ingest.source import read_bytes

TEXT = (
    "<p>一、总体要求</p><p>坚持稳中求进工作总基调，推进各项改革落地见效。</p><p>（一）新建学校5所。（教育局负责）</p>"
)


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>政策文件</title>{head}</head><body>{body}</body></html>'.encode()


REFUSED = {
    "forbidden": ("<h1>403 Forbidden</h1><p>请求被拦截，请输入验证码后继续访问。</p>", "提示"),
    "not-found": ("<h2>404</h2><p>您访问的页面不存在或已被删除。</p>", "提示"),
    "captcha": ("<p>为保障访问安全，请完成验证。</p><p>拖动滑块。</p>", "提示"),
    "loading": ('<div id="app">加载中…</div>', "提示"),
    "no-script": ("<p>您的浏览器不支持 JavaScript，请启用后刷新。</p>", "提示"),
    "a-moment": ("<h1>Just a moment...</h1><p>Checking your browser.</p>", "提示"),
    "pictures": ('<h1>关于印发工作要点的通知</h1><p><img src="1.png"></p><p><img src="2.png"></p>', "图片"),
}


@pytest.mark.parametrize(("body", "said"), REFUSED.values(), ids=REFUSED)
def test_a_page_without_a_document_is_refused(body, said):
    with pytest.raises(SourceError, match=said):
        read_bytes(page(body), "a.html")


def test_a_report_of_ours_is_no_document(tmp_path):
    text = "推进验证码登录改革。"
    report = policydiff.to_html(policydiff.compare(_file(tmp_path, "a.txt", text), _file(tmp_path, "b.txt", text * 2)))
    with pytest.raises(SourceError, match="报告"):
        read_bytes(report.encode(), "a.html")


def _file(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


READ = {
    "pictures-in-a-text": f'<img src="logo.png">{TEXT}<img src="seal.png">',
    "a-text-about-such-things": f"{TEXT}<p>（二）推进验证码登录改革，访问被拒绝的，应当说明理由。</p>",
    "a-short-notice": "<p>关于放假的通知</p><p>各单位：</p><p>请稍后查收附件。</p><p>某局</p><p>2024年1月1日</p>",
}


@pytest.mark.parametrize("body", READ.values(), ids=READ)
def test_a_short_document_is_read(body):
    assert read_bytes(page(body), "a.html").text


HIDDEN = "<style>/* copy */ .mobile, #print { display: none } .big { color: red }</style>"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div class="x mobile">',
        '<div id="print">',
        '<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>建设<span class="mobile">',
    ],
)
def test_what_a_style_hides_is_not_read_twice(hidden):
    source = read_bytes(page(TEXT + hidden + "<p>重复一遍的正文。</p>", HIDDEN), "a.html")
    assert "重复一遍" not in source.text
    assert "furniture-hidden" in {r.rule for r in source.repairs}
    assert "坚持稳中求进" in read_bytes(page(f'<div class="big">{TEXT}</div>', HIDDEN), "a.html").text


def test_a_list_of_other_articles_goes():
    more = "".join(f'<li><a href="/{n}.html">关于某市召开第{n}次会议的消息</a></li>' for n in range(5))
    for body in (f"{TEXT}<div><h3>相关阅读</h3><ul>{more}</ul></div>", f"{TEXT}<p>相关阅读</p><ul>{more}</ul>"):
        assert read_bytes(page(body), "a.html").text.splitlines()[-1] == "（一）新建学校5所。（教育局负责）"
