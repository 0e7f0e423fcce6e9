"""Web pages: government sites, WeChat articles, portals, and pages that are nothing but a document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.errors import SourceError
from policydiff.ingest.clean.encoding import redecoded
from policydiff.ingest.limits import MAX_HTML, bomb, check_size, damaged
from policydiff.ingest.readers.extracted import Extracted, Piece, assemble
from policydiff.ingest.readers.html.blocks import Block, read_blocks
from policydiff.ingest.readers.html.charset import decode
from policydiff.ingest.readers.html.frame import frame, inside, sentences
from policydiff.ingest.readers.line_kinds import SENTENCE, is_sure
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
# What a page says that holds no document: one that was refused, one that waits for its script or its reader.
# Yes: 请求被拦截，请输入验证码后继续访问。, 加载中…, 您的浏览器不支持JavaScript; no: 推进验证码登录改革
_REFUSED = (
    r"(?:请求|访问|操作)(?:已?被(?:拦截|拒绝|禁止|限制)|过于频繁|受限)|(?:请|需要?)(?:先)?(?:输入|完成|通过).{0,6}验证|滑动.{0,6}验证"
    r"|请(?:先)?登[录陆](?:后|$)|(?:页面|网页|内容|文章).{0,6}(?:不存在|已(?:被)?删除|已?失效|找不到)"
    r"|^\s*(?:HTTP\s*)?[45]0\d\s|Forbidden|Not Found|Access Denied|Bad Gateway|Service Unavailable"
)
_WAITING = (
    r"(?:正在|努力)?(?:加载|载入|跳转)中|正在(?:为您)?(?:加载|载入|跳转)|请稍[候等后]|Loading|Just a moment"
    r"|(?:浏览器|请).{0,8}(?:不支持|开启|启用)\s*(?:JavaScript|Cookie|脚本)"
)
_NO_DOCUMENT = re.compile(f"{_REFUSED}|{_WAITING}", re.IGNORECASE)
# A page with so few characters may be nothing but such a message.
SHORT = 200
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
    _check_own(root, name)
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
    _check_pictures(root, pieces, name)
    return assemble(pieces, encoding=encoding, notes=notes)


def _without_text(name: str) -> SourceError:
    return SourceError(
        f"网页“{name}”里没有正文，可能要由脚本载入；请在浏览器中打开，等正文出现后另存为完整网页，再试。",
        f"the page “{name}” holds no text, perhaps a script loads it; "
        "open it in a browser and save it when it has loaded.",
    )


def _check_own(root: _Element, name: str) -> None:
    """Refuse a report of ours: it holds two documents, and lies where `pairs` looks for them."""
    if root.xpath("//head/meta[@name='generator'][@content='policydiff']"):
        raise SourceError(
            f"网页“{name}”是 policydiff 写出的报告，不是政策文件；请改用它比较的原文。",
            f"the page “{name}” is a report by policydiff and no document; use the texts that it compares.",
        )


def _check_here(root: _Element, blocks: list[Block], name: str) -> None:
    """Refuse a page that only leads to another: frames, a redirection, a server's message."""
    _check_message(blocks, name)
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


def _check_message(blocks: list[Block], name: str) -> None:
    """Refuse a page on which a server or a script says that there is no document yet, or none for us."""
    seen = "\n".join(block.text for block in blocks if not block.reason)
    if len(seen) < SHORT and _NO_DOCUMENT.search(seen) and not any(is_sure(block.text) for block in blocks):
        message = "".join(seen.split())[:40]
        raise SourceError(
            f"网页“{name}”只是提示或出错的页面（{message}），没有正文；请在浏览器中打开原网址，等正文出现后另存，再试。",
            f"the page “{name}” is no document but a message ({message}); "
            "open the address in a browser and save it when the text has appeared.",
        )


def _check_pictures(root: _Element, pieces: list[Piece], name: str) -> None:
    """Refuse a page whose text is in its pictures, as a scan is refused."""
    text = "\n".join(piece.text for piece in pieces if not piece.reason)
    pictures = root.xpath("count(//img[not(ancestor::a)])")
    if len(text) < SHORT and pictures and not any(map(is_sure, text.split("\n"))) and not SENTENCE.search(text):
        raise SourceError(
            f"网页“{name}”的正文是图片；请先用 OCR（文字识别）软件转成文字再试。",
            f"the text of the page “{name}” is in its pictures; run OCR on them and use the text that comes out.",
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
