"""A year's folder → a document, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from policydiff.entries import COUNT, DATE, TEXTS, VALUES, WORDS, YES_OR_NO, Entry, Reader, one_of
from policydiff.errors import CorpusError
from policydiff.ingest.limits import check_lines
from policydiff.model import Document, Head, Note, Repair, SourceRef, Status
from policydiff.parse.head import with_head
from policydiff.parse.tree import parse
from policydiff.wording.notes import NOTES

TEXT, HEAD, REPAIRS, CORRECTIONS = "text.txt", "document.toml", "repairs.jsonl", "corrections.toml"
FILES = (TEXT, HEAD, REPAIRS, CORRECTIONS)
SOURCE = "source"  # the folder of the files as they were obtained
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
    text = files[TEXT].rstrip("\n")
    check_lines(text, f"{where}/{TEXT}")
    reader = Reader(f"{where}/{HEAD}")
    table = reader.toml(files.get(HEAD, ""))
    document = parse(text, _head(id_, table, reader))
    repairs, doubts = _repairs(files.get(REPAIRS, ""), Reader(f"{where}/{REPAIRS}"))
    notes = (*doubts, *document.notes, *_corrections(document, files.get(CORRECTIONS, ""), f"{where}/{CORRECTIONS}"))
    if reader.optional(table, "text_sha256", WORDS) not in (None, sha256(text)):
        notes = (Note("text-edited"), *notes)
    return with_head(Document(head=document.head, text=text, clauses=document.clauses, repairs=repairs, notes=notes))


def _head(id_: str, table: Entry, reader: Reader) -> Head:
    fields = {name: reader.optional(table, name, DATE if name == "issued" else WORDS) for name in _HEAD_FIELDS}
    return Head(
        id=id_,
        status=reader.optional(table, "status", one_of(*get_args(Status)), default="unknown"),
        sources=tuple(_source(at, entry) for at, entry in reader.entries(table, "sources")),
        **fields,
    )


def _source(reader: Reader, entry: Entry) -> SourceRef:
    name = reader.value(entry, "name" if "name" in entry else "url", WORDS)
    retrieved, hashed = reader.optional(entry, "retrieved", DATE), reader.optional(entry, "sha256", WORDS)
    via = tuple(reader.optional(entry, "via", TEXTS, default=()))
    return SourceRef(name, retrieved, hashed, via, reader.optional(entry, "attachment", YES_OR_NO, default=False))


def _repairs(lines: str, reader: Reader) -> tuple[tuple[Repair, ...], tuple[Note, ...]]:
    """The repairs, and the doubts among them."""
    repairs: list[Repair] = []
    notes: list[Note] = []
    for at, entry in reader.json_lines(lines):
        rule = at.value(entry, "rule", WORDS)
        code = rule.removeprefix(DOUBT)
        if code == rule:
            before, after = at.value(entry, "before", WORDS), at.value(entry, "after", WORDS)
            start, end = at.value(entry, "start", COUNT), at.value(entry, "end", COUNT)
            repairs.append(Repair(start, end, before, after, rule, at.optional(entry, "count", COUNT, default=1) or 1))
        elif code in NOTES:
            notes.append(Note(code, None, tuple(at.value(entry, "values", VALUES).items())))
        else:
            raise at.failed(f"的 rule 不认识：{rule}", f": {rule} is no rule")
    return tuple(repairs), tuple(notes)


def _corrections(document: Document, written: str, where: str) -> Iterator[Note]:
    """Slips of the issuer, as notes at their clauses: the text stays as it was issued."""
    reader = Reader(where)
    for at, entry in reader.entries(reader.toml(written), "correction"):
        values = {key: at.value(entry, key, WORDS) for key in ("clause", "wrong", "right", "reason")}
        clause = document.by_id.get(values["clause"])
        fits = clause is not None and values["wrong"] in clause.text
        yield Note("issuer-slip" if fits else "correction-unfit", values["clause"], tuple(values.items()))


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
        lines += [f"via = [{', '.join(map(_quoted, source.via))}]"] if source.via else []
        lines += ["attachment = true"] if source.attachment else []
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    # A JSON string is a TOML basic string, DEL excepted.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_folder(folder: Path, root: Path) -> dict[str, str]:
    """The text files of a year's folder that reading needs; none of them may lie outside of `root`.

    Where the folder is replaced by another one meanwhile, it is read again: what is given belongs together.
    """
    while True:
        before = folder.stat().st_ino
        found = _read_files(folder, root)
        if folder.stat().st_ino == before:
            return found


def _read_files(folder: Path, root: Path) -> dict[str, str]:
    found = {}
    for name in FILES:
        path = folder / name
        if path.is_file():
            check_inside(path, root)
            found[name] = Reader(f"{folder.name}/{name}").text(path)
    return found


def check_inside(path: Path, root: Path) -> None:
    """Refuse a link that leads out of a corpus: somebody else's corpus could show this machine's files by it."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise CorpusError(
            f"{path.parent.name}/{path.name} 是指向语料库之外的链接，未读取；请换成文件本身。",
            f"{path.parent.name}/{path.name} is a link that leads out of the corpus, so it was not read; "
            "put the file itself there.",
        )
