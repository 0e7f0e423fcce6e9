"""Which files a corpus's site has, and a hash of all that each is made from: what did not change is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import policydiff
from policydiff import output
from policydiff.corpus import store
from policydiff.corpus.vocabulary import INDICATORS, UNITS
from policydiff.errors import PolicydiffError
from policydiff.model import Document
from policydiff.overrides import usual_path
from policydiff.wording import Lang
from policydiff.years.history.terms import FILE as TERMS
from policydiff.years.series import Series

SOURCES = ("*.py", "*.j2", "*.css", "*.js", "*.toml")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours of a series, and the name of the report on them."""

    old: Document
    new: Document
    file: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site is made of. `keys` has for each file a hash of all that it is made from."""

    corpus: Path
    series: tuple[Series, ...]
    pairs: tuple[Pair, ...]
    histories: Mapping[str, Series]  # by file
    unreadable: Mapping[str, PolicydiffError]
    keys: Mapping[str, str]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents in the order of the site."""
        return tuple(d for s in self.series for d in s.documents)


def plan(corpus: Path, series: Sequence[Series], unreadable: Mapping[str, PolicydiffError], *, lang: Lang) -> Plan:
    """The plan of a site."""
    pairs = tuple(
        Pair(a, b, f"{output.file_name(a.head.id, b.head.id)}.html") for s in series for a, b in pairwise(s.documents)
    )
    histories = {f"history{_suffix(s, series)}.html": s for s in series if len(s.documents) > 1}
    common = [policydiff.__version__, program(), lang, *(_file(corpus / n) for n in (UNITS, INDICATORS))]
    own = {d.head.id: _document(corpus, d) for s in series for d in s.documents}

    def overridden(pair: Pair) -> str:
        return _file(usual_path(corpus, pair.old.head.id, pair.new.head.id))

    keys = {p.file: _hash([*common, own[p.old.head.id], own[p.new.head.id], overridden(p)]) for p in pairs}
    for file, one in histories.items():
        inside = [p for p in pairs if p.old in one.documents]
        texts = [own[d.head.id] for d in one.documents]
        keys[file] = _hash([*common, _file(corpus / TERMS), *texts, *map(overridden, inside)])
    keys |= {shard_file(d): _hash([*common, own[d.head.id]]) for s in series for d in s.documents}
    return Plan(corpus, tuple(series), pairs, histories, unreadable, keys)


def shard_file(document: Document) -> str:
    """Where the text of a document lies for the search."""
    return f"search/{output.file_name(document.head.id, '').removesuffix('-')}.js"


def _suffix(one: Series, series: Sequence[Series]) -> str:
    """What tells the history of one series from those of others, where there are several."""
    if len([s for s in series if len(s.documents) > 1]) == 1:
        return ""
    return f"-{output.file_name(one.name or 'other', '').removesuffix('-')}"


def _document(corpus: Path, document: Document) -> str:
    return _hash(_file(corpus / document.head.id / name) for name in store.FILES)


def _file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def program() -> str:
    """A hash of the program itself: another version may say something else of the same texts."""
    folder = Path(policydiff.__file__).parent
    paths = sorted({p for pattern in SOURCES for p in folder.rglob(pattern)})
    return _hash(f"{p.relative_to(folder).as_posix()} {_file(p)}" for p in paths)
