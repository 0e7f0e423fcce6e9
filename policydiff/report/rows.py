"""The full text side by side: a row for each change, unchanged runs folded, and the ways to find a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from policydiff.model import Change, Clause
from policydiff.report.context import Block, Choice, Contents, FullText, Group, MapMark, Pointer, Row, Tag
from policydiff.report.findings import unit_anchor
from policydiff.report.index import Index, Side, heading_only
from policydiff.report.pieces import Mark, Piece, clause_pieces, zones
from policydiff.report.places import excerpt
from policydiff.report.signs import KINDS
from policydiff.wording import sentences
from policydiff.wording.interface import WORDS
from policydiff.wording.notes import doubt

# A run of unchanged rows is folded from this many characters on: some six lines of a column.
FOLD_FROM = 180
# A row of more characters than this fills some half of a printed page, and may be broken.
PAGE_PART = 700
STUB_LENGTH = 40  # one line at the old place of a moved clause
# The order of the filters. "reshaped" stands for split, merged and redistributed.
FILTERS = ("added", "removed", "revised", "moved", "passage", "reshaped", "cosmetic")
_RESHAPED = ("split", "merged", "redistributed")


def full_text(index: Index, units: Mapping[str, int], target_anchors: Sequence[str]) -> FullText:
    """The rows in the order of the changes.

    `units` numbers the units by their normal form; `target_anchors` are those of the target table's rows.
    """
    rows = list(_with_stubs(index, [_row(index, c, units, target_anchors) for c in index.comparison.changes]))
    counts = Counter(kind for r in rows if not r.stub for kind in r.kinds.split())
    return FullText(
        groups=tuple(_groups(index, rows)),
        contents=tuple(_contents(index)),
        marks=tuple(_marks(rows)),
        kinds=tuple(Choice(k, *KINDS[k], counts[k]) for k in FILTERS if counts[k]),
        units=tuple(sorted(units, key=units.__getitem__)),
    )


def kinds_of(change: Change) -> tuple[str, ...]:
    """What a row is found by: every facet that differs, "same" where none does."""
    found: list[str] = [change.presence] if change.presence in ("added", "removed") else []
    if change.presence in _RESHAPED:
        found.append("reshaped")
    if change.wording in ("revised", "rewritten") and change.presence == "kept":
        found.append("revised")
    if change.place == "moved":
        found.append("moved")
    if change.moved_text:
        found.append("passage")
    if not found and change.wording == "cosmetic":
        found.append("cosmetic")
    if not found and change.place == "renumbered":
        found.append("renumbered")
    return tuple(found or ["same"])


def _is_quiet(index: Index, change: Change) -> bool:
    facts: set[str] = {index.comparison.target_changes[i].status for i in change.target_changes}
    facts |= {index.comparison.responsibility_changes[i].status for i in change.responsibility_changes}
    return set(kinds_of(change)) <= {"same", "renumbered"} and facts <= {"kept"}


def _row(index: Index, change: Change, units: Mapping[str, int], target_anchors: Sequence[str]) -> Row:
    old, new = index.old.clauses(change), index.new.clauses(change)
    old_pieces, new_pieces = clause_pieces(change, old, new)
    quiet = _is_quiet(index, change)
    one = len(old) == len(new) == 1
    relabelled = change.place in ("renumbered", "moved")
    remarks = any(s.remarks.get(c.id) for s in (index.old, index.new) for c in s.clauses(change))
    shared = quiet and one and old[0].text == new[0].text and heading_only(new[0]) and not remarks
    facts = [(s, f) for s in (index.old, index.new) for c in s.clauses(change) for f in _facts_in(s, c)]
    return Row(
        anchor=index.anchor(change),
        kinds=" ".join(kinds_of(change)),
        units=" ".join(map(str, sorted({units[u] for _, f in facts for u in f if u in units}))),
        has_target=any(f == ("",) for _, f in facts),
        tags=_linked(index.anchor(change), list(_tags(index, change))),
        pointers=tuple(_pointers(index, change, target_anchors)),
        old=_blocks(index, index.old, old, old_pieces, relabelled=relabelled),
        new=_blocks(index, index.new, new, new_pieces, relabelled=relabelled),
        style=change.presence if change.presence in ("added", "removed") else change.wording or "",
        merges=one and change.wording != "rewritten",
        bar=new[0].level if shared else 0,
        quiet=quiet,
        long=max((sum(len(c.text) for c in side) for side in (old, new)), default=0) > PAGE_PART,
        links="\n".join(f"{link.old}\t{link.new}" for link in change.links),
    )


def _facts_in(side: Side, clause: Clause) -> Iterator[tuple[str, ...]]:
    """("",) for a target, (unit,) for a responsibility."""
    yield from (("",) for t in side.facts.targets if t.clause == clause.id and t.kind != "achieved")
    yield from ((r.office_key,) for r in side.facts.responsibilities if r.clause == clause.id)


def _blocks(
    index: Index, side: Side, clauses: Sequence[Clause], pieces: Sequence[Sequence[Piece]], *, relabelled: bool
) -> tuple[Block, ...]:
    # A new number is no new wording: its edits are drawn quietly.
    labels = {c.id: [Mark(c.start, c.body, "lb")] if relabelled and c.body > c.start else [] for c in clauses}
    return tuple(
        Block(
            anchor=side.clause_anchors[c.id],
            id=c.id,
            place=side.place(c.id),
            style="head" if heading_only(c) or c.kind == "title" else "",
            zones=zones(c.start, p, [*labels[c.id], *index.marks(side, c)]),
            remarks=tuple(doubt(n) for n in side.remarks.get(c.id, ())),
        )
        for c, p in zip(clauses, pieces, strict=True)
    )


def _tags(index: Index, change: Change) -> Iterator[Tag]:
    kinds = kinds_of(change)
    if change.presence != "kept":
        yield _tag(change.presence)
    if change.wording in ("revised", "rewritten") and change.presence == "kept":
        yield _tag(change.wording)
    if change.place == "moved":
        origin = index.old.place(change.old[0])
        yield replace(_tag("moved"), detail=f"← {origin}", href=f"#from-{index.anchor(change)}")
    if change.moved_text:
        yield _tag("passage")
    if "cosmetic" in kinds:
        yield _tag("cosmetic")
    if change.place == "renumbered" and len(change.old) == len(change.new) == 1:
        old, new = (s.clauses(change)[0].label for s in (index.old, index.new))
        if old and new:
            yield replace(_tag("renumbered"), detail=f"{old} → {new}")


def _linked(anchor: str, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags, the first that leads nowhere else made the change's link to itself."""
    own = next((t for t in tags if not t.href), None)
    return tuple(replace(t, href=f"#{anchor}") if t is own else t for t in tags)


