"""What a person sees on the terminal: outline, tables, the summary of a comparison."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from policydiff.model import Comparison, Document, Facts, Note, Repair, ResponsibilityChange, Target, TargetChange
from policydiff.report.said import spoken
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.headlines import TOLD_FIRST
from policydiff.report.said.model import Report
from policydiff.report.said.report import say
from policydiff.wording import Both, Lang, codes, columns, pick, sentences
from policydiff.wording.both import COMMA, bracketed
from policydiff.wording.interface import WORDS
from policydiff.wording.measures import plain_spaces, value
from policydiff.wording.notes import doubt, standing

# How many rows of a kind the summary shows before it says how many more there are.
SUMMARY_ROWS = 12
CLAUSE_LENGTH = 40
LONGEST_WORD = 16  # a column is not made narrower than its longest word, up to this
# Of the pieces left out for one reason, how many are quoted and to what length; -v quotes all of them in full.
LEFT_OUT, LEFT_OUT_SHOWN, LEFT_OUT_LENGTH = "furniture", 3, 60


def _say(line: str, stream: TextIO) -> None:
    """A line; on a terminal it is broken between words."""
    if stream.isatty():
        from rich.console import Console

        Console(file=stream, highlight=False, emoji=False, markup=False).print(line.rstrip(), overflow="fold")
    else:
        stream.write(line.rstrip() + "\n")


def _tabulate(columns: Sequence[Both], rows: Iterable[Sequence[str]], *, lang: Lang, stream: TextIO) -> None:
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
    rows = list(rows)
    for i, heading in enumerate(headings):
        words = re.findall("[!-~]+", " ".join([heading, *(row[i] for row in rows)]))
        table.add_column(heading, overflow="fold", min_width=min(LONGEST_WORD, max(map(len, words), default=0)))
    for row in rows:
        table.add_row(*row)
    Console(file=stream, highlight=False, emoji=False, markup=False).print(table)


def banner(document: Document, *, lang: Lang) -> None:
    """Say on standard error what kind of text this is, where it is not the issuer's own."""
    said = standing(document.head)
    if said:
        sys.stderr.write(f"! {pick(said, lang)}\n")


def outline(document: Document, *, lang: Lang, verbose: bool) -> None:
    """The clauses with their addresses, one a line, indented by level; with `verbose` the repairs too."""
    title = document.head.title or pick(WORDS["untitled"], lang)
    lines = [f"{title}　{pick(codes.STATUS[document.head.status], lang)}"]
    for clause in document.clauses:
        beginning = clause.heading or clause.content.strip()
        shown = beginning if len(beginning) <= 36 else beginning[:35] + "…"
        lines.append(f"{'  ' * (clause.level - 1)}{clause.id.rsplit('/', 1)[-1]}　{shown}　[{clause.kind}]")
    lines += [f"! {pick(doubt(n), lang)}" for n in document.notes]
    if document.repairs:
        lines.append(pick(sentences.REPAIR_COUNT.filled(count=sum(r.count for r in document.repairs)), lang))
    if verbose:
        lines += [f"{r.start}–{r.end}　{r.rule}　{r.before!r} → {r.after!r}" for r in document.repairs]
    sys.stdout.write("\n".join(lines) + "\n")


def _value(target: Target, lang: Lang) -> str:
    return pick(plain_spaces(value(target)), lang)


def facts_table(facts: Facts, *, lang: Lang, kind: str) -> None:
    """Targets and responsibilities as tables."""
    out = sys.stdout
    if kind != "responsibilities":
        targets = [
            (t.clause, t.indicator, _value(t, lang), t.deadline or "", pick(codes.TARGET_KIND[t.kind], lang))
            for t in facts.targets
        ]
        _tabulate(columns.TARGETS, targets, lang=lang, stream=out)
    if kind != "targets":
        tasks = [(r.clause, r.office, pick(codes.ROLE[r.role], lang), r.quote) for r in facts.responsibilities]
        _tabulate(columns.RESPONSIBILITIES, tasks, lang=lang, stream=out)
    _say_notes(facts.notes, lang=lang, stream=out)


def _say_notes(notes: Iterable[Note], *, lang: Lang, stream: TextIO) -> None:
    for note in notes:
        _say("! " + " ".join(filter(None, (note.clause, pick(doubt(note), lang)))), stream)


def corpus_table(documents: Iterable[Document], *, lang: Lang) -> None:
    """The documents of a corpus."""
    heads = [(d.head, len(d.clauses)) for d in documents]
    rows = [
        (h.id, h.title or "", h.doc_number or "", h.issued or "", pick(codes.STATUS[h.status], lang), str(clauses))
        for h, clauses in heads
    ]
    _tabulate(columns.CORPUS, rows, lang=lang, stream=sys.stdout)


def added(document: Document, facts: Facts, kept_aside: Path | None, *, lang: Lang, verbose: bool) -> None:
    """What came into the corpus: head data, counts, what was mended, what is doubtful, where the old one is."""
    head = document.head
    out = sys.stdout
    _say(f"{head.id}　{head.title or pick(WORDS['untitled'], lang)}", out)
    known = {name: getattr(head, name) for name in sentences.ADDED_HEAD}
    known["status"] = pick(codes.STATUS[head.status], lang)
    for name, said in sentences.ADDED_HEAD.items():
        _say(f"  {pick(said, lang)}　{known[name] or '—'}", out)
    targets = sum(t.kind == "target" for t in facts.targets)
    counts = {
        "clauses": len(document.clauses),
        "targets": targets,
        "responsibilities": len(facts.responsibilities),
        "repairs": len(document.repairs),
        "notes": len(document.notes),
    }
    _say("  " + "　".join(f"{pick(said, lang)} {counts[name]}" for name, said in sentences.ADDED_COUNTS.items()), out)
    _say_repairs(document.repairs, out, lang=lang, verbose=verbose)
    _say_notes(document.notes if verbose else document.notes[:SUMMARY_ROWS], lang=lang, stream=out)
    if not verbose:
        _more(out, len(document.notes), lang)
    if kept_aside:
        _say(pick(sentences.KEPT_ASIDE.filled(path=kept_aside), lang), out)


