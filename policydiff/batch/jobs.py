"""The list of pairs: a CSV file with the columns old and new, and any others that are carried through."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from policydiff.corpus import locate
from policydiff.errors import UsageError


@dataclass(frozen=True, slots=True)
class Job:
    """One pair. `row` counts the data rows of the file from 1; `carried` are the cells of the other columns."""

    row: int
    old: str
    new: str
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """All pairs of a file, the names of the carried columns, and the file's bytes."""

    jobs: tuple[Job, ...]
    carried: tuple[str, ...]
    data: bytes


def read_jobs(path: Path) -> Jobs:
    """Read a list of pairs, in UTF-8 or, as Excel writes it in China, GB18030. Raises UsageError."""
    data = path.read_bytes()
    rows = list(csv.reader(io.StringIO(_decoded(path, data), newline="")))
    head = [name.strip() for name in rows[0]] if rows else []
    if "old" not in head or "new" not in head or len(set(head)) < len(head):
        raise UsageError(
            f"{path} 的第一行应是列名，其中须有 old 与 new，且不得重名；现为：{'、'.join(head) or '（空）'}。",
            f"the first line of {path} should name the columns, old and new among them and none twice; "
            f"it has: {', '.join(head) or '(nothing)'}.",
        )
    carried = tuple(name for name in head if name not in ("old", "new"))
    jobs: list[Job] = []
    for line, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        record = dict(zip(head, cells, strict=False))
        if len(cells) != len(head) or not record["old"].strip() or not record["new"].strip():
            raise UsageError(
                f"{path} 第 {line} 行应有 {len(head)} 格，且 old、new 不得为空；请改正。",
                f"line {line} of {path} should have {len(head)} cells, old and new not empty; please correct it.",
            )
        jobs.append(Job(len(jobs) + 1, record["old"].strip(), record["new"].strip(), tuple(record[c] for c in carried)))
    if not jobs:
        raise UsageError(f"{path} 里没有任何一对文件。", f"{path} holds no pair.")
    return Jobs(tuple(jobs), carried, data)


def located(argument: str, beside: Path, corpus: Path | None) -> str:
    """What a worker is to read: a year of the corpus as it is, a path as an absolute one.

    A relative path counts from the folder of the list, so that both can be moved together.
    """
    plain = "/" not in argument and corpus is not None
    if plain and corpus is not None and argument.partition("@")[0] in locate.years(corpus):
        return argument
    path = beside / argument
    return str(path.resolve()) if path.exists() else argument


def _decoded(path: Path, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        f"{path} 不是 UTF-8 或 GB18030 的文本；请另存为 UTF-8 的 CSV。",
        f"{path} is no text in UTF-8 or GB18030; save it as CSV in UTF-8.",
    )
