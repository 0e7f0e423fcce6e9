"""A text that knows where its characters came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.ingest.trail import Patch, Trail

WORDS = st.text(alphabet="国務院發〔2020〕13號，。 \n(fā)?", max_size=24)


@st.composite
def passes(draw):
    """A raw text and, for each of some passes, the patches to make on what the pass before left."""
    trail = Trail.of(draw(WORDS))
    for number in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.sets(st.integers(0, len(trail.text)), max_size=6)))
        patches = [
            Patch(start, end, draw(st.text(alphabet="国发号，；", max_size=3)), f"pass-{number}")
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        trail = trail.patched(patches)
    return trail


@given(trail=passes())
def test_every_repair_quotes_its_source(trail):
    assert all(trail.raw[r.start : r.end] == r.before for r in trail.repairs())


@given(trail=passes())
def test_the_repairs_made_on_the_source_give_the_text(trail):
    made, at = "", 0
    for repair in trail.repairs():
        assert repair.start >= at
        made += trail.raw[at : repair.start] + repair.after
        at = repair.end
    assert made + trail.raw[at:] == trail.text


@given(trail=passes())
def test_places_never_run_backwards(trail):
    assert list(trail.starts) == sorted(trail.starts)
    assert all(start <= end for start, end in zip(trail.starts, trail.ends, strict=True))
    assert len(trail.starts) == len(trail.text)


def test_a_wider_patch_gives_its_rule_to_what_it_covers():
    trail = Trail.of("來源:新華網。").patched([Patch(0, 1, "来", "script"), Patch(2, 3, "：", "width")])
    [repair] = trail.patched([Patch(0, 6, "", "source-line")]).repairs()
    assert (repair.before, repair.after, repair.rule) == ("來源:新華網", "", "source-line")


def test_what_is_told_apart_is_told_where_something_is_left():
    trail = Trail.of("?著W").patched([Patch(0, 3, "著力", "shift")]).patched([Patch(0, 1, "着", "choice")])
    assert [(r.rule, r.after) for r in trail.repairs(apart="choice")] == [("choice", "着力"), ("shift", "着力")]
    gone = trail.patched([Patch(0, 2, "", "furniture")])
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
        Trail.of("国务院").patched(patches)
