"""Parts of the page as plain text in one language, for files without markup of their own."""

from __future__ import annotations

from collections.abc import Iterator

from policydiff.model import Change, Comparison, ResponsibilityChange
from policydiff.report.context import (
    ClauseLine,
    DocumentCard,
    Duty,
    Mending,
    NoteLine,
    Page,
    Row,
    Sentence,
    Tag,
    TargetRow,
)
from policydiff.wording import Lang, pick
from policydiff.wording.both import COLON, SEMICOLON, bracketed
from policydiff.wording.codes import RESPONSIBILITY_STATUS, ROLE
from policydiff.wording.interface import OUTPUTS, WORDS


def heading(page: Page, lang: Lang) -> str:
    """What stands above a table of old and new text: 《…工作指引》新旧条文对照表."""
    subject = page.subject if "《" in page.subject or not page.subject else f"《{page.subject}》"
    return pick(OUTPUTS["heading"], lang).format(subject=subject).strip()


def banners(page: Page, lang: Lang) -> tuple[str, ...]:
    """A sentence for each text that is a sample; no reader may miss it."""
    return tuple(pick(c.standing, lang) for c in (page.old, page.new) if c.status == "sample" and c.standing)


def sentence(said: Sentence, lang: Lang) -> str:
    """A sentence without its links."""
    return "".join(run.text for run in (said.en if lang == "en" else said.zh))


def change_rows(page: Page) -> tuple[Row, ...]:
    """The rows of the full text that are changes, one for each, in their order; no signs at old places."""
    return tuple(row for group in page.text.groups for row in group.rows if not row.stub)


def tag(tag: Tag, lang: Lang) -> str:
    """What became of a row: 移动 ← 二（三）."""
    return f"{pick(tag.word, lang)} {tag.detail}".strip()


def outcome(row: Row, lang: Lang) -> str:
    """All that became of a row; empty where nothing did."""
    return pick(SEMICOLON, lang).join(tag(t, lang) for t in row.tags)


def card_rows(page: Page, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """What is known of the two documents: a label and what holds of each."""
    old, new = _card(page.old, lang), _card(page.new, lang)
    for label in old:
        if old[label] or new[label]:
            unknown = pick(WORDS["not_known"], lang)
            yield label, old[label] or unknown, new[label] or unknown


def _card(card: DocumentCard, lang: Lang) -> dict[str, str]:
    sources = [f"{s.name}（{s.retrieved}）" if s.retrieved else s.name for s in card.sources]
    standing = [pick(card.standing, lang)] if card.standing and card.status != "sample" else []
    stop = pick(SEMICOLON, lang)
    return {
        pick(OUTPUTS["title"], lang): card.title,
        pick(WORDS["number"], lang): card.number,
        pick(WORDS["issuer"], lang): card.issuer,
        pick(WORDS["issued"], lang): card.issued,
        pick(WORDS["status"], lang): stop.join([pick(card.status_word, lang), *standing]),
        pick(WORDS["source"], lang): stop.join(sources),
        pick(WORDS["size"], lang): stop.join(filter(None, (pick(card.size, lang), pick(card.mended, lang)))),
    }


def duty(duty: Duty, lang: Lang) -> str:
    """One task of one unit: 落实专项措施（牵头 ← 商标局). What became of it and where it stands come before it."""
    role = " ".join(filter(None, (pick(duty.role, lang), duty.other and f"{duty.sign} {duty.other}")))
    return f"{duty.task}{bracketed(role, lang)}"


def clause(line: ClauseLine, lang: Lang) -> str:
    """A clause in a list, without its place: heading, beginning, where it came from, units."""
    words = "　".join(filter(None, (line.heading, line.excerpt)))
    detail = f" {pick(line.detail, lang)}" if line.detail else ""
    named = all(unit in line.excerpt for unit in line.units.split("、"))
    units = "" if named else bracketed(line.units, lang)
    return f"{words}{detail}{units}"


def note(line: NoteLine, lang: Lang) -> str:
    """A doubt with its place: 2020 一（三）：…."""
    where = " ".join(filter(None, (line.side, line.place)))
    stop = pick(COLON, lang)
    return f"{where}{stop if where else ''}{pick(line.message, lang)}"


def mending(mending: Mending, lang: Lang) -> str:
    """How much of a source was mended, rule by rule: 2020：还原 1,525 处（…1,512；…13）."""
    rules = "；".join(f"{pick(r.word, lang)} {r.count:,}" for r in mending.rules)
    return pick(OUTPUTS["mended"], lang).format(id=mending.id, count=f"{mending.count:,}", rules=rules)


def remarks(page: Page, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """What a reader must know of the texts: what was mended, doubts, what was not compared."""
    found = (
        ("repairs", [mending(m, lang) for m in page.mending if m.count]),
        ("notes", [note(n, lang) for n in page.doubts]),
        ("not_compared", [note(n, lang) for n in page.left_out]),
    )
    empty = {"repairs": "no_repairs", "notes": "no_notes"}
    for name, lines in found:
        if lines or name in empty:
            yield pick(WORDS[name], lang), lines or [pick(WORDS[empty[name]], lang)]


def fact_lines(comparison: Comparison, page: Page, change: Change, lang: Lang) -> list[str]:
    """What became of the targets and units of one change, where anything did."""
    moved = [i for i, c in enumerate(comparison.target_changes) if c.status != "kept"]
    rows = dict(zip(moved, page.targets, strict=True))
    tasks = [comparison.responsibility_changes[i] for i in change.responsibility_changes]
    return [
        *(_target_line(rows[i], lang) for i in change.target_changes if i in rows),
        *(_task_line(c, lang) for c in tasks if c.status != "kept"),
    ]


def _target_line(row: TargetRow, lang: Lang) -> str:
    return pick(OUTPUTS["target_line"], lang).format(
        indicator=row.indicator, outcome=f"{row.sign} {pick(row.outcome, lang)}".strip()
    )


def _task_line(change: ResponsibilityChange, lang: Lang) -> str:
    units = " → ".join(dict.fromkeys(r.office for r in (change.old, change.new) if r))
    roles = " → ".join(dict.fromkeys(pick(ROLE[r.role], lang) for r in (change.old, change.new) if r))
    outcome = pick(RESPONSIBILITY_STATUS[change.status], lang)
    return pick(OUTPUTS["task_line"], lang).format(units=units, outcome=outcome, roles=roles)
