"""Which documents of a folder belong together: each with the next of its series, and with the one it was copied from.

Nothing is compared with everything: an inverted index of fingerprints names the few documents that share passages
with one, and rare passages weigh more. The next of a series is the earliest later document that resembles it about
as much as any later one does: a report resembles the one of two years on as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from policydiff.batch.fingerprints import fingerprints, signs
from policydiff.batch.tasks import Failure
from policydiff.corpus import locate
from policydiff.errors import PolicydiffError, UsageError
from policydiff.facts.targets.tense import read_times
from policydiff.ingest.readers.endings import HTML, MARKDOWN, OFFICE
from policydiff.model import Document

if TYPE_CHECKING:
    import numpy as np

ENDINGS = {".txt", ".docx", ".pdf", ".mht", ".mhtml", *HTML, *MARKDOWN, *OFFICE}
Relation = Literal["next", "undated", "source"]
MANY = 40  # documents: for fewer no processes are worth starting
COMMON = 100  # documents: a passage that more of them have is a formula, and names nobody
FEW = 32  # fingerprints: a text that has hardly any but common ones is known by these
# Shares of the weight of the smaller text. Reports of one office in neighbouring years share .026 to .08, ten years
# apart .01; laws and reports of no relation up to .03, mostly below .01; two versions of a law .1 to 1, and .03 where
# it was written anew.
LEAST = 0.012
LEAST_TITLED = 0.005  # under one title; two regions' work reports have that too, and share .003
RENAMED = 0.3  # under two titles: one series only where a third of the text is the same
SAME_TITLE = 3.0  # times: what one title adds to the likeness
LINE = 3  # documents of one title, each of another day: they are one series, however little of the text is the same
ABOUT = 0.5  # of the best likeness: as alike as the best, chance allowed for
COPIED = 0.05  # share of the later text: more than formulas, out of a document of another series

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([-_.年]?)(0[1-9]|1[0-2])(?:\2月?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_VARYING = re.compile(
    r"[（(〔][^（()）〕]*[)）〕]|(?:19|20)\d\d(?:[-—–~至](?:19|20)?\d\d)?年?度?|[〇零一二三四五六七八九]{4}年度?|修[订正]|试行|草案"
)


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of a document of the folder. `day` is as much of an ISO date as is known, or empty."""

    name: str
    title: str
    day: str
    prints: np.ndarray  # uint64, rising, each once


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two documents that belong together; `share` is the weighted share of passages that they have in common."""

    old: str
    new: str
    relation: Relation
    share: float


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals of a folder, and the files that could not be read, with the reason."""

    proposals: tuple[Proposal, ...]
    unread: tuple[tuple[str, Failure], ...]


def propose(
    folder: Path, *, workers: int = 1, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Proposals:
    """Propose pairs for every document below a folder, read by so many processes. Raises UsageError below two."""
    paths = list(_documents(folder))
    names = [p.relative_to(folder).as_posix() for p in paths]
    found: list[Item] = []
    unread: list[tuple[str, Failure]] = []
    with ExitStack() as stack:
        if workers > 1 and len(paths) >= MANY:
            pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))
            read = pool.map(_item, names, map(str, paths), chunksize=8)
        else:
            read = map(_item, names, map(str, paths))
        for done, (name, one) in enumerate(zip(names, read, strict=True), 1):
            if isinstance(one, Item):
                found.append(one)
            else:
                unread.append((name, one))
            progress(done, len(paths))
    if len(found) < 2:
        raise UsageError(
            f"{folder} 里可读的文件不到两份。", f"{folder} holds fewer than two documents that can be read."
        )
    return Proposals(tuple(pairs(found)), tuple(unread))


