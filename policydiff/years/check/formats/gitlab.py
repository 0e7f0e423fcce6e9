"""Findings as GitLab's Code Quality report, which the merge request shows."""

from __future__ import annotations

import json

from policydiff.wording import Lang, pick
from policydiff.wording.both import STOP, joined
from policydiff.years.check.model import Report, Severity

_SEVERITY: dict[Severity, str] = {"error": "critical", "warning": "minor", "notice": "info"}


def to_gitlab(report: Report, lang: Lang = "zh") -> str:
    """A list of issues; what was accepted is none."""
    issues = [
        {
            "type": "issue",
            "description": pick(joined((f.message, f.advice), STOP), lang),
            "check_name": f.code,
            "categories": ["Style" if f.severity == "notice" else "Bug Risk"],
            "fingerprint": f.fingerprint,
            "severity": _SEVERITY[f.severity],
            "location": {"path": f.file, "lines": {"begin": f.line}},
        }
        for f in report.open
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
