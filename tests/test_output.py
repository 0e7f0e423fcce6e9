"""Files that the program writes: whole or not at all, where the user said, with the modes that the user wants."""

import os
import stat
import threading
from pathlib import Path

import pytest

from policydiff import output
from policydiff.cli import main
from policydiff.errors import UsageError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes of POSIX")


def test_a_link_is_followed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "link.html").symlink_to(tmp_path / "kept" / "report.html")
    output.write_all({tmp_path / "link.html": b"one"})
    output.write_all({tmp_path / "link.html": b"two"})
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "kept" / "report.html").read_bytes() == b"two"
    assert [p.name for p in (tmp_path / "kept").iterdir()] == ["report.html"]


def test_a_pipe_is_written_through_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    output.write_all({pipe: b"report"})
    reader.join(10)
    assert got == [b"report"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_stays_one():
    output.write_all({Path("/dev/null"): b"report"})
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UsageError):
        output.write_all({tmp_path: b"report"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_the_umask_is_honoured(tmp_path, mask):
    before = os.umask(mask)
    try:
        output.write_all({tmp_path / "a.html": b"report"})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o666 & ~mask


def test_a_file_that_was_there_keeps_its_mode(tmp_path):
    (tmp_path / "a.html").write_bytes(b"old")
    (tmp_path / "a.html").chmod(0o600)
    output.write_all({tmp_path / "a.html": b"new"})
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600


def test_what_a_killed_process_left_is_swept_and_what_is_being_written_is_not(tmp_path):
    import fcntl

    (tmp_path / ".a.html.abcdefgh").write_bytes(b"half")
    (tmp_path / ".b.html.abcdefgh").write_bytes(b"another's")
    with (tmp_path / ".a.html.12345678").open("wb") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        output.write_all({tmp_path / "a.html": b"report"})
    assert sorted(p.name for p in tmp_path.iterdir()) == [".a.html.12345678", ".b.html.abcdefgh", "a.html"]


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="exists"):
        output.write_all({tmp_path / "a.html": b"report", tmp_path / "file" / "b.html": b"report"})
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_long_titles_make_a_name_that_the_disk_takes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    old, new = ("关于推动知识产权高质量发展年度工作指引" * 3 + year for year in ("甲", "乙"))
    for name in (old, new):
        (tmp_path / f"{name}.txt").write_text("一、总体要求\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["compare", f"{old}.txt", f"{new}.txt", "-q"])
    assert not ended.value.code
    [report] = (tmp_path / "reports").iterdir()
    assert report.suffix == ".html"
    assert output.file_name(old, new) != output.file_name(old, new + "丙")


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX systems")
@pytest.mark.parametrize("size", [20, 20_000], ids=["found-at-the-end", "found-while-writing"])
def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path, size):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(OSError, match="large"):
            output.write_all({tmp_path / "a.html": bytes(4), tmp_path / "b.html": bytes(size)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
