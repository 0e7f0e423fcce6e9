"""Who is told to do what: in brackets, in labelled lines, in tables, and in sentences without any of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.facts.brackets import LABELS, Part, Reading, find_brackets, read_bracket, split_units
from policydiff.facts.tables import task_rows
from policydiff.facts.units import UnitNames, looks_like_office
from policydiff.model import Clause, Document, Form, Note, Responsibility, Role, Span

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
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")


@dataclass(frozen=True, slots=True)
class _Place:
    """A bracket, line or sentence that gives roles, with what was read in it."""

    clause: Clause
    quote: Span
    task: Span
    form: Form
    reading: Reading


def extract_responsibilities(
    document: Document, names: UnitNames
) -> tuple[tuple[Responsibility, ...], tuple[Note, ...]]:
    """The responsibilities of a document in order, with notes on brackets that could not be read.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> first = "降低费率。（财政部、税务总局负责。列第一位者为牵头单位，下同）"
    >>> doc = parse(f"一、减负。{first}扩大范围。（民政部、财政部负责）", Head(id="x"))
    >>> for r in extract_responsibilities(doc, UnitNames())[0]:
    ...     print(r.office, r.role, doc.text[r.task.start : r.task.end])
    财政部 lead 降低费率。
    税务总局 responsible 降低费率。
    民政部 lead 扩大范围。
    财政部 responsible 扩大范围。
    """
    places = [*_in_brackets(document), *_in_lines(document), *_in_tables(document)]
    notes = tuple(_doubts(document, places))
    ruled = list(_ruled(document, sorted(places, key=lambda p: p.quote)))
    taken = [p.quote for p in places]
    ruled += [(p, part, None) for p in _in_sentences(document, taken) for part in p.reading.parts]
    found = [_record(document, place, part, rule, names) for place, part, rule in ruled]
    return tuple(sorted(found, key=lambda r: (r.start, r.end))), notes


def _record(document: Document, place: _Place, part: Part, implied_by: Span | None, names: UnitNames) -> Responsibility:
    return Responsibility(
        clause=place.clause.id,
        quote=document.text[place.quote.start : place.quote.end],
        start=place.quote.start,
        end=place.quote.end,
        office=part.unit,
        office_key=names.normal(part.unit),
        role=part.role,
        form=place.form,
        task=place.task,
        implied_by=implied_by,
    )


def _doubts(document: Document, places: Sequence[_Place]) -> Iterator[Note]:
    for place in places:
        if place.reading.doubt and not place.reading.parts:
            quote = document.text[place.quote.start : place.quote.end]
            yield Note("responsibility-unread", place.clause.id, (("quote", quote),))


# ---------------------------------------------------------------- rules for the whole document


def _ruled(document: Document, places: Sequence[_Place]) -> Iterator[tuple[_Place, Part, Span | None]]:
    """Each part with the role that the document's rules give it, and the parts that they add."""
    leads_from = _first_leads(document, places)
    added: list[tuple[Part, Span]] = []
    for place in places:
        parts = place.reading.parts
        if not parts:
            added += place.reading.added
            continue
        if place.quote.end >= leads_from and not any(p.role == "lead" for p in parts):
            parts = [replace(parts[0], role="lead"), *parts[1:]]
        yield from ((place, part, None) for part in parts)
        named = {p.unit for p in parts}
        yield from ((place, part, rule) for part, rule in added if part.unit not in named)
        added += place.reading.added


def _first_leads(document: Document, places: Sequence[_Place]) -> float:
    """From where on the first unit of a bracket leads: a rule in a bracket or in running text."""
    inside = [p.quote.start for p in places if p.reading.first_leads]
    stated = _FIRST_STATED.search(document.text)
    return min([*inside, *([stated.start()] if stated else [])], default=float("inf"))


# ---------------------------------------------------------------- brackets and labelled lines


