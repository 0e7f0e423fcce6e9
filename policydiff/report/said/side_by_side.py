"""The full text side by side: a row for each change, unchanged runs folded, and the ways to find a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from policydiff.model import Change, Clause
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.marked_text import Mark, Piece, clause_pieces, zones
from policydiff.report.said.model import (
    ChangeRow,
    Choice,
    ClauseText,
    Contents,
    FullText,
    MapMark,
    Pointer,
    RowRun,
    Tag,
    TargetRow,
)
from policydiff.report.said.offices import office_anchor
from policydiff.report.said.sides import Side, Sides, heading_only
from policydiff.report.said.signs import KINDS
from policydiff.report.said.weight import RESHAPED, facets, kinds_of, presence_told
from policydiff.text.official.references import own_references
from policydiff.text.script import to_simplified
from policydiff.wording import Both, alike, codes, sentences
from policydiff.wording.both import joined
from policydiff.wording.interface import OUTPUTS, WORDS
from policydiff.wording.notes import doubt

# A run of unchanged rows is folded from this many characters on: some six lines of a column.
FOLD_FROM = 180
# A row of more characters than this fills some half of a printed page, and may be broken.
PAGE_PART = 700
STUB_LENGTH = 40  # one line at the old place of a moved clause
# The order of the filters. "reshaped" stands for split, merged and redistributed.
FILTERS = ("added", "removed", "revised", "moved", "passage", "reshaped", "only_references", "cosmetic")


def full_text(sides: Sides, offices: Mapping[str, int], targets: Sequence[TargetRow]) -> FullText:
    """The rows in the order of the changes.

    `offices` numbers the offices by their normal form; `targets` are the rows of the target changes, in their order.
    """
    busy = _headings_in_use(sides)
    found = [_row(sides, c, offices, targets) for c in sides.comparison.changes]
    found = [replace(r, leads_on=r.quiet and bool(r.new) and r.new[0].id in busy) for r in found]
    rows = list(_with_stubs(sides, found))
    counts = Counter(kind for r in rows if not r.stub for kind in r.kinds.split())
    return FullText(
        runs=tuple(_runs(rows)),
        contents=tuple(_contents(sides)),
        marks=tuple(_marks(rows)),
        kinds=tuple(Choice(k, *KINDS[k], counts[k]) for k in FILTERS if counts[k]),
        offices=tuple(sorted(offices, key=offices.__getitem__)),
    )


def _is_quiet(sides: Sides, change: Change) -> bool:
    facts: set[str] = {sides.comparison.target_changes[i].status for i in change.target_changes}
    facts |= {sides.comparison.responsibility_changes[i].status for i in change.responsibility_changes}
    return set(kinds_of(sides, change)) <= {"same", "renumbered"} and facts <= {"kept"}


def _row(sides: Sides, change: Change, offices: Mapping[str, int], targets: Sequence[TargetRow]) -> ChangeRow:
    old, new = sides.old.clauses(change), sides.new.clauses(change)
    old_pieces, new_pieces = clause_pieces(change, old, new)
    quiet = _is_quiet(sides, change)
    one = len(old) == len(new) == 1
    relabelled = change.place in ("renumbered", "moved")
    followed = [frozenset(r.old for r in change.references), frozenset(r.new for r in change.references)]
    remarks = any(s.remarks.get(c.id) for s in (sides.old, sides.new) for c in s.clauses(change))
    shared = quiet and one and old[0].text == new[0].text and heading_only(new[0]) and not remarks
    facts = [(s, f) for s in (sides.old, sides.new) for c in s.clauses(change) for f in _facts_in(s, c)]
    return ChangeRow(
        change=change.id,
        anchor=sides.anchor(change),
        kinds=" ".join(kinds_of(sides, change)),
        offices=" ".join(map(str, sorted({offices[u] for _, f in facts for u in f if u in offices}))),
        has_target=any(f == ("",) for _, f in facts),
        tags=_linked(sides.anchor(change), list(_tags(sides, change))),
        pointers=tuple(_pointers(sides, change, targets)),
        old=_blocks(sides, sides.old, old, old_pieces, relabelled=relabelled, followed=followed[0]),
        new=_blocks(sides, sides.new, new, new_pieces, relabelled=relabelled, followed=followed[1]),
        style=change.presence if change.presence in ("added", "removed") else change.wording or "",
        merges=one and change.wording != "rewritten",
        bar=new[0].level if shared else 0,
        quiet=quiet,
        long=max((sum(len(c.text) for c in side) for side in (old, new)), default=0) > PAGE_PART,
        links="" if one else "\n".join(f"{link.old}\t{link.new}" for link in change.links),
        facts=tuple(_fact_lines(sides, change, targets)),
    )


def _fact_lines(sides: Sides, change: Change, targets: Sequence[TargetRow]) -> Iterator[Both]:
    """What became of the targets and responsibilities of one change, where anything did."""
    for row in (targets[i] for i in change.target_changes):
        if row.status != "kept" and not row.beside:
            outcome = Both(*(f"{row.sign} {word}".strip() for word in row.outcome))
            yield OUTPUTS["target_line"].filled(indicator=row.indicator, outcome=outcome)
    for found in (sides.comparison.responsibility_changes[i] for i in change.responsibility_changes):
        if found.status != "kept":
            records = [r for r in (found.old, found.new) if r]
            yield OUTPUTS["task_line"].filled(
                offices=" → ".join(dict.fromkeys(r.office for r in records)),
                outcome=codes.RESPONSIBILITY_STATUS[found.status],
                roles=joined(list(dict.fromkeys(codes.ROLE[r.role] for r in records)), alike(" → ")),
            )


def _facts_in(side: Side, clause: Clause) -> Iterator[tuple[str, ...]]:
    """("",) for a target, (office,) for a responsibility."""
    yield from (("",) for t in side.facts.targets if t.clause == clause.id and t.kind != "achieved")
    yield from ((r.office_key,) for r in side.facts.responsibilities if r.clause == clause.id)


def _blocks(
    sides: Sides,
    side: Side,
    clauses: Sequence[Clause],
    pieces: Sequence[Sequence[Piece]],
    *,
    relabelled: bool,
    followed: frozenset[str],
) -> tuple[ClauseText, ...]:
    # A new number is no new wording: its edits are drawn quietly, in the clause's label and where the text cites it.
    labels = {c.id: [Mark(c.start, c.body, "lb")] if relabelled and c.body > c.start else [] for c in clauses}
    for clause in clauses if followed else ():
        cited = own_references(to_simplified(clause.content))
        spans = (m.span("article") for m in cited if m["article"] in followed)
        labels[clause.id] += [Mark(clause.body + start, clause.body + end, "lb") for start, end in spans]
    return tuple(
        ClauseText(
            anchor=side.clause_anchors[c.id],
            id=c.id,
            place=side.place(c.id),
            style="head" if heading_only(c) or c.kind == "title" else "",
            zones=zones(c.start, p, [*labels[c.id], *sides.marks(side, c)]),
            remarks=tuple(doubt(n) for n in side.remarks.get(c.id, ())),
        )
        for c, p in zip(clauses, pieces, strict=True)
    )


def _tags(sides: Sides, change: Change) -> Iterator[Tag]:
    kinds, presence = facets(sides, change), presence_told(sides, change)
    if presence != "kept":
        yield _tag(presence)
    if change.wording in ("revised", "rewritten") and presence == "kept" and not change.references_alone:
        yield _tag(change.wording)
    if change.references:
        followed = "，".join(f"{r.old} → {r.new}" for r in change.references)
        yield replace(_tag("only_references" if change.references_alone else "references"), detail=followed)
    if change.place == "moved":
        origin = sides.old.place(change.old[0])
        yield replace(_tag("moved"), detail=f"← {origin}", href=f"#from-{sides.anchor(change)}")
    if change.moved_text:
        yield _tag("passage")
    if "cosmetic" in kinds:
        yield _tag("cosmetic")
    if change.place == "renumbered" and len(change.old) == len(change.new) == 1:
        old, new = (s.clauses(change)[0].label for s in (sides.old, sides.new))
        if old and new:
            yield replace(_tag("renumbered"), detail=f"{old} → {new}")


def _linked(anchor: str, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags, the first that leads nowhere else made the change's link to itself."""
    own = next((t for t in tags if not t.href), None)
    return tuple(replace(t, href=f"#{anchor}") if t is own else t for t in tags)


