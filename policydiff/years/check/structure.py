"""Rules on the tree: numbers that do not follow on, clauses and headings with nothing in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policydiff.model import Clause
from policydiff.text.official.labels import read_marker
from policydiff.years.check.model import Found, Year

# Families that count through a whole law, over its chapters.
_THROUGH = ("article",)
# Families whose first number may be any: a heading 4.2 stands under none.
_ANY_FIRST = ("decimal1",)


@dataclass(slots=True)
class _Counted:
    """The last number of each family, under each parent and anywhere, and the clause that had it."""

    last: dict[tuple[str | None, str], tuple[int, Clause]] = field(default_factory=dict)


def numbering(year: Year) -> Iterator[Found]:
    """Numbers that leave one out, come twice or go back, among the clauses of one parent (of a law: of all)."""
    counted = _Counted()
    begun = _begun(year.document.clauses)
    for clause in year.document.clauses:
        marker = read_marker(clause.text) if clause.label else None
        if marker is None or marker.number is None:
            continue
        name = marker.family.name
        parent = None if name in _THROUGH else clause.parent or ""
        before = counted.last.get((parent, name))
        elsewhere = counted.last.get((None, name))
        if before is None and marker.number != 1 and (parent, name) in begun:
            # A table of contents that lost its first line: the body counts from one below.
            counted.last[parent, name] = counted.last[None, name] = marker.number, clause
            continue
        code, expected = _judged(marker.number, before and before[0], elsewhere and elsewhere[0], name)
        if "之" in clause.label and before and marker.number == before[0]:
            code = ""  # 第十条之一 follows 第十条
        if code:
            other = before or elsewhere
            yield year.found(
                code,
                clause.start,
                min(clause.end, clause.start + 24),
                label=clause.label,
                expected=str(expected),
                missing=_range(expected, marker.number - 1),
                other=other[1].id if other else "",
            )
        counted.last[parent, name] = counted.last[None, name] = marker.number, clause


def _begun(clauses: Sequence[Clause]) -> frozenset[tuple[str | None, str]]:
    """The families that count from one somewhere under a parent."""
    markers = ((c, read_marker(c.text)) for c in clauses if c.label)
    return frozenset(
        (None if m.family.name in _THROUGH else c.parent or "", m.family.name)
        for c, m in markers
        if m and m.number == 1
    )


def _judged(number: int, before: int | None, elsewhere: int | None, family: str) -> tuple[str, int]:
    """The code of what is wrong with a number, "" where nothing is, and the number that was expected."""
    if before is None:
        # The first of its parent: it begins anew, or goes on counting from the parent before.
        follows = number == 1 or family in _ANY_FIRST or (elsewhere is not None and number == elsewhere + 1)
        return ("", number) if follows else ("numbering-gap", 1)
    if number == before + 1:
        return "", number
    if number == before:
        return "numbering-repeat", before + 1
    if number > before:
        return "numbering-gap", before + 1
    # Back to one: a second list under the same parent.
    return ("" if number == 1 and before > 1 else "numbering-jump"), before + 1


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


# ---------------------------------------------------------------- nothing in them


_STOPS = "".join((" ", "　", ".。、，；;：:"))  # what may stand behind a label and says nothing


def empty_clause(year: Year) -> Iterator[Found]:
    """A label with no words behind it, and no clause below; or with some, where others of its kind have a heading."""
    children = year.document.children
    headed = {(c.parent, c.kind) for c in year.document.clauses if c.label and c.heading}
    for clause in year.document.clauses:
        bare = clause.label and not clause.content.strip(_STOPS)
        lacking = bare and (not children.get(clause.id) or (clause.parent, clause.kind) in headed)
        if lacking and not _goes_on(year, clause):
            yield year.found("empty-clause", clause.start, clause.end, label=clause.label)


def _goes_on(year: Year, clause: Clause) -> bool:
    """Whether a bullet's words stand on the line below, which no label owns."""
    following = year.clause_at(clause.end + 1) if clause.end + 1 < len(year.text) else None
    return clause.kind == "bullet" and following is not None and following.kind == "paragraph"


def heading_alone(year: Year) -> Iterator[Found]:
    """A heading with no words below it, where its neighbours have some."""
    children = year.document.children
    for siblings in children.values():
        headed = [c for c in siblings if c.label and c.heading and c.kind not in ("bullet", "attachment", "article")]
        by_kind: dict[str, list[Clause]] = defaultdict(list)
        for clause in headed:
            by_kind[clause.kind].append(clause)
        for alike in by_kind.values():
            alone = [c for c in alike if _is_alone(c, children.get(c.id, ()))]
            # Most of a list of names are alone: then none lacks anything.
            if 0 < 2 * len(alone) <= len(alike):
                for clause in alone:
                    yield year.found("heading-alone", clause.start, clause.end, heading=clause.heading or "")


def _is_alone(clause: Clause, children: Sequence[Clause]) -> bool:
    content = clause.content.strip().rstrip("。")
    return not children and content == (clause.heading or "").rstrip("。")


RULES = (numbering, empty_clause, heading_alone)
