"""Who does what next: each document is read once, each pair compared once, and what is done is in the journal.

A task whose worker died is a suspect: it may have been at fault, or have shared the worker with one that was. Once
nothing else runs the suspects are tried again one at a time; who loses its worker then is at fault.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policydiff import output
from policydiff.batch.executors import Workers
from policydiff.batch.jobs import Job
from policydiff.batch.journal import Journal
from policydiff.batch.tasks import Compared, Failure, Settings, Stage, as_record, compare_documents, read_document

Progress = Callable[[int, int], None]
_AHEAD = 3  # pairs for each worker that are under way: it never waits, and few documents are held
_PATIENCE = 30.0  # seconds without any result, after which it is asked whether there are workers at all


@dataclass(frozen=True, slots=True)
class _Task:
    """The reading of a document, or the comparing of a pair where `job` is given."""

    argument: str
    job: Job | None = None


@dataclass
class _State:
    """What is known while the batch runs. `left` counts how many pairs still need a document."""

    workers: Workers
    settings: Settings
    arguments: Mapping[str, str]
    pending: deque[Job]
    left: Counter[str]
    waiting: list[Job] = field(default_factory=list)
    documents: dict[str, bytes | Failure] = field(default_factory=dict)
    running: dict[Future[Any], _Task] = field(default_factory=dict)
    suspects: deque[_Task] = field(default_factory=deque)
    reading: set[str] = field(default_factory=set)
    broken: bool = False


def run(
    jobs: Sequence[Job],
    journal: Journal,
    workers: Workers,
    *,
    settings: Settings,
    arguments: Mapping[str, str],
    progress: Progress = lambda _done, _all: None,
) -> None:
    """Do every pair that the journal does not hold yet.

    `arguments` says for each document of the list what a worker is to read. Raises UsageError where no worker is left.
    """
    open_jobs = [job for job in jobs if job.row not in journal.done]
    left = Counter(arguments[name] for job in open_jobs for name in (job.old, job.new))
    state = _State(workers, settings, arguments, deque(open_jobs), left)

    def done(job: Job, result: Compared | Failure, stage: Stage = "compare") -> None:
        _write_down(journal, job, result, stage)
        for argument in (arguments[job.old], arguments[job.new]):
            state.left[argument] -= 1
            if not state.left[argument]:
                state.documents.pop(argument, None)
        progress(len(journal.done), len(jobs))

    progress(len(journal.done), len(jobs))
    while state.pending or state.waiting or state.running or state.suspects:
        if state.running:
            _collect(state, done)
        elif state.suspects:
            task = state.suspects.popleft()
            _take(state, task, _alone(state, task), done)
        if not state.suspects:
            _hand_out(state, done)


Done = Callable[..., None]


def _hand_out(state: _State, done: Done) -> None:
    """Begin pairs as long as there are workers to come for them, and compare those whose documents are there."""
    while state.pending and len(state.waiting) + len(state.running) < _AHEAD * state.workers.count:
        job = state.pending.popleft()
        state.waiting.append(job)
        for name in (job.old, job.new):
            argument = state.arguments[name]
            if argument not in state.documents and argument not in state.reading:
                state.reading.add(argument)
                _submit(state, _Task(argument))
    still = []
    for job in state.waiting:
        sides: list[tuple[Stage, str]] = [("old", state.arguments[job.old]), ("new", state.arguments[job.new])]
        if any(argument not in state.documents for _, argument in sides):
            still.append(job)
            continue
        failed = [(stage, found) for stage, a in sides if isinstance(found := state.documents[a], Failure)]
        if failed:
            done(job, failed[0][1], failed[0][0])
        else:
            _submit(state, _Task(sides[0][1], job))
    state.waiting = still


def _submit(state: _State, task: _Task) -> None:
    if state.broken:
        state.workers.restart()
        state.broken = False
    try:
        state.running[_begin(state, task)] = task
    except state.workers.died:  # it broke between two tasks
        state.suspects.append(task)
        state.broken = True


def _begin(state: _State, task: _Task) -> Future[Any]:
    executor = state.workers.executor()
    if task.job is None:
        return executor.submit(read_document, task.argument, state.settings)
    old, new = state.documents[state.arguments[task.job.old]], state.documents[state.arguments[task.job.new]]
    assert isinstance(old, bytes) and isinstance(new, bytes)  # noqa: S101, PT018 – pairs that lack one never come here
    return executor.submit(compare_documents, old, new, state.settings)


def _collect(state: _State, done: Done) -> None:
    """Take what has come to an end."""
    ready, _ = wait(state.running, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
    if not ready:
        state.workers.check()
    for future in ready:
        task = state.running.pop(future)
        error = future.exception()
        if isinstance(error, state.workers.died):
            state.suspects.append(task)
            state.broken = True
        else:
            _take(state, task, _fault(error) if error is not None else future.result(), done)


def _alone(state: _State, task: _Task) -> bytes | Compared | Failure:
    """A suspect's second try, with nothing beside it: when its worker dies again it is known why."""
    if state.broken:
        state.workers.restart()
        state.broken = False
    begun = time.monotonic()
    future = _begin(state, task)
    while not wait([future], timeout=_PATIENCE).done:
        state.workers.check()
    error = future.exception()
    if isinstance(error, state.workers.died):
        state.broken = True
        limit = state.settings.time_limit
        if time.monotonic() - begun >= limit:
            return Failure("time-limit", f"超过 {limit:g} 秒的时限", f"took longer than the limit of {limit:g} s")
        return Failure("worker-died", "工作进程在处理时中止", "its worker process died over it")
    result: bytes | Compared | Failure = _fault(error) if error is not None else future.result()
    return result


def _take(state: _State, task: _Task, result: bytes | Compared | Failure, done: Done) -> None:
    if task.job is not None:
        done(task.job, result)
        return
    state.reading.discard(task.argument)
    assert not isinstance(result, Compared)  # noqa: S101 – reading a document compares nothing
    if state.left[task.argument]:
        state.documents[task.argument] = result


def _fault(error: BaseException) -> Failure:
    said = f"{type(error).__name__}: {error}"
    return Failure(type(error).__name__, f"程序出错（{said}）", f"a fault in policydiff ({said})")


def _write_down(journal: Journal, job: Job, result: Compared | Failure, stage: Stage) -> None:
    if isinstance(result, Failure):
        journal.append(job.row, as_record(result, stage))
        return
    if result.html is not None:
        output.write_all({html_path(journal.path.parent, job): result.html})
    journal.append(job.row, result.record)


def html_path(folder: Path, job: Job) -> Path:
    """Where a pair's report stands: its row comes first, since names may repeat."""
    return folder / "html" / f"{job.row}-{output.file_name(Path(job.old).stem, Path(job.new).stem)}.html"
