"""What is new, in a few sentences: the first thing that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from policydiff.model import Change, TargetChange, TargetStatus
from policydiff.report.context import ClauseList, Headline, Number, Run, Sentence, TargetRow, UnitRow
from policydiff.report.findings import is_topmost
from policydiff.report.index import Index, Side
from policydiff.report.places import excerpt
from policydiff.report.signs import KINDS
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


def headlines(index: Index) -> tuple[Headline, ...]:
    """Added clauses, then targets, tasks that changed hands, dropped and moved clauses."""
    found = [*_added(index), *_targets(index), *_reassigned(index), *_removed(index), *_moved(index)]
    return tuple(found) or (Headline("same", KINDS["same"][0], sentence("nothing")),)


def _clause(index: Index, side: Side, change: Change) -> Filling:
    first = side.clauses(change)[0]
    text = excerpt(first.heading, HEADING_LENGTH) if first.heading else excerpt(first.content, TASK_LENGTH)
    return [(alike(f"{side.place_above(first)} {text}"), f"#{index.anchor(change)}", True)]


def _weight(side: Side, change: Change) -> tuple[int, int]:
    """What makes a new or dropped clause worth a headline: facts in it, a heading, length."""
    ids = {c.id for c in side.clauses(change)}
    facts = sum(t.clause in ids and t.kind == "target" for t in side.facts.targets)
    facts += len({r.start for r in side.facts.responsibilities if r.clause in ids})
    clauses = side.clauses(change)
    return facts + 2 * bool(clauses[0].heading), sum(len(c.text) for c in clauses)


def _chosen(index: Index, presence: str) -> tuple[Side, list[Change], int]:
    """The weightiest added or removed clauses, in the order of the text, and how many there are."""
    side = index.new if presence == "added" else index.old
    found = [c for c in index.comparison.changes if c.presence == presence and is_topmost(side, c)]
    best = sorted(found, key=lambda c: _weight(side, c), reverse=True)[:AT_ONCE]
    return side, [c for c in found if c in best], len(found)


def _added(index: Index) -> Iterator[Headline]:
    side, chosen, count = _chosen(index, "added")
    for change in chosen:
        units = dict.fromkeys(r.office for r in side.facts.responsibilities if r.clause in change.new)
        clause = _clause(index, side, change)
        filled = (
            sentence("added_by", clause=clause, units=_words("、".join(units)))
            if units
            else sentence("added", clause=clause)
        )
        yield Headline("added", KINDS["added"][0], filled)
    if count > len(chosen):
        more = [(alike(str(count - len(chosen))), "#list-added", False)]
        yield Headline("added", KINDS["added"][0], sentence("added_more", more=more))


def _removed(index: Index) -> Iterator[Headline]:
    side, chosen, count = _chosen(index, "removed")
    if chosen:
        clauses = _list((_clause(index, side, c) for c in chosen), SEMICOLON, cut=count > len(chosen))
        yield Headline("removed", KINDS["removed"][0], sentence("removed", clauses=clauses))


def _moved(index: Index) -> Iterator[Headline]:
    moved = [c for c in index.comparison.changes if c.place == "moved"]
    if moved:
        items = (
            [*_clause(index, index.new, c), (alike(f"（← {index.old.place(c.old[0])}）"), "", False)]
            for c in moved[:AT_ONCE]
        )
        clauses = _list(items, SEMICOLON, cut=len(moved) > AT_ONCE)
        yield Headline("moved", KINDS["moved"][0], sentence("moved", clauses=clauses))


_TARGET_ORDER: tuple[TargetStatus, ...] = ("tightened", "loosened", "added", "removed", "changed")
_TARGET_KIND = {"added": "added", "removed": "removed"}


def _targets(index: Index) -> Iterator[Headline]:
    for status in _TARGET_ORDER:
        found = [c for c in index.comparison.target_changes if c.status == status]
        if found:
            items = _list((_target(index, c) for c in found[:AT_ONCE]), SEMICOLON, cut=len(found) > AT_ONCE)
            filled = sentence(f"targets_{status}", count=_words(len(found)), targets=items)
            sign = KINDS[status][0] if status in _TARGET_KIND else "△"
            yield Headline(_TARGET_KIND.get(status, "revised"), sign, filled)


def _target(index: Index, change: TargetChange) -> Filling:
    known = change.new or change.old
    assert known is not None  # noqa: S101 - a change has at least one side
    link = index.new.target_link(known) if change.new else index.old.target_link(known)
    values = [value(t) for t in (change.old, change.new) if t]
    shown = Both(" " + "\u00a0→ ".join(v.zh for v in values), " " + "\u00a0→ ".join(v.en for v in values))
    return [(alike(known.indicator), link, True), (shown, "", False)]


def _reassigned(index: Index) -> Iterator[Headline]:
    found = [c for c in index.comparison.responsibility_changes if c.status == "reassigned" and c.old and c.new]
    if found:
        items: list[Filling] = []
        for c in found[:AT_ONCE]:
            assert c.old and c.new  # noqa: S101, PT018 - reassigned has both
            task = index.new.document.text[c.new.task.start : c.new.task.end]
            text = excerpt(task or c.new.quote, TASK_LENGTH)
            items.append(
                [
                    (alike(text), index.new.duty_link(c.new), True),
                    (alike(f" {c.old.office} → {c.new.office}"), "", False),
                ]
            )
        tasks = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("moved", KINDS["moved"][0], sentence("reassigned", count=_words(len(found)), tasks=tasks))


def numbers(
    lists: Sequence[ClauseList], counts: Mapping[str, int], targets: Sequence[TargetRow], units: Sequence[UnitRow]
) -> tuple[Number, ...]:
    """The strip: clauses of each kind, as their lists count them, revised rows, targets and units."""
    listed = {x.kind: x.count for x in lists}

    def clauses(kind: str) -> Number:
        href = f"#list-{kind}" if kind in listed else "#clauses"
        return Number("", *KINDS[kind], str(listed.get(kind, 0)), href, kind)

    revised = Number("revised", *KINDS["revised"], str(counts.get("revised", 0)), "#text", "revised")
    found = [clauses("added"), clauses("removed"), revised, clauses("moved"), clauses("reshaped")]
    for status in ("tightened", "loosened"):
        label = sentences.TARGETS_OF.filled(status=codes.TARGET_STATUS[status])
        found.append(Number("", "", label, str(sum(t.status == status for t in targets)), "#targets"))
    changed_units = sum(bool(u.changes) for u in units)
    found.append(Number("", "", sentences.OFFICES_AFFECTED, str(changed_units), "#duties"))
    return tuple(found)
