"""A report of findings as text, as JSON, for GitHub, GitLab, SARIF and JUnit: one module and one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from policydiff.wording import Lang
from policydiff.years.check.formats.github import to_github
from policydiff.years.check.formats.gitlab import to_gitlab
from policydiff.years.check.formats.junit import to_junit
from policydiff.years.check.formats.plain import to_text
from policydiff.years.check.formats.record import to_json
from policydiff.years.check.formats.sarif import to_sarif
from policydiff.years.check.model import Report

Form = Literal["text", "json", "github", "sarif", "gitlab", "junit"]
FORMATS: Mapping[Form, Callable[[Report, Lang], str]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
    "sarif": to_sarif,
    "gitlab": to_gitlab,
    "junit": to_junit,
}
