"""What a person sees on the terminal: outline, tables, the summary of a comparison."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from policydiff import words
from policydiff.model import Comparison, Document, Facts, Note, Repair, ResponsibilityChange, Target, TargetChange
from policydiff.report.findings import value
from policydiff.report.labels import rule_words
from policydiff.report.places import excerpt
from policydiff.words import Lang, Pair, pick

# How many rows of a kind the summary shows before it says how many more there are.
SUMMARY_ROWS = 12
# Of the pieces left out for one reason, how many are quoted and to what length; -v quotes all of them in full.
LEFT_OUT, LEFT_OUT_SHOWN, LEFT_OUT_LENGTH = "furniture", 3, 60
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


def _say(line: str, stream: TextIO) -> None:
    stream.write(line.rstrip() + "\n")


def _tabulate(columns: Sequence[Pair], rows: Iterable[Sequence[str]], *, lang: Lang, stream: TextIO) -> None:
    """A table that fits the terminal; off a terminal a line a row with tabs, which other programs can cut."""
    headings = [pick(column, lang) for column in columns]
    if not stream.isatty():
        for row in (headings, *rows):
            _say("\t".join(row), stream)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(file=stream, highlight=False, emoji=False, markup=False).print(table)


def banner(document: Document, *, lang: Lang) -> None:
    """Say on standard error what kind of text this is, where it is not the issuer's own."""
    text = words.status_line(document.head, lang)
    if text:
        sys.stderr.write(f"! {text}\n")


