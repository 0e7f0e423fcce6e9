"""What a user adds to the names of offices and to the rule of which way an indicator is better."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from policydiff.classify.indicators import Directions, default_directions, read_directions
from policydiff.errors import CorpusError
from policydiff.facts.responsibilities.offices import OfficeNames

UNITS, INDICATORS = "units.toml", "indicators.toml"


def read_units(corpus: Path | None) -> OfficeNames:
    """The known names of offices with those of corpora/units.toml.

    The file has one line an office: its name, and the list of its other names.
    """
    return OfficeNames().extended(_lists(corpus, UNITS)) if corpus else OfficeNames()


def read_indicators(corpus: Path | None) -> Directions:
    """The words that say which way is better, with those of corpora/indicators.toml, which win.

    The file has two lists, less_is_better and more_is_better; see data/indicators.toml in the package.
    """
    if corpus is None:
        return default_directions()
    return default_directions().overruled_by(read_directions(_lists(corpus, INDICATORS)))


def _lists(corpus: Path, name: str) -> dict[str, list[str]]:
    path = corpus / name
    if not path.is_file():
        return {}
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{name} 不是有效的 TOML（{error}）；请改正。", f"{name} is not valid TOML ({error}); mend it."
        ) from error
    for key, values in table.items():
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise CorpusError(
                f'{name} 的 {key} 应为一列文字；请改成 {key} = ["…"]。',
                f'{key} in {name} must be a list of words; write {key} = ["…"].',
            )
    return table
