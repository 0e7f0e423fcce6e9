"""Every difference that was planted in the 2019 sample must come out of the comparison with 2020."""

import tomllib
from pathlib import Path

import pytest

from policydiff.model import Comparison

PLANTED = tomllib.loads(Path(__file__).with_name("corpora").joinpath("2019/planted.toml").read_text("utf-8"))
DIFFERENCES = [pytest.param(d, id=f"{d['kind']}-{d['id']}") for d in PLANTED["difference"]]


def shows_clause(kind: str, d: dict, comparison: Comparison) -> bool:
    old, new = set(d["old"]), set(d["new"])
    [change] = [c for c in comparison.changes if (old & set(c.old)) or (new & set(c.new))][:1]
    if (set(change.old), set(change.new)) != (old, new):
        return False
    match kind:
        case "added" | "removed" | "split" | "merged":
            return change.presence == kind
        case "moved" | "renumbered":
            return change.presence == "kept" and change.place == kind
        case "same" | "cosmetic":
            return change.presence == "kept" and change.wording == kind
        case "revised":
            return change.presence == "kept" and change.wording in ("revised", "rewritten")
    raise AssertionError(kind)


def shows_target(kind: str, d: dict, comparison: Comparison) -> bool:
    for c in comparison.target_changes:
        if kind == "reworded":
            found = c.old and c.new and (c.old.indicator, c.new.indicator) == (d["old_indicator"], d["indicator"])
        else:
            found = c.status == kind and (c.new or c.old).indicator == d.get("indicator", (c.new or c.old).indicator)
        if found and all(
            side is None or (side.clause == d[name][0] and d[f"{name}_quote"] == side.quote)
            for name, side in (("old", c.old), ("new", c.new))
        ):
            return True
    return False


def shows_responsibility(kind: str, d: dict, comparison: Comparison) -> bool:
    return any(
        c.status == kind
        and [c.old.clause if c.old else None] == (d["old"] or [None])
        and [c.new.clause if c.new else None] == (d["new"] or [None])
        and d["unit"] == (c.old or c.new).office
        and d.get("new_unit", d["unit"]) == (c.new or c.old).office
        and (c.old is None or c.old.quote == d["old_quote"])
        and (c.new is None or c.new.quote == d["new_quote"])
        for c in comparison.responsibility_changes
    )


def shows_moved_text(d: dict, comparison: Comparison) -> bool:
    def words(document, passage):
        return document.text[passage.start : passage.end]

    at_both = [
        [c.id for c in comparison.changes if m in c.moved_text]
        for change in comparison.changes
        for m in change.moved_text
        if m.old.clause == d["old"][0]
        and m.new.clause == d["new"][0]
        and d["old_quote"] in words(comparison.old, m.old)
        and d["new_quote"] in words(comparison.new, m.new)
    ]
    return any(len(ends) == 2 for ends in at_both)


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_a_planted_difference_is_found(difference, comparison):
    topic, _, kind = difference["kind"].partition("_")
    if difference["kind"] == "text_moved":
        assert shows_moved_text(difference, comparison)
    else:
        shows = {"clause": shows_clause, "target": shows_target, "responsibility": shows_responsibility}[topic]
        assert shows(kind, difference, comparison)


def test_nothing_else_changed_hands(comparison):
    """Every change of a target or a responsibility is one that was planted: nothing is invented by the tool."""
    planted = [d["kind"] for d in PLANTED["difference"]]
    targets = [c for c in comparison.target_changes if c.status != "kept"]
    assert len(targets) == sum(k.startswith("target_") and k not in ("target_kept", "target_reworded") for k in planted)
    tasks = [c for c in comparison.responsibility_changes if c.status != "kept"]
    assert len(tasks) == sum(k.startswith("responsibility_") for k in planted)
