"""Clauses through the years: links between neighbouring years, chained into lines of descent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policydiff.model import Change, Clause, Comparison, Document, Link
from policydiff.text.normalise import essence
from policydiff.text.similarity import dice
from policydiff.years.history.model import Event, Line, Step

# Characters of essence: a shorter clause is a heading or a formula, and comes back in any text.
_LEAST = 12
# Dice's coefficient on pairs of characters: most of the wording is there again.
_ALIKE = 0.6
# Characters of a run that a clause must share with an earlier one to be compared with it at all.
_SHINGLE = 6


@dataclass(slots=True)
class _Growing:
    """A line while it is chained: its steps so far, the clause in which it goes on, if it does, and its last words."""

    id: str
    steps: list[Step] = field(default_factory=list)
    clause: str | None = None
    text: str = ""

    def goes_on(self, step: Step, document: Document) -> None:
        """Add a step in whose first clause the line goes on."""
        self.steps.append(step)
        self.clause = step.clauses[0]
        self.text = essence(document.by_id[self.clause].content)

    def ends(self, step: Step) -> None:
        """Add the last step; its last words stay known, for a clause that returns."""
        self.steps.append(step)
        self.clause = None


def lines(documents: Sequence[Document], comparisons: Sequence[Comparison]) -> tuple[Line, ...]:
    """The lines of descent of a series, in the order in which they begin.

    Every clause of every document goes on, or begins, exactly one line. After a split the line goes on in the
    clause that took most of it; the others begin lines of their own. Of lines that merge the strongest goes on.
    """
    chained: list[_Growing] = []
    for clause in documents[0].clauses if documents else ():
        _begin(chained, documents[0], clause.id, "entered")
    for comparison in comparisons:
        _chain(chained, comparison)
    return tuple(Line(line.id, tuple(line.steps)) for line in chained)


def _begin(
    chained: list[_Growing], document: Document, clause: str, event: Event, others: tuple[str, ...] = ()
) -> _Growing:
    line = _Growing(f"{document.head.id}:{clause}")
    line.goes_on(Step(document=document.head.id, clauses=(clause,), event=event, others=others), document)
    chained.append(line)
    return line


def _chain(chained: list[_Growing], comparison: Comparison) -> None:
    """Carry every line from the old document of a comparison to the new one."""
    new = comparison.new
    living = {line.clause: line for line in chained if line.clause is not None}
    gone = [line for line in chained if line.steps[-1].event == "left"]
    entered: list[str] = []
    for change in comparison.changes:
        if not change.new:
            for clause in change.old:
                living[clause].ends(Step(document=new.head.id, clauses=(), event="left"))
        elif not change.old:
            entered += change.new
        else:
            _carry(chained, living, change, comparison)
    returned = _returned([new.by_id[c] for c in entered], gone)
    for clause in entered:
        if clause in returned:
            returned[clause].goes_on(Step(document=new.head.id, clauses=(clause,), event="returned"), new)
        else:
            _begin(chained, new, clause, "entered")


def _carry(chained: list[_Growing], living: Mapping[str, _Growing], change: Change, comparison: Comparison) -> None:
    old, new = comparison.old, comparison.new
    pairs = _main_pairs(change.links, old, new)
    children: dict[str, list[str]] = defaultdict(list)
    for link in change.links:
        children[link.old].append(link.new)
    owner: dict[str, _Growing] = {}
    for a, b in pairs.items():
        owner[b] = living[a]
    for b in change.new:
        if b not in owner:  # another part of what was split: it begins a line of its own
            parents = [x.old for x in change.links if x.new == b]
            owner[b] = _begin(chained, new, b, "split", tuple(living[p].id for p in parents))
    for a in change.old:
        line = living[a]
        if a not in pairs:
            into = children[a][0]
            line.ends(Step(document=new.head.id, clauses=(into,), event="merged", others=(owner[into].id,)))
            continue
        b = pairs[a]
        parts = tuple(c for c in children[a] if c != b and c not in pairs.values())
        merged = sum(x.new == b for x in change.links) > 1
        event: Event = "split" if parts else "merged" if merged else _event(change)
        others = tuple(owner[c].id for c in parts)
        edits = change.edits if len(change.old) == len(change.new) == 1 else ()
        step = Step(document=new.head.id, clauses=(b, *parts), event=event, others=others, edits=edits)
        line.goes_on(step, new)


def _event(change: Change) -> Event:
    if change.wording not in ("same", "cosmetic"):
        return "changed"
    return "moved" if change.place == "moved" else "kept"


def _main_pairs(links: Iterable[Link], old: Document, new: Document) -> dict[str, str]:
    """For each old clause the new one in which it goes on, each new one at most once: the most text first."""
    left: dict[str, str] = {}
    taken: set[str] = set()
    for link in sorted(links, key=lambda x: (-_shared(old.by_id[x.old], new.by_id[x.new]), x.old, x.new)):
        if link.old not in left and link.new not in taken:
            left[link.old] = link.new
            taken.add(link.new)
    return left


def _shared(old: Clause, new: Clause) -> float:
    """How much text two clauses share, in characters, roughly."""
    one, other = essence(old.content), essence(new.content)
    return dice(one, other) * (len(one) + len(other))


# ---------------------------------------------------------------- what comes back


def _returned(entered: Sequence[Clause], gone: Sequence[_Growing]) -> dict[str, _Growing]:
    """The lines that had left and to which clauses that come belong, by the clause's id; the likest pairs first."""
    by_id = {line.id: line for line in gone}
    index: dict[str, set[str]] = defaultdict(set)
    for line in gone:
        for run in _shingles(line.text):
            index[run].add(line.id)
    pairs: list[tuple[float, str, str]] = []
    for clause in entered:
        text = essence(clause.content)
        for name in {n for run in _shingles(text) for n in index.get(run, ())}:
            likeness = dice(text, by_id[name].text)
            if likeness >= _ALIKE:
                pairs.append((-likeness, clause.id, name))
    found: dict[str, _Growing] = {}
    used: set[str] = set()
    for _, clause_id, name in sorted(pairs):
        if clause_id not in found and name not in used:
            found[clause_id] = by_id[name]
            used.add(name)
    return found


def _shingles(text: str) -> Iterator[str]:
    if len(text) >= _LEAST:
        yield from (text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1))
