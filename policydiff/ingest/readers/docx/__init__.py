"""Word documents (.docx): the page as its reader sees it, changes accepted, numbers written out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from policydiff.errors import SourceError
from policydiff.ingest.limits import Package, check_size, damaged, parse_xml
from policydiff.ingest.readers.docx.body import Reader, read_story
from policydiff.ingest.readers.docx.labels import read_labels
from policydiff.ingest.readers.docx.names import STRICT, W
from policydiff.ingest.readers.extracted import Extracted, Piece, Verdict, assemble
from policydiff.model import Note

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_docx"]

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_docx(data: bytes, *, name: str) -> Extracted:
    """The text of a .docx. Headers, footers, comments and deleted words are left out and listed.

    Raises:
        SourceError: the file is damaged, no Word document, hostile, or without text.

    """
    check_size(data, name)
    package = Package(data, name)
    main = _main_part(package)
    document = _parse(package, main)
    body = document.find(W + "body")
    if document.tag != W + "document" or body is None:
        raise SourceError(
            f"“{name}”不是 Word 文档（可能是表格或演示文稿）；请在原来的软件中另存为 .docx 再试。",
            f"“{name}” is no Word document, perhaps a spreadsheet or slides; save it as .docx.",
        )
    parts = dict(_relations(package, main))
    reader = Reader(
        read_labels(_optional(package, parts, "numbering"), _optional(package, parts, "styles")),
        _by_id(_optional(package, parts, "footnotes"), "footnote"),
        _by_id(_optional(package, parts, "endnotes"), "endnote"),
    )
    pieces = list(read_story(reader, body))
    if not any(piece.text.strip() and not piece.reason for piece in pieces):
        raise SourceError(
            f"“{name}”里没有文字，可能只有扫描图片；请先用 OCR 识别成文字再试。",
            f"“{name}” holds no text, perhaps only scanned pictures; run OCR on it first.",
        )
    pieces += _margins(package, main, reader)
    return assemble(pieces, encoding="docx", notes=_notes(reader))


def _notes(reader: Reader) -> Iterator[Note]:
    counted = reader.runs.counted
    changes = tuple((name, str(counted[name])) for name in ("insertions", "deletions", "moves"))
    if any(counted[name] for name, _ in changes):
        yield Note("tracked-changes", None, changes)
    if counted["unread"]:
        yield Note("objects-unread", None, (("count", str(counted["unread"])),))
    if counted["symbols"]:
        yield Note("symbols-unknown", None, (("count", str(counted["symbols"])),))


# ---------------------------------------------------------------- parts


def _parse(package: Package, part: str) -> _Element:
    data = package.read(part)
    for strict, transitional in STRICT:
        data = data.replace(strict, transitional)
    return parse_xml(data, package.name)


def _main_part(package: Package) -> str:
    found = (target for kind, target in _targets(package, "") if kind == "officeDocument")
    part = next(found, "word/document.xml")
    if part not in package:
        raise damaged(package.name)
    return part


def _targets(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """The parts that a part names, each with the last word of what it is."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in package:
        return
    for one in parse_xml(package.read(relations), package.name).iter(_RELATION):
        if one.get("TargetMode") != "External":
            target = (one.get("Target") or "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield (one.get("Type") or "").rpartition("/")[2], path


def _relations(package: Package, part: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for kind, target in _targets(package, part):
        if kind not in seen and target in package:
            seen.add(kind)
            yield kind, target


def _optional(package: Package, parts: Mapping[str, str], kind: str) -> _Element | None:
    return _parse(package, parts[kind]) if kind in parts else None


def _by_id(root: _Element | None, name: str) -> dict[str, _Element]:
    return {} if root is None else {one.get(W + "id") or "": one for one in root.iterfind(W + name)}


_MARGINS: dict[str, Verdict] = {"header": "header", "footer": "footer", "comments": "comment"}


def _margins(package: Package, main: str, reader: Reader) -> Iterator[Piece]:
    """What stands around the text: headers, footers and comments; each said once, though every page has it."""
    said = set()
    for kind, target in sorted(set(_targets(package, main))):
        reason = _MARGINS.get(kind)
        if reason is None or target not in package:
            continue
        root = _parse(package, target)
        for block in [root] if kind != "comments" else root.iterfind(W + "comment"):
            text = "\n".join(piece.text for piece in read_story(reader, block) if piece.text.strip())
            if (kind, text) not in said:
                said.add((kind, text))
                yield Piece(text, reason)
