"""Findings as GitHub's workflow commands, and the summary of a job.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word; the log keeps
all. A job's summary may have 1 MiB; past it the upload is given up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from policydiff.wording import Lang, pick
from policydiff.wording import checks as wording
from policydiff.years.check.form_only import sentence
from policydiff.years.check.formats.plain import lines, summary
from policydiff.years.check.model import SEVERITIES, Finding, Report

ANNOTATIONS = 10  # of a severity, a step
SUMMARY_BYTES = 900 * 1024  # under 1 MiB, with room for what other tools of the step write


def to_github(report: Report, lang: Lang = "zh") -> str:
    """Annotations, worst first; where some had to stay out, the last notice says how many; then every finding."""
    log = [_harmless(line) for line in (*lines(report, lang), *summary(report, lang))]
    title = pick(wording.TEXTS["all"], lang)
    return "".join(f"{line}\n" for line in (*_annotations(report, lang), f"::group::{title}", *log, "::endgroup::"))


def _annotations(report: Report, lang: Lang) -> Iterator[str]:
    shown: list[Finding] = []
    for severity in SEVERITIES:
        shown += [f for f in report.open if f.severity == severity][:ANNOTATIONS]
    left = len(report.open) - len(shown)
    if left and sum(f.severity == "notice" for f in shown) == ANNOTATIONS:
        shown, left = shown[:-1], left + 1  # the last notice's room is for saying so
    for finding in shown:
        yield _annotation(finding, lang)
    if left:
        said = pick(wording.TEXTS["more"], lang).format(count=left)
        yield f"::notice title=policydiff::{_data(said)}"


def _annotation(finding: Finding, lang: Lang) -> str:
    said = f"{pick(finding.message, lang)}\n{pick(finding.advice, lang)}"
    properties = {
        "file": finding.file,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{finding.document} {finding.code}",
    }
    named = ",".join(f"{k}={_property(v)}" for k, v in properties.items())
    return f"::{finding.severity} {named}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _harmless(line: str) -> str:
    """A line of the log in which no words of a document are taken for a command of the runner."""
    line = line.replace("##[", "## [")
    return f" {line}".replace("::", ": :", 1) if line.lstrip().startswith("::") else line


# ---------------------------------------------------------------- the job's summary


def job_summary(report: Report, lang: Lang = "zh", *, room: int = SUMMARY_BYTES) -> str:
    """Markdown: the findings, then each year's comparison with the year before, cut at whole sections.

    `room` is in bytes of UTF-8. What did not fit is named in a line at the end.
    """
    from policydiff.report.text.md import render_md

    sections = [_findings(report, lang)]
    for comparison in report.comparisons:
        sections += [f"\n**{sentence(comparison, lang)}**\n\n", *_sections(render_md(comparison, lang=lang))]
    return _cut(sections, lang, room)


def add_job_summary(report: Report, path: Path, lang: Lang = "zh") -> None:
    """Put the summary behind what the step has written already; what does not fit is cut."""
    there = path.stat().st_size if path.is_file() else 0
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(job_summary(report, lang, room=max(0, SUMMARY_BYTES - there)))


def _findings(report: Report, lang: Lang) -> str:
    head = [f"## {pick(wording.TEXTS['title'], lang)}", "", *summary(report, lang)[:1], ""]
    names = ("severity", "place", "message", "advice")
    if report.findings:
        head += [f"| {' | '.join(pick(wording.COLUMNS[n], lang) for n in names)} |", "|---|---|---|---|"]
    rows = []
    for f in report.findings:
        severity = pick(wording.SEVERITY["accepted" if f.accepted is not None else f.severity], lang)
        said = f.accepted if f.accepted is not None else pick(f.advice, lang)
        cells = (severity, f"{f.file}:{f.line}", f"{pick(f.message, lang)} [{f.code}]", said)
        rows.append(f"| {' | '.join(_cell(c) for c in cells)} |")
    return "\n".join([*head, *rows]) + "\n"


def _cell(text: str) -> str:
    for sign in "\\`*_|<>[]":
        text = text.replace(sign, f"&#{ord(sign)};")
    return text


def _sections(markdown: str) -> list[str]:
    """A Markdown text at its headings, whole."""
    found: list[str] = []
    for line in markdown.splitlines(keepends=True):
        if line.startswith("#") or not found:
            found.append("")
        found[-1] += line
    return found


def _cut(sections: Sequence[str], lang: Lang, room: int) -> str:
    """As many whole sections as fit, and a line that says how many do not; a single one is cut at its lines."""
    said = pick(wording.TEXTS["cut"], lang)
    size = len(said.format(count=len(sections)).encode()) + 8
    kept: list[str] = []
    for number, section in enumerate(sections):
        length = len(section.encode())
        if size + length <= room:
            kept.append(section)
            size += length
            continue
        if number == 0:
            kept.append(_lines_that_fit(section, room - size))
        return "".join(kept).rstrip("\n") + "\n\n" + said.format(count=len(sections) - number) + "\n"
    return "".join(kept)


def _lines_that_fit(section: str, room: int) -> str:
    found: list[str] = []
    for line in section.splitlines(keepends=True):
        room -= len(line.encode())
        if room < 0:
            break
        found.append(line)
    return "".join(found)
