"""`python -m tests.fuzz [SEED...]`: new seeds for some time, or the seeds given."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import tests.fuzz
from tests.fuzz.running import KINDS, faults


def command_line() -> None:
    parser = argparse.ArgumentParser(
        description=tests.fuzz.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("seeds", nargs="*", help="kind:number")
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", help="all, where it is not given")
    parser.add_argument("--from", dest="start", type=int, default=0)
    given = parser.parse_args()
    if given.seeds:
        for seed in given.seeds:
            folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
            print(folder, *faults(seed, folder), sep="\n")
        return
    ends, number, broken = time.monotonic() + given.seconds, given.start, 0
    while time.monotonic() < ends:
        for kind in given.kind or KINDS:
            with tempfile.TemporaryDirectory() as folder:
                for one in faults(f"{kind}:{number}", Path(folder)):
                    broken += 1
                    print(one, flush=True)
        number += 1
    print(f"{(number - given.start) * len(given.kind or KINDS)} seeds, the last {number - 1}: {broken} faults")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    command_line()
