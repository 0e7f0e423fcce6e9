"""Word's automatic numbers: which a paragraph has, and what stands before it on the page.

The rules are those of ECMA-376 part 1 §17.9, with what Word does where the standard is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.ingest.readers.docx.names import W, child, integer, is_on, value
from policydiff.ingest.readers.numbering_styles import joined, written

if TYPE_CHECKING:
    from lxml.etree import _Element

DASH = "——"
# A chain of styles longer than this goes round in a circle.
_MAX_CHAIN = 50
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int
    style: str
    text: str
    suffix: str
    legal: bool  # all numbers in it are written as digits
    restart: int | None  # the level (from 1) behind which it starts anew; 0 never; None behind every higher one
    owner: str | None  # the paragraph style that is tied to it


@dataclass(frozen=True, slots=True)
class _Num:
    """An instance of a list: the definition, and where it departs from it."""

    abstract: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    name: str
    num: str | None
    level: int | None


@dataclass(slots=True)
class Labels:
    """The lists of a document and how far each has come."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: str | None = None
    nums: dict[str, _Num] = field(default_factory=dict)
    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # a definition → the numbering style that it stands for
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def read_labels(numbering: _Element | None, styles: _Element | None) -> Labels:
    """Read numbering.xml and styles.xml; either may be absent."""
    labels = Labels()
    for style in () if styles is None else styles.iterfind(W + "style"):
        key = style.get(W + "styleId") or ""
        num = child(style, "pPr", "numPr")
        level = value(num, "ilvl")
        labels.styles[key] = _Style(
            value(style, "basedOn"),
            value(style, "name") or key,
            value(num, "numId"),
            None if level is None else integer(level, 0),
        )
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            labels.default = key
    if numbering is None:
        return labels
    for one in numbering.iterfind(W + "abstractNum"):
        key = one.get(W + "abstractNumId") or ""
        labels.abstracts[key] = dict(_levels(one))
        if link := value(one, "numStyleLink"):
            labels.links[key] = link
    for one in numbering.iterfind(W + "num"):
        overrides = [(integer(o.get(W + "ilvl"), 0), o) for o in one.iterfind(W + "lvlOverride")]
        starts = {
            level: integer(start, 1) for level, o in overrides if (start := value(o, "startOverride")) is not None
        }
        levels = dict(found for _, o in overrides for found in _levels(o))
        labels.nums[one.get(W + "numId") or ""] = _Num(value(one, "abstractNumId") or "", starts, levels)
    return labels


def _levels(parent: _Element) -> Iterator[tuple[int, Level]]:
    for one in parent.iterfind(W + "lvl"):
        restart = value(one, "lvlRestart")
        style = value(one, "numFmt")
        if style is None:  # newer styles stand in a branch for programs that know them
            style = next((found.get(W + "val") for found in one.iter(W + "numFmt")), None)
        yield (
            integer(one.get(W + "ilvl"), 0),
            Level(
                start=integer(value(one, "start"), 0),
                style=style or "decimal",
                text=value(one, "lvlText") or "",
                suffix=value(one, "suff") or "tab",
                legal=is_on(one, "isLgl"),
                restart=None if restart is None else integer(restart, 0),
                owner=value(one, "pStyle"),
            ),
        )


def style_name(labels: Labels, properties: _Element | None) -> str:
    """The name of a paragraph's style, "" if it has none."""
    style = labels.styles.get(value(properties, "pStyle") or labels.default or "")
    return style.name if style else ""


def labelled(labels: Labels, properties: _Element | None, text: str) -> str:
    """Count a paragraph and put its number before its text."""
    found = _membership(labels, properties)
    if found is None:
        return text
    num, at = found
    level = _level(labels, num, at)
    if level is None:
        return text
    _count(labels, num, at, level)
    label = DASH if level.style == "bullet" else _written(labels, num, at, level)
    if level.suffix == "nothing":
        return label.lstrip() + text
    if level.suffix == "space":
        return f"{label.strip()} {text}"
    return joined(label.strip(), text)


def _membership(labels: Labels, properties: _Element | None) -> tuple[str, int] | None:
    """The list and level of a paragraph: its own word first, then its style's, then that of the style's parents."""
    own = child(properties, "numPr")
    num, level = value(own, "numId"), value(own, "ilvl")
    at = None if level is None else integer(level, 0)
    if num is None:
        key = value(properties, "pStyle") or labels.default
        for _ in range(_MAX_CHAIN):
            style = labels.styles.get(key or "")
            if style is None:
                break
            at = style.level if at is None else at
            if style.num is not None:
                num = style.num
                at = _tied(labels, num, key) if at is None else at
                break
            key = style.parent
    if num is None or num == "0" or num not in labels.nums:
        return None
    return num, max(0, min(at or 0, 8))


def _tied(labels: Labels, num: str, style: str | None) -> int | None:
    levels = labels.abstracts.get(_abstract(labels, num), {}) | dict(
        labels.nums[num].levels if num in labels.nums else {}
    )
    return next((at for at, level in levels.items() if level.owner == style), None)


def _abstract(labels: Labels, num: str) -> str:
    """The definition behind a list, through the numbering styles that stand for others."""
    key = labels.nums[num].abstract if num in labels.nums else ""
    for _ in range(_MAX_CHAIN):
        style = labels.styles.get(labels.links.get(key, ""))
        if style is None or style.num not in labels.nums:
            break
        key = labels.nums[style.num].abstract
    return key


def _level(labels: Labels, num: str, at: int) -> Level | None:
    return labels.nums[num].levels.get(at) or labels.abstracts.get(_abstract(labels, num), {}).get(at)


def _count(labels: Labels, num: str, at: int, level: Level) -> None:
    """Go one on. Lists with the same definition count together; a start of its own counts once, at first use."""
    abstract = _abstract(labels, num)
    counts = labels.counts.setdefault(abstract, {})
    start = labels.nums[num].starts.get(at)
    if start is not None and (num, at) not in labels.begun:
        counts[at] = start
    else:
        counts[at] = counts[at] + 1 if at in counts else level.start
    labels.begun.add((num, at))
    for deeper in [one for one in counts if one > at]:
        below = _level(labels, num, deeper)
        if below is None or below.restart is None or at < below.restart:
            del counts[deeper]


def _written(labels: Labels, num: str, at: int, level: Level) -> str:
    counts = labels.counts[_abstract(labels, num)]

    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        one = _level(labels, num, place)
        if one is None or one.style == "bullet" or place > at:
            return ""
        # What has not been counted yet is shown as if it were at its start.
        return written(counts.get(place, one.start), "decimal" if level.legal and one.style != "none" else one.style)

    return _PLACE.sub(number, level.text)