def _in_brackets(document: Document) -> Iterator[_Place]:
    text, leads = document.text, False
    for number, clause in enumerate(document.clauses):
        task_start = _behind_heading(clause)
        for span in find_brackets(text, clause.body, clause.end):
            reading = read_bracket(text, span.start + 1, span.end - 1, first_leads=leads)
            leads = leads or reading.first_leads is not None
            if not (reading.parts or reading.added or reading.first_leads or reading.doubt):
                continue
            task = Span(task_start, span.start)
            if not text[task.start : task.end].strip() and number and task_start <= clause.body:
                before = document.clauses[number - 1]  # the bracket has a line of its own
                task = Span(_behind_heading(before), before.end)
            yield _Place(clause, span, task, "bracket", reading)
            task_start = span.end if reading.parts else task_start


def _behind_heading(clause: Clause) -> int:
    start = clause.body
    if clause.heading and clause.content.lstrip().startswith(clause.heading):
        behind = clause.text.index(clause.heading, start - clause.start) + len(clause.heading)
        stop = _HEADING_STOP.match(clause.text, behind)
        end = stop.end() if stop else behind
        if end < len(clause.text):
            start = clause.start + end
    return start


def _in_lines(document: Document) -> Iterator[_Place]:
    """责任单位：A、B on a line of its own, below what is to be done."""
    for number, clause in enumerate(document.clauses):
        if not _LABELLED.match(clause.text, clause.body - clause.start):
            continue
        reading = read_bracket(document.text, clause.body, clause.end)
        before = document.clauses[number - 1] if number else clause
        if reading.parts:
            task = Span(_behind_heading(before), before.end)
            yield _Place(clause, Span(clause.start, clause.end), task, "sentence", reading)


def _in_tables(document: Document) -> Iterator[_Place]:
    for row in task_rows(document):
        yield _Place(row.clause, row.quote, row.task, "table", row.reading)


# ---------------------------------------------------------------- sentences


def _in_sentences(document: Document, taken: Sequence[Span]) -> Iterator[_Place]:
    starts = sorted(s.start for s in taken)
    ends = dict.fromkeys(starts, 0) | {s.start: s.end for s in taken}
    for clause in document.clauses:
        if clause.kind in ("title", "number", "salutation", "signature", "date", "row"):
            continue
        for sentence in _SENTENCE.finditer(document.text, clause.body, clause.end):
            for place in _sentence(document.text, clause, Span(*sentence.span())):
                at = bisect_right(starts, place.quote.start) - 1
                if at < 0 or ends[starts[at]] <= place.quote.start:
                    yield place


def _sentence(text: str, clause: Clause, sentence: Span) -> Iterator[_Place]:
    begins = [sentence.start, *(i + 1 for i in range(sentence.start, sentence.end) if text[i] in "，：")]
    found = [(_JOINTLY.match(text, at, sentence.end) or _SUBJECT.match(text, at, sentence.end)) for at in begins]
    found.append(_BY.search(text, sentence.start, sentence.end))
    seen: set[int] = set()
    for match in found:
        parts = _subjects(text, match) if match else []
        if match and parts and parts[0].start not in seen:
            seen.add(parts[0].start)
            quote, task = Span(parts[0].start, match.end()), Span(match.end(), sentence.end)
            yield _Place(clause, quote, task, "sentence", Reading(parts))


def _subjects(text: str, match: re.Match[str]) -> list[Part]:
    """The offices that a sentence names; none where one of the words is no office's name."""
    units = split_units(text, *match.span("units"))
    if not units or not all(looks_like_office(u) and not _NO_SUBJECT.search(u) for u, _, _ in units):
        return []
    role: Role = match.lastgroup if match.re is not _JOINTLY else "responsible"  # type: ignore[assignment]
    parts = [Part(u, a, b, role) for u, a, b in units]
    if match.re is _JOINTLY:
        others = split_units(text, *match.span("others"))
        parts += [
            Part(u, a, b, "participate" if "有关" in u or "相关" in u else role)
            for u, a, b in others
            if looks_like_office(u) or "有关" in u
        ]
    return parts