def outline(document: Document, *, lang: Lang, verbose: bool) -> None:
    """The clauses with their addresses, one a line, indented by level; with `verbose` the repairs too."""
    lines = [f"{document.head.title or document.head.id}　{pick(words.STATUS[document.head.status], lang)}"]
    for clause in document.clauses:
        beginning = clause.heading or clause.content.strip()
        shown = beginning if len(beginning) <= 36 else beginning[:35] + "…"
        lines.append(f"{'  ' * (clause.level - 1)}{clause.id.rsplit('/', 1)[-1]}　{shown}　[{clause.kind}]")
    lines += [f"! {words.note(n, lang)}" for n in document.notes]
    if document.repairs:
        lines.append(
            pick(("还原与略去 {n} 处（-v 列出）", "{n} repairs and omissions (-v lists them)"), lang).format(
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
    out = sys.stdout
    if kind != "responsibilities":
        targets = [
            (t.clause, t.indicator, _value(t, lang), t.deadline or "", pick(words.TARGET_KIND[t.kind], lang))
            for t in facts.targets
        ]
        _tabulate(TARGET_COLUMNS, targets, lang=lang, stream=out)
    if kind != "targets":
        tasks = [(r.clause, r.office, pick(words.ROLE[r.role], lang), r.quote) for r in facts.responsibilities]
        _tabulate(TASK_COLUMNS, tasks, lang=lang, stream=out)
    _say_notes(facts.notes, lang=lang, stream=out)


def _say_notes(notes: Iterable[Note], *, lang: Lang, stream: TextIO) -> None:
    for note in notes:
        _say("! " + " ".join(filter(None, (note.clause, words.note(note, lang)))), stream)


def corpus_table(documents: Iterable[Document], *, lang: Lang) -> None:
    """The documents of a corpus."""
    heads = [(d.head, len(d.clauses)) for d in documents]
    rows = [
        (h.id, h.title or "", h.doc_number or "", h.issued or "", pick(words.STATUS[h.status], lang), str(clauses))
        for h, clauses in heads
    ]
    _tabulate(CORPUS_COLUMNS, rows, lang=lang, stream=sys.stdout)


def added(document: Document, facts: Facts, kept_aside: Path | None, *, lang: Lang, verbose: bool) -> None:
    """What came into the corpus: head data, counts, what was mended, what is doubtful, where the old one is."""
    head = document.head
    out = sys.stdout
    _say(f"{head.id}　{head.title or '—'}", out)
    for pair, known in (
        (("文号", "number"), head.doc_number),
        (("发文机关", "issuer"), head.issuer),
        (("日期", "date"), head.issued),
        (("性质", "status"), pick(words.STATUS[head.status], lang)),
        (("编码", "encoding"), head.encoding),
    ):
        _say(f"  {pick(pair, lang)}　{known or '—'}", out)
    targets = sum(t.kind == "target" for t in facts.targets)
    counts = (("条款", "clauses", len(document.clauses)), ("目标", "targets", targets),
              ("责任", "responsibilities", len(facts.responsibilities)),
              ("还原与略去", "repairs", len(document.repairs)), ("存疑", "doubts", len(document.notes)))  # fmt: skip
    _say("  " + "　".join(f"{pick((zh, en), lang)} {n}" for zh, en, n in counts), out)
    _say_repairs(document.repairs, out, lang=lang, verbose=verbose)
    _say_notes(document.notes if verbose else document.notes[:SUMMARY_ROWS], lang=lang, stream=out)
    if not verbose:
        _more(out, len(document.notes), lang)
    if kept_aside:
        _say(f"{pick(('旧文件夹在', 'the old folder is in'), lang)} {kept_aside}", out)


def _say_repairs(repairs: Sequence[Repair], out: TextIO, *, lang: Lang, verbose: bool) -> None:
    """How often each rule mended; what was left out is quoted, since a reader may want it back."""
    rules: dict[str, list[Repair]] = {}
    for repair in repairs:
        rules.setdefault(repair.rule, []).append(repair)
    for rule, found in sorted(rules.items(), key=lambda r: (-len(r[1]), r[0])):
        _say(f"  {pick(rule_words(rule), lang)} × {sum(r.count for r in found)}", out)
        if rule.startswith(LEFT_OUT):
            for repair in found if verbose else found[:LEFT_OUT_SHOWN]:
                line = " ".join(repair.before.split())
                _say(f"    “{line if verbose else excerpt(line, LEFT_OUT_LENGTH)}”", out)


def summary(comparison: Comparison, paths: Sequence[Path], *, lang: Lang, to_stderr: bool, verbose: bool) -> None:
    """What changed, on one screen: counts, targets, tasks, added and dropped clauses, and where the report is."""
    out = sys.stderr if to_stderr else sys.stdout
    old, new = comparison.old.head, comparison.new.head
    _say(f"{old.id} → {new.id}　{new.title or old.title or ''}", out)
    for head in (old, new):
        line = words.status_line(head, lang)
        if line and (head.status == "sample" or verbose):
            _say(f"! {line}", out)
    _say(_counts(comparison, lang), out)
    _clause_lines(comparison, lang, out)
    _target_rows([c for c in comparison.target_changes if c.status != "kept"], lang, out)
    _task_rows([c for c in comparison.responsibility_changes if c.status != "kept"], lang, out)
    notes = (*comparison.notes, *comparison.old.notes, *comparison.new.notes)
    _say_notes(notes if verbose else notes[:3], lang=lang, stream=out)
    if len(notes) > 3 and not verbose:
        more = pick(("! 另有存疑 {n} 处（-v 列出）", "! {n} more doubts (-v lists them)"), lang)
        _say(more.format(n=len(notes) - 3), out)
    for path in paths:
        _say(f"{pick(('报告', 'report'), lang)}：{path}", out)


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


def _clause_lines(comparison: Comparison, lang: Lang, out: TextIO) -> None:
    for presence, sign, document in (("added", "＋", comparison.new), ("removed", "－", comparison.old)):
        rows = [
            document.by_id[c]
            for change in comparison.changes
            if change.presence == presence
            for c in (change.new or change.old)
        ]
        for clause in rows[:SUMMARY_ROWS]:
            text = clause.heading or clause.content.strip()
            _say(f"{sign} {clause.id}　{text if len(text) <= 40 else text[:39] + '…'}", out)
        _more(out, len(rows), lang)


def _target_rows(changes: Sequence[TargetChange], lang: Lang, out: TextIO) -> None:
    rows = []
    for c in changes[:SUMMARY_ROWS]:
        known = c.new or c.old
        assert known is not None  # noqa: S101 – a change has at least one side
        values = [_value(t, lang) if t else "—" for t in (c.old, c.new)]
        rows.append((known.indicator, *values, pick(words.TARGET_STATUS[c.status], lang), known.clause))
    if rows:
        _tabulate(CHANGED_TARGET_COLUMNS, rows, lang=lang, stream=out)
    _more(out, len(changes), lang)


def _task_rows(changes: Sequence[ResponsibilityChange], lang: Lang, out: TextIO) -> None:
    rows = []
    for c in changes[:SUMMARY_ROWS]:
        sides = [f"{r.clause} {pick(words.ROLE[r.role], lang)}" if r else "—" for r in (c.old, c.new)]
        units = dict.fromkeys(r.office for r in (c.old, c.new) if r)
        rows.append((" → ".join(units), pick(words.RESPONSIBILITY_STATUS[c.status], lang), *sides))
    if rows:
        _tabulate(CHANGED_TASK_COLUMNS, rows, lang=lang, stream=out)
    _more(out, len(changes), lang)


def _more(out: TextIO, rows: int, lang: Lang) -> None:
    if rows > SUMMARY_ROWS:
        _say(pick(("…… 另有 {n} 项，见报告", "… {n} more in the report"), lang).format(n=rows - SUMMARY_ROWS), out)
