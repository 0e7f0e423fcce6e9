"""Ended from outside: by signals, by readers that go away, by full disks, by others at the same work."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from policydiff import api
from policydiff.corpus import replace
from policydiff.errors import CorpusError
from tests.conftest import CORPORA

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and closed streams of POSIX")
ROOT = Path(__file__).parents[1]
OLD, NEW = "一、总体要求\n旧的文字。\n", "一、总体要求\n新的文字。\n"


def start(folder: Path, *arguments: str, before: str = "", **options: object) -> subprocess.Popen[str]:
    """The program in a process of its own; `before` is Python that runs in it first."""
    code = f"import sys; {before}\nfrom policydiff.__main__ import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        **{
            "cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8",
            "env": os.environ | {"PYTHONPATH": str(ROOT), "POLICYDIFF_CORPUS": str(folder / "corpora")},
        } | options,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copytree(CORPORA, tmp_path / "corpora")
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def tree(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


# A signal that comes at the nth line of ours that runs, which is a moment like any other and always the same one.
AT_LINE = """
import os, signal
left = [{at}]
def count(frame, event, argument):
    if {where!r} in frame.f_code.co_filename:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.{name})
    return count
import threading; sys.settrace(count)
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("at", [1, 40, 100, 160])
def test_whenever_it_is_ended_the_year_is_the_old_one_or_the_new_one(folder, name, at):
    api.add(folder / "corpora", "2021", [str(folder / "old.txt")], today="2026-01-01")
    before = AT_LINE.format(at=at, where="/corpus/", name=name)
    ended = start(folder, "add", "2021", "new.txt", "--replace", "-q", before=before)
    _, error = ended.communicate(timeout=60)
    assert "Traceback" not in error
    text = api.read("2021", corpus=folder / "corpora").text + "\n"
    assert text in (OLD, NEW)
    assert [d.head.id for d in api.list_corpus(folder / "corpora").documents] == ["2019", "2020", "2021"]
    if name != "SIGKILL":
        assert not [p for p in (folder / "corpora").glob(".*") if p.name != replace.ASIDE]
    api.add(folder / "corpora", "2022", [str(folder / "new.txt")], today="2026-01-01")
    assert not [p for p in (folder / "corpora").glob(".*") if p.name != replace.ASIDE]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("at", [1, 20, 40])
def test_an_ended_comparison_leaves_nothing_behind(folder, name, at):
    there = tree(folder)
    ended = start(folder, "compare", "2019", "2020", "-q", before=AT_LINE.format(at=at, where="/output.py", name=name))
    _, error = ended.communicate(timeout=60)
    assert "Traceback" not in error
    assert [x for x in tree(folder) if x not in there] in ([], ["reports"], ["reports", "reports/2019-2020.html"])


@pytest.mark.parametrize(("name", "at"), [("SIGKILL", 60), ("SIGKILL", 300), ("SIGTERM", 200)])
def test_a_site_that_was_broken_off_is_finished_by_the_next_one(folder, name, at):
    ended = start(folder, "site", "-q", before=AT_LINE.format(at=at, where="/output.py", name=name))
    _, error = ended.communicate(timeout=120)
    assert "Traceback" not in error
    assert ended.returncode in (130, -signal.SIGKILL)
    again = start(folder, "site", "-q")
    assert again.communicate(timeout=120)[1].count("Traceback") == 0
    whole = folder / "whole"
    fresh = start(folder, "site", "-q", "-o", str(whole))
    fresh.communicate(timeout=120)
    assert tree(folder / "reports") == tree(whole)
    for path in (p for p in whole.rglob("*") if p.is_file()):
        assert path.read_bytes() == (folder / "reports" / path.relative_to(whole)).read_bytes()


@pytest.mark.parametrize("step", range(3))
def test_where_names_cannot_be_exchanged_the_next_command_finishes(folder, step, monkeypatch):
    """The folder is moved in three steps there, and the process is gone after one of them."""
    api.add(folder / "corpora", "2021", [str(folder / "old.txt")], today="2026-01-01")
    monkeypatch.setattr(replace, "_can_exchange", lambda _: False)
    rename, left = Path.rename, [step]

    def gone_after(path: Path, target: Path) -> Path:
        if left[0] == 0:
            raise SystemExit  # nothing behind this runs, as behind a kill
        left[0] -= 1
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", gone_after)
    with pytest.raises(SystemExit):
        api.add(folder / "corpora", "2021", [str(folder / "new.txt")], today="2026-01-01", replace_old=True)
    monkeypatch.undo()
    assert api.read("2021", corpus=folder / "corpora").text + "\n" == (OLD if step == 0 else NEW)
    assert not list((folder / "corpora").glob(".ready*"))


