"""`python -m bench`: measure, print, and write bench/results.json; with --readme put the table into the READMEs."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench import machine, made, table
from bench.measure import Measured, measure
from bench.results import Case, Results
from bench.tools import OURS, PEERS

HERE = Path(__file__).parent
LIMIT, PEER_LIMIT = 120.0, 20.0


def main() -> None:
    """Measure what the options ask for."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        cases = [*_pairs(options, Path(folder)), *_growing(options, Path(folder))]
    results = Results(machine.describe(), options.limit, options.peer_limit, tuple(cases), machine.start_up())
    print(table.whole(results))
    if options.json:
        options.json.write_text(json.dumps(asdict(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.readme:
        table.put(HERE.parent / "README.md", table.readme(results, "en"))
        table.put(HERE.parent / "README.zh.md", table.readme(results, "zh"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--kind", action="append", choices=[k.name for k in made.KINDS], help="only these made kinds")
    parser.add_argument("--no-made", action="store_true", help="the pairs alone")
    parser.add_argument("--no-pairs", action="store_true", help="the made kinds alone")
    parser.add_argument("--pair", nargs=2, type=Path, metavar=("OLD", "NEW"), help="one pair of files of your own")
    parser.add_argument("--largest", type=int, default=1 << 60, help="the largest size of the made kinds")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for policydiff, a case (%(default)s)")
    parser.add_argument(
        "--peer-limit", type=float, default=PEER_LIMIT, help="seconds for a peer (%(default)s); 0: none"
    )
    parser.add_argument("--memory", type=int, default=4096, help="megabytes a process may take (%(default)s)")
    parser.add_argument("--json", type=Path, help="write what was measured to this file")
    parser.add_argument("--readme", action="store_true", help="put the table into README.md and README.zh.md")
    return parser.parse_args()


def _pairs(options: argparse.Namespace, folder: Path) -> list[Case]:
    if options.no_pairs:
        return []
    corpus = HERE.parent / "corpora"
    pairs = {
        "2019–2020": (corpus / "2019" / "text.txt", corpus / "2020" / "text.txt"),
        "report": _written(folder, made.report()),
    }
    if options.pair:
        pairs = {"–".join(p.stem for p in options.pair): tuple(options.pair)}
    return [_case(name, None, "characters", files, options, set()) for name, files in pairs.items()]


def _growing(options: argparse.Namespace, folder: Path) -> list[Case]:
    cases: list[Case] = []
    for kind in made.KINDS:
        if options.no_made or options.pair or (options.kind and kind.name not in options.kind):
            continue
        out: set[str] = set()  # tools that ran over: a larger text is not tried
        for size in kind.sizes:
            if size <= options.largest:
                files = _written(folder, kind.make(size))
                cases.append(_case(kind.name, size, kind.counts, files, options, out))
    return cases


def _written(folder: Path, texts: made.Pair) -> tuple[Path, Path]:
    files = Path(tempfile.mkdtemp(dir=folder), "old.txt"), Path(tempfile.mkdtemp(dir=folder), "new.txt")
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return files


def _case(
    kind: str, size: int | None, counts: str, files: tuple[Path, Path], options: argparse.Namespace, out: set[str]
) -> Case:
    ours = OURS if size is None else list(OURS)[:1]  # how cost grows is told by the whole
    limits = dict.fromkeys(ours, options.limit) | dict.fromkeys(PEERS if options.peer_limit else (), options.peer_limit)
    characters = tuple(len(f.read_text(encoding="utf-8")) for f in files)
    measured: list[Measured] = []
    for tool, limit in limits.items():
        if tool in out:
            measured.append(Measured(tool, problem="not tried: a smaller one failed"))
            continue
        print(f"{kind} {size or ''} {tool} …", end=" ", file=sys.stderr, flush=True)
        one = measure(tool, *files, limit=limit, memory_mb=options.memory)
        print(one.problem or f"{one.seconds:.3f} s", file=sys.stderr, flush=True)
        measured.append(one)
        if one.problem:
            out.add(tool)
    return Case(kind, size, counts, characters, tuple(measured))


if __name__ == "__main__":
    main()
