"""Targets of two years → what became of each indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from policydiff.classify.indicators import (
    Directions,
    bounds,
    comparable,
    default_directions,
    in_unit_of,
    scaled,
    stricter,
)
from policydiff.classify.names import is_same, read_name
from policydiff.classify.options import USUAL, Options
from policydiff.classify.pairing import Likeness, clause_groups, pair
from policydiff.model import Alignment, Comparator, Target, TargetChange, TargetStatus, ValueDirection
from policydiff.overrides import NO_RULING, Ruling
from policydiff.text.normalise import essence
from policydiff.text.official.numbers import read_number
from policydiff.text.official.sentences import sentences
from policydiff.text.similarity import dice, overlap

# What a change is measured against, where it is the year before: 比上年, 去年预算 | 2015年
_LAST_YEAR = re.compile(r"去年|上年|上一年|前年")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# How firmly a value of the same height binds: 低于4.6% binds more than 4.6%以内, and that more than 4.6%左右.
_FIRM: dict[Comparator, int] = {"~": 0, "<=": 1, ">=": 1, "<": 2, ">": 2}

_PIECES = frozenset("个 家 所 座 栋 幢 项 处 条 台 套 件 次 批 只 辆 架 艘".split())

Pair = tuple[int | None, int | None]


def target_changes(
    old: Sequence[Target],
    new: Sequence[Target],
    alignment: Alignment,
    *,
    texts: tuple[str, str] = ("", ""),
    ruling: Ruling = NO_RULING,
    directions: Directions | None = None,
    options: Options = USUAL,
) -> tuple[TargetChange, ...]:
    """Pair the indicators of two years and compare their values; in the order of the new text.

    Only records of kind "target" take part. `delta` is new minus old in the new target's unit, None where
    the two do not measure the same or one is a range. A goal that a text says again is told beside its first saying,
    and a level's change against the year before beside the level. `texts` are the two documents'.
    """
    old = [t for t in old if t.kind == "target"]
    new = [t for t in new if t.kind == "target"]
    directions = directions or default_directions()
    first_old, first_new = _first_sayings(old), _first_sayings(new)
    ours, theirs = ([i for i, first in enumerate(f) if first == i] for f in (first_old, first_new))
    like = _likeness(alignment, texts, options)
    found = pair([old[i] for i in ours], [new[j] for j in theirs], like, ruling=ruling)
    partner = {theirs[j]: ours[i] for i, j in found}
    pairs = list(_in_order(partner, first_old, first_new))
    said = [_still_said(one, pairs, (old, new), texts) for one in pairs]
    changes = [_compare(None if i is None else old[i], None if j is None else new[j], directions) for i, j in said]
    beside = _beside(pairs, (old, new), (first_old, first_new))
    return tuple(
        TargetChange(c.status, c.old, c.new, c.delta, c.direction, beside.get(k)) for k, c in enumerate(changes)
    )


def _first_sayings(targets: Sequence[Target]) -> list[int]:
    """For each target the first that says the same of the same indicator, itself where none does."""
    first: list[int] = []
    for i, target in enumerate(targets):
        first.append(next((j for j in range(i) if first[j] == j and _says_again(targets[j], target)), i))
    return first


def _still_said(
    one: Pair, pairs: Sequence[Pair], sides: tuple[Sequence[Target], Sequence[Target]], texts: tuple[str, str]
) -> Pair:
    """The pair, or for what one side alone sets the same goal of the other, if that text has it word for word too.

    A text that says a goal twice and changes one of the sayings sets nothing new with the other, and drops nothing.
    """
    for here, there in ((0, 1), (1, 0)):
        at = one[here]
        if at is not None and one[there] is None and sides[here][at].quote in texts[there]:
            carried_on = (p[there] for p in pairs if p[here] is not None and p[there] is not None)
            same = next(
                (k for k in carried_on if k is not None and _says_again(sides[there][k], sides[here][at])), None
            )
            return (at, same) if here == 0 else (same, at)
    return one


def _is_goal_of(one: Target, other: Target) -> bool:
    same_way = (one.measure, one.direction, one.horizon) == (other.measure, other.direction, other.horizon)
    return same_way and is_same(one.indicator, other.indicator)


def _says_again(one: Target, other: Target) -> bool:
    same_value = bounds(one) == bounds(other) and scaled(one.unit)[1] == scaled(other.unit)[1]
    return same_value and _is_named(one) and _is_goal_of(one, other)


def _is_named(target: Target) -> bool:
    """Whether the name says of what the value is: two 投资 of one height are two projects'."""
    name = read_name(target.indicator)
    return bool(name.words) and not name.is_bare


