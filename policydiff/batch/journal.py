"""What is done, a line a pair, appended as it is done: the truth while a batch runs, and after any end of it.

The first line says which batch it is; a line counts when its line break is there. One process at a time writes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from policydiff.errors import UsageError

SCHEMA = "policydiff.batch/1"
NAME = "journal.jsonl"


class Journal:
    """The journal of a folder: `done` says where the line of each finished pair begins."""

    def __init__(self, folder: Path, head: Mapping[str, Any], *, resume: bool) -> None:
        """Begin a journal, or go on with one. Raises UsageError where the folder holds another batch's."""
        self.path = folder / NAME
        self.done: dict[int, int] = {}
        head = {"schema": SCHEMA, **head}
        there = self.path.exists() and self.path.stat().st_size > 0
        if there and not resume:
            raise UsageError(
                f"{folder} 里已有一次批处理；请加 --resume 接着做，或另指文件夹。",
                f"{folder} holds a batch already; go on with it with --resume, or name another folder.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = self.path.open("r+b" if self.path.exists() else "w+b")
        try:
            _lock(self._file, folder)
            if not self._recover(head):
                self._append(head)
        except BaseException:
            self._file.close()
            raise

    def _recover(self, head: Mapping[str, Any]) -> bool:
        """Read what is there, and cut off a last line that was torn; False where not even the first is whole."""
        whole = 0
        for start, line in _lines(self._file):
            if not line.endswith(b"\n"):
                break
            record = _parsed(line)
            if record is None:
                break
            if start == 0:
                self._check(record, head)
            elif "row" in record:
                self.done[record["row"]] = start
            whole = start + len(line)
        self._file.truncate(whole)
        self._file.seek(whole)
        return whole > 0

    def _check(self, found: Mapping[str, Any], head: Mapping[str, Any]) -> None:
        other = [key for key in head if found.get(key) != head[key]]
        if other:
            raise UsageError(
                f"{self.path} 是另一次批处理的（{'、'.join(other)} 不同）；请用原来的清单与选项，或另指文件夹。",
                f"{self.path} is another batch's ({', '.join(other)} differ); "
                "use the list and the options that it began with, or name another folder.",
            )

    def append(self, row: int, record: str) -> None:
        """Write down that a pair is done: a JSON object without its row."""
        self.done[row] = self._file.seek(0, os.SEEK_END)
        self._write(f'{{"row":{row},{record[1:]}\n')

    def _append(self, head: Mapping[str, Any]) -> None:
        self._write(json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n")

    def _write(self, line: str) -> None:
        self._file.write(line.encode("utf-8"))
        self._file.flush()
        os.fsync(self._file.fileno())

    def records(self) -> Iterator[Mapping[str, Any]]:
        """What became of the pairs, in the order of the list, whatever the order in which they were done."""
        for _, start in sorted(self.done.items()):
            self._file.seek(start)
            yield json.loads(self._file.readline())

    def __enter__(self) -> Self:
        """The journal is open from the beginning."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let another process have it."""
        self._file.close()


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    start = file.seek(0)
    for line in file:
        yield start, line
        start += len(line)


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_one = isinstance(record, dict) and (type(record.get("row")) is int or "schema" in record)
    return record if is_one else None


def _lock(file: BinaryIO, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: nothing hinders a second batch there but its user
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(
            f"另一个进程正在 {folder} 里做批处理；请等它结束。",
            f"another process is at work in {folder}; wait until it ends.",
        ) from error
