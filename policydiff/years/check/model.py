"""What a rule is given, and what it finds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from policydiff.corpus.store import TEXT
from policydiff.facts.responsibilities.offices import OfficeNames
from policydiff.model import Clause, Comparison, Document, Facts
from policydiff.wording import Both

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
Values = Mapping[str, str | Both]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule yields: a code, the words in question, where they stand, what the sentence about them names.

    `start` is an offset in the document's text. What stands in another file has `file` (a path from the corpus)
    and perhaps a `line` of it instead.
    """

    code: str
    quote: str = ""
    start: int | None = None
    clause: str | None = None
    file: str | None = None
    line: int = 1
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding as it is told. `line` and `column` count from 1; `accepted` is the reason why it may stand."""

    code: str
    severity: Severity
    document: str
    file: str
    line: int
    column: int
    clause: str | None
    message: Both
    advice: Both
    fingerprint: str
    accepted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found, worst first, and the comparisons that were made on the way.

    `checked` are the documents that were looked at, `comparisons` those with the year before.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    comparisons: tuple[Comparison, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(f for f in self.findings if f.accepted is None)

    def summary(self) -> dict[str, int]:
        """How many of each severity, and how many were accepted."""
        counts: dict[str, int] = {s: sum(f.severity == s for f in self.open) for s in SEVERITIES}
        return {**counts, "accepted": len(self.findings) - len(self.open)}

    def fails(self, *, strict: bool = False) -> bool:
        """Whether a problem was found: an error, or, when strict, a warning."""
        worst = ("error", "warning") if strict else ("error",)
        return any(f.severity in worst for f in self.open)


@dataclass(frozen=True, kw_only=True)
class Year:
    """One document of the corpus as the rules see it.

    `head` is document.toml as it is written. `comparison` is that with the year before, if there is one;
    `doubt` says why it could not be made.
    `offices` counts by their key how often other years of the series name an office; `offices_before` are those
    that earlier years name.
    """

    corpus: Path
    document: Document
    facts: Facts
    head: Mapping[str, Any]
    comparison: Comparison | None = None
    doubt: Found | None = None
    offices: Mapping[str, int] = field(default_factory=dict)
    offices_before: frozenset[str] = frozenset()
    office_names: OfficeNames = field(default_factory=OfficeNames)

    @property
    def id(self) -> str:
        """The document's name in the corpus."""
        return self.document.head.id

    @property
    def folder(self) -> Path:
        """Where the document lies."""
        return self.corpus / self.id

    @property
    def text(self) -> str:
        """The clean text."""
        return self.document.text

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [c.start for c in self.document.clauses]

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self.document.clauses[at] if at >= 0 else None

    def found(self, code: str, start: int, end: int, **values: str) -> Found:
        """A finding on a run of the text, which is what it quotes."""
        clause = self.clause_at(start)
        quote = self.text[start:end]
        return Found(
            code=code,
            quote=quote,
            start=start,
            clause=clause.id if clause else None,
            values={"quote": quote, **values},
        )

    def place(self, offset: int) -> tuple[str, int, int]:
        """The file, line and column of an offset in the text."""
        line = self.text.count("\n", 0, offset) + 1
        return f"{self.id}/{TEXT}", line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1
