"""The numbers of a law that changed: fines, time limits, shares, ages, each with its article."""

from __future__ import annotations

import re

from policydiff.model import Figure
from policydiff.report.said.addresses import excerpt
from policydiff.report.said.model import FigureRow, Quote
from policydiff.report.said.sides import Side, Sides
from policydiff.wording import alike, codes

AROUND = 60  # characters of the clause that a number is shown in
_STOP = re.compile("[，。；：\\n]")


def figure_rows(sides: Sides) -> tuple[FigureRow, ...]:
    """A row for each number that changed, came or went, in the order of the comparison."""
    return tuple(
        FigureRow(codes.FIGURE_KIND[f.kind].capital, _quote(sides.old, f.old), _quote(sides.new, f.new))
        for f in sides.comparison.figures
    )


def _quote(side: Side, figure: Figure | None) -> Quote | None:
    if figure is None:
        return None
    return Quote(
        value=alike(figure.quote),
        quote=excerpt(_around(side.document.text, figure.start, figure.end), AROUND),
        deadline="",
        place=side.place(figure.clause),
        href=side.link(figure.clause),
    )


def _around(text: str, start: int, end: int) -> str:
    """The words between two stops that a number stands in.

    >>> text = "违反规定的，由公安机关处五万元以下罚款，并没收犬只。"
    >>> _around(text, text.index("五万"), text.index("罚款"))
    '由公安机关处五万元以下罚款'
    """
    before = [m.end() for m in _STOP.finditer(text, max(0, start - AROUND), start)]
    after = _STOP.search(text, end)
    return text[before[-1] if before else max(0, start - AROUND) : after.start() if after else len(text)].strip()
