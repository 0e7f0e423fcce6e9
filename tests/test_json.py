"""What other programs are promised: the records against their schemas, and the laws of INTERFACE."""

import json
from importlib.resources import files

import jsonschema
import pytest

import policydiff
from policydiff.report import records
from tests.conftest import CORPORA
from tests.test_parse import assert_tiles


def validate(record: dict) -> dict:
    name = record["schema"].removeprefix("policydiff.").removesuffix("/1")
    schema = json.loads(files("policydiff").joinpath(f"schemas/{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record, schema)
    return record


def rebuilt(change: dict, *, side: str) -> str:
    mine = "delete" if side == "old" else "insert"
    return "".join(
        (e[2] if side == "new" and len(e) == 3 else e[1]) for e in change["edits"] if e[0] in ("equal", mine)
    )


def assert_laws(record: dict) -> None:
    """Every promise of INTERFACE about a comparison that can be checked from its JSON alone."""
    for side in ("old", "new"):
        clauses = {c["id"]: c for c in record[f"{side}_clauses"]}
        named = [i for c in record["changes"] for i in c[side]]
        assert sorted(named) == sorted(clauses)
        for change in record["changes"]:
            assert rebuilt(change, side=side) == "\n".join(clauses[i]["text"] for i in change[side])
    for change in record["changes"]:
        old, new = len(change["old"]), len(change["new"])
        expected = {(1, 1): "kept", (0, 1): "added", (1, 0): "removed"}
        shape = "split" if old == 1 else "merged" if new == 1 else "redistributed"
        assert change["presence"] == expected.get((old, new), shape)
        assert {x[0] for x in change["links"]} <= set(change["old"])
        assert {x[1] for x in change["links"]} <= set(change["new"])
        assert (change["wording"] is None) == (not (old and new)) == (change["place"] is None)
        if old and new:
            assert {x[0] for x in change["links"]} == set(change["old"])
            assert {x[1] for x in change["links"]} == set(change["new"])
    for name, count in (("target_changes", "target"), ("responsibility_changes", "responsibility")):
        for i, fact in enumerate(record[name]):
            for side in ("old", "new"):
                if fact[side]:
                    holders = [c for c in record["changes"] if fact[side]["clause"] in c[side]]
                    assert all(i in c[name] for c in holders), count


def test_a_comparison_keeps_its_promises(comparison):
    assert_laws(validate(records.comparison_record(comparison)))


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_a_document_tiles_and_keeps_to_its_schema(year):
    document = policydiff.read(year, corpus=CORPORA)
    record = validate(records.document_record(document))
    assert_tiles(document)
    assert all(record["text"][c["start"] : c["end"]] == c["text"] for c in record["clauses"])


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_facts_stand_where_they_say(year):
    document = policydiff.read(year, corpus=CORPORA)
    record = validate(records.facts_record(document, policydiff.extract(document)))
    clauses = document.by_id
    for fact in (*record["targets"], *record["responsibilities"]):
        assert document.text[fact["start"] : fact["end"]] == fact["quote"]
        clause = clauses[fact["clause"]]
        assert clause.start <= fact["start"] <= fact["end"] <= clause.end


def test_the_list_of_the_corpus_keeps_to_its_schema():
    from policydiff import api

    validate(api.to_dict(api.list_corpus(CORPORA)))


def test_turned_round_links_and_places_are_the_same(comparison):
    turned = policydiff.compare(comparison.new, comparison.old, corpus=CORPORA)

    def facets(c, *, swap):
        return {
            (frozenset(((x.new, x.old) if swap else (x.old, x.new)) for x in change.links), change.place)
            for change in c.changes
            if change.links
        }

    assert facets(comparison, swap=False) == facets(turned, swap=True)
