"""The search over all years: the page, and each text as a classic script, which a page from a file may load too."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

from policydiff.model import Document
from policydiff.report.html.page import TEMPLATES as REPORT_TEMPLATES
from policydiff.report.html.page import fill
from policydiff.report.said.addresses import anchors, place
from policydiff.wording import Lang
from policydiff.wording.site import WORDS
from policydiff.years.site.plan import Plan, shard_file

TEMPLATES = Path(__file__).parents[1] / "templates"


def render(planned: Plan, *, lang: Lang = "zh") -> str:
    """The page; it loads the texts when something is looked for."""
    return fill(
        TEMPLATES / "search.html.j2",
        styles=[REPORT_TEMPLATES / "page.css", TEMPLATES / "years.css"],
        scripts=[TEMPLATES / "years.js", TEMPLATES / "search.js"],
        may_load="'self' file:",
        lang=lang,
        w=SimpleNamespace(**WORDS),
        title=WORDS["search_title"],
        shards=[(d.head.id, shard_file(d)) for d in planned.documents],
    )


def shards(planned: Plan) -> dict[str, str]:
    """The texts by the names of their files."""
    links = _links(planned)
    return {shard_file(d): _shard(d, *links.get(d.head.id, ("", ""))) for d in planned.documents}


def _links(planned: Plan) -> dict[str, tuple[str, str]]:
    """For each document a report that shows it, and on which side: the one in which it is new, else the next."""
    found = {p.old.head.id: (p.file, "old") for p in planned.pairs}
    return found | {p.new.head.id: (p.file, "new") for p in planned.pairs}


def _shard(document: Document, report: str, side: str) -> str:
    names = anchors(side or "new", document.clauses)
    record = {
        "id": document.head.id,
        "title": document.head.title or "",
        "text": document.text,
        "report": report,
        "clauses": [[c.start, place(c), names[c.id]] for c in document.clauses],
    }
    # U+2028 and U+2029 ended a line of a script in older browsers.
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    for code in (0x2028, 0x2029):
        written = written.replace(chr(code), f"\\u{code:04x}")
    return f"policydiffText({written});\n"
