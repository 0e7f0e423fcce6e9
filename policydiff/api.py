"""What the command line does, as functions: nothing here prints or exits; only add and fetch_year ask the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policydiff.corpus import locate
from policydiff.corpus.script import in_script
from policydiff.corpus.store import check_inside
from policydiff.corpus.vocabulary import read_indicators, read_units
from policydiff.errors import CorpusError, PolicydiffError
from policydiff.model import Comparison, Document, Facts
from policydiff.overrides import read_overrides, usual_path
from policydiff.report import records
from policydiff.text.script import Script
from policydiff.wording import Lang

if TYPE_CHECKING:
    from policydiff.corpus.add import Obtained

Kind = Literal["targets", "responsibilities", "all"]
Progress = Callable[[int, int | None], None]
Form = Literal["html", "json", "docx", "redline", "xlsx", "csv", "md"]
FORMATS: tuple[Form, ...] = ("html", "json", "docx", "redline", "xlsx", "csv", "md")
BINARY = frozenset({"docx", "redline", "xlsx"})
_HEAD_OPTIONS = ("title", "doc_number", "issuer", "issued", "series", "status")
find_corpus = locate.find_corpus


@dataclass(frozen=True, slots=True)
class Added:
    """What was put into the corpus, and where the folder went that stood in its place."""

    document: Document
    kept_aside: Path | None


def read(argument: str | Path, *, corpus: Path | None = None, script: Script | None = None) -> Document:
    """The document that `argument` names: a year of the corpus, one at a git revision, or a path.

    Without `corpus` it is looked for as the command line does; `script` asks for a script other than its own.
    Raises PolicydiffError.
    """
    document = locate.read_document(str(argument), corpus or find_corpus())
    return in_script(document, script) if script else document


def compare(
    old: str | Path | Document,
    new: str | Path | Document,
    *,
    corpus: Path | None = None,
    overrides: Path | None = None,
    script: Script | None = None,
    facts: tuple[Facts, Facts] | None = None,
) -> Comparison:
    """Compare two documents, each given as such or as what `read` takes; `facts` are theirs, where they are known.

    Overrides come from the file given, else from corpora/overrides/OLD-NEW.toml where there is one.
    """
    # The stages load in 0.2 s, most of it patterns, and who lists or shows documents needs none of them.
    from policydiff.pipeline import compare as compare_documents

    corpus = corpus or find_corpus()
    a = old if isinstance(old, Document) else read(old, corpus=corpus, script=script)
    b = new if isinstance(new, Document) else read(new, corpus=corpus, script=script)
    if overrides is None and corpus is not None:
        usual = usual_path(corpus, a.head.id, b.head.id)
        if usual.is_file():
            check_inside(usual, corpus)
            overrides = usual
    return compare_documents(
        a,
        b,
        overrides=read_overrides(overrides) if overrides else (),
        units=read_units(corpus),
        directions=read_indicators(corpus),
        facts=facts,
    )


def extract(document: Document, *, kind: Kind = "all", corpus: Path | None = None) -> Facts:
    """The targets and responsibilities of a document, or only one of the two kinds."""
    from policydiff.facts.document import extract_facts

    found = extract_facts(document, units=read_units(corpus or find_corpus()))
    if kind == "targets":
        return replace(found, responsibilities=())
    return replace(found, targets=()) if kind == "responsibilities" else found


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a corpus, sorted by name, and what is wrong with those that cannot be read."""

    documents: tuple[Document, ...]
    unreadable: Mapping[str, PolicydiffError]


def list_corpus(corpus: Path | None) -> Listing:
    """Every document of the corpus, none where there is no corpus; one that is damaged is no other's trouble."""
    documents: list[Document] = []
    unreadable: dict[str, PolicydiffError] = {}
    for year in locate.years(corpus) if corpus else ():
        try:
            documents.append(locate.read_document(year, corpus))
        except PolicydiffError as error:
            unreadable[year] = error
    for name in locate.misnamed(corpus) if corpus else ():
        unreadable[name] = CorpusError(
            f"文件夹“{name}”的名称不是 UTF-8，未读取；请改名。",
            f"the name of the folder “{name}” is not UTF-8; rename it.",
        )
    return Listing(tuple(documents), unreadable)


def add(
    corpus: Path,
    year: str,
    files: Sequence[str],
    *,
    today: str,
    head: Mapping[str, str | None] | None = None,
    replace_old: bool = False,
    progress: Progress | None = None,
) -> Added:
    """Put files or addresses into the corpus as one year's document; whole, or not at all.

    `head` overrides what the text says of itself; `today` (ISO date) is recorded for what was downloaded.
    Raises PolicydiffError, and then nothing was written.
    """
    # Readers, http and certificates load in 90 ms, and most commands need none of them.
    from policydiff.corpus import add as add_year
    from policydiff.corpus import download

    add_year.check_free(corpus, year, overwrite=replace_old)
    obtained = [
        download.download(f, today=today, progress=progress or download.silent)
        if download.is_url(f)
        else add_year.obtain_file(Path(f))
        for f in files
    ]
    document = add_year.make_document(year, obtained, head or {})
    return Added(document, add_year.write_year(corpus, year, document, obtained, overwrite=replace_old))


