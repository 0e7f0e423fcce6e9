"""Findings as JSON: policydiff.check/1."""

from __future__ import annotations

import json
from typing import Any

from policydiff.model import Comparison
from policydiff.wording import Both, Lang
from policydiff.years.check.form_only import differences_of_form, has_substance
from policydiff.years.check.model import Finding, Report

SCHEMA = "policydiff.check/1"


def to_json(report: Report, _lang: Lang = "zh") -> str:
    """The record of a report; it holds both languages."""
    return json.dumps(to_record(report), ensure_ascii=False, indent=2) + "\n"


def to_record(report: Report) -> dict[str, Any]:
    """The report as INTERFACE promises it."""
    return {
        "schema": SCHEMA,
        "checked": list(report.checked),
        "findings": [_finding(f) for f in report.findings],
        "comparisons": [_comparison(c) for c in report.comparisons],
        "summary": report.summary(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    keys = ("code", "severity", "document", "file", "line", "column", "clause")
    return {
        **{k: getattr(finding, k) for k in keys},
        "message": _both(finding.message),
        "advice": _both(finding.advice),
        "fingerprint": finding.fingerprint,
        "accepted": finding.accepted,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "old": comparison.old.head.id,
        "new": comparison.new.head.id,
        "substance": has_substance(comparison),
        "cosmetic": differences_of_form(comparison),
    }


def _both(said: Both) -> dict[str, str]:
    return {"zh": said.zh, "en": said.en}
