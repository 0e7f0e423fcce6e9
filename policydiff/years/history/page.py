"""A history → what its page shows, and the page: one HTML file that asks for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from policydiff.classify.names import is_known
from policydiff.model import Document, Edit
from policydiff.report.html.page import TEMPLATES as REPORT_TEMPLATES
from policydiff.report.html.page import fill
from policydiff.report.said.addresses import place
from policydiff.wording import Both, Lang, alike, codes
from policydiff.wording.history import EVENT, WORDS
from policydiff.wording.interface import WORDS as INTERFACE
from policydiff.wording.measures import plain_number
from policydiff.years.history.chart import Chart, chart
from policydiff.years.history.model import History, Indicator, Point, Step, Task
from policydiff.years.series import year_of

TEMPLATES = Path(__file__).parents[1] / "templates"
_CHARTED = 3  # documents: two points are no course
_FIRST_WORDS = 28
_SIGNS = {
    "entered": "+", "kept": "=", "changed": "≈", "split": "⑂", "merged": "⑃", "moved": "↕", "left": "−",
    "returned": "↺",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a table: as it is said, and the words that it was read from."""

    value: Both
    quote: str
    where: str
    document: str


@dataclass(frozen=True, slots=True)
class Row:
    """One year of an indicator."""

    year: str
    target: Cell | None
    absent: bool
    strength: Both | None
    achieved: Cell | None
    difference: Both | None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator as the page shows it."""

    anchor: str
    name: str
    measure: Both
    unit: str
    better: Both | None
    chart: Chart | None
    rows: tuple[Row, ...]
    multi: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One document of a line of clauses."""

    document: str
    sign: str
    event: Both
    kind: str
    where: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of clauses: its first words, what became of it in each document, its texts."""

    anchor: str
    name: str
    span: str
    signs: tuple[tuple[str, str, Both], ...]
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office: for each document its tasks, each with its address, its role and its first words."""

    name: str
    years: tuple[tuple[str, tuple[tuple[str, Both, str], ...]], ...]


def render_history(history: History, *, lang: Lang = "zh") -> str:
    """The page. The same history gives the same text; it carries both languages and opens in `lang`."""
    return fill(
        TEMPLATES / "history.html.j2",
        styles=[REPORT_TEMPLATES / "page.css", TEMPLATES / "years.css"],
        scripts=[TEMPLATES / "years.js"],
        lang=lang,
        w=SimpleNamespace(**WORDS, untitled=INTERFACE["untitled"]),
        title=title(history),
        history=history,
        documents=[(d, codes.STATUS[d.head.status], sum(not c.isspace() for c in d.text)) for d in history.documents],
        gaps=WORDS["gaps"].filled(years="、".join(history.gaps)) if history.gaps else None,
        **_parts(history),
    )


def title(history: History) -> Both:
    """What the page is called."""
    first, last = (history.documents[i].head.id for i in (0, -1))
    return WORDS["title"].filled(series=history.series, first=first, last=last)


def _parts(history: History) -> dict[str, Any]:
    by_id = {d.head.id: d for d in history.documents}
    told = [i for i in history.indicators if _spread(i) > 1]
    first = [i for i in told if is_known(i.name) and _spread(i) >= _CHARTED]
    first = first or told[:6]
    views = {i.id: _indicator(n, i, by_id) for n, i in enumerate(told)}
    rest = [i for i in told if i not in first]
    lines = [line for line in history.lines if sum(bool(s.clauses) for s in line.steps) > 1]
    return {
        "first": [views[i.id] for i in first],
        "rest": [views[i.id] for i in rest],
        "rest_note": WORDS["more_indicators"].filled(count=len(rest)),
        "single_note": _single(len(history.indicators) - len(told), some=bool(told)),
        "lines": [_line(n, line.steps, by_id) for n, line in enumerate(lines)],
        "lines_note": WORDS["lines_note"].filled(all=len(history.lines), shown=len(lines)),
        "offices": [_office(o.name, o.tasks, by_id) for o in history.offices],
        "terms": [(t.term, [(t.shares[d], t.counts[d]) for d in by_id]) for t in history.terms],
    }


def _single(count: int, *, some: bool) -> Both | None:
    """What is said of the indicators that one document alone has; that there are none at all."""
    if count:
        return WORDS["single_indicators"].filled(count=count)
    return None if some else WORDS["no_indicators"]


def _spread(indicator: Indicator) -> int:
    return len({p.document for p in indicator.points if p.kind != "absent"})


# ---------------------------------------------------------------- indicators


