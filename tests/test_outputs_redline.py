"""Tracked changes: all accepted they are the new text, all rejected the old one."""

import copy
import re
import subprocess
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from policydiff import read
from policydiff.model import Comparison, Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.escape import legal
from policydiff.report.office.redline import render_redline
from policydiff.report.office.tracked import NEW, OLD, tracked
from tests import machine, outputs_sample
from tests.strategies import ANY_TEXTS, TEXTS

CASES = Path(__file__).parent / "cases"
GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def compared(old: str, new: str) -> Comparison:
    return compare(parse(old, Head(id="旧")), parse(new, Head(id="新")))


@cache
def case(name: str) -> Comparison:
    if name == "sample":
        return outputs_sample.plain()
    return compare(read(CASES / name / "old.txt"), read(CASES / name / "new.txt"))


def resolved(data: bytes, way: str) -> str:
    """What a word processor leaves when all changes are accepted or rejected: ECMA-376 part 1, 17.13.5."""
    body = copy.deepcopy(docx.Document(BytesIO(data)).element.body)
    gone = {qn(f"w:{name}") for name in GONE[way]}
    lines, line = [], ""
    for paragraph in body.iter(qn("w:p")):
        for node in paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:tab")):
            if not gone & {a.tag for a in node.iterancestors()}:
                line += "\t" if node.tag == qn("w:tab") else node.text or ""
        marks = paragraph.findall(f"{qn('w:pPr')}/{qn('w:rPr')}/*")
        if not gone & {m.tag for m in marks}:  # a mark that goes joins its paragraph with the next
            lines.append(line)
            line = ""
    return "\n".join(lines) + line


NAMES = ["sample", *sorted(p.parent.name for p in CASES.glob("*/old.txt"))]


@pytest.mark.parametrize("name", NAMES)
def test_accepted_it_is_the_new_text_and_rejected_the_old(name):
    comparison = case(name)
    data = render_redline(comparison)
    assert resolved(data, "accept") == legal(comparison.new.text.strip("\n"))
    assert resolved(data, "reject") == legal(comparison.old.text.strip("\n"))


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_no_character_is_lost_whatever_the_texts(old, new):
    comparison = compared(old, new)
    found = tracked(comparison)
    assert "".join(s.text for s in found if s.kind in OLD) == comparison.old.text.strip("\n")
    assert "".join(s.text for s in found if s.kind in NEW) == comparison.new.text.strip("\n")


@settings(max_examples=20, deadline=None)
@given(ANY_TEXTS, ANY_TEXTS)
def test_any_text_resolves(old, new):
    comparison = compared(old, new)
    data = render_redline(comparison)
    assert resolved(data, "accept") == legal(comparison.new.text.strip("\n"))
    assert resolved(data, "reject") == legal(comparison.old.text.strip("\n"))


def test_a_text_against_itself_has_no_change():
    old = outputs_sample.plain().old
    assert [s.kind for s in tracked(compare(old, old))] == ["same"]


MOVED = """一、完善收购政策，稳定粮食生产，保障重要农产品供给。
二、建设高标准农田，加强农田水利，提高抗灾能力。
三、发展设施农业，培育新型经营主体，延长产业链条。"""


def test_a_clause_that_moved_is_a_move():
    first, *rest = MOVED.splitlines()
    document = docx.Document(BytesIO(render_redline(compared(MOVED, "\n".join([*rest, first])))))
    body = document.element.body
    names = [{e.get(qn("w:name")) for e in body.iter(qn(f"w:{way}RangeStart"))} for way in ("moveFrom", "moveTo")]
    assert names[0] == names[1] != set()
    moved = "".join(t.text for e in body.iter(qn("w:moveTo")) for t in e.iter(qn("w:t")))
    assert "稳定粮食生产" in moved


def test_ranges_are_closed_and_ids_used_once():
    for name in NAMES:
        root = docx.Document(BytesIO(render_redline(case(name)))).element
        for way in ("moveFrom", "moveTo"):
            starts, ends = (
                [e.get(qn("w:id")) for e in root.iter(qn(f"w:{way}Range{end}"))] for end in ("Start", "End")
            )
            assert sorted(starts) == sorted(ends)
        ids = [e.get(qn("w:id")) for e in root.iter() if e.get(qn("w:id")) and not str(e.tag).endswith("RangeEnd")]
        assert len(ids) == len(set(ids))


def test_no_clock_and_the_same_bytes():
    data = render_redline(case("sample"))
    assert data == render_redline(case("sample"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"w:date" not in archive.read("word/document.xml")


@pytest.mark.parametrize("name", ["sample", "moved-and-edited", "split-article"])
def test_libreoffice_agrees(name, tmp_path):
    comparison = case(name)
    path = tmp_path / "redline.docx"
    path.write_bytes(render_redline(comparison))
    for way, document in (("Accept", comparison.new), ("Reject", comparison.old)):
        assert libreoffice(path, way, tmp_path) == re.sub("\n+", "\n", document.text.strip("\n"))


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(source, target, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim filter(1) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "Text (encoded)"
  filter(1).Name = "FilterOptions" : filter(1).Value = "UTF8,LF"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub
</script:module>
"""


def libreoffice(path: Path, way: str, folder: Path) -> str:
    office = machine.office()
    profile = folder / "profile"
    if not profile.exists():  # a first start lays the profile down, and with it the empty library
        subprocess.run(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--terminate_after_init"],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        library = profile / "user/basic/Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "Module1.xba").write_text(MACRO)
        (library / "script.xlb").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
            '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
            'library:readonly="false" library:passwordprotected="false">'
            '<library:element library:name="Module1"/></library:library>'
        )
    target = folder / f"{way}.txt"
    call = f'macro:///Standard.Module1.Resolve("{path}","{target}",".uno:{way}AllTrackedChanges")'
    subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", call],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return re.sub("\n+", "\n", target.read_text("utf-8-sig").strip("\n"))
