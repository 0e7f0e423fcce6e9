"""A document → the blocks that are aligned: blocks first, then the clauses inside linked blocks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.align.options import USUAL, Options
from policydiff.model import Clause, Document
from policydiff.text.normalise import essence, fold, meaning
from policydiff.text.official.references import own_references, without_references
from policydiff.text.official.sanctions import without_sanctions
from policydiff.text.official.sentences import statements

# The part of a report that looks back: 一、2016年工作回顾 | 二、2017年工作总体部署
_REVIEW = re.compile(r"回顾|总结|成绩|成就|(?:完成|执行|进展)情况")
# What a heading says that looks ahead; one with both looks both ways: 发展成就和主要目标任务 | 一年来的工作
_PLAN = re.compile(r"目标|任务|部署|安排|要求|建议")
# How the points of a report are counted in running text: 一是着力稳增长。 | 一些地方
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,2}(?:是|要)")
_LAST, _NEVER_LAST, _NEVER_FIRST = "。！？；：:;!?”）)…》", "，、“《（", "，。、；”》）"
_DIVISIONS = ("part", "chapter", "division")

Run = tuple[Clause, ...]
Standing = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Block:
    """What is linked as one.

    `key`, `matter` and `sentences` are essences (see `text.normalise`); `matter` leaves out what a law threatens.
    `parent` and `references` index the same list of blocks. `part` is "review" or "plan" in a report that has both,
    else "". Attached is what stands in an attachment, where both documents have one beside a body. A heading is
    bare where nothing else stands in its line. A block heads others where they stand below it, and opens what
    stands below a bare heading where it comes first and is shorter than the rest are on average.
    """

    index: int
    clauses: tuple[Clause, ...]
    parent: int
    key: str
    matter: str
    sentences: tuple[str, ...]
    heading: str
    is_heading: bool
    is_article: bool
    part: str
    references: tuple[int, ...]
    heads: bool = False
    opens: bool = False
    attached: bool = False

    @property
    def threatens(self) -> bool:
        """Whether a block says what happens to those who break a rule."""
        return self.matter != self.key

    @property
    def is_counted(self) -> bool:
        """Whether a block is a point of running text: 一是着力稳增长。"""
        first = self.clauses[0]
        return first.kind == "paragraph" and _COUNTED.match(first.content) is not None

    @property
    def runs_on(self) -> bool:
        """Whether a heading is followed by text in the same line: （一）扩大消费。支持汽车以旧换新。"""
        return bool(self.clauses[0].heading) and not self.is_heading and not self.is_article


def blocks(document: Document, options: Options = USUAL) -> tuple[Block, ...]:
    r"""An article with everything under it, a paragraph however many lines it was broken into, or one clause.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> document = parse("第一条 有下列情形的：\n（一）甲；\n（二）乙。\n第二条 本法自公布日施行。", Head(id="x"))
    >>> [[c.id for c in block.clauses] for block in blocks(document)]
    [['第一条', '第一条/（一）', '第一条/（二）'], ['第二条']]
    """
    return _blocks(_runs(document, options), options.heading_limit)


def both_blocks(old: Document, new: Document, options: Options) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of two documents. A line that stands alone in one of them is joined to nothing in the other.

    So a full stop that was lost at the end of a line does not make one paragraph of two.
    """
    ours, theirs = _runs(old, options), _runs(new, options)
    alone = _alone(ours, theirs, options)
    if alone:
        ours, theirs = _runs(old, options, alone), _runs(new, options, alone)
    a, b = _blocks(ours, options.heading_limit), _blocks(theirs, options.heading_limit)
    # Where a document says next to nothing but what it hands on, the attachment is the document.
    return (_attached(a), _attached(b)) if _has_both(a, options) and _has_both(b, options) else (a, b)


def _in_attachment(blocks: Sequence[Block]) -> list[bool]:
    """Whether each block stands in an attachment; parents come before what stands below them."""
    found: list[bool] = []
    for block in blocks:
        found.append(block.clauses[0].kind == "attachment" or (block.parent >= 0 and found[block.parent]))
    return found


