"""A sound corpus with reports and a site, some of it damaged, and commands with options taken at random."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.fuzz.corpora import CATALOG, CORRECTIONS, HEAD, OVERRIDES, REPAIRS, mutated_json_lines, mutated_toml
from tests.fuzz.files import LAW, PLAN, TEXTS, Random, mutated_bytes, mutated_text

CODES = ("utf-16", "utf-16-le", "utf-8-sig", "gb18030", "gbk", "big5", "shift_jis", "utf-32", "utf-7", "cp037")
ENDS = ("\r\n", "\r", "\u2028", "\x85", "\x0b", "\x0c", "\n\r", "\n\n\n", "\\n", "")
DATES = (
    "0000-01-01",
    "9999-99-99",
    "2020-02-30",
    "1979-05-27T07:32:00Z",
    "07:32:00",
    "2020-1-1",
    "-2020-01-01",
    "12020-01-01",
    '"９９９９-０１-０１"',
)
NUMBERS = (
    "9" * 5000,
    "1e400",
    "inf",
    "-nan",
    "0x7fffffffffffffffffffff",
    "-0",
    "1_000",
    "0b1",
    "1e-400",
    "99999999999999999999",
)
NAMES = (
    "-q", "--help", "2020 ", " 2020", "２０２０", "a b", "x" * 255, "文" * 85, "con", "2020@HEAD", "*", "😀", "e\u0301", "2020\n", "\u202e0202",
    "'", "<script>", "%s%n", "{x}", "${x}", "2020.toml", "text.txt", "~", "2020#", "2020?a=1", "a|b", "a;b", "\u200b", "1e9", "0", "2020年", "\\", "\x7f",
)  # fmt: skip


def sound(folder: Path, rng: Random) -> Path:
    """A corpus of three years in which every kind of file is there."""
    corpus = folder / "corpora"
    for year in ("2019", "2020", "2021"):
        (corpus / year / "source").mkdir(parents=True)
        (corpus / year / "text.txt").write_text(rng.choice([LAW, PLAN, *TEXTS]), "utf-8")
        (corpus / year / "document.toml").write_text(HEAD.replace("2020", year), "utf-8")
        (corpus / year / "repairs.jsonl").write_text(REPAIRS, "utf-8")
        (corpus / year / "corrections.toml").write_text(CORRECTIONS, "utf-8")
        (corpus / year / "source" / "a.html").write_text(f"<p>{PLAN}", "utf-8")
    (corpus / "overrides").mkdir()
    for name, written in {
        "overrides/2019-2020.toml": OVERRIDES, "catalog.toml": CATALOG, "units.toml": '"运用促进司" = ["促进司"]\n',
        "indicators.toml": 'less_is_better = ["周期"]\n', "terms.toml": 'terms = ["专利"]\n',
    }.items():  # fmt: skip
        (corpus / name).write_text(written, "utf-8")
    (folder / "reports").mkdir()
    for name in ("2019-2020.html", "2019-2020.json", "index.html", "history.html"):
        (folder / "reports" / name).write_text("<!doctype html>", "utf-8")
    (folder / "reports" / "site.json").write_text(
        '{"files": {"index.html": {"key": "a", "sha256": "b", "summary": null}}}', "utf-8"
    )
    (folder / "pairs.csv").write_text("old,new,市\n2019,2020,甲\n", "utf-8")
    (folder / "a.txt").write_text(PLAN, "utf-8")
    return corpus


# ---------------------------------------------------------------- what happens to a file


def _cut(path: Path, rng: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(len(data) + 1)])


def _encoded(path: Path, rng: Random) -> None:
    path.write_bytes(path.read_text("utf-8").encode(rng.choice(CODES), "replace"))


def _put_in(*signs: bytes) -> Callable[[Path, Random], None]:
    def damage(path: Path, rng: Random) -> None:
        data = path.read_bytes()
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(data) + 1)
            data = data[:at] + rng.choice(signs) * rng.choice((1, 1, 2, 50)) + data[at:]
        path.write_bytes(data)

    return damage


def _ended(path: Path, rng: Random) -> None:
    lines = path.read_text("utf-8").split("\n")
    path.write_text("".join(line + rng.choice(ENDS) for line in lines), "utf-8", newline="")


def _doubled(path: Path, rng: Random) -> None:
    lines = path.read_text("utf-8").split("\n")
    at = rng.randrange(len(lines))
    lines[at:at] = [lines[at]] * rng.choice((1, 2, 20_000))
    path.write_text("\n".join(lines), "utf-8")


def _valued(path: Path, rng: Random) -> None:
    """A value that is a date out of range, a number without end, or of another kind."""
    lines = path.read_text("utf-8").split("\n")
    keyed = [n for n, line in enumerate(lines) if " = " in line] or [0]
    at = rng.choice(keyed)
    lines[at] = f"{lines[at].partition(' = ')[0] or 'a'} = {rng.choice((*DATES, *NUMBERS))}"
    path.write_text("\n".join(lines), "utf-8")


def _mutated(path: Path, rng: Random) -> None:
    text = path.read_text("utf-8")
    by = {".toml": mutated_toml, ".jsonl": mutated_json_lines}.get(path.suffix, mutated_text)
    path.write_bytes(by(text, rng).encode("utf-8", "replace"))


def _broken(path: Path, rng: Random) -> None:
    path.write_bytes(mutated_bytes(path.read_bytes(), rng))


def _gone(path: Path, _: Random) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _emptied(path: Path, rng: Random) -> None:
    path.write_bytes(rng.choice((b"", b"\n", b"\0", b" ", b"\xef\xbb\xbf", b"#", b"[]", b"{}", b"null")))


def _in_place_of_it(make: Callable[[Path, Random], object]) -> Callable[[Path, Random], None]:
    def damage(path: Path, rng: Random) -> None:
        _gone(path, rng)
        make(path, rng)

    return damage


def _folder(path: Path, rng: Random) -> None:
    path.mkdir()
    if rng.random() < 0.5:
        (path / rng.choice(("text.txt", "a", path.name))).write_text(PLAN, "utf-8")


def _link(path: Path, rng: Random) -> None:
    path.symlink_to(
        rng.choice(
            (path.name, "nowhere", "/etc/passwd", "..", ".", "/dev/zero", "/dev/null", "../2019", "/proc/self/mem")
        )
    )


def _socket(path: Path, _: Random) -> None:
    with socket.socket(socket.AF_UNIX) as one, suppress(OSError):  # a path may be too long for one
        one.bind(str(path))


def _barred(path: Path, _: Random) -> None:
    path.chmod(0)


def _renamed(path: Path, rng: Random) -> None:
    with suppress(OSError):
        path.rename(path.with_name(rng.choice((*NAMES, os.fsdecode("草案".encode("gbk")), os.fsdecode(b"\xff\xfe")))))


FILES: tuple[Callable[[Path, Random], None], ...] = (
    _cut, _encoded, _put_in(b"\0"), _put_in(b"\xef\xbb\xbf"), _put_in(b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"),
    _put_in(b"\x1b]52;c;eA==\x07", "\u202e".encode(), "\u200b".encode()), _ended, _doubled, _valued, _valued, _mutated, _mutated, _broken,
    _gone, _emptied, _in_place_of_it(_folder), _in_place_of_it(_link), _in_place_of_it(lambda path, _: os.mkfifo(path)),
    _in_place_of_it(_socket), _barred, _renamed,
)  # fmt: skip
FOLDERS: tuple[Callable[[Path, Random], None], ...] = (
    _gone, _in_place_of_it(lambda path, _: path.write_bytes(b"")), _in_place_of_it(_link), _barred, _renamed, _renamed,
    _in_place_of_it(lambda path, _: os.mkfifo(path)), _in_place_of_it(lambda path, _: path.mkdir()),
)  # fmt: skip


def _all(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if not p.is_symlink() and ".git" not in p.parts)


def spoil(folder: Path, rng: Random) -> None:
    """Damage one to four files or folders of what is there."""
    for _ in range(rng.randint(1, 4)):
        path = rng.choice(_all(folder) or [folder / "a.txt"])
        mode = path.lstat().st_mode if path.exists() else 0
        with suppress(UnicodeError):  # what is damaged already is no text any more
            if stat.S_ISREG(mode) and mode & 0o400:
                rng.choice(FILES)(path, rng)
            elif stat.S_ISDIR(mode):
                rng.choice(FOLDERS)(path, rng)


# ---------------------------------------------------------------- commands


def _doc(rng: Random) -> str:
    return rng.choice(
        (
            "2019",
            "2020",
            "2020",
            "2021",
            "a.txt",
            "a.txt",
            "corpora/2020",
            rng.choice(("2022", "2020@HEAD", "a.txt@HEAD", *NAMES)),
        )
    )


def _years(rng: Random) -> list[str]:
    return rng.choice(([], [], [], ["2020"], ["2019", "2021"], ["2022"]))


def _to(rng: Random) -> list[str]:
    places = ("-", "out", "a.txt/x", "reports", "corpora/2020/text.txt", "/dev/null")
    return rng.choice(([], [], ["-o", rng.choice(places)]))


def _format(rng: Random, of: str) -> list[str]:
    return ["--format", rng.choice(of.split())]


def _any(rng: Random, *given: str) -> list[str]:
    return [one for one in given if rng.random() < 0.3]


# Each command with its options; what it names is there, was there, or never was.
COMMANDS: tuple[Callable[[Random], list[str]], ...] = (
    lambda r: ["show", *_format(r, "outline text json"), *_any(r, "--script=traditional", "-v"), "--", _doc(r)],
    lambda r: ["facts", *_format(r, "table json csv xlsx"), *_any(r, "--kind=targets"), *_to(r), "--", _doc(r)],
    lambda r: ["compare", *_format(r, "html json docx redline xlsx csv md"), *_to(r), *_any(r, "--exit-code", "-v"), "--", _doc(r), _doc(r)],
    lambda r: ["compare", "2019", "2020", f"--overrides={r.choice(('corpora/overrides/2019-2020.toml', 'corpora', 'none'))}"],
    lambda r: ["list", *_format(r, "table json")],
    lambda r: ["check", *_years(r), *_format(r, "text json github sarif gitlab junit"), *_any(r, "--strict", "--changed-since=HEAD"), *_to(r)],
    lambda r: ["history", *_years(r), *_format(r, "html json xlsx csv parquet"), *_to(r)],
    lambda r: ["site", *r.choice(([], [], ["-o", "out"], ["-o", "a.txt"]))],
    lambda r: ["pairs", r.choice(("corpora", "corpora", ".", "corpora/2020", "a.txt", "none")), "--workers=1", *_to(r)],
    lambda r: ["reuse", *_format(r, "text json"), "--", *(_doc(r) for _ in range(r.choice((1, 2, 2, 3))))],
    lambda r: ["init", r.choice(("new", ".", "a.txt", "corpora", "reports/x")), "--ci", r.choice(("github", "gitlab", "none"))],
    lambda r: ["add", *_any(r, "--replace", "--replace", "--title=\x1b"), "--", r.choice(("2020", "2022", "2021", *NAMES)), *r.choice((["a.txt"], ["a.txt", "corpora/2020/text.txt"]))],
    lambda r: ["fetch", "--", r.choice(("2019", "2020", "2022"))],
)  # fmt: skip


def command(rng: Random) -> list[str]:
    """Any command with any of its options."""
    name, *given = rng.choice(COMMANDS)(rng)
    return [name, *rng.choice(([], ["--lang", "en"], ["-q"])), *given]


def of_damage(folder: Path, rng: Random) -> Iterator[list[str]]:
    """A corpus that was sound, some of its files damaged, then six commands taken at random."""
    sound(folder, rng)
    if rng.random() < 0.2:
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
        for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "a"]):
            subprocess.run([*git, *arguments], cwd=folder, check=False, capture_output=True)
        if rng.random() < 0.3:
            (folder / ".git" / rng.choice(("HEAD", "index", "config"))).write_bytes(b"\xff")
    spoil(folder, rng)
    for _ in range(6):
        yield command(rng)
    for path in folder.rglob("*"):  # so that the folder can be removed
        if not path.is_symlink() and path.exists():
            path.chmod(0o755)
