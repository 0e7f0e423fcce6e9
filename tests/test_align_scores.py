"""Floors under the quality of the links, on pinned inputs: lowering one needs a reason in the same commit."""

import importlib.util
import json
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import policydiff
from policydiff.align.align import align
from policydiff.model import Document, Head
from policydiff.parse.tree import parse

FLOORS = Path(__file__).with_name("align_floors")
SHARED = Path(__file__).parent.parent.parent / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the gold alignments lie in ../shared, which is not there"
)


def f1(hit: int, found: int, gold: int) -> float:
    return 2 * hit / (found + gold)


# ---------------------------------------------------------------- our own, aligned by reading


def numbered(document: Document, kind: str) -> dict[str, int]:
    """The number of the unit that each clause belongs to: its article in a statute, its line in a report."""
    if kind == "report":
        return {clause.id: line for line, clause in enumerate(document.clauses, 1)}
    units: dict[str, int] = {}
    article = 0
    for clause in document.clauses:
        article += clause.kind == "article"
        if clause.kind != "chapter":
            units[clause.id] = article
    return units


@pytest.mark.parametrize(("kind", "floor"), [("statute", 0.97), ("afresh", 0.78), ("report", 0.94)])
def test_our_own_pairs(kind, floor):
    folder = FLOORS / kind
    old, new = (parse((folder / f"{side}.txt").read_text("utf-8"), Head(id=side)) for side in ("old", "new"))
    ours, theirs = numbered(old, kind), numbered(new, kind)
    links = [x for g in align(old, new).groups for x in g.links if x.old in ours and x.new in theirs]
    found = {(ours[x.old], theirs[x.new]) for x in links}
    gold = {tuple(x) for x in tomllib.loads((folder / "gold.toml").read_text("utf-8"))["links"]}
    assert f1(len(found & gold), len(found), len(gold)) >= floor, (gold - found, found - gold)


# ---------------------------------------------------------------- the shared gold


@pytest.fixture(scope="module")
def score() -> ModuleType:
    """The scoring program, for how it cuts units and counts links."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def comparison(old: Document, new: Document) -> dict:
    """As much of the JSON as the scoring program reads."""
    groups = align(old, new).groups
    return {
        "old_clauses": [{"id": c.id, "text": c.text} for c in old.clauses],
        "new_clauses": [{"id": c.id, "text": c.text} for c in new.clauses],
        "changes": [{"old": g.old, "new": g.new, "links": [(x.old, x.new) for x in g.links]} for g in groups],
    }


def total(rows: list[dict], key: str) -> float:
    return f1(*(sum(row[key][i] for row in rows) for i in range(3)))


@needs_shared
@pytest.mark.parametrize(
    ("numbers", "floor"),
    [
        pytest.param((1, 2), 0.945, id="statutes"),
        pytest.param((3, 5), 0.915, id="reports"),
        pytest.param((4,), 0.75, id="five years beside one"),
    ],
)
def test_shared_alignments(score, numbers, floor):
    rows = []
    for number in numbers:
        gold = json.loads((SHARED / "data" / "gold" / f"align_{number}.json").read_text("utf-8"))
        paths = [SHARED / "data" / gold[side] for side in ("old", "new")]
        cut = score.law_units if gold["kind"] == "law" else score.paragraph_units
        units = [cut(path.read_text("utf-8")) for path in paths]
        links = [tuple([int(i[1:]) - 1 for i in link[side]] for side in ("old", "new")) for link in gold["links"]]
        ignored = [[int(i[1:]) - 1 for i in gold.get(f"ignored_{side}", [])] for side in ("old", "new")]
        rows.append(score.score_pair(comparison(*map(policydiff.read, paths)), *units, links, *ignored))
    assert total(rows, "links") >= floor


@needs_shared
def test_shared_bills(score):
    lines = (SHARED / "data" / "taiwan_dev.jsonl").read_text("utf-8").splitlines()
    rows = [bill_row(score, json.loads(line)) for line in lines]
    hit, several = (sum(row["several"][i] for row in rows) for i in range(2))
    reached = {key: round(total(rows, key), 3) for key in ("links", "dropped", "added")} | {"several": hit / several}
    floors = {"links": 0.94, "dropped": 0.75, "added": 0.93, "several": 0.54}
    assert all(reached[key] >= floor for key, floor in floors.items()), reached


def bill_row(score: ModuleType, bill: dict) -> dict:
    old, new = (
        parse("\n".join([bill["title"], "", *(f"{label}　{text}" for label, text in bill[side])]), Head(id=side))
        for side in ("old", "new")
    )
    at = [{label: i for i, (label, _) in enumerate(bill[side])} for side in ("old", "new")]
    pairs = [(at[0][x], at[1][y]) for x, y in bill["links"]]
    of_old, of_new = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    single = [([x], [y]) for x, y in pairs if of_old[x] == of_new[y] == 1]
    splits = [([x], sorted(y for o, y in pairs if o == x)) for x, n in of_old.items() if n > 1]
    mergers = [(sorted(x for x, o in pairs if o == y), [y]) for y, n in of_new.items() if n > 1]
    texts = [[text for _, text in bill[side]] for side in ("old", "new")]
    return score.score_pair(comparison(old, new), *texts, [*single, *splits, *mergers])
