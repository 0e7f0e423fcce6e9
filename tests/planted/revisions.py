"""A document → its revision with changes planted, and what may be said of the two, claim by claim.

A claim is what is said (removed, added, moved, …) and of which lines; of figures and offices, from what to what.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from tests.planted.texts import WHO, Line, sentence

Claim = tuple[str, tuple[str, ...], tuple[str, ...]]  # what is said, of which old lines, of which new ones
_FIGURE = re.compile(r"(?<=新建)(\D{2,20})(\d+)处")
_OFFICE = re.compile(r"（(\w+)负责）")


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions, what was planted (kind, claim), and the lines that nobody may say anything else of."""

    old: list[Line]
    new: list[Line]
    planted: list[tuple[str, Claim]]


def revise(lines: list[Line], kind: str, random: Random, count: int) -> Revision:
    """Plant `count` changes of a kind, far enough from each other not to touch."""
    new, planted = list(lines), []
    free = _free(lines)
    random.shuffle(free)
    used: set[int] = set()
    for at in free:
        if len(planted) >= count:
            break
        if used & set(range(at - 2, at + 3)):
            continue
        done = PLANTS[kind](lines, at, new, random)
        if done:
            used |= {at, *([at + 1] if kind in ("swap", "merge") else [])}
            planted += [(kind, claim) for claim in done]
    return Revision(lines, new, planted)


def _free(lines: list[Line]) -> list[int]:
    """The lines that stand for themselves: no title, no heading, no article with paragraphs below it."""
    followed = {at for at in range(len(lines) - 1) if lines[at + 1].kind in ("paragraph", "entry")}
    return [at for at, line in enumerate(lines) if line.kind in ("article", "paragraph", "task") and at not in followed]


def _where(new: list[Line], line: Line) -> int:
    return next(at for at, each in enumerate(new) if each.id == line.id)


