"""Reading a file in a process of its own, which may be slow, greedy or crash without harm to ours.

PDF libraries are large programs in C, and parsers of web pages can be made to take hours by a page written for
that. The child has limits for time, memory and files; what it says comes back as JSON, so nothing in the file
can reach this process but text.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from policydiff.errors import SourceError
from policydiff.ingest.limits import MB, damaged
from policydiff.ingest.readers.extracted import Extracted, LeftOut
from policydiff.model import Note

# A PDF of 377 pages and 180,000 characters takes 5 s and 0.1 GB on one slow core; the longest statute has half of
# that, so a document has room for five times as much, and a hostile file is given up soon.
CPU_SECONDS = 20
# The clock is the last resort only, for a child that waits: a busy machine must not change a result.
WALL_SECONDS = 900
MEMORY = 2048 * MB


def bounded(reader: str, data: bytes, *, name: str) -> Extracted:
    """Run `read_unbounded` of the module `policydiff.ingest.readers.READER` on a file, within limits.

    Raises:
        SourceError: what the reader raised, or that it ran into a limit.

    """
    header = json.dumps({"reader": reader, "name": name}).encode()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell, no part of the file
            [sys.executable, "-m", __name__],
            input=header + b"\n" + data,
            capture_output=True,
            timeout=WALL_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_costly(name) from error
    try:
        said = json.loads(child.stdout)
    except ValueError as error:
        raise _too_costly(name) from error
    if "zh" in said:
        raise SourceError(said["zh"], said["en"])
    if "crash" in said:
        raise damaged(name) from RuntimeError(said["crash"])
    return _extracted(said)


def _too_costly(name: str) -> SourceError:
    return SourceError(
        f"“{name}”过于复杂或已损坏，在规定的时间和内存内读不完；请用原来的软件另存一份，或只保留正文再试。",
        f"“{name}” is too complex or damaged: it could not be read within the limits of time and memory; "
        "save it anew, or save only the document itself.",
    )


def _extracted(said: dict[str, Any]) -> Extracted:
    return Extracted(
        said["text"],
        said["encoding"],
        tuple(LeftOut(**one) for one in said["left_out"]),
        tuple(Note(one["code"], None, tuple((k, v) for k, v in one["values"])) for one in said["notes"]),
    )


def _limit() -> None:
    """Bind this process to the limits, as far as the system knows them (Windows has none of this kind)."""
    with contextlib.suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def _serve(request: bytes) -> dict[str, Any]:
    header, _, data = request.partition(b"\n")
    asked = json.loads(header)
    module = importlib.import_module(f"policydiff.ingest.readers.{asked['reader']}")
    try:
        extracted: Extracted = module.read_unbounded(data, name=asked["name"])
    except SourceError as error:
        return {"zh": error.zh, "en": error.en}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a file that a library cannot bear is damaged, whatever it raises
        return {"crash": repr(error)}
    return asdict(extracted)


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(_serve(sys.stdin.buffer.read())))
