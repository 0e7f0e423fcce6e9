"""What is new, in a few sentences: the first thing that a reader sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from policydiff.model import Change, ResponsibilityChange, TargetChange, TargetStatus
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.clauses import counted, home, kept_at, parts, topmost
from policydiff.report.said.filling import (
    AT_ONCE,
    TASK_LENGTH,
    Filling,
    bracketed,
    clause_link,
    listed,
    part_name,
    sentence,
    worded,
)
from policydiff.report.said.headings import elsewhere
from policydiff.report.said.model import ClauseList, Count, Headline, OfficeRow, Run, Sentence, TargetRow
from policydiff.report.said.moves import crossed, moved
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.signs import KINDS
from policydiff.report.said.weight import CLAUSE, PARAGRAPH, TASK, facets, is_division, is_task, kinds_of, rank
from policydiff.text.replaced import Replaced, replacements
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.both import LIST_COMMA, SEMICOLON, joined
from policydiff.wording.measures import plain_spaces, value
from policydiff.wording.notes import doubt

PHRASES_AT_ONCE = 6


def headlines(sides: Sides) -> tuple[Headline, ...]:
    """What matters first: tasks that changed their place, came or went; then targets; then clauses and paragraphs."""
    changes = [c for c in sides.comparison.changes if c.old and c.new and not rank(sides.new, c)[0]]
    names = replacements(c.edits for c in changes)
    found = [
        *_first(sides),
        *moved(sides, TASK),
        *_tasks(sides, "added"),
        *_tasks(sides, "removed"),
        *_divided(sides),
        *_headings(sides),
        *_targets(sides),
        *_figures(sides),
        *renamed(sides),
        *_replaced(sides, names, changes),
        *_reassigned(sides, names),
        *crossed(sides),
        *moved(sides, PARAGRAPH, of_laws=True),
        *_clauses(sides, CLAUSE),
        *moved(sides, CLAUSE),
        *_reworded(sides),
        *_clauses(sides, PARAGRAPH),
        *_phrases(sides),
        *_review(sides),
    ]
    # Where much else changed, that a paragraph of a report stands elsewhere is left to its list.
    return tuple(found) or tuple(moved(sides, PARAGRAPH)) or (_nothing(sides),)


# Notes that stand before all that is claimed, so that it is read as they say.
TOLD_FIRST = ("little-in-common",)


def _first(sides: Sides) -> Iterator[Headline]:
    """That the two are hardly one document, since all that follows would be read as change."""
    for note in sides.comparison.notes:
        if note.code in TOLD_FIRST:
            said = doubt(note)
            yield Headline("doubt", "!", Sentence((Run(said.zh),), (Run(said.en),)))


def digest(sides: Sides, news: Sequence[Headline]) -> Both:
    """The headlines as one paragraph, to copy."""
    ids = (sides.old.document.head.id, sides.new.document.head.id)
    said = [
        Both(*("".join(run.text for run in runs).rstrip("。.") for runs in (h.sentence.zh, h.sentence.en)))
        for h in news
    ]
    return plain_spaces(sentences.DIGEST.filled(old=ids[0], new=ids[1], claims=joined(said, SEMICOLON)))


def _reworded(sides: Sides) -> Iterator[Headline]:
    """Clauses that were reworded, and those that became several or one: those with the most new words first."""
    for kind in ("reshaped", "revised"):
        found = [c for c in counted(sides, kind) if not (rank(sides.new, c)[0] or is_division(sides, c))]
        if found:
            best = sorted(found, key=lambda c: -sum(len(e.text) for e in c.edits if e.kind != "equal"))[:AT_ONCE]
            items = (clause_link(sides, sides.new, c) for c in best)
            if kind == "reshaped":
                items = ([*clause_link(sides, sides.new, c), bracketed(parts(sides, c))] for c in best)
            clauses = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
            yield Headline(kind, KINDS[kind][0], sentence(kind, count=worded(len(found)), clauses=clauses))


def _figures(sides: Sides) -> Iterator[Headline]:
    """Numbers of the rules: what has both versions first."""
    found = sorted(sides.comparison.figures, key=lambda f: not (f.old and f.new))
    if found:
        items: list[Filling] = []
        for f in found[:AT_ONCE]:
            side, at = (sides.new, f.new) if f.new else (sides.old, f.old)
            assert at is not None  # noqa: S101 - a change has at least one side
            quotes = alike(" " + " → ".join(q.quote if q else "—" for q in (f.old, f.new)))
            kind = joined([alike(" "), codes.FIGURE_KIND[f.kind]], alike(""))
            place = (alike(side.place(at.clause)), side.link(at.clause), True)
            items.append([place, (kind, "", False), (quotes, "", True)])
        figures = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("revised", KINDS["revised"][0], sentence("figures", count=worded(len(found)), figures=figures))


def _phrases(sides: Sides) -> Iterator[Headline]:
    found = [p for p in sides.comparison.phrases if p.clause not in sides.new.review]
    if found:
        items: list[Filling] = [
            [(alike(f"“{p.phrase}”"), sides.new.link(p.clause), True)] for p in found[:PHRASES_AT_ONCE]
        ]
        phrases = listed(items, LIST_COMMA, cut=len(found) > PHRASES_AT_ONCE)
        yield Headline("added", KINDS["added"][0], sentence("phrases", phrases=phrases))


def _nothing(sides: Sides) -> Headline:
    forms = sum(facets(sides, c) not in (["same"], ["renumbered"]) for c in sides.comparison.changes)
    filled = sentence("only_form", count=worded(forms)) if forms else sentence("nothing")
    return Headline("same", KINDS["same"][0], filled)


def _weight(side: Side, change: Change) -> tuple[int, int]:
    """What makes one of several new or dropped clauses the headline: facts in it, its length."""
    ids = {c.id for c in side.clauses(change)}
    facts = sum(t.clause in ids and t.kind == "target" for t in side.facts.targets)
    facts += len({r.start for r in side.facts.responsibilities if r.clause in ids})
    return facts, sum(len(c.text) for c in side.clauses(change))


def _ranked(sides: Sides, kind: str, wanted: int) -> list[Change]:
    """The clauses of a rank that came or went, in the order of the text; the plan's alone."""
    side = home(sides, kind)
    tops = [change for change, _ in topmost(side, counted(sides, kind)).values()]
    return [c for c in tops if rank(side, c)[:2] == (False, wanted)]


