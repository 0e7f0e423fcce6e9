"""Which reader reads a file: by what the file is, where its first bytes tell, else by its name.

Files are often not what they are called: a .doc that is a web page or a .docx, a .docx that is a .doc.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import SourceError
from policydiff.ingest.limits import check_size, encrypted
from policydiff.ingest.readers.endings import HTML, MARKDOWN, OFFICE

if TYPE_CHECKING:
    from policydiff.ingest.readers.extracted import Extracted

_NAMED = {**dict.fromkeys(HTML, "html"), **dict.fromkeys(OFFICE, "office"), ".pdf": "pdf", ".docx": "docx"}
# A picture of a text, or several, by its first bytes: PNG, JPEG, GIF, TIFF.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
# Old Office files, and new ones that are encrypted: a compound file, with the names of its parts in UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Yes: <!DOCTYPE html>, <!-- saved from url=(0021)http://example.cn/ --><html>; no: <p>, <一、总体要求>
_PAGE = re.compile(rb"(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,500}-->\s*)*<(?:!doctype\s+html|html|head|meta)[\s>]")
# Part of a page, saved as a text. Yes: <p>一、总体要求</p>, <div class="con">; no: <一、总体要求>, <p
_PART = re.compile(
    rb"<(?:p|div|body|title|article|section|table|h[1-6]|script|style|center|font|span|br)(?:\s[^<>]*)?/?>"
)
# Yes: <p>, </div>, <!-- x -->, the same in UTF-16; no: 指标<5%
_TAG = re.compile(rb"<\0?[a-zA-Z/!?]")
# Yes: MIME-Version: 1.0 … Content-Type: multipart/related; no: MIME类型应当登记
_MHTML = re.compile(rb"\A(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,12}?content-type:\s*multipart/related")
_WORD_XML = b'progid="word.document"'


def is_text(data: bytes, name: str) -> bool:
    """Whether a file is plain text, which needs no reader."""
    return kind(data, name) == "text"


def kind(data: bytes, name: str) -> str:
    """What a file is: html, mhtml, docx, pdf, office, picture or text.

    >>> kind(b"%PDF-1.7", "a.doc"), kind(b"<html><body>", "a.doc"), kind("一、".encode(), "a.txt")
    ('pdf', 'html', 'text')
    """
    suffix = Path(name).suffix.lower()
    found = _by_content(data) or _NAMED.get(suffix, "text")
    if found == "html" and data.strip() and not _TAG.search(data):
        return "text"  # whose lines mean something
    if found == "text" and suffix not in MARKDOWN and _PART.match(_head(data)):
        return "html"
    return found


def _by_content(data: bytes) -> str:
    """What the first bytes show a file to be, "" where they show nothing."""
    head = _head(data)
    if data.startswith(b"PK\x03\x04"):
        return "office" if b"mimetypeapplication/vnd.oasis" in data[:100] else "docx"
    signs = {
        "pdf": b"%pdf-" in head[:64],
        "office": data.startswith((_COMPOUND, b"{\\rtf")) or _WORD_XML in head,
        "picture": data.startswith(_PICTURES),
        "mhtml": _MHTML.match(head),
        "html": _PAGE.match(head),
    }
    return next((name for name, sign in signs.items() if sign), "")


def _head(data: bytes) -> bytes:
    """The first bytes of a file, without marks and white space; UTF-16 looks like ASCII there."""
    return data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()


def read_file(data: bytes, *, name: str) -> Extracted:
    """The text of a file of any format but plain text.

    Raises:
        SourceError: it cannot be read, or is of no format that holds a text.

    """
    from policydiff.ingest.readers import docx, html, office, pdf  # each loads only when such a file comes

    check_size(data, name)
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise encrypted(name)
    found = kind(data, name)
    if found == "picture":
        raise SourceError(
            f"“{name}”是图片；请先用 OCR（文字识别）软件转成文字再试。",
            f"“{name}” is a picture; run OCR on it and use the text that comes out.",
        )
    if found == "docx" and b"OFD.xml" in data:
        raise SourceError(
            f"“{name}”是 OFD 版式文件；请在阅读器中另存为 PDF 或 .docx 再试。",
            f"“{name}” is an OFD file; save it as PDF or .docx in the program that shows it.",
        )
    if found == "mhtml":
        data, found = html.page_in(data, name), "html"
    read = {"html": html.read_page, "docx": docx.read_docx, "pdf": pdf.read_pdf, "office": office.read_office}[found]
    return read(data, name=name)
