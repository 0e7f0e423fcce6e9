"""Which reader reads a file: by what the file is, where its first bytes tell, else by its name.

Files are often not what they are called: a .doc that is a web page or a .docx, a .docx that is a .doc.
"""

from __future__ import annotations

from pathlib import Path

from policydiff.errors import SourceError
from policydiff.ingest import docx, html, office, pdf
from policydiff.ingest.extract import Extract
from policydiff.ingest.limits import check_size, encrypted

TEXT = (".txt", ".md", ".text", ".markdown", "")
HTML = (".html", ".htm", ".xhtml", ".shtml")
SUFFIXES = (*HTML, ".docx", ".pdf", *office.SUFFIXES)
# Old Office files, and new ones that are encrypted: a compound file, with the names of its parts in UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_text(data: bytes, name: str) -> bool:
    """Whether a file is plain text, which needs no reader."""
    return kind(data, name) == "text"


def kind(data: bytes, name: str) -> str:
    """What a file is: html, docx, pdf, office or text.

    >>> kind(b"%PDF-1.7", "a.doc"), kind(b"<html><body>", "a.doc"), kind("一、".encode(), "a.txt")
    ('pdf', 'html', 'text')
    """
    suffix = Path(name).suffix.lower()
    head = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if b"%pdf-" in head[:64]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "office" if b"mimetypeapplication/vnd.oasis" in data[:100] else "docx"
    if data.startswith((_COMPOUND, b"{\\rtf")):
        return "office"
    if suffix in HTML or (suffix not in TEXT and head.startswith((b"<html", b"<!doctype html", b"<?xml", b"<meta", b"<head"))):
        return "html"
    if suffix == ".pdf":
        return "pdf"
    return "office" if suffix in office.SUFFIXES else "docx" if suffix == ".docx" else "text"


def extract(data: bytes, *, name: str) -> Extract:
    """The text of a file of any format but plain text.

    Raises:
        SourceError: it cannot be read, or is none of these formats.
    """
    check_size(data, name)
    found = kind(data, name)
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise encrypted(name)
    if found == "html":
        return html.extract(data, name=name)
    if found == "docx":
        return docx.extract(data, name=name)
    if found == "pdf":
        return pdf.extract(data, name=name)
    if found == "office":
        return office.extract(data, name=name)
    raise SourceError(
        f"不认识“{name}”的格式；可用的格式有 {' '.join(SUFFIXES)} 和纯文本。",
        f"“{name}” is of no known format; known are {' '.join(SUFFIXES)} and plain text.",
    )
