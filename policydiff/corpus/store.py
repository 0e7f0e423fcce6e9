"""A year's folder → a document, and back."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from policydiff.errors import CorpusError
from policydiff.model import Document, Head, Note, Repair, SourceRef, Status
from policydiff.parse.head import with_head
from policydiff.parse.tree import parse
from policydiff.wording.notes import NOTES

TEXT, HEAD, REPAIRS, CORRECTIONS = "text.txt", "document.toml", "repairs.jsonl", "corrections.toml"
FILES = (TEXT, HEAD, REPAIRS, CORRECTIONS)
DOUBT = "doubt-"  # before the code of a note, as the rule of a line in repairs.jsonl
_HEAD_FIELDS = ("title", "doc_number", "issuer", "issued", "series", "encoding")


def sha256(text: str) -> str:
    """The hash under which a text is known in head data and reports (of its UTF-8 bytes)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_from(id_: str, files: Mapping[str, str], where: str) -> Document:
    """A document from the contents of its folder's files, by name; `where` names the folder in errors.

    Raises CorpusError where text.txt is missing or a file is not in its form.
    """
    if TEXT not in files:
        raise CorpusError(
            f"{where} 中没有 {TEXT}；请放入干净文本后再试。",
            f"{where} holds no {TEXT}; put the clean text there and try again.",
        )
    table = _toml(files.get(HEAD, ""), f"{where}/{HEAD}")
    text = files[TEXT].removeprefix("\ufeff").rstrip("\n")
    document = parse(text, _head(id_, table, f"{where}/{HEAD}"))
    repairs, doubts = _repairs(files.get(REPAIRS, ""), f"{where}/{REPAIRS}")
    notes = (*doubts, *document.notes, *_corrections(document, files.get(CORRECTIONS, ""), f"{where}/{CORRECTIONS}"))
    if table.get("text_sha256") not in (None, sha256(text)):
        notes = (Note("text-edited"), *notes)
    return with_head(Document(head=document.head, text=text, clauses=document.clauses, repairs=repairs, notes=notes))


def _toml(written: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(
            f"{where} 不是有效的 TOML（{error}）；请改正后再试。", f"{where} is not valid TOML ({error}); mend it."
        ) from error


def _head(id_: str, table: Mapping[str, Any], where: str) -> Head:
    status = table.get("status", "unknown")
    if status not in get_args(Status):
        raise CorpusError(
            f"{where} 的 status 是“{status}”；应为 {'、'.join(get_args(Status))} 之一。",
            f"status in {where} is “{status}”; it must be one of {', '.join(get_args(Status))}.",
        )
    fields = {name: None if table.get(name) in (None, "") else str(table[name]) for name in _HEAD_FIELDS}
    sources = tuple(
        SourceRef(str(s.get("name", s.get("url", ""))), s.get("retrieved"), s.get("sha256"))
        for s in table.get("sources", ())
    )
    return Head(id=id_, status=status, sources=sources, **fields)


def _repairs(lines: str, where: str) -> tuple[tuple[Repair, ...], tuple[Note, ...]]:
    """The repairs, and the doubts among them."""
    try:
        entries = [json.loads(line) for line in lines.splitlines() if line.strip()]
        doubts = [e for e in entries if e["rule"].startswith(DOUBT)]
        if any(e["rule"].removeprefix(DOUBT) not in NOTES for e in doubts):
            raise ValueError(DOUBT)
        notes = tuple(
            Note(e["rule"].removeprefix(DOUBT), None, tuple((k, str(v)) for k, v in e["values"].items()))
            for e in doubts
        )
        return tuple(Repair(**e) for e in entries if e not in doubts), notes
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CorpusError(
            f"{where} 有一行读不懂（{error}）；可删去此文件，只会失去还原记录。",
            f"{where} has a line that cannot be read ({error}); without the file only the record of repairs is lost.",
        ) from error


def _corrections(document: Document, written: str, where: str) -> Iterator[Note]:
    """Slips of the issuer, as notes at their clauses: the text stays as it was issued."""
    keys = ("clause", "wrong", "right", "reason")
    for entry in _toml(written, where).get("correction", ()):
        if not all(isinstance(entry.get(k), str) for k in keys):
            raise CorpusError(
                f"{where} 的每条 [[correction]] 须有 {'、'.join(keys)}，均为文字；请补齐。",
                f"every [[correction]] in {where} needs {', '.join(keys)}, all text; complete it.",
            )
        clause = document.by_id.get(entry["clause"])
        fits = clause is not None and entry["wrong"] in clause.text
        yield Note("issuer-slip" if fits else "correction-unfit", entry["clause"], tuple((k, entry[k]) for k in keys))


def repair_lines(repairs: Iterable[Repair], notes: Iterable[Note] = ()) -> str:
    """Repairs in the form of repairs.jsonl, one a line, and behind them what reading the source left in doubt.

    >>> line = json.loads(repair_lines([], [Note("mirror-unrepaired", None, (("start", "7"), ("before", "?")))]))
    >>> line["start"], line["end"], line["rule"]
    (7, 8, 'doubt-mirror-unrepaired')
    """
    keys = ("start", "end", "before", "after", "rule", "count")
    lines = [{k: getattr(r, k) for k in keys} for r in repairs] + [_doubt(n) for n in notes if n.clause is None]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _doubt(note: Note) -> dict[str, object]:
    """A doubt as a line; one that is of no place stands at the source's beginning."""
    values = dict(note.values)
    start, before = int(values.get("start", 0)), values.get("before", "")
    place = {"start": start, "end": start + len(before), "before": before, "after": values.get("after", "")}
    return {**place, "rule": DOUBT + note.code, "values": values}


def head_toml(head: Head, text: str) -> str:
    """Head data in the form of document.toml, with the hash by which a later edit of the text is seen."""
    fields = {name: getattr(head, name) for name in ("title", "doc_number", "issuer", "issued", "series", "status")}
    lines = [f"{name} = {_quoted(value)}" for name, value in fields.items() if value]
    lines += [f"encoding = {_quoted(head.encoding)}"] if head.encoding else []
    lines.append(f"text_sha256 = {_quoted(sha256(text))}")
    for source in head.sources:
        parts = {"name": source.name, "retrieved": source.retrieved, "sha256": source.sha256}
        lines += ["", "[[sources]]", *(f"{k} = {_quoted(v)}" for k, v in parts.items() if v)]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    # A JSON string is a TOML basic string, DEL excepted.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_folder(folder: Path) -> dict[str, str]:
    """The text files of a year's folder that reading needs."""
    found = {}
    for name in FILES:
        path = folder / name
        if path.is_file():
            try:
                found[name] = path.read_text("utf-8")
            except UnicodeDecodeError as error:
                raise CorpusError(
                    f"{folder.name}/{name} 不是 UTF-8 文本；请另存为 UTF-8。",
                    f"{folder.name}/{name} is not UTF-8; save it as UTF-8.",
                ) from error
    return found
