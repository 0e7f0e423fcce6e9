"""What is measured: policydiff, whole and by stage, and the tools that people use instead, on the same two texts.

Each tool is a function that is given the two files and returns what runs once; its imports and a first small run
happen before the clock starts.
"""

from __future__ import annotations

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

Run = Callable[[], Any]
Prepare = Callable[[Path, Path], Run]
STAGES = ("ingest", "parse", "facts", "align", "classify")


def whole(old: Path, new: Path) -> Run:
    """Bytes to the HTML report: everything included."""
    from policydiff import api

    return lambda: api.to_html(api.compare(api.read(old), api.read(new)))


def compare(old: Path, new: Path) -> Run:
    """Two parsed documents to a comparison."""
    from policydiff import api

    a, b = api.read(old), api.read(new)
    return lambda: api.compare(a, b)


def difflib(old: Path, new: Path) -> Run:
    """The standard library's matcher over characters, without its heuristic for popular ones."""
    from difflib import SequenceMatcher

    a, b = old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")
    return lambda: SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def diff_match_patch(old: Path, new: Path) -> Run:
    """Google's character diff in Python, without its time limit: with one it returns a coarse result."""
    from diff_match_patch import diff_match_patch as Differ  # noqa: N812 – a class with the name of its module

    a, b = old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")
    differ = Differ()
    differ.Diff_Timeout = 0
    return lambda: differ.diff_main(a, b)


def fast_diff_match_patch(old: Path, new: Path) -> Run:
    """The same in C++, without its time limit."""
    from fast_diff_match_patch import diff

    a, b = old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")
    return lambda: diff(a, b, timelimit=0, checklines=False)


def redlines(old: Path, new: Path) -> Run:
    """A redline of the two texts as markdown. It cuts at spaces, so a Chinese paragraph is one word to it."""
    from redlines import Redlines

    a, b = old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")
    return lambda: Redlines(a, b).output_markdown


OURS: dict[str, Prepare] = {"whole": whole, "compare": compare}
PEERS: dict[str, Prepare] = {
    "difflib": difflib,
    "diff-match-patch": diff_match_patch,
    "fast-diff-match-patch": fast_diff_match_patch,
    "redlines": redlines,
}
TOOLS = {**OURS, **PEERS}


def stages(old: Path, new: Path) -> dict[str, float]:
    """Seconds of each stage in one run of the whole, and of the report behind them."""
    from policydiff import api, pipeline
    from policydiff.corpus import locate

    spent: dict[str, float] = defaultdict(float)
    with _timed(pipeline, spent), _timed(locate, spent):
        start = time.process_time()
        a, b = api.read(old), api.read(new)
        spent["ingest"] = time.process_time() - start - spent["parse"]
        comparison = api.compare(a, b)
        start = time.process_time()
        api.to_html(comparison)
        spent["html"] = time.process_time() - start
    return dict(spent)


@contextmanager
def _timed(module: ModuleType, spent: dict[str, float]) -> Iterator[None]:
    """Add up the time of every function that `module` took from a stage, under the stage's name."""
    kept = {}
    for name, value in vars(module).items():
        stage = getattr(value, "__module__", "").removeprefix("policydiff.").partition(".")[0]
        if callable(value) and not isinstance(value, type) and stage in STAGES:
            kept[name] = value
            setattr(module, name, _clocked(value, stage, spent))
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(module, name, value)


def _clocked(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(function)
    def clocked(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[stage] += time.process_time() - start

    return clocked
