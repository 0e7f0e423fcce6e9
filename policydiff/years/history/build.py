"""Documents of one series and their comparisons → a history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from policydiff import api
from policydiff.corpus import locate
from policydiff.corpus.vocabulary import read_indicators
from policydiff.errors import CorpusError
from policydiff.model import Comparison, Document, Facts
from policydiff.years.history.lines import lines
from policydiff.years.history.model import History, Office, Task
from policydiff.years.history.points import indicators
from policydiff.years.history.terms import read_terms, term_shares
from policydiff.years.series import Series, all_series, as_series


def history(corpus: Path, years: Sequence[str] = ()) -> tuple[History, ...]:
    """The history of each series of a corpus, the largest first; of the years named, as one series, if any are.

    Raises CorpusError for a name that is not in the corpus, and where there is nothing to tell a history of.
    """
    names = locate.years(corpus)
    missing = [y for y in years if y not in names]
    if missing or not names:
        have = names or ["-"]
        raise CorpusError(
            f"语料库 {corpus.name} 中没有 {'、'.join(missing) or '文件'}，有 {'、'.join(have)}；请检查名称。",
            f"the corpus {corpus.name} does not hold {', '.join(missing) or 'any document'} but {', '.join(have)}; "
            "check the name.",
        )
    if years:
        return (of_series(corpus, as_series([api.read(y, corpus=corpus) for y in dict.fromkeys(years)])),)
    return tuple(of_series(corpus, series) for series in all_series(api.list_corpus(corpus).documents))


def of_series(corpus: Path, series: Series, comparisons: Sequence[Comparison] | None = None) -> History:
    """The history of one series; `comparisons` of its neighbouring documents are made where none are given."""
    documents = series.documents
    if comparisons is None:
        comparisons = [api.compare(a, b, corpus=corpus) for a, b in pairwise(documents)]
    facts = _facts(documents, comparisons, corpus)
    return History(
        series=series.name,
        documents=documents,
        gaps=series.gaps,
        indicators=indicators(documents, facts, read_indicators(corpus)),
        lines=lines(documents, comparisons),
        offices=_offices(documents, facts),
        terms=term_shares(documents, read_terms(corpus)),
        comparisons=tuple(comparisons),
    )


def _facts(documents: Sequence[Document], comparisons: Sequence[Comparison], corpus: Path) -> Mapping[str, Facts]:
    found: dict[str, Facts] = {}
    for comparison in comparisons:
        found[comparison.old.head.id] = comparison.old_facts
        found[comparison.new.head.id] = comparison.new_facts
    for document in documents:
        if document.head.id not in found:
            found[document.head.id] = api.extract(document, corpus=corpus)
    return found


def _offices(documents: Sequence[Document], facts: Mapping[str, Facts]) -> tuple[Office, ...]:
    """The offices with their tasks, those with the most years first."""
    tasks: dict[str, list[Task]] = defaultdict(list)
    for document in documents:
        for r in facts[document.head.id].responsibilities:
            tasks[r.office_key].append(Task(document.head.id, r.clause, r.role, r.task.start, r.task.end))
    ordered = sorted(tasks.items(), key=lambda one: (-len({t.document for t in one[1]}), -len(one[1]), one[0]))
    return tuple(Office(name, tuple(of)) for name, of in ordered)
