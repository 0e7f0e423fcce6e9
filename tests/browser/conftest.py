"""A real browser for the report's tests: Debian's chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policydiff.report.html.page import render_html
from tests import machine
from tests.report_samples import guidance, hostile
from tests.test_report_html import many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLES = {"guidance": guidance, "hostile": hostile, "long": lambda: many(90)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = machine.chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, sample in SAMPLES.items():
        (folder / f"{name}.html").write_text(render_html(sample()), encoding="utf-8")
    return folder


@pytest.fixture
def show(browser: Browser, reports: Path) -> Iterator[Callable[..., Page]]:
    """Open a report; at the end nothing may have been asked of the network, and nothing been refused or broken."""
    contexts = []
    troubles: list[str] = []

    def opened(
        name: str = "guidance",
        *,
        at: str = "",
        width: int = 1440,
        dark: bool = False,
        scripts: bool = True,
        refusals: bool = False,  # whether the page will be asked to do what its policy refuses
    ) -> Page:
        context: Any = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page: Page = context.new_page()
        address = (reports / f"{name}.html").as_uri()
        page.on("request", lambda r: None if r.url.startswith((address, "blob:")) else troubles.append(r.url))
        if not refusals:
            page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.goto(address + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