def _same(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (line.id,), (line.id,)


def _drop(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    del new[_where(new, lines[at])]
    return [("removed", (lines[at].id,), ())]


def _add(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    kind = lines[at].kind
    text = sentence(random) + (sentence(random) if kind == "task" else "")
    line = Line(f"{lines[at].id}+", kind, text)
    new.insert(_where(new, lines[at]) + 1, line)
    return [("added", (), (line.id,))]


def _move(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    """To another place among lines of its kind, five of them away or more."""
    line = lines[at]
    places = [k for k in _free(lines) if lines[k].kind == line.kind and abs(k - at) >= 8 and _untouched(lines, k, new)]
    if not places or line.kind == "paragraph":
        return []
    target = lines[random.choice(places)]
    new.pop(_where(new, line))
    new.insert(_where(new, target) + 1, line)
    return [("moved", *_same(line))]


def _untouched(lines: list[Line], at: int, new: list[Line]) -> bool:
    """Whether a line stands between its neighbours still."""
    here = _where(new, lines[at])
    return new[here - 1 : here + 2] == lines[at - 1 : at + 2]


def _swap(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    """With the next line of its kind; the shorter one moved."""
    if at + 1 not in _free(lines) or lines[at + 1].kind != lines[at].kind or lines[at].kind == "paragraph":
        return []
    one, other = lines[at], lines[at + 1]
    if abs(len(one.text) - len(other.text)) < 4:
        return []
    here, there = _where(new, one), _where(new, other)
    new[here], new[there] = other, one
    return [("moved", *_same(min(one, other, key=lambda line: len(line.text))))]


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。]+。(?:（\w+负责）)?", text)


def _split(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    line, parts = lines[at], _sentences(lines[at].text)
    if len(parts) < 2 or line.kind == "paragraph":
        return []
    half = len(parts) // 2
    pieces = [
        replace(line, id=f"{line.id}.{n}", text="".join(p)) for n, p in enumerate((parts[:half], parts[half:]), 1)
    ]
    here = _where(new, line)
    new[here : here + 1] = pieces
    return [("split", (line.id,), tuple(piece.id for piece in pieces))]


def _merge(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    if at + 1 not in _free(lines) or lines[at + 1].kind != lines[at].kind or lines[at].kind == "paragraph":
        return []
    one, other = lines[at], lines[at + 1]
    here = _where(new, one)
    new[here : here + 2] = [replace(one, id=f"{one.id}&", text=one.text + other.text)]
    return [("merged", (one.id, other.id), (f"{one.id}&",))]


def _cut(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    """The last paragraph of an article becomes an article of its own."""
    if lines[at].kind != "paragraph":
        return []
    new[_where(new, lines[at])] = replace(lines[at], kind="article")
    return [("became_article", *_same(lines[at]))]


def _join(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    """An article becomes the last paragraph of the article before it."""
    if lines[at].kind != "article" or lines[at - 1].kind not in ("article", "paragraph"):
        return []
    new[_where(new, lines[at])] = replace(lines[at], kind="paragraph")
    return [("became_paragraph", *_same(lines[at]))]


def _hand_on(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    """The last paragraph of an article becomes that of another."""
    line = lines[at]
    places = [k for k in _free(lines) if abs(k - at) >= 8 and lines[k].kind == "article" and _untouched(lines, k, new)]
    if not places or line.kind != "paragraph":
        return []
    target = lines[random.choice(places)]
    new.pop(_where(new, line))
    new.insert(_where(new, target) + 1, line)
    return [("changed_article", *_same(line))]


def _renumber(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    """A new article before it, so that its number changes and nothing else."""
    if lines[at].kind != "article":
        return []
    line = Line(f"{lines[at].id}-", "article", sentence(random))
    new.insert(_where(new, lines[at]), line)
    return [("added", (), (line.id,)), ("renumbered", *_same(lines[at]))]


def _reword(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    """Other words for one comma-clause in three."""
    line = lines[at]
    other = iter(re.split("[，。]", sentence(random)))
    clauses = re.split("(?<=[，。])", line.text)
    changed = [c if n % 3 or len(c) < 3 else next(other, c[:-1]) + c[-1] for n, c in enumerate(clauses)]
    new[_where(new, line)] = replace(line, text="".join(changed))
    return [("revised", *_same(line))]


def _number(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    line, figure = lines[at], _FIGURE.search(lines[at].text)
    if not figure:
        return []
    was, now = int(figure[2]), int(figure[2]) + random.choice((-9, -4, 3, 8, 20))
    new[_where(new, line)] = replace(line, text=line.text.replace(f"{was}处", f"{now}处"))
    return [("revised", *_same(line)), ("target " + ("raised" if now > was else "lowered"), (str(was),), (str(now),))]


def _hand_over(lines: list[Line], at: int, new: list[Line], random: Random) -> list[Claim]:
    line, office = lines[at], _OFFICE.search(lines[at].text)
    if not office:
        return []
    heir = random.choice([who for who in WHO if who not in line.text])
    new[_where(new, line)] = replace(line, text=line.text.replace(office[0], f"（{heir}负责）"))
    return [("revised", *_same(line)), ("reassigned", (office[1],), (heir,))]


def _punctuate(lines: list[Line], at: int, new: list[Line], _: Random) -> list[Claim]:
    line = lines[at]
    new[_where(new, line)] = replace(line, text=line.text.replace("，", "、", 1))
    return [("cosmetic", *_same(line))]


PLANTS: dict[str, Callable[[list[Line], int, list[Line], Random], list[Claim]]] = {
    "drop": _drop,
    "add": _add,
    "move": _move,
    "swap": _swap,
    "split": _split,
    "merge": _merge,
    "cut": _cut,
    "join": _join,
    "hand on": _hand_on,
    "renumber": _renumber,
    "reword": _reword,
    "number": _number,
    "handed over": _hand_over,
    "punctuation": _punctuate,
}
