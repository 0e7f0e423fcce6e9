"""Is a corpus sound: findings on its years, for people and for CI.

- `model`       a year as the rules see it; what they find
- `codes`       the page of codes: how grave each is, with an example
- `wording`     what the findings say and advise
- `files`, `characters`, `structure`, `facts`   the rules, one function each
- `run`         all rules over all years; places, fingerprints, acceptances
- `formats`     findings as text, JSON, for GitHub, GitLab, SARIF, JUnit
"""

from policydiff.years.check.model import Finding, Report
from policydiff.years.check.run import check

__all__ = ["Finding", "Report", "check"]