def _documents(folder: Path) -> Iterator[Path]:
    """The files below a folder that may be documents; of a year of a corpus its text alone, and nothing hidden."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder).parts
        above = (path.parent, path.parent.parent)[: len(within)]
        years = [year for year in above if all((year / name).is_file() for name in ("document.toml", "text.txt"))]
        hidden = any(part.startswith(".") for part in within)
        is_text = not years or path == years[0] / "text.txt"
        if path.suffix.lower() in ENDINGS and is_text and not hidden and path.is_file():
            yield path


def _item(name: str, path: str) -> Item | Failure:
    try:
        return item(name, locate.read_document(str(Path(path).resolve()), None))
    except PolicydiffError as error:
        return Failure(type(error).__name__, error.zh, error.en)


def item(name: str, document: Document) -> Item:
    """What pairs are found by, of one document."""
    import numpy as np

    prints = np.unique(np.array([value for value, _ in fingerprints(signs(document.text).text)], dtype=np.uint64))
    return Item(name, series_title(document.head.title or ""), _day(name, document), prints)


def series_title(title: str) -> str:
    """A title without what changes from year to year.

    >>> {series_title(t) for t in ("2019年知识产权年度工作指引", "知识产权年度工作指引（2020）")}
    {'知识产权年度工作指引'}
    """
    return signs(_VARYING.sub("", title)).text


def _day(name: str, document: Document) -> str:
    """When a document is from: its name or folder says so, its head knows the day, its text at least a year."""
    issued = document.head.issued or ""
    named = list(_DATE.finditer(Path(name).stem)) or list(_DATE.finditer(Path(name).parent.name))
    if named:
        year, _, month, day = named[-1].groups()
        said = "-".join(part for part in (year, month, day) if part)
        return issued if issued.startswith(said) else said
    return issued or str(read_times(document).year or "")


def pairs(items: Sequence[Item]) -> Iterator[Proposal]:
    """The next of its series for each document, then the nearest earlier one of another series, in order of time.

    Where two are of one day, or neither says when it is from, their names decide, and the pair is proposed the other
    way round too.
    """
    ordered = sorted(items, key=lambda i: (i.day, _natural(i.name)))
    index, lines = _Index(ordered), _lines(ordered)
    following = {at: found for at in range(len(ordered)) if (found := _following(at, ordered, index, lines))}
    for at, (other, share) in following.items():
        yield Proposal(ordered[at].name, ordered[other].name, "next", round(share, 6))
    for at, (other, share) in following.items():
        if ordered[at].day == ordered[other].day:
            yield Proposal(ordered[other].name, ordered[at].name, "undated", round(share, 6))
    series = _series(len(ordered), following)
    for at in range(len(ordered)):
        yield from _source(at, ordered, index, series)


def _lines(ordered: Sequence[Item]) -> Mapping[int, int]:
    """The next document of one title, where of that title there are several and never two of one day.

    Whoever collects the reports of one place year by year has such a folder. Two places' reports have one title too,
    but come in the same years.
    """
    by_title: dict[str, list[int]] = {}
    for at, one in enumerate(ordered):
        if one.title:
            by_title.setdefault(one.title, []).append(at)
    lines = (
        of for of in by_title.values() if len(of) >= LINE and len({ordered[at].day for at in of} - {""}) == len(of)
    )
    return {at: other for of in lines for at, other in pairwise(of)}


def _following(at: int, ordered: Sequence[Item], index: _Index, lines: Mapping[int, int]) -> tuple[int, float] | None:
    """The next of a document's series, and the share of passages that both have."""
    one = ordered[at]
    shares = index.shares(at)
    if shares.get(lines.get(at, at), 0.0):
        return lines[at], shares[lines[at]]
    likely: dict[int, float] = {}
    for other, share in shares.items():
        titled = bool(one.title) and one.title == ordered[other].title
        two_titles = bool(one.title and ordered[other].title) and not titled
        later = other > at or ordered[other].day == one.day
        if later and share >= (RENAMED if two_titles else LEAST_TITLED if titled else LEAST):
            likely[other] = share * (SAME_TITLE if titled else 1.0)
    if not likely:
        return None
    best = max(likely.values())
    found = min((other for other, share in likely.items() if share >= ABOUT * best and other > at), default=None)
    return None if found is None else (found, shares[found])


def _series(count: int, following: Mapping[int, tuple[int, float]]) -> Sequence[int]:
    """Which documents hang together by their next ones: for each the first of its series."""
    above = list(range(count))

    def first(at: int) -> int:
        while above[at] != at:
            at = above[at] = above[above[at]]
        return at

    for at, (other, _) in following.items():
        low, high = sorted((first(at), first(other)))
        above[high] = low
    return [first(at) for at in range(count)]


def _source(at: int, ordered: Sequence[Item], index: _Index, series: Sequence[int]) -> Iterator[Proposal]:
    """The earlier document of another series out of which most of this one is."""
    found = [
        (share, other)
        for other, share in index.shares(at, of_its_own=True).items()
        if ordered[other].day < ordered[at].day and series[other] != series[at] and share >= COPIED
    ]
    if found:
        share, other = max(found)
        yield Proposal(ordered[other].name, ordered[at].name, "source", round(share, 6))


class _Index:
    """Which documents have a fingerprint, and what sharing it weighs: two long columns, sorted by fingerprint.

    A dictionary of lists would take a megabyte a long document; this takes 0.4 while it is made, and less then.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        import numpy as np

        values = np.concatenate([one.prints for one in items])
        having = np.repeat(np.arange(len(items), dtype=np.uint32), [len(one.prints) for one in items])
        order = np.argsort(values, kind="stable")
        self._having = having[order]
        _, first, counts = np.unique(values[order], return_index=True, return_counts=True)
        self._first, self._counts = first.astype(np.uint32), counts.astype(np.uint32)
        # Each document's fingerprints as numbers of the groups in the sorted column.
        group_of = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        groups = np.empty(len(values), dtype=np.uint32)
        groups[order] = group_of
        ends = np.cumsum([len(one.prints) for one in items])
        self._telling = [self._known_by(of) for of in np.split(groups, ends[:-1])]
        self._weight = np.log1p(len(items) / self._counts)
        self._weights = np.array([self._weight[telling].sum() for telling in self._telling])

    def _known_by(self, groups: np.ndarray) -> np.ndarray:
        import numpy as np

        rare = groups[self._counts[groups] <= COMMON]
        return rare if len(rare) >= FEW else groups[np.argsort(self._counts[groups], kind="stable")[:FEW]]

    def shares(self, at: int, *, of_its_own: bool = False) -> Mapping[int, float]:
        """Documents that share passages with one: their weight, as a share of the smaller text or of its own."""
        import numpy as np

        telling = self._telling[at]
        telling = telling[self._counts[telling] > 1]  # most are one document's own
        if not len(telling):
            return {}
        runs = [self._having[f : f + c] for f, c in zip(self._first[telling], self._counts[telling], strict=True)]
        others, at_other = np.unique(np.concatenate(runs), return_inverse=True)
        shared = np.bincount(at_other, weights=np.repeat(self._weight[telling], self._counts[telling]))
        whole = self._weights[at] if of_its_own else np.minimum(self._weights[at], self._weights[others])
        return {int(o): float(share) for o, share in zip(others, shared / whole, strict=True) if o != at}


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """A name as people sort it: 第2稿 before 第10稿."""
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in re.split(r"(\d+)", name))


def to_csv(proposals: Sequence[Proposal], folder: str = ".") -> bytes:
    """The proposals as a list that `batch` takes; `folder` is where the documents are, seen from the list."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["old", "new", "relation", "share"])
    writer.writerows(
        (*(PurePath(folder, name).as_posix() for name in (p.old, p.new)), p.relation, p.share) for p in proposals
    )
    return out.getvalue().encode("utf-8")