def fetch_year(corpus: Path, year: str, *, today: str, progress: Progress | None = None) -> Added:
    """Fetch what the catalog or the year's own document.toml names, and put it in the place of a sample.

    An official text or a copy that is already there is never replaced. Raises PolicydiffError.
    """
    from policydiff.corpus import add as add_year
    from policydiff.corpus import download, fetch

    add_year.check_name(year)
    here = read(year, corpus=corpus).head if year in locate.years(corpus) else None
    if here is not None and here.status != "sample":
        raise CorpusError(
            f"语料库中的 {year} 不是示例，未作替换；如要替换，请用 add --replace。",
            f"{year} in the corpus is no sample, so it was not replaced; use add --replace if you mean to.",
        )
    entry = fetch.addresses(corpus, year, [s.name for s in here.sources] if here else [])

    head = {k: v for k, v in entry.head.items() if k in _HEAD_OPTIONS}

    def get(url: str) -> Obtained:
        return download.download(url, today=today, progress=progress or download.silent)

    main = fetch.first_that_fits(entry, get, lambda obtained: add_year.make_document(year, [obtained], head))
    files = [main, *(replace(get(url), attachment=True) for url in entry.attachments)]
    document = add_year.make_document(year, files, head)
    return Added(document, add_year.write_year(corpus, year, document, files, overwrite=True))


def has_changes(comparison: Comparison) -> bool:
    """Whether anything changed but the form of kept clauses, or where they stand and how they are numbered."""
    return any(c.presence != "kept" or c.wording not in ("same", "cosmetic") for c in comparison.changes)


def to_dict(value: Comparison | Document | Listing, *, facts: Facts | None = None, lang: Lang = "zh") -> records.Record:
    """A value as the JSON record that INTERFACE promises; a document with `facts` gives the record of these."""
    if isinstance(value, Comparison):
        return records.comparison_record(value, lang)
    if not isinstance(value, Document):
        return records.corpus_record(value.documents, value.unreadable, lang)
    return records.document_record(value, lang) if facts is None else records.facts_record(value, facts, lang)


def to_json(value: Comparison | Document | Listing, *, facts: Facts | None = None, lang: Lang = "zh") -> str:
    """The record of `to_dict`, written out."""
    return records.dumps(to_dict(value, facts=facts, lang=lang))


def to_html(comparison: Comparison, *, lang: Lang = "zh") -> str:
    """The report: one file that opens offline."""
    from policydiff.report.html.page import render_html

    return render_html(comparison, lang=lang)


def to_bytes(
    comparison: Comparison, form: Form, *, lang: Lang = "zh", landscape: bool = False, changed_only: bool = False
) -> bytes:
    """A comparison in one of FORMATS, as the file's bytes; each writer loads only when it is asked for.

    `landscape` and `changed_only` are of docx alone.
    """
    if form == "docx":
        from policydiff.report.office.docx import render_docx

        return render_docx(comparison, lang=lang, landscape=landscape, changed_only=changed_only)
    if form == "redline":
        from policydiff.report.office.redline import render_redline

        return render_redline(comparison, lang=lang)
    if form == "xlsx":
        from policydiff.report.office.xlsx import render_xlsx

        return render_xlsx(comparison, lang=lang)
    return _to_text(comparison, form, lang).encode("utf-8")


def _to_text(comparison: Comparison, form: Form, lang: Lang) -> str:
    if form == "html":
        return to_html(comparison, lang=lang)
    if form == "csv":
        from policydiff.report.text.csv import render_csv

        return render_csv(comparison, lang=lang)
    if form == "md":
        from policydiff.report.text.md import render_md

        return render_md(comparison, lang=lang)
    return to_json(comparison, lang=lang)


def facts_to_bytes(
    document: Document, facts: Facts, form: Literal["json", "csv", "xlsx"], *, kind: Kind = "all", lang: Lang = "zh"
) -> bytes:
    """A document's facts as a file's bytes."""
    if form == "xlsx":
        from policydiff.report.office.xlsx import facts_xlsx

        return facts_xlsx(document, facts, lang=lang)
    if form == "csv":
        from policydiff.report.text.csv import facts_csv

        return facts_csv(document, facts, kind=kind, lang=lang).encode("utf-8")
    return to_json(document, facts=facts, lang=lang).encode("utf-8")
