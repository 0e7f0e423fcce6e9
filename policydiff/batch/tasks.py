"""What a worker does: read a document, compare two. Nothing it meets ends the batch; a failure is a value.

A task that takes longer than its time limit ends its worker: a regular expression gone astray listens to nothing
else. `run` tries such a task once more alone, and then knows it.
"""

from __future__ import annotations

import faulthandler
import json
import os
import pickle
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from policydiff import api, pipeline
from policydiff.corpus import locate
from policydiff.corpus.vocabulary import read_units
from policydiff.errors import PolicydiffError
from policydiff.facts.document import extract_facts
from policydiff.model import Comparison, Document, Facts
from policydiff.report.said import tables
from policydiff.wording import Lang

Stage = Literal["old", "new", "compare"]
Tabulate = Callable[[Comparison, Lang], tables.Table]
TABLES: dict[str, Tabulate] = {
    "changes": lambda c, lang: tables.changes(c, lang=lang),
    "targets": lambda c, lang: tables.target_changes(c, lang=lang),
    "responsibilities": lambda c, _lang: tables.responsibility_changes(c),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a pair has no result. `kind` is the class of the error, or `time-limit` or `worker-died`."""

    kind: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every pair of a batch. `time_limit` is in seconds a task."""

    corpus: str | None = None
    lang: Lang = "zh"
    html: bool = False
    time_limit: float = 600.0


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair's line of the journal without its row, and the report where it was asked for."""

    record: str
    html: bytes | None


_LOCK = threading.Lock()  # one task at a time in a process: a Dask worker may have several threads
_NOWHERE = open(os.devnull, "w")  # noqa: PTH123, SIM115 – open as long as the process is: a last word nobody reads


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    with _LOCK:
        faulthandler.dump_traceback_later(seconds, exit=True, file=_NOWHERE)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def read_document(argument: str, settings: Settings) -> bytes | Failure:
    """A document and its facts, packed for the way to another worker: each is read once, whatever its pairs."""
    with _limited(settings.time_limit):
        try:
            document = locate.read_document(argument, _corpus(settings))
            facts = extract_facts(document, units=read_units(_corpus(settings)))
        except Exception as error:  # whatever it is, the other pairs go on
            return _failure(error)
        # replace: without what was computed on the way
        return zlib.compress(pickle.dumps((replace(document), facts)), 1)


def compare_documents(old: bytes, new: bytes, settings: Settings) -> Compared | Failure:
    """Compare two documents that `read_document` packed."""
    with _limited(settings.time_limit):
        try:
            return _compared(_unpacked(old), _unpacked(new), settings)
        except Exception as error:  # whatever it is, the other pairs go on
            return _failure(error)


def _compared(one: tuple[Document, Facts], other: tuple[Document, Facts], settings: Settings) -> Compared:
    (old, old_facts), (new, new_facts) = one, other
    facts = old_facts, new_facts
    corpus = _corpus(settings)  # where there is none, a worker must not find one beside itself
    comparison = (
        api.compare(old, new, corpus=corpus, facts=facts) if corpus else pipeline.compare(old, new, facts=facts)
    )
    record = {
        "heads": {"old": _head(old), "new": _head(new)},
        "summary": {f"{group}_{k}": n for group, counts in comparison.summary.items() for k, n in counts.items()},
        "tables": {name: tabulate(comparison, settings.lang).rows for name, tabulate in TABLES.items()},
    }
    html = api.to_html(comparison, lang=settings.lang).encode("utf-8") if settings.html else None
    return Compared(json.dumps(record, ensure_ascii=False, separators=(",", ":")), html)


@lru_cache(maxsize=8)  # the pairs of a document mostly stand together in a list
def _unpacked(data: bytes) -> tuple[Document, Facts]:
    held: tuple[Document, Facts] = pickle.loads(zlib.decompress(data))  # noqa: S301 – our own bytes, from this run
    return held


def _head(document: Document) -> dict[str, Any]:
    head = document.head
    wanted = ("id", "title", "doc_number", "issuer", "issued", "series", "status")
    digest = sha256(document.text.encode("utf-8")).hexdigest()
    return {**{key: getattr(head, key) for key in wanted}, "sha256": digest}


def _corpus(settings: Settings) -> Path | None:
    return Path(settings.corpus) if settings.corpus else None


def _failure(error: Exception) -> Failure:
    if isinstance(error, PolicydiffError):
        return Failure(type(error).__name__, error.zh, error.en)
    said = f"{type(error).__name__}: {error}"
    return Failure(type(error).__name__, f"程序出错（{said}）", f"a fault in policydiff ({said})")


def as_record(failure: Failure, stage: Stage) -> str:
    """A failure as a pair's line of the journal without its row."""
    return json.dumps({"error": {"stage": stage, **asdict(failure)}}, ensure_ascii=False, separators=(",", ":"))
