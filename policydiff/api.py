"""What the command line does, as functions: nothing here prints, exits or asks the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from policydiff.pipeline import compare as compare_documents
from policydiff.corpus import locate
from policydiff.corpus.overrides import default_path, read_overrides
from policydiff.facts.extract import extract_facts
from policydiff.model import Comparison, Document, Facts
from policydiff.report import records
from policydiff.words import Lang

Kind = Literal["targets", "responsibilities", "all"]
find_corpus = locate.find_corpus


def read(argument: str | Path, *, corpus: Path | None = None) -> Document:
    """The document that `argument` names: a year of the corpus, one at a git revision, or a path.

    Without `corpus` it is looked for as the command line does. Raises PolicydiffError.
    """
    return locate.read_document(str(argument), corpus or find_corpus())


def compare(
    old: str | Path | Document, new: str | Path | Document, *, corpus: Path | None = None, overrides: Path | None = None
) -> Comparison:
    """Compare two documents, each given as such or as what `read` takes.

    Overrides come from the file given, else from corpora/overrides/OLD-NEW.toml where there is one.
    """
    corpus = corpus or find_corpus()
    a = old if isinstance(old, Document) else read(old, corpus=corpus)
    b = new if isinstance(new, Document) else read(new, corpus=corpus)
    if overrides is None and corpus is not None:
        usual = default_path(corpus, a.head.id, b.head.id)
        overrides = usual if usual.is_file() else None
    return compare_documents(a, b, overrides=read_overrides(overrides) if overrides else ())


def facts(document: Document, *, kind: Kind = "all") -> Facts:
    """The targets and responsibilities of a document, or only one of the two kinds."""
    found = extract_facts(document)
    if kind == "targets":
        return replace(found, responsibilities=())
    return replace(found, targets=()) if kind == "responsibilities" else found


def list_corpus(corpus: Path | None) -> list[Document]:
    """Every document of the corpus, sorted by name; none where there is no corpus."""
    return [locate.read_document(year, corpus) for year in locate.years(corpus)] if corpus else []


def has_changes(comparison: Comparison) -> bool:
    """Whether anything changed but the form of kept clauses, or where they stand and how they are numbered."""
    return any(c.presence != "kept" or c.wording not in ("same", "cosmetic") for c in comparison.changes)


def to_dict(
    value: Comparison | Document | Sequence[Document], *, facts: Facts | None = None, lang: Lang = "zh"
) -> records.Record:
    """A value as the JSON record that INTERFACE promises; a document with `facts` gives the record of these."""
    if isinstance(value, Comparison):
        return records.comparison_record(value, lang)
    if not isinstance(value, Document):
        return records.corpus_record(value)
    return records.document_record(value, lang) if facts is None else records.facts_record(value, facts, lang)


def to_json(value: Comparison | Document | Sequence[Document], *, facts: Facts | None = None, lang: Lang = "zh") -> str:
    """The record of `to_dict`, written out."""
    return records.dumps(to_dict(value, facts=facts, lang=lang))


def to_html(comparison: Comparison, *, lang: Lang = "zh") -> str:
    """The report: one file that opens offline."""
    from policydiff.report.html import render_html

    return render_html(comparison, lang=lang)
