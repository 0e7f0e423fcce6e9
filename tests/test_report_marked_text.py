"""The laws that the pieces of the side-by-side text obey: no word lost, no mark forgotten."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.model import Change, Clause
from policydiff.report.said.marked_text import Mark, Piece, clause_pieces, zones
from policydiff.text.inline import edits

WORDS_OF_POLICY = st.lists(st.sampled_from(["知识产权", "专利", "16个月", "5%", "，", "。", "；", "推进", " ", "（", "）"]), max_size=12).map("".join)  # fmt: skip


def clauses(texts: list[str]) -> list[Clause]:
    found, start = [], 0
    for n, text in enumerate(texts):
        found.append(Clause(id=str(n), label="", kind="paragraph", level=1, parent=None, heading=None, text=text,
                            start=start, end=start + len(text), body=start))  # fmt: skip
        start += len(text) + 1
    return found


@given(st.lists(WORDS_OF_POLICY, min_size=1, max_size=3), st.lists(WORDS_OF_POLICY, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_pieces_put_together_are_the_clauses(old_texts: list[str], new_texts: list[str]) -> None:
    old, new = clauses(old_texts), clauses(new_texts)
    change = Change(id="c1", old=(), new=(), presence="kept", edits=edits("\n".join(old_texts), "\n".join(new_texts)))
    for sides, found in zip((old, new), clause_pieces(change, old, new), strict=True):
        assert ["".join(p.text for p in cell if p.tag != "gone") for cell in found] == [c.text for c in sides]


@given(
    st.lists(st.tuples(st.sampled_from(["", "ins", "gone"]), WORDS_OF_POLICY), max_size=6),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_zones_lose_no_word_and_name_every_mark_that_begins_in_them(
    pieces: list[tuple[str, str]], spans: list[tuple[int, int]]
) -> None:
    given_pieces = [Piece(tag, text) for tag, text in pieces if text]  # type: ignore[arg-type]
    marks = [Mark(start, start + size, f"m{i}", f"a{i}") for i, (start, size) in enumerate(spans)]
    found = zones(0, given_pieces, marks)
    assert [(p.tag, p.text) for z in found for p in z.pieces if p.tag == "gone"] == [(p.tag, p.text) for p in given_pieces if p.tag == "gone"]  # fmt: skip
    assert "".join(p.text for z in found for p in z.pieces if p.tag != "gone") == "".join(p.text for p in given_pieces if p.tag != "gone")  # fmt: skip
    length = sum(len(p.text) for p in given_pieces if p.tag != "gone")
    named = [a for z in found for a in (z.anchor, *z.anchors) if a]
    assert len(named) == len(set(named))
    assert {m.anchor for m in marks if m.start < length} <= set(named)