def _likeness(alignment: Alignment, texts: tuple[str, str], options: Options) -> Callable[[Target, Target], Likeness]:
    groups = clause_groups(alignment)

    def like(old: Target, new: Target) -> Likeness:
        linked = groups.get(f"old:{old.clause}") == groups.get(f"new:{new.clause}")
        verbatim = linked and old.quote == new.quote and old.indicator == new.indicator
        if not _same_horizon(old, new) or not (verbatim or _same_measure(old, new)):
            return 0.0
        if not (verbatim or _goes_on(old, new) or is_same(old.indicator, new.indicator)):
            return 0.0
        if not (verbatim or (_is_named(old) and _is_named(new))):
            if not linked:
                return 0.0
            around = dice(essence(_sentence(texts[0], old)), essence(_sentence(texts[1], new)))
            if around < options.target_around:
                return 0.0
        return (
            max(overlap(read_name(old.indicator).series, read_name(new.indicator).series), options.target_least)
            + verbatim
            + options.target_linked * linked
            + options.target_same_measure * (old.measure == new.measure)
            + options.target_same_unit * (scaled(old.unit)[1] == scaled(new.unit)[1])
            + options.target_same_words * dice(_wording(old), _wording(new))
        )

    return like


def _same_horizon(old: Target, new: Target) -> bool:
    """Whether both are set for a year, or both for several: a year's goal is not that of a five-year plan."""
    near = old.year is not None and new.year is not None and abs(old.year - new.year) <= 1
    return old.horizon == new.horizon or near


def _same_measure(old: Target, new: Target) -> bool:
    """Whether the two can be one goal: what is said against the year before is one with its like alone.

    A rate beside a level, or persons beside yuan, are one indicator only under one name; what is built is counted in
    pieces (温室150栋, 温室20个), and no pieces stand beside a length or an area.
    """
    if comparable(old, new) or old.measure == new.measure == "increment":
        return comparable(old, new) or all(scaled(t.unit)[1] in _PIECES for t in (old, new))
    relative = any(t.measure == "change" and _LAST_YEAR.search(t.baseline or "") for t in (old, new))
    return not relative and read_name(old.indicator).words == read_name(new.indicator).words


def _goes_on(old: Target, new: Target) -> bool:
    """Whether the new target starts from the old one's value: 由每人每年380元提高到420元."""
    said = _NUMBER.search(new.baseline or "")
    if not said or not comparable(old, new) or overlap(old.indicator, new.indicator) <= 0:
        return False
    scale = scaled((new.baseline or "")[said.end() :])[0]
    return (read_number(said[0]) or 0.0) * scale == bounds(old)[1]


def _sentence(text: str, target: Target) -> str:
    """The sentence around a target, without its value; the quote where the text is not at hand."""
    begin = text.rfind("\n", 0, target.start) + 1
    until = text.find("\n", target.end)
    whole = next(
        (s for s in sentences(text, begin, None if until < 0 else until) if s.start <= target.start < s.end), None
    )
    return _NUMBER.sub("", text[whole.start : whole.end] if whole else target.quote)


def _wording(target: Target) -> str:
    return essence(_NUMBER.sub("", target.quote))


def _in_order(partner: dict[int, int], first_old: Sequence[int], first_new: Sequence[int]) -> Iterator[Pair]:
    """Pairs in the order of the new text, then what only the old one has; a saying again goes with a saying again."""
    again_old: dict[int, list[int]] = {}
    for i, first in enumerate(first_old):
        if first != i:
            again_old.setdefault(first, []).append(i)
    taken = set(partner.values())
    for j, first in enumerate(first_new):
        if first == j:
            yield partner.get(j), j
        else:
            mine = partner.get(first)
            more = again_old.get(mine, []) if mine is not None else []
            yield (more.pop(0) if more else mine), j
    heir = {i: j for j, i in partner.items()}
    for i, first in enumerate(first_old):
        if first == i and i not in taken:
            yield i, None
        elif first != i and i in again_old[first]:
            yield i, heir.get(first)


