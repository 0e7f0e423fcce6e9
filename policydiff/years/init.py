"""An empty corpus with a workflow that checks it and publishes its pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from policydiff import __version__, output
from policydiff.errors import UsageError

Forge = Literal["github", "gitlab", "none"]
FORGES: tuple[Forge, ...] = ("github", "gitlab", "none")
_STARTER = Path(__file__).parent / "starter"
# Where each file of the starter goes.
_PLACES: dict[str, str] = {"README.md": "corpora/README.md", "gitignore": ".gitignore"}
_WORKFLOWS: dict[Forge, dict[str, str]] = {
    "github": {"github.yml": ".github/workflows/policydiff.yml"},
    "gitlab": {"gitlab.yml": ".gitlab-ci.yml"},
    "none": {},
}


@dataclass(frozen=True, slots=True)
class Laid:
    """What was laid down, and what was there already and was left as it is."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def init(folder: Path, forge: Forge = "github") -> Laid:
    """Lay down an empty corpus. Nothing that is there is overwritten; UsageError where the folder is a file."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 是文件；请给出文件夹。", f"{folder} is a file; name a folder.")
    places = {folder / place: _STARTER / name for name, place in (_PLACES | _WORKFLOWS[forge]).items()}
    wanted = {path: source for path, source in places.items() if not path.exists()}
    texts = {p: s.read_text("utf-8").replace("@VERSION@", __version__) for p, s in wanted.items()}
    written = output.write_all({path: text.encode("utf-8") for path, text in texts.items()})
    return Laid(tuple(written), tuple(p for p in places if p not in wanted))
