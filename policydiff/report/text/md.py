"""A comparison as Markdown, for pull requests and notes: what is new, targets, offices, clauses that came and went.

A document's words are escaped: whatever they hold, they are shown as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policydiff.model import Comparison
from policydiff.report.escape import for_markdown as md
from policydiff.report.said import spoken
from policydiff.report.said.model import OfficeRow, Quote, Report, ResponsibilityLine, TargetRow
from policydiff.report.said.report import say
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
    report = say(comparison)
    sections = (
        _head(report, lang),
        _key(report, lang),
        _targets(report, lang),
        _figures(report, lang),
        _offices(report, lang),
        _clauses(report, lang),
        _phrases(report, lang),
        _remarks(report, lang),
    )
    return "\n".join(line for section in sections for line in section).strip() + "\n"


def _head(report: Report, lang: Lang) -> Iterator[str]:
    subject = f"{md(report.subject)}{pick(COLON, lang)}" if report.subject else ""
    yield f"# {subject}{md(spoken.sentence(report.heading, lang))}"
    for banner in spoken.banners(report, lang):
        yield f"\n> ⚠ **{md(banner)}**"
    yield ""
    yield from _table(["", report.old.id, report.new.id], [list(row) for row in spoken.card_rows(report, lang)])
    yield f"\n## {_word('headlines', lang)}\n"
    for headline in report.headlines:
        yield f"- {headline.sign} {md(spoken.sentence(headline.sentence, lang))}"
    counts = (f"{n.sign} {md(pick(n.word, lang))} **{md(n.value)}**".strip() for n in report.counts)
    yield f"\n{' · '.join(counts)}"
    if report.not_counted:
        yield f"\n{md(pick(report.not_counted, lang))}"
    yield f"\n## {_word('digest', lang)}\n"
    yield md(pick(report.digest, lang))


def _key(report: Report, lang: Lang) -> Iterator[str]:
    if report.key:
        yield f"\n## {_word('key_indicators', lang)}\n"
        header = [pick(WORDS["indicator"], lang), report.old.id, report.new.id, pick(WORDS["outcome"], lang)]
        outcomes = [pick(k.absent, lang) if k.absent else f"{k.sign} {pick(k.outcome, lang)}" for k in report.key]
        rows = zip(report.key, outcomes, strict=True)
        yield from _table(header, [[k.indicator, _quote(k.old, lang), _quote(k.new, lang), said] for k, said in rows])


def _figures(report: Report, lang: Lang) -> Iterator[str]:
    if report.figures:
        yield f"\n## {_word('figures', lang)}\n"
        rows = [[pick(f.kind, lang), _quote(f.old, lang), _quote(f.new, lang)] for f in report.figures]
        yield from _table([pick(WORDS["figure"], lang), report.old.id, report.new.id], rows)


def _targets(report: Report, lang: Lang) -> Iterator[str]:
    yield f"\n## {_word('targets', lang)}\n"
    if not (report.targets or report.targets_kept):
        yield _word("no_targets", lang)
    yield from _target_table(report, (*report.targets, *report.targets_kept), lang)
    if report.qualitative:
        yield f"\n### {_word('qualitative', lang)}\n"
        yield from _target_table(report, report.qualitative, lang)


def _target_table(report: Report, rows: Sequence[TargetRow], lang: Lang) -> Iterator[str]:
    header = [pick(WORDS["indicator"], lang), report.old.id, report.new.id, pick(WORDS["outcome"], lang)]
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
    strength = pick(quote.strength, lang) if quote.strength else ""
    said = " ".join(filter(None, (pick(quote.value, lang) or quote.quote, strength, quote.deadline)))
    return f"{said}{bracketed(quote.place, lang)}"


def _offices(report: Report, lang: Lang) -> Iterator[str]:
    yield f"\n## {_word('responsibilities', lang)}\n"
    if not (report.offices or report.offices_kept):
        yield _word("no_responsibilities", lang)
    header = [pick(WORDS[name], lang) for name in ("office", "outcome", "continued")]
    yield from _table(header, [_office(u, lang) for u in (*report.offices, *report.offices_kept)])


def _office(row: OfficeRow, lang: Lang) -> list[str]:
    changes = pick(SEMICOLON, lang).join(_responsibility(d, lang) for d in row.changes)
    return [row.office, changes or "—", pick(LIST_COMMA, lang).join(d.place for d in row.kept) or "—"]


def _responsibility(line: ResponsibilityLine, lang: Lang) -> str:
    return f"{line.sign} {pick(line.word, lang)} {line.document} {line.place} {spoken.responsibility(line, lang)}"


def _clauses(report: Report, lang: Lang) -> Iterator[str]:
    for found in report.lists:
        count = bracketed(str(found.count), lang)
        yield f"\n## {md(pick(found.word, lang))}{count}\n"
        for line in (*found.lines, *found.rest):
            yield f"- **{md(line.place)}** {md(spoken.clause(line, lang))}"
        if not found.count:
            yield _word("none", lang)


def _phrases(report: Report, lang: Lang) -> Iterator[str]:
    if report.phrases:
        yield f"\n## {_word('phrases', lang)}\n"
        for row in report.phrases:
            yield f"- **{md(row.phrase)}** × {row.count} {md(row.place)} {md(row.sentence)}"


def _remarks(report: Report, lang: Lang) -> Iterator[str]:
    yield f"\n## {_word('doubts', lang)}\n"
    for label, said in spoken.remarks(report, lang):
        yield f"**{md(label)}**\n"
        yield from (f"- {md(line)}" for line in said)
        yield ""


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield f"| {' | '.join(map(md, header))} |"
        yield "|" + " --- |" * len(header)
        yield from (f"| {' | '.join(map(md, row))} |" for row in rows)


def _word(name: str, lang: Lang) -> str:
    return md(pick(WORDS[name], lang))
