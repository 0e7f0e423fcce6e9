"""What a user adds to the names of offices and to the rule of which way an indicator is better."""

from __future__ import annotations

from pathlib import Path

from policydiff.classify.indicators import Directions, default_directions, read_directions
from policydiff.corpus.store import check_inside
from policydiff.entries import TEXTS, Reader
from policydiff.facts.responsibilities.offices import OfficeNames

UNITS, INDICATORS = "units.toml", "indicators.toml"


def read_units(corpus: Path | None) -> OfficeNames:
    """The known names of offices with those of corpora/units.toml.

    The file has one line an office: its name, and the list of its other names.
    """
    return OfficeNames().extended(_lists(corpus, UNITS)) if corpus else OfficeNames()


def read_indicators(corpus: Path | None) -> Directions:
    """The words that say which way is better, with those of corpora/indicators.toml, which win.

    The file has three lists, less_is_better, more_is_better and neutral; see data/indicators.toml in the package.
    """
    if corpus is None:
        return default_directions()
    lists = _lists(corpus, INDICATORS)
    Reader(INDICATORS).refuse_others(lists, "less_is_better", "more_is_better", "neutral")
    return default_directions().overruled_by(read_directions(lists))


def _lists(corpus: Path, name: str) -> dict[str, list[str]]:
    path = corpus / name
    if not path.is_file():
        return {}
    check_inside(path, corpus)
    reader = Reader(name)
    table = reader.toml(reader.text(path))
    return {key: reader.value(table, key, TEXTS) for key in table}
