"""A seed → the commands it stands for, run one after the other, and what went wrong."""

from __future__ import annotations

import contextlib
import io
import random
import signal
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from policydiff.cli import main
from tests.fuzz.corpora import of_corpora
from tests.fuzz.damage import of_damage
from tests.fuzz.files import Random, of_files
from tests.fuzz.lines import of_lines
from tests.fuzz.odd import of_odd
from tests.fuzz.served import of_servers

KEPT = Path(__file__).parents[1] / "fuzz_seeds.txt"
LIMIT = 60  # seconds for all commands of one seed; none takes a tenth of it
KINDS: dict[str, Callable[[Path, Random], Iterator[list[str]]]] = {
    "files": of_files, "corpus": of_corpora, "damage": of_damage, "odd": of_odd, "lines": of_lines, "served": of_servers,
}  # fmt: skip


def faults(seed: str, folder: Path) -> list[str]:
    """What went wrong with a seed (`kind:number`) in an empty folder; nothing, where all is well."""
    kind, _, number = seed.partition(":")
    rng = random.Random(seed)
    del number
    found: list[str] = []
    with contextlib.chdir(folder):
        try:
            with _no_longer_than(LIMIT):
                for arguments in KINDS[kind](folder, rng):
                    told = (
                        f"{seed}: policydiff {' '.join(map(ascii, arguments))}\n{trouble}"
                        for trouble in _run(arguments)
                    )
                    found += told
        except Exception as error:  # a law that does not hold, or what the program raises where Python calls it
            found.append(f"{seed}: {type(error).__name__}: {error}\n{traceback.format_exc()[-900:]}")
    return found


def _run(arguments: list[str]) -> Iterator[str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    status: object = None
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main([*arguments, "--verbose"] if "--verbose" in arguments else arguments)
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:  # whatever it is, it is what is looked for
        yield traceback.format_exc()
        return
    said = out.buffer.getvalue().decode("utf-8", "replace") + err.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]
    if status not in (0, 1, 2):
        yield f"status {status}"
    if "Traceback" in said or "程序出错" in said or "a fault in policydiff" in said:
        yield said[-600:]
    if status == 2 and not err.buffer.getvalue().strip():  # type: ignore[attr-defined]
        yield "an error without a sentence"


@contextlib.contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Of processor time: how busy the machine is says nothing."""
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"over {LIMIT} seconds")


def kept_seeds() -> list[str]:
    """The seeds that once broke something."""
    return [
        line.partition("#")[0].strip()
        for line in KEPT.read_text("utf-8").splitlines()
        if line.partition("#")[0].strip()
    ]
