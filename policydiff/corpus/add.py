"""A file that somebody obtained → a year of the corpus: the file untouched, the clean text, what was done to it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_values
from pathlib import Path

from policydiff.corpus import replace, store
from policydiff.errors import CorpusError
from policydiff.ingest.source import load, read_bytes
from policydiff.model import Document, Head, Note, Repair, SourceRef
from policydiff.parse.head import with_head
from policydiff.parse.tree import parse
from policydiff.text.names import readable
from policydiff.text.official.labels import read_marker

# What a folder of the corpus may be called: 2020, 2020年, 2020-draft | ../2020, .git, a@b, 2020.
_NAME = re.compile(r"\w(?:[\w.-]*[\w-])?")
# What it may not: the corpus's own folder and files, and the names of Windows' devices, whatever their ending.
_RESERVED = re.compile(r"overrides|.*\.(?:toml|jsonl)|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_HEAD_LINES = 3  # above its title an attachment has its label, or nothing
MAX_NAME = 200  # bytes; file systems take 255, and a number may go before it


@dataclass(frozen=True, slots=True)
class Obtained:
    """A file as it was obtained: its bytes, the name it is kept under, and where it came from."""

    name: str
    data: bytes
    origin: str
    retrieved: str | None = None
    via: tuple[str, ...] = ()  # the addresses that it was redirected through
    attachment: bool = False  # published apart from the document that it belongs to


def check_name(year: str) -> None:
    """Refuse a name that could not be, or not stay, a folder of the corpus."""
    if not _NAME.fullmatch(year) or _RESERVED.fullmatch(year) or len(year.encode()) > MAX_NAME:
        shown = readable(year)
        raise CorpusError(
            f"“{shown}”不能作语料库中的名称；请用简短的字母、数字、汉字，可带 - 与 .，如 2020。",
            f"“{shown}” cannot be a name in the corpus; use letters and digits, not many, with - and ., such as 2020.",
        )


def check_free(corpus: Path, year: str, *, overwrite: bool) -> Path:
    """The folder that a year will have; refused where the name is unfit, or taken and not to be replaced."""
    check_name(year)
    target = corpus / year
    if target.is_symlink():
        raise CorpusError(
            f"语料库中的 {year} 是一个链接，不作替换；请先移走它。",
            f"{year} in the corpus is a link and is not replaced; move it away first.",
        )
    if target.exists() and not overwrite:
        raise CorpusError(
            f"语料库中已有 {year}；要替换请加 --replace，旧文件夹会移到 {replace.ASIDE}/ 保存。",
            f"{year} is in the corpus already; --replace replaces it and keeps the old folder in {replace.ASIDE}/.",
        )
    _check_alike(corpus, year)
    return target


def _check_alike(corpus: Path, year: str) -> None:
    """Refuse a name that differs from another one in case or form alone: on other systems the two are one."""
    others = [p.name for p in corpus.iterdir() if p.name != year] if corpus.is_dir() else []
    for other in others:
        if _folded(other) == _folded(year):
            raise CorpusError(
                f"语料库中已有 {other}，与 {year} 只差大小写；请换一个名称。",
                f"the corpus has {other} already, which differs from {year} in case alone; take another name.",
            )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def obtain_file(path: Path) -> Obtained:
    """A file of the user's own disk."""
    shown = readable(str(path))
    if not path.exists():
        raise CorpusError(f"没有文件 {shown}；请检查路径。", f"there is no file {shown}; check the path.")
    name = readable(path.name)
    return Obtained(name, load(path), name)


def make_document(year: str, files: Sequence[Obtained], head: Mapping[str, str | None]) -> Document:
    """Read the files, one behind the other, as one document; what `head` names overrides what the text says.

    A repair's offsets count in the decoded source; with several files these are joined by line breaks.
    """
    text, raw_at = "", 0
    repairs: list[Repair] = []
    notes: list[Note] = []
    encodings: list[str] = []
    for file in files:
        source = read_bytes(file.data, file.name)
        label = _label(file, source.text, files)
        text += ("\n" if text else "") + label + source.text
        repairs += [Repair(raw_at, raw_at, "", label, "attachment-label")] if label else []
        repairs += [with_values(r, start=r.start + raw_at, end=r.end + raw_at) for r in source.repairs]
        notes += [_later(note, raw_at) for note in source.notes]
        encodings.append(source.encoding)
        raw_at += len(source.raw) + 1
    known = {k: v for k, v in head.items() if v}
    refs = tuple(
        SourceRef(f.origin, f.retrieved, hashlib.sha256(f.data).hexdigest(), f.via, f.attachment) for f in files
    )
    start = Head(id=year, encoding="、".join(dict.fromkeys(encodings)), sources=refs)
    start = with_values(start, **known)  # type: ignore[arg-type]
    document = parse(text, start)
    return with_head(with_values(document, repairs=tuple(repairs), notes=(*notes, *document.notes)))


def _label(file: Obtained, text: str, files: Sequence[Obtained]) -> str:
    """The line 附件 for an attachment that does not begin with one: its clauses are not the document's own."""
    markers = map(read_marker, text.split("\n", _HEAD_LINES)[:_HEAD_LINES])
    if not file.attachment or any(m and m.family.name == "attachment" for m in markers):
        return ""
    attached = [one for one in files if one.attachment]
    return f"附件{attached.index(file) + 1 if len(attached) > 1 else ''}\n"


def _later(note: Note, by: int) -> Note:
    """A note of a file that stands behind others: its place counts in all of them."""
    return with_values(note, values=tuple((k, str(int(v) + by) if k == "start" else v) for k, v in note.values))


def write_year(
    corpus: Path, year: str, document: Document, files: Sequence[Obtained], *, overwrite: bool = False
) -> Path | None:
    """Put a year's folder in place whole, or leave everything as it was. Returns where the old one went, if any."""
    check_name(year)
    with replace.locked(corpus):
        target = check_free(corpus, year, overwrite=overwrite)
        with replace.staged(corpus, year) as folder:
            source = folder / store.SOURCE
            source.mkdir()
            for file, name in zip(files, _distinct([f.name for f in files]), strict=True):
                (source / name).write_bytes(file.data)
            written = {
                store.TEXT: document.text + "\n",
                store.HEAD: store.head_toml(document.head, document.text),
                store.REPAIRS: store.repair_lines(document.repairs, document.notes),
            }
            for name, text in written.items():
                (folder / name).write_text(text, "utf-8", newline="\n")
            store.document_from(year, store.read_folder(folder, folder), year)  # what cannot be read back is not kept
            return replace.put(folder, target)


def _distinct(names: Sequence[str]) -> list[str]:
    """File names without a folder, each once: a name from elsewhere is no path.

    >>> _distinct(["../../a.html", "a.html", ""])
    ['a.html', '2-a.html', 'source']
    >>> len(_distinct(["国家知识产权局" * 40 + ".html"])[0].encode()) <= MAX_NAME
    True
    """
    found: list[str] = []
    for name in names:
        plain = re.sub(r"[^\w.()（）〔〕《》 -]", "_", name.replace("\\", "/").rsplit("/", 1)[-1])
        plain = plain.encode()[-MAX_NAME:].decode("utf-8", "ignore").lstrip(". ") or "source"
        found.append(plain if plain not in found else f"{len(found) + 1}-{plain}")
    return found
