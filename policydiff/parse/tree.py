"""Clean text → clauses that tile it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from policydiff.model import Clause, Document, Head, Kind, Note
from policydiff.parse import layout
from policydiff.text.official.dates import is_date
from policydiff.text.official.labels import Family, Marker, read_marker
from policydiff.text.official.lines import is_call, is_contents, is_release
from policydiff.text.script import clause_as_written, to_simplified

# A heading is one short sentence: of the run-in headings of the State Council's and the ministries' documents
# the longest has 38 characters before the stop, of the headings on a line of their own 47.
RUN_IN_LIMIT, HEADING_LIMIT = 45, 60
# An article can hold 款; a 款 that ends with a colon holds the 项 behind it (Legislation Law §65).
_ARTICLE_RANK = 4
# The widths that marks and digits of a label have in addresses.
_WIDTHS = str.maketrans("()０１２３４５６７８９", "（）0123456789")

# （目的和依据）为了… | （以下简称保密）工作
_ARTICLE_HEADING = re.compile(r"[【（(](?!以下|含|不含)([^】）)。；，]{2,30})[】）)][\s　]*")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    marker: Marker | None = None
    zone: str = ""  # 通知, 正文 or 落款 for what no label governs
    kind: Kind = "paragraph"


@dataclass(frozen=True, slots=True)
class _Open:
    """A clause that may still get children."""

    clause: Clause
    rank: float
    is_list: bool = False


@dataclass(slots=True)
class _State:
    """What building has reached: the clauses so far, the open ones, and how often each address was used."""

    clauses: list[Clause] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    last: dict[tuple[str | None, str], int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def parse(text: str, head: Head) -> Document:
    r"""Find the clauses of a clean text (one paragraph a line), in either script.

    Addresses are in simplified script, whatever the text's: 第一條 has the address 第一条, as in other versions.

    >>> text = "一、总体要求\n（一）指导思想\n坚持稳中求进。\n——知识产权创造。新增专利组合100个。"
    >>> for c in parse(text, Head(id="x")).clauses: print(c.id, c.kind, c.heading)
    一 section 总体要求
    一/（一） item 指导思想
    一/（一）/¶1 paragraph None
    一/（一）/——1 bullet 知识产权创造
    """
    state = _State()
    plain = to_simplified(text)
    for line in _zoned(list(_lines(plain))):
        if line.marker:
            _add_labelled(state, line, line.marker)
        elif line.zone:
            state.stack.clear()
            _add(state, line, parent=None, address=f"{line.zone}/¶", counted=True)
        else:
            _add_paragraph(state, line)
    clauses = _with_short_headings(state.clauses)
    if plain != text:
        clauses = tuple(clause_as_written(clause, text) for clause in clauses)
    return Document(head=head, text=text, clauses=clauses, notes=(*state.notes, *_absent_attachments(clauses)))


def _absent_attachments(clauses: Sequence[Clause]) -> Iterator[Note]:
    """Attachments that the text lists but does not hold: nobody can compare them."""
    # A table right below its name is what the name stands for.
    tables = {c.id for c, below in pairwise(clauses) if below.kind == "row"}
    own = [c for c in clauses if c.kind == "attachment" and c.id not in tables]
    listed = [
        c for c in own if c.text.rstrip()[-1] in ":：" or (c.content.strip() and ":" in c.text.replace("：", ":"))
    ]
    if len(listed) == len(own):
        for clause in listed:
            items = [c for c in clauses if c.parent == clause.id] or [clause]
            yield from (Note("attachment-absent", c.id, (("title", c.heading or c.text),)) for c in items)


def _with_short_headings(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """A labelled sentence that is short and has clauses under it is their heading: （三）基本原则。

    An article's is its first paragraph.
    """
    parents = {c.parent for c in clauses}

    def is_heading(clause: Clause) -> bool:
        bare = clause.id in parents and not clause.heading and clause.label and clause.kind != "article"
        return bool(bare) and _is_one_short_sentence(clause.content.strip())

    return tuple(replace(c, heading=c.content.strip().rstrip("。")) if is_heading(c) else c for c in clauses)


def _is_one_short_sentence(words: str) -> bool:
    return 0 < len(words) <= RUN_IN_LIMIT and words.find("。") == len(words) - 1


# ---------------------------------------------------------------- lines and what they are


def _lines(text: str) -> Iterator[_Line]:
    start, in_contents, first_label = 0, False, ""
    for raw in text.split("\n"):
        stripped = raw.strip()
        if "\t" in stripped:  # a row of a table: an empty first cell is one, and a number in it labels nothing
            stripped = raw.strip(" \u3000")
            yield _Line(start + raw.index(stripped), stripped, kind="row")
        elif stripped:
            marker = read_marker(stripped)
            # A table of contents repeats the labels of the body: it lasts until its first label comes again.
            in_contents = is_contents(stripped) or (in_contents and marker is not None and marker.label != first_label)
            if in_contents and marker:
                first_label, marker = first_label or marker.label, None
            yield _Line(start + raw.index(stripped), stripped, marker)
        start += len(raw) + 1


def _zoned(lines: list[_Line]) -> Iterator[_Line]:
    """Tell which unlabelled lines stand under no label: the notice, the title, the sign-off."""
    first = next((i for i, line in enumerate(lines) if line.marker), len(lines))
    yield from _front(lines[:first])
    at = first
    while at < len(lines):
        end = next((i for i in range(at, len(lines)) if not lines[i].marker), len(lines))
        yield from lines[at:end]
        at = next((i for i in range(end, len(lines)) if lines[i].marker), len(lines))
        yield from _after_label(lines[end:at])


def _sign_off(lines: Sequence[_Line]) -> tuple[int, int] | None:
    """Where the first sign-off (offices, date, release line) stands among unlabelled lines."""
    texts = [line.text for line in lines]
    for at, text in enumerate(texts):
        first = layout.signature_start(texts, at) if is_date(text) else at
        if first < at:
            end = at + 1
            while end < len(texts) and is_release(texts[end]):
                end += 1
            return first, end
    return None


def _signed(lines: Sequence[_Line], zone: str) -> Iterator[_Line]:
    for line in lines:
        kind: Kind = "date" if is_date(line.text) else "signature"
        yield _Line(line.start, line.text, None, zone, "notice" if is_release(line.text) else kind)


def _titled(lines: Sequence[_Line], zone: str, *, whole: bool = False) -> Iterator[_Line]:
    for line, kind in zip(lines, layout.front_kinds([x.text for x in lines], whole=whole), strict=True):
        yield _Line(line.start, line.text, None, zone, kind)


def _front(lines: Sequence[_Line]) -> Iterator[_Line]:
    signed = _sign_off(lines)
    # Without a sentence above it the date is the document's own, below its title.
    if signed and any(line.text[-1] in "。：:" for line in lines[: signed[0]]):
        first, end = signed
        yield from _titled(lines[:first], "通知", whole=True)
        yield from _signed(lines[first:end], "通知")
        yield from _titled(lines[end:], "正文")
    else:
        yield from _titled(lines, "正文")


def _after_label(lines: Sequence[_Line]) -> Iterator[_Line]:
    signed = _sign_off(lines)
    if signed is None:
        yield from lines
        return
    first, end = signed
    yield from lines[:first]
    yield from _signed(lines[first:end], "落款")
    yield from _titled(lines[end:], "正文")


# ---------------------------------------------------------------- the tree


def _add(
    state: _State, line: _Line, *, parent: _Open | None, address: str, counted: bool = False, from_: int = 1
) -> Clause:
    """Append a clause. A counted address ends with the count of its like; another gets #2 where it repeats."""
    count = state.used[address] = state.used.get(address, from_ - 1) + 1
    own = f"{address}{count}" if counted else address if count == 1 else f"{address}#{count}"
    marker = line.marker
    body, heading = _heading(marker, line.text) if marker else (0, None)
    clause = Clause(
        id=own,
        label=marker.label if marker else "",
        kind=marker.family.kind if marker else line.kind,
        level=parent.clause.level + 1 if parent else 1,
        parent=parent.clause.id if parent else None,
        heading=heading,
        text=line.text,
        start=line.start,
        end=line.start + len(line.text),
        body=line.start + body,
    )
    state.clauses.append(clause)
    return clause


