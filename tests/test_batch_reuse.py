"""What a lower level took over from an upper one, and how its targets stand beside the upper one's."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from policydiff.batch.reuse import gaps, reuse, to_record
from policydiff.batch.reuse_text import render
from policydiff.cli import cli
from policydiff.facts.document import extract_facts
from policydiff.model import Head
from policydiff.parse.tree import parse
from tests.test_json import validate

COUNTRY = """今年发展主要预期目标是：国内生产总值增长5%左右；城镇调查失业率5.5%左右；城镇新增就业1200万人以上。
一、深化改革
全面实行证照分离改革，压减行政许可办理时限。加快推进政务服务跨省通办，实现企业开办一日办结。
二、振兴乡村
新建高标准农田1亿亩。"""
PROVINCE = """今年全省目标是：地区生产总值增长5.5%左右；城镇调查失业率控制在5%以内；城镇新增就业60万人以上。
一、深化改革
全面实行证照分离改革，压减行政许可办理时限。
二、深化服务
加快推进政务服务跨省通办，在全省一百二十个县设立通办窗口，由办事群众自行选择。
三、建设海洋强省
推进港口一体化，建设万吨级泊位。"""
CITY = "今年全市目标是：地区生产总值增长6%以上；城镇新增就业4万人以上。"


def document(text, id_):
    return parse(text, Head(id=id_))


@pytest.fixture
def levels():
    return [document(text, id_) for text, id_ in ((COUNTRY, "国家"), (PROVINCE, "省"), (CITY, "市"))]


def sentence(found, document, words):
    [one] = [s for s in found.sentences if words in document.text[s.start : s.end]]
    return one


@pytest.mark.parametrize(
    ("words", "origin"),
    [("证照分离", "copied"), ("跨省通办", "elaborated"), ("港口一体化", "new")],
)
def test_a_sentence_is_copied_elaborated_or_its_own(levels, words, origin):
    country, province, _ = levels
    assert sentence(reuse(country, province), province, words).origin == origin


def test_a_passage_says_where_it_stands_in_both(levels):
    country, province, _ = levels
    [passage] = sentence(reuse(country, province), province, "跨省通办").passages
    old, new = country.text[passage.old.start : passage.old.end], province.text[passage.new.start : passage.new.end]
    assert old == new == "加快推进政务服务跨省通办"
    assert country.by_id[passage.old.clause].start <= passage.old.start
    assert province.by_id[passage.new.clause].end >= passage.new.end


def test_a_passage_cuts_no_number():
    old = document("一、压减行政许可办理时限，新增城镇就业1200万人以上，调查失业率5.5%左右。", "a")
    new = document("一、压减行政许可办理时限，新增城镇就业1250万人以上，调查失业率5.6%左右。", "b")
    texts = [new.text[p.new.start : p.new.end] for s in reuse(old, new).sentences for p in s.passages]
    assert texts == ["压减行政许可办理时限，新增城镇就业"]


TEXT = st.lists(st.sampled_from("推进加快优化环境服务政务改革一二三。，\n0123"), max_size=120).map("".join)


@given(TEXT, TEXT)
def test_shares_add_up_and_passages_are_the_same_signs(a, b):
    old, new = document(a, "a"), document(b, "b")
    found = reuse(old, new)
    said = any(c.isalnum() for s in found.sentences for c in b[s.start : s.end])
    assert sum(found.shares.values()) == pytest.approx(1 if said else 0, abs=1e-5)
    for one in found.sentences:
        for p in one.passages:
            said = (old.text[p.old.start : p.old.end], new.text[p.new.start : p.new.end])
            assert len({"".join(c for c in text if c.isalnum()) for text in said}) == 1


@given(TEXT)
def test_a_document_is_copied_from_itself(text):
    here = document(text, "a")
    for one in reuse(here, here).sentences:
        long = sum(c.isalnum() for c in here.text[one.start : one.end]) >= 40
        assert one.origin == "copied" or not long


def test_targets_go_down_the_levels(levels):
    found = gaps(levels, [extract_facts(d) for d in levels])
    told = {
        gap.indicator: [level and (level.target.value, level.status, level.delta, level.share) for level in gap.levels]
        for gap in found
    }
    assert told["国内生产总值"] == [
        (5.0, None, None, None),
        (5.5, "tightened", 0.5, None),
        (6.0, "tightened", 0.5, None),
    ]
    assert told["城镇调查失业率"] == [(5.5, None, None, None), (5.0, "tightened", -0.5, None), None]
    assert told["城镇新增就业"] == [
        (1200.0, None, None, None),
        (60.0, None, None, 0.05),
        (4.0, None, None, 0.066667),
    ]


def test_the_terminal_says_it_in_both_languages(levels):
    steps = [reuse(*levels[:2])]
    found = gaps(levels[:2], [extract_facts(d) for d in levels[:2]])
    documents = {d.head.id: d for d in levels[:2]}
    zh, en = (render(steps, found, documents, lang=lang) for lang in ("zh", "en"))
    assert "国内生产总值: 国家 增长 5%左右 → 省 增长 5.5%左右（+0.5 个百分点 加码）" in zh
    assert "stricter" in en
    assert "加快推进政务服务跨省通办" in zh


def test_the_command_writes_what_the_functions_give(levels, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for d in levels:
        (tmp_path / f"{d.head.id}.txt").write_text(d.text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["reuse", "国家.txt", "省.txt", "市.txt", "--format", "json"])
    assert done.exit_code == 0 or done.exception is None
    record = validate(json.loads(done.stdout))
    steps = [reuse(*levels[:2]), reuse(*levels[1:])]
    assert record == json.loads(json.dumps(to_record(steps, gaps(levels, [extract_facts(d) for d in levels]))))


def test_a_document_beside_itself_has_two_names(levels, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(levels[0].text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["reuse", "a.txt", "a.txt"], standalone_mode=False)
    assert done.exception is None
    assert "a (2)" in done.stdout