def _chosen(side: Side, found: Sequence[Change]) -> list[Change]:
    """The weightiest of some changes, in the order in which they were found."""
    best = sorted(found, key=lambda c: _weight(side, c), reverse=True)[:AT_ONCE]
    return [c for c in found if c in best]


def _tasks(sides: Sides, kind: str) -> Iterator[Headline]:
    """New chapters and tasks one by one, dropped ones together."""
    side, sign = home(sides, kind), KINDS[kind][0]
    found = [c for c in _ranked(sides, kind, TASK) if not elsewhere(sides, side, c).goes_on]
    chosen, count = _chosen(side, found), len(found)
    if kind == "removed":
        if chosen:
            items = listed((_heading(sides, kind, c) for c in chosen), SEMICOLON, cut=count > len(chosen))
            yield Headline(kind, sign, sentence("removed", clauses=items))
        return
    for change in chosen:
        offices = dict.fromkeys(r.office for r in side.facts.responsibilities if r.clause in change.new)
        clause = _heading(sides, kind, change)
        if offices:
            yield Headline(kind, sign, sentence("added_by", clause=clause, offices=worded("、".join(offices))))
        else:
            yield Headline(kind, sign, sentence("added", clause=clause))
    if count > len(chosen):
        more: Filling = [(alike(str(count - len(chosen))), "#list-added", False)]
        yield Headline(kind, sign, sentence("added_more", more=more))


def _divided(sides: Sides) -> Iterator[Headline]:
    """Tasks that became several, or several that became one."""
    found = [c for c in counted(sides, "reshaped") if is_division(sides, c)]
    if found:
        items: list[Filling] = []
        for change in found[:AT_ONCE]:
            heads = (
                "、".join(
                    f"{side.place_above(c)} {excerpt(c.heading or '', TASK_LENGTH)}"
                    for c in side.clauses(change)
                    if is_task(c)
                )
                for side in (sides.old, sides.new)
            )
            items.append([(alike(" → ".join(heads)), f"#{sides.anchor(change)}", True)])
        tasks = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("reshaped", KINDS["reshaped"][0], sentence("divided", count=worded(len(found)), tasks=tasks))


def _headings(sides: Sides) -> Iterator[Headline]:
    """Headings that came or went while what stands under them stayed."""
    for kind in ("added", "removed"):
        side = home(sides, kind)
        found = [c for c in _ranked(sides, kind, TASK) if elsewhere(sides, side, c).goes_on]
        if found:
            items = (_heading(sides, kind, c) for c in _chosen(side, found))
            clauses = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
            yield Headline("moved", KINDS["moved"][0], sentence(f"heading_{kind}", clauses=clauses))


def _heading(sides: Sides, kind: str, change: Change) -> Filling:
    """A dropped or new heading, with the place where the other document has what stands under it."""
    place = kept_at(sides, kind, change)
    clause = clause_link(sides, home(sides, kind), change)
    return [*clause, bracketed(place)] if place else clause


def _clauses(sides: Sides, wanted: int) -> Iterator[Headline]:
    """Clauses, or paragraphs, that came and went."""
    for kind in ("added", "removed"):
        found = _ranked(sides, kind, wanted)
        chosen, count = _chosen(home(sides, kind), found), len(found)
        if chosen:
            items = (clause_link(sides, home(sides, kind), c) for c in chosen)
            clauses = listed(items, SEMICOLON, cut=count > len(chosen))
            name = f"{kind}_{part_name(home(sides, kind), found) if wanted == PARAGRAPH else 'clauses'}"
            yield Headline(kind, KINDS[kind][0], sentence(name, count=worded(count), clauses=clauses))


