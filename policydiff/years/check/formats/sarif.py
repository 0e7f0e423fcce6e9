"""Findings as SARIF 2.1.0, which code scanning of GitHub and most editors read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from policydiff import __version__
from policydiff.wording import Lang, pick
from policydiff.wording.both import STOP, joined
from policydiff.years.check.codes import CODES
from policydiff.years.check.model import Finding, Report, Severity

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "notice": "note"}
FINGERPRINT = "policydiff/v1"


def to_sarif(report: Report, lang: Lang = "zh") -> str:
    """One run; what was accepted is a suppressed result with its reason."""
    codes = list(dict.fromkeys(f.code for f in report.findings))
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "policydiff", "version": __version__, "rules": [_rule(c) for c in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(f, codes.index(f.code), lang) for f in report.findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "defaultConfiguration": {"level": _LEVEL[CODES[code].severity]}}


def _result(finding: Finding, index: int, lang: Lang) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(finding.file)},
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.clause:
        location["logicalLocations"] = [
            {"fullyQualifiedName": f"{finding.document}/{finding.clause}", "kind": "clause"}
        ]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": pick(joined((finding.message, finding.advice), STOP), lang)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.accepted}]
    return result
