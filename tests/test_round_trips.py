"""Real texts written out by other programs (python-docx, Chromium, LibreOffice) and read back."""

import html
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from policydiff.ingest.source import read_source
from policydiff.model import Head
from policydiff.parse.tree import parse
from tests import machine
from tests.conftest import CORPORA

LAW = """某市促进知识产权保护条例
2021年9月24日 某市人民代表大会常务委员会第三次会议通过
第一章 总 则
第一条 为了加强知识产权保护，激发创新活力，促进经济社会高质量发展，根据有关法律、行政法规，结合本市实际，制定本条例。
第二条　本市行政区域内知识产权的创造、运用、保护、管理和服务，适用本条例。其中专利审查周期压减至13.8个月，三次产业结构为3.6 : 48 : 48.4。
市、区人民政府应当将知识产权工作纳入国民经济和社会发展规划，所需经费列入本级预算，并按照PCT international application等国际规则开展工作。
第三条　市知识产权部门负责本条例的组织实施，履行下列职责：
（一）拟订知识产权战略和规划；
（二）指导、监督知识产权保护工作；
（三）法律、法规规定的其他职责。
5.4　通信保障
5.5　培训演练
第四条　本条例自2022年1月1日起施行。
"""
TEXTS = {
    "guidance": (CORPORA / "2020" / "text.txt").read_text(encoding="utf-8"),
    "law": LAW,
}
# The most that may be lost: characters, of all; clauses, of all.
PDF_ERRORS, PDF_CLAUSES = 0.001, 0.98


@pytest.fixture(params=TEXTS.values(), ids=TEXTS)
def text(request, tmp_path) -> str:
    path = tmp_path / "plain.txt"
    path.write_text(request.param, encoding="utf-8")
    return read_source(path).text


def clauses(text: str) -> Counter[tuple[str, str]]:
    return Counter((clause.id, clause.text) for clause in parse(text, Head(id="a")).clauses)


def check_pdf(path: Path, text: str) -> None:
    read = read_source(path).text
    assert Levenshtein.distance(read, text) < PDF_ERRORS * len(text)
    assert (clauses(read) & clauses(text)).total() >= PDF_CLAUSES * clauses(text).total()


# ---------------------------------------------------------------- Word


def word(text: str, path: Path, *, dressed: bool = False) -> Path:
    """A .docx by python-docx; dressed, it has headings, bold labels, first lines indented, a head and a foot."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    for at, line in enumerate(text.splitlines()):
        bold, mark, rest = line.partition("。") if line.startswith("（") else ("", "", line)
        paragraph = document.add_paragraph(style="Title" if dressed and not at else None)
        if dressed:
            paragraph.paragraph_format.first_line_indent = Pt(32) if at else None
            for run in (paragraph.add_run(bold + mark), paragraph.add_run(rest)):
                run.font.size = Pt(16 if at else 22)
            paragraph.runs[0].bold = True
        else:
            paragraph.add_run(line)
    if dressed:
        document.sections[0].header.paragraphs[0].text = "某市人民政府公报"
        document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.save(str(path))
    return path


@pytest.mark.parametrize("dressed", [False, True], ids=["plain", "dressed"])
def test_word(text, tmp_path, dressed):
    read = read_source(word(text, tmp_path / "a.docx", dressed=dressed)).text
    assert read == text
    assert clauses(read) == clauses(text)


# ---------------------------------------------------------------- Chromium's print to PDF

INDENTED = "p{text-indent:2em;margin:0;text-align:justify}h1{text-align:center}"
STYLES = {
    "as-official-documents": "@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font:16pt/28pt serif}" + INDENTED,
    "two-columns": "@page{size:A4;margin:20mm}body{font:10.5pt/1.6 serif;columns:2;column-gap:2em}h1{column-span:all}"
    + INDENTED,
    "no-style": "",
}


def printed(text: str, style: str, folder: Path) -> Path:
    """The PDF that Chromium prints; with its own head and foot where the page has no style."""
    program = machine.chromium(chinese=True)
    title, *lines = map(html.escape, text.splitlines())
    body = f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    page = f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>{style}</style>{body}"
    (folder / "a.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
         *(["--no-pdf-header-footer"] if style else []), f"--print-to-pdf={folder / 'a.pdf'}", (folder / "a.html").as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return folder / "a.pdf"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_pdf_by_chromium(text, tmp_path, style):
    check_pdf(printed(text, style, tmp_path), text)


# ---------------------------------------------------------------- LibreOffice


def converted(path: Path, suffix: str) -> Path:
    """A file in another format by LibreOffice."""
    office = machine.office(chinese=suffix == "pdf")
    subprocess.run(
        [office, f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless", "--convert-to", suffix,
         "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    return path.with_suffix(f".{suffix}")


def test_pdf_by_libreoffice(text, tmp_path):
    check_pdf(converted(word(text, tmp_path / "a.docx"), "pdf"), text)


@pytest.mark.parametrize("suffix", ["odt", "doc"])
def test_office_files_by_libreoffice(tmp_path, suffix):
    source = read_source(converted(word(LAW, tmp_path / "a.docx"), suffix))
    assert source.text == re.sub(r"\n\Z", "", LAW)
    assert source.encoding == suffix
