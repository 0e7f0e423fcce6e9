"""Rules on what a document commits to, and whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from policydiff.classify.names import is_known, same_name
from policydiff.facts.responsibilities.offices import looks_like_office
from policydiff.model import Clause, Responsibility, Target
from policydiff.years.check.model import Found, Year
from policydiff.years.indicators import key_of
from policydiff.years.periods import period

# ---------------------------------------------------------------- who does it


# A bracket, or what was to be one, at the end of a sentence or a clause, whole or with one sign missing.
_BRACKET = re.compile(
    r"(?:[（(\[【〔](?P<inside>[^（）()\[\]【】〔〕]{2,})(?P<closed>[）)\]】〕])?|(?<=。)(?P<bare>[^。（(]{2,40})[）)])(?=[。；]?$)"
)
_ROLE = re.compile(r"负责|牵头|参与|配合|参加|责任单位|分工|联系")
_HABIT = 2  # brackets that were read: then a document says in this way who is responsible


def bracket_unread(year: Year) -> Iterator[Found]:
    """A bracket that seems to say who is responsible and could not be read, or not to its end."""
    yield from _doubts(year, {"responsibility-unread": "bracket-unread"})
    told = {n.clause for n in year.facts.notes if n.code == "responsibility-unread"}
    read = [r for r in year.facts.responsibilities if r.form == "bracket" and r.office[:1] not in "（([【"]
    if len({(r.start, r.end) for r in read}) < _HABIT:
        return
    for clause in year.document.clauses:
        match = _BRACKET.search(clause.text)
        if match is None or clause.id in told:
            continue
        start, end = clause.start + match.start(), clause.start + match.end()
        sound = match["closed"] and any(r.start < end and start < r.end for r in read)
        if not sound and _names_offices(match["inside"] or match["bare"]):
            yield year.found("bracket-unread", start, end)


def _names_offices(words: str) -> bool:
    """Whether words in brackets say who does what, or are offices and nothing else."""
    names = re.split(r"[、，,；;]", words.rstrip("。"))
    return bool(_ROLE.search(words)) or all(looks_like_office(name) for name in names)


def target_unread(year: Year) -> Iterator[Found]:
    """A quantity that seems to be a target and could not be read as one."""
    codes = ("target-unread", "target-unpaired", "target-no-indicator")
    yield from _doubts(year, dict.fromkeys(codes, "target-unread"))


def _doubts(year: Year, codes: dict[str, str]) -> Iterator[Found]:
    for note in year.facts.notes:
        quote = dict(note.values).get("quote", "")
        clause = year.document.by_id.get(note.clause or "")
        if note.code in codes and clause:
            at = clause.start + max(0, clause.text.find(quote))
            yield year.found(codes[note.code], at, at + (len(quote) if quote in clause.text else len(clause.text)))


def office(year: Year) -> Iterator[Found]:
    """An office that no other year names: perhaps a slip of one that is known, which is offered."""
    seen: set[str] = set()
    here = Counter(r.office_key for r in year.facts.responsibilities)
    known = Counter(year.offices)
    for record in year.facts.responsibilities:
        key = record.office_key
        if record.implied_by or key in seen or key in year.offices or key in year.office_names.aliases.values():
            continue
        seen.add(key)
        others = [*(k for k in here if here[k] > here[key]), *known, *year.office_names.aliases.values()]
        nearest = _nearest(key, others)
        start, end = _place(record)
        if nearest:
            yield year.found("office-slip", start, end, office=record.office, nearest=nearest)
        elif year.offices_before:
            yield year.found("office-new", start, end, office=record.office)


def _place(record: Responsibility) -> tuple[int, int]:
    at = record.quote.find(record.office)
    if at < 0:
        return record.start, record.end
    return record.start + at, record.start + at + len(record.office)


# A name that differs in one of these is another office: 市教育局 and 县教育局, 财务司 and 财务处, 一处 and 二处.
_TELLING = set(
    "门国中央省市县区乡镇州盟旗村部委局厅司处科室办院所会署社站组队司团办各地方东西南北一二三四五六七八九十甲乙丙"
)
_SHORT = 4


def _nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that a name is probably a slip of: one sign put wrong, left out, doubled, or two swapped.

    >>> _nearest("运用促近司", ["运用促进司", "人事司"]), _nearest("县教育局", ["市教育局"])
    ('运用促进司', None)
    """
    if len(name) < _SHORT:
        return None
    for other in dict.fromkeys(known):
        if len(other) >= _SHORT and OSA.distance(name, other, score_cutoff=1) == 1 and not _tells(name, other):
            return other
    return None


