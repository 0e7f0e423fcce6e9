"""A text that knows where its characters came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.ingest.patches import Patch, TracedText

WORDS = st.text(alphabet="国務院發〔2020〕13號，。 \n(fā)?", max_size=24)


@st.composite
def passes(draw):
    """A raw text and, for each of some passes, the patches to make on what the pass before left."""
    traced = TracedText.of(draw(WORDS))
    for number in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.sets(st.integers(0, len(traced.text)), max_size=6)))
        patches = [
            Patch(start, end, draw(st.text(alphabet="国发号，；", max_size=3)), f"pass-{number}")
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        traced = traced.patched(patches)
    return traced


@given(traced=passes())
def test_every_repair_quotes_its_source(traced):
    assert all(traced.raw[r.start : r.end] == r.before for r in traced.repairs())


@given(traced=passes())
def test_the_repairs_made_on_the_source_give_the_text(traced):
    made, at = "", 0
    for repair in traced.repairs():
        assert repair.start >= at
        made += traced.raw[at : repair.start] + repair.after
        at = repair.end
    assert made + traced.raw[at:] == traced.text


@given(traced=passes())
def test_places_never_run_backwards(traced):
    assert list(traced.starts) == sorted(traced.starts)
    assert all(start <= end for start, end in zip(traced.starts, traced.ends, strict=True))
    assert len(traced.starts) == len(traced.text)


def test_a_wider_patch_gives_its_rule_to_what_it_covers():
    traced = TracedText.of("來源:新華網。").patched([Patch(0, 1, "来", "script"), Patch(2, 3, "：", "width")])
    [repair] = traced.patched([Patch(0, 6, "", "source-line")]).repairs()
    assert (repair.before, repair.after, repair.rule) == ("來源:新華網", "", "source-line")


def test_what_is_told_apart_is_told_where_something_is_left():
    traced = TracedText.of("?著W").patched([Patch(0, 3, "著力", "shift")]).patched([Patch(0, 1, "着", "choice")])
    assert [(r.rule, r.after) for r in traced.repairs(apart="choice")] == [("choice", "着力"), ("shift", "着力")]
    gone = traced.patched([Patch(0, 2, "", "furniture")])
    assert [r.rule for r in gone.repairs(apart="choice")] == ["shift"]


@pytest.mark.parametrize(
    "patches",
    [
        pytest.param([Patch(2, 3, ""), Patch(0, 1, "")], id="out-of-order"),
        pytest.param([Patch(1, 1, "国")], id="empty"),
        pytest.param([Patch(0, 2, ""), Patch(1, 3, "")], id="overlapping"),
        pytest.param([Patch(3, 9, "")], id="beyond-the-end"),
    ],
)
def test_patches_that_cannot_be_made_are_refused(patches):
    with pytest.raises(ValueError, match="out of order or empty"):
        TracedText.of("国务院").patched(patches)
