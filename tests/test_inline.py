"""The law of the inline comparison: unchanged text is never painted as deleted and inserted."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.text.chain import heaviest_chain
from policydiff.text.inline import edits
from policydiff.text.leaves import leaves
from policydiff.text.normalise import essence
from policydiff.text.official.labels import read_marker
from tests.strategies import ANY_TEXTS, LABELS, TEXTS

CLAUSES = (
    "深入推进污染防治 今年化学需氧量排放量要下降2% 实施重点流域综合治理 坚持和完善民族区域自治制度 我们坚持和完善民族区域自治制度 "
    "稳就业 促改革 加强统筹协调 推动任务落实 处五万元以下的罚款 处五千元以下的罚款 三十日内改正 依照第十条第二项的规定 新增1,525家 "
    "赤字率拟按3%安排 按职责分工负责 以（一）为准 继续加强知识产权保护工作 加强知识产权保护工作"
).split()
STOPS = st.sampled_from("，，，。。；、：")
SENTENCES = st.lists(st.tuples(st.sampled_from(CLAUSES), STOPS).map("".join), min_size=1, max_size=8).map("".join)
REORDERED = st.lists(st.tuples(LABELS, SENTENCES).map("".join), min_size=1, max_size=5).map("\n".join)


def painted_twice(old: str, new: str) -> set[str]:
    """The clauses of eight characters or more that are gone and new at once, and not marked as moved."""
    found = edits(old, new)
    sides = []
    for kind in ("delete", "insert"):
        texts = [e.text for e in found if e.kind == kind and e.move is None]
        sides.append({c for t in texts for c in re.split(r"[，。；：！？、,;:!?…“”‘’（）()《》\s]", t) if len(c) >= 8})
    return sides[0] & sides[1]


@settings(max_examples=400)
@given(REORDERED, REORDERED)
def test_no_unchanged_clause_is_deleted_and_inserted(old, new):
    assert painted_twice(old, new) == set()


@given(st.one_of(TEXTS, ANY_TEXTS), st.one_of(TEXTS, ANY_TEXTS))
def test_nor_in_any_text(old, new):
    assert painted_twice(old, new) == set()


@settings(max_examples=300)
@given(st.one_of(REORDERED, TEXTS), st.one_of(REORDERED, TEXTS))
def test_what_moved_is_gone_once_and_new_once_and_the_same(old, new):
    found = edits(old, new)
    for move in {e.move for e in found if e.move}:
        (gone,) = (e for e in found if e.move == move and e.kind == "delete")
        (come,) = (e for e in found if e.move == move and e.kind == "insert")
        # A sign between two parts may differ, and stand between two numbers: 20%。20%， is 20%、20%。
        words = [[c for c in essence(e.text) if c.isalnum()] for e in (gone, come)]
        assert words[0] == words[1] != []


@settings(max_examples=300)
@given(REORDERED, REORDERED)
def test_no_label_and_no_number_is_cut(old, new):
    found = edits(old, new)
    for text, kind in ((old, "insert"), (new, "delete")):
        at, cuts = 0, set()
        for e in found:
            if e.kind != kind:
                at += len(e.text if kind == "insert" or e.new_text is None else e.new_text)
                cuts.add(at)
        line_start = 0
        whole = [m.span() for m in re.finditer(r"\d[\d,.]*%?|第[一二三十]+[条项]|[一二三五十千万]+[元日]", text)]
        for line in text.splitlines(keepends=True):
            marker = read_marker(line)
            if marker:
                whole.append((line_start, line_start + len(marker.label)))
            line_start += len(line)
        assert [text[a:b] for a, b in whole if any(a < cut < b for cut in cuts)] == []


@given(st.one_of(REORDERED, TEXTS, ANY_TEXTS))
def test_leaves_tile_the_text(text):
    found = leaves(text)
    assert "".join(text[x.start : x.end] for x in found) == text
    assert all(x.start < x.end for x in found)


def marked(old: str, new: str) -> str:
    signs = {"equal": "{}", "delete": "-{}-", "insert": "+{}+"}
    return "".join(signs[e.kind].format(e.text + (f"^{e.move}" if e.move else "")) for e in edits(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("（一）甲乙。", "（二）甲乙。", "-（一）-+（二）+甲乙。", id="a-label"),
        pytest.param("处五千元以下罚款", "处五万元以下罚款", "处-五千元-+五万元+以下罚款", id="a-han-number"),
        pytest.param(
            "加强统筹协调，完善工作机制，强化监督检查。", "强化监督检查，加强统筹协调，完善工作机制。",
            "+强化监督检查，^1+加强统筹协调，完善工作机制，-强化监督检查。^1-", id="parts-changed-places",
        ),
        pytest.param(
            "推动钢铁行业改造。今年排放量要下降2%。大力发展清洁能源。", "做好清洁取暖工作。今年排放量要下降2%。依法履行责任。",
            "-推动钢铁行业改造-+做好清洁取暖工作+。今年排放量要下降2%。-大力发展清洁能源-+依法履行责任+。", id="one-sentence-stays",
        ),
        pytest.param("我们要坚持和完善民族区域自治制度。", "坚持和完善民族区域自治制度。", "-我们要-坚持和完善民族区域自治制度。", id="a-word-before-it"),
        pytest.param("提高发展质量和效益。", "提高发展效益和质量。", "提高发展-质量^1--和-效益+和++质量^1+。", id="words-changed-places"),
        pytest.param(
            "推动企业创新和人才培养工作。", "推动人才培养和企业创新工作。",
            "推动+人才培养^1++和+企业创新-和--人才培养^1-工作。", id="longer-words-changed-places",
        ),
        pytest.param("著力優化環境，隨著改革", "着力优化环境，随着改革", "著力優化環境，隨著改革", id="script"),
    ],
)  # fmt: skip
def test_marks(old, new, expected):
    assert marked(old, new) == expected


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=9))
def test_the_heaviest_chain_is_the_heaviest(weights):
    def best(i: int, j: int) -> int:
        return max((w + best(a + 1, b + 1) for (a, b), w in weights.items() if a >= i and b >= j), default=0)

    chain = heaviest_chain(weights)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))
    assert sum(weights[pair] for pair in chain) == best(0, 0)