def _under(parent: _Open | None, own: str) -> str:
    return f"{parent.clause.id}/{own}" if parent else own


def _add_labelled(state: _State, line: _Line, marker: Marker) -> None:
    family = marker.family
    while state.stack and _closes(state.stack[-1], family):
        state.stack.pop()
    parent = state.stack[-1] if state.stack else None
    if family.kind == "bullet":  # owns nothing: what follows it belongs to the clause above
        _add(state, line, parent=parent, address=_under(parent, "——"), counted=True)
        return
    _note_gap(state, parent, marker)
    inner = read_marker(line.text[marker.end :]) if family.name == "attachment" else None
    own = line if inner is None else _Line(line.start, line.text[: marker.end], marker)
    clause = _add(state, own, parent=parent, address=_under(parent, _plain(marker)))
    is_list = family.name == "attachment" and line.text[: marker.end].rstrip()[-1] in ":："
    state.stack.append(_Open(clause, family.rank, is_list))
    if inner:
        _add_labelled(state, _Line(line.start + marker.end, line.text[marker.end :], inner), inner)


def _closes(top: _Open, family: Family) -> bool:
    # 附件：1.… lists what is attached; what follows the list is not inside an attachment.
    if top.is_list:
        return family.name != "arabic"
    return top.rank >= family.rank


