"""Who is told to do what: in brackets, in labelled lines, in tables, and in sentences without any of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.facts.responsibilities.brackets import (
    LABELS,
    Assigned,
    Assignments,
    find_brackets,
    read_bracket,
    split_offices,
)
from policydiff.facts.responsibilities.offices import OfficeNames, looks_like_office
from policydiff.facts.responsibilities.task_tables import task_rows
from policydiff.model import Clause, Document, Form, Note, Responsibility, Role, Span
from policydiff.text.official.sentences import statements as statements_of

# 责任单位：发展改革委 | 责任单位要落实
_LABELLED = re.compile(rf"[\s　]*(?:{'|'.join(n for ns in LABELS.values() for n in ns.split())})[：:]")
# 列第一位者为牵头单位 | 第一牵头单位
_FIRST_STATED = re.compile(r"(?:列|排)(?:在|名|于)?(?:第一|首)位?[^，。；]{0,8}为牵头|第一个(?:单位|部门)为牵头")
_HEADING_STOP = re.compile(r"[。：:\s　]*")
# A list of offices and what they are told: 由铁道部、交通部负责运输 | 由此
_OFFICES = r"(?P<units>[\u4e00-\u9fff“”（）()、]{2,80}?)"
_MUST = r"(?:要|应当?|须|必须|将)"
_SENTENCE_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"牵头(?!人|单位|部门|的)"),
    ("shared", r"按照?(?:各自)?职(?:责|能)(?:分工)?[，,]?(?:分别)?负责"),
    ("responsible", r"(?:具体|统一|全面)?负责(?!任|人|的|制|同志)"),
    ("participate", rf"{_MUST}(?:积极)?(?:配合|协助|参与)(?!度|者|的|率)"),
)  # fmt: skip
_ROLE_WORDS = "|".join(f"(?P<{role}>{words})" for role, words in _SENTENCE_ROLES)
# 由铁道部、交通部负责应急粮食的运输 | 党委负责制
_BY = re.compile(rf"(?:由|请){_OFFICES}(?:{_ROLE_WORDS})")
_SUBJECT = re.compile(rf"[\s　]*{_OFFICES}{_MUST}?(?:共同)?(?:{_ROLE_WORDS})")
# 教育部会同有关部门制定办法 | 会同
_JOINTLY = re.compile(
    rf"[\s　]*(?:由|请)?{_OFFICES}{_MUST}?会同(?P<others>[\u4e00-\u9fff（）()、]{{2,60}}?)"
    r"(?=负责|牵头|制[订定]|编制|研究|组织|开展|建立|加强|做好|出台|推进|对|及时|审核|根据|按照?|定期|依法|适时|完善|抓紧|提出|组建|共同|联合|[，。；]|$)"
)
# 引导全社会参与: a verb where an office should stand.
_NO_SUBJECT = re.compile(
    r"^(?:引导|鼓励|营造|带动|支持|推动|调动|吸引|动员|形成|强化|组织(?!部)|加强|发挥|要求|督促|指导|协调|明确|建立|完善|健全|坚持|参照|通过|依托"
    r"|围绕|按照|根据|把|使|让|为|在|与|并|以|从|全|各项|多方|社会|广大)|社会$|企业$|群众$|要|由|对(?!外)|把|将"
)


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
        if statement.quote.end >= leads_from and not any(p.role == "lead" for p in listed):
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
            continue
        assignments = read_bracket(document.text, clause.body, clause.end)
        before = document.clauses[number - 1] if number else clause
        if assignments.assigned:
            task = Span(_behind_heading(before), before.end)
            yield _Statement(clause, Span(clause.start, clause.end), task, "sentence", assignments)


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
        for sentence in statements_of(document.text, clause.body, clause.end):
            for statement in _sentence(document.text, clause, sentence):
                at = bisect_right(starts, statement.quote.start) - 1
                if at < 0 or ends[starts[at]] <= statement.quote.start:
                    yield statement


def _sentence(text: str, clause: Clause, sentence: Span) -> Iterator[_Statement]:
    begins = [sentence.start, *(i + 1 for i in range(sentence.start, sentence.end) if text[i] in "，：")]
    found = [(_JOINTLY.match(text, at, sentence.end) or _SUBJECT.match(text, at, sentence.end)) for at in begins]
    found.append(_BY.search(text, sentence.start, sentence.end))
    seen: set[int] = set()
    for match in found:
        listed = _subjects(text, match) if match else []
        if match and listed and listed[0].start not in seen:
            seen.add(listed[0].start)
            quote, task = Span(listed[0].start, match.end()), Span(match.end(), sentence.end)
            yield _Statement(clause, quote, task, "sentence", Assignments(listed))


def _subjects(text: str, match: re.Match[str]) -> list[Assigned]:
    """The offices that a sentence names; none where one of the words is no office's name."""
    units = split_offices(text, *match.span("units"))
    if not units or not all(looks_like_office(u) and not _NO_SUBJECT.search(u) for u, _, _ in units):
        return []
    role: Role = match.lastgroup if match.re is not _JOINTLY else "responsible"  # type: ignore[assignment]
    listed = [Assigned(u, a, b, role) for u, a, b in units]
    if match.re is _JOINTLY:
        others = split_offices(text, *match.span("others"))
        listed += [
            Assigned(u, a, b, "participate" if "有关" in u or "相关" in u else role)
            for u, a, b in others
            if looks_like_office(u) or "有关" in u
        ]
    return listed
