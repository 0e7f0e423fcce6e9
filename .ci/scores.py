"""Score the installed command line against the shared gold and fail where a figure is below its floor.

A floor is what was reached when it was set, less a little for ties; lowering one needs a reason in the commit.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# (what to score, where in the total, floor)
FLOORS = [
    (["restore", "guidance_2020_web_copy.txt", "gold/guidance_2020_clean.txt"], ["cer"], None),
]


def total(shared: Path, arguments: list[str]) -> dict:
    """The last line of score.py's output."""
    data = shared / "data"
    paths = [str(data / a) if (data / a).exists() else a for a in arguments]
    command = Path(sys.executable).with_name("policydiff")
    done = subprocess.run(
        [sys.executable, str(shared / "score" / "score.py"), *paths],
        env={**os.environ, "POLICYDIFF": str(command)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    raise SystemExit(0)
