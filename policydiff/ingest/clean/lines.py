"""Lines: where one ends, what stands around it, and the lines of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.ingest.clean.characters import CJK, tidy
from policydiff.ingest.patches import Patch
from policydiff.text.official.dates import is_date
from policydiff.text.official.labels import is_label
from policydiff.text.official.lines import is_contents, is_copied, is_document_number, is_history, is_release
from policydiff.text.official.numbers import HAN
from policydiff.text.tables import CELL_BREAK, TAB

# Every sign that ends a line somewhere: Windows', old Macs', Unicode's, the page break.
BREAK = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EDGES = " \t\n\r\x0b\x0c\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))


def tidy_lines(text: str) -> Iterator[str]:
    """Give the lines of a text that are not empty, without the spaces around them.

    An empty first cell of a table row stays: the cells behind it keep their columns.
    """
    parts = [text] if CELL_BREAK not in text else text.split("\n")
    for part in parts:
        tidied_part = CELL_BREAK.join(map(tidy, part.split(CELL_BREAK))) if TAB in part else tidy(part)
        for line in tidied_part.split("\n"):
            stripped = line.rstrip().lstrip(" \u3000")
            if stripped:
                yield stripped


# Yes: the line break in "知识产权\n  强国" and "2020\n年"; no: the one in "PCT\napplication"
_WRAPPED = re.compile(rf"(?<=[{CJK}])[ \t]*\n[ \t\n]*|(?<![ \t])[ \t]*\n[ \t\n]*(?=[{CJK}])")
# Yes: "第十条\n  国家", where the break is the space behind the label; no: "第十条规定\n的"
_LABEL_WRAPPED = re.compile(rf"^(\s*第[{HAN}\d]+[编章节条](?:之[{HAN}]+)?)[ \t]*\n[ \t\n]*")


def unwrap(text: str) -> str:
    r"""Join the lines of one paragraph: nothing goes beside a Chinese character, one space elsewhere.

    >>> unwrap("加强知识产权\n  保护，PCT\napplication"), unwrap("第十条\n  国家保护")
    ('加强知识产权保护，PCT application', '第十条 国家保护')
    """
    return re.sub(r"(?<![ \t])[ \t]*\n[ \t\n]*", " ", _WRAPPED.sub("", _LABEL_WRAPPED.sub(r"\1 ", text)))


def tidied(text: str) -> Iterator[Patch]:
    """Spaces around lines and empty lines; not recorded, since nothing of the wording goes."""
    lines = text.splitlines(keepends=True)
    last = max((i for i, line in enumerate(lines) if line.strip(_EDGES)), default=-1)
    at = 0
    for i, line in enumerate(lines):
        kept = line.strip(_EDGES)
        if "\t" in kept:  # a row of a table: the tab before an empty first cell counts
            kept = line.strip(" \u3000\r\n")
        start = at + line.index(kept) if kept else at + len(line)
        end, after = start + len(kept), "\n" if kept and i < last else ""
        if start > at:
            yield Patch(at, start, "")
        if text[end : at + len(line)] != after:
            yield Patch(end, at + len(line), after)
        at += len(line)


# ---------------------------------------------------------------- lines of one sentence

# A line that holds so much of a text's width is full: what may not begin a line, or a word, did not fit on it.
# A text of so many lines is cut to a width where so many of them, by share, have it. In the 70 texts at hand that are
# not cut so, at most a tenth have one width. What is narrower is a list of names. Widths are in columns: a wide
# character takes two.
WRAPPED_LEAST, WRAPPED_SHARE, WRAPPED_ROOM, WRAPPED_WIDTH = 6, 0.25, 4, 40
# An open bracket closes within so many lines and characters, or it is a slip.
BRACKET_LINES, BRACKET_LENGTH = 4, 300
# A line of an article's list, and a piece of a formula that stands on a line of its own (PM⏎2.5⏎）), are no longer.
LIST_LINE, FRAGMENT = 40, 6
# A text with so many articles is a statute, whose paragraphs end with a stop.
STATUTE = 2

_PAIRS = dict(zip("（(《〈“‘「『【〔", "）)》〉”’」』】〕", strict=True))
_OPENING = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
# Yes: 加强保护。, （保护司负责）, 如下：, 完成。” ; no: 加强保护，, 压减至
_ENDED = re.compile(r"[。！？；：…:;!?][”’）)」』】]*$|[。；][^。；]{0,12}$(?<=[）)])")
_STOPPED = re.compile(r"[。；：][”’）」』】]*$")
# What no line begins with. Yes: ，提高效率, ）浓度; no: “十四五”
_NEVER_FIRST = re.compile(r"[，。、；：？！）》〉」』】〕”’％%‰]")
# The abbreviation of what stands before it. Yes: （RCEP）生效实施; no: （A）申请条件, （PCT）
_ABBREVIATION = re.compile(r"[（(][A-Z][A-Za-z0-9+&-]+[）)].")
# What no sentence and no heading ends with. Yes: 压减至, 不低于, 创新和, 企业的; no: 碳中和, 参与, 知识普及, 行政行为
_UNENDED = re.compile(
    r"(?:[，、的或至于其（《“‘「『【〔]|(?<![普惠波涉])及|(?<![中缓饱温共])和|(?<![参给])与|(?<![自理缘事])由"
    r"|(?:达|提高|增加|下降|降低|压减|增长|控制)(?:到|为)|不少于|按照|根据|依照)$"
)
# The same before a number. Yes: 增长⏎6.5%, 力争新增⏎300家; no: 主要指标⏎10个工作日内办结
_BEFORE_NUMBER = re.compile(
    r"(?:[至到达为在于约超长高低降升减增]|[超不]过|\d{4}年|\d月|新建|建成|完成|投资|培育|培训|不足|最高)$"
)
# Yes: 6.5%, 10个工作日, 1月1日起; no: 2014年，全区, 2010年1月8日 第十届
_COUNT = re.compile(r"\d(?!\d{3}年)")
# The same and no month. Yes: 5万人以上; no: 5月底前
_QUANTITY = re.compile(r"\d(?!\d{3}年)(?!\d?月)")
# Who is spoken to: the speech begins behind the comma. Yes: 各位代表，, 女士们、先生们，; no: 各位代表建议，
_SPOKEN_TO = re.compile(r"(?:[^，。]{0,12}(?:代表|委员|同志们?|女士们?|先生们?|朋友们?|各位|来宾)[，、]?){1,4}$")
# Yes: 第八十六条　国务院由下列人员组成：; no: 第八十六条规定的
_ARTICLE = re.compile(rf"第[{HAN}\d]+条(?:之[{HAN}]+)?\s")
_LATIN_END = re.compile(r"[\u3400-\u9fff].*[A-Za-z]$")
_PIECE = re.compile(rf"[0-9A-Za-z.₀-₉+-]{{1,{FRAGMENT}}}$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty: where its words stand, the words, the columns with what is before them."""

    start: int
    end: int
    words: str
    columns: int
    indented: bool


