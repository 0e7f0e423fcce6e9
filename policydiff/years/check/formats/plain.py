"""Findings as lines of text, each with its place first, as compilers write them."""

from __future__ import annotations

from collections.abc import Iterator

from policydiff.wording import Lang, pick
from policydiff.wording import checks as wording
from policydiff.years.check.form_only import sentence
from policydiff.years.check.model import Finding, Report


def to_text(report: Report, lang: Lang = "zh") -> str:
    """Every finding in two lines (what is wrong; what to do and its fingerprint), then how many there are."""
    return "".join(f"{line}\n" for line in (*lines(report, lang), *summary(report, lang)))


def lines(report: Report, lang: Lang) -> Iterator[str]:
    """The findings, worst first."""
    for finding in report.findings:
        yield from _lines(finding, lang)


def _lines(finding: Finding, lang: Lang) -> Iterator[str]:
    severity = pick(wording.SEVERITY["accepted" if finding.accepted is not None else finding.severity], lang)
    yield f"{finding.file}:{finding.line}:{finding.column}: {severity}: {pick(finding.message, lang)} [{finding.code}]"
    if finding.accepted is None:
        yield f"    {pick(finding.advice, lang)}  ({finding.fingerprint})"
    else:
        yield f"    {pick(wording.TEXTS['accepted'], lang).format(reason=finding.accepted)}"


def summary(report: Report, lang: Lang) -> list[str]:
    """How many findings of each severity in how many documents; then a line on each comparison with a year before."""
    counts = report.summary()
    said = pick(wording.TEXTS["counts"], lang).format(documents=len(report.checked), **counts)
    if not report.findings:
        said = pick(wording.TEXTS["clean"], lang).format(documents=len(report.checked))
    return [said, *(sentence(c, lang) for c in report.comparisons)]
