"""Mutated files of every format and damaged corpora through the command line: always a sentence, never a fault.

    make fuzz                                  five minutes of new seeds
    python -m tests.fuzz --seconds 600 --from 1000
    python -m tests.fuzz corpus:17             one seed again, its files kept in a folder that is named

What a seed stands for is fixed by the seed alone. Those that once broke something are kept in tests/fuzz_seeds.txt, and
tests/test_fuzz.py runs them with every suite.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from policydiff.cli import main
from tests.reader_files import block, docx, para, pdf, table

HERE = Path(__file__).parent
KEPT = HERE / "fuzz_seeds.txt"
LIMIT = 120  # seconds for one command; none takes a tenth of it
TEXTS = [path.read_text("utf-8") for path in sorted((HERE / "cases").glob("*/*.txt"))]
LAW = "某市条例\n第一章 总则\n第一条 为了保护专利权，制定本条例。\n（一）拟订规划；\n第二条 罚款五千元以上。\n附件：1.任务清单\n"
PLAN = "一、主要目标\n到2025年，商标网上申请比例不低于92%。（商标局牵头，运用促进司、各省局负责）\n——审查周期压减至16个月以内。\n"
# What has meaning somewhere: labels, brackets that do not close, controls, wide and odd signs, numbers without end.
PIECES = [
    "（", "）", "【", "《", "\t", "\n", "\r\n", "\u3000", "一、", "（一）", "第一条", "第九千九百九十九条", "——", "附件", "附件1", "|", "|---|",
    "%", "不低于", "万亿元", "9" * 400, "一" * 300, "１０", "二〇二〇年", "牵头", "负责", "（责任单位：", "、", "。" * 50, "\x00", "\x1b]52;c;eA==\x07",
    "\ufeff", "\ufffd", "\u202e", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\U00020000", "⼀", "é́", "<p>",
    "<table><tr><td rowspan=99999 colspan=-1>", "</div>" * 30, "&#x110000;", "&lt;", "<!--", "<script>", "{{ x }}", "${x}", "=1+1", "-", "0", "1e999",
]  # fmt: skip
Random = random.Random


def mutated_text(text: str, rng: Random) -> str:
    """A text with some pieces put in, taken out, doubled, or with its lines in another order."""
    for _ in range(rng.randint(1, 6)):
        at, to = sorted(rng.randint(0, len(text)) for _ in range(2))
        match rng.randrange(5):
            case 0:
                text = text[:at] + rng.choice(PIECES) * rng.choice((1, 1, 1, 3, 40)) + text[at:]
            case 1:
                text = text[:at] + text[min(to, at + 20) :]
            case 2:
                text = text[:to] + text[at:to][:2000] + text[to:]
            case 3:
                lines = text.split("\n")
                rng.shuffle(lines)
                text = "\n".join(lines)
            case 4:
                text = text[:at] + rng.choice(TEXTS)[:500] + text[at:]
    return text


def mutated_bytes(data: bytes, rng: Random) -> bytes:
    """Bytes with some flipped, cut, doubled or overwritten."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(4):
            case 0:
                found[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del found[at : at + rng.choice((1, 1, 10, 1000))]
            case 2:
                found[at:at] = found[at : at + rng.choice((1, 20, 400))]
            case 3:
                found[at:at] = rng.choice(PIECES).encode("utf-8")[:60]
    return bytes(found)


def _base(rng: Random) -> str:
    return mutated_text(rng.choice([LAW, PLAN, *TEXTS]), rng) if rng.random() < 0.8 else rng.choice([LAW, PLAN])


def _html(text: str, rng: Random) -> bytes:
    rows = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = f'<html><head><meta charset="utf-8"><title>{text[:20]}</title></head><body><div class="nav"><a href="/">首页</a></div>{rows}</body></html>'
    return mutated_text(page, rng).encode("utf-8", "replace")


def _docx(text: str, rng: Random) -> bytes:
    clean = "".join(c for c in text if c.isprintable() or c == "\n")
    rows = [["指标", "2025年"], [clean[:8].strip(), "5%"]]
    data = docx("".join(para(line) for line in clean.split("\n")) + table(rows))
    parts = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    broken = rng.choice(parts.namelist())
    with zipfile.ZipFile(out, "w") as archive:
        for name in parts.namelist():
            part = parts.read(name)
            if name == broken:
                part = (
                    mutated_bytes(part, rng)
                    if rng.random() < 0.5
                    else mutated_text(part.decode(), rng).encode("utf-8", "replace")
                )
            archive.writestr(name, part)
    return out.getvalue()


def _mht(text: str, rng: Random) -> bytes:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n"
    return mutated_bytes(head.encode() + _html(text, rng) + b"\n--x--\n", rng)


WRITERS: dict[str, Callable[[str, Random], bytes]] = {
    "a.txt": lambda text, rng: text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5")), "replace"),
    "a.md": lambda text, _: text.encode("utf-8", "replace"),
    "a.html": _html,
    "a.mht": _mht,
    "a.docx": _docx,
    "a.pdf": lambda text, rng: mutated_bytes(pdf(block([line[:30] for line in text.split("\n")[:20]])), rng),
}


def write_file(folder: Path, rng: Random) -> Path:
    """One file of some format, broken in some way."""
    name = rng.choice(list(WRITERS))
    data = WRITERS[name](_base(rng), rng)
    if rng.random() < 0.2:
        data = mutated_bytes(data, rng)
    path = folder / (rng.choice(list(WRITERS)) if rng.random() < 0.1 else name)
    path = path.with_stem(f"{rng.randrange(10**6)}")
    path.write_bytes(data)
    return path


def of_files(folder: Path, rng: Random) -> Iterator[list[str]]:
    """Two broken files, shown, read for facts, compared, put into a corpus."""
    old, new = write_file(folder, rng), write_file(folder, rng)
    yield ["show", old.name, *rng.choice(([], ["-v"], ["--format", "json"], ["--script", "traditional"]))]
    yield [
        "facts",
        new.name,
        *rng.choice(([], ["--format", "json"], ["--format", "csv"], ["--format", "xlsx", "-o", "f.xlsx"])),
    ]
    form = rng.choice(("html", "json", "docx", "xlsx", "csv", "md"))
    yield ["compare", old.name, new.name, "--format", form, "--lang", rng.choice(("zh", "en"))]
    yield ["add", "2021", old.name, new.name]
    yield ["show", "2021"]


# ---------------------------------------------------------------- corpora

HEAD = """title = "推动知识产权高质量发展年度工作指引（2020）"
issuer = "国家知识产权局"
issued = "2020-04-20"
series = "年度工作指引"
status = "copy"
text_sha256 = "00"

[[sources]]
name = "a.html"
retrieved = "2026-01-01"
sha256 = "00"

[[accepted]]
fingerprint = "00"
reason = "看过"
"""
REPAIRS = '{"start": 1, "end": 3, "before": "a", "after": "b", "rule": "script", "count": 1}\n'
CORRECTIONS = '[[correction]]\nclause = "一"\nwrong = "目标"\nright = "指标"\nreason = "笔误"\n\n[[edit]]\nbefore = "a"\nafter = "b"\nreason = "c"\n'
OVERRIDES = '[[clause]]\naction = "link"\nold = "一"\nnew = "一"\nreason = "同一任务"\n\n[[target]]\naction = "unlink"\nold = "一|a"\nnew = "一|b"\nreason = "c"\n'
CATALOG = '[2019]\ntitle = "指引（2019）"\nurls = []\n'
VALUES: list[object] = [
    None, True, -1, 10**30, 1.5, "", "x", "\x1b[31m", [], {}, [1], [[]], {"a": 1}, "2020-13-45", "\ud800", "../../etc", "一", ["", "a"],
]  # fmt: skip


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return "2020-01-01" if value is None else json.dumps(value, ensure_ascii=True)


def mutated_toml(written: str, rng: Random) -> str:
    """TOML with values of another kind, keys lost or doubled, tables that are none; now and then no TOML at all."""
    lines = written.split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        key = lines[at].partition("=")[0].strip()
        match rng.randrange(5):
            case 0 if "=" in lines[at]:
                lines[at] = f"{key} = {_toml(rng.choice(VALUES))}"
            case 1:
                del lines[at]
                lines = lines or [""]
            case 2:
                lines[at] = lines[at].replace("[[", "[").replace("]]", "]")
            case 3:
                lines.insert(
                    at, rng.choice((f"{key or 'x'} = {_toml(rng.choice(VALUES))}", "[x]", "[[x]]", "a.b = 1", "x"))
                )
            case 4:
                return mutated_text("\n".join(lines), rng)
    return "\n".join(lines)


def mutated_json_lines(written: str, rng: Random) -> str:
    entry = json.loads(written)
    for _ in range(rng.randint(1, 3)):
        key = rng.choice(list(entry))
        if rng.random() < 0.3 and len(entry) > 1:
            del entry[key]
        else:
            entry[key] = rng.choice([*VALUES, "doubt-lost-characters", "doubt-", {"start": "x"}])
    line = json.dumps(entry)
    return rng.choice((line, line[:-3], f"[{line}]", line * 2, "[" * 2000, "null", line + "\n" + written))


def make_corpus(folder: Path, rng: Random) -> Path:
    corpus = folder / "corpora"
    for year in ("2019", "2020"):
        (corpus / year / "source").mkdir(parents=True)
        (corpus / year / "text.txt").write_text(rng.choice([LAW, PLAN, *TEXTS]), "utf-8")
    (corpus / "overrides").mkdir()
    files: dict[str, tuple[str, Callable[[str, Random], str]]] = {
        "2020/document.toml": (HEAD, mutated_toml),
        "2020/repairs.jsonl": (REPAIRS, mutated_json_lines),
        "2020/corrections.toml": (CORRECTIONS, mutated_toml),
        "2020/text.txt": (_base(rng), mutated_text),
        "overrides/2019-2020.toml": (OVERRIDES, mutated_toml),
        "units.toml": ('"运用促进司" = ["知识产权运用促进司"]\n', mutated_toml),
        "indicators.toml": ('less_is_better = ["周期"]\nmore_is_better = ["比例"]\n', mutated_toml),
        "catalog.toml": (CATALOG, mutated_toml),
    }
    for name in rng.sample(list(files), rng.randint(1, 3)):
        content, mutate = files[name]
        data = mutate(content, rng).encode("utf-8", "replace")
        (corpus / name).write_bytes(mutated_bytes(data, rng) if rng.random() < 0.15 else data)
    _disturb(corpus, rng)
    return corpus


def _disturb(corpus: Path, rng: Random) -> None:
    """Odd things beside the files: links, folders in their place, names that are none."""
    match rng.randrange(12):
        case 0:
            (corpus / "2021").symlink_to("/etc")
        case 1:
            (corpus / "2019" / "text.txt").unlink()
        case 2:
            (corpus / "2019" / "document.toml").mkdir()
        case 3:
            (corpus / ".2022.abcdefgh").mkdir()
        case 4:
            (corpus / os.fsdecode("草案".encode("gbk"))).mkdir()
            (corpus / os.fsdecode("草案".encode("gbk")) / "text.txt").write_text(PLAN, "utf-8")
        case 5:
            (corpus / "2021\x1b[31m").mkdir()
            (corpus / "2021\x1b[31m" / "text.txt").write_text(PLAN, "utf-8")
        case 6:
            (corpus / "2019" / "source").rmdir()
            (corpus / "2019" / "source").write_bytes(b"")
        case 7:
            (corpus / "2020" / "source" / os.fsdecode(b"\xff.html")).write_bytes(b"<p>x")


def of_corpora(folder: Path, rng: Random) -> Iterator[list[str]]:
    """A damaged corpus through every command that reads one."""
    make_corpus(folder, rng)
    yield ["list", *rng.choice(([], ["--format", "json"]))]
    yield ["show", rng.choice(("2019", "2020", "2021")), *rng.choice(([], ["-v"], ["--format", "json"]))]
    yield ["compare", "2019", "2020", "--format", rng.choice(("html", "json", "docx", "xlsx", "csv", "md"))]
    yield ["facts", "2020"]
    yield ["check", "--format", rng.choice(("text", "json", "sarif", "junit", "github", "gitlab"))]
    yield ["history", "--format", rng.choice(("html", "json", "csv"))]
    yield ["fetch", "2019"] if rng.random() < 0.1 else ["list"]
    (folder / "new.txt").write_text(PLAN, "utf-8")
    yield ["add", "2020", "new.txt", "--replace"]
    yield ["list"]


KINDS: dict[str, Callable[[Path, Random], Iterator[list[str]]]] = {"files": of_files, "corpus": of_corpora}


# ---------------------------------------------------------------- running


def faults(seed: str, folder: Path) -> list[str]:
    """What went wrong with a seed (`kind:number`) in an empty folder; nothing, where all is well."""
    kind, _, number = seed.partition(":")
    rng = random.Random(seed)
    del number
    found: list[str] = []
    with contextlib.chdir(folder):
        for arguments in KINDS[kind](folder, rng):
            found += [f"{seed}: policydiff {' '.join(map(ascii, arguments))}\n{trouble}" for trouble in _run(arguments)]
    return found


def _run(arguments: list[str]) -> Iterator[str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LIMIT)
    status: object = None
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main([*arguments, "--verbose"] if "--verbose" in arguments else arguments)
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:  # whatever it is, it is what is looked for
        yield traceback.format_exc()
        return
    finally:
        signal.alarm(0)
    said = out.buffer.getvalue().decode("utf-8", "replace") + err.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]
    if status not in (0, 1, 2):
        yield f"status {status}"
    if "Traceback" in said or "程序出错" in said or "a fault in policydiff" in said:
        yield said[-600:]
    if status == 2 and not err.buffer.getvalue().strip():  # type: ignore[attr-defined]
        yield "an error without a sentence"


def _too_long(*_: object) -> None:
    raise TimeoutError(f"over {LIMIT} seconds")


def kept_seeds() -> list[str]:
    """The seeds that once broke something."""
    return [
        line.partition("#")[0].strip()
        for line in KEPT.read_text("utf-8").splitlines()
        if line.partition("#")[0].strip()
    ]


def command_line() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="*", help="kind:number")
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", help="both, where it is not given")
    parser.add_argument("--from", dest="start", type=int, default=0)
    given = parser.parse_args()
    if given.seeds:
        for seed in given.seeds:
            folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
            print(folder, *faults(seed, folder), sep="\n")
        return
    ends, number, broken = time.monotonic() + given.seconds, given.start, 0
    while time.monotonic() < ends:
        for kind in given.kind or KINDS:
            with tempfile.TemporaryDirectory() as folder:
                for one in faults(f"{kind}:{number}", Path(folder)):
                    broken += 1
                    print(one, flush=True)
        number += 1
    print(f"{(number - given.start) * len(given.kind or KINDS)} seeds, the last {number - 1}: {broken} faults")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    command_line()