@dataclass(frozen=True, slots=True)
class Width:
    """The width that a text is cut to, in columns; `indented` says that its paragraphs begin with an indentation."""

    columns: int
    indented: bool


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.split("\n"):
        words = raw.strip(_EDGES)
        if words:
            start = at + raw.index(words)
            before = raw[: start - at]
            yield _Line(start, start + len(words), words, _columns(before + words), len(before) > 1 or "\t" in before)
        at += len(raw) + 1


def _columns(text: str) -> int:
    return sum(2 if char >= "\u2e80" or char in "—…“”‘’" else 1 for char in text)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What has been joined so far: how it begins, and its last words."""

    first: str
    last: str


def width_of(text: str) -> Width | None:
    r"""The width that a text is cut to, whoever cut it; None where its lines are paragraphs.

    >>> width_of("坚持稳中求进。\n加强知识产权保护。") is None
    True
    """
    lines = [line for line in _lines(text) if "\t" not in line.words]  # the rows of a table may be alike
    if len(lines) < WRAPPED_LEAST:
        return None
    columns = sorted(line.columns for line in lines)[len(lines) * 9 // 10]  # the longest but for a few
    full = [line for line in lines if columns - WRAPPED_ROOM <= line.columns <= columns + WRAPPED_ROOM]
    broken = sum(not _ENDED.search(line.words) for line in full)
    if columns < WRAPPED_WIDTH or len(full) <= WRAPPED_SHARE * len(lines) or 2 * broken <= len(full):
        return None
    starts = sum(line.indented for line in lines)
    return Width(columns, indented=starts > 0 and not all(line.indented for line in full))


def joined(text: str, width: Width | None) -> Iterator[Patch]:
    r"""Join the lines of one sentence: a line that ends inside it, and the one without a label behind it.

    A line that is only not ended is a heading as often, so there is more to it: an open bracket, a sign or word that
    ends nothing, one that begins nothing, the width that the text is cut to.

    >>> from policydiff.ingest.patches import TracedText
    >>> text = "（一）时限压减至\n10个工作日。（人事\n司负责）\n加强领导\n各地要重视。"
    >>> print(TracedText.of(text).patched(joined(text, None)).text)
    （一）时限压减至10个工作日。（人事司负责）
    加强领导
    各地要重视。
    """
    lines = list(_lines(text))
    is_statute = sum(_ARTICLE.match(line.words) is not None for line in lines) >= STATUTE
    so_far, piece = _Paragraph("", ""), False
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else line
        if at and "\t" not in before.words:
            is_piece = _is_piece(so_far, lines, at)
            goes_on = piece or is_piece or _goes_on(so_far, before, lines, at, width, is_statute=is_statute)
            if goes_on and _may_go_on(line.words):
                between = "" if piece or is_piece else _between(before.words, line.words)
                yield Patch(before.end, line.start, between, "lines-joined")
                so_far = replace(so_far, last=f"{so_far.last}{between}{line.words}"[-BRACKET_LENGTH:])
                piece = is_piece
                continue
        so_far, piece = _Paragraph(line.words[:LIST_LINE], line.words[-BRACKET_LENGTH:]), False


def _may_go_on(words: str) -> bool:
    """Whether a line can be the rest of another: one with a label, a date, a number of its own cannot."""
    return "\t" not in words and not any(
        cue(words) for cue in (is_label, is_date, is_document_number, is_release, is_copied, is_contents, is_history)
    )


def _goes_on(
    so_far: _Paragraph, before: _Line, lines: Sequence[_Line], at: int, width: Width | None, *, is_statute: bool
) -> bool:
    line = lines[at]
    if _NEVER_FIRST.match(line.words) or _is_article_list(so_far.first, before.words, line.words):
        return True
    in_width = width is not None and _is_full(before, width)
    begins = width is not None and width.indented and line.indented
    if _ENDED.search(before.words):
        return in_width and width is not None and width.indented and not begins
    return (
        (bool(_UNENDED.search(before.words)) and not _SPOKEN_TO.match(so_far.last))
        or (bool(_COUNT.match(line.words)) and bool(_BEFORE_NUMBER.search(before.words)))
        or (bool(_QUANTITY.match(line.words)) and "，" in before.words)
        or bool(_ABBREVIATION.match(line.words))
        or (in_width and not begins)
        or _is_inside(so_far.last, lines, at)
        or (is_statute and "，" in before.words and bool(_STOPPED.search(line.words)))
        or _closes(so_far.last, lines[at : at + BRACKET_LINES])
    )


def _is_full(line: _Line, width: Width) -> bool:
    return line.columns >= width.columns - WRAPPED_ROOM


def _is_inside(so_far: str, lines: Sequence[_Line], at: int) -> bool:
    """Whether a short line stands inside a sentence: a link on a line of its own, and the next one goes on."""
    behind = lines[at + 1].words if at + 1 < len(lines) else ""
    runs = "，" in so_far or "。" in so_far
    goes_on = _NEVER_FIRST.match(behind) or _ABBREVIATION.match(behind)
    return runs and len(lines[at].words) <= LIST_LINE and bool(goes_on)


def _closes(so_far: str, lines: Sequence[_Line]) -> bool:
    """Whether a bracket is open whose other half stands in the lines behind, before a new clause begins."""
    opened = _open_bracket(so_far)
    if not opened:
        return False
    length = 0
    for at, line in enumerate(lines):
        if at and not _may_go_on(line.words):
            return False
        if _PAIRS[opened] in line.words:
            return True
        length += len(line.words)
        if length > BRACKET_LENGTH:
            return False
    return False


def _open_bracket(text: str) -> str:
    """The last bracket or quotation mark that is open at a text's end, "" if none is."""
    opened: list[str] = []
    for char in text[-BRACKET_LENGTH:] if _OPENING.search(text) else "":
        if char in _PAIRS:
            opened.append(char)
        elif opened and char == _PAIRS[opened[-1]]:
            opened.pop()
    return opened[-1] if opened else ""


def _is_article_list(so_far: str, before: str, words: str) -> bool:
    """Whether a line goes on with the list in an article's sentence: 由下列人员组成：⏎主任，⏎副主任若干人，"""
    if not _ARTICLE.match(so_far) or len(words) > LIST_LINE or before[-1] not in "：；，、":
        return False
    return words[-1] in ("，；、" if before[-1] == "：" else "，；、。")


def _is_piece(so_far: _Paragraph, lines: Sequence[_Line], at: int) -> bool:
    """Whether a line is a piece of a formula that stands lower: the 2.5 of PM2.5, with the sentence going on behind."""
    if not _PIECE.match(lines[at].words) or not _LATIN_END.search(so_far.last[-LIST_LINE:]):
        return False
    behind = lines[at + 1].words if at + 1 < len(lines) else ""
    in_sentence = "，" in so_far.last or "。" in so_far.last or _open_bracket(so_far.last)
    return bool(in_sentence and behind and _may_go_on(behind))


def _between(one: str, two: str) -> str:
    """What goes between two lines: a space where Latin words meet, else nothing."""
    latin = one[-1].isascii() and two[0].isascii()
    return " " if latin and (one[-1].isalpha() or one[-1] in ",;") and two[0].isalpha() else ""