def _pointers(sides: Sides, change: Change, targets: Sequence[TargetRow]) -> Iterator[Pointer]:
    """From a row to what the tables say of its targets and offices, where that changed."""
    found = [i for i in change.target_changes if targets[i].status != "kept" and not targets[i].beside]
    if found:
        yield Pointer(WORDS["to_target"], len(found), f"#{targets[found[0]].anchor}")
    responsibilities = [sides.comparison.responsibility_changes[i] for i in change.responsibility_changes]
    offices = [(d.new or d.old) for d in responsibilities if d.status != "kept"]
    if offices and offices[0]:
        yield Pointer(WORDS["to_responsibility"], len(offices), f"#{office_anchor(offices[0].office_key)}")


def _tag(kind: str) -> Tag:
    sign, word = KINDS[kind]
    return Tag("reshaped" if kind in RESHAPED else kind, sign, word)


# ---------------------------------------------------------------- the old places of moved clauses


def _with_stubs(sides: Sides, rows: Sequence[ChangeRow]) -> Iterator[ChangeRow]:
    """The rows, and at the old place of each moved clause a sign that says where it went."""
    behind: dict[str, list[ChangeRow]] = {}  # by the anchor of the row before
    at = ""
    carried: set[str] = set()  # clauses that a move took along
    for clause in sides.old.document.clauses:
        change = sides.old.changes[clause.id]
        if change.place == "moved":
            carried.add(clause.id)
            if clause.id == change.old[0]:
                behind.setdefault(at, []).append(_stub(sides, change, clause))
        elif clause.parent in carried:
            carried.add(clause.id)
        else:
            at = sides.anchor(change)
    yield from behind.get("", ())
    for row in rows:
        yield row
        yield from behind.get(row.anchor, ())


