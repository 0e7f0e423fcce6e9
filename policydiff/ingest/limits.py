"""What a file may cost: its sizes, and the one way to open XML and ZIP that keeps to them.

A reader never writes to disk, never follows an address in the file, and gives up with one sentence.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from policydiff.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

MB = 1024 * 1024
# The longest documents at hand have 0.2 MB of text; a saved page or a scan with its pictures rarely has 50 MB.
MAX_FILE = 100 * MB
MAX_HTML = 50 * MB
# One part of a .docx, unpacked. A book of 1,000 pages has about 30 MB of XML, and lxml takes ten times as much.
MAX_PART = 64 * MB
# All parts that one file's reader opens.
MAX_PARTS = 128 * MB
# Word's own XML shrinks 10 to 60 times, an empty table 200 times; deflate can do 1,000 times, in a bomb only.
MAX_RATIO = 400
RATIO_FROM = 8 * MB  # a small part may be as regular as it likes
# A .docx has some dozens of entries, one with a thousand pictures a thousand.
MAX_ENTRIES = 10_000

# Clauses are compared word by word: a line beyond this is no paragraph, and would take minutes.
LINE_LIMIT = 200_000
# The longest law at hand has 1,100 clauses, and `make bench` goes to 30,000; a text of so many lines is a list, and
# takes gigabytes to compare.
LINES_LIMIT = 50_000

_CHUNK = 256 * 1024


def check_size(data: bytes, name: str, limit: int = MAX_FILE) -> None:
    """Refuse a file that is empty or too large.

    Raises:
        SourceError: it is.

    """
    if not data.strip(b"\0 \t\r\n") if len(data) < MB else False:
        raise SourceError(
            f"“{name}”是空文件；请重新下载或保存后再试。",
            f"“{name}” is empty; download or save it again.",
        )
    if len(data) > limit:
        size, most = len(data) // MB, limit // MB
        raise SourceError(
            f"“{name}”有 {size} MB，超过 {most} MB 的上限；请把正文另存为较小的文件再试。",
            f"“{name}” has {size} MB, more than the limit of {most} MB; save the document itself as a smaller file.",
        )


def check_lines(raw: str, name: str) -> None:
    """Refuse a text that no document has: a line too long, or too many of them. Raises SourceError."""
    lines = raw.splitlines()
    if max(map(len, lines), default=0) > LINE_LIMIT:
        raise SourceError(
            f"“{name}”有一行超过 {LINE_LIMIT} 字；请按段落分行后再试。",
            f"“{name}” has a line of over {LINE_LIMIT} characters; break it into paragraphs.",
        )
    if len(lines) > LINES_LIMIT:
        raise SourceError(
            f"“{name}”有 {len(lines)} 行，超过 {LINES_LIMIT} 行，不像一份文件；请只取正文另存。",
            f"“{name}” has {len(lines)} lines, over {LINES_LIMIT}, which no document has; save its text alone.",
        )


class Package:
    """A ZIP container whose parts are read one by one, in memory and within limits.

    Names are only compared with those asked for, so a name such as ../../etc/passwd leads nowhere.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_PARTS
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(name) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise SourceError(
                f"“{name}”内有 {len(entries)} 个部件，不像文档，已拒绝读取；请换一份来源可靠的文件。",
                f"“{name}” holds {len(entries)} parts, which no document does; get it from a source that you trust.",
            )
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str) -> bytes:
        """Read a part, counting what really comes out, whatever the container says its size is.

        Raises:
            SourceError: the part is absent, damaged, encrypted, or a bomb.

        """
        entry = self._entries.get(part)
        if entry is None:
            raise damaged(self.name)
        limit = min(MAX_PART, self._left, max(RATIO_FROM, MAX_RATIO * entry.compress_size))
        try:
            with self._zip.open(entry) as stream:
                pieces, size = [], 0
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > limit:
                        raise bomb(self.name)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise damaged(self.name) from error
        except RuntimeError as error:  # what zipfile says of an encrypted entry
            raise encrypted(self.name) from error
        self._left -= size
        return b"".join(pieces)


def parse_xml(data: bytes, name: str) -> _Element:
    """Parse a part of a document: no entities, no document type, no network, no deep nesting.

    Raises:
        SourceError: the XML is broken or hostile.

    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    # Office documents may not have a document type (ECMA-376 part 2 §8.1.4), so one is there to do harm.
    if b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
        raise bomb(name)
    try:
        root: _Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise bomb(name)
    return root


def damaged(name: str) -> SourceError:
    """Say that a file is broken or not what its name says."""
    return SourceError(
        f"“{name}”已损坏或不是它的扩展名所说的格式；请用原来的软件打开并重新保存，或重新下载。",
        f"“{name}” is damaged or not of the format that its name says; open and save it again, or download it again.",
    )


def bomb(name: str) -> SourceError:
    """Say that a file unpacks to more than any document has."""
    return SourceError(
        f"“{name}”展开后远大于任何正常文档，已拒绝读取；请换一份来源可靠的文件。",
        f"“{name}” unpacks to far more than any document; get it from a source that you trust.",
    )


def encrypted(name: str) -> SourceError:
    """Say that a file cannot be read without its password."""
    return SourceError(
        f"“{name}”设有密码，无法读取；请在原来的软件中去掉密码、另存后再试。",
        f"“{name}” is protected by a password; remove it in the program that made the file, and save it again.",
    )
