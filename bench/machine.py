"""The machine that measured, and what starting the program costs on it."""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
from importlib import metadata
from pathlib import Path

RUNS = 9
ROOT = Path(__file__).parent.parent
_MODULES = """
import json, sys
sys.argv = ["policydiff", "compare", "2019", "2020", "-q", "-o", "-"]
sys.stdout, shown = open(__import__("os").devnull, "w"), sys.stdout
from policydiff.cli import main
try: main()
except SystemExit: pass
tops = {m.partition(".")[0] for m in sys.modules} - sys.stdlib_module_names - {"policydiff", "__main__"}
print(json.dumps(sorted(t for t in tops if getattr(sys.modules.get(t), "__file__", None))), file=shown)
"""


def describe() -> dict[str, str]:
    """Processor, memory, system, Python and the versions of the tools; nothing that names the machine's owner."""
    names = ("policydiff", "diff-match-patch", "fast-diff-match-patch", "redlines")
    versions = {name: _version(name) for name in names}
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version for name, version in versions.items() if version},
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def start_up() -> dict[str, float]:
    """Seconds, medians of fresh processes: the command, its help, and what importing their libraries alone takes.

    `floor` imports every library from elsewhere that `compare 2019 2020` loads, and does nothing with them.
    """
    modules = json.loads(_run([sys.executable, "-c", _MODULES]))
    command = str(Path(sys.executable).with_name("policydiff"))
    return {
        "python": _median([sys.executable, "-c", ""]),
        "import click": _median([sys.executable, "-c", "import click"]),
        "--help": _median([command, "--help"]),
        "floor": _median([sys.executable, "-c", f"import {', '.join(modules)}"]),
        "compare 2019 2020": _median([command, "compare", "2019", "2020", "-q", "-o", "-"]),
    }


def _median(command: list[str]) -> float:
    times = []
    for _ in range(RUNS):
        start = _spent()
        _run(command)
        times.append(_spent() - start)
    return statistics.median(times)


def _spent() -> float:
    """Processor seconds of all child processes so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(command: list[str]) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
