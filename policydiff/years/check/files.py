"""Rules on the files of a year: its head, its sources, whether the text is theirs, overrides and reports."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping

from policydiff.corpus import store
from policydiff.corpus.add import Obtained, make_document
from policydiff.corpus.store import SOURCE
from policydiff.entries import WORDS, Reader
from policydiff.errors import CorpusError, PolicydiffError
from policydiff.ingest.limits import MAX_FILE
from policydiff.model import Head
from policydiff.overrides import usual_path
from policydiff.text.names import readable
from policydiff.wording import Both, alike
from policydiff.years.check.model import Found, Year
from policydiff.years.series import is_date, year_of

_WANTED = ("title", "issued", "issuer", "series")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def unreadable(file: str, error: PolicydiffError | OSError) -> Found:
    """A file that cannot be read, as a finding."""
    said = Both(error.zh, error.en) if isinstance(error, PolicydiffError) else alike(str(error))
    return Found(code="unreadable", quote=said.zh, file=file, values={"reason": said})


def head_missing(year: Year) -> Iterator[Found]:
    """Head data that nobody has filled in."""
    missing = [name for name in _WANTED if not getattr(year.document.head, name)]
    if missing:
        yield _in_head(year, "head-missing", fields="、".join(missing), quote=" ".join(missing))
    if year.document.head.status == "sample":
        yield _in_head(year, "head-sample", quote="sample")


def head_sane(year: Year) -> Iterator[Found]:
    """A date that is none, or that does not go with the year's name; a title of another year."""
    head = year.document.head
    if head.issued and not is_date(head.issued):
        yield _in_head(year, "head-date", issued=head.issued, quote=head.issued)
    named = year_of(Head(id=head.id))
    if named and head.issued and is_date(head.issued) and abs(int(head.issued[:4]) - named) > 1:
        yield _in_head(year, "head-year", said=head.issued, name=head.id, quote=head.issued)
    in_title = {int(y) for y in _YEAR.findall(head.title or "")}
    if named and in_title and all(abs(y - named) > 1 for y in in_title):
        yield _in_head(year, "head-year", said=head.title or "", name=head.id, quote=head.title or "")


def _in_head(year: Year, code: str, *, quote: str, **values: str) -> Found:
    """A finding in document.toml, at the line that holds the words."""
    path = year.folder / store.HEAD
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    line = next((n for n, text in enumerate(lines, 1) if quote and quote in text), 1)
    return Found(code=code, quote=quote, file=f"{year.id}/{store.HEAD}", line=line, values={"quote": quote, **values})


# ---------------------------------------------------------------- sources and text


def sources(year: Year) -> Iterator[Found]:
    """Sources that are missing, altered since they were obtained, or named by nothing."""
    files = _source_files(year)
    hashes = {hashlib.sha256(data).hexdigest(): name for name, data in files.items()}
    named = [s for s in year.document.head.sources if s.sha256]
    gone = [s for s in named if s.sha256 not in hashes]
    unnamed = {name: value for value, name in hashes.items() if value not in {s.sha256 for s in named}}
    for source in gone:
        # A file that no source names has taken its place, or it was never kept.
        instead = _instead(source.name, unnamed)
        if instead:
            found = unnamed.pop(instead)
            yield _in_head(year, "source-changed", quote=source.sha256 or "", name=instead, found=found)
        else:
            yield _in_head(year, "source-missing", quote=source.sha256 or source.name, name=source.name)
    for name in unnamed:
        yield Found(code="source-unlisted", quote=name, file=f"{year.id}/{SOURCE}/{name}", values={"name": name})


def _instead(name: str, unnamed: Mapping[str, str]) -> str | None:
    """The file that stands where a source should: the one of its name, else the only one left."""
    own = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return own if own in unnamed else next(iter(unnamed)) if len(unnamed) == 1 else None


def _source_files(year: Year) -> dict[str, bytes]:
    """The files in source/ by name; none that a link leads out of the corpus to, and none beyond what is ever read."""
    folder = year.folder / SOURCE
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    own = [p for p in paths if p.is_file() and p.resolve().is_relative_to(year.corpus.resolve())]
    return {
        readable(p.name): p.read_bytes() for p in own if not p.name.startswith(".") and p.stat().st_size <= MAX_FILE
    }


