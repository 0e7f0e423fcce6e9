"""Which reader a file goes to, and pages that come as one message with their pictures."""

import base64
import quopri

import pytest

from policydiff.errors import SourceError
from policydiff.ingest.readers import formats, html

LINES = ["关于开展检查的通知", "一、检查范围", "全省专利代理机构。"]
PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"


KINDS = {
    "page": ("a.txt", b"<!DOCTYPE html><html>", "html"),
    "xhtml": ("a.txt", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
    "saved-page": ("a.doc", b"<!-- saved from url=(0021)http://example.cn/ --><html>", "html"),
    "part-of-a-page": ("a.txt", "<p>一、总体要求</p>".encode(), "html"),
    "part-of-a-page-with-attributes": ("a", '<div class="con">一、'.encode(), "html"),
    "markdown-with-tags": ("a.md", '<p align="center">一、</p>'.encode(), "text"),
    "text-in-angle-brackets": ("a.txt", "<一、总体要求>".encode(), "text"),
    "text-that-begins-with-a-letter": ("a.txt", b"<p", "text"),
    "text-called-page": ("a.html", "一、指标<5%\n二、任务".encode(), "text"),
    "wide-page": ("a.html", "<p>一、".encode("utf-16-le"), "html"),
    "pdf": ("a.html", b"%PDF-1.4", "pdf"),
    "archive": ("a.html", b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n", "mhtml"),
    "picture": ("a.docx", b"\x89PNG\r\n\x1a\n", "picture"),
}


@pytest.mark.parametrize(("name", "data", "kind"), KINDS.values(), ids=KINDS)
def test_a_file_is_what_it_holds(name, data, kind):
    assert formats.kind(data, name) == kind


def archive(charset: str, coding: str, *, said: bool) -> bytes:
    """A page with a picture, as browsers save them in one file."""
    page = PAGE.encode(charset)
    body = base64.encodebytes(page) if coding == "base64" else quopri.encodestring(page)
    head = "text/html" + (f'; charset="{charset}"' if said else "")
    return (
        b"From: <Saved by Browser>\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        b"--B\r\nContent-Type: " + head.encode() + b"\r\nContent-Transfer-Encoding: " + coding.encode() + b"\r\n\r\n"
        + body + b"\r\n--B--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("said", [True, False], ids=["charset-said", "charset-unsaid"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_page_in_an_archive_is_read(charset, coding, said):
    data = archive(charset, coding, said=said)
    assert formats.kind(data, "a.mht") == "mhtml"
    assert formats.read_file(data, name="a.mht").text.splitlines() == LINES


def test_an_archive_without_a_page_is_refused():
    with pytest.raises(SourceError, match="损坏"):
        html.page_in(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--\n", "a.mht")