def _pointers(index: Index, change: Change, target_anchors: Sequence[str]) -> Iterator[Pointer]:
    """From a row to what the tables say of its targets and units, where that changed."""
    targets = [i for i in change.target_changes if index.comparison.target_changes[i].status != "kept"]
    if targets:
        yield Pointer(WORDS["to_target"], len(targets), f"#{target_anchors[targets[0]]}")
    duties = [index.comparison.responsibility_changes[i] for i in change.responsibility_changes]
    units = [(d.new or d.old) for d in duties if d.status != "kept"]
    if units and units[0]:
        yield Pointer(WORDS["to_duty"], len(units), f"#{unit_anchor(units[0].office_key)}")


def _tag(kind: str) -> Tag:
    sign, word = KINDS[kind]
    return Tag("reshaped" if kind in _RESHAPED else kind, sign, word)


# ---------------------------------------------------------------- the old places of moved clauses


def _with_stubs(index: Index, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, and at the old place of each moved clause a sign that says where it went."""
    behind: dict[str, list[Row]] = {}  # by the anchor of the row before
    at = ""
    carried: set[str] = set()  # clauses that a move took along
    for clause in index.old.document.clauses:
        change = index.old.changes[clause.id]
        if change.place == "moved":
            carried.add(clause.id)
            if clause.id == change.old[0]:
                behind.setdefault(at, []).append(_stub(index, change, clause))
        elif clause.parent in carried:
            carried.add(clause.id)
        else:
            at = index.anchor(change)
    yield from behind.get("", ())
    for row in rows:
        yield row
        yield from behind.get(row.anchor, ())


def _stub(index: Index, change: Change, clause: Clause) -> Row:
    there = index.new.place(change.new[0])
    tag = replace(_tag("moved"), detail=f"→ {there}", href=f"#{index.anchor(change)}")
    heading = zones(0, [Piece("", excerpt(clause.heading or clause.content, STUB_LENGTH))], ())
    block = Block(anchor="", id="", place=index.old.place(clause.id), style="", zones=heading)
    return Row(
        f"from-{index.anchor(change)}", "moved", "", has_target=False, tags=(tag,), old=(block,), new=(), stub=True
    )


# ---------------------------------------------------------------- folds


def _groups(index: Index, rows: Sequence[Row]) -> Iterator[Group]:
    """Cut the rows into runs that may be folded and runs that are read."""
    busy = _headings_in_use(index)
    foldable = [
        r.quiet and not (r.new and r.new[0].id in busy) and not any(b.remarks for b in (*r.old, *r.new)) for r in rows
    ]
    for folded, run in groupby(zip(foldable, rows, strict=True), key=lambda pair: pair[0]):
        members = tuple(r for _, r in run)
        size = sum(_size(r) for r in members)
        if not folded or size < FOLD_FROM:
            yield Group(members)
            continue
        count = len(members)
        said = sentences.UNCHANGED if count > 1 else sentences.UNCHANGED_ONE
        summary = said.filled(count=count, size=size)
        yield Group(members, summary, "、".join(r.new[0].place for r in members[:4]) + ("…" if count > 4 else ""))


def _headings_in_use(index: Index) -> set[str]:
    """The new side's clauses above something that changed, on either side: they stay in sight."""
    found: set[str] = set()
    for change in index.comparison.changes:
        if not _is_quiet(index, change):
            for side in (index.old, index.new):
                for clause in side.clauses(change):
                    for above in _above(side, clause.id):
                        found.update(side.changes[above].new)
    return found


def _above(side: Side, clause_id: str) -> Iterator[str]:
    parent = side.clause(clause_id).parent
    while parent is not None:
        yield parent
        parent = side.clause(parent).parent


def _size(row: Row) -> int:
    """How many characters a row shows on its longer side."""
    sides = (row.old, row.new)
    return max(sum(len(p.text) for b in s for z in b.zones for p in z.pieces if p.tag != "gone") for s in sides)


# ---------------------------------------------------------------- finding one's way


def _contents(index: Index) -> Iterator[Contents]:
    """The new document's headings of the first two levels, each with how many changes stand under it."""
    counts: Counter[str] = Counter()
    for change in index.comparison.changes:
        if not _is_quiet(index, change) and change.new:
            counts.update((change.new[0], *_above(index.new, change.new[0])))
    for clause in index.new.document.clauses:
        if clause.heading and clause.level <= 2 and clause.kind not in ("bullet", "paragraph"):
            yield Contents(index.new.link(clause.id), clause.label, clause.heading, clause.level, counts[clause.id])


def _marks(rows: Sequence[Row]) -> Iterator[MapMark]:
    sizes = [_size(r) + 30 for r in rows]  # a row is never nothing: its tag takes a line
    whole, at = sum(sizes), 0
    for row, size in zip(rows, sizes, strict=True):
        if not row.quiet and not row.stub:
            yield MapMark(f"#{row.anchor}", row.kinds.split()[0], 1000 * at // whole, max(2, 1000 * size // whole))
        at += size
