"""What a person sees on the terminal: outline, tables, the summary of a comparison."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff import words
from policydiff.model import Comparison, Document, Facts, ResponsibilityChange, Target, TargetChange
from policydiff.report.findings import value
from policydiff.report.labels import rule_words
from policydiff.words import Lang, Pair, pick

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# How many rows of a kind the summary shows before it says how many more there are.
SUMMARY_ROWS = 12
CORPUS_COLUMNS: tuple[Pair, ...] = (
    ("年份", "id"), ("标题", "title"), ("文号", "number"), ("日期", "date"), ("性质", "status"), ("条款", "clauses")
)  # fmt: skip
TARGET_COLUMNS: tuple[Pair, ...] = (
    ("条款", "clause"), ("指标", "indicator"), ("目标", "target"), ("期限", "by"), ("类别", "kind")
)  # fmt: skip
TASK_COLUMNS: tuple[Pair, ...] = (("条款", "clause"), ("单位", "unit"), ("角色", "role"), ("原文", "words"))
CHANGED_TARGET_COLUMNS: tuple[Pair, ...] = (
    ("指标", "indicator"), ("旧", "old"), ("新", "new"), ("变化", "change"), ("条款", "clause")
)  # fmt: skip
CHANGED_TASK_COLUMNS: tuple[Pair, ...] = (
    ("单位", "unit"), ("变化", "change"), ("旧", "old"), ("新", "new")
)  # fmt: skip


def _console(*, to_stderr: bool = False) -> Console:
    from rich.console import Console

    stream = sys.stderr if to_stderr else sys.stdout
    # Off a terminal a table keeps its lines whole: other programs cut them, not we.
    width = None if stream.isatty() else 120
    return Console(file=stream, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def _table(columns: Sequence[Pair], lang: Lang) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(pick(column, lang), overflow="fold")
    return table


def banner(document: Document, *, lang: Lang) -> None:
    """Say on standard error what kind of text this is, where it is not the issuer's own."""
    text = words.status_line(document.head, lang)
    if text:
        sys.stderr.write(f"! {text}\n")


def outline(document: Document, *, lang: Lang, verbose: bool) -> None:
    """The clauses with their addresses, one a line, indented by level; with `verbose` the repairs too."""
    lines = [f"{document.head.title or document.head.id}　{pick(words.STATUS[document.head.status], lang)}"]
    for clause in document.clauses:
        beginning = clause.heading or clause.words.strip()
        shown = beginning if len(beginning) <= 36 else beginning[:35] + "…"
        lines.append(f"{'  ' * (clause.level - 1)}{clause.id.rsplit('/', 1)[-1]}　{shown}　[{clause.kind}]")
    lines += [f"! {words.note(n, lang)}" for n in document.notes]
    if document.repairs:
        lines.append(
            pick(("还原 {n} 处（-v 列出）", "{n} repairs (-v lists them)"), lang).format(
                n=sum(r.count for r in document.repairs)
            )
        )
    if verbose:
        lines += [f"{r.start}–{r.end}　{r.rule}　{r.before!r} → {r.after!r}" for r in document.repairs]
    sys.stdout.write("\n".join(lines) + "\n")


def _value(target: Target, lang: Lang) -> str:
    # A page keeps a number and its unit on one line; programs that read a terminal look for a plain space.
    return pick(value(target), lang).replace("\u00a0", " ")


def facts_table(facts: Facts, *, lang: Lang, kind: str) -> None:
    """Targets and responsibilities as tables."""
    console = _console()
    if kind != "responsibilities":
        targets = _table(TARGET_COLUMNS, lang)
        for t in facts.targets:
            targets.add_row(
                t.clause, t.indicator, _value(t, lang), t.deadline or "", pick(words.TARGET_KIND[t.kind], lang)
            )
        console.print(targets)
    if kind != "targets":
        tasks = _table(TASK_COLUMNS, lang)
        for r in facts.responsibilities:
            tasks.add_row(r.clause, r.unit, pick(words.ROLE[r.role], lang), r.quote)
        console.print(tasks)
    for note in facts.notes:
        console.print(f"! {note.clause or ''} {words.note(note, lang)}")


def corpus_table(documents: Iterable[Document], *, lang: Lang) -> None:
    """The documents of a corpus."""
    table = _table(CORPUS_COLUMNS, lang)
    for d in documents:
        h = d.head
        table.add_row(
            h.id,
            h.title or "",
            h.doc_number or "",
            h.issued or "",
            pick(words.STATUS[h.status], lang),
            str(len(d.clauses)),
        )
    _console().print(table)


