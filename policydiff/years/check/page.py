"""docs/checks.md: every code with its severity, what it says, what to do, and the example in which it is found.

`python -m policydiff.years.check.page` prints it.
"""

from __future__ import annotations

import string
import sys

from policydiff.wording import checks as wording
from policydiff.wording.checks import CHECKS
from policydiff.years.check.codes import CODES

_HEAD = """# What `policydiff check` finds / 检查规则

Made from the rules by `python -m policydiff.years.check.page`; a test keeps it in step. Each example is a whole corpus,
the smallest in which the code is found.

An error makes `check` end with status 1, with `--strict` a warning too; a notice never does. A finding that is meant
is accepted in the year's document.toml, by the fingerprint that `check` prints:

```toml
[[accepted]]
fingerprint = "0123456789abcdef"
reason = "原文如此"
```

The fingerprint is made of the code, the document, the clause and the words, not of the line: it holds when lines move,
and fits no longer when the words change; then the acceptance is itself a finding.

| code | severity | finding |
|---|---|---|
"""


def checks_page() -> str:
    """The page, in Markdown."""
    rows = [
        f"| [{code}](#{code}) | {one.severity} | {_open(CHECKS[code][0][0])} / {_open(CHECKS[code][0][1])} |\n"
        for code, one in CODES.items()
    ]
    return _HEAD + "".join(rows) + "".join(_section(code) for code in CODES)


def _section(code: str) -> str:
    message, advice = CHECKS[code]
    severity = wording.SEVERITY[CODES[code].severity]
    lines = [
        f"\n## {code}\n",
        f"{severity[0]} / {severity[1]}\n",
        f"- {_open(message[0])}。{_open(advice[0])}。",
        f"- {_open(message[1])}. {_open(advice[1])}.\n",
    ]
    for path, content in CODES[code].example.items():
        shown = content.rstrip("\n")
        lines.append(f"`{path}`\n\n```\n{shown}\n```\n")
    return "\n".join(lines)


def _open(sentence: str) -> str:
    """A sentence with … where the values go."""
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in string.Formatter().parse(sentence))


if __name__ == "__main__":
    sys.stdout.write(checks_page())
