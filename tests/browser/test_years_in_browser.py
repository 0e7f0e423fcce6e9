"""The pages on years as a reader meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policydiff.years.history import history, to_bytes
from tests.browser.test_report_in_browser import AXE, RULES
from tests.test_history import REPORTS
from tests.years_samples import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of three years, as a file."""
    folder = tmp_path_factory.mktemp("years")
    root = corpus(folder, {f"{y}/text.txt": t for y, t in REPORTS.items()})
    (folder / "reports").mkdir()
    (folder / "reports" / "history.html").write_bytes(to_bytes(history(root)[0], "html"))
    return folder / "reports"


@pytest.fixture
def open_page(browser: Browser, pages: Path) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end no file outside of its folder may have been asked for, and nothing been refused."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def opened(name: str, *, width: int = 1440, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith(pages.as_uri()) else troubles.append(r.url))
        page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.goto((pages / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


LOOKS = [(1440, False, "zh"), (1440, True, "en"), (390, True, "zh"), (390, False, "en")]


@pytest.mark.parametrize(("width", "dark", "lang"), LOOKS)
@pytest.mark.parametrize("name", ["history.html"])
def test_no_violation_of_wcag_2_2_aa(open_page, name, width, dark, lang):
    page = open_page(name, width=width, dark=dark)
    if lang == "en":
        page.click("#lang")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_line_opens_into_its_texts(open_page):
    page = open_page("history.html")
    line = page.locator("#lines details", has_text="扩大有效投资").first
    line.locator("summary").click()
    assert "停车设施" in line.locator("ins").first.inner_text()