def _stub(sides: Sides, change: Change, clause: Clause) -> ChangeRow:
    there = sides.new.place(change.new[0])
    tag = replace(_tag("moved"), detail=f"→ {there}", href=f"#{sides.anchor(change)}")
    heading = zones(0, [Piece("", excerpt(clause.heading or clause.content, STUB_LENGTH))], ())
    block = ClauseText(anchor="", id="", place=sides.old.place(clause.id), style="", zones=heading)
    return ChangeRow(
        change.id,
        f"from-{sides.anchor(change)}",
        "moved",
        "",
        has_target=False,
        tags=(tag,),
        old=(block,),
        new=(),
        stub=True,
    )


# ---------------------------------------------------------------- folds


def _runs(rows: Sequence[ChangeRow]) -> Iterator[RowRun]:
    """Cut the rows into runs that may be folded and runs that are read."""
    foldable = [r.quiet and not r.leads_on and not any(b.remarks for b in (*r.old, *r.new)) for r in rows]
    for folded, run in groupby(zip(foldable, rows, strict=True), key=lambda pair: pair[0]):
        members = tuple(r for _, r in run)
        size = sum(_size(r) for r in members)
        if not folded or size < FOLD_FROM:
            yield RowRun(members)
            continue
        count = len(members)
        said = sentences.UNCHANGED if count > 1 else sentences.UNCHANGED_ONE
        summary = said.filled(count=count, size=size)
        yield RowRun(members, summary, "、".join(r.new[0].place for r in members[:4]) + ("…" if count > 4 else ""))


def _headings_in_use(sides: Sides) -> set[str]:
    """The new side's clauses above something that changed, on either side: they stay in sight."""
    found: set[str] = set()
    for change in sides.comparison.changes:
        if not _is_quiet(sides, change):
            for side in (sides.old, sides.new):
                for clause in side.clauses(change):
                    for above in side.above(clause.id):
                        found.update(side.changes[above].new)
    return found


def _size(row: ChangeRow) -> int:
    """How many characters a row shows on its longer side."""
    sides = (row.old, row.new)
    return max(sum(len(p.text) for b in s for z in b.zones for p in z.pieces if p.tag != "gone") for s in sides)


# ---------------------------------------------------------------- finding one's way


def _contents(sides: Sides) -> Iterator[Contents]:
    """The new document's headings of the first two levels, each with how many changes stand under it."""
    counts: Counter[str] = Counter()
    for change in sides.comparison.changes:
        if not _is_quiet(sides, change) and change.new:
            counts.update((change.new[0], *sides.new.above(change.new[0])))
    for clause in sides.new.document.clauses:
        if clause.heading and clause.level <= 2 and clause.kind not in ("bullet", "paragraph"):
            yield Contents(sides.new.link(clause.id), clause.label, clause.heading, clause.level, counts[clause.id])


def _marks(rows: Sequence[ChangeRow]) -> Iterator[MapMark]:
    sizes = [_size(r) + 30 for r in rows]  # a row is never nothing: its tag takes a line
    whole, at = sum(sizes), 0
    for row, size in zip(rows, sizes, strict=True):
        if not row.quiet and not row.stub:
            yield MapMark(f"#{row.anchor}", row.kinds.split()[0], 1000 * at // whole, max(2, 1000 * size // whole))
        at += size