def _review(sides: Sides) -> Iterator[Headline]:
    """What came and went where the documents look back: a count is enough."""
    counts = {
        kind: sum(rank(home(sides, kind), c)[0] for c in counted(sides, kind)) for kind in ("added", "removed", "moved")
    }
    if any(counts.values()):
        filled = {k: [(alike(str(n)), f"#list-{k}" if n else "", False)] for k, n in counts.items()}
        yield Headline("same", KINDS["same"][0], sentence("review", **filled))


_TARGET_ORDER: tuple[TargetStatus, ...] = ("tightened", "loosened", "added", "removed", "changed")
_TARGET_KIND = {"targets_added": "added", "targets_removed": "removed"}


def _targets(sides: Sides) -> Iterator[Headline]:
    # Key indicators first; last what the other text may set after all.
    weight = {k.change: 2 * (k.absent == "figure") for k in sides.comparison.key_indicators}
    changes = [c for _, c in sorted(enumerate(sides.comparison.target_changes), key=lambda x: weight.get(x[0], 1))]
    changes = [c for c in changes if c.beside is None]
    runs_on = [c for c in changes if c.status == "removed" and c.old and c.old.horizon == "multi"]
    groups = {f"targets_{s}": [c for c in changes if c.status == s and c not in runs_on] for s in _TARGET_ORDER}
    # That a year does not say again what was set for several ends nothing.
    for name, found in {**groups, "targets_not_repeated": runs_on}.items():
        if found:
            items = listed((_target(sides, c) for c in found[:AT_ONCE]), SEMICOLON, cut=len(found) > AT_ONCE)
            kind = _TARGET_KIND.get(name, "revised")
            sign = KINDS[kind][0]
            yield Headline(kind, sign, sentence(name, count=worded(len(found)), targets=items))


def _target(sides: Sides, change: TargetChange) -> Filling:
    known = change.new or change.old
    assert known is not None  # noqa: S101 - a change has at least one side
    link = sides.new.target_link(known) if change.new else sides.old.target_link(known)
    values = [value(t) for t in (change.old, change.new) if t]
    shown = Both(" " + "\u00a0→ ".join(v.zh for v in values), " " + "\u00a0→ ".join(v.en for v in values))
    return [(alike(known.indicator), link, True), (shown, "", False)]


def renamed(sides: Sides) -> Iterator[Headline]:
    """Offices that go by another name throughout: one statement for each, whatever the number of tasks."""
    for renaming in sides.comparison.renamings:
        names = {"old": renaming.old, "new": renaming.new}
        filled: dict[str, Filling] = {place: [(alike(name), "", True)] for place, name in names.items()}
        yield Headline(
            "revised", KINDS["revised"][0], sentence("renamed", **filled, count=worded(len(renaming.changes)))
        )


def _replaced(sides: Sides, names: Sequence[Replaced], changes: Sequence[Change]) -> Iterator[Headline]:
    """Terms in whose place others stand again and again, but for the offices that were told."""
    told = {name for r in sides.comparison.renamings for name in (r.old, r.new)}
    found = [r for r in names if not any(name in (r.old + r.new) for name in told)]
    if found:
        items: list[Filling] = [
            [
                (alike(f"{r.old} → {r.new}"), f"#{sides.anchor(changes[r.first])}", True),
                bracketed(sentences.PLACES.filled(count=r.places)),
            ]
            for r in found[:AT_ONCE]
        ]
        terms = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("revised", KINDS["revised"][0], sentence("replaced", count=worded(len(found)), terms=terms))


def _is_renamed(change: ResponsibilityChange, names: Sequence[Replaced]) -> bool:
    if change.old is None or change.new is None:
        return False
    return any(r.old in change.old.office and r.new in change.new.office for r in names)


def _reassigned(sides: Sides, names: Sequence[Replaced]) -> Iterator[Headline]:
    """Tasks that went to another office, but for those whose office only goes by another name."""
    in_name = {i for renaming in sides.comparison.renamings for i in renaming.changes}
    changes = [c for i, c in enumerate(sides.comparison.responsibility_changes) if i not in in_name]
    found = [c for c in changes if c.status == "reassigned" and not _is_renamed(c, names)]
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
        tasks = listed(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("moved", KINDS["moved"][0], sentence("reassigned", count=worded(len(found)), tasks=tasks))


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
        found.append(Count("", "", label, str(sum(t.status == status and not t.beside for t in targets)), "#targets"))
    changed_offices = sum(bool(u.changes) for u in offices)
    found.append(Count("", "", sentences.OFFICES_AFFECTED, str(changed_offices), "#duties"))
    return tuple(found)


def not_counted(sides: Sides) -> Both | None:
    """How many changes the strip leaves out: a matter of form, or references that only follow the new numbering."""
    kinds = Counter(kinds_of(sides, c) for c in sides.comparison.changes)
    found = [said.filled(count=kinds[kind,]) for kind, said in sentences.NOT_COUNTED.items() if kinds[kind,]]
    return joined(found, SEMICOLON) if found else None
