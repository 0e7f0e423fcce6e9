"""What the catalog says of a year: where it can be had, and whether what came is what was asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policydiff import entries
from policydiff.corpus.add import Obtained
from policydiff.corpus.download import failed, is_url
from policydiff.corpus.store import check_inside
from policydiff.entries import DATE, TEXTS, WORDS, Reader
from policydiff.errors import CorpusError, SourceError
from policydiff.model import Document
from policydiff.text.normalise import essence

CATALOG = "catalog.toml"
_OTHER_FIELDS = ("urls", "attachments", "sha256")
# A page's own heading and the notice stand above the document's title: of the copies seen, eight clauses at most.
_TITLE_WITHIN = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog says of a document: what it should be, and where it can be had."""

    year: str
    head: dict[str, str]
    urls: tuple[str, ...]
    attachments: tuple[str, ...] = ()
    sha256: str | None = None


def read_catalog(corpus: Path) -> dict[str, Entry]:
    """The documents that corpora/catalog.toml names, by year; CorpusError where it is not in form."""
    path = corpus / CATALOG
    if not path.is_file():
        return {}
    check_inside(path, corpus)
    reader = Reader(CATALOG)
    table = reader.toml(reader.text(path))
    return {year: _entry(reader, table, year) for year in table}


def _entry(reader: Reader, table: entries.Entry, year: str) -> Entry:
    at, fields = reader.table(table, year)
    return Entry(
        year=year,
        head={k: at.value(fields, k, DATE if k == "issued" else WORDS) for k in fields if k not in _OTHER_FIELDS},
        urls=tuple(at.value(fields, "urls", TEXTS)),
        attachments=tuple(at.optional(fields, "attachments", TEXTS, default=())),
        sha256=at.optional(fields, "sha256", WORDS),
    )


def first_that_fits(entry: Entry, get: Callable[[str], Obtained], read: Callable[[Obtained], Document]) -> Obtained:
    """Try an entry's addresses in turn; the first that gives that year's document wins.

    Raises CorpusError with the reason of every address where none does.
    """
    reasons: list[tuple[str, str]] = []
    for url in entry.urls:
        try:
            obtained = get(url)
            if entry.sha256 and hashlib.sha256(obtained.data).hexdigest() != entry.sha256:
                raise failed(url, "校验和不符", "its checksum is not the one recorded")
            _check_same(url, read(obtained), entry)
        except (SourceError, CorpusError) as error:
            reasons.append((error.zh, error.en))
        else:
            return obtained
    raise CorpusError(
        f"{entry.year} 未能取得，原有文件未动：" + " ".join(zh for zh, _ in reasons),
        f"{entry.year} was not fetched, nothing was changed: " + " ".join(en for _, en in reasons),
    )


def _check_same(url: str, document: Document, entry: Entry) -> None:
    """What came must carry the title that was asked for, with its year, among its own first lines."""
    wanted = essence(entry.head.get("title", ""))
    year = "".join(c for c in entry.year if c.isdigit())[:4]
    series = wanted.replace(year, "")
    first_lines = [essence(c.text) for c in document.clauses[:_TITLE_WITHIN]]
    dated = (document.head.issued or "").startswith(year)
    if not any(series in line.replace(year, "") and (year in line or dated) for line in first_lines):
        raise failed(url, f"内容不是《{entry.head.get('title', entry.year)}》", "what came is another document")


def addresses(corpus: Path, year: str, sources: Sequence[str]) -> Entry:
    """What the catalog says of a year, with the addresses that its own document.toml records behind it."""
    entry = read_catalog(corpus).get(year)
    recorded = tuple(s for s in sources if is_url(s))
    if not recorded and (entry is None or not entry.urls):
        raise CorpusError(
            f"{CATALOG} 与 {year}/document.toml 都没有 {year} 的网址；请在 {CATALOG} 中补上 [{year}]。",
            f"neither {CATALOG} nor {year}/document.toml has an address for {year}; add [{year}] to {CATALOG}.",
        )
    if entry is None:
        return Entry(year, {}, recorded)
    return replace(entry, urls=tuple(dict.fromkeys((*entry.urls, *recorded))))
