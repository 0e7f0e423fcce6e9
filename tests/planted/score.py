"""What a comparison says of a revision, claim by claim, beside what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from policydiff.model import Change, Comparison, Document, Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.said.articles import Crossing, crossing
from policydiff.report.said.sides import sides_of
from tests.planted.revisions import PLANTS, Claim, Revision, revise
from tests.planted.texts import Line, law, report, statute, written

# What a kind is planted in: a law has no figures and offices, and paragraphs of a report have no numbers.
TEXTS = dict.fromkeys(PLANTS, ("law", "report")) | {
    "drop": ("law", "statute", "report"),
    "move": ("law", "statute", "report"),
    "swap": ("law", "statute", "report"),
    "split": ("law", "statute", "report"),
    "merge": ("law", "statute", "report"),
    "cut": ("law", "statute"),
    "join": ("law", "statute"),
    "hand on": ("law", "statute"),
    "renumber": ("law",),
    "number": ("report",),
    "handed over": ("report",),
}
# Told for every article behind one that was put in or taken out; asked for where it is planted, nowhere false.
_UNCOUNTED = {"renumbered"}


@dataclass(slots=True)
class Tally:
    """How many changes were planted and found, how many claims were made and right, and examples of what was not."""

    planted: int = 0
    found: int = 0
    made: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of what was planted that was found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of the claims that are right."""
        return self.right / self.made if self.made else 1.0


def tally(kind: str, seeds: Sequence[int], count: int = 6) -> Tally:
    """Plant a kind of change in as many laws and reports as there are seeds, and count what is said of it."""
    total = Tally()
    for seed in seeds:
        for text in TEXTS[kind]:
            random = Random(f"{kind} {text} {seed}")
            lines = statute() if text == "statute" else law(random, 40) if text == "law" else report(random, 10)
            _add(total, revise(lines, kind, random, count), f"{text} {seed}")
    return total


def _add(total: Tally, revision: Revision, name: str) -> None:
    planted = Counter(claim for _, claim in revision.planted)
    made = Counter(claims(revision))
    right = planted & made
    total.planted += planted.total()
    total.found += right.total()
    total.missed += [f"{name}: {claim}" for claim in planted - made]
    counted = Counter({claim: n for claim, n in made.items() if claim[0] not in _UNCOUNTED})
    total.made += counted.total()
    total.right += (counted & planted).total()
    total.false += [f"{name}: {claim}" for claim in counted - planted]


def claims(revision: Revision) -> Iterator[Claim]:
    """What the comparison says of the two versions."""
    old, new = (parse(written(lines), Head(id=id_)) for id_, lines in (("old", revision.old), ("new", revision.new)))
    found = compare(old, new)
    both = sides_of(found)
    ours, theirs = _lines(old, revision.old), _lines(new, revision.new)
    for change in found.changes:
        sides = tuple(ours[c] for c in change.old), tuple(theirs[c] for c in change.new)
        for what in _said(change, crossing(both, change)):
            yield (what, *sides)
    yield from _of_facts(found)


def _said(change: Change, crossed: Crossing | None) -> Iterator[str]:
    if change.presence != "kept":
        yield change.presence
    else:
        if change.wording != "same":
            yield "cosmetic" if change.wording == "cosmetic" else "revised"
        if change.place != "same" and change.place:
            yield crossed or change.place


def _of_facts(found: Comparison) -> Iterator[Claim]:
    for change in found.target_changes:
        if change.status == "kept":
            continue
        was, now = (f"{t.value:g}" if t and t.value is not None else "" for t in (change.old, change.new))
        if was and now:
            yield "target " + ("raised" if float(now) > float(was) else "lowered"), (was,), (now,)
        elif was not in _gone(found, "removed") and now not in _gone(found, "added"):
            yield f"target {change.status}", (was,), (now,)
    for task in found.responsibility_changes:
        if task.status == "reassigned":
            yield "reassigned", (task.old.office,), (task.new.office,)


def _gone(found: Comparison, presence: str) -> set[str]:
    """The figures of targets in clauses that were removed or added: that they are gone or new is no claim of its own."""
    ids = {c for change in found.changes if change.presence == presence for c in (*change.old, *change.new)}
    facts = found.old_facts if presence == "removed" else found.new_facts
    return {f"{t.value:g}" for t in facts.targets if t.clause in ids and t.value is not None}


def _lines(document: Document, lines: Sequence[Line]) -> dict[str, str]:
    """The identity of the line in which each clause stands."""
    return {c.id: lines[document.text.count("\n", 0, c.start)].id for c in document.clauses}
