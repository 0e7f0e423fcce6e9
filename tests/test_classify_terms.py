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
