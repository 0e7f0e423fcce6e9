"""One measurement in a process of its own: the median of some runs, the peak of memory, and limits on both.

Seconds are the processor's, not the clock's: what else the machine does changes them little.
"""

from __future__ import annotations

import json
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path

RUNS = 7  # at most
ENOUGH = 3.0  # seconds of runs: a slow case is run once
_FINE = 0.2  # seconds that a timed stretch should last at least
_PATIENCE = 10  # times the limit on the clock: a busy machine ends nothing
SMALL = ("一、完善制度。增长5%以上。（办公厅负责）", "一、健全制度。增长6%以上。（办公厅负责）")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one tool needs for one pair. `seconds` is None where `problem` says why: time, memory, absent or fault."""

    tool: str
    seconds: float | None = None
    runs: int = 0
    peak_mb: float | None = None  # of the process, imports and both texts included
    own_mb: float | None = None  # what the runs added to it
    stages: dict[str, float] | None = None
    problem: str | None = None


def measure(tool: str, old: Path, new: Path, *, limit: float, memory_mb: int) -> Measured:
    """Run a tool on two files in a child process; a run that takes longer than `limit` is ended."""
    command = [sys.executable, "-m", "bench.measure", tool, str(old), str(new), f"{limit:g}", str(memory_mb)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE * limit, check=False)
    except subprocess.TimeoutExpired:
        return Measured(tool, problem=f"over {limit:g} s")
    if done.returncode:
        if done.returncode == -signal.SIGXCPU:
            return Measured(tool, problem=f"over {limit:g} s")
        lines = done.stderr.strip().splitlines()
        last = lines[-1] if lines else f"status {done.returncode}"
        if "ModuleNotFoundError" in last:
            return Measured(tool, problem="not installed")
        return Measured(tool, problem=f"over {memory_mb} MB" if "MemoryError" in last else last)
    return Measured(**json.loads(done.stdout))


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _limit(seconds: float) -> None:
    """End this process when it has used so many more seconds of the processor."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time() + seconds), hard))


def _child(tool: str, old: Path, new: Path, limit: float, memory_mb: int) -> Measured:
    from bench.tools import OURS, TOOLS, stages

    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    with tempfile.TemporaryDirectory() as folder:
        small = [Path(folder, name) for name in ("old.txt", "new.txt")]
        for path, text in zip(small, SMALL, strict=True):
            path.write_text(text, encoding="utf-8")
        TOOLS[tool](*small)()
    before = _peak_mb()
    run = TOOLS[tool](old, new)
    times: list[float] = []
    often = 1
    while len(times) < RUNS and often * sum(times) < ENOUGH:
        _limit(often * limit)
        start = time.process_time()
        for _ in range(often):
            run()
        times.append((time.process_time() - start) / often)
        if often == 1 and times[0] < _FINE:  # the processor's clock ticks every few milliseconds: run it in one go
            often, times = ceil(_FINE / max(times[0], _FINE / 100)), []
    _limit(_PATIENCE * limit)
    peak = _peak_mb()
    parts = stages(old, new) if tool == next(iter(OURS)) and sum(times) < 10 * ENOUGH else None
    return Measured(tool, statistics.median(times), len(times), peak, peak - before, parts)


if __name__ == "__main__":
    measured = _child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))
    sys.stdout.write(json.dumps(asdict(measured)))
