"""What people write into a corpus, TOML and JSON lines, read at one gate.

Whatever is not in form becomes one sentence: which file, which entry, what was expected. Values come out as what their
form says, so nobody behind this gate has to look again.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from policydiff.errors import CorpusError, PolicydiffError

Entry = Mapping[str, Any]
# The longest file of a corpus at hand is a text of 0.3 MB; see `ingest.limits` for what a source may be.
SIZE_LIMIT = 20 * 1024 * 1024
# Brackets in each other: document.toml needs three, and Python's own readers give up at about a thousand.
DEPTH_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Form:
    """What a value must be. `read` gives it as it is used, or None where it is something else."""

    zh: str
    en: str
    read: Callable[[object], Any]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and _encodable(value) else None


def _encodable(value: str) -> bool:
    """Whether UTF-8 has a place for every sign: JSON can write half of a surrogate pair, and nothing can print it."""
    return not any("\ud800" <= c <= "\udfff" for c in value)


def _date(value: object) -> str | None:
    """A date with or without quotes; that it is in the calendar is for `check` to say."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    return value if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None


def _count(value: object) -> int | None:
    # Beyond this no text has a place, and other programs that read JSON lose digits.
    return value if type(value) is int and 0 <= value < 1 << 53 else None


def _texts(value: object) -> list[str] | None:
    return value if isinstance(value, list) and all(_text(v) for v in value) else None  # an empty word is everywhere


def _plain_values(value: object) -> dict[str, str] | None:
    """A table of words and numbers, as words."""
    if not isinstance(value, dict) or not all(isinstance(v, str | int | float) for v in value.values()):
        return None
    found = {k: str(v) for k, v in value.items()}
    return found if all(_encodable(k + v) for k, v in found.items()) else None


WORDS = Form("文字", "text", _text)
DATE = Form("YYYY-MM-DD 形式的日期", "a date, YYYY-MM-DD", _date)
COUNT = Form("不小于 0 的整数", "a whole number from 0", _count)
TEXTS = Form('一列文字，如 ["…", "…"]', 'a list of texts, such as ["…", "…"]', _texts)
YES_OR_NO = Form("true 或 false", "true or false", lambda v: v if isinstance(v, bool) else None)
VALUES = Form("一张由文字或数字组成的表", "a table of texts or numbers", _plain_values)


def one_of(*values: str) -> Form:
    """One of these words."""
    return Form(
        f"{'、'.join(values)} 之一",
        f"one of {', '.join(values)}",
        lambda v: v if isinstance(v, str) and v in values else None,
    )


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


class Reader:
    """Reads one file; `where` names it in every sentence, `error` is what is raised."""

    def __init__(self, where: str, error: type[PolicydiffError] = CorpusError) -> None:
        self.where = where
        self.error = error

    def text(self, path: Path) -> str:
        """A file's text: UTF-8, with or without a mark before it."""
        try:
            with path.open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)  # a device has no size and no end
            if len(data) > SIZE_LIMIT:
                raise self.failed(f"超过 {SIZE_LIMIT >> 20} MB；请检查是否放错了文件",
                                   f"is over {SIZE_LIMIT >> 20} MB; check that it is the right file")  # fmt: skip
            return self.decoded(data)
        except OSError as error:
            reason = error.strerror or str(error)
            raise self.failed(f"打不开（{reason}）；请检查权限", f"cannot be opened ({reason}); check it") from error

    def decoded(self, data: bytes) -> str:
        """The same of bytes that were had in another way."""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self.failed("不是 UTF-8 文本；请另存为 UTF-8", "is not UTF-8; save it as UTF-8") from error

    def toml(self, written: str) -> dict[str, Any]:
        """A TOML file as a table."""
        try:
            table = tomllib.loads(written)
            self._check_depth(table)
        except (ValueError, RecursionError, OverflowError) as error:
            raise self.failed(
                f"不是有效的 TOML（{error}）；请改正", f"is not valid TOML ({error}); correct it"
            ) from error
        return table

    def json_lines(self, written: str) -> Iterator[tuple[Reader, Entry]]:
        """The objects of a file that has one a line, each with the reader that names it."""
        for number, line in enumerate(written.split("\n"), 1):
            if not line.strip():
                continue
            at = Reader(f"{self.where}:{number}", self.error)
            try:
                entry = json.loads(line)
                self._check_depth(entry)
            except (ValueError, RecursionError) as error:
                raise at.failed(
                    f"不是有效的 JSON（{error}）；请改正", f"is not valid JSON ({error}); correct it"
                ) from error
            if not isinstance(entry, dict):
                raise at.failed("应为 {…}；请改正", "must be an object, {…}; correct it")
            yield at, entry

    def _check_depth(self, value: object) -> None:
        level = [value]
        for _ in range(DEPTH_LIMIT):
            level = [inner for one in level for inner in _inside(one)]
            if not level:
                return
        raise ValueError(f"over {DEPTH_LIMIT} levels")

    def table(self, table: Entry, key: str) -> tuple[Reader, Entry]:
        """The table [key], with the reader that names it."""
        if not isinstance(table[key], dict):
            raise self.failed(f"的 {key} 应写成 [{key}]；请改正", f": {key} must be written as [{key}]; correct it")
        return Reader(f"{self.where} [{key}]", self.error), table[key]

    def entries(self, table: Entry, key: str) -> list[tuple[Reader, Entry]]:
        """The entries under [[key]], each with the reader that names it; none where there is no such key."""
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.failed(f"的 {key} 应写成 [[{key}]]；请改正", f": {key} must be written as [[{key}]]; correct it")
        return [
            (Reader(f"{self.where} [[{key}]] {number}", self.error), entry) for number, entry in enumerate(found, 1)
        ]

    def value(self, entry: Entry, key: str, form: Form) -> Any:  # noqa: ANN401 – the form says what it is
        """A value that must be there."""
        if key not in entry:
            raise self.failed(f"缺少 {key}（{form.zh}）；请补上", f"lacks {key}, {form.en}; add it")
        found = form.read(entry[key])
        if found is None:
            raise self.failed(f"的 {key} 应为{form.zh}；请改正", f": {key} must be {form.en}; correct it")
        return found

    def optional(self, entry: Entry, key: str, form: Form, *, default: Any = None) -> Any:  # noqa: ANN401 – likewise
        """A value that may be missing, or empty."""
        return default if entry.get(key) in (None, "") else self.value(entry, key, form)

    def refuse_others(self, entry: Entry, *known: str) -> None:
        """Refuse a key that nobody reads: it is a slip of the pen, and what it says would be lost."""
        for key in entry:
            if key not in known:
                raise self.failed(
                    f"有不认识的 {key}；应为 {'、'.join(known)}", f"has an unknown {key}; known are {', '.join(known)}"
                )

    def failed(self, zh: str, en: str) -> PolicydiffError:
        """What is wrong with the file, as an error to raise."""
        joint = "" if en.startswith(":") else " "
        return self.error(f"{self.where} {zh}。", f"{self.where}{joint}{en}.")
