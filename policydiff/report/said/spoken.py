"""What is said in one language, for files without markup of their own."""

from __future__ import annotations

from collections.abc import Iterator

from policydiff.report.said.model import (
    ClauseLine,
    DocumentCard,
    NoteLine,
    Repairs,
    Report,
    ResponsibilityLine,
    Sentence,
)
from policydiff.wording import Lang, pick
from policydiff.wording.both import COLON, SEMICOLON, bracketed
from policydiff.wording.interface import OUTPUTS, WORDS


def heading(report: Report, lang: Lang) -> str:
    """What stands above a table of old and new text: 《…工作指引》新旧条文对照表."""
    subject = report.subject if "《" in report.subject or not report.subject else f"《{report.subject}》"
    return pick(OUTPUTS["heading"], lang).format(subject=subject).strip()


def banners(report: Report, lang: Lang) -> tuple[str, ...]:
    """A sentence for each text that is a sample; no reader may miss it."""
    return tuple(pick(c.standing, lang) for c in (report.old, report.new) if c.status == "sample" and c.standing)


def sentence(said: Sentence, lang: Lang) -> str:
    """A sentence without its links."""
    return "".join(run.text for run in (said.en if lang == "en" else said.zh))


def card_rows(report: Report, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """What is known of the two documents: a label and what holds of each."""
    old, new = _card(report.old, lang), _card(report.new, lang)
    for label in old:
        if old[label] or new[label]:
            unknown = pick(WORDS["not_known"], lang)
            yield label, old[label] or unknown, new[label] or unknown


def _card(card: DocumentCard, lang: Lang) -> dict[str, str]:
    sources = [f"{s.name}（{s.retrieved}）" if s.retrieved else s.name for s in card.sources]
    standing = [pick(card.standing, lang)] if card.standing and card.status != "sample" else []
    stop = pick(SEMICOLON, lang)
    return {
        pick(OUTPUTS["title"], lang): card.title or pick(WORDS["untitled"], lang),
        pick(WORDS["number"], lang): card.number,
        pick(WORDS["issuer"], lang): card.issuer,
        pick(WORDS["issued"], lang): card.issued,
        pick(WORDS["status"], lang): stop.join([pick(card.status_word, lang), *standing]),
        pick(WORDS["source"], lang): stop.join(sources),
        pick(WORDS["size"], lang): stop.join(filter(None, (pick(card.size, lang), pick(card.repaired, lang)))),
    }


def responsibility(line: ResponsibilityLine, lang: Lang) -> str:
    """One task of one office: 落实专项措施（牵头 ← 商标局). What became of it and where it stands come before it."""
    role = " ".join(filter(None, (pick(line.role, lang), line.other and f"{line.sign} {line.other}")))
    return f"{line.task}{bracketed(role, lang)}"


def clause(line: ClauseLine, lang: Lang) -> str:
    """A clause in a list, without its place: heading, beginning, where it came from, offices."""
    words = "　".join(filter(None, (line.heading, line.excerpt)))
    detail = f" {pick(line.detail, lang)}" if line.detail else ""
    named = all(office in line.excerpt for office in line.offices.split("、"))
    offices = "" if named else bracketed(line.offices, lang)
    below = bracketed(pick(line.below, lang), lang) if line.below else ""
    return f"{words}{detail}{below}{offices}"


def note(line: NoteLine, lang: Lang) -> str:
    """A doubt with its place: 2020 一（三）：…."""
    where = " ".join(filter(None, (line.side, line.place)))
    stop = pick(COLON, lang)
    return f"{where}{stop if where else ''}{pick(line.message, lang)}"


def repairs(found: Repairs, lang: Lang) -> str:
    """How much of a source was mended, rule by rule: 2020：还原 1,525 处（…1,512；…13）."""
    rules = "；".join(f"{pick(r.word, lang)} {r.count:,}" for r in found.rules)
    return pick(OUTPUTS["repaired"], lang).format(id=found.id, count=f"{found.count:,}", rules=rules)


def remarks(report: Report, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """What a reader must know of the texts: what was mended, doubts, what was not compared."""
    found = (
        ("repairs", [repairs(m, lang) for m in report.repairs if m.count]),
        ("notes", [note(n, lang) for n in report.doubts]),
        ("not_compared", [note(n, lang) for n in report.left_out]),
    )
    empty = {"repairs": "no_repairs", "notes": "no_notes"}
    for name, lines in found:
        if lines or name in empty:
            yield pick(WORDS[name], lang), lines or [pick(WORDS[empty[name]], lang)]