def text_follows(year: Year) -> Iterator[Found]:
    """Whether text.txt is what the sources hold, with the edits that corrections.toml records."""
    recorded = year.head.get("text_sha256")
    as_added = recorded == store.sha256(year.text)
    try:
        edits = list(_edits(year))
    except CorpusError as error:
        yield unreadable(f"{year.id}/{store.CORRECTIONS}", error)
        return
    expected = _read_again(year)
    if expected is None:  # without sources the recorded hash is the only witness
        if recorded and not as_added:
            yield _in_head(year, "text-unrecorded", quote=str(recorded), sha256=store.sha256(year.text))
        return
    for before, after, line in edits:
        if before in expected:
            expected = expected.replace(before, after)
        else:
            yield _in_corrections(year, "edit-unfit", before, line)
    if expected == year.text:
        return
    if as_added:  # the text is as it was added: the program reads the source in another way than it did then
        yield _in_head(year, "source-read-anew", quote=str(recorded), count=str(len(list(_hunks(expected, year.text)))))
        return
    for start, end, was in _hunks(expected, year.text):
        yield year.found("text-differs", start, end, was=_short(was), now=_short(year.text[start:end]))


def _read_again(year: Year) -> str | None:
    files = _source_files(year)
    by_hash = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in files.items()}
    kept = [(*by_hash[s.sha256], s.attachment) for s in year.document.head.sources if s.sha256 in by_hash]
    if not kept or len(kept) < len(year.document.head.sources):
        return None  # a source that is not there is told by its own rule
    try:
        obtained = [Obtained(name, data, name, attachment=attached) for name, data, attached in kept]
        return make_document(year.id, obtained, {}).text
    except PolicydiffError:
        return None


def _edits(year: Year) -> Iterator[tuple[str, str, int]]:
    """The edits of the text that corrections.toml records: before, after, line."""
    path = year.folder / store.CORRECTIONS
    if not path.is_file():
        return
    reader = Reader(f"{year.id}/{store.CORRECTIONS}")
    written = reader.text(path)
    for at, entry in reader.entries(reader.toml(written), "edit"):
        before, after, _ = (at.value(entry, key, WORDS) for key in ("before", "after", "reason"))
        yield before, after, written.count("\n", 0, max(0, written.find(before))) + 1


def corrections(year: Year) -> Iterator[Found]:
    """Slips of the issuer in corrections.toml that the text does not hold."""
    for note in year.document.notes:
        if note.code == "correction-unfit":
            values = dict(note.values)
            yield _in_corrections(year, "correction-unfit", values["wrong"], None)


def _in_corrections(year: Year, code: str, words: str, line: int | None) -> Found:
    if line is None:
        lines = (year.folder / store.CORRECTIONS).read_text("utf-8").splitlines()
        line = next((n for n, text in enumerate(lines, 1) if words in text), 1)
    file = f"{year.id}/{store.CORRECTIONS}"
    return Found(code=code, quote=words, file=file, line=line, values={"quote": words})


def _hunks(expected: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Where the text is not what was expected: start, end, and what was expected there; a hunk a run of lines."""
    old, new = expected.split("\n"), text.split("\n")
    starts = [0]
    for line in new:
        starts.append(starts[-1] + len(line) + 1)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        was, now = "\n".join(old[a:b]), "\n".join(new[c:d])
        same = len(_common_start(was, now)) if now else 0
        end = min(starts[d] - 1, len(text)) if d > c else starts[c]
        yield min(starts[c] + same, len(text)), max(min(end, len(text)), min(starts[c] + same, len(text))), was[same:]


def _common_start(a: str, b: str) -> str:
    length = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:length]


def _short(text: str, limit: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


# ---------------------------------------------------------------- what depends on the year


def overrides(year: Year) -> Iterator[Found]:
    """Overrides of the comparison with the year before that fit no longer."""
    for note in year.comparison.notes if year.comparison else ():
        if note.code == "override-unfit":
            values = dict(note.values)
            path = usual_path(year.corpus, year.comparison.old.head.id if year.comparison else "", year.id)
            lines = path.read_text("utf-8-sig").splitlines()
            line = next((n for n, text in enumerate(lines, 1) if values["old"] in text), 1)
            quote = f"{values['old']} → {values['new']}"
            yield Found(code="override-unfit", quote=quote, file=f"overrides/{path.name}", line=line, values=values)


RULES = (head_missing, head_sane, sources, text_follows, corrections, overrides)
