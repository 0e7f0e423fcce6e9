"""Where the workers are: processes of this machine, or a Dask cluster. Both are `concurrent.futures` executors."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, Any, Protocol

from policydiff import __version__
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client


_CONNECT = "10s"  # what a scheduler may take to answer
_GATHER = 60.0  # seconds that the first worker may take to come


class Workers(Protocol):
    """An executor that can lose a worker."""

    count: int
    died: tuple[type[BaseException], ...]  # what a task raises whose worker ended under it

    def executor(self) -> Executor:
        """The executor for the next task."""

    def restart(self) -> None:
        """Make it fit again after a worker died."""

    def check(self) -> None:
        """Raise UsageError where no worker is left, and none will come."""


class _Processes:
    died: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        # spawn: the same on every system, and no lock of the parent's is copied in the middle of its use
        return ProcessPoolExecutor(self.count, mp_context=get_context("spawn"), initializer=_begin)

    def executor(self) -> Executor:
        return self._pool

    def restart(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._new()

    def check(self) -> None:
        """The pool makes its own workers."""

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import os

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def processes(count: int) -> Iterator[Workers]:
    """So many worker processes on this machine."""
    workers = _Processes(count)
    try:
        yield workers
    finally:
        workers.close()


class _Cluster:
    def __init__(self, client: Client) -> None:
        from distributed.scheduler import KilledWorker

        self.died: tuple[type[BaseException], ...] = (KilledWorker,)
        self._client = client
        self._executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        self.count = sum(client.nthreads().values())  # type: ignore[no-untyped-call]

    def executor(self) -> Executor:
        executor: Executor = self._executor
        return executor

    def restart(self) -> None:
        """The cluster's nannies start a new worker by themselves."""

    def check(self) -> None:
        if not self._client.scheduler_info(n_workers=-1)["workers"]:
            raise _no_workers()


def _no_workers() -> UsageError:
    return UsageError(
        "集群里没有可用的工作进程；启动之后加 --resume 接着做。",
        "the cluster has no workers; start some, and go on with --resume.",
    )


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of a Dask cluster; they must have this version of policydiff and see the same files."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "使用集群需要 Dask；请安装 policydiff[cluster]。",
            "a cluster needs Dask; install policydiff[cluster].",
        ) from error
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"连不上调度器 {address}（{error}）；请检查地址与端口。",
            f"the scheduler {address} cannot be reached ({error}); check the address and the port.",
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_GATHER)
        except TimeoutError as error:
            raise _no_workers() from error
        _agree(client)
        client.run_on_scheduler(_allow_one_failure)  # type: ignore[no-untyped-call]
        yield _Cluster(client)


def _agree(client: Client) -> None:
    """Raise UsageError where a worker lacks policydiff or has another version of it."""
    try:
        versions: dict[str, str] = client.run(_version)
    except Exception as error:
        raise UsageError(
            f"工作进程不能使用 policydiff（{error}）；请在那里安装同一版本 {__version__}。",
            f"a worker cannot use policydiff ({error}); install the same version {__version__} there.",
        ) from error
    other = sorted(worker for worker, version in versions.items() if version != __version__)
    if other:
        raise UsageError(
            f"工作进程 {other[0]} 的 policydiff 版本不同（{versions[other[0]]}）；请安装 {__version__}。",
            f"the worker {other[0]} has another version of policydiff ({versions[other[0]]}); install {__version__}.",
        )


def _version() -> str:
    return __version__


def _allow_one_failure(dask_scheduler: Any) -> None:  # noqa: ANN401 – the scheduler's type lives in the scheduler
    """A task that took two workers with it is given up: the option allowed-failures, which only a scheduler reads."""
    dask_scheduler.allowed_failures = 1
