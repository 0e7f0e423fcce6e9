"""A batch on a real Dask cluster on this machine: two workers, one killed in the middle, one task that kills its own."""

import os
import signal

import pytest

from policydiff import __version__
from policydiff.batch import executors
from policydiff.batch.batch import batch
from policydiff.batch.tasks import Settings
from policydiff.errors import UsageError
from tests.test_batch import FATAL, ROWS, data, folder, listed, run, table

__all__ = ["folder"]
# Laid into each worker process: reading one document ends it, as a reader that runs out of memory would.
PRELOAD = f"""
import os
from policydiff.batch import tasks
read = tasks.locate.read_document
def fatal(argument, corpus, read=read):
    return os._exit(1) if {FATAL!r} in argument else read(argument, corpus)
tasks.locate.read_document = fatal
"""


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", preload=[PRELOAD], silence_logs=50
    ) as started:
        yield started


def test_the_scheduler_gives_a_task_up_after_two_workers(cluster):
    with executors.cluster(cluster.scheduler_address):
        assert cluster.scheduler.allowed_failures == 1


def test_workers_with_another_version_are_refused(cluster, monkeypatch):
    monkeypatch.setattr(executors, "__version__", "0.0.0")
    with pytest.raises(UsageError, match=__version__), executors.cluster(cluster.scheduler_address):
        pass


def test_a_scheduler_that_is_not_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr(executors, "_CONNECT", "0.5s")
    with pytest.raises(UsageError, match="tcp"), executors.cluster("tcp://127.0.0.1:9"):
        pass


def test_a_worker_killed_in_the_middle_loses_and_repeats_nothing(folder, cluster):
    from distributed import Client

    pairs = listed(folder, *ROWS * 3, f"2019.txt,{FATAL}.txt,戊")
    killed = []

    def kill_one(done, _all):
        if done == 2 and not killed:
            with Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    out = folder / "out"
    batch(pairs, out, executors.cluster(cluster.scheduler_address), settings=Settings(), progress=kill_one)
    assert killed
    run(pairs, folder / "whole")
    assert data(out) == data(folder / "whole")
    [fatal] = [e for e in table(out, "errors") if FATAL in e["new"]]
    assert (fatal["stage"], fatal["kind"]) == ("new", "worker-died")
    rows = [line.split(b",")[0] for line in (out / "journal.jsonl").read_bytes().splitlines()[1:]]
    assert len(rows) == len(set(rows)) == 13
