"""What stands on a page, as values: characters and ruled lines, in points from its lower left corner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Char:
    """A character, or two that share one shape: where it starts and ends, its baseline, its size in points.

    `font` tells fonts apart and means nothing else.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: int = 0
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, level (y0 == y1) or upright (x0 == x1)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page turned so that its text runs from left to right."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...] = ()
    askew: str = ""  # what is written across the page: a watermark, a stamp
    pictured: bool = False  # most of it is a picture
    unseen: int = 0  # characters that are not painted: the words that OCR laid under a scan
    unmapped: int = 0  # characters of which the font does not say what they mean
    stacked: int = 0  # characters that stand right below the one before: text that is written from the top down


def is_wide(character: str) -> bool:
    """Whether a character takes a full square.

    >>> [is_wide(c) for c in "权，—A1 "]
    [True, True, True, False, False, False]
    """
    return character >= "\u2e80" or character in "—…“”‘’"


@dataclass(frozen=True, slots=True)
class Spaces:
    """What a file does with the spaces of its text.

    `kept` says that they are characters like others, else only gaps may be left of them; `border` is the gap in
    ems that the program sets of its own where Chinese meets Latin.
    """

    kept: bool
    border: float
