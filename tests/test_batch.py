"""A batch: the list, the journal, the data set, workers that die; the same results whatever happened on the way."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from policydiff.batch import executors, jobs, journal, parquet
from policydiff.batch.batch import batch
from policydiff.batch.tasks import Settings
from policydiff.errors import UsageError

YEARS = {
    "2018": "一、目标\n（一）商标注册平均审查周期压减至6个月以内。（商标局负责）\n（二）发明专利授权40万件。",
    "2019": "一、目标\n（一）商标注册平均审查周期压减至5个月以内。（商标局负责）\n（二）发明专利授权42万件。",
    "2020": "一、目标\n（一）商标注册平均审查周期压减至4个月以内。（商标局牵头，运用促进司参与）\n（二）培训1万人次。",
}
FATAL = "要命的文件"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # away from the project's own corpus
    for year, text in YEARS.items():
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    (tmp_path / f"{FATAL}.txt").write_text("一、目标。", encoding="utf-8")
    return tmp_path


def listed(folder, *rows, head="old,new,省"):
    path = folder / "pairs.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


class Here:
    """Workers that are this process; the fatal document takes its worker with it."""

    died = (BrokenExecutor,)
    count = 2

    def __init__(self, stop_after=None):
        self.done, self.restarts, self.ran, self.stop_after = 0, 0, [], stop_after

    def executor(self):
        return self

    def submit(self, function, *arguments):
        if self.stop_after is not None and len(self.ran) >= self.stop_after:
            raise KeyboardInterrupt
        self.ran.append((function.__name__, arguments[0] if isinstance(arguments[0], str) else None))
        future = Future()
        if isinstance(arguments[0], str) and FATAL in arguments[0]:
            future.set_exception(BrokenExecutor("a worker ended"))
        else:
            future.set_result(function(*arguments))
        return future

    def restart(self):
        self.restarts += 1

    def check(self):
        pass


@contextmanager
def here(workers):
    yield workers


def run(pairs, out, workers=None, **options):
    return batch(pairs, out, here(workers or Here()), settings=Settings(html=options.pop("html", False)), **options)


def table(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def data(out):
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.parquet"))}


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the first line"),
        ("old,neu\n1,2\n", "the first line"),
        ("old,new,old\n1,2,3\n", "none twice"),
        ("old,new\n1\n", "line 2"),
        ("old,new\n1,2\n\n3,\n", "line 4"),
        ("old,new\n\n", "no pair"),
    ],
    ids=["empty", "a column is missing", "a name twice", "a cell is missing", "an empty cell", "no row"],
)
def test_a_list_that_is_none_is_refused_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "pairs.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        jobs.read_jobs(path)
    assert said in raised.value.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_as_excel_writes_it(tmp_path, encoding):
    path = tmp_path / "pairs.csv"
    path.write_bytes('省,new,old\r\n"浙江, 省",b,a\r\n'.encode(encoding))
    found = jobs.read_jobs(path)
    assert found.carried == ("省",)
    assert found.jobs == (jobs.Job(1, "a", "b", ("浙江, 省",)),)


# ---------------------------------------------------------------- the data set


def test_the_data_set_holds_what_changed_with_the_columns_of_the_list(folder):
    outcome = run(listed(folder, "2019.txt,2020.txt,浙江", "missing.txt,2020.txt,江苏"), folder / "out")
    assert (outcome.pairs, outcome.errors) == (2, 1)
    out = folder / "out"
    [pair] = table(out, "pairs")
    assert (pair["row"], pair["省"], pair["old_id"], pair["targets_tightened"]) == (1, "浙江", "2019", 1)
    [tight] = [t for t in table(out, "targets") if t["status"] == "tightened"]
    assert (tight["省"], tight["indicator"], tight["delta"]) == ("浙江", "商标注册平均审查周期", -1.0)
    assert {r["new_normal"] for r in table(out, "responsibilities")} >= {"商标局", "运用促进司"}
    [error] = table(out, "errors")
    assert (error["row"], error["省"], error["stage"], error["kind"]) == (2, "江苏", "old", "CorpusError")
    assert "missing.txt" in error["zh"]


def test_a_data_set_without_errors_or_results_has_its_columns_all_the_same(folder):
    run(listed(folder, "a.txt,b.txt,浙江"), folder / "out")
    known = parquet.columns()
    for name in parquet.FILES:
        names = pq.read_schema(folder / "out" / f"{name}.parquet").names
        assert names == ["row", "old", "new", "省", *(c.key for c in known[name])]


def test_reports_are_written_on_request(folder):
    run(listed(folder, "2019.txt,2020.txt,浙江"), folder / "out", html=True)
    [path] = (folder / "out" / "html").iterdir()
    assert path.name == "1-2019-2020.html"
    assert "商标注册平均审查周期" in path.read_text(encoding="utf-8")


def test_each_document_is_read_once(folder):
    workers = Here()
    run(listed(folder, "2018.txt,2019.txt,", "2019.txt,2020.txt,", "2018.txt,2020.txt,"), folder / "out", workers)
    assert sorted(Path(a).name for kind, a in workers.ran if kind == "read_document") == [
        "2018.txt",
        "2019.txt",
        "2020.txt",
    ]


# ---------------------------------------------------------------- stopped and resumed

ROWS = ("2018.txt,2019.txt,甲", "2019.txt,2020.txt,乙", "nowhere.txt,2020.txt,丙", "2018.txt,2020.txt,丁")


@pytest.mark.parametrize("stop_after", range(7))
def test_a_batch_that_was_stopped_goes_on_and_repeats_nothing(folder, stop_after):
    pairs = listed(folder, *ROWS)
    run(pairs, folder / "whole")
    with pytest.raises(KeyboardInterrupt):
        run(pairs, folder / "out", Here(stop_after=stop_after))
    kept = (folder / "out" / journal.NAME).read_bytes()
    run(pairs, folder / "out", resume=True)
    assert (folder / "out" / journal.NAME).read_bytes().startswith(kept)
    assert data(folder / "out") == data(folder / "whole")


def test_a_journal_torn_anywhere_is_gone_on_with(folder):
    pairs = listed(folder, *ROWS)
    run(pairs, folder / "whole")
    lines = (folder / "whole" / journal.NAME).read_bytes().splitlines(keepends=True)
    for whole in range(len(lines)):
        out = folder / f"out{whole}"
        out.mkdir()
        (out / journal.NAME).write_bytes(b"".join(lines[:whole]) + lines[whole][: len(lines[whole]) * 2 // 3])
        run(pairs, out, resume=True)
        rows = [json.loads(line).get("row") for line in (out / journal.NAME).read_bytes().splitlines()]
        assert sorted(rows[1:]) == [1, 2, 3, 4]
        assert data(out) == data(folder / "whole")


def test_a_damaged_line_of_the_journal_is_done_again(folder):
    pairs = listed(folder, *ROWS)
    run(pairs, folder / "whole")
    head, first, *others = (folder / "whole" / journal.NAME).read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(("[" * 100_000, '{"row":[]}', '{"schema":1}', "\0")):
        out = folder / f"out{number}"
        out.mkdir()
        (out / journal.NAME).write_text("".join((head, first, f"{line}\n", *others)), "utf-8")
        run(pairs, out, resume=True)
        assert data(out) == data(folder / "whole")


def test_a_finished_batch_is_not_done_again(folder):
    pairs = listed(folder, *ROWS)
    run(pairs, folder / "out")
    workers = Here()
    run(pairs, folder / "out", workers, resume=True)
    assert workers.ran == []


def test_another_batch_is_not_mixed_into_a_folder(folder):
    run(listed(folder, ROWS[0]), folder / "out")
    with pytest.raises(UsageError, match="--resume"):
        run(listed(folder, ROWS[0]), folder / "out")
    with pytest.raises(UsageError, match="list_sha256"):
        run(listed(folder, ROWS[1]), folder / "out", resume=True)


def test_two_processes_do_not_write_one_journal(folder):
    pytest.importorskip("fcntl")
    with journal.Journal(folder / "out", {}, resume=True), pytest.raises(UsageError, match="另一个进程"):
        journal.Journal(folder / "out", {}, resume=True)


# ---------------------------------------------------------------- workers


def test_a_task_that_takes_its_worker_with_it_is_an_error_and_the_others_go_on(folder):
    workers = Here()
    out = folder / "out"
    run(listed(folder, f"{FATAL}.txt,2019.txt,甲", "2019.txt,2020.txt,乙", f"2020.txt,{FATAL}.txt,丙"), out, workers)
    assert [(e["row"], e["stage"], e["kind"]) for e in table(out, "errors")] == [
        (1, "old", "worker-died"),
        (3, "new", "worker-died"),
    ]
    assert [p["row"] for p in table(out, "pairs")] == [2]
    assert sum(FATAL in (a or "") for _, a in workers.ran) == 2  # in company, and alone


def test_real_processes_give_the_same_bytes(folder):
    pairs = listed(folder, *ROWS)
    run(pairs, folder / "whole")
    batch(pairs, folder / "out", executors.processes(2), settings=Settings())
    assert data(folder / "out") == data(folder / "whole")


def test_a_task_over_its_time_limit_is_an_error(folder):
    pairs = listed(folder, "2018.txt,2018.txt,甲")
    batch(pairs, folder / "out", executors.processes(1), settings=Settings(time_limit=0.001))
    [error] = table(folder / "out", "errors")
    assert (error["kind"], error["en"]) == ("time-limit", "took longer than the limit of 0.001 s")


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_batch_that_was_killed_goes_on(folder):
    pairs = listed(folder, *ROWS * 4)
    run(pairs, folder / "whole")
    out = folder / "out"
    command = [sys.executable, "-c", "from policydiff.cli import main; main()", "batch", str(pairs), "-o", str(out)]
    process = subprocess.Popen([*command, "--workers", "2"], cwd=folder)
    path = out / journal.NAME
    while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") > 3):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = path.read_bytes()
    subprocess.run([*command, "--workers", "2", "--resume", "-q"], cwd=folder, check=True)
    assert path.read_bytes().startswith(kept[: kept.rindex(b"\n") + 1])
    assert data(out) == data(folder / "whole")
