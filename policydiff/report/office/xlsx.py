"""A comparison, or a document's facts, as an Excel workbook: what stands on which sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policydiff.model import Comparison, Document, Facts
from policydiff.report.office.workbook import Overview, Sheet, write_workbook
from policydiff.report.said import spoken, tables
from policydiff.report.said.marked_text import Piece
from policydiff.report.said.model import ClauseText, Report
from policydiff.report.said.report import say
from policydiff.wording import Lang, codes, pick
from policydiff.wording.interface import OUTPUTS, WORDS
from policydiff.wording.notes import standing

Layout = Sequence[tuple[str, float]]  # columns by name, with their widths in characters

# What is printed comes first; the columns behind it are for computing with.
_TEXTS: Layout = (
    ("id", 6), ("presence", 8), ("wording", 13), ("position", 11), ("old_place", 16), ("old_text", 68),
    ("new_place", 16), ("new_text", 68), ("change", 20), ("target_changes", 9),
    ("responsibility_changes", 9), ("references", 20),
)  # fmt: skip
_TARGETS: Layout = (
    ("status", 8), ("indicator", 24), ("old_shown", 15), ("new_shown", 15), ("delta", 9), ("delta_unit", 10),
    ("old_place", 20), ("new_place", 20), ("old_quote", 36), ("new_quote", 36),
    ("old_value", 10), ("old_value_high", 14), ("old_unit", 10), ("old_deadline", 12),
    ("new_value", 10), ("new_value_high", 14), ("new_unit", 10), ("new_deadline", 12),
)  # fmt: skip
_RESPONSIBILITIES: Layout = (
    ("status", 10), ("old_unit", 20), ("old_role", 10), ("new_unit", 20), ("new_role", 10),
    ("old_place", 13), ("old_task", 52), ("new_place", 13), ("new_task", 52), ("old_quote", 30), ("new_quote", 30),
)  # fmt: skip
_KEY: Layout = (
    ("indicator", 22), ("status", 9), ("absent", 20), ("old_shown", 15), ("old_strength", 9), ("old_deadline", 10),
    ("new_shown", 15), ("new_strength", 9), ("new_deadline", 10), ("old_place", 18), ("new_place", 18),
)  # fmt: skip
_FIGURES: Layout = (
    ("figure", 10), ("old_place", 16), ("old_shown", 18), ("new_place", 16), ("new_shown", 18),
    ("old_value", 12), ("old_unit", 9), ("new_value", 12), ("new_unit", 9),
)  # fmt: skip
_PHRASES: Layout = (("phrase", 24), ("count", 8), ("place", 18), ("sentence", 90))
_ONLY_WITH_ROWS = frozenset({"key_indicators", "figures", "phrases"})
_TERMS: Layout = (("term", 18), ("old_count", 12), ("new_count", 12), ("difference", 10), ("score", 14))
_PRINTED = {"targets": 10, "responsibilities": 9}  # so many columns of a sheet that has more
_TALLIES = ("target_changes", "responsibility_changes")
_STATED_TARGETS: Layout = (
    ("indicator", 26), ("shown", 15), ("kind", 9), ("measure", 8), ("direction", 8), ("comparator", 8), ("value", 10),
    ("value_high", 10), ("unit", 8), ("deadline", 14), ("baseline", 14), ("strength", 9), ("horizon", 8),
    ("year", 7), ("place", 20), ("clause", 16), ("quote", 46),
    ("start", 8), ("end", 8),
)  # fmt: skip
_STATED_RESPONSIBILITIES: Layout = (
    ("unit", 22), ("normal", 22), ("role", 10), ("form", 8), ("task", 60), ("place", 14), ("clause", 14), ("quote", 34),
    ("implied", 24), ("start", 8), ("end", 8),
)  # fmt: skip


def render_xlsx(comparison: Comparison, *, lang: Lang = "zh") -> bytes:
    """总览, 条款对照, 主要指标, 目标变化, 数额, 责任变化, 新提法, 词语; 主要指标, 数额 and 新提法 where there are any.

    The same comparison gives the same bytes.
    """
    report = say(comparison)
    found = (
        ("texts", tables.changes(comparison, lang=lang), _TEXTS),
        ("key_indicators", tables.key_indicators(comparison, lang=lang), _KEY),
        ("targets", tables.target_changes(comparison, lang=lang), _TARGETS),
        ("figures", tables.figures(comparison), _FIGURES),
        ("responsibilities", tables.responsibility_changes(comparison), _RESPONSIBILITIES),
        ("phrases", tables.phrases(comparison), _PHRASES),
        ("terms", tables.terms(comparison), _TERMS),
    )
    sheets = [
        Sheet(
            name=pick(OUTPUTS[name], lang),
            table=table,
            headers={c.key: tables.header(c, comparison, lang=lang) for c in table.columns},
            layout=layout,
            printed=_PRINTED.get(name),
            tallies=_TALLIES,
            marked=dict(_marked(report)) if name == "texts" else {},
        )
        for name, table, layout in found
        if table.rows or name not in _ONLY_WITH_ROWS
    ]
    return write_workbook(_overview(report, lang), sheets, lang=lang)


def facts_xlsx(document: Document, facts: Facts, *, lang: Lang = "zh") -> bytes:
    """总览, 目标, 责任: what one document commits to, and whom."""
    found = (
        ("stated_targets", tables.targets(document, facts, lang=lang), _STATED_TARGETS),
        ("stated_responsibilities", tables.responsibilities(document, facts), _STATED_RESPONSIBILITIES),
    )
    sheets = [
        Sheet(pick(OUTPUTS[name], lang), table, {c.key: tables.header(c, lang=lang) for c in table.columns}, layout)
        for name, table, layout in found
    ]
    return write_workbook(_facts_overview(document, lang), sheets, lang=lang)


def _overview(report: Report, lang: Lang) -> Overview:
    counts = [(f"{n.sign} {pick(n.word, lang)}".strip(), int(n.value)) for n in report.counts]
    return Overview(
        heading=spoken.heading(report, lang),
        banners=spoken.banners(report, lang),
        sections=(
            ("", [("", report.old.id, report.new.id), *spoken.card_rows(report, lang)]),
            (pick(WORDS["headlines"], lang), [(h.sign, spoken.sentence(h.sentence, lang)) for h in report.headlines]),
            (pick(WORDS["digest"], lang), [("", pick(report.digest, lang))]),
            (pick(OUTPUTS["counts"], lang), counts),
            ("", [("", pick(report.not_counted, lang))] if report.not_counted else []),
            *((name, [("", line) for line in lines]) for name, lines in spoken.remarks(report, lang)),
        ),
    )


def _facts_overview(document: Document, lang: Lang) -> Overview:
    head = document.head
    known_standing = standing(head)
    warning = pick(known_standing, lang) if known_standing else ""
    is_sample = head.status == "sample"
    known: Mapping[str, str | None] = {
        "number": head.doc_number,
        "issuer": head.issuer,
        "issued": head.issued,
        "status": "　".join(filter(None, (pick(codes.STATUS[head.status], lang), "" if is_sample else warning))),
        "source": "；".join(s.name for s in head.sources),
    }
    lines = [(pick(WORDS[name], lang), value or pick(WORDS["not_known"], lang)) for name, value in known.items()]
    return Overview(head.title or pick(WORDS["untitled"], lang), (warning,) if is_sample else (), (("", lines),))


def _marked(report: Report) -> Iterator[tuple[tuple[int, str], list[Piece]]]:
    for i, row in enumerate(report.rows.values()):
        yield (i, "old_text"), _pieces(row.old)
        yield (i, "new_text"), _pieces(row.new)


def _pieces(blocks: Sequence[ClauseText]) -> list[Piece]:
    """The clauses of one side, one a line, neighbours of one mark as one piece."""
    found: list[Piece] = []
    for i, block in enumerate(blocks):
        shown = [p for z in block.zones for p in z.pieces if p.tag != "gone" and p.text]
        for piece in [Piece("", "\n")] * bool(i) + shown:
            if found and found[-1].tag == piece.tag:
                found[-1] = Piece(piece.tag, found[-1].text + piece.text)
            else:
                found.append(piece)
    return found
