"""Files and names that are odd or made to do harm: one sentence, status 2, and nothing is written anywhere."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from policydiff.cli import main
from tests.reader_files import docx, para

MB = 1024 * 1024
NOTICE = "关于开展检查的通知\n一、检查范围\n全省专利代理机构。\n二、检查时间\n2020年3月至5月。\n"
Call = Callable[..., tuple[int, str, str]]
SECRET = "root:secret"


def limited() -> None:
    """Far less than a machine has, far more than any document needs."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (1536 * MB, 1536 * MB))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * MB, 64 * MB))


def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command line within limits: (status, standard output, standard error)."""
    done = subprocess.run(
        [sys.executable, "-c", "from policydiff.cli import main; main()", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        preexec_fn=limited if os.name == "posix" else None,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def run(monkeypatch, capfd):
    """The same without limits and without a process of its own, for what could do no harm to this one."""
    monkeypatch.delenv("POLICYDIFF_CORPUS", raising=False)

    def call(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capfd.readouterr()
        return ended.value.code or 0, out, err

    return call


def tree(folder: Path) -> list[tuple[str, int]]:
    """Everything under a folder, with its size; what is no file is not opened."""
    return sorted((str(p.relative_to(folder)), p.lstat().st_size) for p in folder.rglob("*"))


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def entities(root: str, body: str, *, more: str = "") -> bytes:
    """An XML file whose entities unfold to 10^9 characters."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "哈">{laughs}{more}]>{body}'.encode()


def with_document(document: bytes) -> bytes:
    parts = zipfile.ZipFile(io.BytesIO(docx(para("一、总体要求"))))
    kept = {name: parts.read(name) for name in parts.namelist()}
    return zipped(kept | {"word/document.xml": document})


def external(secret: Path) -> bytes:
    return entities("html", "<html><body><p>一、&x;</p></body></html>", more=f'<!ENTITY x SYSTEM "{secret.as_uri()}">')


LOOP = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>> endobj
3 0 obj <</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>> endobj
trailer <</Root 1 0 R/Size 4/Prev 9>>
startxref
9
%%EOF"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sparse(path: Path, size: int) -> None:
    """A file as long as that, which takes no room: zero bytes, one line."""
    with path.open("wb") as file:
        file.truncate(size)


