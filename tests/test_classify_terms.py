"""Words whose use changed, and terms that are new: a printed count is what a reader finds."""

import pytest
from hypothesis import given

from policydiff.classify.new_terms import new_terms
from policydiff.classify.terms import terms
from policydiff.model import Head
from policydiff.parse.tree import parse
from tests.strategies import TEXTS


@given(TEXTS, TEXTS)
def test_a_count_is_the_number_of_times_that_the_string_stands_in_the_text(old, new):
    for term in terms(old, new):
        assert (term.old_count, term.new_count) == (old.count(term.term), new.count(term.term))


def test_a_word_inside_a_longer_word_is_counted():
    old = "发展人工智能，优化环境，做好服务。" * 5
    new = "发展人工智能，智能制造，智能终端，智能家居。" * 5
    counts = {t.term: (t.old_count, t.new_count) for t in terms(old, new)}
    assert counts["智能"] == (5, 20)


def phrases(old: str, new: str) -> dict[str, tuple[str, str, int]]:
    before, after = parse(old, Head(id="old")), parse(new, Head(id="new"))
    return {p.phrase: (p.clause, after.text[p.start : p.end], p.count) for p in new_terms(before, after)}


OLD = "一、任务\n推动消费持续扩大，增加投资。支持民营企业发展，开展专项行动，为了人民。"
NEW = """一、任务
推动更多资金资源“投资于人”、服务于民生。实施提振消费专项行动，制定落实意见的推进计划。
支持民营经济发展。优化民营经济环境。推动民营企业发展，培育低空经济。"""


@pytest.mark.parametrize(
    ("term", "where"),
    [
        pytest.param("投资于人", ("一/¶1", "推动更多资金资源“投资于人”、服务于民生。", 1), id="in-quotation-marks"),
        pytest.param(
            "提振消费专项行动",
            ("一/¶1", "实施提振消费专项行动，制定落实意见的推进计划。", 1),
            id="the-name-of-a-measure",
        ),
        pytest.param("民营经济", ("一/¶2", "支持民营经济发展。", 2), id="again-and-again"),
        pytest.param("低空经济", ("一/¶2", "推动民营企业发展，培育低空经济。", 1), id="a-new-kind-of-a-known-thing"),
    ],
)
def test_a_new_phrase_has_its_first_sentence(term, where):
    assert phrases(OLD, NEW)[term] == where


COMMON = """一、任务
做好公共财政管理，加强社会服务。办好学校，改进模式。农村信用社要服务农民。提高水平，促进合作，扩大开放。
政府要支持企业，建设经济强国，规律不可违背。发展技术，推广产品，增强活力，保护环境。"""


@pytest.mark.parametrize(
    ("lines", "phrase", "told"),
    [
        pytest.param(["开展社会合作。", "扩大社会合作，"], "社会合作", False, id="words-that-the-old-text-has"),
        pytest.param(["关心老年人。", "服务老年人，"], "老年人", False, id="a-word-of-the-dictionary"),
        pytest.param([f"{v}老年人。" for v in ("关心", "服务", "帮助", "尊敬", "照顾", "保护")], "老年人", True, id="a-word-again-and-again"),
        pytest.param(["要尊重经济规律。"], "尊重经济", False, id="a-verb-before-a-longer-name"),
        pytest.param(["突破关键共性技术。"], "共性技术", False, id="the-end-of-a-longer-name"),
        pytest.param(["水务部门批准后施工。", "经水务部门批准，"], "水务部门批准", False, id="who-does-something"),
        pytest.param(["业主支付物业服务费。", "按时支付物业服务费，"], "支付物业服务费", False, id="a-verb-and-what-it-takes"),
        pytest.param(["制定并向社会公布年度住房建设计划。"], "社会公布年度住房建设计划", False, id="to-whom"),
        pytest.param(["实施健全公平竞争审查制度。"], "公平竞争审查制度", True, id="a-verb-before-the-name"),
        pytest.param(["共建21世纪海上丝绸之路。", "推进21世纪海上丝绸之路，"], "世纪海上丝绸之路", False, id="behind-a-number"),
        pytest.param(["建设县域充电设施。", "改造县域充电设施，"], "县域充电设施", True, id="with-a-new-word"),
    ],
)  # fmt: skip
def test_common_words_and_fragments_are_no_new_phrases(lines, phrase, told):
    assert (phrase in phrases(COMMON, "一、任务\n" + "\n".join(lines))) is told


def test_the_sentence_of_a_phrase_has_no_label():
    found = phrases(COMMON, "第一条　国家建立公平竞争审查制度。\n第二条　本法自公布之日起施行。")
    assert found["公平竞争审查制度"][1] == "国家建立公平竞争审查制度。"


def test_a_word_of_the_dictionary_is_no_news_in_a_law():
    lines = [
        f"不得{v}老年人{w}。"
        for v, w in zip(("打骂", "遗弃", "欺骗", "侮辱", "虐待", "冻饿"), "，。的，。的", strict=True)
    ]
    law = "\n".join(f"第{n}条　{line}" for n, line in zip("一二三四五六", lines, strict=True))
    assert "老年人" in phrases(COMMON, "一、任务\n" + "\n".join(lines))
    assert "老年人" not in phrases(COMMON, law)


def test_a_new_name_for_what_the_old_text_has_is_no_new_phrase():
    old, new = (
        parse(f"一、任务\n{'、'.join([name] * 8)}。", Head(id=name)) for name in ("质量技术监督局", "市场监督管理局")
    )
    assert [p.phrase for p in new_terms(old, new)] != []
    assert new_terms(old, new, renamed=["市场监督管理局"]) == ()


def test_verbs_fragments_and_what_the_old_text_has_are_no_new_phrases():
    found = phrases(OLD, NEW)
    assert not any(p.startswith(("推动", "支持", "实施", "的", "营")) or p in OLD for p in found)
    assert "推进计划" not in found
    assert not any(a != b and a in b for a in found for b in found)


@given(TEXTS, TEXTS)
def test_a_new_phrase_stands_in_the_new_text_alone(old, new):
    for phrase, (_, sentence, count) in phrases(old, new).items():
        assert phrase not in old
        assert count == new.count(phrase) > 0
        assert phrase in sentence
