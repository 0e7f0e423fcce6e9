"""Who is told to do what: in brackets, in labelled lines, in tables, and in sentences without any of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.facts.lexicon import either
from policydiff.facts.responsibilities.brackets import (
    LABELS,
    Assigned,
    Assignments,
    find_brackets,
    read_bracket,
)
from policydiff.facts.responsibilities.deadlines import LABELLED_LINE
from policydiff.facts.responsibilities.offices import OfficeNames
from policydiff.facts.responsibilities.sentences import told_in
from policydiff.facts.responsibilities.task_tables import task_rows
from policydiff.model import Clause, Document, Form, Note, Responsibility, Span
from policydiff.text.official.sentences import statements

# 责任单位：发展改革委 | 责任单位要落实
_LABELS = either(*LABELS.values())
_LABELLED = re.compile(rf"[\s　]*(?:{_LABELS})[：:]")
# 评选名师10名。责任科室：教师工作科 | （责任科室：
_LABELLED_BEHIND = re.compile(rf"(?<=[。；])[\s　]*(?P<label>(?:{_LABELS})[：:])")
# 列第一位者为牵头单位 | 第一牵头单位
_FIRST_STATED = re.compile(r"(?:列|排)(?:在|名|于)?(?:第一|首)位?[^，。；]{0,8}为牵头|第一个(?:单位|部门)为牵头")
_HEADING_STOP = re.compile(r"[。：:\s　]*")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A bracket, line or sentence that gives roles, with what was read in it."""

    clause: Clause
    quote: Span
    task: Span
    form: Form
    assignments: Assignments


def extract_responsibilities(
    document: Document, names: OfficeNames
) -> tuple[tuple[Responsibility, ...], tuple[Note, ...]]:
    """The responsibilities of a document in order, with notes on brackets that could not be read.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> first = "降低费率。（财政部、税务总局负责。列第一位者为牵头单位，下同）"
    >>> doc = parse(f"一、减负。{first}扩大范围。（民政部、财政部负责）", Head(id="x"))
    >>> for r in extract_responsibilities(doc, OfficeNames())[0]:
    ...     print(r.office, r.role, doc.text[r.task.start : r.task.end])
    财政部 lead 降低费率。
    税务总局 responsible 降低费率。
    民政部 lead 扩大范围。
    财政部 responsible 扩大范围。
    """
    statements = [*_in_brackets(document), *_in_lines(document), *_in_tables(document)]
    notes = tuple(_doubts(document, statements))
    ruled = list(_ruled(document, sorted(statements, key=lambda s: s.quote)))
    taken = [s.quote for s in statements]
    ruled += [(p, assigned, None) for p in _in_sentences(document, taken) for assigned in p.assignments.assigned]
    found = [_record(document, statement, assigned, rule, names) for statement, assigned, rule in ruled]
    return tuple(sorted(found, key=lambda r: (r.start, r.end))), notes


def _record(
    document: Document, statement: _Statement, assigned: Assigned, implied_by: Span | None, names: OfficeNames
) -> Responsibility:
    return Responsibility(
        clause=statement.clause.id,
        quote=document.text[statement.quote.start : statement.quote.end],
        start=statement.quote.start,
        end=statement.quote.end,
        office=assigned.office,
        office_key=names.normal(assigned.office),
        role=assigned.role,
        form=statement.form,
        task=statement.task,
        implied_by=implied_by,
    )


def _doubts(document: Document, statements: Sequence[_Statement]) -> Iterator[Note]:
    for statement in statements:
        if statement.assignments.doubt and not statement.assignments.assigned:
            quote = document.text[statement.quote.start : statement.quote.end]
            yield Note("responsibility-unread", statement.clause.id, (("quote", quote),))


# ---------------------------------------------------------------- rules for the whole document


def _ruled(document: Document, statements: Sequence[_Statement]) -> Iterator[tuple[_Statement, Assigned, Span | None]]:
    """Each office with the role that the document's rules give it, and the offices that they add."""
    leads_from = _first_leads(document, statements)
    added: list[tuple[Assigned, Span]] = []
    for statement in statements:
        listed = statement.assignments.assigned
        if not listed:
            added += statement.assignments.added
            continue
        may_lead = listed[0].role in ("responsible", "shared") and not any(p.role == "lead" for p in listed)
        if statement.quote.end >= leads_from and may_lead:
            listed = [replace(listed[0], role="lead"), *listed[1:]]
        yield from ((statement, assigned, None) for assigned in listed)
        named = {p.office for p in listed}
        yield from ((statement, assigned, rule) for assigned, rule in added if assigned.office not in named)
        added += statement.assignments.added