def one_line(path: Path, size: int, start: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(start)
        for _ in range(size // MB):
            file.write(b"a" * MB)


HEAVY: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "300-MB-of-nothing": ("big.txt", lambda p: sparse(p, 300 * MB), "MB"),
    "300-MB-page": ("big.html", lambda p: sparse(p, 300 * MB), "MB"),
    "300-MB-docx": ("big.docx", lambda p: sparse(p, 300 * MB), "MB"),
    "19-MB-of-one-line": ("line.txt", lambda p: one_line(p, 19 * MB), "一行"),
    "a-million-lines": ("lines.txt", lambda p: p.write_bytes("一\n".encode() * MB), "行"),
    "6-MB-of-one-line-as-a-page": ("line.html", lambda p: one_line(p, 6 * MB, b"<p>"), "一行"),
    "60-MB-page": ("long.html", lambda p: one_line(p, 60 * MB, b"<p>"), "MB"),
    "deep-page": ("deep.html", lambda p: p.write_bytes(b"<div>" * 400_000 + "深".encode()), "展开"),
    "deep-docx": (
        "deep.docx",
        lambda p: p.write_bytes(with_document(f'<w:document xmlns:w="{W}">'.encode() + b"<w:p>" * 100_000)),
        "损坏",
    ),
    "laughs-docx": ("laughs.docx", lambda p: p.write_bytes(with_document(entities("w", "<w>&l9;</w>"))), "展开"),
    "laughs-page": (
        "laughs.xhtml",
        lambda p: p.write_bytes(entities("html", "<html><body><p>&l9;</p></body></html>")),
        "展开",
    ),
    "zip-bomb": ("bomb.docx", lambda p: p.write_bytes(with_document(b" " * 200 * MB)), "展开"),
    "pdf-loop": ("loop.pdf", lambda p: p.write_bytes(LOOP), "loop.pdf"),
}
ODD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a-picture-called-a-page": ("a.html", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "图片"),
    "a-pdf-that-is-none": ("a.pdf", lambda p: p.write_bytes(b"not a pdf at all"), "a.pdf"),
    "a-docx-that-is-none": ("a.docx", lambda p: p.write_bytes(b"PK\x03\x04 and then nothing"), "损坏"),
    "an-empty-archive": ("a.mht", lambda p: p.write_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n"), "损坏"),
    "empty": ("a.txt", lambda p: p.write_bytes(b""), "没有文字"),
    "empty-page": ("a.html", lambda p: p.write_bytes(b""), "空文件"),
    "white-space": ("a.txt", lambda p: p.write_text(" \n\t\u3000\n", "utf-8"), "没有文字"),
    "white-space-page": ("a.html", lambda p: p.write_text("<p>&nbsp;</p> \n", "utf-8"), "正文"),
    "zero-bytes": ("a.txt", lambda p: p.write_bytes(b"\0" * 1000), "文本"),
    "every-byte": ("a.txt", lambda p: p.write_bytes(bytes(range(256)) * 50), "文本"),
    "folder": ("a.txt", lambda p: p.mkdir(), "a.txt"),
    "loop-of-links": ("a.txt", lambda p: p.symlink_to(p), "a.txt"),
    "link-to-nothing": ("a.txt", lambda p: p.symlink_to(p.parent / "none"), "a.txt"),
    "pipe": ("a.txt", os.mkfifo, "a.txt"),
    "frames": ("a.html", lambda p: p.write_text('<frameset><frame src="b.htm"></frameset>', "utf-8"), "框架"),
    "frame-inside": ("a.html", lambda p: p.write_text('<div>首页</div><iframe src="b.htm"></iframe>', "utf-8"), "框架"),
    "redirection": (
        "a.html",
        lambda p: p.write_text('<meta http-equiv="Refresh" content="0;url=b.htm"><p>页面跳转中', "utf-8"),
        "跳转",
    ),
    "message-of-a-server": ("a.html", lambda p: p.write_text("<title>404 Not Found</title><h1>404</h1>", "utf-8"), "出错"),
    "login": ("a.html", lambda p: p.write_text("<title>用户登录-某网</title><p>请登录后查看", "utf-8"), "出错"),
    "captcha": ("a.html", lambda p: p.write_text("<title>安全验证</title><p>请输入验证码后继续访问", "utf-8"), "出错"),
    "written-by-a-script": (
        "a.html",
        lambda p: p.write_text("<body><script>document.write('<p>一、总体要求</p>')</script>", "utf-8"),
        "脚本",
    ),
}  # fmt: skip


def refused(call: Call, folder: Path, make: Callable[[Path], object], name: str, says: str) -> None:
    here = folder / "here"
    here.mkdir()
    make(here / name)
    before = tree(folder)
    status, out, err = call(here, "add", "2021", name)
    assert (status, out) == (2, "")
    assert err.startswith("policydiff: ")
    assert err.count("\n") == 1
    assert says in err
    assert "程序出错" not in err
    assert tree(folder) == before


@pytest.mark.skipif(os.name != "posix", reason="limits of memory and time as here are those of POSIX systems")
@pytest.mark.parametrize(("name", "make", "says"), HEAVY.values(), ids=HEAVY)
def test_a_hostile_file_is_refused_within_limits(tmp_path, name, make, says):
    refused(call, tmp_path, make, name, says)


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as here are those of POSIX systems")
@pytest.mark.parametrize(("name", "make", "says"), ODD.values(), ids=ODD)
def test_an_odd_file_is_refused_in_a_sentence(run, tmp_path, name, make, says):
    refused(run, tmp_path, make, name, says)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_that_may_not_be_read_is_refused(run, tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, "utf-8")
    (tmp_path / "a.txt").chmod(0)
    status, out, err = run(tmp_path, "add", "2021", "a.txt")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "corpora").exists()


def page(text: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>").encode()


READ: dict[str, tuple[str, bytes]] = {
    "a-page-called-pdf": ("a.pdf", page(NOTICE)),
    "a-page-called-doc": ("a.doc", page(NOTICE)),
    "a-docx-called-doc": ("a.doc", docx("".join(map(para, NOTICE.splitlines())))),
    "a-text-called-page": ("a.html", NOTICE.encode()),
    "part-of-a-page-called-text": ("a.txt", page(NOTICE).replace(b"<html><body>", b"")),
    "zero-bytes-in-a-page": ("a.html", page(NOTICE).replace(b"<p>", b"<p>\0")),
    "parts-with-paths": (
        "a.docx",
        zipped(
            {"../../../../evil.txt": b"x", "/etc/evil.txt": b"x", "..\\evil.txt": b"x"}
            | {
                name: zipfile.ZipFile(io.BytesIO(docx("".join(map(para, NOTICE.splitlines()))))).read(name)
                for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml")
            }
        ),
    ),
}


@pytest.mark.parametrize(("name", "data"), READ.values(), ids=READ)
def test_an_odd_file_is_read_and_nothing_written_beside_the_corpus(run, tmp_path, name, data):
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / name).write_bytes(data)
    status, _, err = run(folder, "add", "2021", name)
    assert (status, err) == (0, "")
    assert (folder / "corpora" / "2021" / "text.txt").read_text("utf-8") == NOTICE
    assert {p.name for p in tmp_path.iterdir()} == {"here"}
    assert {p.name for p in folder.iterdir()} == {name, "corpora"}
    assert {p.name for p in (folder / "corpora").iterdir()} == {"2021"}