def _say_repairs(repairs: Sequence[Repair], out: TextIO, *, lang: Lang, verbose: bool) -> None:
    """How often each rule mended; what was left out is quoted, since a reader may want it back."""
    rules: dict[str, list[Repair]] = {}
    for repair in repairs:
        rules.setdefault(repair.rule, []).append(repair)
    for rule, found in sorted(rules.items(), key=lambda r: (-len(r[1]), r[0])):
        _say(f"  {pick(codes.rule(rule), lang)} × {sum(r.count for r in found)}", out)
        if rule.startswith(LEFT_OUT):
            for repair in found if verbose else found[:LEFT_OUT_SHOWN]:
                line = " ".join(repair.before.split())
                _say(f"    “{line if verbose else excerpt(line, LEFT_OUT_LENGTH)}”", out)


def summary(comparison: Comparison, paths: Sequence[Path], *, lang: Lang, to_stderr: bool, verbose: bool) -> None:
    """What changed, on one screen: counts, targets, tasks, added and dropped clauses, and where the report is."""
    out = sys.stderr if to_stderr else sys.stdout
    old, new = comparison.old.head, comparison.new.head
    _say(f"{old.id} → {new.id}　{new.title or old.title or pick(WORDS['untitled'], lang)}", out)
    for head in (old, new):
        said = standing(head)
        if said and (head.status == "sample" or verbose):
            _say(f"! {pick(said, lang)}", out)
    report = say(comparison)
    _say(_counts(report, lang), out)
    for headline in report.headlines:
        _say(f"{headline.sign} {spoken.sentence(headline.sentence, lang)}".replace("\u00a0", " "), out)
    _clause_lines(report, lang, out)
    _target_rows([c for c in comparison.target_changes if c.status != "kept" and c.beside is None], lang, out)
    in_name = {i for renaming in comparison.renamings for i in renaming.changes}
    tasks = [c for i, c in enumerate(comparison.responsibility_changes) if c.status != "kept" and i not in in_name]
    _task_rows(tasks, lang, out)
    notes = [note for _, note in comparison.all_notes if note.code not in TOLD_FIRST]
    _say_notes(notes if verbose else notes[:3], lang=lang, stream=out)
    if len(notes) > 3 and not verbose:
        _say(pick(sentences.MORE_NOTES.filled(count=len(notes) - 3), lang), out)
    for path in paths:
        _say(pick(sentences.REPORT_AT.filled(path=path), lang), out)


def _counts(report: Report, lang: Lang) -> str:
    shown = [n for n in report.counts if n.value != "0"]
    parts = [f"{pick(n.word, lang).lower()} {n.value}" for n in shown]
    said = pick(sentences.CLAUSE_COUNTS.filled(counts=pick(COMMA, lang).join(parts or ["0"])), lang)
    return f"{said}{bracketed(pick(report.not_counted, lang), lang)}" if report.not_counted else said


def _clause_lines(report: Report, lang: Lang, out: TextIO) -> None:
    """The clauses that came and went, as the report lists them: the weightiest first."""
    for found in report.lists:
        if found.kind in ("added", "removed"):
            lines = (*found.lines, *found.rest)
            for line in lines[:SUMMARY_ROWS]:
                _say(f"{found.sign} {line.id}　{excerpt(line.heading or line.excerpt, CLAUSE_LENGTH)}", out)
            _more(out, len(lines), lang)


def _target_rows(changes: Sequence[TargetChange], lang: Lang, out: TextIO) -> None:
    rows = []
    for c in changes[:SUMMARY_ROWS]:
        known = c.new or c.old
        assert known is not None  # noqa: S101 – a change has at least one side
        values = [_value(t, lang) if t else "—" for t in (c.old, c.new)]
        rows.append((known.indicator, *values, pick(codes.TARGET_STATUS[c.status], lang), known.clause))
    if rows:
        _tabulate(columns.TARGET_CHANGES, rows, lang=lang, stream=out)
    _more(out, len(changes), lang)


def _task_rows(changes: Sequence[ResponsibilityChange], lang: Lang, out: TextIO) -> None:
    rows = []
    for c in changes[:SUMMARY_ROWS]:
        sides = [f"{r.clause} {pick(codes.ROLE[r.role], lang)}" if r else "—" for r in (c.old, c.new)]
        offices = dict.fromkeys(r.office for r in (c.old, c.new) if r)
        rows.append((" → ".join(offices), pick(codes.RESPONSIBILITY_STATUS[c.status], lang), *sides))
    if rows:
        _tabulate(columns.RESPONSIBILITY_CHANGES, rows, lang=lang, stream=out)
    _more(out, len(changes), lang)


def _more(out: TextIO, rows: int, lang: Lang) -> None:
    if rows > SUMMARY_ROWS:
        _say(pick(sentences.MORE_ROWS.filled(count=rows - SUMMARY_ROWS), lang), out)
