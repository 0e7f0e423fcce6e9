"""The order of the stages, and the only place that knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from policydiff.align.align import align
from policydiff.align.options import USUAL, Options
from policydiff.classify.changes import classify
from policydiff.classify.figures import figure_changes
from policydiff.classify.indicators import Directions
from policydiff.classify.key_indicators import key_indicators
from policydiff.classify.likeness import unrelated
from policydiff.classify.new_terms import new_terms
from policydiff.classify.references import with_references
from policydiff.classify.renamings import renamings
from policydiff.classify.responsibilities import responsibility_changes
from policydiff.classify.targets import target_changes
from policydiff.classify.terms import terms
from policydiff.facts.document import extract_facts
from policydiff.facts.responsibilities.offices import OfficeNames
from policydiff.facts.targets.tense import read_times
from policydiff.model import (
    Change,
    Comparison,
    Document,
    Facts,
    Note,
    Override,
    Renaming,
    ResponsibilityChange,
    TargetChange,
)
from policydiff.overrides import rule
from policydiff.text.replaced import replacements
from policydiff.text.script import script_of


def compare(
    old: Document,
    new: Document,
    *,
    overrides: Sequence[Override] = (),
    options: Options = USUAL,
    units: OfficeNames | None = None,
    directions: Directions | None = None,
    facts: tuple[Facts, Facts] | None = None,
) -> Comparison:
    r"""Compare two documents: facts, then alignment, then what changed.

    `facts` are those of the two where they are known: a document of many pairs is read once.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> old = parse("一、目标\n商标注册平均审查周期压减至5个月。", Head(id="2019"))
    >>> new = parse("一、目标\n商标注册平均审查周期压减至4个月。", Head(id="2020"))
    >>> [(c.status, c.delta) for c in compare(old, new).target_changes]
    [('tightened', -1.0)]
    """
    old_facts, new_facts = facts or (extract_facts(old, units=units), extract_facts(new, units=units))
    rulings = rule(overrides, old, new, old_facts, new_facts)
    alignment = align(old, new, old_facts=old_facts, new_facts=new_facts, ruling=rulings.clauses, options=options)
    targets = target_changes(
        old_facts.targets,
        new_facts.targets,
        alignment,
        texts=(old.text, new.text),
        ruling=rulings.targets,
        directions=directions,
    )
    tasks = responsibility_changes(
        old, new, old_facts.responsibilities, new_facts.responsibilities, alignment, ruling=rulings.responsibilities
    )
    changes = with_references(old, new, classify(old, new, alignment, targets, tasks))
    renamed = renamings(tasks, old_facts.responsibilities, new_facts.responsibilities)
    return Comparison(
        old=old,
        new=new,
        old_facts=old_facts,
        new_facts=new_facts,
        changes=changes,
        target_changes=targets,
        responsibility_changes=tasks,
        terms=terms(old.text, new.text),
        phrases=new_terms(old, new, renamed=_new_names(old, new, changes, renamed)),
        figures=figure_changes(old, new, changes),
        renamings=renamed,
        key_indicators=key_indicators(targets, old.text, new.text, plans=(_plan(old), _plan(new))),
        notes=(*unrelated(old, new, changes), *rulings.unfit, *alignment.notes, *_scripts(old, new), *rulings.followed),
        summary=_summary(old, new, changes, targets, tasks),
    )


def _plan(document: Document) -> str:
    """The part of a text that does not look back."""
    tenses = read_times(document).by_clause
    return "\n".join(c.text for c in document.clauses if tenses[c.id] != "past")


def _new_names(old: Document, new: Document, changes: Sequence[Change], renamed: Sequence[Renaming]) -> Iterator[str]:
    """What only goes by another name now: its old name stands nowhere in the new text, its new one not in the old."""
    yield from (r.new for r in renamed)
    yield from (
        r.new for r in replacements(c.edits for c in changes) if r.old not in new.text and r.new not in old.text
    )


def _scripts(old: Document, new: Document) -> Iterator[Note]:
    if {script_of(old.text), script_of(new.text)} == {"simplified", "traditional"}:
        yield Note("scripts-differ")


def _summary(
    old: Document,
    new: Document,
    changes: Sequence[Change],
    targets: Sequence[TargetChange],
    tasks: Sequence[ResponsibilityChange],
) -> Mapping[str, Mapping[str, int]]:
    """How many of each; every value that a facet can take is there, with 0 where there is none."""

    def count(values: Sequence[str | None], order: str) -> dict[str, int]:
        counted = Counter(values)
        return {value: counted[value] for value in order.split()}

    return {
        "clauses": {"old": len(old.clauses), "new": len(new.clauses)},
        "presence": count([c.presence for c in changes], "kept added removed split merged redistributed"),
        "wording": count([c.wording for c in changes], "same cosmetic revised rewritten"),
        "place": count([c.place for c in changes], "same renumbered moved"),
        "targets": count([c.status for c in targets], "added removed tightened loosened changed kept"),
        "responsibilities": count([c.status for c in tasks], "added removed role_changed reassigned kept"),
    }
