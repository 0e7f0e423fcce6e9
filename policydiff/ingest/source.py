"""A file → clean text with the trail of what was done to it: the gate at which bad input is refused.

The way is one for every format: bytes → text, decoded or taken out by a reader → (a mirror's copy repaired) → furniture
left out → lines tidied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policydiff.errors import SourceError
from policydiff.ingest.clean.characters import INVISIBLE, cleaned, torn_digits
from policydiff.ingest.clean.copied_tables import barred_rows, cells_a_line, quoted_cells, stray_tabs
from policydiff.ingest.clean.encoding import decode
from policydiff.ingest.clean.lines import BREAK, joined, tidied, width_of
from policydiff.ingest.clean.note_marks import note_marks
from policydiff.ingest.clean.official_frame import official_frame
from policydiff.ingest.limits import MAX_FILE, MB, check_lines
from policydiff.ingest.mirror.pinyin import annotation
from policydiff.ingest.patches import Patch, TracedText
from policydiff.ingest.readers import formats
from policydiff.ingest.readers.endings import MARKDOWN
from policydiff.ingest.readers.markdown import markup
from policydiff.model import Note, Repair, Source

# The longest document of the kind at hand has 0.3 MB; a text of 20 MB is no policy document.
SIZE_LIMIT = 20 * MB
# Rules that leave no choice, and may act in thousands of places.
_COUNTED = ("script", "space", "table-row")
# What no text has and no page or office file may hold, and within a line what nobody sees.
_UNSEEN = "".join(map(chr, INVISIBLE))
_SEEN = rf"[^\s{_UNSEEN}]"
_CONTROL = re.compile(rf"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufffe\uffff]+|(?<={_SEEN})[{_UNSEEN}]+(?={_SEEN})")


def read_source(path: Path) -> Source:
    """Read a file of any format that `formats` knows. Raises SourceError, one sentence, for what cannot be read."""
    return read_bytes(load(path), path.name)


def read_bytes(data: bytes, name: str) -> Source:
    """Read what a file holds; the ending of its name counts only where its bytes do not say what it is.

    Where a reader takes the text out of a page or an office file, that text with everything that it left out
    is the raw text, in which the offsets of repairs count.
    """
    left_out: Sequence[tuple[int, int, str]] = ()
    if formats.is_text(data, name):
        _check_size(len(data), SIZE_LIMIT, name)
        raw, encoding, notes = decode(data, name)
    else:
        extracted = formats.read_file(data, name=name)
        encoding, notes = extracted.encoding, extracted.notes
        raw, left_out = extracted.whole()
    check_lines(raw, name)
    markdown = name.lower().endswith(MARKDOWN)
    source = read_text(raw, encoding=encoding, markdown=markdown, left_out=left_out)
    if not source.text:
        raise SourceError(f"“{name}”里没有文字；请换一个文件。", f"“{name}” holds no text; give another file.")
    return replace(source, notes=(*notes, *_lost(raw, notes), *source.notes))


def _lost(raw: str, notes: Sequence[Note]) -> Iterator[Note]:
    """Tell of characters that were lost before, unless the reader said why."""
    if "\ufffd" in raw and not any(note.code in ("bytes-unreadable", "symbols-unknown") for note in notes):
        where = ("count", str(raw.count("\ufffd"))), ("start", str(raw.index("\ufffd")))
        yield Note("lost-characters", None, where)


def load(path: Path) -> bytes:
    """The bytes of a file, and of nothing else: a pipe or a device could go on for ever."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise SourceError(f"“{name}”是文件夹；请指明其中的文件。", f"“{name}” is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            raise SourceError(f"“{name}”不是普通文件；请换一个文件。", f"“{name}” is no plain file; give another.")
        _check_size(path.stat().st_size, MAX_FILE, name)
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise SourceError(
            f"读不了“{name}”（{reason}）；请检查路径和权限。",
            f"“{name}” cannot be read ({reason}); check the path and the permissions.",
        ) from error


