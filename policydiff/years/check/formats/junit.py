"""Findings as JUnit XML: a suite a document, a case a code that was found in it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from policydiff.wording import Lang, pick
from policydiff.years.check.model import Finding, Report


def to_junit(report: Report, lang: Lang = "zh") -> str:
    """Errors fail; warnings and notices are the output of a case that passes; what was accepted is skipped."""
    documents = list(dict.fromkeys((*report.checked, *(f.document for f in report.findings))))
    suites = [_suite(d, [f for f in report.findings if f.document == d], lang) for d in documents]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="policydiff">\n' + "".join(suites) + "</testsuites>\n"
    )


def _suite(document: str, findings: list[Finding], lang: Lang) -> str:
    name = document or "overrides"
    cases = "".join(_case(f, name, lang) for f in findings)
    cases = cases or f'    <testcase classname={quoteattr(name)} name="policydiff check" />\n'
    failed = sum(f.accepted is None and f.severity == "error" for f in findings)
    skipped = sum(f.accepted is not None for f in findings)
    return (
        f'  <testsuite name={quoteattr(name)} tests="{max(1, len(findings))}" failures="{failed}" errors="0" '
        f'skipped="{skipped}">\n{cases}  </testsuite>\n'
    )


def _case(finding: Finding, suite: str, lang: Lang) -> str:
    name = quoteattr(f"{finding.code} {finding.file}:{finding.line}:{finding.column} {finding.fingerprint}")
    said = pick(finding.message, lang)
    advice = escape(pick(finding.advice, lang))
    if finding.accepted is not None:
        inside = f"<skipped message={quoteattr(finding.accepted)} />"
    elif finding.severity == "error":
        inside = f"<failure type={quoteattr(finding.code)} message={quoteattr(said)}>{advice}</failure>"
    else:
        inside = f"<system-out>{finding.severity}: {escape(said)}; {advice}</system-out>"
    return f"    <testcase classname={quoteattr(suite)} name={name}>{inside}</testcase>\n"
