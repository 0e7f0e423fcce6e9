"""`python -m tests.planted [SEEDS]`: recall and precision of every kind of planted change, as a table."""

from __future__ import annotations

import sys

from tests.planted.revisions import PLANTS
from tests.planted.score import tally

GOAL = 0.98


def main(seeds: int) -> int:
    """Print the table and what went wrong; the number of kinds that are below the goal."""
    print(f"{'kind':14}{'planted':>9}{'found':>7}{'recall':>8}{'claims':>8}{'right':>7}{'precision':>11}")
    below = 0
    for kind in PLANTS:
        found = tally(kind, range(seeds))
        print(
            f"{kind:14}{found.planted:9}{found.found:7}{found.recall:8.3f}{found.made:8}{found.right:7}{found.precision:11.3f}"
        )
        for line in [*(f"  missed {x}" for x in found.missed), *(f"  false  {x}" for x in found.false)][:6]:
            print(line)
        below += min(found.recall, found.precision) < GOAL
    return below


if __name__ == "__main__":
    raise SystemExit(min(1, main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)))
