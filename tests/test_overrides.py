"""Overrides: what a person set or forbade is obeyed, what does not fit is told, and nothing else changes."""

import re
from pathlib import Path

import pytest

import policydiff
from policydiff.align.align import align
from policydiff.align.links import Links
from policydiff.align.obey import obey
from policydiff.api import to_html
from policydiff.model import Document, Override
from policydiff.overrides import Ruling, file_name, rule, usual_path
from policydiff.pipeline import compare
from policydiff.wording.notes import doubt
from tests.test_align import NEW, OLD, basis, document, links


def override(action: str, old: str, new: str, of: str = "clause") -> Override:
    return Override(action, of, old, new, "人工核对")


def aligned(old: Document, new: Document, overrides: list[Override]):
    return align(old, new, ruling=rule(overrides, old, new).clauses)


@pytest.fixture
def pair() -> tuple[Document, Document]:
    return document(OLD, "old"), document(NEW, "new")


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        pytest.param([override("link", "三", "三")], {("一", "一"), ("二", "二"), ("三", "三")}, id="link"),
        pytest.param([override("unlink", "二", "二")], {("一", "一")}, id="unlink"),
        pytest.param(
            [override("link", "一", "二")], {("一", "二")}, id="a linked clause has the partners that a person gave it"
        ),
        pytest.param(
            [override("link", "一", "一"), override("link", "一", "三")],
            {("一", "一"), ("一", "三"), ("二", "二")},
            id="two links make a split",
        ),
    ],
)
def test_overrides_are_obeyed_before_all_else(pair, overrides, expected):
    found = aligned(*pair, overrides)
    assert links(found) == expected
    assert rule(overrides, *pair).unfit == ()


@pytest.mark.parametrize(
    "overrides",
    [
        pytest.param([override("link", "九", "一")], id="no such old clause"),
        pytest.param([override("unlink", "一", "九")], id="no such new clause"),
        pytest.param([override("link", "三", "三"), override("unlink", "三", "三")], id="contradiction"),
    ],
)
def test_an_override_that_does_not_fit_is_noted_and_not_followed(pair, overrides):
    found = aligned(*pair, overrides)
    assert links(found) == links(align(*pair))
    rulings = rule(overrides, *pair)
    assert [n.code for n in rulings.unfit] == ["override-unfit"] * len(overrides)
    assert overrides[0].old in doubt(rulings.unfit[0]).zh
    assert rulings.followed == ()


def test_an_override_of_facts_that_does_not_fit_is_noted_in_a_comparison(pair):
    found = compare(*pair, overrides=[override("link", "一|增长20%", "一|增长30%", of="target")])
    assert [n.code for n in found.notes] == ["override-unfit"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (override("link", "九", "一"), "旧文没有条款“九”"),
        (override("unlink", "一", "九"), "新文没有条款“九”"),
        (override("link", "九|增长20%", "一|增长30%", of="target"), "旧文没有条款“九”"),
        (override("link", "一|增长99%", "一|增长30%", of="target"), "旧文条款中没有读出“增长99%”"),
    ],
    ids=["old-clause", "new-clause", "clause-of-a-fact", "words-of-a-fact"],
)
def test_the_note_says_which_part_of_an_override_does_not_fit(pair, given, told):
    [note] = compare(*pair, overrides=[given]).notes
    assert told in doubt(note).zh


def test_an_override_inside_articles_links_their_parts_alone():
    text = "第一条 有下列情形的，应当申报：\n（一）设立分支机构；\n（二）变更法定代表人。\n第二条 申报材料应当真实。"
    found = aligned(document(text), document(text), [override("link", "第一条/（一）", "第一条/（二）")])
    assert links(found) == {("第一条", "第一条"), ("第一条/（一）", "第一条/（二）"), ("第二条", "第二条")}
    assert basis(found, "第一条/（一）", "第一条/（二）") == {"override": 1.0}


def test_an_unlinked_article_keeps_none_of_its_parts():
    text = "第一条 有下列情形的，应当申报：\n（一）设立分支机构；\n（二）变更法定代表人。\n第二条 申报材料应当真实。"
    found = aligned(document(text), document(text), [override("unlink", "第一条", "第一条")])
    assert ("第一条", "第一条") not in links(found)
    assert ("第二条", "第二条") in links(found)


HERE = Path(__file__).parent
YEARS = [policydiff.read(HERE / "corpora" / year / "text.txt") for year in ("2019", "2020")]


@pytest.fixture(scope="module")
def usual() -> set[tuple[str, str]]:
    return links(align(*YEARS))


def test_every_link_of_the_two_years_can_be_forbidden_and_no_other_goes(usual):
    for x, y in sorted(usual):
        found = obey(Links({pair: {} for pair in sorted(usual)}), *YEARS, Ruling(forbidden=frozenset({(x, y)})))
        assert set(found) == usual - {(x, y)}


def test_every_pair_of_the_two_years_can_be_set_and_only_links_of_its_clauses_go(usual):
    found = Links({pair: {} for pair in sorted(usual)})
    for x in YEARS[0].by_id:
        for y in YEARS[1].by_id:
            obeyed = set(obey(found, *YEARS, Ruling(linked=frozenset({(x, y)}))))
            if (x, y) in usual:
                assert obeyed == usual, "a link that was found already is only confirmed"
            else:
                assert obeyed == {p for p in usual if p[0] != x and p[1] != y} | {(x, y)}


@pytest.mark.parametrize("action", ["link", "unlink"])
@pytest.mark.parametrize(("x", "y"), [("三/（五）", "三/（四）"), ("二/（一）", "二/（一）"), ("三", "三")])
def test_what_an_override_does_not_name_stays_as_it_was(usual, action, x, y):
    found = aligned(*YEARS, [override(action, x, y)])
    untouched = {p for p in usual if p[0] != x and p[1] != y}
    assert links(found) - {(x, y)} >= untouched
    assert links(found) - {(x, y)} <= usual
    assert ((x, y) in links(found)) == (action == "link")


def test_the_report_writes_the_name_that_compare_looks_for(tmp_path):
    found = compare(document(OLD, "2019"), document(NEW, "2020@HEAD~1"))
    page = to_html(found)
    written = re.search(r'data-file="([^"]+)"', page)[1]
    assert usual_path(tmp_path, "2019", "2020@HEAD~1") == tmp_path / "overrides" / f"{written}.toml"


@pytest.mark.parametrize("name", ["2019", "2020@HEAD~1", "2020@v1.2", "../草案"])
def test_a_browser_keeps_the_name_of_the_file(name):
    assert not set(file_name(name, "2020")) & set('~*/:<>?\\|"@ ')
