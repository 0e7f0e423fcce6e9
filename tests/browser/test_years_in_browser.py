"""The pages on years as a reader meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from policydiff.years.site import build_site
from tests.browser.test_report_in_browser import AXE, RULES
from tests.test_history import REPORTS
from tests.years_samples import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of three years, as files."""
    folder = tmp_path_factory.mktemp("years")
    root = corpus(folder, {f"{y}/text.txt": t for y, t in REPORTS.items()})
    build_site(root, folder / "reports")
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
        file, _, query = name.partition("#")
        page.goto((pages / file).as_uri() + f"#{query}" * bool(query))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


LOOKS = [(1440, False, "zh"), (1440, True, "en"), (390, True, "zh"), (390, False, "en")]


@pytest.mark.parametrize(("width", "dark", "lang"), LOOKS)
@pytest.mark.parametrize("name", ["history.html", "index.html", "search.html#q=城镇"])
def test_no_violation_of_wcag_2_2_aa(open_page, name, width, dark, lang):
    page = open_page(name, width=width, dark=dark)
    if lang == "en":
        page.click("#lang")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("words", ["城镇新增就业", "，", "老城区改造，改善", "没有这些字", "%", "<b>"])
def test_a_search_finds_every_place_and_counts_them_exactly(open_page, words):
    page = open_page("search.html")
    page.fill("#q", words)
    page.press("#q", "Enter")
    count = sum(text.count(words) for text in REPORTS.values())
    page.wait_for_selector(f"#count[data-count='{count}']")
    while page.locator("#more").is_visible():
        page.click("#more")
    assert page.locator("#hits mark").count() == count


def test_a_hit_leads_to_its_clause_in_a_report(open_page):
    page = open_page("search.html#q=停车设施")
    page.wait_for_selector("#hits a")
    page.locator("#hits a").last.click()
    page.wait_for_url("**/2015-2017.html#new-*")
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert "停车设施" in page.locator(f"[id='{anchor}']").inner_text()


def test_every_link_of_the_site_leads_somewhere(open_page, pages):
    for name in ("index.html", "search.html"):
        page = open_page(name)
        links = page.evaluate("[...document.querySelectorAll('a[href], link[href]')].map(a => a.getAttribute('href'))")
        assert links
        for link in links:
            assert not link.startswith(("/", "file:", "http"))
            file = unquote(link.partition("#")[0])
            assert not file or (pages / file).is_file(), link


def test_a_line_opens_into_its_texts(open_page):
    page = open_page("history.html")
    line = page.locator("#lines details", has_text="扩大有效投资").first
    line.locator("summary").click()
    assert "停车设施" in line.locator("ins").first.inner_text()
