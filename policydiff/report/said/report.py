"""A comparison → everything that the report shows, in the order of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from policydiff.model import Comparison, Document, Note, Repair
from policydiff.overrides import file_name
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.clauses import clause_lists
from policydiff.report.said.figures import figure_rows
from policydiff.report.said.filling import sentence
from policydiff.report.said.headlines import counts, digest, headlines, not_counted, renamed
from policydiff.report.said.model import DocumentCard, NoteLine, RepairLine, Repairs, Report, RuleRepairs, SourceLine
from policydiff.report.said.offices import number_offices, office_rows
from policydiff.report.said.side_by_side import full_text
from policydiff.report.said.sides import Side, Sides, sides_of
from policydiff.report.said.signs import NOT_COMPARED, STATUS_ORDER
from policydiff.report.said.targets import changed, key_rows, qualitative_rows, target_rows
from policydiff.report.said.terms import phrase_rows, term_rows
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.notes import doubt, standing

# So many different repairs of one rule are listed: a mirror copy has some hundred. repairs.jsonl has them all.
REPAIRS_SHOWN = 600
REPAIR_LENGTH = 60


def say(comparison: Comparison) -> Report:
    """Everything that the template may use."""
    sides = sides_of(comparison)
    offices = number_offices(sides)
    rows = target_rows(sides)
    target_changes, targets_kept = changed(rows)
    office_table = office_rows(sides, offices)
    text = full_text(sides, offices, rows)
    old, new = comparison.old, comparison.new
    lists = clause_lists(sides)
    doubts, left_out = _notes(sides)
    news = headlines(sides)
    fill = {"old": [(alike(old.head.id), "", False)], "new": [(alike(new.head.id), "", False)]}
    subject = new.head.series or new.head.title or old.head.title or ""
    return Report(
        title=sentences.TITLE.filled(old=old.head.id, new=new.head.id, subject=f" · {subject}" if subject else ""),
        subject=subject,
        heading=sentence("title", **fill),
        file=file_name(old.head.id, new.head.id),
        old=_card("old", old),
        new=_card("new", new),
        headlines=news,
        digest=digest(sides, news),
        key=key_rows(sides, rows),
        phrases=phrase_rows(sides),
        figures=figure_rows(sides),
        counts=counts(lists, {c.value: c.count for c in text.kinds}, rows, office_table),
        not_counted=not_counted(sides),
        targets=tuple(target_changes),
        targets_kept=tuple(targets_kept),
        targets_note=_counted(Counter(r.status for r in rows if not r.beside)),
        qualitative=qualitative_rows(sides),
        renamings=tuple(renamed(sides)),
        offices=tuple(u for u in office_table if u.changes),
        offices_kept=tuple(u for u in office_table if not u.changes),
        lists=lists,
        terms=term_rows(sides),
        text=text,
        repairs=tuple(_repairs(d) for d in (old, new)),
        doubts=tuple(doubts),
        left_out=tuple(left_out),
    )


def _counted(counts: Counter[str]) -> Both:
    """收紧 3，新增 2: the statuses that occur, with how often."""
    found = [(codes.TARGET_STATUS[s], counts[s]) for s in STATUS_ORDER if counts[s]]
    return Both("，".join(f"{w[0]} {n}" for w, n in found), ", ".join(f"{n} {w[1]}" for w, n in found))


def _card(side: str, document: Document) -> DocumentCard:
    head = document.head
    characters = sum(not c.isspace() for c in document.text)
    clauses, repairs = len(document.clauses), sum(r.count for r in document.repairs)
    return DocumentCard(
        side=side,
        id=head.id,
        title=head.title or "",
        number=head.doc_number or "",
        issuer=head.issuer or "",
        issued=head.issued or "",
        status=head.status,
        status_word=codes.STATUS[head.status],
        sources=tuple(
            # A name from a file is shown; only a plain web address becomes a link.
            SourceLine(s.name, s.name if s.name.startswith(("https://", "http://")) else "", s.retrieved or "")
            for s in head.sources
        ),
        size=sentences.SIZE.filled(characters=characters, clauses=clauses),
        repaired=sentences.REPAIRED.filled(count=repairs) if repairs else alike(""),
        sha256=sha256(document.text.encode()).hexdigest(),
        standing=standing(head),
    )


def _repairs(document: Document) -> Repairs:
    by_rule: dict[str, list[Repair]] = {}
    for repair in document.repairs:
        # furniture-source-line and its like: what is no part of the document
        name = "furniture" if repair.rule.startswith("furniture") else repair.rule
        by_rule.setdefault(name, []).append(repair)
    count = sum(r.count for r in document.repairs)
    return Repairs(document.head.id, count, tuple(_rule(r, found) for r, found in by_rule.items()))


def _rule(rule: str, repairs: Sequence[Repair]) -> RuleRepairs:
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for repair in repairs:
        counts[repair.before, repair.after] += repair.count
        first.setdefault((repair.before, repair.after), repair.start)
    listed = tuple(
        RepairLine(excerpt(before, REPAIR_LENGTH), excerpt(after, REPAIR_LENGTH), first[before, after], count)
        for (before, after), count in counts.items()
        if before or after  # one entry for many places names none of them
    )
    shown = listed[:REPAIRS_SHOWN]
    return RuleRepairs(rule, codes.rule(rule), counts.total(), shown, len(listed) - len(shown))


def _notes(sides: Sides) -> tuple[list[NoteLine], list[NoteLine]]:
    """The doubts, and apart from them what was not compared."""
    comparison = sides.comparison
    found: dict[tuple[str | None, Note], NoteLine] = {}
    by_name = {"old": sides.old, "new": sides.new}
    for name, note in comparison.all_notes:
        found.setdefault((name, note), _note(note, by_name.get(name or ""), sides))
    doubts = [line for (_, note), line in found.items() if note.code not in NOT_COMPARED]
    left_out = [line for (_, note), line in found.items() if note.code in NOT_COMPARED]
    return doubts, [*left_out, *_left_out(comparison)]


def _note(note: Note, side: Side | None, sides: Sides) -> NoteLine:
    home = side or next((s for s in (sides.new, sides.old) if note.clause in s.clause_anchors), None)
    place = href = ""
    if home and note.clause and note.clause in home.clause_anchors:
        place, href = home.place(note.clause), home.link(note.clause)
    return NoteLine(
        side=side.document.head.id if side else "",
        place=place or note.clause or "",
        href=href,
        message=doubt(note),
    )


def _left_out(comparison: Comparison) -> Iterator[NoteLine]:
    achieved = {
        "old": sum(t.kind == "achieved" for t in comparison.old_facts.targets),
        "new": sum(t.kind == "achieved" for t in comparison.new_facts.targets),
    }
    if any(achieved.values()):
        yield NoteLine("", "", "", sentences.NOT_COMPARED["achieved"].filled(**achieved))
