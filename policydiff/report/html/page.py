"""A comparison as one HTML file: no request to anywhere, nothing to build, complete with scripts off."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from policydiff.model import Comparison
from policydiff.report.html.markup import shown
from policydiff.report.said.report import say
from policydiff.report.said.signs import KINDS
from policydiff.wording import Both, Lang
from policydiff.wording.interface import WORDS

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("page.css", "text.css", "print.css")
SCRIPTS = ("page.js", "find.js", "cite.js")


def render_html(comparison: Comparison, *, lang: Lang = "zh") -> str:
    """The report. The same comparison gives the same text, whatever the time or the machine.

    `lang` is the language that the page opens in; it carries both.
    """
    return fill(
        TEMPLATES / "report.html.j2",
        styles=[TEMPLATES / n for n in STYLES],
        scripts=[TEMPLATES / n for n in SCRIPTS],
        page=say(comparison),
        lang=lang,
        w=SimpleNamespace(**WORDS),  # a dict has names of its own, such as "clear"
        kinds=SimpleNamespace(**KINDS),
    )


def fill(
    template: Path, *, styles: Sequence[Path], scripts: Sequence[Path], may_load: str = "", **values: object
) -> str:
    """A template with values, and with its styles, scripts and the policy that lets in only these.

    `may_load` names sources of further scripts, as a policy does ('self').
    """
    css, script = _joined(tuple(styles)), _joined(tuple(scripts))
    return _template(template).render(
        css=_verbatim(css), script=_verbatim(script), policy=content_security_policy(css, script, may_load), **values
    )


def content_security_policy(css: str, script: str, may_load: str = "") -> str:
    """Nothing is loaded but from `may_load`; no style or script runs but the page's own, named by their hashes."""
    sources = f"'{_hash(script)}' {may_load}".rstrip()
    return f"default-src 'none'; style-src '{_hash(css)}'; script-src {sources}; base-uri 'none'; form-action 'none'"


@cache
def _joined(paths: tuple[Path, ...]) -> str:
    # Line breaks must be the same on every system, or the hashes would not be.
    return "\n" + "".join(p.read_text(encoding="utf-8").replace("\r\n", "\n") for p in paths)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()


@cache
def _template(path: Path) -> Template:
    """The template, compiled once a process: that takes longer than to fill it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from policydiff.report.html.compiled import Kept

    environment = Environment(
        loader=FileSystemLoader(path.parent),
        bytecode_cache=Kept(path.parent, "autoescape trim_blocks lstrip_blocks"),
        undefined=StrictUndefined,
        finalize=_in_both_languages,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: Markup(shown(text))  # noqa: S704 - escaped there
    return environment.get_template(path.name)


def _in_both_languages(value: object) -> object:
    """Both wordings as markup; the style sheet shows the one in the page's language."""
    from markupsafe import Markup

    if not isinstance(value, Both):
        return value
    if value.zh == value.en:
        return Markup(shown(value.zh))  # noqa: S704 - escaped there
    return Markup(f"<span lang=zh>{shown(value.zh)}</span><span lang=en>{shown(value.en)}</span>")  # noqa: S704


def _verbatim(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the package's own files, never a document's words
