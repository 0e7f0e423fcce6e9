"""What an official document holds that is no clause of it: the list of its contents, and its imprint (版记).

The contents say again what the headings say; the imprint is the printer's: 抄送, 印发机关和日期, 份数
(GB/T 9704-2012 §7.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.ingest.patches import Patch
from policydiff.text.official.labels import is_label
from policydiff.text.official.lines import is_contents

# An entry with its page. Yes: 一、总体目标......1, 第一章 总则\t3, 二、任务……（5）; no: 一、新建学校5所
_PAGED = re.compile(
    r"(?P<words>.{2,80}?)\s*(?:[.．·…‥_-]{3,}\s*|…+\s*|\t\s*)[（(]?(?P<page>\d{1,4}|[ivxIVX]{1,5})[)）]?"
)
_SPACED = re.compile(r"(?P<words>.{2,80}?)\s+\d{1,4}")
# Without a heading, so many entries with pages are a list of contents.
ENTRIES = 3
# Of its entries, so many say what a line of the body says again.
REPEATED = 0.6
# No entry is longer than this, leaders included.
PAGED = 300
# An entry without a page or a label is no longer than this.
LENGTH = 40

# Yes: 抄送：市委办公室。, 分送：各单位; no: 抄送有关部门备案。
_COPIED = r"(?:抄送|抄报|分送|主题词)\s*[:：].{1,400}"
# Yes: 某市人民政府办公室　2024年3月2日印发; no: 国务院办公厅2024年3月2日印发的《办法》
_PRINTED = r"\S{2,40}?(?:\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发)"
# Yes: 共印300份, （共印 50 份）; no: 共印发文件300份
_COPIES = r"[（(]?\s*共印\s*\d{1,5}\s*份\s*[)）]?。?"
_IMPRINT = re.compile(f"{_COPIED}|{_PRINTED}(?:\\s*{_COPIES})?|{_COPIES}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, with its line break; its words without the spaces around them."""

    start: int
    end: int
    words: str


def official_frame(text: str) -> Iterator[Patch]:
    r"""The contents and the imprint, as patches that leave them out.

    >>> text = "要点\n目　录\n一、目标…………1\n二、保障…………5\n一、目标\n（一）甲。\n二、保障\n抄送：市委。\n共印30份\n"
    >>> [text[p.start : p.end].split("\n")[:-1] for p in official_frame(text)]
    [['目　录', '一、目标…………1', '二、保障…………5'], ['抄送：市委。'], ['共印30份']]
    """
    lines = list(_lines(text))
    last = {_key(line.words): at for at, line in enumerate(lines)}
    at = 0
    while at < len(lines):
        end, is_contents_list = _entries(lines, at, last)
        if is_contents_list:
            yield Patch(lines[at].start, lines[end - 1].end, "", "furniture-contents")
        for line in () if is_contents_list else lines[at:end]:
            if _IMPRINT.fullmatch(line.words):
                yield Patch(line.start, line.end, "", "furniture-imprint")
        at = end


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.split("\n"):
        end = min(at + len(raw) + 1, len(text))
        if words := raw.strip():
            yield _Line(at, end, words)
        at += len(raw) + 1


def _key(words: str) -> str:
    return "".join(words.split())


def _entries(lines: Sequence[_Line], at: int, last: dict[str, int]) -> tuple[int, bool]:
    """Where the lines end that could be a list of contents from here on, one at least; and whether they are one."""
    headed = is_contents(lines[at].words)
    start = at + headed
    entries: list[str] = []
    for end in range(start, len(lines)):
        words = lines[end].words
        if headed and (spaced := _SPACED.fullmatch(words)) and last.get(_key(spaced["words"]), -1) > end:
            words = spaced["words"]  # a page behind a space is one only where the body says the rest again
        again = last.get(_key(words), -1) > end
        entry = _entry(words, repeated=headed and again)
        listed = headed or again or _paged(lines[end].words)
        if not (entry and listed) or (entries and entry == entries[0]):
            break
        entries.append(entry)
    repeated = sum(last.get(entry, -1) >= start + len(entries) for entry in entries)
    least = 1 if headed else ENTRIES
    is_list = len(entries) >= least and repeated >= REPEATED * len(entries)
    return (start + len(entries), True) if is_list else (at + 1 if headed else max(start + len(entries), at + 1), False)


def _paged(words: str) -> re.Match[str] | None:
    return _PAGED.fullmatch(words) if len(words) <= PAGED else None


def _entry(words: str, *, repeated: bool) -> str:
    """What a line says as an entry of the contents, "" where it cannot be one."""
    if paged := _paged(words):
        return _key(paged["words"])
    short = len(words) <= LENGTH and words[-1] not in "。；：，"
    return _key(words) if short and (is_label(words) or repeated) else ""
