"""What a change weighs: which clauses are a matter of form, and which come first."""

from __future__ import annotations

import re
from collections import Counter

from policydiff.model import Change, Clause, Comparison, Presence
from policydiff.report.said.articles import article_of
from policydiff.report.said.sides import Side, Sides, heading_only, sides_of
from policydiff.text.official.lines import is_contents, is_history

RESHAPED = ("split", "merged", "redistributed")
_FORMAL_KINDS = frozenset({"title", "number", "salutation", "signature", "date"})
_TASK_KINDS = frozenset({"part", "chapter", "division", "section", "item", "attachment"})
# A call to the audience, as speeches have it. 各位代表！ | 坚决打赢脱贫攻坚战，让群众过上好日子！
_CALL = re.compile(r"[^，。；：、]{1,10}[！!]")
# What only leads to the lines below it. 今年重点抓好五件事： | 他说：要抓好五件事。
_LEAD_IN = re.compile(r"[^。；]{1,60}[：:]")
# 一年来，我们主要做了以下工作。 | 以下工作由办公厅负责，年底前完成。
_LEAD_IN_SENTENCE = re.compile(r"[^。；]{0,40}(?:以下|如下|下列|下面)[^。，；]{0,12}。?")
# A name, or a line of a title. 中华人民共和国公务员法 | 加强知识产权保护。
_NAME = re.compile(r"[^，。；：、！？!?;:]{1,25}")


def is_formal(clause: Clause) -> bool:
    """Whether a clause says nothing of substance: a title, a name, a call, a law's history, what leads to a list.

    >>> def line(text, kind="paragraph"):
    ...     return Clause(id="一/¶1", label="", kind=kind, level=2, parent="一", heading=None,
    ...                   text=text, start=0, end=len(text), body=0)
    >>> [is_formal(line(t)) for t in ("各位代表！", "今年重点抓好五件事：", "2008年4月23日 公布", "李克强")]
    [True, True, True, True]
    >>> [is_formal(line(t)) for t in ("加强知识产权保护。", "守住“六保”底线，就能稳住经济基本盘！")]
    [False, False]
    """
    if clause.kind in _FORMAL_KINDS:
        return True
    text = clause.text.strip()
    if clause.label or clause.heading or clause.kind == "row":
        return is_contents(text)
    forms = (_CALL, _LEAD_IN, _LEAD_IN_SENTENCE, _NAME)
    return is_contents(text) or (is_history(text) and "。" not in text) or any(f.fullmatch(text) for f in forms)


def is_substance(sides: Sides, change: Change) -> bool:
    """Whether a change counts: one of its clauses is more than a matter of form."""
    return not all(is_formal(c) for side in (sides.old, sides.new) for c in side.clauses(change))


def kinds_of(sides: Sides, change: Change) -> tuple[str, ...]:
    """What a row is found by, and counted as: every facet that differs; "same" where none does, or "formal"."""
    found = sides.kinds.get(change.id)
    if found is None:
        found = tuple(facets(sides, change))
        if found != ("same",) and not is_substance(sides, change):
            found = ("formal",)
        sides.kinds[change.id] = found
    return found


def presence_told(sides: Sides, change: Change) -> Presence:
    """The presence of a change; a heading that only parted from the words behind it was kept, and not split.

    三（一）对标任务。抓好生产。 and a line 三（一）对标任务 with the paragraph 抓好生产。 below it are one clause.
    """
    for side, other in ((sides.old, sides.new), (sides.new, sides.old)):
        one, two = side.clauses(change), other.clauses(change)
        if len(one) == 1 and len(two) == 2 and one[0].heading and heading_only(two[0]) and not two[1].label:
            first = other.document.children.get(two[0].id, ())[:1]
            if first == (two[1],):
                return "kept"
    return change.presence


def told(comparison: Comparison) -> dict[str, int]:
    """How many changes of each kind, as every report counts them: formal and the kinds behind it are not counted."""
    sides = sides_of(comparison)
    counts = Counter(kind for change in comparison.changes for kind in kinds_of(sides, change))
    for target in comparison.target_changes:
        counts[target.status] += target.beside is None and target.status in TARGETS_TOLD
    return {kind: counts[kind] for kind in (*TOLD, *TARGETS_TOLD)}


def facets(sides: Sides, change: Change) -> list[str]:
    """What became of a change's clauses: every facet that differs, "same" where none does."""
    presence = presence_told(sides, change)
    found: list[str] = [presence] if presence in ("added", "removed") else []
    if presence in RESHAPED:
        found.append("reshaped")
    if change.wording in ("revised", "rewritten") and presence == "kept" and not change.references_alone:
        found.append("revised")
    if change.place == "moved":
        found.append("moved")
    if change.moved_text:
        found.append("passage")
    if not found and change.wording == "cosmetic":
        found.append("cosmetic")
    if not found and change.references_alone:
        found.append("only_references")
    if not found and change.place == "renumbered":
        found.append("renumbered")
    return found or ["same"]


def is_task(clause: Clause) -> bool:
    """Whether a clause is a chapter or a task: it has a heading, and a label of such a kind."""
    return bool(clause.heading) and clause.kind in _TASK_KINDS


def is_division(sides: Sides, change: Change) -> bool:
    """Whether a task of the plan became several, or several became one."""
    old, new = (sum(map(is_task, side.clauses(change))) for side in (sides.old, sides.new))
    return old > 0 and new > 0 and old + new > 2 and not rank(sides.new, change)[0]


def rank(side: Side, change: Change) -> tuple[bool, int, int]:
    """What comes first, the smaller the earlier: plan before review, a chapter or task, a clause, a paragraph.

    What stands in an article is a paragraph, whatever its label.

    The last number is the level of a chapter or task, 0 for the rest.
    """
    first = side.clauses(change)[0]
    reviewed = first.id in side.review
    if is_task(first):
        return reviewed, TASK, first.level
    in_article = first.kind != "article" and article_of(side, first) is not None
    is_part = in_article or first.id in side.renewed or not first.label
    return reviewed, PARAGRAPH if is_part else CLAUSE, 0


TASK, CLAUSE, PARAGRAPH = range(3)
TOLD = ("added", "removed", "revised", "moved", "passage", "reshaped", "formal", "only_references", "cosmetic")
TARGETS_TOLD = ("tightened", "loosened")
