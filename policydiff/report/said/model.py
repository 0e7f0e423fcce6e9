"""Everything that the report's template may use. Values only: what they say is decided where they are made.

A `Both` is a wording in both languages; a plain `str` is the document's own words, an address or a name of a style.
Links begin with "#".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.report.said.marked_text import Zone
from policydiff.wording import Both, alike
from policydiff.wording.both import SEMICOLON, joined


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence."""

    text: str
    href: str = ""  # "" where it is no link
    quoted: bool = False  # whether it is the document's words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with links in it."""

    zh: tuple[Run, ...]
    en: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a document was obtained."""

    name: str
    href: str  # "" where the name is no web address
    retrieved: str  # ISO date or ""


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One of the two documents, as its head describes it. "" stands for what is not known."""

    side: str  # old or new
    id: str
    title: str
    number: str
    issuer: str
    issued: str
    status: str  # official, copy, sample or unknown
    status_word: Both
    sources: tuple[SourceLine, ...]
    size: Both  # characters and clauses
    repaired: Both  # how much was mended; empty where nothing was
    sha256: str
    standing: Both | None  # a sentence on a text that is not the issuer's own


@dataclass(frozen=True, slots=True)
class Headline:
    """One thing that is new."""

    kind: str
    sign: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of the strip."""

    filter: str  # what the full text is filtered by when it is chosen, or ""
    sign: str
    word: Both
    value: str
    href: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A value and the words that it was read from."""

    value: Both
    quote: str
    deadline: str
    place: str
    href: str
    strength: Both | None = None  # how firmly it is set, where the text says so


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator in two years.

    `old_beside` and `new_beside` are other sayings of the same goal, and what a level is against the year before. A
    row that is `beside` another is told there and has that one's anchor.
    """

    anchor: str
    indicator: str
    status: str
    sign: str
    outcome: Both  # the word, and by how much
    old: Quote | None
    new: Quote | None
    old_beside: tuple[Quote, ...] = ()
    new_beside: tuple[Quote, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An indicator that sums up a year, whether or not it changed."""

    indicator: str
    href: str  # of its row among the targets
    old: Quote | None
    new: Quote | None
    sign: str
    outcome: Both
    absent: Both | None  # what it means that a side sets nothing


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that a rule sets, in two versions."""

    kind: Both
    old: Quote | None
    new: Quote | None


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """What only the new text says, and the first sentence that says it."""

    anchor: str
    phrase: str
    sentence: str
    place: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class ResponsibilityLine:
    """One task of one office, at its place."""

    kind: str  # added, removed, changed, moved or kept
    sign: str
    word: Both  # what became of it
    document: str  # the id of the one in which the place is
    place: str
    href: str
    task: str
    role: Both  # or from which role to which
    other: str  # the office from or to which the task went, or ""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office's tasks in two years."""

    anchor: str
    number: int  # by which the full text is filtered
    office: str
    changes: tuple[ResponsibilityLine, ...]
    kept: tuple[ResponsibilityLine, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in a list of those added, dropped or moved."""

    id: str  # its address
    place: str
    href: str
    heading: str
    excerpt: str
    offices: str
    detail: Both | None = None  # where it came from, or what it was made of
    detail_href: str = ""
    below: Both | None = None  # how many clauses of the same kind stand under it


@dataclass(frozen=True, slots=True)
class ClauseList:
    """The clauses of one kind of change; `rest` is what a long list shows on request.

    `count` is how many changes of substance there are of the kind, those below the lines included.
    """

    kind: str
    sign: str
    word: Both
    count: int
    lines: tuple[ClauseLine, ...]
    rest: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word and how often each document uses it. Bars are in hundredths of the largest count."""

    anchor: str
    term: str
    old: int
    new: int
    old_bar: int
    new_bar: int
    rose: bool
    difference: str


@dataclass(frozen=True, slots=True)
class Tag:
    """What became of a row, by sign and word; a link where it leads somewhere."""

    kind: str
    sign: str
    word: Both
    detail: str = ""
    href: str = ""

    @property
    def said(self) -> Both:
        """The word and what stands behind it: 移动 ← 二（三）."""
        return joined([self.word, alike(self.detail)], alike(" ")) if self.detail else self.word


@dataclass(frozen=True, slots=True)
class Pointer:
    """From a row of the full text to the table that speaks of it."""

    word: Both
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause in a cell."""

    anchor: str
    id: str  # the clause's address, as overrides name it
    place: str
    style: str  # head where the clause is nothing but a heading
    zones: tuple[Zone, ...]
    remarks: tuple[Both, ...] = ()  # doubts about this clause


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in the full text.

    `change` is the id of the change that it shows; a sign at the old place of a moved clause (`stub`) has it too.
    `bar` is the level of a heading that both sides share (it spans both columns), 0 for every other row.
    """

    change: str
    anchor: str
    kinds: str  # tokens that the filters look for
    offices: str  # numbers of the offices named on either side
    has_target: bool
    tags: tuple[Tag, ...]
    old: tuple[ClauseText, ...]
    new: tuple[ClauseText, ...]
    pointers: tuple[Pointer, ...] = ()
    style: str = ""  # added or removed where the other side is empty, else what became of the wording
    merges: bool = False  # whether both sides can be read as one text
    bar: int = 0
    quiet: bool = False
    leads_on: bool = False  # whether it is quiet and stands above something that changed
    stub: bool = False  # only a sign at the old place of a moved clause
    long: bool = False  # whether it may be broken between two printed pages
    links: str = ""  # the links, as the overrides dialog needs them; "" for a pair of one with one
    facts: tuple[Both, ...] = ()  # a line for each target and responsibility in it of which something became

    @property
    def outcome(self) -> Both:
        """All that became of the clauses; empty where nothing did."""
        return joined([t.said for t in self.tags], SEMICOLON)


@dataclass(frozen=True, slots=True)
class RowRun:
    """Rows that follow each other; with a summary they are unchanged and may be folded."""

    rows: tuple[ChangeRow, ...]
    fold: Both | None = None
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A line of the table of contents."""

    href: str
    label: str
    heading: str
    level: int
    changes: int


@dataclass(frozen=True, slots=True)
class MapMark:
    """A change on the overview strip; `top` and `height` in thousandths of the whole."""

    href: str
    kind: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    sign: str
    word: Both
    count: int


@dataclass(frozen=True, slots=True)
class FullText:
    """The two documents side by side, and what helps to find one's way in them."""

    runs: tuple[RowRun, ...]
    contents: tuple[Contents, ...]
    marks: tuple[MapMark, ...]
    kinds: tuple[Choice, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepairLine:
    """A repair and how often it was made; `offset` is the first place in the source."""

    before: str
    after: str
    offset: int
    count: int


@dataclass(frozen=True, slots=True)
class RuleRepairs:
    """The repairs of one rule."""

    rule: str
    word: Both
    count: int
    lines: tuple[RepairLine, ...]
    unshown: int  # how many more kinds of repair there are than the page lists


@dataclass(frozen=True, slots=True)
class Repairs:
    """What was repaired in one document's source."""

    id: str
    count: int
    rules: tuple[RuleRepairs, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A doubt, with its place where it has one."""

    side: str  # the document's id, or ""
    place: str
    href: str
    message: Both


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    title: Both
    subject: str
    heading: Sentence
    file: str  # the name of the overrides file without its ending
    old: DocumentCard
    new: DocumentCard
    headlines: tuple[Headline, ...]
    digest: Both  # the headlines as one paragraph
    key: tuple[KeyRow, ...]
    phrases: tuple[PhraseRow, ...]
    figures: tuple[FigureRow, ...]
    counts: tuple[Count, ...]
    not_counted: Both | None  # how many changes are a matter of form
    targets: tuple[TargetRow, ...]
    targets_kept: tuple[TargetRow, ...]
    targets_note: Both
    qualitative: tuple[TargetRow, ...]
    renamings: tuple[Headline, ...]  # offices that go by another name throughout
    offices: tuple[OfficeRow, ...]
    offices_kept: tuple[OfficeRow, ...]
    lists: tuple[ClauseList, ...]
    terms: tuple[TermRow, ...]
    text: FullText
    repairs: tuple[Repairs, ...]
    doubts: tuple[NoteLine, ...]
    left_out: tuple[NoteLine, ...]

    @property
    def rows(self) -> Mapping[str, ChangeRow]:
        """The rows of the full text that are changes, by the change's id, in their order."""
        return {row.change: row for run in self.text.runs for row in run.rows if not row.stub}