def _has_both(blocks: Sequence[Block], options: Options) -> bool:
    attached = _in_attachment(blocks)
    body = sum(len(block.key) for block, inside in zip(blocks, attached, strict=True) if not inside)
    return any(attached) and body >= options.body_share * sum(len(block.key) for block in blocks)


def _attached(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(
        replace(block, attached=True) if inside else block
        for block, inside in zip(blocks, _in_attachment(blocks), strict=True)
    )


def _alone(ours: Sequence[Run], theirs: Sequence[Run], options: Options) -> frozenset[str]:
    """The lines that are a run of their own on one side and a part of a longer one on the other."""
    joined = [{essence(c.text) for run in runs if _is_joined(run) for c in run} for runs in (ours, theirs)]
    if not any(joined):
        return frozenset()
    single = [{essence(run[0].text) for run in runs if len(run) == 1} for runs in (ours, theirs)]
    found = joined[0] & single[1] | joined[1] & single[0]
    return frozenset(line for line in found if len(line) >= options.moved_least)


def _is_joined(run: Run) -> bool:
    return len(run) > 1 and run[0].kind != "article"


def standing(block: Block) -> Standing:
    """All that `compatible` goes by: whether a block stands in an attachment, and in which part of a report."""
    return block.attached, block.part


def compatible(a: Block, b: Block) -> bool:
    """Whether two blocks may be linked by score: a review of the past year does not become a plan for the next.

    And what stands in an attachment is compared with attachments.
    """
    return a.attached == b.attached and not (a.part and b.part and a.part != b.part)


def same_text(a: Block, b: Block, options: Options) -> bool:
    """Whether identical blocks are the same text: a formula of the review is not that of the plan."""
    return compatible(a, b) or len(a.key) >= options.formula_limit


def single_clauses(clauses: Sequence[Clause], options: Options = USUAL) -> tuple[Block, ...]:
    """Every clause a block of its own."""
    return _blocks(tuple((c,) for c in clauses), options.heading_limit)


def _blocks(runs: Sequence[Run], limit: int) -> tuple[Block, ...]:
    home = {clause.id: index for index, run in enumerate(runs) for clause in run}
    labels = {r[0].label: i for i, r in enumerate(runs) if r[0].kind == "article"}
    parts = _parts(runs, limit)
    found = [_block(i, run, home, labels, parts[i], _topic(run[0], limit)) for i, run in enumerate(runs)]
    return _below(_counted_headings(found, limit))


def _counted_headings(blocks: Sequence[Block], limit: int) -> list[Block]:
    """Lines such as 一是着力稳增长。 with paragraphs behind them are headings though nothing labels them so."""
    found = list(blocks)
    heading = -1
    for at, block in enumerate(blocks):
        first = block.clauses[0]
        if first.kind != "paragraph" or (heading >= 0 and block.parent != blocks[heading].parent):
            heading = -1
        elif block.is_counted:
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            alone = len(first.content) <= limit and "。" not in first.content.rstrip("。") and len(block.clauses) == 1
            heads = alone and after and after.parent == block.parent and not after.is_counted
            heading = at if heads else -1
            if heads:
                found[at] = replace(block, is_heading=True, heading=block.key)
        elif heading >= 0:
            found[at] = replace(block, parent=heading)
    return found


def _below(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Tell which blocks head others, and which open what stands below a heading."""
    children: dict[int, list[Block]] = {}
    for block in blocks:
        children.setdefault(block.parent, []).append(block)
    opening = set()
    for parent, below in children.items():
        first, others = below[0], below[1:]
        if parent >= 0 and blocks[parent].is_heading and first.index == parent + 1 and others:
            usual = sum(len(block.key) for block in others) / len(others)
            if first.clauses[0].kind == "paragraph" and first.index not in children and len(first.key) < usual:
                opening.add(first.index)
    return tuple(
        replace(block, heads=True)
        if block.index in children
        else replace(block, opens=True)
        if block.index in opening
        else block
        for block in blocks
    )


def _block(index: int, run: Run, home: Mapping[str, int], labels: Mapping[str, int], part: str, topic: str) -> Block:
    first = run[0]
    words = "\n".join(c.content for c in run)
    bare = without_references(words) if labels else words
    matter = without_sanctions(bare) if labels else bare
    folded = fold(bare)
    pieces = tuple(e for s in statements(bare) if (e := meaning(folded[s.start : s.end])))
    key = meaning(folded) or essence(words) or essence(first.text) or first.text
    return Block(
        index=index,
        clauses=run,
        parent=home.get(first.parent, -1) if first.parent else -1,
        key=key,
        matter=key if matter == bare else essence(matter) or key,
        sentences=pieces or (key,),
        heading=essence(topic),
        is_heading=len(run) == 1 and _is_bare_heading(first),
        is_article=first.kind == "article",
        part=part,
        references=tuple(_references(words, labels, index)) if labels else (),
    )


def _topic(clause: Clause, limit: int) -> str:
    """The heading of a clause, on its own line, run in, or the short sentence with which its text opens."""
    if clause.kind == "article":  # its first sentence is a rule, unless a bracket says what it is about
        return clause.heading if clause.heading and not _is_all(clause) else ""
    if clause.heading:
        return clause.heading
    first, _, rest = clause.content.partition("。")
    return first if rest.strip() and len(first) <= limit else ""


def _is_bare_heading(clause: Clause) -> bool:
    return clause.kind in _DIVISIONS or (clause.kind != "article" and _is_all(clause))


def _is_all(clause: Clause) -> bool:
    """Whether the heading is all that a clause says."""
    return clause.heading is not None and clause.content.strip().rstrip("。") == clause.heading


def _references(words: str, labels: Mapping[str, int], index: int) -> Iterator[int]:
    for reference in own_references(words):
        if reference["article"] in labels:
            yield labels[reference["article"]]
    if index and "前条" in words:
        yield index - 1


def _runs(document: Document, options: Options, alone: Container[str] = ()) -> list[Run]:
    """The clauses in order, cut where a block ends. The lines in `alone` are joined to no other."""
    runs: list[list[Clause]] = []
    ids: set[str] = set()
    for clause in document.clauses:
        run = runs[-1] if runs else []
        if run and run[0].kind == "article":
            inside = clause.parent in ids
        else:
            inside = bool(run) and _goes_on(run, clause, options.heading_limit)
            inside = inside and not any(essence(c.text) in alone for c in (run[-1], clause))
        if not inside:
            runs.append([])
            ids = set()
        runs[-1].append(clause)
        ids.add(clause.id)
    return [tuple(run) for run in runs]


def _goes_on(run: Sequence[Clause], clause: Clause, limit: int) -> bool:
    """Whether a paragraph was cut into lines inside a sentence, as pages do where a link or a formula stood.

    A sign that cannot end a line, or begin one, is enough. Else the line before must lack a closing sign, and
    the first must be prose (a stop inside it, or a comma and longer than any heading) or a label without words.
    """
    first, last = run[0], run[-1]
    if clause.kind != "paragraph" or first.kind not in ("paragraph", "item", "bullet", "section"):
        return False
    if last.text[-1] in _NEVER_LAST or clause.text[0] in _NEVER_FIRST:
        return True
    if last.text[-1] in _LAST:
        return False
    prose = "。" in first.text or ("，" in first.text and len(first.text) > limit)
    return len(run) > 1 or prose or not first.content.strip()


def _parts(runs: Sequence[Run], limit: int) -> list[str]:
    """Which blocks look back and which look ahead; a document without both kinds of part has neither."""
    found, current = [], ""
    for run in runs:
        first = run[0]
        if first.kind == "section" and first.parent is None:
            title = first.text[:limit]
            current = "plan" if not _REVIEW.search(title) else "" if _PLAN.search(title) else "review"
        found.append(current)
    return found if {"review", "plan"} <= set(found) else [""] * len(found)
