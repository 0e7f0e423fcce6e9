"""The tricky pairs of tests/cases: each has old, new, what is expected, and why it is tricky."""

import tomllib
from pathlib import Path

import pytest

from policydiff.align.align import align
from policydiff.model import Head
from policydiff.parse.tree import parse

CASES = sorted(p.parent for p in Path(__file__).with_name("cases").glob("*/expected.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_links_moved_text_and_notes_are_exactly_those_expected(case):
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    old, new = (parse((case / f"{side}.txt").read_text("utf-8"), Head(id=side)) for side in ("old", "new"))
    found = align(old, new)
    assert {(x.old, x.new) for g in found.groups for x in g.links} == {(x, y) for x, y in expected["links"]}
    assert [
        (m.old.clause, m.new.clause, old.text[m.old.start : m.old.end], new.text[m.new.start : m.new.end])
        for m in found.moved_text
    ] == [(m["old"], m["new"], m["quote"], m["quote"]) for m in expected.get("moved_text", [])]
    assert [n.code for n in found.notes] == expected.get("notes", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_says_why_it_is_one(case):
    assert len((case / "why.md").read_text("utf-8").split()) > 20
