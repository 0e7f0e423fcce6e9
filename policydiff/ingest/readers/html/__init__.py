"""Web pages: government sites, WeChat articles, portals, and pages that are nothing but a document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.errors import SourceError
from policydiff.ingest.clean.encoding import redecoded
from policydiff.ingest.limits import MAX_HTML, bomb, check_size, damaged
from policydiff.ingest.readers.extracted import Extracted, assemble
from policydiff.ingest.readers.html.blocks import Block, read_blocks
from policydiff.ingest.readers.html.charset import decode
from policydiff.ingest.readers.html.frame import frame, inside, sentences
from policydiff.ingest.readers.sandbox import bounded
from policydiff.model import Note

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["page_in", "read_page", "read_unbounded"]

# Up to here even the worst page takes the parser a second or two; a larger one is read in a bounded process.
SMALL = 256 * 1024

# Pages that never close these nest them thousands deep; they say how a text looks, not what it is.
_LOOKS = re.compile(r"</?(?:font|b|i|u|s|em|strong|big|small|span|tt|strike|basefont)(?=[\s>/])[^>]*>", re.IGNORECASE)
# Pictures inside the page, as browsers save them: megabytes without a word.
_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[\w+/=%\s]{64,}", re.ASCII)
# Programs that break the lines of the source only where a space was.
# Yes: LibreOffice 7.4.7.2 (Linux), OpenOffice 4.1, pandoc; no: Microsoft Word 15
_OFFICE = re.compile(r"LibreOffice|OpenOffice|pandoc", re.IGNORECASE)
# Bytes that an old editor took for letters of Western Europe and wrote as their numbers.
_EIGHT_BIT = re.compile(r"&#(1[3-9]\d|12[89]|2[0-4]\d|25[0-5]);", re.ASCII)
# An XHTML page may define entities of its own, which no page at hand does, and a bomb must.
# Yes: <!DOCTYPE html [<!ENTITY a "&b;&b;">; no: <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">
_ENTITIES = re.compile(r"<!DOCTYPE[^<>]{0,500}\[[^<]{0,500}<!ENTITY", re.IGNORECASE)
# What servers send in place of a page.
# Yes: 404 Not Found, 您访问的页面不存在, 用户登录 - 某网, 安全验证; no: 2020年404号文件, 登记管理办法
_FAILED = re.compile(
    r"\s*(?:HTTP\s*)?[45]0\d\b|.{0,30}(?:页面不存在|找不到(?:页面|网页)|Not Found|Forbidden|Bad Gateway)"
    r"|\s*(?:(?:请先?|用户|账号)?登[录陆](?:页面?)?|(?:安全|访问|人机|身份)(?:验证|认证|检查)|(?:请输入)?验证码)\s*(?:$|[-_|—])",
    re.IGNORECASE,
)
# The title and the text of an article on WeChat.
_WECHAT = ("activity-name", "js_content")


def read_page(data: bytes, *, name: str) -> Extracted:
    '''The text of a web page. Encoding: the one that fits, whatever the page declares.

    >>> page = """<meta charset=gb2312><div class=nav><a href=/>首页</a> <a href=/zc>政策</a></div>
    ... <h1>知识产权工作指引</h1><p>一、总体要求</p><p>坚持稳中求进。</p><ul><li>新增专利组合100个。</ul>"""
    >>> one = read_page(page.encode(), name="指引.html")
    >>> print(one.text, one.encoding, one.left_out)
    知识产权工作指引
    一、总体要求
    坚持稳中求进。
    ——新增专利组合100个。
     utf-8 (LeftOut(text='首页 政策', reason='navigation', at=0),)

    Raises:
        SourceError: the file is too large, in no known encoding, nested beyond reason, or without text.

    '''
    check_size(data, name, MAX_HTML)
    return read_unbounded(data, name=name) if len(data) <= SMALL else bounded("html", data, name=name)


def page_in(data: bytes, name: str) -> bytes:
    """The page in a web archive (.mht, RFC 2557), which holds it with its pictures as one message.

    Raises:
        SourceError: there is none in it.

    """
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            found = part.get_payload(decode=True)
            if isinstance(found, bytes) and found.strip():
                declared = f'<meta charset="{part.get_content_charset("utf-8")}">'
                return declared.encode() + found
    raise damaged(name)


def read_unbounded(data: bytes, *, name: str) -> Extracted:
    """Read a page in this process."""
    text, encoding, notes = decode(data, name)
    if found := redecoded(_EIGHT_BIT.sub(lambda one: chr(int(one[1])), text)) if _EIGHT_BIT.search(text) else None:
        text, encoding, notes = found
    root = _parse(text, name)
    _unfold(root)
    _join_office_lines(root)
    article = _wechat(root)
    blocks = read_blocks(root)
    if article:
        pieces = inside(blocks, article)
        if not "".join(article[-1].itertext()).strip():
            raise _without_text(name)
    else:
        _check_here(root, blocks, name)
        if sentences(blocks, "hidden") > sentences(blocks):
            blocks = _unhidden(blocks)
            notes = (*notes, Note("page-hidden"))
        pieces = frame(blocks, root, _titles(root))
    if not any(piece.text and not piece.reason for piece in pieces):
        raise _without_text(name)
    return assemble(pieces, encoding=encoding, notes=notes)


def _without_text(name: str) -> SourceError:
    return SourceError(
        f"网页“{name}”里没有正文，可能要由脚本载入；请在浏览器中打开，等正文出现后另存为完整网页，再试。",
        f"the page “{name}” holds no text, perhaps a script loads it; "
        "open it in a browser and save it when it has loaded.",
    )


def _check_here(root: _Element, blocks: list[Block], name: str) -> None:
    """Refuse a page that only leads to another: frames, a redirection, a server's message."""
    if sentences(blocks) or sentences(blocks, "hidden"):
        return
    if root.xpath("//frameset | //iframe[@src]"):
        raise SourceError(
            f"网页“{name}”由框架组成，正文在框架所指的另一网页里；请在浏览器中单独打开那个框架，另存后再试。",
            f"the page “{name}” consists of frames, its text is in another page; open that frame alone and save it.",
        )
    if root.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']") or any(
        map(_FAILED.match, _titles(root))
    ):
        raise SourceError(
            f"网页“{name}”只是跳转或出错的页面，没有正文；请在浏览器中打开原网址，另存后再试。",
            f"the page “{name}” is only a redirection or an error message; open the address in a browser and save it.",
        )


