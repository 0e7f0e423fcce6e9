"""Every output says the same of one comparison: what is new, and how much of it."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from policydiff import read
from policydiff.model import Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.html.page import render_html
from policydiff.report.office.docx import render_docx
from policydiff.report.office.xlsx import render_xlsx
from policydiff.report.records import comparison_record
from policydiff.report.said.model import Report
from policydiff.report.said.report import say
from policydiff.report.text.md import render_md
from policydiff.report.text.terminal import summary
from policydiff.wording import pick
from tests.test_report_claims import RULE_NEW, RULE_OLD, compared

CLAIMS = {
    "speech": compared("speech"),
    "rule": compare(parse(RULE_OLD, Head(id="旧")), parse(RULE_NEW, Head(id="新"))),
}


def words_of(report: Report) -> set[str]:
    """What a file has to say beside the texts: the paragraph of what is new, key indicators, numbers, new phrases."""
    values = [q.value.zh for row in (*report.key, *report.figures) for q in (row.old, row.new) if q]
    return {report.digest.zh, *(k.indicator for k in report.key), *(p.sentence for p in report.phrases), *values}


def docx_words(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize("form", ["docx", "landscape", "xlsx", "md", "html"])
def test_every_file_says_what_is_new(name, form):
    found = CLAIMS[name]
    report = say(found)
    if form in ("docx", "landscape"):
        text = docx_words(render_docx(found, landscape=form == "landscape"))
    elif form == "xlsx":
        book = openpyxl.load_workbook(BytesIO(render_xlsx(found)))
        text = "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    else:
        text = {"md": render_md, "html": render_html}[form](found)
        text = text.replace("\\", "").replace("&lt;", "<").replace("\u2060", "")
    missing = {words for words in words_of(report) if words not in text.replace("\u00a0", " ")}
    assert missing == set()


CASES = sorted(p.parent.name for p in (Path(__file__).parent / "cases").glob("*/old.txt"))


@pytest.mark.parametrize("name", CASES)
def test_every_output_counts_the_same(name, capsys):
    folder = Path(__file__).parent / "cases" / name
    for found in (
        compare(read(folder / a), read(folder / b)) for a, b in (("old.txt", "new.txt"), ("new.txt", "old.txt"))
    ):
        report = say(found)
        strip = {pick(n.word, "zh"): int(n.value) for n in report.counts}
        told_in = comparison_record(found)["summary"]["told"]
        styles = {n.style: int(n.value) for n in report.counts if n.style}
        assert styles == {kind: told_in[kind] for kind in styles}
        assert (strip["指标收紧"], strip["指标放宽"]) == (told_in["tightened"], told_in["loosened"])
        sheet = openpyxl.load_workbook(BytesIO(render_xlsx(found))).worksheets[0]
        cells = {str(row[0].value).split()[-1]: row[1].value for row in sheet.iter_rows() if row[0].value}
        assert {word: cells[word] for word in strip} == strip
        summary(found, (), lang="zh", to_stderr=False, verbose=False)
        line = next(x for x in capsys.readouterr().out.splitlines() if x.startswith("条款："))
        assert all(f"{word} {n}" in line for word, n in strip.items() if n)
        page = render_html(found)
        assert all(f"<b>{n}</b>" in page or f">{n}<" in page for n in strip.values())
