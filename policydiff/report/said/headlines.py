"""What is new, in a few sentences: the first thing that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from policydiff.model import Change, TargetChange, TargetStatus
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.clauses import is_topmost
from policydiff.report.said.model import ClauseList, Count, Headline, OfficeRow, Run, Sentence, TargetRow
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.signs import KINDS
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.both import SEMICOLON
from policydiff.wording.measures import value
from policydiff.wording.sentences import SENTENCES

# More than three of a kind in one sentence are no headline; the rest is a click away.
AT_ONCE = 3
HEADING_LENGTH, TASK_LENGTH = 34, 22

Filling = Sequence[tuple[Both, str, bool]]  # words, link, whether they are the document's


def sentence(key: str, **fill: Filling) -> Sentence:
    """A sentence of `wording.sentences` with its places filled in.

    >>> sentence("removed", clauses=[(alike("三（九）"), "#old-s3-i9", True)]).zh
    (Run(text='取消 ', href='', quoted=False), Run(text='三（九）', href='#old-s3-i9', quoted=True))
    """
    return Sentence(*(tuple(_runs(pattern, fill, i)) for i, pattern in enumerate(SENTENCES[key])))


def _runs(pattern: str, fill: Mapping[str, Filling], lang: int) -> Iterator[Run]:
    for text, name, _, _ in Formatter().parse(pattern):
        if text:
            yield Run(text)
        if name:
            yield from (Run(pair[lang], href, quoted) for pair, href, quoted in fill[name])


def _words(text: str | int) -> Filling:
    return [(alike(str(text)), "", False)]


def _list(items: Iterable[Filling], separator: Both, *, cut: bool = False) -> Filling:
    found: list[tuple[Both, str, bool]] = []
    for item in items:
        found += [(separator, "", False)] if found else []
        found += item
    return [*found, (SENTENCES["etc"], "", False)] if cut else found


def headlines(sides: Sides) -> tuple[Headline, ...]:
    """Added clauses, then targets, tasks that changed hands, dropped and moved clauses."""
    found = [*_added(sides), *_targets(sides), *_reassigned(sides), *_removed(sides), *_moved(sides)]
    return tuple(found) or (Headline("same", KINDS["same"][0], sentence("nothing")),)


def _clause(sides: Sides, side: Side, change: Change) -> Filling:
    first = side.clauses(change)[0]
    text = excerpt(first.heading, HEADING_LENGTH) if first.heading else excerpt(first.content, TASK_LENGTH)
    return [(alike(f"{side.place_above(first)} {text}"), f"#{sides.anchor(change)}", True)]


def _weight(side: Side, change: Change) -> tuple[int, int]:
    """What makes a new or dropped clause worth a headline: facts in it, a heading, length."""
    ids = {c.id for c in side.clauses(change)}
    facts = sum(t.clause in ids and t.kind == "target" for t in side.facts.targets)
    facts += len({r.start for r in side.facts.responsibilities if r.clause in ids})
    clauses = side.clauses(change)
    return facts + 2 * bool(clauses[0].heading), sum(len(c.text) for c in clauses)


def _chosen(sides: Sides, presence: str) -> tuple[Side, list[Change], int]:
    """The weightiest added or removed clauses, in the order of the text, and how many there are."""
    side = sides.new if presence == "added" else sides.old
    found = [c for c in sides.comparison.changes if c.presence == presence and is_topmost(side, c)]
    best = sorted(found, key=lambda c: _weight(side, c), reverse=True)[:AT_ONCE]
    return side, [c for c in found if c in best], len(found)


def _added(sides: Sides) -> Iterator[Headline]:
    side, chosen, count = _chosen(sides, "added")
    for change in chosen:
        offices = dict.fromkeys(r.office for r in side.facts.responsibilities if r.clause in change.new)
        clause = _clause(sides, side, change)
        filled = (
            sentence("added_by", clause=clause, offices=_words("、".join(offices)))
            if offices
            else sentence("added", clause=clause)
        )
        yield Headline("added", KINDS["added"][0], filled)
    if count > len(chosen):
        more = [(alike(str(count - len(chosen))), "#list-added", False)]
        yield Headline("added", KINDS["added"][0], sentence("added_more", more=more))


def _removed(sides: Sides) -> Iterator[Headline]:
    side, chosen, count = _chosen(sides, "removed")
    if chosen:
        clauses = _list((_clause(sides, side, c) for c in chosen), SEMICOLON, cut=count > len(chosen))
        yield Headline("removed", KINDS["removed"][0], sentence("removed", clauses=clauses))


def _moved(sides: Sides) -> Iterator[Headline]:
    moved = [c for c in sides.comparison.changes if c.place == "moved"]
    if moved:
        items = (
            [*_clause(sides, sides.new, c), (alike(f"（← {sides.old.place(c.old[0])}）"), "", False)]
            for c in moved[:AT_ONCE]
        )
        clauses = _list(items, SEMICOLON, cut=len(moved) > AT_ONCE)
        yield Headline("moved", KINDS["moved"][0], sentence("moved", clauses=clauses))


_TARGET_ORDER: tuple[TargetStatus, ...] = ("tightened", "loosened", "added", "removed", "changed")
_TARGET_KIND = {"added": "added", "removed": "removed"}


def _targets(sides: Sides) -> Iterator[Headline]:
    for status in _TARGET_ORDER:
        found = [c for c in sides.comparison.target_changes if c.status == status]
        if found:
            items = _list((_target(sides, c) for c in found[:AT_ONCE]), SEMICOLON, cut=len(found) > AT_ONCE)
            filled = sentence(f"targets_{status}", count=_words(len(found)), targets=items)
            sign = KINDS[status][0] if status in _TARGET_KIND else "△"
            yield Headline(_TARGET_KIND.get(status, "revised"), sign, filled)


def _target(sides: Sides, change: TargetChange) -> Filling:
    known = change.new or change.old
    assert known is not None  # noqa: S101 - a change has at least one side
    link = sides.new.target_link(known) if change.new else sides.old.target_link(known)
    values = [value(t) for t in (change.old, change.new) if t]
    shown = Both(" " + "\u00a0→ ".join(v.zh for v in values), " " + "\u00a0→ ".join(v.en for v in values))
    return [(alike(known.indicator), link, True), (shown, "", False)]


def _reassigned(sides: Sides) -> Iterator[Headline]:
    found = [c for c in sides.comparison.responsibility_changes if c.status == "reassigned" and c.old and c.new]
    if found:
        items: list[Filling] = []
        for c in found[:AT_ONCE]:
            assert c.old and c.new  # noqa: S101, PT018 - reassigned has both
            task = sides.new.document.text[c.new.task.start : c.new.task.end]
            text = excerpt(task or c.new.quote, TASK_LENGTH)
            items.append(
                [
                    (alike(text), sides.new.responsibility_link(c.new), True),
                    (alike(f" {c.old.office} → {c.new.office}"), "", False),
                ]
            )
        tasks = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("moved", KINDS["moved"][0], sentence("reassigned", count=_words(len(found)), tasks=tasks))


def counts(
    lists: Sequence[ClauseList], rows: Mapping[str, int], targets: Sequence[TargetRow], offices: Sequence[OfficeRow]
) -> tuple[Count, ...]:
    """The strip: clauses of each kind, as their lists count them, revised rows, targets and offices."""
    listed = {x.kind: x.count for x in lists}

    def clauses(kind: str) -> Count:
        href = f"#list-{kind}" if kind in listed else "#clauses"
        return Count("", *KINDS[kind], str(listed.get(kind, 0)), href, kind)

    revised = Count("revised", *KINDS["revised"], str(rows.get("revised", 0)), "#text", "revised")
    found = [clauses("added"), clauses("removed"), revised, clauses("moved"), clauses("reshaped")]
    for status in ("tightened", "loosened"):
        label = sentences.TARGETS_OF.filled(status=codes.TARGET_STATUS[status])
        found.append(Count("", "", label, str(sum(t.status == status for t in targets)), "#targets"))
    changed_offices = sum(bool(u.changes) for u in offices)
    found.append(Count("", "", sentences.OFFICES_AFFECTED, str(changed_offices), "#duties"))
    return tuple(found)