def _check_size(size: int, limit: int, name: str) -> None:
    if size > limit:
        size, most = size // MB, limit // MB
        raise SourceError(
            f"“{name}”有 {size} MB，超过 {most} MB，不像一份文件；请只取正文另存。",
            f"“{name}” has {size} MB, over {most} MB, which no document has; save its text alone.",
        )


def read_text(
    raw: str, *, encoding: str = "utf-8", markdown: bool = False, left_out: Sequence[tuple[int, int, str]] = ()
) -> Source:
    r"""Clean a text; `left_out` are the places in it that a reader leaves out, each as (start, end, reason).

    Lines lose the spaces around them and empty lines go, unrecorded; every other loss is a repair, whose
    offsets count in `raw`. The text has no line break at its end.

    >>> read_text("　　一、总体要求\n\n　　坚持稳中求进。\n责任编辑：张某\n").text
    '一、总体要求\n坚持稳中求进。'
    """
    traced = TracedText.of(raw)
    traced = traced.patched(Patch(start, end, "", f"furniture-{reason}") for start, end, reason in left_out)
    traced = traced.patched(Patch(m.start(), m.end(), "\n") for m in BREAK.finditer(raw) if m[0] != "\n")
    traced = traced.patched(Patch(m.start(), m.end(), "", "control") for m in _CONTROL.finditer(traced.text))
    traced = traced.patched(barred_rows(traced.text))
    traced = traced.patched(quoted_cells(traced.text))
    if markdown:
        traced = traced.patched(markup(traced.text))
    syllable = annotation(traced.text)
    if not syllable:
        return _source(*_cleaned(traced), encoding)
    from policydiff.ingest.mirror import (  # few texts are mirror copies, and these load word lists
        annotated_copy,
        script,
    )

    traced, doubts = annotated_copy.repair(traced, syllable)
    traced, cut = _cleaned(traced.patched(script.convert(traced.text)))
    # Corner brackets are the quotation marks of Taiwan and Hong Kong, and a converter of script leaves others alone.
    doubtful = "「" in raw and "“" not in raw
    script_note = (Note("mirror-script"),) if doubtful else ()
    return _source(traced, cut, encoding, (*script_note, *annotated_copy.notes(traced, doubts)))


def _cleaned(traced: TracedText) -> tuple[TracedText, tuple[Note, ...]]:
    """The text as it is read, and what is to be told of its lines."""
    from policydiff.ingest.clean.furniture import furniture  # its table takes 9 ms, and a year of the corpus needs none

    traced = traced.patched(cleaned(traced.text))
    traced = traced.patched(furniture(traced.text))
    traced = traced.patched(stray_tabs(traced.text))
    traced = traced.patched(note_marks(traced.text))
    traced = traced.patched(cells_a_line(traced.text))
    width = width_of(traced.text)
    traced = traced.patched(joined(traced.text, width))
    traced = traced.patched(official_frame(traced.text))
    cut = (Note("lines-wrapped", None, (("width", str(width.columns // 2)),)),) if width else ()
    return traced.patched(tidied(traced.text)), cut


def _source(traced: TracedText, cut: tuple[Note, ...], encoding: str, notes: tuple[Note, ...] = ()) -> Source:
    repairs = _counted(traced.repairs(apart="script-choice"))
    doubts = tuple(_in_source(traced, note) for note in torn_digits(traced.text))
    return Source(raw=traced.raw, text=traced.text, encoding=encoding, repairs=repairs, notes=(*notes, *cut, *doubts))


def _in_source(traced: TracedText, note: Note) -> Note:
    """A note of a place in the text, as a note of where that came from."""
    return replace(note, values=tuple((k, str(traced.starts[int(v)]) if k == "start" else v) for k, v in note.values))


def _counted(repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """What was changed in many places without a choice becomes one entry a rule, at the source's beginning."""
    counts = Counter(r.rule for r in repairs if r.rule in _COUNTED)
    others = tuple(r for r in repairs if r.rule not in _COUNTED)
    return (*(Repair(0, 0, "", "", rule, counts[rule]) for rule in _COUNTED if counts[rule]), *others)
