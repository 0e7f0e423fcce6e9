"""A file → clean text with the trail of what was done to it: the gate at which bad input is refused.

The way is one for every format: bytes → decoded text → (a mirror undone) → furniture left out → lines tidied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policydiff.errors import SourceError
from policydiff.ingest.encoding import decode
from policydiff.ingest.markdown import markup
from policydiff.ingest.readings import annotation
from policydiff.ingest.trail import Patch, Trail
from policydiff.model import Note, Repair, Source

# The longest document of the kind at hand has 0.3 MB; a text of 20 MB is no policy document.
SIZE_LIMIT = 20 * 1024 * 1024
# Clauses are compared word by word: a line beyond this is no paragraph, and would take minutes.
LINE_LIMIT = 200_000

# Files that are no plain text, by their names and by their first bytes.
_OTHER_FORMATS = (".html", ".htm", ".pdf", ".docx", ".doc", ".wps", ".odt", ".rtf", ".xlsx", ".pptx", ".zip")
_OTHER_BEGINNINGS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")

# Every sign that ends a line somewhere: Windows', old Macs', Unicode's, the page break.
_BREAK = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What no text has and no page or office file may hold.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufffe\uffff]+")
_EDGES = " \t\n\r\u3000\u00a0\u200b\u200c\u200d\ufeff\x0b\x0c"


def read_source(path: Path) -> Source:
    """Read a text or Markdown file. Raises SourceError, one sentence, for whatever cannot be read."""
    name = path.name
    data = _data(path)
    if path.suffix.lower() in _OTHER_FORMATS or data.startswith(_OTHER_BEGINNINGS):
        raise SourceError(
            f"“{name}”不是纯文本；本版本只读 .txt 和 .md，请把正文另存为 UTF-8 文本。",
            f"“{name}” is no plain text; this version reads .txt and .md only: save its text as UTF-8.",
        )
    text, encoding, notes = decode(data, name)
    if max(map(len, _BREAK.split(text))) > LINE_LIMIT:
        raise SourceError(
            f"“{name}”有一行超过 {LINE_LIMIT} 字；请按段落分行后再试。",
            f"“{name}” has a line of over {LINE_LIMIT} characters; break it into paragraphs.",
        )
    source = read_text(text, encoding=encoding, markdown=path.suffix.lower() in (".md", ".markdown"))
    if not source.text:
        raise SourceError(f"“{name}”里没有文字；请换一个文件。", f"“{name}” holds no text; give another file.")
    return replace(source, notes=(*notes, *source.notes))


def _data(path: Path) -> bytes:
    """The bytes of a file, and of nothing else: a pipe or a device could go on for ever."""
    name, most = path.name, SIZE_LIMIT // 1024 // 1024
    try:
        if path.is_dir():
            raise SourceError(f"“{name}”是文件夹；请指明其中的文件。", f"“{name}” is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            raise SourceError(f"“{name}”不是普通文件；请换一个文件。", f"“{name}” is no plain file; give another.")
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise SourceError(
                f"“{name}”有 {size // 1024 // 1024} MB，超过 {most} MB，不像一份文件；请只取正文另存。",
                f"“{name}” has {size // 1024 // 1024} MB, over {most} MB, which no document has; save its text alone.",
            )
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise SourceError(
            f"读不了“{name}”（{reason}）；请检查路径和权限。",
            f"“{name}” cannot be read ({reason}); check the path and the permissions.",
        ) from error


def read_text(raw: str, *, encoding: str = "utf-8", markdown: bool = False) -> Source:
    r"""Clean a decoded text.

    Lines lose the spaces around them and empty lines go, unrecorded; every other loss is a repair, whose
    offsets count in `raw`. The text has no line break at its end.

    >>> read_text("　　一、总体要求\n\n　　坚持稳中求进。\n责任编辑：张某\n").text
    '一、总体要求\n坚持稳中求进。'
    """
    trail = Trail.of(raw)
    trail = trail.patched(Patch(m.start(), m.end(), "\n") for m in _BREAK.finditer(raw) if m[0] != "\n")
    trail = trail.patched(Patch(m.start(), m.end(), "", "control") for m in _CONTROL.finditer(trail.text))
    if markdown:
        trail = trail.patched(markup(trail.text))
    syllable = annotation(trail.text)
    if not syllable:
        return _source(_without_furniture(trail), encoding)
    from policydiff.ingest import mirror, script  # few texts are mirror copies, and these load word lists

    trail, doubts = mirror.restore(trail, syllable)
    trail = _without_furniture(trail.patched(script.convert(trail.text)))
    return _source(trail, encoding, tuple(mirror.notes(trail, doubts)))


def _without_furniture(trail: Trail) -> Trail:
    from policydiff.ingest.furniture import furniture  # its table takes 9 ms, and a year of the corpus needs none

    trail = trail.patched(furniture(trail.text))
    return trail.patched(_tidied(trail.text))


def _source(trail: Trail, encoding: str, notes: tuple[Note, ...] = ()) -> Source:
    repairs = _counted(trail.repairs(apart="script-choice"))
    return Source(raw=trail.raw, text=trail.text, encoding=encoding, repairs=repairs, notes=notes)


def _counted(repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """Script that went back without a choice becomes one entry with a count, at the source's beginning."""
    plain = sum(r.rule == "script" for r in repairs)
    others = tuple(r for r in repairs if r.rule != "script")
    return (Repair(0, 0, "", "", "script", plain), *others) if plain else others


def _tidied(text: str) -> Iterator[Patch]:
    """Spaces around lines and empty lines; not recorded, since nothing of the wording goes."""
    lines = text.splitlines(keepends=True)
    last = max((i for i, line in enumerate(lines) if line.strip(_EDGES)), default=-1)
    at = 0
    for i, line in enumerate(lines):
        kept = line.strip(_EDGES)
        if "\t" in kept:  # a row of a table: the tab before an empty first cell counts
            kept = line.strip(" \u3000\r\n")
        start = at + line.index(kept) if kept else at + len(line)
        end, after = start + len(kept), "\n" if kept and i < last else ""
        if start > at:
            yield Patch(at, start, "")
        if text[end : at + len(line)] != after:
            yield Patch(end, at + len(line), after)
        at += len(line)