def added(document: Document, facts: Facts, kept_aside: Path | None, *, lang: Lang, verbose: bool) -> None:
    """What came into the corpus: head data, counts, what was mended, what is doubtful, where the old one is."""
    head = document.head
    console = _console()
    console.print(f"{head.id}　{head.title or '—'}")
    for pair, known in (
        (("文号", "number"), head.doc_number),
        (("发文机关", "issuer"), head.issuer),
        (("日期", "date"), head.issued),
        (("性质", "status"), pick(words.STATUS[head.status], lang)),
        (("编码", "encoding"), head.encoding),
    ):
        console.print(f"  {pick(pair, lang)}　{known or '—'}")
    targets = sum(t.kind == "target" for t in facts.targets)
    counts = (("条款", "clauses", len(document.clauses)), ("目标", "targets", targets),
              ("责任", "responsibilities", len(facts.responsibilities)),
              ("还原与略去", "repairs", len(document.repairs)), ("存疑", "doubts", len(document.notes)))  # fmt: skip
    console.print("  " + "　".join(f"{pick((zh, en), lang)} {n}" for zh, en, n in counts))
    rules: Counter[str] = Counter()
    for repair in document.repairs:
        rules[repair.rule] += repair.count
    for rule, times in sorted(rules.items(), key=lambda r: (-r[1], r[0])):
        console.print(f"  {pick(rule_words(rule), lang)} × {times}")
    for note in document.notes if verbose else document.notes[:SUMMARY_ROWS]:
        console.print(f"! {note.clause or ''} {words.note(note, lang)}")
    if not verbose:
        _more(console, len(document.notes), lang)
    if kept_aside:
        console.print(f"{pick(('旧文件夹在', 'the old folder is in'), lang)} {kept_aside}", soft_wrap=True)


def summary(comparison: Comparison, paths: Sequence[Path], *, lang: Lang, to_stderr: bool, verbose: bool) -> None:
    """What changed, on one screen: counts, targets, tasks, added and dropped clauses, and where the report is."""
    console = _console(to_stderr=to_stderr)
    old, new = comparison.old.head, comparison.new.head
    console.print(f"{old.id} → {new.id}　{new.title or old.title or ''}")
    for head in (old, new):
        line = words.status_line(head, lang)
        if line and (head.status == "sample" or verbose):
            console.print(f"! {line}")
    console.print(_counts(comparison, lang))
    _clause_lines(console, comparison, lang)
    _target_rows(console, [c for c in comparison.target_changes if c.status != "kept"], lang)
    _task_rows(console, [c for c in comparison.responsibility_changes if c.status != "kept"], lang)
    notes = (*comparison.notes, *comparison.old.notes, *comparison.new.notes)
    for note in notes if verbose else notes[:3]:
        console.print(f"! {note.clause or ''} {words.note(note, lang)}")
    if len(notes) > 3 and not verbose:
        console.print(
            pick(("! 另有存疑 {n} 处（-v 列出）", "! {n} more doubts (-v lists them)"), lang).format(n=len(notes) - 3)
        )
    for path in paths:
        console.print(f"{pick(('报告', 'report'), lang)}：{path}", soft_wrap=True)


def _counts(comparison: Comparison, lang: Lang) -> str:
    tables = {
        "presence": words.PRESENCE,
        "wording": words.WORDING,
        "place": words.PLACE,
    }
    shown = {"presence": "added removed split merged redistributed", "wording": "revised rewritten", "place": "moved"}
    counts = comparison.summary
    parts = [
        f"{pick(tables[facet][name], lang)} {counts[facet][name]}"
        for facet, names in shown.items()
        for name in names.split()
        if counts[facet][name]
    ]
    return pick(("条款：", "clauses: "), lang) + ("，" if lang == "zh" else ", ").join(parts or ["0"])


def _clause_lines(console: Console, comparison: Comparison, lang: Lang) -> None:
    for presence, sign, document in (("added", "＋", comparison.new), ("removed", "－", comparison.old)):
        rows = [
            document.by_id[c]
            for change in comparison.changes
            if change.presence == presence
            for c in (change.new or change.old)
        ]
        for clause in rows[:SUMMARY_ROWS]:
            text = clause.heading or clause.words.strip()
            console.print(f"{sign} {clause.id}　{text if len(text) <= 40 else text[:39] + '…'}")
        _more(console, len(rows), lang)


def _target_rows(console: Console, changes: Sequence[TargetChange], lang: Lang) -> None:
    if not changes:
        return
    table = _table(CHANGED_TARGET_COLUMNS, lang)
    for c in changes[:SUMMARY_ROWS]:
        known = c.new or c.old
        assert known is not None  # noqa: S101 – a change has at least one side
        table.add_row(
            known.indicator,
            _value(c.old, lang) if c.old else "—",
            _value(c.new, lang) if c.new else "—",
            pick(words.TARGET_STATUS[c.status], lang),
            known.clause,
        )
    console.print(table)
    _more(console, len(changes), lang)


def _task_rows(console: Console, changes: Sequence[ResponsibilityChange], lang: Lang) -> None:
    if not changes:
        return
    table = _table(CHANGED_TASK_COLUMNS, lang)
    for c in changes[:SUMMARY_ROWS]:
        sides = [f"{r.clause} {pick(words.ROLE[r.role], lang)}" if r else "—" for r in (c.old, c.new)]
        units = dict.fromkeys(r.unit for r in (c.old, c.new) if r)
        table.add_row(" → ".join(units), pick(words.RESPONSIBILITY_STATUS[c.status], lang), *sides)
    console.print(table)
    _more(console, len(changes), lang)


def _more(console: Console, rows: int, lang: Lang) -> None:
    if rows > SUMMARY_ROWS:
        console.print(pick(("…… 另有 {n} 项，见报告", "… {n} more in the report"), lang).format(n=rows - SUMMARY_ROWS))