def _plain(marker: Marker) -> str:
    """The label as an address: widths and spaces are no part of it."""
    return "".join(marker.label.split()).translate(_WIDTHS)


def _add_paragraph(state: _State, line: _Line) -> None:
    if any(o.is_list for o in state.stack):
        state.stack.clear()
    article = next((o for o in reversed(state.stack) if o.rank == _ARTICLE_RANK), None)
    while article and state.stack[-1] is not article:
        state.stack.pop()
    if is_call(line.text):  # what a speech says next is no part of the last task: 各位代表！我们要巩固国防。
        del state.stack[1:]
    parent = state.stack[-1] if state.stack else None
    if parent is None:
        _add(state, line, parent=None, address="正文/¶", counted=True)
        return
    # The article's own line is its first 款 where it has words besides the heading.
    own_first = 2 if article is parent and parent.clause.content.strip() else 1
    clause = _add(state, line, parent=parent, address=_under(parent, "¶"), counted=True, from_=own_first)
    if article is parent and line.text[-1] in ":：":
        state.stack.append(_Open(clause, _ARTICLE_RANK + 0.5))


def _heading(marker: Marker, text: str) -> tuple[int, str | None]:
    """Where the words behind the label begin, and the heading among them."""
    words = text[marker.end :]
    if marker.family.name == "article":
        bracket = _ARTICLE_HEADING.match(words)
        return marker.end, bracket[1] if bracket else None
    if not words:
        return marker.end, None
    first, stop, rest = words.partition("。")
    if not stop:
        is_title = len(words) <= HEADING_LIMIT and words[-1] not in "；;，,：:！!？?"
        return marker.end, words if is_title else None
    return marker.end, first if rest.strip() and len(first) <= RUN_IN_LIMIT else None


def _note_gap(state: _State, parent: _Open | None, marker: Marker) -> None:
    """Record a number that neither begins at one nor follows on, here or across chapters."""
    if marker.number is None:
        return
    here: tuple[str | None, str] = (parent.clause.id if parent else "", marker.family.name)
    anywhere: tuple[str | None, str] = (None, marker.family.name)
    expected = {1} | {state.last[key] + step for key in (here, anywhere) if key in state.last for step in (0, 1)}
    if marker.number not in expected:
        after = state.last.get(here, state.last.get(anywhere, 0))
        values = (("label", marker.label), ("expected", str(after + 1)))
        state.notes.append(Note("numbering-gap", _under(parent, _plain(marker)), values))
    state.last[here] = state.last[anywhere] = marker.number
