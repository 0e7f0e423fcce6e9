"""Files appear whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def file_name(old: str, new: str) -> str:
    """The name of a pair's report without its ending.

    >>> file_name("2019", "2020@HEAD~1"), file_name("a/b", "指引")
    ('2019-2020@HEAD~1', 'a_b-指引')
    """
    return re.sub(r"[^\w.@~+-]", "_", f"{old}-{new}")


def write_all(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write every file or none: each is complete beside its place before the first takes it."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
                ready.append((file.name, path))
                file.write(data)
        for name, path in ready:
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
    except BaseException:
        for name, _ in ready:
            with suppress(FileNotFoundError):
                Path(name).unlink()
        raise
    return list(contents)


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
