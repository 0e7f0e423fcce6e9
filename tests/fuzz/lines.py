"""Endless lines built from what the patterns of the package look for: none takes long to read."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import policydiff
from policydiff import api
from policydiff.errors import PolicydiffError
from tests.fuzz.files import Random

SIZE = 60_000
SECONDS = 2.0  # of processor time, for reading the line and its facts
_FRAMES = (
    ("", ""),
    ("一、到2025年，", "增长5%。"),
    ("（", "负责）"),
    ("（责任单位：", "）"),
    ("第一条　", "处五千元以上罚款。"),
    ("| ", " |"),
    ("1.", "（市商务局牵头）"),
)


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Every compiled pattern that a module of the package holds, in the order of their words."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(policydiff.__path__, "policydiff."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name, module in sorted(sys.modules.items()):
        if name.startswith("policydiff"):
            for pattern in _inside(list(vars(module).values()), depth=4):
                if isinstance(pattern.pattern, str):
                    found[pattern.pattern, pattern.flags] = pattern
    return tuple(found[key] for key in sorted(found))


def _inside(value: object, *, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from _inside(list(value.values()), depth=depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _inside(one, depth=depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from _inside([getattr(value, name) for name in value.__dataclass_fields__], depth=depth - 1)


_CATEGORIES = {
    codes.CATEGORY_DIGIT: "0123456789", codes.CATEGORY_NOT_DIGIT: "一a ", codes.CATEGORY_SPACE: " \t\u3000", codes.CATEGORY_NOT_SPACE: "一a1",
    codes.CATEGORY_WORD: "一a1_", codes.CATEGORY_NOT_WORD: " 、。-",
}  # fmt: skip
_OTHERS = "一a1 、。（）()第条%年万x-\t\u3000"


def _one_of(items: Sequence[tuple[Any, Any]], rng: Random) -> str:
    signs = []
    for what, value in items:
        if what is codes.LITERAL:
            signs.append(chr(value))
        elif what is codes.RANGE:
            signs.append(chr(rng.randint(*value)))
        elif what is codes.CATEGORY:
            signs.append(rng.choice(_CATEGORIES[value]))
    if items[0][0] is codes.NEGATE:
        return rng.choice([c for c in _OTHERS if c not in signs] or ["龘"])
    return rng.choice(signs)


def _words(tree: Any, rng: Random) -> str:
    """Something that a pattern is likely to find, or nearly."""
    out = []
    for what, value in tree:
        if what is codes.LITERAL:
            out.append(chr(value))
        elif what in (codes.ANY, codes.NOT_LITERAL):
            out.append(rng.choice(_OTHERS))
        elif what is codes.IN:
            out.append(_one_of(value, rng))
        elif what in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = value
            out += [_words(inner, rng) for _ in range(min(most, least + rng.choice((0, 0, 1, 2, 5))))]
        elif what is codes.SUBPATTERN:
            out.append(_words(value[3], rng))
        elif what is codes.ATOMIC_GROUP:
            out.append(_words(value, rng))
        elif what is codes.BRANCH:
            out.append(_words(rng.choice(value[1]), rng))
        elif what is codes.ASSERT and value[0] > 0:
            out.append(_words(value[1], rng))
    return "".join(out)


def line(rng: Random) -> str:
    """A line of SIZE characters out of a pattern's own words, that perhaps does not end as the pattern wants it."""
    pattern = rng.choice(patterns())
    tree = _parser.parse(pattern.pattern, pattern.flags)
    words = [_words(tree, rng) or "一" for _ in range(3)]
    signs = sorted(set("".join(words)))
    match rng.randrange(6):
        case 0:
            made = rng.choice(signs) * SIZE
        case 1:
            made = "".join(rng.choice(signs) for _ in range(rng.randint(2, 4))) * SIZE
        case 2:
            made = (words[0][: max(1, len(words[0]) - rng.randint(0, 2))]) * SIZE
        case 3:
            made = words[0][: rng.randint(0, len(words[0]))] + rng.choice(signs) * SIZE
        case 4:
            made = rng.choice(signs) * (SIZE // 2) + "".join(words) * SIZE
        case _:
            made = "".join(words) * SIZE
    return made[:SIZE] + rng.choice(("", "!", "龘", " ", "x", "。"))


def of_lines(folder: Path, rng: Random) -> Iterator[list[str]]:
    """A document with one such line, read and looked through for facts in SECONDS."""
    made, (before, behind) = line(rng), rng.choice(_FRAMES)
    path = folder / "a.txt"
    path.write_bytes(f"一、总体要求\n{before}{made}{behind}\n二、保障措施\n".encode("utf-8", "replace"))
    begun = time.process_time()
    try:
        api.extract(api.read(str(path), corpus=folder), corpus=folder)
    except PolicydiffError:
        return
    took = time.process_time() - begun
    if took > SECONDS:
        raise AssertionError(f"{took:.1f} s for {before}{made[:40]}…{made[-10:]}{behind}")
    yield from ()
