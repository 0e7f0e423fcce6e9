"""Comparisons and facts as data frames."""

import subprocess
import sys

import pandas as pd
import pytest

from policydiff import tables
from policydiff.facts.document import extract_facts
from policydiff.report.said import tables as typed
from policydiff.wording import columns
from tests.outputs_sample import hostile, plain, unchanged

DTYPES = {"text": "string", "count": "Int64", "number": "Float64"}


def test_changes():
    frame = tables.changes(plain())
    assert list(frame["id"]) == [c.id for c in plain().changes]
    added = frame[frame.presence == "added"].iloc[0]
    assert added.new_place == "二（一）"
    assert added.new_text.startswith("（一）复工复产。")
    assert added[["old_clauses", "old_text", "wording", "position"]].isna().all()
    assert added.responsibility_changes == 1


def test_targets_can_be_computed_with():
    frame = tables.targets(plain()).set_index("indicator")
    assert frame.loc["商标注册平均审查周期", ["status", "delta", "delta_unit"]].tolist() == ["tightened", -1, "个月"]
    assert (frame.new_value - frame.old_value).equals(frame.delta)
    assert frame.loc["商标网上申请比例", "new_shown"] == "≥ 92%"
    assert (
        tables.targets(plain(), lang="en").set_index("indicator").loc["商标注册平均审查周期", "new_shown"]
        == "≤ 4 months"
    )


def test_responsibilities():
    frame = tables.responsibilities(plain())
    gone = frame[frame.status == "removed"].set_index("old_unit")
    assert {"商标局", "人事司"} <= set(gone.index)
    assert gone.loc["人事司", "old_task"].startswith("分期分批组织集中学习")
    assert frame[frame.status == "added"].new_unit.tolist() == ["各地方知识产权局"]


def test_terms():
    comparison = hostile()
    frame = tables.terms(comparison)
    assert frame.term.tolist() == [t.term for t in comparison.terms]
    assert (frame.difference == frame.new_count - frame.old_count).all()


def test_stated_facts():
    document = plain().old
    facts = extract_facts(document)
    targets = tables.stated_targets(document, facts)
    assert targets.set_index("indicator").value["商标注册平均审查周期"] == 5
    units = tables.stated_responsibilities(document, facts)
    assert [document.text[a:b] for a, b in zip(units.start, units.end, strict=True)] == units.quote.tolist()


FRAMES = {
    "changes": (tables.changes, typed.changes),
    "targets": (tables.targets, typed.target_changes),
    "responsibilities": (tables.responsibilities, typed.responsibility_changes),
    "terms": (tables.terms, typed.terms),
    "key_indicators": (tables.key_indicators, typed.key_indicators),
    "figures": (tables.figures, typed.figures),
    "phrases": (tables.phrases, typed.phrases),
}


@pytest.mark.parametrize("name", FRAMES)
def test_columns_and_types_are_the_same_with_and_without_rows(name):
    frame, table = FRAMES[name]
    full, empty = frame(plain()), frame(unchanged())
    assert list(full.columns) == list(empty.columns) == [c.key for c in table(plain()).columns]
    expected = {c.key: DTYPES[c.kind] for c in table(plain()).columns}
    assert {k: str(v) for k, v in full.dtypes.items()} == {k: str(v) for k, v in empty.dtypes.items()} == expected
    assert isinstance(empty.index, pd.RangeIndex)


@pytest.mark.parametrize("name", FRAMES)
def test_every_column_has_a_heading_and_every_code_a_word(name):
    table = FRAMES[name][1](plain())
    for lang in ("zh", "en"):
        headings = [typed.header(c, plain(), lang=lang) for c in table.columns]
        assert len(set(headings)) == len(headings)
    for i, column in enumerate(table.columns):
        assert not column.codes or {row[i] for row in table.rows} <= {*column.codes, None}


def test_places_of_columns_are_documented_in_words():
    keys = {c.key for t in FRAMES.values() for c in t[1](plain()).columns} | {
        c.key
        for t in (typed.targets, typed.responsibilities)
        for c in t(plain().old, extract_facts(plain().old)).columns
    }
    known = {k.removeprefix("old_").removeprefix("new_") for k in keys}
    assert known | {"record"} == set(columns.COLUMNS)


@pytest.mark.parametrize(
    "module", ["tables", "report.office.xlsx", "report.office.docx", "report.text.csv", "report.text.md"]
)
def test_heavy_libraries_load_only_when_a_table_is_made(module):
    code = (
        f"import policydiff.{module}, sys;"
        "heavy = {'pandas', 'xlsxwriter', 'jinja2', 'docx', 'openpyxl', 'lxml'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
