"""The floor: what ingest, parse, facts, align and report make of one line of a real document is one thing."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.facts.quantities import readable
from policydiff.ingest.readers.line_kinds import BULLET, is_sure
from policydiff.model import Clause, Document, Head
from policydiff.parse.tree import parse
from policydiff.report.said.addresses import anchors
from policydiff.text.official.dates import is_date, iso_date
from policydiff.text.official.labels import is_label, label_number, read_marker
from policydiff.text.official.lines import is_document_number, is_occasion
from policydiff.text.official.numbers import HAN, read_number
from policydiff.text.official.references import own_references
from policydiff.text.official.sentences import sentences, statements
from policydiff.text.script import simplified_view, to_simplified, to_traditional

ROOT = Path(__file__).parent.parent
TEXTS = sorted(
    [*ROOT.glob("corpora/*/text.txt"), *ROOT.glob("tests/cases/*/old.txt"), *ROOT.glob("tests/cases/*/new.txt")]
)
EVERY_TEXT = pytest.mark.parametrize("path", TEXTS, ids=lambda p: f"{p.parent.name}-{p.stem}")


def read(path: Path) -> Document:
    return parse(path.read_text("utf-8").strip(), Head(id="x"))


def labelled(document: Document) -> list[Clause]:
    return [c for c in document.clauses if c.label]


def test_there_are_texts_to_read():
    assert len(TEXTS) > 30
    assert sum(len(labelled(read(path))) for path in TEXTS) > 150


@EVERY_TEXT
def test_ingest_knows_the_labels_that_parse_reads(path):
    missed = [c.text for c in labelled(read(path)) if not (is_label(c.text) or BULLET.match(c.text))]
    assert missed == []


@EVERY_TEXT
def test_ingest_and_parse_agree_on_dates_and_document_numbers(path):
    for c in read(path).clauses:
        if c.kind == "date":
            assert iso_date(c.text), c.text
            assert is_occasion(c.text) or is_sure(c.text), c.text
        if c.kind == "number":
            assert is_document_number(c.text)
            assert is_sure(c.text), c.text
        assert not is_date(c.text) or c.kind == "date", c.text


@EVERY_TEXT
def test_the_report_counts_labels_as_parse_does(path):
    document = read(path)
    names = anchors("old", document.clauses)
    for c in labelled(document):
        marker = read_marker(c.text)
        assert marker is not None
        own = names[c.id].rpartition("-")[2]
        assert not own.startswith("u"), f"{c.id} has no name of its own"
        if marker.number is not None:
            assert int(re.findall(r"\d+", own)[0]) == marker.number, c.id


@EVERY_TEXT
def test_facts_and_align_end_a_sentence_at_the_same_places(path):
    text = read(path).text
    ends = {s.end for s in sentences(text)}
    assert ends <= {s.end for s in statements(text)}
    stops = {m.end() for m in re.finditer(r"[。！？]+[”’」』）)]*", readable(text))}
    assert stops <= ends


@EVERY_TEXT
def test_a_number_has_one_value_in_a_label_and_in_a_sentence(path):
    for run in re.findall(rf"[{HAN}]+", path.read_text("utf-8")):
        value = read_number(run, elliptic=False)
        assert value is None or label_number(run) == int(value), run
        if run[-1] in "十百千" or len(run) < 3 or run[-2] in "十零〇":
            assert read_number(run) == value or run[0] in "百千", run


@EVERY_TEXT
def test_a_reference_names_an_article_as_its_label_does(path):
    document = read(path)
    for found in own_references(document.text):
        marker = read_marker(f"{found['article']}　为了")
        assert marker is not None
        assert (marker.family.name, marker.label) == ("article", found["article"])


@EVERY_TEXT
def test_a_text_reads_the_same_in_either_script(path):
    document = read(path)
    text = document.text
    there = parse(to_traditional(text), Head(id="x"))
    assert len(there.text) == len(text)
    assert [(c.id, c.kind, c.start, c.end) for c in there.clauses] == [
        (c.id, c.kind, c.start, c.end) for c in document.clauses
    ]
    assert simplified_view(there).text == to_simplified(there.text)


@given(st.integers(1, 9999))
def test_labels_omit_no_unit(number):
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    parts = [digits[int(d)] + units[i] if d != "0" else "零" for i, d in enumerate(reversed(str(number)))]
    written = re.sub("零+", "零", "".join(reversed(parts))).rstrip("零")
    assert label_number(written) == number
    assert read_number(written) == number


@given(st.text(alphabet="推動知識產權高質量发展乾瞭著後裏𠮷a1。\n"))
def test_a_view_in_the_other_script_keeps_every_offset(text):
    assert len(to_simplified(text)) == len(to_traditional(text)) == len(text)


def test_a_label_and_a_sentence_differ_only_in_the_unit_left_out():
    assert (label_number("百一"), read_number("百一"), read_number("一百一")) == (101, 110.0, 110.0)
