"""A corpus → the files of its site; only what changed is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydiff import api, output
from policydiff.errors import CorpusError
from policydiff.model import Comparison
from policydiff.report.said.weight import told
from policydiff.wording import Lang
from policydiff.years.history import to_bytes
from policydiff.years.history.build import of_series
from policydiff.years.series import Series, all_series
from policydiff.years.site import feed, index, search
from policydiff.years.site.plan import Pair, Plan, plan

MANIFEST = "site.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What was done: files written, files that were right already, files that the site has no longer."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    removed: tuple[Path, ...]


def build_site(
    corpus: Path, folder: Path, *, lang: Lang = "zh", progress: Callable[[int, int], None] | None = None
) -> Built:
    """Make the site of a corpus in a folder. The same corpus gives the same files, with no clock in them.

    A file that is there is left alone if it is the one that the site wrote, from what it would be made from now.
    Files that the site wrote and has no longer are removed; no other file is touched.
    Raises CorpusError where the corpus holds no document.
    """
    listing = api.list_corpus(corpus)
    if not listing.documents:
        raise CorpusError(
            f"语料库 {corpus.name} 中没有可读的文件；请先用 policydiff add 收录。",
            f"the corpus {corpus.name} holds no document that can be read; add one with policydiff add.",
        )
    planned = plan(corpus, all_series(listing.documents), listing.unreadable, lang=lang)
    before = _manifest(folder)
    right = {name for name, key in planned.keys.items() if _is_right(folder / name, before.get(name), key)}
    right -= {p.file for p in planned.pairs if p.file in right and before[p.file]["summary"] is None}
    made = _made(planned, right, lang, progress or (lambda _done, _all: None))
    summaries = {p.file: made.summaries.get(p.file) or before[p.file]["summary"] for p in planned.pairs}
    made.files |= {
        "index.html": index.render(planned, summaries, lang=lang).encode("utf-8"),
        "search.html": search.render(planned, lang=lang).encode("utf-8"),
        "feed.xml": feed.render(planned, summaries, lang=lang).encode("utf-8"),
    }
    contents = {folder / name: data for name, data in made.files.items() if not _holds(folder / name, data)}
    kept = [folder / name for name in (*right, *made.files) if folder / name not in contents]
    manifest = _new_manifest(planned, made.files, before, summaries)
    output.write_all({**contents, folder / MANIFEST: manifest})
    removed = _remove(folder, before, {*planned.keys, *made.files})
    return Built(tuple(contents), tuple(sorted(kept)), removed)


@dataclass(slots=True)
class _Made:
    files: dict[str, bytes]
    summaries: dict[str, dict[str, Any]]


def _made(planned: Plan, right: Iterable[str], lang: Lang, progress: Callable[[int, int], None]) -> _Made:
    """What has to be made: reports, histories (with the comparisons that were made anyway), texts for the search."""
    made = _Made({}, {})
    comparisons: dict[str, Comparison] = {}
    missing = [p for p in planned.pairs if p.file not in right]
    histories = {f: s for f, s in planned.histories.items() if f not in right}
    wanted = [p for p in planned.pairs if p in missing or any(p.old in s.documents for s in histories.values())]
    for number, pair in enumerate(wanted):
        progress(number, len(wanted) + len(histories))
        comparison = api.compare(pair.old, pair.new, corpus=planned.corpus)
        comparisons[pair.file] = comparison
        if pair in missing:
            made.files[pair.file] = api.to_bytes(comparison, "html", lang=lang)
            made.summaries[pair.file] = told(comparison)
    for number, (file, series) in enumerate(histories.items()):
        progress(len(wanted) + number, len(wanted) + len(histories))
        own = [comparisons[p.file] for p in _pairs_of(series, planned.pairs)]
        made.files[file] = to_bytes(of_series(planned.corpus, series, own), "html", lang=lang)
    made.files |= {n: s.encode("utf-8") for n, s in search.shards(planned).items() if n not in right}
    return made


def _pairs_of(series: Series, pairs: Iterable[Pair]) -> list[Pair]:
    return [p for p in pairs if p.old in series.documents]


# ---------------------------------------------------------------- what was made before


def _manifest(folder: Path) -> Mapping[str, Any]:
    """What the site wrote when it was last made; nothing where that cannot be told."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        whole = {n: e for n, e in files.items() if {"key", "sha256", "summary"} <= e.keys()}
        return {n: e for n, e in whole.items() if isinstance(e["summary"], dict | None)}
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return {}


def _is_right(path: Path, entry: Mapping[str, Any] | None, key: str) -> bool:
    if entry is None or entry["key"] != key or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == str(entry["sha256"])


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _new_manifest(
    planned: Plan, files: Mapping[str, bytes], before: Mapping[str, Any], summaries: Mapping[str, Any]
) -> bytes:
    entries = {
        name: {
            "key": planned.keys.get(name),
            "sha256": hashlib.sha256(files[name]).hexdigest() if name in files else before[name]["sha256"],
            "summary": summaries.get(name),
        }
        for name in sorted({*planned.keys, *files})
    }
    return (json.dumps({"files": entries}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _remove(folder: Path, before: Mapping[str, Any], now: Iterable[str]) -> tuple[Path, ...]:
    """Remove what the site wrote and has no longer; what somebody changed since is left."""
    gone = {folder / n: e["sha256"] for n, e in before.items() if n not in set(now) and _is_inside(n)}
    own = [p for p, value in gone.items() if p.is_file() and hashlib.sha256(p.read_bytes()).hexdigest() == value]
    for path in own:
        path.unlink()
    return tuple(sorted(own))


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in Path(name).parts