def _unfold(root: _Element) -> None:
    """Put pages that are written out inside the page (srcdoc) in their places."""
    from lxml import html

    for frame_ in root.xpath("//iframe[@srcdoc]"):
        if frame_.get("srcdoc").strip():
            inner = _tree(frame_.get("srcdoc"))
            body = html.Element("div") if inner is None else inner.find("body")
            body.tag, body.tail = "div", frame_.tail
            frame_.getparent().replace(frame_, body)


def _wechat(root: _Element) -> list[_Element]:
    """The title and the text of an article on WeChat. Both are there, but hidden until a script has run."""
    article = [found for one in _WECHAT for found in root.xpath("//*[@id=$id]", id=one)]
    if not article or article[-1].get("id") != _WECHAT[-1]:
        return []
    for element in article:
        element.attrib.pop("style", None)
    return article


def _unhidden(blocks: list[Block]) -> list[Block]:
    return [replace(block, reason="") if block.reason == "hidden" else block for block in blocks]


def _parse(text: str, name: str) -> _Element:
    """Parse a page; where it is nested too deep, once more without the elements that only give looks."""
    text = _DATA.sub("data:,", text).replace("\0", "")
    if _ENTITIES.search(text, 0, 8192):
        raise bomb(name)
    root = _tree(text)
    if root is None:
        root = _tree(_LOOKS.sub("", text))
    if root is None:
        raise bomb(name)
    return root


def _tree(text: str) -> _Element | None:
    from lxml import etree, html

    # huge_tree lifts the depth from 256 to 2,048 elements; HTML has no entities that could grow.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.encode("utf-8", "replace")
    try:
        root: _Element = html.document_fromstring(data or b"<p>", parser=parser, ensure_head_body=True)
    except etree.ParserError:
        return html.document_fromstring(b"<p>", parser=parser)
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if too_deep else root


def _join_office_lines(root: _Element) -> None:
    """Make the line breaks in the source of a page spaces, where a program wrote it that breaks lines only there.

    Everybody else breaks lines anywhere, and between Chinese characters the break means nothing (CSS Text §4.1.2).
    """
    if any(_OFFICE.match(one) for one in root.xpath("//meta[translate(@name, 'G', 'g')='generator']/@content")):
        as_they_are = {element for pre in root.iter("pre") for element in pre.iter()}
        for element in root.iter():
            if element not in as_they_are:
                element.text = element.text and element.text.replace("\n", " ")
            if element not in as_they_are or element.tag == "pre":
                element.tail = element.tail and element.tail.replace("\n", " ")


def _titles(root: _Element) -> list[str]:
    """What the page says that its title is, the site's name behind it."""
    found = root.xpath("//head/title/text() | //meta[@name='ArticleTitle' or @property='og:title']/@content")
    return [str(title) for title in found if str(title).strip()]
