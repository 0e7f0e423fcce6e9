"""Where everything is: names of links and of places, looked up by what the comparison holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policydiff.facts.targets.tense import read_times
from policydiff.model import Change, Clause, Comparison, Document, Facts, MovedText, Note, Responsibility, Target
from policydiff.report.said.addresses import anchors, place
from policydiff.report.said.marked_text import Mark
from policydiff.wording.addresses import ARTICLE_PARAGRAPH


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a comparison, with the link names of its clauses and facts."""

    name: Literal["old", "new"]
    document: Document
    facts: Facts
    clause_anchors: Mapping[str, str]
    fact_anchors: Mapping[tuple[str, int, int], str]  # by style, start and end
    changes: Mapping[str, Change]
    remarks: Mapping[str, tuple[Note, ...]]  # by clause
    review: frozenset[str]  # the clauses under a heading that looks back
    renewed: frozenset[str]  # articles that go on, whose first paragraph alone is new or gone

    def clause(self, clause_id: str) -> Clause:
        """The clause at an address."""
        return self.document.by_id[clause_id]

    def clauses(self, change: Change) -> tuple[Clause, ...]:
        """A change's clauses on this side."""
        return tuple(self.clause(c) for c in (change.old if self.name == "old" else change.new))

    def above(self, clause_id: str) -> Iterator[str]:
        """The clauses above one, the nearest first."""
        parent = self.clause(clause_id).parent
        while parent is not None:
            yield parent
            parent = self.clause(parent).parent

    def below(self, clause_id: str) -> Iterator[Clause]:
        """The clauses below one at any depth, in the order of the text."""
        for child in self.document.children.get(clause_id, ()):
            yield child
            yield from self.below(child.id)

    def place(self, clause_id: str) -> str:
        """The address as people write it."""
        return place(self.clause(clause_id))

    def place_above(self, clause: Clause) -> str:
        """The address without the heading, for where the heading is said beside it."""
        whole = place(clause)
        above = whole.removesuffix(clause.heading or "").rstrip("·") or whole
        if clause.id in self.renewed:
            return above + ARTICLE_PARAGRAPH.format(number=1)
        return f"{above}、" if len(above) == 1 else above  # 一、: alone it looks like a dash

    def link(self, clause_id: str) -> str:
        """A link to a clause."""
        return "#" + self.clause_anchors[clause_id]

    def target_link(self, target: Target) -> str:
        """A link to the words of a target."""
        return self._fact_link(_target_style(target), target)

    def responsibility_link(self, record: Responsibility) -> str:
        """A link to the bracket, sentence or row that names the office."""
        return self._fact_link("duty", record)

    def _fact_link(self, style: str, fact: Target | Responsibility) -> str:
        anchor = self.fact_anchors.get((style, fact.start, fact.end))
        return f"#{anchor}" if anchor else self.link(fact.clause)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a comparison."""

    comparison: Comparison
    old: Side
    new: Side
    moved: tuple[MovedText, ...]
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by change, as `weight.kinds_of` told them

    def other(self, side: Side) -> Side:
        """The side that is not this one."""
        return self.new if side is self.old else self.old

    def anchor(self, change: Change) -> str:
        """The link name of a change: that of its first new clause, else of its first old one."""
        first = self.new.clause_anchors[change.new[0]] if change.new else self.old.clause_anchors[change.old[0]]
        return f"c-{first}"

    def marks(self, side: Side, clause: Clause) -> list[Mark]:
        """What stands out in a clause: its heading, targets, brackets, and what moved away or came."""
        found = [Mark(clause.start, _heading_end(clause), "hd")] if _runs_in(clause) else []
        found += [
            Mark(start, end, style, anchor)
            for (style, start, end), anchor in side.fact_anchors.items()
            if style != "moved" and clause.start <= start < clause.end
        ]
        found += [Mark(at, at + len(words), "doubt") for words, at in _doubted(side, clause)]
        for moved in self.moved:
            here, there = (moved.old, moved.new) if side.name == "old" else (moved.new, moved.old)
            if here.clause == clause.id:
                other = self.other(side)
                arrow = "→" if side.name == "old" else "←"
                anchor = side.fact_anchors["moved", here.start, here.end]
                link = "#" + other.fact_anchors["moved", there.start, there.end]
                found.append(Mark(here.start, here.end, "mv", anchor, link, f"{arrow} {other.place(there.clause)}"))
        return found


def sides_of(comparison: Comparison) -> Sides:
    """Name every clause, target, bracket and moved passage once."""
    moved = tuple(dict.fromkeys(m for c in comparison.changes for m in c.moved_text))
    return Sides(comparison, _side(comparison, "old", moved), _side(comparison, "new", moved), moved)


def _side(comparison: Comparison, name: Literal["old", "new"], moved: Sequence[MovedText]) -> Side:
    is_old = name == "old"
    document = comparison.old if is_old else comparison.new
    facts = comparison.old_facts if is_old else comparison.new_facts
    names = anchors(name, document.clauses)
    passages = [m.old if is_old else m.new for m in moved]
    spans = [
        *((_target_style(t), "t", t.clause, t.start, t.end) for t in facts.targets if t.kind != "achieved"),
        *(("duty", "r", r.clause, r.start, r.end) for r in facts.responsibilities if r.form != "sentence"),
        *(("moved", "m", p.clause, p.start, p.end) for p in passages),
    ]
    fact_anchors: dict[tuple[str, int, int], str] = {}
    counts: dict[tuple[str, str], int] = {}
    for style, letter, clause, start, end in spans:
        if (style, start, end) not in fact_anchors:
            number = counts[clause, letter] = counts.get((clause, letter), 0) + 1
            fact_anchors[style, start, end] = f"{names[clause]}-{letter}{number}"
    remarks: dict[str, tuple[Note, ...]] = {}
    for note in dict.fromkeys(n for side, n in comparison.all_notes if side in (None, name)):
        if note.clause in names:
            remarks[note.clause] = (*remarks.get(note.clause, ()), note)
    changes = {clause: c for c in comparison.changes for clause in (c.old if is_old else c.new)}
    review = frozenset(c for c, tense in read_times(document).by_clause.items() if tense == "past")
    renewed = frozenset(_renewed(document, changes, comparison.new if is_old else comparison.old, is_old=is_old))
    return Side(name, document, facts, names, fact_anchors, changes, remarks, review, renewed)


def _renewed(document: Document, changes: Mapping[str, Change], other: Document, *, is_old: bool) -> Iterator[str]:
    """Articles without a partner, of which a further paragraph is what an article of the other document begins with."""
    for clause in document.clauses:
        if clause.kind == "article" and changes[clause.id].presence in ("added", "removed"):
            below = (changes[c.id] for c in document.children.get(clause.id, ()))
            partners = (c for change in below for c in (change.new if is_old else change.old))
            if any(other.by_id[c].kind == "article" for c in partners):
                yield clause.id


def _doubted(side: Side, clause: Clause) -> Iterator[tuple[str, int]]:
    """The words of a clause that a note speaks of, and where they begin in the document."""
    for note in side.remarks.get(clause.id, ()):
        for words in (v for name, v in note.values if name in ("wrong", "quote") and v and v in clause.text):
            yield words, clause.start + clause.text.index(words)


def _target_style(target: Target) -> str:
    return "tq" if target.kind == "qualitative" else "tg"


def _heading_end(clause: Clause) -> int:
    heading = clause.heading or ""
    at = clause.text.find(heading, clause.body - clause.start) + len(heading)
    return clause.start + at + (clause.text[at : at + 1] in ("）", "】", ")"))


def _runs_in(clause: Clause) -> bool:
    """Whether the heading is followed by the clause's words on the same line."""
    return bool(clause.heading) and _heading_end(clause) < clause.end - 1


def heading_only(clause: Clause) -> bool:
    """Whether the clause is a heading and nothing else."""
    return bool(clause.heading) and not _runs_in(clause) and clause.kind != "bullet"