def _first_leads(document: Document, statements: Sequence[_Statement]) -> float:
    """From where on the first office of a bracket leads: a rule in a bracket or in running text."""
    inside = [p.quote.start for p in statements if p.assignments.first_leads]
    stated = _FIRST_STATED.search(document.text)
    return min([*inside, *([stated.start()] if stated else [])], default=float("inf"))


# ---------------------------------------------------------------- brackets and labelled lines


def _in_brackets(document: Document) -> Iterator[_Statement]:
    text, leads = document.text, False
    for number, clause in enumerate(document.clauses):
        task_start = _behind_heading(clause)
        for span in find_brackets(text, clause.body, clause.end):
            assignments = read_bracket(text, span.start + 1, span.end - 1, first_leads=leads)
            leads = leads or assignments.first_leads is not None
            if not (assignments.assigned or assignments.added or assignments.first_leads or assignments.doubt):
                continue
            task = Span(task_start, span.start)
            if not text[task.start : task.end].strip() and clause.body < task_start <= span.start:
                task = Span(clause.body, span.start)  # nothing but the heading says what is to be done
            if not text[task.start : task.end].strip() and number and task_start <= clause.body:
                before = document.clauses[number - 1]  # the bracket has a line of its own
                task = Span(_behind_heading(before), before.end)
            yield _Statement(clause, span, task, "bracket", assignments)
            task_start = span.end if assignments.assigned else task_start


def _behind_heading(clause: Clause) -> int:
    start = clause.body
    if clause.heading and clause.content.lstrip().startswith(clause.heading):
        behind = clause.text.index(clause.heading, start - clause.start) + len(clause.heading)
        stop = _HEADING_STOP.match(clause.text, behind)
        end = stop.end() if stop else behind
        if end < len(clause.text):
            start = clause.start + end
    return start


def _in_lines(document: Document) -> Iterator[_Statement]:
    """责任单位：A、B on a line of its own, below what is to be done."""
    for number, clause in enumerate(document.clauses):
        if not _LABELLED.match(clause.text, clause.body - clause.start):
            yield from _behind_task(document, clause)
            continue
        assignments = read_bracket(document.text, clause.body, clause.end)
        above = (c for c in reversed(document.clauses[:number]) if not LABELLED_LINE.match(c.content))
        before = next(above, clause)
        if assignments.assigned:
            task = Span(_behind_heading(before), before.end)
            yield _Statement(clause, Span(clause.start, clause.end), task, "sentence", assignments)


def _behind_task(document: Document, clause: Clause) -> Iterator[_Statement]:
    """What is to be done, and behind its full stop 责任单位：A、B, in one paragraph."""
    found = _LABELLED_BEHIND.search(document.text, clause.body, clause.end)
    inside = found and any(
        b.start < found.start() < b.end for b in find_brackets(document.text, clause.body, clause.end)
    )
    if found and not inside:
        quote = Span(found.start("label"), clause.end)
        assignments = read_bracket(document.text, quote.start, quote.end)
        if assignments.assigned:
            yield _Statement(clause, quote, Span(_behind_heading(clause), found.start()), "sentence", assignments)


def _in_tables(document: Document) -> Iterator[_Statement]:
    for row in task_rows(document):
        yield _Statement(row.clause, row.quote, row.task, "table", row.assignments)


# ---------------------------------------------------------------- sentences


def _in_sentences(document: Document, taken: Sequence[Span]) -> Iterator[_Statement]:
    starts = sorted(s.start for s in taken)
    ends = dict.fromkeys(starts, 0) | {s.start: s.end for s in taken}
    for clause in document.clauses:
        if clause.kind in ("title", "number", "salutation", "signature", "date", "row"):
            continue
        for sentence in statements(document.text, clause.body, clause.end):
            for told in told_in(document.text, sentence):
                at = bisect_right(starts, told.quote.start) - 1
                if at < 0 or ends[starts[at]] <= told.quote.start:
                    yield _Statement(clause, told.quote, told.task, "sentence", Assignments(list(told.assigned)))
