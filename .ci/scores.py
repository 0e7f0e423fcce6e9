"""Score the installed command line against the shared gold and fail where a figure is below its floor.

A floor is what was reached when it was set, less a little for ties. Lowering one needs a reason in the commit.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

# What to score (paths in the data folder), and the floors of figures in the total line.
CHECKS = [
    (["restore", "guidance_2020_web_copy.txt", "gold/guidance_2020_clean.txt"], {"cer": (0.0, "<=")}),
    (
        ["facts", *(f"gold/{n}.json" for n in "guidance_2020 gwr2018 gwr2024 zhou007 zhou009 zhou034 zhou039".split())],
        {"targets.f1": (0.95, ">="), "responsibilities.f1": (0.98, ">="), "role_accuracy": (0.97, ">=")},
    ),
    (["align", "gold/align_1.json", "gold/align_2.json"], {"links.f1": (0.945, ">=")}),
    (["align", "gold/align_3.json", "gold/align_5.json"], {"links.f1": (0.915, ">=")}),
    (["align", "gold/align_4.json"], {"links.f1": (0.76, ">=")}),
    (
        ["bills", "taiwan_dev.jsonl"],
        {
            "links.f1": (0.94, ">="),
            "split_merge_recall": (0.54, ">="),
            "dropped.f1": (0.75, ">="),
            "added.f1": (0.93, ">="),
        },
    ),
]


def total(shared: Path, arguments: list[str]) -> dict:
    """The last line that score.py prints."""
    what, *names = arguments
    paths = [str(shared / "data" / name) for name in names]
    command = Path(sys.executable).with_name("policydiff")
    done = subprocess.run(
        [sys.executable, str(shared / "score" / "score.py"), what, *paths],
        env={**os.environ, "POLICYDIFF": str(command)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def figure(found: dict, name: str) -> float:
    """A figure of the total by its dotted name."""
    value = found
    for part in name.split("."):
        value = value[part]
    return value


def main(shared: Path) -> int:
    """Print every figure beside its floor; the number of those that are below."""
    below = 0
    for arguments, floors in CHECKS:
        found = total(shared, arguments)
        for name, (floor, sign) in floors.items():
            value = figure(found, name)
            holds = value >= floor if sign == ">=" else value <= floor
            below += not holds
            print(
                f"{'ok  ' if holds else 'LOW '} {arguments[0]} {Path(arguments[1]).stem}… {name} {value} {sign} {floor}"
            )
    return below


if __name__ == "__main__":
    raise SystemExit(min(1, main(Path(sys.argv[1]))))
