"""Files appear whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from policydiff.errors import UsageError
from policydiff.text.names import shortened

# Behind the name of a file that is being written, from tempfile.
_UNFINISHED = "[a-z0-9_]{8}"


def file_name(old: str, new: str) -> str:
    """The name of a pair's report without its ending.

    >>> file_name("2019", "2020@HEAD~1"), file_name("a/b", "指引")
    ('2019-2020@HEAD~1', 'a_b-指引')
    """
    return shortened(re.sub(r"[^\w.@~+-]", "_", f"{old}-{new}"))


def write_all(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write every file or none: each is complete beside its place before the first takes it.

    A link is followed, and what is no regular file (a pipe, a device) is written through and stays what it is.
    """
    through = {path: data for path, data in contents.items() if _is_special(path)}
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            if path not in through:
                target = Path(os.path.realpath(path))
                ready.append((_beside(target, data), target))
        for name, target in ready:
            name.replace(target)
    except BaseException:
        for name, _ in ready:
            with suppress(OSError):
                name.unlink()
        raise
    for path, data in through.items():
        with path.open("wb") as file:
            file.write(data)
    return list(contents)


def _is_special(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # it is not there yet, or the attempt to write will say what is wrong
    if stat.S_ISDIR(mode):
        raise UsageError(f"{path} 是文件夹；请给出文件名。", f"{path} is a folder; name a file in it.")
    return not stat.S_ISREG(mode) or path.is_relative_to("/dev")


def _beside(target: Path, data: bytes) -> Path:
    """The finished file beside its place, with the mode that it will have there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    file = tempfile.NamedTemporaryFile(dir=target.parent, prefix=_prefix(target), delete=False)  # noqa: SIM115 – below
    try:
        with file:  # a disk that is full may say so only at the end
            _hold(file.fileno())
            file.write(data)
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~umask()
            Path(file.name).chmod(mode)
    except BaseException:
        Path(file.name).unlink()
        raise
    return Path(file.name)


def _prefix(target: Path) -> str:
    return f".{shortened(target.name)}."


def _sweep(target: Path) -> None:
    """Remove what a process that was killed has left: unfinished files that nobody holds any more."""
    unfinished = re.compile(re.escape(_prefix(target)) + _UNFINISHED)
    for path in target.parent.iterdir():
        if unfinished.fullmatch(path.name):
            with suppress(OSError), path.open("rb") as file:
                if _hold(file.fileno()):
                    path.unlink()


def _hold(file: int) -> bool:
    """Mark a file as being written, as long as it is open; False where somebody else writes it."""
    try:
        import fcntl
    except ImportError:  # not on Windows, where an open file cannot be removed anyway
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def umask() -> int:
    """The permissions that the user wants new files not to have."""
    current = os.umask(0o022)
    os.umask(current)
    return current
