"""Office files made by hand, so that the tests say exactly what is in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from tests.box_font import FULL, HALF, box_font

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
          "endnotes": "endnotes", "comments": "comments", "header1": "header", "footer1": "footer"}  # fmt: skip


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A .docx with this in its body; other parts by their name: styles, numbering, footnotes, header1."""
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    content = {"document": f"<w:body>{body}</w:body>"} | parts
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}{_TYPES[part]}+xml"/>' for part in content
    )
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{R}/{part.rstrip("1")}" Target="{part}.xml"/>' for i, part in enumerate(parts)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    tags = {"header1": "hdr", "footer1": "ftr"}
    return zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>",
            "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        }
        | {
            f"word/{part}.xml": f"{head}<w:{tags.get(part, part)} {OPEN}>{inner}</w:{tags.get(part, part)}>"
            for part, inner in content.items()
        }
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(
    text: str = "",
    *,
    num: int | None = None,
    level: int | None = None,
    style: str = "",
    inner: str = "",
    mark: str = "",
) -> str:
    """A paragraph: of a style, with a number of a list, with other things in it."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    of = "" if num is None else f'<w:numId w:val="{num}"/>'
    numbered = f"<w:numPr>{at}{of}</w:numPr>" if at or of else ""
    return f"<w:p><w:pPr>{name}{numbered}<w:rPr>{mark}</w:rPr></w:pPr>{run(text) if text else ''}{inner}</w:p>"


def level(at: int, style: str, text: str, *, start: int = 1, extra: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def numbering(lists: Mapping[int, Iterable[str]], nums: Mapping[int, tuple[int, str]]) -> str:
    """numbering.xml: definitions with their levels; lists with their definition and overrides."""
    return "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        for key, levels in lists.items()
    ) + "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'
        for key, (of, overrides) in nums.items()
    )


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table; a cell is its text, or a whole w:tc."""
    return (
        "<w:tbl><w:tblPr/>"
        + "".join(
            "<w:tr>" + "".join(c if c.startswith("<w:tc>") else cell(para(c)) for c in row) + "</w:tr>" for row in rows
        )
        + "</w:tbl>"
    )


def cell(content: str, *, across: int = 1, merge: str = "") -> str:
    """A table cell; `merge` is restart or continue."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{down}</w:tcPr>{content}</w:tc>'


# ---------------------------------------------------------------- PDF


def words(text: str, x: float, y: float, size: float = 16, *, turned: bool = False, mode: int = 0) -> str:
    """Text at a place, in PDF's own language; turned by a quarter, or with a render mode (3 is unseen)."""
    matrix = f"0 1 -1 0 {x} {y}" if turned else f"1 0 0 1 {x} {y}"
    return f"BT /F {size} Tf {mode} Tr {matrix} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line."""
    return f"{x0} {y0} m {x1} {y1} l S\n"


def grid(xs: Iterable[float], ys: Iterable[float]) -> str:
    """The lines of a table."""
    xs, ys = list(xs), list(ys)
    return "".join(rule(x, ys[0], x, ys[-1]) for x in xs) + "".join(rule(xs[0], y, xs[-1], y) for y in ys)


def block(
    lines: Iterable[str], *, x: float = 90, y: float = 720, size: float = 16, indent: float = 32, step: float = 28
) -> str:
    """Lines below each other; one that begins with > is indented."""
    return "".join(
        words(line.lstrip(">"), x + (indent if line.startswith(">") else 0), y - step * at, size)
        for at, line in enumerate(lines)
    )


# Every code is its own character: the map to glyphs knows only wide and narrow ones, and ToUnicode names them.
_GLYPHS = b"".join((HALF if code < 128 else FULL).to_bytes(2, "big") for code in range(0x10000))
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Codes def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
256 beginbfrange
%s
endbfrange endcmap CMapName currentdict /CMap defineresource pop end end""" % b"\n".join(
    b"<%04X> <%04X> <%04X>" % (high << 8, high << 8 | 255, high << 8) for high in range(256)
)


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode() + packed + b"\nendstream"


_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /{name} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880"
    " /Descent -254 /CapHeight 880 /StemV 93 {file} >>"
)


def _own_font() -> list[bytes | str]:
    """The box font, embedded: what a page shows does not depend on the machine."""
    font = box_font()
    return [
        "<< /Type /Font /Subtype /Type0 /BaseFont /Box /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Box /FontDescriptor 5 0 R /DW 1000 /W [32 [207] 33 126 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap 8 0 R >>",
        _DESCRIPTOR.format(name="Box", file="/FontFile2 6 0 R"),
        _stream(font, f"/Length1 {len(font)}"),
        _stream(_TO_UNICODE),
        _stream(_GLYPHS),
    ]


def _adobe_font() -> list[bytes | str]:
    """One of Adobe's fonts, not embedded, as old Chinese PDFs have it: a reader has to find one on the machine."""
    return [
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 [207] 2 95 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        _DESCRIPTOR.format(name="STSong-Light", file=""),
    ]


def pdf(*pages: str, extra: str = "", trailer: str = "", rotate: int = 0, embedded: bool = True) -> bytes:
    """A PDF of A4 pages, its font embedded or not."""
    font = _own_font() if embedded else _adobe_font()
    first = 3 + len(font)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects: list[bytes | str] = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        *font,
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents {first + 1 + 2 * at} 0 R"
            f" /Resources << /Font << /F 3 0 R >> {extra} >> >>"
        )
        objects.append(f"<< /Length {len(page)} >>\nstream\n{page}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        body = content if isinstance(content, bytes) else content.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