def _indicator(number: int, indicator: Indicator, documents: Mapping[str, Document]) -> IndicatorView:
    rows = tuple(_rows(indicator, documents))
    better = {"up": WORDS["higher"], "down": WORDS["lower"]}.get(indicator.direction or "")
    return IndicatorView(
        anchor=f"i{number}",
        name=indicator.name,
        measure=WORDS[indicator.measure],
        unit=indicator.base_unit,
        better=better,
        chart=chart(indicator) if _spread(indicator) >= _CHARTED else None,
        rows=rows,
        multi=tuple(_cell(p, documents) for p in indicator.points if p.kind == "target" and p.horizon == "multi"),
    )


def _rows(indicator: Indicator, documents: Mapping[str, Document]) -> Iterator[Row]:
    """A row for each year that a document speaks of, in order: its target beside what a later one says was achieved."""
    years = {p.for_ for p in indicator.points if p.for_ and p.horizon != "multi"}
    years |= {str(y) for d in documents.values() if (y := year_of(d.head))}
    for year in sorted(years):
        target, achieved = indicator.of("target", year), indicator.of("achieved", year)
        absent = indicator.of("absent", year) is not None
        if target or achieved or absent:
            yield Row(
                year=year,
                target=_cell(target, documents) if target else None,
                absent=absent,
                strength=codes.STRENGTH[target.strength] if target and target.strength else None,
                achieved=_cell(achieved, documents) if achieved else None,
                difference=_difference(target, achieved) if target and achieved else None,
            )


def _cell(point: Point, documents: Mapping[str, Document]) -> Cell:
    clause = documents[point.document].by_id[point.clause or ""]
    return Cell(_value(point), point.quote or "", place(clause), point.document)


_COMPARATORS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": "", "~": "≈ ", "range": ""}


def _value(point: Point) -> Both:
    number = plain_number(point.value or 0.0)
    if point.value_high is not None:
        number = f"{number}–{plain_number(point.value_high)}"
    return alike(f"{_COMPARATORS[point.comparator or '=']}{number}{point.unit}")


def _difference(target: Point, achieved: Point) -> Both | None:
    """What was achieved less the target, in the base unit; whether a bound was kept, where the target is one."""
    if target.base_value is None or achieved.base_value is None:
        return None
    value, low, high = achieved.base_value, target.base_value, target.base_value_high
    delta = round(value - low, 6)
    sign = "+" if delta > 0 else "−" if delta < 0 else "±"
    said = alike(f"{sign}{plain_number(abs(delta))}")
    word: Both | None = None
    if high is not None:
        word = WORDS["within"] if low <= value <= high else WORDS["outside"]
    elif target.comparator in (">=", ">"):
        word = WORDS["met"] if value >= low else WORDS["missed"]
    elif target.comparator in ("<=", "<"):
        word = WORDS["met"] if value <= low else WORDS["missed"]
    return Both(f"{said.zh} {word.zh}", f"{said.en} {word.en}") if word else said


# ---------------------------------------------------------------- clauses and offices


def _line(number: int, steps: Sequence[Step], documents: Mapping[str, Document]) -> LineView:
    first = documents[steps[0].document].by_id[steps[0].clauses[0]]
    words = first.heading or first.content
    views = tuple(_step(before, step, documents) for before, step in zip((None, *steps), steps, strict=False))
    return LineView(
        anchor=f"l{number}",
        name=words if len(words) <= _FIRST_WORDS else words[: _FIRST_WORDS - 1] + "…",
        span=f"{steps[0].document}–{steps[-1].document}",
        signs=tuple((s.document, _SIGNS[s.event], EVENT[s.event]) for s in steps),
        steps=views,
    )


def _step(before: Step | None, step: Step, documents: Mapping[str, Document]) -> StepView:
    document = documents[step.document]
    clauses = [document.by_id[c] for c in step.clauses]
    where = "、".join(place(c) for c in clauses)
    pieces: tuple[tuple[str, str], ...] = tuple(("", c.text) for c in clauses)
    if step.edits and step.event not in ("kept", "moved"):
        pieces = tuple(_pieces(step.edits))
    elif step.event in ("kept", "moved") and before is not None:
        pieces = ()  # the words are those above
    return StepView(step.document, _SIGNS[step.event], EVENT[step.event], step.event, where, pieces)


def _pieces(edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    tags = {"equal": "", "delete": "del", "insert": "ins"}
    return ((tags[e.kind], e.new_text or e.text) for e in edits)


def _office(name: str, tasks: Sequence[Task], documents: Mapping[str, Document]) -> OfficeView:
    by_document: dict[str, list[tuple[str, Both, str]]] = defaultdict(list)
    for task in tasks:
        document = documents[task.document]
        clause = document.by_id[task.clause]
        words = " ".join(document.text[task.start : task.end].split())
        said = words if len(words) <= 60 else words[:59] + "…"
        by_document[document.head.id].append((place(clause), codes.ROLE[task.role], said))
    return OfficeView(name, tuple((d, tuple(of)) for d, of in by_document.items()))
