"""A comparison as Markdown, for pull requests and notes: what is new, targets, units, clauses that came and went.

A document's words are escaped: whatever they hold, they are shown as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policydiff.model import Comparison
from policydiff.report import plain
from policydiff.report.context import Duty, Page, Quote, TargetRow, UnitRow
from policydiff.report.escape import for_markdown as md
from policydiff.report.page import build_page
from policydiff.wording import Lang, pick
from policydiff.wording.both import COLON, LIST_COMMA, SEMICOLON, bracketed
from policydiff.wording.interface import WORDS


def render_md(comparison: Comparison, *, lang: Lang = "zh") -> str:
    """The page without the texts side by side, ending in a line break.

    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> from policydiff.pipeline import compare
    >>> old = parse("一、商标注册平均审查周期压减至5个月以内。", Head(id="2019"))
    >>> new = parse("一、商标注册平均审查周期压减至4个月以内。", Head(id="2020"))
    >>> next(line for line in render_md(compare(old, new)).splitlines() if line.startswith("| 商标"))
    '| 商标注册平均审查周期 | ≤ 5 个月（一） | ≤ 4 个月（一） | ▼ 收紧 1 个月 |'
    """
    page = build_page(comparison)
    sections = (_head(page, lang), _targets(page, lang), _units(page, lang), _clauses(page, lang), _remarks(page, lang))
    return "\n".join(line for section in sections for line in section).strip() + "\n"


def _head(page: Page, lang: Lang) -> Iterator[str]:
    subject = f"{md(page.subject)}{pick(COLON, lang)}" if page.subject else ""
    yield f"# {subject}{md(plain.sentence(page.heading, lang))}"
    for banner in plain.banners(page, lang):
        yield f"\n> ⚠ **{md(banner)}**"
    yield ""
    yield from _table(["", page.old.id, page.new.id], [list(row) for row in plain.card_rows(page, lang)])
    yield f"\n## {_word('headlines', lang)}\n"
    for headline in page.headlines:
        yield f"- {headline.sign} {md(plain.sentence(headline.sentence, lang))}"
    counts = (f"{n.sign} {md(pick(n.word, lang))} **{md(n.value)}**".strip() for n in page.numbers)
    yield f"\n{' · '.join(counts)}"


def _targets(page: Page, lang: Lang) -> Iterator[str]:
    yield f"\n## {_word('targets', lang)}\n"
    if not (page.targets or page.targets_kept):
        yield _word("no_targets", lang)
    yield from _target_table(page, (*page.targets, *page.targets_kept), lang)
    if page.qualitative:
        yield f"\n### {_word('qualitative', lang)}\n"
        yield from _target_table(page, page.qualitative, lang)


def _target_table(page: Page, rows: Sequence[TargetRow], lang: Lang) -> Iterator[str]:
    header = [pick(WORDS["indicator"], lang), page.old.id, page.new.id, pick(WORDS["outcome"], lang)]
    yield from _table(
        header,
        [
            [row.indicator, _quote(row.old, lang), _quote(row.new, lang), f"{row.sign} {pick(row.outcome, lang)}"]
            for row in rows
        ],
    )


def _quote(quote: Quote | None, lang: Lang) -> str:
    if quote is None:
        return "—"
    said = " ".join(filter(None, (pick(quote.value, lang) or quote.quote, quote.deadline)))
    return f"{said}{bracketed(quote.place, lang)}"


def _units(page: Page, lang: Lang) -> Iterator[str]:
    yield f"\n## {_word('duties', lang)}\n"
    if not (page.units or page.units_kept):
        yield _word("no_duties", lang)
    header = [pick(WORDS[name], lang) for name in ("unit", "outcome", "continued")]
    yield from _table(header, [_unit(u, lang) for u in (*page.units, *page.units_kept)])


def _unit(row: UnitRow, lang: Lang) -> list[str]:
    changes = pick(SEMICOLON, lang).join(_duty(d, lang) for d in row.changes)
    return [row.unit, changes or "—", pick(LIST_COMMA, lang).join(d.place for d in row.kept) or "—"]


def _duty(duty: Duty, lang: Lang) -> str:
    return f"{duty.sign} {pick(duty.word, lang)} {duty.place} {plain.duty(duty, lang)}"


def _clauses(page: Page, lang: Lang) -> Iterator[str]:
    for found in page.lists:
        count = bracketed(str(found.count), lang)
        yield f"\n## {md(pick(found.word, lang))}{count}\n"
        for line in (*found.lines, *found.rest):
            yield f"- **{md(line.place)}** {md(plain.clause(line, lang))}"
        if not found.count:
            yield _word("none", lang)


def _remarks(page: Page, lang: Lang) -> Iterator[str]:
    yield f"\n## {_word('doubts', lang)}\n"
    for label, lines in plain.remarks(page, lang):
        yield f"**{md(label)}**\n"
        yield from (f"- {md(line)}" for line in lines)
        yield ""


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield f"| {' | '.join(map(md, header))} |"
        yield "|" + " --- |" * len(header)
        yield from (f"| {' | '.join(map(md, row))} |" for row in rows)


def _word(name: str, lang: Lang) -> str:
    return md(pick(WORDS[name], lang))
