"""What a history holds. `document` is always an id in the corpus; offsets count in that document's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policydiff.model import Comparator, Comparison, Document, Edit, Role, Strength
from policydiff.years.periods import Horizon

PointKind = Literal["target", "achieved", "absent"]
Event = Literal["entered", "kept", "changed", "split", "merged", "moved", "left", "returned"]
Better = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one document says of an indicator; of kind `absent` where it sets no target for its own year.

    `value` and `unit` are as written, `base_value` is in the one unit of the line. `for_` is the year that the
    figure is for. `main` marks the one that counts where a document says several of one kind for one time.
    """

    document: str
    kind: PointKind
    horizon: Horizon
    for_: str | None
    as_written: str = ""
    comparator: Comparator | None = None
    strength: Strength | None = None
    value: float | None = None
    value_high: float | None = None
    unit: str = ""
    base_value: float | None = None
    base_value_high: float | None = None
    base_unit: str = ""
    clause: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    main: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator in one measure through the years; `direction` says which way is better, or binds more."""

    id: str
    name: str
    measure: str
    direction: Better | None
    base_unit: str
    points: tuple[Point, ...]

    def of(self, kind: PointKind, year: str) -> Point | None:
        """The target or the achieved value that counts for a year."""
        wanted = ("year", "past") if kind != "absent" else ("year",)
        return next(
            (p for p in self.points if p.kind == kind and p.for_ == year and p.main and p.horizon in wanted), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One document of a line: what became of it there.

    The first of `clauses` is the one in which the line goes on; after a split the others have lines of their own,
    which `others` names; a line that merged into another goes on there. `edits` lead from the year before.
    """

    document: str
    clauses: tuple[str, ...]
    event: Event
    others: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A clause's line of descent, year by year."""

    id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What an office has to do by one clause."""

    document: str
    clause: str
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office and its tasks over the years."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TermShares:
    """How large a part of each document's characters a term is."""

    term: str
    shares: Mapping[str, float]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One series through its years. `gaps` are the years between its documents that are not there."""

    series: str
    documents: tuple[Document, ...]
    gaps: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    lines: tuple[Line, ...] = ()
    offices: tuple[Office, ...] = ()
    terms: tuple[TermShares, ...] = ()
    comparisons: tuple[Comparison, ...] = field(default=(), repr=False)
