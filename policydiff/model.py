"""Every type that passes between two stages: frozen, slotted, standard library only.

    bytes → Source → Document → Facts → Alignment → Change → Comparison

Offsets are Unicode code points, half-open, and count in the text of the thing that carries them: a repair's
in its source, a clause's or a fact's in its document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

Status = Literal["official", "copy", "sample", "unknown"]
Kind = Literal[
    "title", "number", "salutation", "notice", "signature", "date",
    "part", "chapter", "division", "article", "section", "item", "bullet", "paragraph", "row", "attachment",
]  # fmt: skip
TargetKind = Literal["target", "achieved", "qualitative"]
Measure = Literal["level", "change", "increment"]
Direction = Literal["up", "down"]
Comparator = Literal[">=", "<=", ">", "<", "~", "=", "range"]
# As the document says it: 确保 (务必), 力争 (争取, 努力实现), 左右; in a plan's table 约束性 or 预期性.
Strength = Literal["确保", "力争", "左右", "约束性", "预期性"]
# For the year at hand, for several years, or of one that is past.
Horizon = Literal["year", "multi", "past"]
Role = Literal["lead", "responsible", "participate", "shared", "guide"]
Form = Literal["bracket", "sentence", "table"]
Presence = Literal["kept", "added", "removed", "split", "merged", "redistributed"]
Wording = Literal["same", "cosmetic", "revised", "rewritten"]
Place = Literal["same", "renumbered", "moved"]
TargetStatus = Literal["added", "removed", "tightened", "loosened", "changed", "kept"]
ValueDirection = Literal["raised", "lowered"]
FigureKind = Literal["fine", "period", "percentage", "age", "other"]
Absence = Literal["otherwise", "figure", "not_set", "not_found"]
ResponsibilityStatus = Literal["added", "removed", "role_changed", "reassigned", "kept"]
Side = Literal["old", "new"]
EditKind = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of code points: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One place that was mended, or left out, on the way from the source to the clean text.

    `start` and `end` count in the decoded source; `after` is empty where the source was left out. `count` is
    over 1 where one entry stands for many places of no doubt, as the conversion of script does.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt, recorded where it arose. `code` and `values` become a sentence in `wording.notes.doubt`."""

    code: str
    clause: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a document was obtained; `via` are the addresses that a server redirected to.

    An attachment was published apart from the document that it belongs to.
    """

    name: str
    retrieved: str | None = None
    sha256: str | None = None
    via: tuple[str, ...] = ()
    attachment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of a document beside its text. Dates are ISO 8601."""

    id: str
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    series: str | None = None
    status: Status = "unknown"
    sources: tuple[SourceRef, ...] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file turned into clean text: one paragraph a line, with the trail of what was done to it.

    `raw` is the decoded source in which the repairs' offsets count.
    """

    raw: str
    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One addressable piece of a document: its own words, its children's not.

    `id` is an address (三/（五）), unique in the document but no identity across years. `label` is the
    marker as written, without the stop behind it (三, （五）, 第十条, ——), or "" for a clause without one.
    `body` counts in the document too: where the words behind the label begin.
    """

    id: str
    label: str
    kind: Kind
    level: int
    parent: str | None
    heading: str | None
    text: str
    start: int
    end: int
    body: int

    @property
    def content(self) -> str:
        """The text without the clause's own label."""
        return self.text[self.body - self.start :]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text and its clauses, in order; together they tile it, with only line breaks between."""

    head: Head
    text: str
    clauses: tuple[Clause, ...]
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Note, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Clause]:
        """The clauses by their address."""
        return MappingProxyType({c.id: c for c in self.clauses})

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Clause, ...]]:
        """The children of each clause in order, those of the document itself under None."""
        found: dict[str | None, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.parent, []).append(clause)
        return MappingProxyType({k: tuple(v) for k, v in found.items()})

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """All that the document is called: in its head, and by the title clauses of its text in order."""
        return (self.head.title or "", *(c.text for c in self.clauses if c.kind == "title"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A quantified commitment. `value` is in the scale of `unit` as written: 1100 with 万人, 6 with %.

    `year` is the last year of the period that it is set for, None where the document does not tell it.
    """

    clause: str
    quote: str
    start: int
    end: int
    kind: TargetKind
    indicator: str
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: float | None
    value_high: float | None
    unit: str
    deadline: str | None = None
    baseline: str | None = None
    strength: Strength | None = None
    horizon: Horizon = "year"
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """One office in one bracket, sentence or table row that says who does what.

    `office` is as written, `office_key` the form under which it is known to be the same office elsewhere.
    `start` and `end` are the quote's. `task` is what the office has to do. `implied_by` is the place of a rule
    that gives the office to this bracket without naming it there.
    """

    clause: str
    quote: str
    start: int
    end: int
    office: str
    office_key: str
    role: Role
    form: Form
    task: Span
    implied_by: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document commits to, and whom, in the order of the text."""

    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One old clause carried on by one new clause, with the named parts of the score that says so."""

    old: str
    new: str
    basis: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text in one clause of one side."""

    clause: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MovedText:
    """Sentences that left one clause of the old side and stand in one of the new side."""

    old: Passage
    new: Passage


@dataclass(frozen=True, slots=True)
class Override:
    """A pair that a person set (`link`) or forbade, of clauses, targets or responsibilities.

    A clause is named by its id; a target by its clause's id and its quote, joined by "|"; a responsibility by
    these two and its unit.
    """

    action: Literal["link", "unlink"]
    of: Literal["clause", "target", "responsibility"]
    old: str
    new: str
    reason: str

    def note(self, code: str, clause: str | None) -> Note:
        """A note on what became of it."""
        values = ("action", self.action), ("old", self.old), ("new", self.new), ("reason", self.reason)
        return Note(code, clause, values)


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of either side whose links hang together: what one change speaks of."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every clause of either side in exactly one group; a group's links hang together."""

    groups: tuple[Group, ...]
    moved_text: tuple[MovedText, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the comparison of two texts. `new_text` is set where an equal piece differs in form only.

    A delete and an insert of one change with the same `move` (1, 2, …) are one passage that changed its place.
    """

    kind: EditKind
    text: str
    new_text: str | None = None
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An article that a text cites, under its number in either document."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of some clauses: independent facets, never one word that mixes moved with modified.

    `id` is c1, c2, … in reading order of the report. `wording` and `place` are None where one side is
    empty. `moved_inside` has the indexes of two edits, a delete and an insert, that are one passage which changed its
    place; `references` are those that only follow an article to its new number, `references_alone` says that the
    wording differs in nothing else. `target_changes` and `responsibility_changes` index the comparison's tuples.
    """

    id: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    presence: Presence
    links: tuple[Link, ...] = ()
    wording: Wording | None = None
    place: Place | None = None
    edits: tuple[Edit, ...] = ()
    moved_inside: tuple[tuple[int, int], ...] = ()
    moved_text: tuple[MovedText, ...] = ()
    references: tuple[Reference, ...] = ()
    references_alone: bool = False
    target_changes: tuple[int, ...] = ()
    responsibility_changes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One indicator in two years. `delta` is new minus old in the new target's unit, where that means something.

    `direction` says how the value went, whether or not it is known which way binds more. `beside` is the index of the
    target change that this one is told together with: another saying of the same goal, or the level whose change
    against the year before this one states.
    """

    status: TargetStatus
    old: Target | None
    new: Target | None
    delta: float | None = None
    direction: ValueDirection | None = None
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class ResponsibilityChange:
    """One unit's part in one task in two years; reassigned where the task went from one unit to another."""

    status: ResponsibilityStatus
    old: Responsibility | None
    new: Responsibility | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word whose use rose (score > 0) or fell (score < 0); the score is signed log-likelihood (G²)."""

    term: str
    old_count: int
    new_count: int
    score: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term that only the new text has, and the first sentence that it stands in."""

    phrase: str
    clause: str
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a rule sets: 五千元 is 5000 元. `value` is None where it cannot be read exactly."""

    clause: str
    start: int
    end: int
    quote: str
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number of a rule in two versions; `change` is the id of the change that it stands in."""

    kind: FigureKind
    old: Figure | None
    new: Figure | None
    change: str


@dataclass(frozen=True, slots=True)
class KeyIndicator:
    """An indicator that a year sets for the whole of what it governs, the unchanged ones too.

    `change` indexes the comparison's target changes, None where the two did not pair. Where a side has no target,
    `absent` tells whether it sets the indicator for another period or in another measure, or its text gives a figure
    that was not read as a target, or names it without one, or does not name it.
    """

    name: str
    old: Target | None
    new: Target | None
    change: int | None
    absent: Absence | None = None


@dataclass(frozen=True, slots=True)
class Renaming:
    """An office that goes by another name throughout; `changes` index the responsibility changes that say so."""

    old: str
    new: str
    changes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two documents and everything found between them. Every output is made from this alone."""

    old: Document
    new: Document
    old_facts: Facts
    new_facts: Facts
    changes: tuple[Change, ...]
    target_changes: tuple[TargetChange, ...] = ()
    responsibility_changes: tuple[ResponsibilityChange, ...] = ()
    terms: tuple[Term, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    key_indicators: tuple[KeyIndicator, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    notes: tuple[Note, ...] = ()
    summary: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def all_notes(self) -> tuple[tuple[Side | None, Note], ...]:
        """Every doubt with the side that it arose on: of the comparison, of each document and of its facts."""
        return (
            *((None, note) for note in self.notes),
            *(("old", note) for note in (*self.old.notes, *self.old_facts.notes)),
            *(("new", note) for note in (*self.new.notes, *self.new_facts.notes)),
        )
