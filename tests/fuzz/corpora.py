"""Corpora with damaged files, through every command that reads one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.fuzz.files import LAW, PLAN, TEXTS, Random, _base, mutated_bytes, mutated_text

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
    try:
        entry = json.loads(written)
    except ValueError:  # damaged before
        return mutated_text(written, rng)
    if not (isinstance(entry, dict) and entry):
        return mutated_text(written, rng)
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