def _beside(
    pairs: Sequence[Pair], sides: Sequence[Sequence[Target]], firsts: Sequence[Sequence[int]]
) -> dict[int, int]:
    """For each pair that is told with another one, the index of that one."""

    def again(k: int) -> tuple[int, int] | None:
        """The side and the number of a first saying that this pair says again."""
        for side in (1, 0):
            at = pairs[k][side]
            if at is not None and firsts[side][at] != at:
                return side, firsts[side][at]
        return None

    rows = {
        (side, at): k for k, one in enumerate(pairs) if not again(k) for side, at in enumerate(one) if at is not None
    }
    found: dict[int, int] = {}
    for k, one in enumerate(pairs):
        levels = ((side, _level_of(sides[side], at)) for side, at in reversed(list(enumerate(one))) if at is not None)
        level = next(((side, firsts[side][at]) for side, at in levels if at is not None), None)
        main = again(k) or level
        if main and rows[main] != k:
            found[k] = rows[main]
    return {k: found.get(main, main) for k, main in found.items()}


def _level_of(targets: Sequence[Target], at: int) -> int | None:
    """The level whose change against the year before a target states: 赤字率4%左右，比上年提高1个百分点.

    An amount that stands directly behind one of its kind is such a change too: 中央财政赤字1.12万亿元，增加1700亿元.
    """
    change = targets[at]
    if change.measure != "change":
        return None
    if not _LAST_YEAR.search(change.baseline or change.quote):
        before = targets[at - 1] if at else change
        is_next = before.clause == change.clause and before.end > change.start and before.end < change.end
        alike = scaled(before.unit)[1] == scaled(change.unit)[1] != "%" and before.indicator == change.indicator
        return at - 1 if is_next and alike and before.measure != "change" else None
    for i in range(at - 1, -1, -1):
        level = targets[i]
        touches = level.clause == change.clause and level.end > change.start
        named = _is_named(level) and is_same(level.indicator, change.indicator)
        if level.measure != "change" and level.horizon == change.horizon and (touches or named):
            return i
    return None


def _compare(old: Target | None, new: Target | None, directions: Directions) -> TargetChange:
    if old is None or new is None:
        return TargetChange("added" if old is None else "removed", old, new)
    before = in_unit_of(old, new)
    if before is None or not comparable(old, new):
        return TargetChange("changed", old, new)
    if {old.direction, new.direction} == {"up", "down"} and old.measure == "change":
        return _turned(before, old, new)
    single = old.value_high is None and new.value_high is None
    delta = round((bounds(new)[0] - bounds(before)[0]) / scaled(new.unit)[0], 6) if single else None
    return TargetChange(_status(before, new, directions), old, new, delta, _direction(before, new))


def _turned(before: Target, old: Target, new: Target) -> TargetChange:
    """A cut became a rise, or a rise a cut: 低0.4个百分点 → 高0.2个百分点 is 0.6 more, -0.4 against 0.2."""
    single = old.value_high is None and new.value_high is None
    sum_ = round((bounds(before)[0] + bounds(new)[0]) / scaled(new.unit)[0], 6) if single else None
    rises = new.direction == "up"
    delta = sum_ if rises or sum_ is None else -sum_
    return TargetChange("changed", old, new, delta, "raised" if rises else "lowered")


def _direction(old: Target, new: Target) -> ValueDirection | None:
    (old_low, old_high), (new_low, new_high) = bounds(old), bounds(new)
    if (old_low, old_high) == (new_low, new_high):
        return None
    if new_low >= old_low and new_high >= old_high:
        return "raised"
    return "lowered" if new_low <= old_low and new_high <= old_high else None


def _status(old: Target, new: Target, directions: Directions) -> TargetStatus:
    if bounds(old) == bounds(new):
        return "kept" if old.comparator == new.comparator else _by_comparator(old.comparator, new.comparator)
    direction, binds = _direction(old, new), stricter(new, directions)
    relative = new.measure == "change" and _LAST_YEAR.search(new.baseline or "")
    if direction is None or binds is None or relative or binds != stricter(old, directions):
        return "changed"
    return "tightened" if (direction == "lowered") == (binds == "lower") else "loosened"


def _by_comparator(old: Comparator, new: Comparator) -> TargetStatus:
    """The same value, bound more or less: 以内 → 左右 is loosened."""
    opposite = {old, new} & {"<=", "<"} and {old, new} & {">=", ">"}
    if opposite or old not in _FIRM or new not in _FIRM:
        return "changed"
    return "tightened" if _FIRM[new] > _FIRM[old] else "loosened"