def test_what_a_page_points_to_is_not_read(run, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    pointing = {
        "entity.xhtml": external(secret),
        "link.html": f'<link rel=import href="{secret.as_uri()}"><iframe src="{secret.as_uri()}"></iframe>'.encode()
        + page(NOTICE),
        "entity.docx": with_document(external(secret)),
    }
    for name, data in pointing.items():
        (tmp_path / name).write_bytes(data)
        status, out, err = run(tmp_path, "show", name, "--format", "json")
        assert status in (0, 2)
        assert SECRET not in out + err


NAMES = {
    "line-break": "通\n知.txt",
    "control": "a\x1b[31m\x07.txt",
    "long": "x" * 240 + ".txt",
    "long-chinese": "文" * 80 + ".txt",
    "chinese": "关于〔2020〕13号 的（通知）.txt",
    "dash": "-q.txt",
    "dots": "...txt",
    "no-letters": "；.txt",
}


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_of_a_file_will_do(run, tmp_path, name):
    (tmp_path / name).write_text(NOTICE, "utf-8")
    status, _, err = run(tmp_path, "add", "2021", f"./{name}")
    assert (status, err) == (0, "")
    [kept] = (tmp_path / "corpora" / "2021" / "source").iterdir()
    assert kept.read_text("utf-8") == NOTICE
    assert kept.name.isprintable()
    assert run(tmp_path, "show", "2021", "--format", "text")[1] == NOTICE


@pytest.mark.parametrize("name", ["通\n知.txt", "a\x1b[31m.txt", "x" * 5000], ids=["line-break", "control", "long"])
def test_a_file_that_is_not_there_is_told_in_one_line(run, tmp_path, name):
    status, out, err = run(tmp_path, "add", "2021", name)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "\x1b" not in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["http://[::1", "http://[", "file:///etc/passwd", "ftp://a.cn/b"])
def test_what_is_no_address_is_told_in_one_line(run, tmp_path, address):
    status, out, err = run(tmp_path, "add", "2021", address)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "程序出错" not in err
    assert not list(tmp_path.iterdir())


YEARS = ["../2021", "..", ".", "", ".git", ".aside", "a/b", "a\\b", "/tmp/2021", "20\n21", "2021 ", "x" * 300, "年@a", "年" * 99,
         "2021.", "overrides", "con", "NUL.txt", "Com1"]  # fmt: skip


@pytest.mark.parametrize("year", YEARS, ids=lambda y: y[:9].replace("\n", "-") or "empty")
def test_a_year_is_no_path(run, tmp_path, year):
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTICE, "utf-8")
    before = tree(tmp_path)
    status, out, err = run(folder, "add", year, "a.txt")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert tree(tmp_path) == before


def test_a_replacement_that_cannot_be_read_leaves_the_year_as_it_was(run, tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, "utf-8")
    assert run(tmp_path, "add", "2021", "a.txt")[0] == 0
    (tmp_path / "corpora" / "2021" / "text.txt").write_text("手工改过。\n", "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04")
    before = tree(tmp_path)
    status, out, err = run(tmp_path, "add", "2021", "bad.docx", "--replace")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert tree(tmp_path) == before


SYSTEM = {
    "a-file-for-a-folder": (("site", "-o", "a.txt"), "文件，不是文件夹"),
    "a-file-on-the-way": (("show", "a.txt/b"), "找不到"),
    "a-name-too-long": (("show", "x" * 300), "名称太长"),
    "a-file-where-the-corpus-goes": (("init", "."), "文件，不是文件夹"),
}


@pytest.mark.skipif(os.name != "posix", reason="errors of POSIX systems")
@pytest.mark.parametrize(("arguments", "says"), SYSTEM.values(), ids=SYSTEM)
def test_what_the_system_refuses_is_said_with_what_to_do(run, tmp_path, arguments, says):
    folder = tmp_path / "here"
    (folder / "corpora" / "2020").mkdir(parents=True)
    (folder / "corpora" / "2020" / "text.txt").write_text(NOTICE, "utf-8")
    (folder / "a.txt").write_text(NOTICE, "utf-8")
    if arguments[0] == "init":
        folder = tmp_path / "there"
        folder.mkdir()
        (folder / "corpora").write_bytes(b"")
    status, out, err = run(folder, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err
