"""Brackets that say who does what: （A、B负责）, （A牵头，B参与）, （责任单位：A、B）.

The grammar reads the whole bracket or nothing: a bracket that only mentions 负责 among other words is no
responsibility. The same grammar serves labelled lines without a bracket (责任单位：…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policydiff.facts.lexicon import either
from policydiff.facts.responsibilities.offices import looks_like_office, may_be_office
from policydiff.model import Role, Span
from policydiff.text.tables import CELL_BREAK

_OPEN, _CLOSE = "（([【［", "）)]】］"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_STOPS = "，,；;。"

LABELS: dict[Role, str] = {
    "lead": "牵头单位 牵头部门 牵头处室 牵头科室 牵头责任单位 主办单位 主责单位 总牵头单位 第一责任单位 牵头",
    "responsible": "责任单位 责任部门 负责单位 负责部门 责任主体 实施单位 落实单位 承办单位 完成单位 组织单位 实施主体"
    " 负责机构 责任处室 责任科室 责任股室 主管部门 主管单位 落实部门 分管部门",
    "participate": "配合单位 配合部门 配合处室 配合科室 参与单位 参与部门 协办单位 协同单位 协助单位 协作单位 支持单位"
    " 参加单位 责任配合单位 配合",
    "guide": "指导单位 指导部门",
    "shared": "",
}
_LABEL_ROLE: dict[str, Role] = {name: role for role, names in LABELS.items() for name in names.split()}
# 责任单位：A、B | 适用范围：A、B; the other labels end what the one before began.
_LABEL = re.compile(r"\s*(?P<label>[^，。；：:、（(]{2,10})(?:[（(][^（）()]{1,8}[）)])?[：:]\s*")
# 牵头：教育局 配合：财政局 | 牵头教育局
_NEXT_LABEL = re.compile(rf"[\s　]{{0,8}}(?=(?:{either(*LABELS.values())})(?:[（(][^（）()]{{1,8}}[）)])?[：:])")

# 总牵头单位: the longer label begins further left.
_LABEL_GOES_ON = "总主责任"

# What a list of units ends with, and the role that it gives.
_DO = "负责|落实|推进|组织实施|实施|做好|抓好"
ENDINGS: tuple[tuple[Role, str], ...] = (
    (
        "shared",
        rf"(?:按照?|依据|根据)?(?:各自|有关)?职(?:责|能)(?:和)?(?:分工)?(?:要求)?(?:分别|共同|具体|协同)?(?:{_DO}|牵头负责)"
        r"|分别(?:牵头)?(?:负责|落实)|分工负责|各负其责|分头(?:负责|落实)",
    ),
    ("lead", rf"(?:共同|联合|分别|总|具体|负责)?牵头(?:组织|指导|抓总|统筹|会同|{_DO})?|主办"),
    ("participate", rf"(?:积极|共同)?(?:参与|参加|配合|协助|协同|协办|支持|会办)(?:配合|参与|支持|{_DO})?"),
    ("guide", r"(?:负责)?(?:业务)?(?:指导|督促指导|指导督促|监督指导|指导监督)"),
    (
        "responsible",
        rf"(?:共同|具体|组织|统筹|联合|抓好)?负责(?:统筹|组织|具体落实|具体实施|牵头落实|督促落实|{_DO})?"
        r"|(?:组织|具体|共同|抓好)?(?:落实|实施)|主责|承办|承担",
    ),
)
_ENDING = re.compile("(?:" + "|".join(f"(?P<{role}>{pattern})" for role, pattern in ENDINGS) + r")\s*$")
# 在生态环境部指导下 | 在线指导
_UNDER = re.compile(r"在(?P<units>.+?)(?:的)?(?:指导|统筹|领导)下$")
# 列第一位者为牵头单位，下同 | 第一责任人
_FIRST_LEADS = re.compile(
    r"(?:列|排|位|名|序|居)[^，。；]{0,6}(?:第一|首位|首)|第一(?:个|家)?(?:单位|部门)[^，。；]{0,4}(?:为|是)[^，。；]{0,4}牵头"
)
_LEADS_WORD = re.compile(r"牵头|主办|主责|总负责")
# 以下政策措施均需县区政府落实, 以下责任单位均含各镇街 | 以下简称
_FROM_HERE = r"(?:以下|下列|后续|其他|其余|上述)[^，。；：:（）均都]{0,12}"
_ADDS = re.compile(
    rf"{_FROM_HERE}(?:均|都)(?:需要?|须|应当?|要|由)*(?P<units>[^，。；：:]+?)"
    r"(?:负责|组织|共同|按职责|抓好|具体|分别)*(?P<act>落实|实施|负责|参与|配合|贯彻执行)$"
    rf"|{_FROM_HERE}(?:均|都)(?:含|包括|涉及|列入)(?P<listed>[^，。；：:]+)$"
    r"|(?P<named>[^，。；：:]+?)(?:均|都)?(?:为|是)(?:以下|下列)[^，。；：:]{0,10}责任单位$"
)
_REMARK = re.compile(
    r"^(?:下同|不再(?:重复)?列出|以下不再|持续推进|长期(?:坚持|实施|推进)|年内|\d{4}年|20\d\d|全年|持续|立即|常态化|按时|各项工作)"
)
# 等有关部门和单位 | 等级
_ET_CETERA = re.compile(
    r"等(?:(?:各|有关|相关|多个|[省市区县州]级|其他|[省市区县州]直|[省市区县州](?=有关|相关|级|直|部门|单位))*"
    r"(?:部门|单位|委办局|机构|部委|企业|地区|地方|部门单位)(?:和(?:单位|部门|企业|地方|机构))?)?$"
)
# 等和各省级人民政府 | 等
_JOINT = re.compile(rf"、|{CELL_BREAK}|等(?:和|及|与|以及)|以及")
# 教育部和财政部, 教育局 财政局 | 文化和旅游部, 信 息化局: only between two names that are complete.
_AND = re.compile(r"会同|和|及|与|[ 　]+")
_BARE = frozenset(
    "单位 部门 机构 企业 政府 地方 地区 组织 团体 有关部门 有关单位 相关部门 相关单位 党委 委员会 中央 国家".split()
)
# 各省、自治区、直辖市人民政府 is one unit: its comma parts no list.
_TOGETHER = re.compile(
    r"(?:省|市|县|区|州|盟|镇|乡|旗)(?:（[^（）]*）)?、(?:自治区、直辖市|自治区|县|区|州|市|镇|街道|乡镇|旗)"
    r"(?=[^、，；]|、)(?![^、，；（]*局、)(?<!、县(?=级市(?:$|[、，；）])))"
)
# 经市财政局 | 经开区, 和平区
_LEADING = re.compile(r"[\s　]*(?:经(?![开济信贸发管])|由|请|会同|和(?![平田县静顺林龙布谐])|及|与)?[\s　]*")
_OWN_ROLE = re.compile(r"[（(](?P<role>牵头|负责|配合|参与|指导|主办|协办)[）)]$")


@dataclass(frozen=True, slots=True)
class Assigned:
    """One unit in a bracket with the role that the bracket gives it; offsets as in the text read."""

    office: str
    start: int
    end: int
    role: Role


@dataclass(slots=True)
class Assignments:
    """What a bracket says: its units in order, and rules for itself and all brackets behind it.

    `first_leads` is the place of 列第一位者为牵头单位; `added` are units that every later bracket has as well,
    with the place of the rule that says so. `doubt` is set where 牵头 or 负责 stands in words that were not read.
    """

    assigned: list[Assigned] = field(default_factory=list)
    first_leads: Span | None = None
    added: list[tuple[Assigned, Span]] = field(default_factory=list)
    doubt: bool = False


def find_brackets(text: str, start: int, end: int) -> Iterator[Span]:
    """The outermost brackets between two offsets, their signs included; an unclosed one is none.

    >>> text = "开展试点（各省（区、市）人民政府负责）。"
    >>> [text[b.start : b.end] for b in find_brackets(text, 0, len(text))]
    ['（各省（区、市）人民政府负责）']
    """
    opened: list[int] = []
    for sign in _BRACKET.finditer(text, start, end):
        if sign[0] in _OPEN:
            opened.append(sign.start())
        elif opened:
            begin = opened.pop()
            if not opened:
                yield Span(begin, sign.end())


def read_bracket(text: str, start: int, end: int, *, first_leads: bool = False) -> Assignments:
    """Read the words between a bracket's signs.

    `first_leads` says that a list of units without a word of role is one: the first of them leads.

    >>> inner = "运用促进司负责，公共服务司、商标局参与"
    >>> [(p.office, p.role) for p in read_bracket(inner, 0, len(inner)).assigned]
    [('运用促进司', 'responsible'), ('公共服务司', 'participate'), ('商标局', 'participate')]
    >>> inner = "对本级人民代表大会负责的机关"
    >>> read_bracket(inner, 0, len(inner)).assigned
    []
    """
    assignments = Assignments()
    pending: list[tuple[str, int, int]] = []
    label: Role | None = None
    labelled = False
    for at, stop in _segments(text, start, end):
        begin, found = at, _LABEL.match(text, at, stop)
        if found:
            begin, labelled, label = found.end(), True, _LABEL_ROLE.get(found["label"].strip())
            if label is None and not _ENDING.search(text[begin:stop]):
                continue
        words = text[begin:stop].strip()
        if _is_rule(assignments, words, begin, text) or not words:
            continue
        pending = _segment(assignments, text, Span(begin, stop), pending, label if labelled else None)
    first_leads = first_leads or assignments.first_leads is not None
    if pending and first_leads and all(looks_like_office(u) for u, _, _ in pending) and not assignments.assigned:
        assignments.assigned += [Assigned(u, a, b, "responsible") for u, a, b in pending]
    elif pending and any(p.role == "lead" for p in assignments.assigned):
        assignments.assigned += [Assigned(u, a, b, "responsible") for u, a, b in pending if looks_like_office(u)]
    return assignments


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, at = 0, start
    for i in range(start, end):
        depth += (text[i] in _OPEN) - (text[i] in _CLOSE)
        if depth == 0 and (text[i] in _STOPS or text[i] == CELL_BREAK):
            yield at, i
            at = i + 1
        elif depth == 0 and text[i - 1] not in _LABEL_GOES_ON and i > at and _NEXT_LABEL.match(text, i, end):
            yield at, i
            at = i
    yield at, end


def _is_rule(assignments: Assignments, words: str, begin: int, text: str) -> bool:
    if _FIRST_LEADS.search(words) and _LEADS_WORD.search(words):
        assignments.first_leads = Span(begin, begin + len(words))
        return True
    added = added_by(text, text.index(words, begin), words) if words else []
    assignments.added += added
    if added:
        return True
    return bool(_REMARK.match(words)) and not _ENDING.search(words)


def added_by(text: str, at: int, words: str) -> list[tuple[Assigned, Span]]:
    """The offices that a rule at an offset of the text gives to every later bracket, each with the rule's place.

    >>> rule = "以下政策措施均需各县区人民政府、园区管委会落实"
    >>> [(a.office, a.role) for a, _ in added_by(rule, 0, rule)]
    [('各县区人民政府', 'responsible'), ('园区管委会', 'responsible')]
    """
    adds = _ADDS.fullmatch(words)
    if not adds:
        return []
    group = next(g for g in ("units", "listed", "named") if adds[g])
    role: Role = "participate" if adds["act"] in ("参与", "配合") else "responsible"
    offices = split_offices(text, at + adds.start(group), at + adds.end(group))
    if not all(may_be_office(u) for u, _, _ in offices):
        return []
    return [(Assigned(u, a, b, role), Span(at, at + len(words))) for u, a, b in offices]


def _segment(
    assignments: Assignments, text: str, place: Span, pending: list[tuple[str, int, int]], label: Role | None
) -> list[tuple[str, int, int]]:
    """Read one segment; returns the units that still wait for a role."""
    begin, stop = place.start, place.end
    under = _UNDER.match(text[begin:stop])
    if under:
        units = split_offices(text, begin + under.start("units"), begin + under.end("units"))
        assignments.assigned += [Assigned(u, a, b, "guide") for u, a, b in units if may_be_office(u)]
        return pending
    ending = _ENDING.search(text, begin, stop)
    role: Role | None = ending.lastgroup if ending else label  # type: ignore[assignment]
    if role == "participate" and pending and not assignments.assigned:  # （商标局，公共服务司参与）
        assignments.assigned += [Assigned(u, a, b, "responsible") for u, a, b in pending]
        pending = []
    units = [*pending, *split_offices(text, begin, ending.start() if ending else stop)]
    if role is None:
        good = all(looks_like_office(u) for u, _, _ in units)
        assignments.doubt |= bool(re.search("牵头|负责", text[begin:stop])) and not good and _names_office(units)
        return units if good else []
    # Behind an office that leads, whoever takes part is one too.
    is_sure = label is not None or role in ("lead", "shared") or "负责" in (ending[0] if ending else "")
    is_sure |= role == "participate" and bool(assignments.assigned)
    check = may_be_office if is_sure else looks_like_office
    if not units or not all(check(_OWN_ROLE.sub("", u)) for u, _, _ in units):
        assignments.doubt |= is_sure and _names_office(units)
        return []
    assignments.assigned += with_roles(text, units, role, begin)
    return []


def _names_office(units: list[tuple[str, int, int]]) -> bool:
    return any(looks_like_office(u) for u, _, _ in units)


def with_roles(text: str, units: list[tuple[str, int, int]], role: Role, begin: int) -> Iterator[Assigned]:
    """Offices of a list with the role of the list, or that which is written behind one: 保护科（牵头）、促进科."""
    joined_by = 0
    for unit, a, b in units:
        own = _OWN_ROLE.search(unit)
        if own:
            yield Assigned(unit[: own.start()], a, a + own.start(), _role_of(own["role"]))
            continue
        joined_by = joined_by or (a if text[max(begin, a - 2) : a] == "会同" else 0)
        is_joint = bool(joined_by and a >= joined_by)
        if is_joint and (role == "lead" or unit in _BARE or unit.startswith(("有关", "相关", "各有关", "各相关"))):
            yield Assigned(unit, a, b, "participate")
        else:
            yield Assigned(unit, a, b, role)


def _role_of(word: str) -> Role:
    found = _ENDING.search(word)
    return found.lastgroup if found else "responsible"  # type: ignore[return-value]


def split_offices(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The units of a list with their offsets; 等 and what stands behind it is left out.

    >>> words = "由粮食和储备局、文化和旅游部等和各省级人民政府"
    >>> [u for u, _, _ in split_offices(words, 0, len(words))]
    ['粮食和储备局', '文化和旅游部', '各省级人民政府']
    """
    found: list[tuple[str, int, int]] = []
    for piece in _pieces(text, start, end):
        for a, b in _conjuncts(text, *piece):
            lead, etc = _LEADING.match(text, a, b), _ET_CETERA.search(text[a:b])
            first, last = (lead.end() if lead else a), (a + etc.start() if etc else b)
            name = text[first:last].rstrip()
            if name:
                found.append(("".join(name.split()), first, first + len(name)))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at, depth, i = start, 0, start
    while i < end:
        together = _TOGETHER.match(text, i, end)
        if together:
            i = together.end()
            continue
        depth += (text[i] in _OPEN) - (text[i] in _CLOSE)
        joint = _JOINT.match(text, i, end) if depth == 0 else None
        if joint or (depth == 0 and text[i] in _STOPS):
            yield at, i
            at = i = joint.end() if joint else i + 1
            continue
        i += 1
    yield at, end


def _conjuncts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    for conjunction in _AND.finditer(text, start, end):
        left, right = text[start : conjunction.start()], text[conjunction.end() : end]
        if conjunction[0] == "会同" or (_is_whole(left) and _is_whole(right)):
            return [(start, conjunction.start()), *_conjuncts(text, conjunction.end(), end)]
    return [(start, end)]


def _is_whole(name: str) -> bool:
    name = _ET_CETERA.sub("", name)
    return looks_like_office(name) and name not in _BARE
