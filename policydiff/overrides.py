"""Overrides: pairs that a person set or forbade, from their file to what is obeyed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from policydiff.entries import WORDS, Reader, one_of
from policydiff.errors import OverridesError
from policydiff.model import Document, Facts, Note, Override, Responsibility, Target
from policydiff.text.names import shortened

_TABLES: tuple[Literal["clause", "target", "responsibility"], ...] = ("clause", "target", "responsibility")
_NO_FACTS = Facts()

Named = tuple[str, str]  # an old and a new thing, as an override names them


@dataclass(frozen=True, slots=True)
class Ruling:
    """Pairs of clauses, of targets or of responsibilities to link, and never to link."""

    linked: frozenset[Named] = frozenset()
    forbidden: frozenset[Named] = frozenset()


NO_RULING = Ruling()


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is obeyed, by the kind of thing, and which overrides are followed and which do not fit."""

    clauses: Ruling = NO_RULING
    targets: Ruling = NO_RULING
    responsibilities: Ruling = NO_RULING
    followed: tuple[Note, ...] = ()
    unfit: tuple[Note, ...] = ()


def file_name(old: str, new: str) -> str:
    """The name of a pair's overrides without its ending; the report writes it and `compare` looks for it.

    Of signs it has only those that a browser keeps in the name of a download.

    >>> file_name("2019", "2020@HEAD~1")
    '2019-2020_HEAD_1'
    """
    return shortened(re.sub(r"[^\w.-]+", "_", f"{old}-{new}"))


def usual_path(corpus: Path, old: str, new: str) -> Path:
    """Where the overrides of a pair are looked for."""
    return corpus / "overrides" / f"{file_name(old, new)}.toml"


def read_overrides(path: Path) -> tuple[Override, ...]:
    """Read a file of [[clause]], [[target]] and [[responsibility]] tables; OverridesError where it is not in form."""
    reader = Reader(str(path), OverridesError)
    if not path.exists():
        raise OverridesError(f"没有文件 {path}；请检查 --overrides。", f"there is no file {path}; check --overrides.")
    table = reader.toml(reader.text(path))
    reader.refuse_others(table, *_TABLES)
    found: list[Override] = []
    for of in _TABLES:
        for at, entry in reader.entries(table, of):
            action = at.value(entry, "action", one_of("link", "unlink"))
            old, new, reason = (at.value(entry, key, WORDS) for key in ("old", "new", "reason"))
            found.append(Override(action, of, old, new, reason))
    return tuple(found)


def address(fact: Target | Responsibility) -> str:
    """How an override names a fact: its clause, its words and, for a responsibility, the office among them."""
    office = f"|{fact.office}" if isinstance(fact, Responsibility) else ""
    return f"{fact.clause}|{fact.quote}{office}"


def rule(
    overrides: Sequence[Override],
    old: Document,
    new: Document,
    old_facts: Facts = _NO_FACTS,
    new_facts: Facts = _NO_FACTS,
) -> Rulings:
    """Decide what is obeyed.

    An override is not, where it names what is not there or contradicts another one: the same pair set and
    forbidden, or one fact set beside two, since facts pair one to one.
    """
    there = {
        "clause": (old.by_id.keys(), new.by_id.keys()),
        "target": (_targets(old_facts), _targets(new_facts)),
        "responsibility": tuple({address(r) for r in side.responsibilities} for side in (old_facts, new_facts)),
    }
    obeyed, followed, unfit = [], [], []
    for override in overrides:
        ours, theirs = there[override.of]
        fault = _fault(override, old, new, ours, theirs)
        if not fault and any(_contradict(override, other) for other in overrides):
            fault = ("contradiction", "")
        if not fault:
            obeyed.append(override)
            followed.append(override.note("override-followed", _clause(override)))
        else:
            note = override.note("override-unfit", _clause(override) if override.new in theirs else None)
            unfit.append(replace(note, values=(*note.values, ("fault", fault[0]), ("part", fault[1]))))
    clauses, targets, responsibilities = (_ruling(o for o in obeyed if o.of == of) for of in _TABLES)
    return Rulings(clauses, targets, responsibilities, tuple(followed), tuple(unfit))


def _fault(
    override: Override, old: Document, new: Document, ours: Container[str], theirs: Container[str]
) -> tuple[str, str] | None:
    """Which part of an override names what is not there: a code of `wording.notes.OVERRIDE_FAULTS`, and the part."""
    for side, document, named, there in (("old", old, override.old, ours), ("new", new, override.new, theirs)):
        if named in there:
            continue
        clause, _, words = (named, "", "") if override.of == "clause" else named.partition("|")
        return (f"{side}-fact", words) if clause in document.by_id else (f"{side}-clause", clause)
    return None


def _targets(facts: Facts) -> set[str]:
    return {address(t) for t in facts.targets if t.kind == "target"}


def _clause(override: Override) -> str:
    """The new clause that an override speaks of."""
    return override.new if override.of == "clause" else override.new.partition("|")[0]


def _contradict(one: Override, other: Override) -> bool:
    if one.of != other.of:
        return False
    same = [one.old == other.old, one.new == other.new]
    if one.action == other.action == "link":
        return one.of != "clause" and any(same) and not all(same)
    return all(same) and one.action != other.action


def _ruling(overrides: Iterable[Override]) -> Ruling:
    found = list(overrides)

    def pairs(action: str) -> Iterator[Named]:
        return ((o.old, o.new) for o in found if o.action == action)

    return Ruling(frozenset(pairs("link")), frozenset(pairs("unlink")))
