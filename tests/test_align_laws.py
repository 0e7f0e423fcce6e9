"""Laws of the alignment, on made documents and on real pairs: nothing lost, nothing twice, the same both ways."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.align.align import align
from policydiff.model import Alignment, Document, Head
from policydiff.parse.tree import parse
from tests.strategies import ANY_TEXTS, TEXTS

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "data"
AFRESH = [HERE / "align_floors" / "afresh" / f"{side}.txt" for side in ("old", "new")]
PAIRS = [HERE / "corpora" / "2019" / "text.txt", HERE / "corpora" / "2020" / "text.txt"]
REAL = [
    pytest.param(*PAIRS, id="guidance-2019-2020"),
    pytest.param(*AFRESH, id="a-law-written-afresh"),
    *(
        pytest.param(*sorted((SHARED / "laws" / name).glob("*.md"))[:2], id=name)
        for name in (
            "保守国家秘密法",
            "上海市科学技术进步条例",
            "废旧金属收购业治安管理办法",
            "全国人民代表大会常务委员会议事规则",
        )
        if SHARED.is_dir()
    ),
    *(
        pytest.param(
            SHARED / "hailar_gwr" / f"{year}.txt", SHARED / "hailar_gwr" / f"{year + 1}.txt", id=f"hailar-{year}"
        )
        for year in (2012, 2015)
        if SHARED.is_dir()
    ),
]


def lines(path: Path) -> str:
    return "\n".join(x for line in path.read_text("utf-8").split("\n") if (x := line.strip(" 　*#\u200b\u200d")))


def check(old: Document, new: Document, there: Alignment, back: Alignment) -> None:
    assert Counter(c for g in there.groups for c in g.old) == Counter(c.id for c in old.clauses)
    assert Counter(c for g in there.groups for c in g.new) == Counter(c.id for c in new.clauses)
    for group in there.groups:
        assert group.links or len(group.old) + len(group.new) == 1
        assert {x.old for x in group.links} == set(group.old) or not group.links
        assert {x.new for x in group.links} == set(group.new) or not group.links
    assert {(x.old, x.new): x.basis for g in there.groups for x in g.links} == {
        (x.new, x.old): x.basis for g in back.groups for x in g.links
    }
    assert {(m.old, m.new) for m in there.moved_text} == {(m.new, m.old) for m in back.moved_text}
    for moved in there.moved_text:
        for document, passage in ((old, moved.old), (new, moved.new)):
            clause = document.by_id[passage.clause]
            assert clause.body <= passage.start < passage.end <= clause.end


@given(st.data())
def test_made_documents_that_share_some_lines(data):
    text = data.draw(st.one_of(TEXTS, ANY_TEXTS))
    kept = data.draw(st.lists(st.sampled_from(text.split("\n")), max_size=8))
    other = data.draw(st.permutations(kept + data.draw(TEXTS).split("\n")[:6]))
    old, new = parse(text, Head(id="old")), parse("\n".join(other), Head(id="new"))
    check(old, new, align(old, new), align(new, old))


@pytest.mark.parametrize(("old_path", "new_path"), REAL)
def test_real_pairs(old_path, new_path):
    old, new = parse(lines(old_path), Head(id="old")), parse(lines(new_path), Head(id="new"))
    check(old, new, align(old, new), align(new, old))
