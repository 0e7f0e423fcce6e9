"""The last word: pairs that a person set or forbade, from a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path

from policydiff.errors import OverridesError
from policydiff.model import Override

_TABLES = ("clause", "target", "responsibility")
_KEYS = ("action", "old", "new", "reason")


def default_path(corpus: Path, old: str, new: str) -> Path:
    """Where the overrides of a pair are looked for."""
    return corpus / "overrides" / f"{old}-{new}.toml"


def read_overrides(path: Path) -> tuple[Override, ...]:
    """Read a file of [[clause]], [[target]] and [[responsibility]] tables; OverridesError where it is not in form."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))  # some editors set a mark before the text
    except FileNotFoundError as error:
        raise OverridesError(
            f"没有文件 {path}；请检查 --overrides。", f"there is no file {path}; check --overrides."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise OverridesError(
            f"{path} 读不懂（{error}）；请改正。", f"{path} cannot be read ({error}); mend it."
        ) from error
    found: list[Override] = []
    for of in _TABLES:
        entries = table.pop(of, [])
        if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
            raise _bad(path, of)
        for number, entry in enumerate(entries, 1):
            missing = [k for k in _KEYS if not isinstance(entry.get(k), str)]
            if missing or entry["action"] not in ("link", "unlink"):
                raise _bad(path, f"[[{of}]] {number}")
            found.append(Override(entry["action"], of, *(entry[k] for k in _KEYS[1:])))  # type: ignore[arg-type]
    if table:
        raise _bad(path, next(iter(table)))
    return tuple(found)


def _bad(path: Path, what: str) -> OverridesError:
    return OverridesError(
        f"{path} 的 {what} 不合要求；每条须有 action（link 或 unlink）、old、new、reason，均为文字。",
        f"{what} in {path} is not in form: each entry needs action (link or unlink), old, new and reason, all text.",
    )
