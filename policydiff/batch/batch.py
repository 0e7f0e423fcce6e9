"""The whole of a batch: list in, data set out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from policydiff import __version__
from policydiff.batch import parquet
from policydiff.batch.executors import Workers
from policydiff.batch.jobs import located, read_jobs
from policydiff.batch.journal import Journal
from policydiff.batch.run import Progress, run
from policydiff.batch.tasks import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch came to: how many pairs, how many of them failed, and the files of the data set."""

    pairs: int
    errors: int
    files: tuple[Path, ...]


def batch(
    pairs: Path,
    folder: Path,
    workers: AbstractContextManager[Workers],
    *,
    settings: Settings,
    resume: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Outcome:
    """Compare every pair of a list and write the data set into a folder.

    With `resume` a batch that came to any end goes on where it was. Raises UsageError for a list, a folder or workers
    that cannot be used; a pair that fails is a row of errors.parquet.
    """
    parquet.require()
    listed = read_jobs(pairs)
    corpus = Path(settings.corpus) if settings.corpus else None
    arguments = {name: located(name, pairs.parent, corpus) for job in listed.jobs for name in (job.old, job.new)}
    head = {
        "version": __version__,
        "list_sha256": sha256(listed.data).hexdigest(),
        "lang": settings.lang,
        "html": settings.html,
        "columns": {name: [c.key for c in of] for name, of in parquet.columns().items()},
    }
    with Journal(folder, head, resume=resume) as journal:
        if len(journal.done) < len(listed.jobs):
            with workers as there:
                run(listed.jobs, journal, there, settings=settings, arguments=arguments, progress=progress)
        files = parquet.write(folder, listed.jobs, listed.carried, journal)
        errors = sum(_failures(journal))
    return Outcome(len(listed.jobs), errors, tuple(files))


def _failures(journal: Journal) -> Iterator[bool]:
    return ("error" in record for record in journal.records())
