"""Check a corpus: every rule over every year, findings with their places, what was accepted set apart."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from policydiff import api, output
from policydiff.corpus import locate, store
from policydiff.corpus.vocabulary import read_units
from policydiff.errors import CorpusError, OverridesError, PolicydiffError
from policydiff.model import Comparison, Document, Facts
from policydiff.overrides import usual_path
from policydiff.wording import Both
from policydiff.wording.checks import CHECKS
from policydiff.years.check import characters, facts, files, structure
from policydiff.years.check.codes import CODES
from policydiff.years.check.model import SEVERITIES, Finding, Found, Report, Year
from policydiff.years.git import changed_years, prefix
from policydiff.years.series import Series, all_series, before, series_of

RULES = (*files.RULES, *characters.RULES, *structure.RULES, *facts.RULES)


def check(corpus: Path, years: Sequence[str] = (), *, changed_since: str | None = None) -> Report:
    """Look at years of a corpus, all of them where none is named.

    `changed_since` is a git revision: only years whose files changed since then are looked at. A year that
    cannot be read is a finding, and no other year suffers from it.
    Raises CorpusError for a name that is not in the corpus or a revision that git does not know.
    """
    names = locate.years(corpus)
    _refuse_unknown(years, names, corpus)
    wanted = [n for n in (years or names) if changed_since is None or n in changed_years(corpus, changed_since)]
    documents, broken = _read(corpus, names)
    read_facts: dict[str, Facts] = {}
    parts = all_series(documents.values())
    found: list[tuple[str, Found]] = [(name, f) for name, f in broken if name in wanted]
    comparisons: list[Comparison] = []
    accepted: dict[str, list[Mapping[str, Any]]] = {}
    by_id: dict[str, Year] = {}
    for name in (n for n in wanted if n in documents):
        year = _year(corpus, documents[name], parts, read_facts)
        by_id[name] = year
        comparisons += [year.comparison] if year.comparison else []
        accepted[name] = [e for e in _list(year.head.get("accepted")) if isinstance(e, Mapping)]
        found += [(name, year.doubt)] if year.doubt else []
        found += [(name, f) for f in chain.from_iterable(rule(year) for rule in RULES)]
        found += [(name, f) for f in _stale_reports(year, documents)]
    if not years:
        found += [("", f) for f in _orphans(corpus, names)]
    findings = _accepted(_told(found, by_id, prefix(corpus)), accepted, by_id, prefix(corpus))
    return Report(
        findings=tuple(sorted(findings, key=_worst_first(names))), checked=tuple(wanted), comparisons=tuple(comparisons)
    )


def _worst_first(names: Sequence[str]) -> Any:  # noqa: ANN401 – a key of mixed tuples
    def key(finding: Finding) -> tuple[object, ...]:
        known = names.index(finding.document) if finding.document in names else len(names)
        accepted = finding.accepted is not None
        return (
            accepted,
            SEVERITIES.index(finding.severity),
            known,
            finding.file,
            finding.line,
            finding.column,
            finding.code,
        )

    return key


def _refuse_unknown(years: Sequence[str], names: Sequence[str], corpus: Path) -> None:
    for year in years:
        if year not in names:
            have = "、".join(names) or "（空）"
            raise CorpusError(
                f"语料库 {corpus.name} 中没有 {year}，有 {have}；请检查名称。",
                f"the corpus {corpus.name} does not hold {year} but {', '.join(names) or 'nothing'}; check the name.",
            )


def _read(corpus: Path, names: Iterable[str]) -> tuple[dict[str, Document], list[tuple[str, Found]]]:
    documents: dict[str, Document] = {}
    broken: list[tuple[str, Found]] = []
    for name in names:
        try:
            documents[name] = locate.read_document(name, corpus)
        except (PolicydiffError, OSError) as error:
            said = error.zh if isinstance(error, PolicydiffError) else ""
            file = next((f for f in store.FILES if f in said), store.TEXT)
            broken.append((name, files.unreadable(f"{name}/{file}", error)))
    return documents, broken


def _year(corpus: Path, document: Document, parts: Sequence[Series], read_facts: dict[str, Facts]) -> Year:
    series = series_of(document, parts)
    earlier = before(document, series)
    comparison, doubt = None, None
    try:
        comparison = api.compare(earlier, document, corpus=corpus) if earlier else None
    except OverridesError as error:
        path = usual_path(corpus, earlier.head.id if earlier else "", document.head.id)
        doubt = files.unreadable(f"overrides/{path.name}", error)
    if comparison:
        read_facts.setdefault(comparison.old.head.id, comparison.old_facts)
        read_facts.setdefault(comparison.new.head.id, comparison.new_facts)
    for other in series.documents:
        if other.head.id not in read_facts:
            read_facts[other.head.id] = api.extract(other, corpus=corpus)
    others = [read_facts[d.head.id] for d in series.documents if d.head.id != document.head.id]
    earlier_ones = series.documents[: [d.head.id for d in series.documents].index(document.head.id)]
    return Year(
        corpus=corpus,
        document=document,
        facts=read_facts[document.head.id],
        head=_head(corpus / document.head.id / store.HEAD),
        comparison=comparison,
        doubt=doubt,
        offices=Counter(r.office_key for f in others for r in f.responsibilities),
        offices_before=frozenset(r.office_key for d in earlier_ones for r in read_facts[d.head.id].responsibilities),
        office_names=read_units(corpus),
    )


def _head(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8-sig")) if path.is_file() else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


# ---------------------------------------------------------------- rules on more than one year


def _stale_reports(year: Year, documents: Mapping[str, Document]) -> Iterator[Found]:
    """Reports on this year and one before it that are not what the texts give now, in either language."""
    folder = year.corpus.parent / "reports"
    for old in documents.values():
        stem = output.file_name(old.head.id, year.id)
        paths = [p for form in api.FORMATS if (p := folder / f"{stem}.{form}").is_file()]
        if not paths or old.head.id == year.id:
            continue
        try:
            made = _comparison(year, old)
        except OverridesError:
            continue  # the overrides are a finding already, or no neighbours' at all
        for path in paths:
            form: api.Form = path.suffix[1:]  # type: ignore[assignment]  # one of FORMATS
            data = path.read_bytes()
            if all(api.to_bytes(made, form, lang=lang) != data for lang in ("zh", "en")):
                values = {"name": path.name, "old": old.head.id, "document": year.id}
                yield Found(code="report-stale", quote=path.name, file=f"../reports/{path.name}", values=values)


def _comparison(year: Year, old: Document) -> Comparison:
    if year.comparison is not None and year.comparison.old.head.id == old.head.id:
        return year.comparison
    return api.compare(old, year.document, corpus=year.corpus)


def _orphans(corpus: Path, names: Sequence[str]) -> Iterator[Found]:
    """Files of overrides that no pair of the corpus has."""
    pairs = {usual_path(corpus, a, b).name: b for a in names for b in names if a != b}
    folder = corpus / "overrides"
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        if path.name not in pairs:
            file = f"overrides/{path.name}"
            yield Found(code="override-orphan", quote=path.name, file=file, values={"name": file, "document": ""})


# ---------------------------------------------------------------- from what was found to what is told


def _told(found: Iterable[tuple[str, Found]], years: Mapping[str, Year], root: str) -> list[Finding]:
    """Findings with their place, their sentences and a fingerprint that no line number enters."""
    told: list[Finding] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for name, one in found:
        file, line, column = one.file or "", one.line, 1
        if one.start is not None:
            file, line, column = years[name].place(one.start)
        key = (one.code, name, one.clause or "", one.quote or file)
        seen[key] += 1
        values = {"document": name, "quote": one.quote, **one.values}
        message, advice = CHECKS[one.code]
        told.append(
            Finding(
                code=one.code,
                severity=CODES[one.code].severity,
                document=name,
                file=_from_root(root, file),
                line=line,
                column=column,
                clause=one.clause,
                message=Both(*map(_one_line, message.filled(**values))),
                advice=Both(*map(_one_line, advice.filled(**values))),
                fingerprint=fingerprint(*key, *((str(seen[key]),) if seen[key] > 1 else ())),
            )
        )
    return told


def fingerprint(*parts: str) -> str:
    """A short hash of what makes a finding the same one: code, document, clause address, quote.

    >>> fingerprint("empty-clause", "2020", "二", "二、")
    '9e9746d4ffcdef8a'
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _from_root(root: str, file: str) -> str:
    """A path from the corpus as one from the root of the repository, else from the folder that holds the corpus."""
    if file.startswith("../"):
        return (Path(root).parent / file[3:]).as_posix()
    return f"{root}/{file}" if file else root


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _accepted(
    findings: Sequence[Finding],
    accepted: Mapping[str, Sequence[Mapping[str, Any]]],
    years: Mapping[str, Year],
    root: str,
) -> list[Finding]:
    """Mark what document.toml accepts; an acceptance without a reason, or of nothing, is a finding itself."""
    from dataclasses import replace

    reasons: dict[tuple[str, str], str] = {}
    bad: list[tuple[str, Found]] = []
    for name, entries in accepted.items():
        for entry in entries:
            mark, reason = str(entry.get("fingerprint") or ""), _one_line(str(entry.get("reason") or ""))
            if mark and reason:
                reasons[name, mark] = reason
            else:
                bad.append((name, _in_head(years[name], "acceptance-unreasoned", mark or "[[accepted]]")))
    here = {(f.document, f.fingerprint) for f in findings}
    bad += [(n, _in_head(years[n], "acceptance-unfit", mark)) for n, mark in reasons if (n, mark) not in here]
    marked = [replace(f, accepted=reasons.get((f.document, f.fingerprint))) for f in findings]
    return [*marked, *_told(bad, years, root)]


def _in_head(year: Year, code: str, mark: str) -> Found:
    path = year.folder / store.HEAD
    line = next((n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if mark in text), 1)
    return Found(code=code, quote=mark, file=f"{year.id}/{store.HEAD}", line=line, values={"fingerprint": mark})
