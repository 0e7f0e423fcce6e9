"""What is new, in a few sentences: the first thing that a reader sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from policydiff.model import Change, TargetChange, TargetStatus
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.articles import CROSSINGS, article_of, crossing
from policydiff.report.said.clauses import counted, home, kept_at, parts, topmost, whence
from policydiff.report.said.headings import elsewhere
from policydiff.report.said.model import ClauseList, Count, Headline, OfficeRow, Run, Sentence, TargetRow
from policydiff.report.said.sides import Side, Sides
from policydiff.report.said.signs import KINDS
from policydiff.report.said.weight import CLAUSE, PARAGRAPH, TASK, facets, is_division, is_task, kinds_of, rank
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.both import LIST_COMMA, SEMICOLON, joined
from policydiff.wording.measures import plain_spaces, value
from policydiff.wording.notes import doubt
from policydiff.wording.sentences import SENTENCES

# More than three of a kind in one sentence are no headline; the rest is a click away.
AT_ONCE = 3
PHRASES_AT_ONCE = 6
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
    """What matters first: tasks that changed their place, came or went; then targets; then clauses and paragraphs."""
    found = [
        *_first(sides),
        *_moved(sides, TASK),
        *_tasks(sides, "added"),
        *_tasks(sides, "removed"),
        *_divided(sides),
        *_headings(sides),
        *_targets(sides),
        *_figures(sides),
        *renamed(sides),
        *_reassigned(sides),
        *_crossed(sides),
        *_clauses(sides, CLAUSE),
        *_moved(sides, CLAUSE),
        *_reworded(sides),
        *_clauses(sides, PARAGRAPH),
        *_moved(sides, PARAGRAPH),
        *_phrases(sides),
        *_review(sides),
    ]
    return tuple(found) or (_nothing(sides),)


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
            items = (_clause(sides, sides.new, c) for c in best)
            if kind == "reshaped":
                items = ([*_clause(sides, sides.new, c), _bracketed(parts(sides, c))] for c in best)
            clauses = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
            yield Headline(kind, KINDS[kind][0], sentence(kind, count=_words(len(found)), clauses=clauses))


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
        figures = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("revised", KINDS["revised"][0], sentence("figures", count=_words(len(found)), figures=figures))


def _phrases(sides: Sides) -> Iterator[Headline]:
    found = [p for p in sides.comparison.phrases if p.clause not in sides.new.review]
    if found:
        items: list[Filling] = [
            [(alike(f"“{p.phrase}”"), sides.new.link(p.clause), True)] for p in found[:PHRASES_AT_ONCE]
        ]
        phrases = _list(items, LIST_COMMA, cut=len(found) > PHRASES_AT_ONCE)
        yield Headline("added", KINDS["added"][0], sentence("phrases", phrases=phrases))


def _nothing(sides: Sides) -> Headline:
    forms = sum(facets(c) not in (["same"], ["renumbered"]) for c in sides.comparison.changes)
    filled = sentence("only_form", count=_words(forms)) if forms else sentence("nothing")
    return Headline("same", KINDS["same"][0], filled)


def _clause(sides: Sides, side: Side, change: Change) -> Filling:
    first = side.clauses(change)[0]
    text = excerpt(first.heading, HEADING_LENGTH) if first.heading else excerpt(first.content, TASK_LENGTH)
    return [(alike(f"{side.place_above(first)} {text}"), f"#{sides.anchor(change)}", True)]


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
            items = _list((_heading(sides, kind, c) for c in chosen), SEMICOLON, cut=count > len(chosen))
            yield Headline(kind, sign, sentence("removed", clauses=items))
        return
    for change in chosen:
        offices = dict.fromkeys(r.office for r in side.facts.responsibilities if r.clause in change.new)
        clause = _heading(sides, kind, change)
        if offices:
            yield Headline(kind, sign, sentence("added_by", clause=clause, offices=_words("、".join(offices))))
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
        tasks = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
        yield Headline("reshaped", KINDS["reshaped"][0], sentence("divided", count=_words(len(found)), tasks=tasks))


def _headings(sides: Sides) -> Iterator[Headline]:
    """Headings that came or went while what stands under them stayed."""
    for kind in ("added", "removed"):
        side = home(sides, kind)
        found = [c for c in _ranked(sides, kind, TASK) if elsewhere(sides, side, c).goes_on]
        if found:
            items = (_heading(sides, kind, c) for c in _chosen(side, found))
            clauses = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
            yield Headline("moved", KINDS["moved"][0], sentence(f"heading_{kind}", clauses=clauses))


def _heading(sides: Sides, kind: str, change: Change) -> Filling:
    """A dropped or new heading, with the place where the other document has what stands under it."""
    place = kept_at(sides, kind, change)
    clause = _clause(sides, home(sides, kind), change)
    return [*clause, _bracketed(place)] if place else clause


def _clauses(sides: Sides, wanted: int) -> Iterator[Headline]:
    """Clauses, or paragraphs, that came and went."""
    for kind in ("added", "removed"):
        found = _ranked(sides, kind, wanted)
        chosen, count = _chosen(home(sides, kind), found), len(found)
        if chosen:
            items = (_clause(sides, home(sides, kind), c) for c in chosen)
            clauses = _list(items, SEMICOLON, cut=count > len(chosen))
            name = f"{kind}_{_unit(home(sides, kind), found) if wanted == PARAGRAPH else 'clauses'}"
            yield Headline(kind, KINDS[kind][0], sentence(name, count=_words(count), clauses=clauses))


def _unit(side: Side, found: Sequence[Change]) -> str:
    """Whether what has no label is called parts of articles, as in a law, or paragraphs."""
    return "parts" if all(article_of(side, side.clauses(c)[0]) for c in found) else "paragraphs"


def _crossed(sides: Sides) -> Iterator[Headline]:
    """Paragraphs of a law that became articles, articles that became paragraphs, and what went to another article."""
    moved = [c for c in counted(sides, "moved") if not rank(sides.new, c)[0]]
    for kind in CROSSINGS:
        found = [c for c in moved if crossing(sides, c) == kind]
        if found:
            items = (
                [*_clause(sides, sides.new, c), _bracketed(sentences.WHENCE.filled(place=sides.old.place(c.old[0])))]
                for c in found[:AT_ONCE]
            )
            clauses = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
            yield Headline("moved", KINDS["moved"][0], sentence(kind, count=_words(len(found)), clauses=clauses))


def _bracketed(said: Both) -> tuple[Both, str, bool]:
    return sentences.BRACKETED.filled(said=said), "", False


def _review(sides: Sides) -> Iterator[Headline]:
    """What came and went where the documents look back: a count is enough."""
    counts = {
        kind: sum(rank(home(sides, kind), c)[0] for c in counted(sides, kind)) for kind in ("added", "removed", "moved")
    }
    if any(counts.values()):
        filled = {k: [(alike(str(n)), f"#list-{k}" if n else "", False)] for k, n in counts.items()}
        yield Headline("same", KINDS["same"][0], sentence("review", **filled))


def _moved(sides: Sides, wanted: int) -> Iterator[Headline]:
    """Tasks that stand in another order, or clauses; the largest leaps first."""
    found = [c for c in counted(sides, "moved") if rank(sides.new, c)[:2] == (False, wanted)]
    found = [c for c in found if not crossing(sides, c)]
    if found:
        leaps = {c.id: _leap(sides, c) for c in found}
        best = sorted(found, key=lambda c: -abs(leaps[c.id][0] - leaps[c.id][1]) if leaps[c.id] else 0)[:AT_ONCE]
        items = ([*_clause(sides, sides.new, c), (_whence(sides, c, leaps[c.id]), "", False)] for c in best)
        clauses = _list(items, SEMICOLON, cut=len(found) > AT_ONCE)
        name = {TASK: "moved_tasks", CLAUSE: "moved"}.get(wanted) or f"moved_{_unit(sides.new, found)}"
        yield Headline("moved", KINDS["moved"][0], sentence(name, count=_words(len(found)), clauses=clauses))


def _leap(sides: Sides, change: Change) -> tuple[int, ...]:
    """The places among its sisters of a clause that moved among them, from 1; empty where it went to another parent."""
    old, new = (side.clauses(change)[0] for side in (sides.old, sides.new))
    above = [side.changes[c.parent] if c.parent else None for side, c in ((sides.old, old), (sides.new, new))]
    if above[0] is not above[1]:
        return ()
    return tuple(
        1 + [c.id for c in side.document.children[clause.parent] if c.kind == clause.kind].index(clause.id)
        for side, clause in ((sides.old, old), (sides.new, new))
    )


def _whence(sides: Sides, change: Change, leap: tuple[int, ...]) -> Both:
    if leap and leap[0] != leap[1]:
        return sentences.LEAP.filled(old=leap[0], new=leap[1])
    passed = _passed(sides, change) if leap else None
    return sentences.BRACKETED.filled(said=passed or whence(sides, change))


def _passed(sides: Sides, change: Change) -> Both | None:
    """Which of its sisters a clause changed places with, where it is as many from the top as before."""
    old, new = (side.clauses(change)[0] for side in (sides.old, sides.new))
    for sister in reversed(sides.new.document.children[new.parent]):
        other = sides.new.changes[sister.id]
        if other is not change and other.old and sides.old.clauses(other)[0].parent == old.parent:
            before = sides.old.clauses(other)[0].start < old.start, sister.start < new.start
            if before[0] != before[1]:
                return sentences.PASSED[before].filled(place=sides.new.place(sister.id))
    return None


_TARGET_ORDER: tuple[TargetStatus, ...] = ("tightened", "loosened", "added", "removed", "changed")
_TARGET_KIND = {"added": "added", "removed": "removed"}


def _targets(sides: Sides) -> Iterator[Headline]:
    key = {k.change for k in sides.comparison.key_indicators}
    changes = [c for _, c in sorted(enumerate(sides.comparison.target_changes), key=lambda item: item[0] not in key)]
    for status in _TARGET_ORDER:
        found = [c for c in changes if c.status == status and c.beside is None]
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


def renamed(sides: Sides) -> Iterator[Headline]:
    """Offices that go by another name throughout: one statement for each, whatever the number of tasks."""
    for renaming in sides.comparison.renamings:
        names = {"old": renaming.old, "new": renaming.new}
        filled: dict[str, Filling] = {place: [(alike(name), "", True)] for place, name in names.items()}
        yield Headline(
            "revised", KINDS["revised"][0], sentence("renamed", **filled, count=_words(len(renaming.changes)))
        )


def _reassigned(sides: Sides) -> Iterator[Headline]:
    in_name = {i for renaming in sides.comparison.renamings for i in renaming.changes}
    changes = [c for i, c in enumerate(sides.comparison.responsibility_changes) if i not in in_name]
    found = [c for c in changes if c.status == "reassigned" and c.old and c.new]
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
        found.append(Count("", "", label, str(sum(t.status == status and not t.beside for t in targets)), "#targets"))
    changed_offices = sum(bool(u.changes) for u in offices)
    found.append(Count("", "", sentences.OFFICES_AFFECTED, str(changed_offices), "#duties"))
    return tuple(found)


def not_counted(sides: Sides) -> Both | None:
    """How many changes the strip leaves out: a matter of form, or references that only follow the new numbering."""
    kinds = Counter(kinds_of(sides, c) for c in sides.comparison.changes)
    found = [said.filled(count=kinds[kind,]) for kind, said in sentences.NOT_COUNTED.items() if kinds[kind,]]
    return joined(found, SEMICOLON) if found else None