def _tells(name: str, other: str) -> bool:
    """Whether the sign in which two names differ makes two offices of them."""
    first = next((i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other)))
    differing = (
        {name[first : first + 1], other[first : first + 1]}
        if len(name) == len(other)
        else {max(name, other, key=len)[first]}
    )
    swapped = len(name) == len(other) and Counter(name) == Counter(other)
    return not swapped and bool(differing & _TELLING)


def task_without_office(year: Year) -> Iterator[Found]:
    """A task without a bracket or cell that names an office, where the others of its list have one."""
    named = {r.clause for r in year.facts.responsibilities if r.form != "sentence"}
    children = year.document.children

    def says(clause: Clause) -> bool:
        return clause.id in named or any(says(c) for c in children.get(clause.id, ()) if not c.label)

    for siblings in children.values():
        by_kind: dict[str, list[Clause]] = defaultdict(list)
        for clause in siblings:
            # A heading names nobody, and what other clauses below it say is their own matter.
            if clause.label and not any(c.label for c in children.get(clause.id, ())):
                by_kind[clause.kind].append(clause)
        for tasks in by_kind.values():
            silent = [c for c in tasks if not says(c)]
            if silent and len(tasks) - len(silent) >= max(2, _MOST * len(tasks)):
                for clause in silent:
                    yield year.found("task-without-office", clause.start, min(clause.end, clause.start + 30))


_MOST = 0.6  # of a list: fewer than that, and naming offices is not its habit

# ---------------------------------------------------------------- how much


# The measure of a thing that is named elsewhere: one document has many such, one a project.
# Yes: 投资, 总投资, 建筑面积; no: 固定资产投资, 商标注册平均审查周期
_OF_SOMETHING = re.compile(
    r"(?:计划|总|完成|累计|项目|拟)*(?:投资|投入|资金|面积|规模|产能|产值|补助|补贴|长度|里程|项目|收入|利润|税收)额?"
)
_GENERAL = 3  # characters: a name so short needs another word to say whose it is, unless it is a known indicator


def contradiction(year: Year) -> Iterator[Found]:
    """One indicator with two values of the same measure, horizon and strength."""
    alike: dict[tuple[str | None, ...], list[Target]] = defaultdict(list)
    for target in year.facts.targets:
        name = same_name(target.indicator)
        general = _OF_SOMETHING.fullmatch(name) or (len(name) <= _GENERAL and not is_known(name))
        if target.kind == "target" and target.value is not None and not target.baseline and not general:
            alike[_matter(year, target)].append(target)
    for targets in alike.values():
        first, values = targets[0], {(t.value, t.value_high) for t in targets}
        # Three values of one name are the measures of three things, of which the name says only the last word.
        if len(values) != 2:
            continue
        other = next(t for t in targets if (t.value, t.value_high) != (first.value, first.value_high))
        if not _excludes(first, other):
            continue
        yield year.found(
            "contradiction",
            other.start,
            other.end,
            indicator=other.indicator,
            other=first.quote,
            line=str(year.place(first.start)[1]),
        )


def _matter(year: Year, target: Target) -> tuple[str | None, ...]:
    when = period(target, year.document)
    strength = getattr(target, "strength", None)
    return (*key_of(target), target.direction, target.unit, when.horizon, when.for_, strength, *_part(year, target))


# Words before a target that make it one of a part: 其中新建200家, 上半年增长5%
_PART = re.compile(
    r"其中|上半年|下半年|[一二三四]季度|[一二三]期|[甲乙丙]|东部|中部|西部|东北|城市|农村|城镇|乡村|城乡|中央|地方"
)


def _part(year: Year, target: Target) -> tuple[str, ...]:
    text = year.text
    start = max(text.rfind(stop, 0, target.start) for stop in "。；\n")
    return tuple(_PART.findall(text[start + 1 : target.start])[-1:])


def _excludes(one: Target, other: Target) -> bool:
    """Whether both cannot hold: values of one list (分别提高5%和8%) and two bounds of one range can."""
    overlap = one.start < other.end and other.start < one.end
    bounds = {one.comparator, other.comparator} in ({">=", "<="}, {">", "<"}, {">=", "<"}, {">", "<="})
    return not overlap and not bounds


def target_loosened(year: Year) -> Iterator[Found]:
    """A target that asks for less than the year before did."""
    for change in year.comparison.target_changes if year.comparison else ():
        if change.status == "loosened" and change.new and change.old:
            yield year.found(
                "target-loosened",
                change.new.start,
                change.new.end,
                indicator=change.new.indicator,
                old=change.old.quote,
                year=year.comparison.old.head.id if year.comparison else "",
            )


RULES = (bracket_unread, target_unread, office, task_without_office, contradiction, target_loosened)