def _adds(corpus: str, file: str, ended: "multiprocessing.Queue[str]") -> None:
    try:
        api.add(Path(corpus), "2021", [file], today="2026-01-01")
        ended.put("ok")
    except CorpusError as error:
        ended.put(error.zh)


def test_of_several_who_add_one_year_one_does_and_the_others_are_told(folder):
    fork = multiprocessing.get_context("fork")
    ended = fork.Queue()
    adders = [
        fork.Process(target=_adds, args=(str(folder / "corpora"), str(folder / "new.txt"), ended)) for _ in range(6)
    ]
    for one in adders:
        one.start()
    told = [ended.get(timeout=60) for _ in adders]
    for one in adders:
        one.join()
    assert told.count("ok") == 1
    assert all("已有 2021" in one for one in told if one != "ok")


# ---------------------------------------------------------------- streams


@pytest.mark.parametrize("arguments", [["show", "2020", "--format", "json"], ["compare", "2019", "2020"], ["list"]])
def test_a_reader_that_goes_away_is_no_error(folder, arguments):
    with start(folder, *arguments) as running:
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()
    assert running.returncode == 0


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_makes_no_traceback(folder, closed):
    running = start(folder, "compare", "2019", "2020", preexec_fn=lambda: os.close(closed))
    out, error = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in out + error
    assert (folder / "reports" / "2019-2020.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [["show", "2020", "--format", "text"], ["list"], ["facts", "2020", "--format", "json"]]
)
def test_a_full_disk_is_one_sentence(folder, arguments):
    with Path("/dev/full").open("wb") as full:
        running = start(folder, *arguments, stdout=full)
        _, error = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "No space left" in error.splitlines()[-1]
    assert "Traceback" not in error


def test_an_interrupt_while_it_loads_makes_no_traceback(folder):
    running = start(
        folder,
        "list",
        before="import os, signal; sys.addaudithook(lambda event, given: os.kill(os.getpid(), signal.SIGINT) if event == 'import' and given[0] == 'click' else None)",
    )
    _, error = running.communicate(timeout=60)
    assert error == ""
    assert running.returncode == -signal.SIGINT


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_chinese_names_under_the_c_locale(folder, locale):
    (folder / "指引.txt").write_text(NEW, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "POLICYDIFF_CORPUS": str(folder / "corpora")} | locale
    for arguments in (["compare", "指引.txt", "指引.txt"], ["add", "草案", "指引.txt"], ["show", "草案"]):
        running = start(folder, *arguments, env=environment)
        _, error = running.communicate(timeout=60)
        assert running.returncode == 0, error
    assert (folder / "reports" / "指引-指引.html").is_file()
    assert (folder / "corpora" / "草案" / "source" / "指引.txt").is_file()


def test_help_loads_no_stage(folder):
    code = (
        "import policydiff.cli as c, sys\ntry: c.main(['--help'])\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", "))
    assert "click" in loaded
    heavy = {
        "policydiff.model",
        "policydiff.pipeline",
        "policydiff.report.records",
        "lxml",
        "pandas",
        "rich",
        "rapidfuzz",
        "ssl",
    }
    assert not heavy & loaded


# ---------------------------------------------------------------- what stands in the way on the disk


@pytest.fixture
def nobody():
    """Root may do anything, so the test goes on as another user where it is root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


@pytest.fixture
def barred(folder) -> Path:
    """A corpus that may not be written to, with a text that may not be read; everything has loaded already."""
    api.add(folder / "other", "2021", [str(folder / "new.txt")], today="2026-01-01")
    for path in (folder, *folder.parents):
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir()):
            path.chmod(0o755)
    (folder / "corpora" / "2019" / "text.txt").chmod(0)
    (folder / "corpora").chmod(0o555)
    return folder / "corpora"


def test_a_corpus_that_may_not_be_written_to_or_read(barred, nobody):
    with pytest.raises(CorpusError, match="权限"):
        api.add(barred, "2021", [str(barred.parent / "new.txt")], today="2026-01-01")
    with pytest.raises(CorpusError, match=r"2019/text\.txt"):
        api.read("2019", corpus=barred)
    listing = api.list_corpus(barred)
    assert [d.head.id for d in listing.documents] == ["2020"]
    assert list(listing.unreadable) == ["2019"]
