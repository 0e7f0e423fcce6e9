"""The little that the years need to know from git."""

from __future__ import annotations

import subprocess
from pathlib import Path

from policydiff.errors import CorpusError

# What every year depends on: a change of it is a change of all.
_SHARED = ("units.toml", "indicators.toml")


def prefix(corpus: Path) -> str:
    """The corpus folder's path from the root of its repository; outside of one, its name."""
    inside = _git(corpus, "rev-parse", "--show-prefix")
    return inside.decode().strip().rstrip("/") or corpus.resolve().name if inside is not None else corpus.resolve().name


def changed_years(corpus: Path, revision: str) -> frozenset[str]:
    """The years whose files, or whose overrides, are not as they were at a revision; CorpusError if git has none."""
    if revision.startswith("-") or _git(corpus, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is None:
        raise CorpusError(
            f"git 不认识版本“{revision}”；请检查 --changed-since，并确认取回了足够的历史（fetch-depth: 0）。",
            f"git knows no revision “{revision}”; check --changed-since, and that enough history was fetched "
            "(fetch-depth: 0).",
        )
    tracked = _git(corpus, "diff", "--name-only", "-z", "--relative", revision, "--", ".") or b""
    untracked = _git(corpus, "ls-files", "--others", "--exclude-standard", "-z", "--", ".") or b""
    paths = [p for p in (tracked + untracked).decode("utf-8", "surrogateescape").split("\0") if p]
    names = [p.name for p in corpus.iterdir() if p.is_dir()]
    if any(p in _SHARED for p in paths):
        return frozenset(names)
    changed = {p.split("/", 1)[0] for p in paths}
    pairs = {Path(p).stem for p in paths if p.startswith("overrides/")}
    return frozenset(n for n in names if n in changed or any(pair.endswith(f"-{n}") for pair in pairs))


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git says, or None where it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 – no shell; git from the user's own PATH
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
