"""PDF files with a text layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydiff.errors import SourceError
from policydiff.ingest.limits import check_size
from policydiff.ingest.readers.extracted import Extracted, assemble
from policydiff.ingest.readers.pdf.flow import pieces_of_pages
from policydiff.ingest.readers.pdf.page import Page
from policydiff.ingest.readers.pdf.pdfium import read_pages
from policydiff.ingest.readers.pdf.watermarks import without_watermarks
from policydiff.ingest.readers.sandbox import bounded
from policydiff.model import Note

__all__ = ["read_pdf", "read_unbounded"]

# A page with fewer characters under a picture is a scan: a page number, the mark of the scanning program.
FEW = 20
# Of the characters, how many may have no meaning before the text is worthless.
UNMAPPED = 0.1
# The same for characters that stand below the one before: in a horizontal text there are few, in narrow cells.
UPRIGHT = 0.5


def read_pdf(data: bytes, *, name: str) -> Extracted:
    """The text of a PDF, its lines joined into paragraphs; heads, feet and page numbers are left out and listed.

    Raises:
        SourceError: the file is a scan without text, protected by a password, damaged or too large.

    """
    check_size(data, name)
    return bounded("pdf", data, name=name)


def read_unbounded(data: bytes, *, name: str) -> Extracted:
    """Read a PDF in this process."""
    pages, producer = read_pages(data, name)
    texts = [sum(not char.text.isspace() for char in page.chars) for page in pages]
    scanned = [page for page, count in zip(pages, texts, strict=True) if page.pictured and count < FEW]
    if not any(texts) or (2 * len(scanned) > len(pages) and sum(texts) < FEW * len(pages)):
        raise SourceError(
            f"“{name}”是扫描件，没有文字层；请先用 OCR（文字识别）软件转成带文字的 PDF 或 Word 文档再试。",
            f"“{name}” is a scan without a text layer; run OCR on it and use the PDF or Word document that comes out.",
        )
    if sum(page.stacked for page in pages) > UPRIGHT * sum(texts):
        raise SourceError(
            f"“{name}”的文字是竖排的，读不出正确的次序；请改用横排的版本，或另存为 Word 文档再试。",
            f"“{name}” is set in vertical lines, whose order cannot be read; "
            "use a horizontal version or a Word document.",
        )
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > UNMAPPED * (unmapped + sum(texts)):
        raise SourceError(
            f"“{name}”的字体没有注明各字形是什么字，读出来会是乱码；请用 OCR（文字识别）软件处理，或换一份文件。",
            f"the fonts of “{name}” do not say which characters they show; run OCR on it, or get another file.",
        )
    return assemble(
        pieces_of_pages(without_watermarks(pages), producer), encoding="pdf", notes=_notes(pages, scanned, unmapped)
    )


def _notes(pages: Sequence[Page], scanned: Sequence[Page], unmapped: int) -> Iterator[Note]:
    if scanned:
        yield Note("pages-scanned", None, (("pages", "、".join(str(page.number) for page in scanned)),))
    if unmapped:
        yield Note("characters-unmapped", None, (("count", str(unmapped)),))
    if 2 * sum(page.unseen for page in pages) > sum(len(page.chars) for page in pages):
        yield Note("text-from-ocr")
