"""The report as a reader meets it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.report_samples import guidance

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Show = Callable[..., Page]

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def seen(page: Page, selector: str) -> list[str]:
    """The ids of the elements that a reader can see."""
    return page.evaluate(
        "s => [...document.querySelectorAll(s)].filter(e => e.getClientRects().length).map(e => e.id)", selector
    )


def in_sight(page: Page, anchor: str) -> bool:
    """Whether an element's first line is on the screen, below the tool bar."""
    return page.evaluate(
        """id => { const box = document.getElementById(id).getClientRects()[0];
        const bar = document.querySelector('.tools').getBoundingClientRect().bottom;
        return Boolean(box) && box.top >= Math.max(0, bar) - 1 && box.top < innerHeight }""",
        anchor,
    )


# ---------------------------------------------------------------- accessibility


@pytest.mark.parametrize(
    ("width", "dark", "lang"),
    [(1440, False, "zh"), (1440, True, "en"), (390, True, "zh"), (390, False, "en")],
    ids=["wide light zh", "wide dark en", "narrow dark zh", "narrow light en"],
)
def test_no_violation_of_wcag_2_2_aa(show: Show, width: int, *, dark: bool, lang: str) -> None:
    page = show(width=width, dark=dark)
    if lang == "en":
        page.click("#lang")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for dialog in ("", "help-dialog", "pair-dialog") if dark and width == 1440 else ("",):
        if dialog:
            page.evaluate(
                "id => { document.querySelector('dialog[open]')?.close(); document.getElementById(id).showModal() }",
                dialog,
            )
        found = page.evaluate(
            "([on, rules]) => axe.run(on || document, { runOnly: rules })", [dialog and f"#{dialog}", RULES]
        )
        assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found["violations"]] == []


@pytest.mark.parametrize("width", [1440, 1024, 390, 320])
def test_nothing_runs_out_of_the_page(show: Show, width: int) -> None:
    page = show(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_controls_can_be_reached_by_tab_and_show_the_focus(show: Show) -> None:
    page = show(at="#text")
    page.focus("#previous")
    reached = []
    for _ in range(4):
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("Tab")
    assert reached[:4] == ["previous", "next", "view", "help"]


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("width", [1440, 390])
def test_complete_and_readable_with_scripts_off(show: Show, width: int) -> None:
    page = show(width=width, scripts=False)
    comparison = guidance()
    assert not any(bar.is_visible() for bar in page.locator(".toolbar").all())
    assert page.locator("#lang").is_hidden()
    shown = page.locator(".rows").inner_text()
    for document in (comparison.old, comparison.new):
        assert [c.id for c in document.clauses if c.content[:30] not in shown and c.content[-30:] not in shown] == []
    assert page.locator("#new-s1-i2-p1").is_visible()  # in a fold


def test_folds_open_for_a_link_and_for_paper(show: Show) -> None:
    page = show()
    assert page.locator("#new-s1-i2-p1").is_hidden()
    page.goto(page.url + "#new-s1-i2-p1")
    assert in_sight(page, "new-s1-i2-p1")
    page = show()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#new-s1-i2-p1").is_visible()
    assert not any(bar.is_visible() for bar in page.locator(".toolbar").all())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#new-s1-i2-p1").is_hidden()


def test_prints_to_a4(show: Show) -> None:
    pdf = show().pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert b"/MediaBox [0 0 59" in pdf  # 595 × 842 points


@pytest.mark.parametrize(
    "link", ["a[href='#new-s1-i3-x1-t1']", "a[href='#old-s1-i3-x1-t1']", "#duties a[href='#new-s2-i2-r1']"]
)
def test_a_table_row_leads_to_the_exact_words(show: Show, link: str) -> None:
    page = show()
    page.click(f"{link} >> nth=0")
    anchor = page.evaluate("location.hash.slice(1)")
    assert in_sight(page, anchor)
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).outlineStyle") == "solid"


def test_one_column_reads_as_one_text_with_the_changes_in_it(show: Show) -> None:
    page = show()
    cell = "#c-new-s1-i3-x1"
    assert not page.locator(f"{cell} del.u").first.is_visible()
    page.click("#view")
    assert page.locator(f"{cell} .cell.old").is_hidden()
    assert "压减至17.5个月16个月以内" in page.locator(f"{cell} .cell.new p").inner_text()
    assert page.locator("#old-s2-i3").is_visible()  # rewritten: one above the other
    page.goto(page.url.split("#")[0] + "#old-s1-i3-x1-t1")
    assert in_sight(page, "c-new-s1-i3-x1")
    page.click("#view")
    assert page.locator(f"{cell} .cell.old").is_visible()


def test_a_narrow_screen_gets_one_column(show: Show) -> None:
    page = show(width=390)
    assert page.locator("#c-new-s1-i3-x1 .cell.old").is_hidden()
    assert page.locator("#choices").is_hidden()
    page.click("#filters")
    assert page.locator("#choices").is_visible()


def test_labels_and_tools_stay_in_sight(show: Show) -> None:
    page = show("long", at="#new-j9")
    page.evaluate("scrollBy(0, 150)")
    top = page.evaluate("document.querySelector('#new-j9 .lab').getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.tools').getBoundingClientRect().bottom")
    assert 0 <= top - bar < 3


def test_language_is_switched_without_loading_again(show: Show) -> None:
    page = show()
    page.evaluate("window.before = 1")
    page.click("#lang")
    assert page.evaluate("[document.documentElement.lang, window.before]") == ["en", 1]
    assert page.title().startswith("2019 → 2020 report of changes")
    assert page.inner_text("#h-targets").startswith("Targets")
    assert "新增" not in page.inner_text("#news")
    assert page.locator(".banner").inner_text().count("2019") >= 3  # both languages, always
    assert page.inner_text("#new-s2-i2 p").startswith("（二）支持企业复工复产。")
    page.click("#lang")
    assert page.inner_text("#h-targets").startswith("目标变化")


def test_light_and_dark(show: Show) -> None:
    page = show(dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("#theme")
    light = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == light


def test_the_overview_strip_leads_to_a_change(show: Show) -> None:
    page = show("long", at="#text")
    box = page.locator(".map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] * 0.6)
    chosen = page.evaluate("document.querySelector('.row.at').id")
    assert in_sight(page, chosen)
    assert 40 < int(chosen.rsplit("j", 1)[1]) < 70


# ---------------------------------------------------------------- finding


def test_filter_by_kind(show: Show) -> None:
    page = show()
    page.click("[data-filter=added]")
    assert seen(page, "article.row") == ["c-new-s2-i2"]
    assert seen(page, ".row.bar") == ["c-new-s2"]
    assert page.inner_text("#position") == "– / 1"
    page.click("[data-filter=removed]")
    assert seen(page, "article.row") == ["c-new-s2-i2", "c-old-s2-i2", "c-old-s2-i5"]
    page.click("[data-filter='']")
    assert len(seen(page, "article.row")) > 8
    page.click("[data-filter=reshaped]")
    assert seen(page, "article.row") == ["c-new-s2-i5"]
    page.click(".strip a[data-kind=revised]")
    assert "c-new-s1-i3-x1" in seen(page, "article.row")
    assert "c-new-s2-i5" not in seen(page, "article.row")


def test_filter_by_unit_and_by_targets(show: Show) -> None:
    page = show()
    page.select_option("#unit", label="商标局")
    assert seen(page, "article.row") == ["c-new-s2-i4", "c-new-s2-i5"]
    page.click("#duties a[data-unit] >> nth=0")
    assert page.input_value("#unit") == page.get_attribute("#duties a[data-unit] >> nth=0", "data-unit")
    page.select_option("#unit", "")
    page.click("#only-targets")
    assert seen(page, "article.row") == ["c-new-s1-i3-x1", "c-new-s1-i3-x2", "c-old-s2-i5"]


def test_hide_what_is_only_cosmetic(show: Show) -> None:
    page = show()
    page.click("#hide-cosmetic")
    assert "c-new-s1-i1-p1" not in seen(page, "article.row")
    page.click("#hide-cosmetic")
    assert "c-new-s1-i1-p1" in seen(page, "article.row")


def test_a_link_to_a_filtered_row_lifts_the_filter(show: Show) -> None:
    page = show()
    page.click("[data-filter=added]")
    page.click("#list-removed a >> nth=1")
    assert in_sight(page, "c-old-s2-i5")


def test_search_counts_on_both_sides_and_walks_through_the_hits(show: Show) -> None:
    page = show()
    comparison = guidance()
    page.keyboard.press("/")
    page.keyboard.type("知识产权")
    counts = [d.text.count("知识产权") for d in (comparison.old, comparison.new)]
    assert page.inner_text("#hits-old") == str(counts[0])
    assert page.inner_text("#hits-new") == str(counts[1])
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    assert page.inner_text("#hits .at").strip().startswith("1/")
    assert page.evaluate("CSS.highlights.get('found').size") == sum(counts)
    assert page.evaluate("document.activeElement.id") == "find"
    page.fill("#find", "带动力")  # stands in a fold only
    page.keyboard.press("Enter")
    assert page.locator("#new-s1-i2-p1").is_visible()
    page.fill("#find", "ＴＩＳＣ")
    assert page.inner_text("#hits-new") == "1"
    page.fill("#find", "")
    assert page.inner_text("#hits").strip() == ""


def test_a_word_of_the_vocabulary_is_looked_for(show: Show) -> None:
    page = show()
    page.click("#terms a >> nth=0")
    assert page.inner_text("#hits .at") == "1/2"
    assert in_sight(page, "new-s2-i2")


def test_from_change_to_change_by_key(show: Show) -> None:
    page = show()
    at = "document.querySelector('.row.at')?.id"
    page.keyboard.press("n")
    assert page.evaluate(at) == "c-new-s1-i3-x1"  # the title before it and a comma are a matter of form
    page.keyboard.press("F7")
    assert page.evaluate(at) == "c-new-s1-i3-x2"
    assert page.evaluate("document.activeElement.id") == "c-new-s1-i3-x2"
    page.keyboard.press("Shift+F7")
    page.keyboard.press("p")
    assert page.evaluate(at) == "c-old-s2-i5"  # round to the last
    assert page.inner_text("#position") == "9 / 9"


def test_single_keys_can_be_switched_off(show: Show) -> None:
    page = show()
    page.keyboard.press("?")
    assert page.locator("#help-dialog").is_visible()
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    assert page.locator("#help-dialog").is_hidden()
    page.keyboard.press("n")
    page.keyboard.press("?")
    assert page.evaluate("document.querySelector('.row.at')") is None
    assert page.locator("#help-dialog").is_hidden()
    page.keyboard.press("F7")
    assert page.evaluate("document.querySelector('.row.at').id") == "c-new-s1-i3-x1"


def test_keys_typed_into_the_search_box_are_letters(show: Show) -> None:
    page = show()
    page.focus("#find")
    page.keyboard.type("np?")
    assert page.input_value("#find") == "np?"
    assert page.evaluate("document.querySelector('.row.at')") is None


# ---------------------------------------------------------------- handing on


def test_copy_a_citation(show: Show) -> None:
    page = show()
    page.hover("#new-s2-i2")
    page.click("#new-s2-i2 .cite")
    page.locator("#toast", has_text="2020").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    words = next(c.text for c in guidance().new.clauses if c.id == "二/（二）")
    assert text == f"《推动知识产权高质量发展年度工作指引（2020）》（国知发运字〔2020〕13号）二（二）：“{words}”"
    page.evaluate(
        """() => { const range = document.createRange(); const node = document.querySelector('#old-s2-i5 .hd').firstChild;
        range.setStart(node, 3); range.setEnd(node, 9); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.hover("#old-s2-i5")
    page.click("#old-s2-i5 .cite")
    page.locator("#toast", has_text="2019").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "《推动知识产权高质量发展年度工作指引（2019）》［示例文本，非官方原文］二（五）：“开展业务轮训”"
    )


def test_a_citation_leaves_out_arrows_and_the_other_sides_words(show: Show) -> None:
    page = show()
    page.hover("#new-s2-i3")
    page.click("#new-s2-i3 .cite")
    page.locator("#toast", has_text="2020").wait_for()
    words = next(c.text for c in guidance().new.clauses if c.id == "二/（三）")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"：“{words}”")


def test_overrules_a_pair_and_saves_the_file(show: Show, tmp_path: Path) -> None:
    page = show()
    page.hover("#new-s2-i4")
    page.click("#new-s2-i4 .pair")
    page.select_option("#pair-other", "二/（二）")
    assert page.is_checked("#pair-wrong")
    page.click("#pair-record")
    assert page.locator("#pair-dialog").is_visible()  # a reason must be given
    page.fill("#pair-reason", 'said "so" \\ 因为')
    page.click("#pair-record")
    assert page.inner_text("#tray-count") == "2"
    with page.expect_download() as download:
        page.click("#tray-save")
    assert download.value.suggested_filename == "2019-2020.toml"
    download.value.save_as(tmp_path / "saved.toml")
    reason = 'said "so" \\ 因为'
    assert tomllib.loads((tmp_path / "saved.toml").read_text(encoding="utf-8")) == {
        "clause": [
            {"action": "unlink", "old": "二/（三）", "new": "二/（四）", "reason": reason},
            {"action": "link", "old": "二/（二）", "new": "二/（四）", "reason": reason},
        ]
    }
    page.reload()
    assert page.inner_text("#tray-count") == "2"
    page.click("#tray-clear")
    assert page.locator("#tray").is_hidden()


def test_adds_a_partner_and_keeps_the_one_there_is(show: Show) -> None:
    page = show()
    page.hover("#new-s2-i4")
    page.click("#new-s2-i4 .pair")
    page.select_option("#pair-other", "二/（二）")
    page.uncheck("#pair-wrong")
    page.fill("#pair-reason", "拆自两条")
    page.click("#pair-record")
    assert page.locator("#tray-list li").all_text_contents() == ["二/（二） ⇄ 二/（四）（拆自两条）"]


def test_a_pair_left_alone_needs_no_reason(show: Show) -> None:
    page = show()
    page.hover("#new-s2-i4")
    page.click("#new-s2-i4 .pair")
    page.click("#pair-dialog button[formnovalidate]")
    assert page.locator("#pair-dialog").is_hidden()
    assert page.locator("#tray").is_hidden()


# ---------------------------------------------------------------- safe and quick


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hostile_document_runs_nothing(show: Show, lang: str) -> None:
    page = show("hostile")
    if lang == "en":
        page.click("#lang")
    page.keyboard.press("n")
    page.fill("#find", "script>")
    page.hover("#new-s1-i1")
    page.click("#new-s1-i1 .cite")
    page.click("#new-s1-i1 .pair")
    page.check("#pair-wrong")
    page.click("#pair-record")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.images.length + document.querySelectorAll('script').length") == 1
    assert page.evaluate("getComputedStyle(document.querySelector('bdi.unseen')).unicodeBidi").startswith("isolate")


def test_the_policy_lets_no_foreign_script_or_style_in(show: Show) -> None:
    page = show(refusals=True)
    refused = page.evaluate(
        """() => new Promise((resolve) => {
            const seen = []; addEventListener('securitypolicyviolation', (e) => { seen.push(e.effectiveDirective); });
            const script = document.createElement('script'); script.textContent = 'window.hit = 1'; document.body.append(script);
            const image = new Image(); image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; document.body.append(image);
            document.body.setAttribute('style', 'color: red');
            setTimeout(() => resolve(seen), 100); })"""
    )
    assert set(refused) >= {"script-src-elem", "img-src", "style-src-attr"}
    assert page.evaluate("window.hit") is None


def test_twenty_thousand_characters_a_side_are_ready_soon(show: Show) -> None:
    page = show("long")
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    step = page.evaluate(
        """() => { const from = performance.now(); document.getElementById('next').click();
        document.querySelector('[data-filter=revised]').click(); document.body.offsetHeight; return performance.now() - from }"""
    )
    # A second on a machine of its own; the machines that run tests are shared.
    assert ready < 2500
    assert step < 1000


# ---------------------------------------------------------------- what a keyboard and a pairing find


def test_stepping_begins_at_the_first_change_of_substance(show: Show) -> None:
    page = show()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.dataset.k") not in ("formal", "cosmetic", "renumbered")


def test_escape_leaves_the_search_box(show: Show) -> None:
    page = show()
    page.keyboard.press("/")
    page.keyboard.type("商标")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("n")
    assert page.input_value("#find") == "商标"


def test_a_keyboard_never_writes_into_a_hidden_field(show: Show) -> None:
    page = show(width=390)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id === 'find' && document.activeElement.getClientRects().length > 0")


def test_a_pairing_offers_each_address_with_its_own_words(show: Show) -> None:
    page = show()
    comparison = guidance()
    for block, document in (("#new-s2-i4", comparison.old), ("#old-s2-i2", comparison.new)):
        page.locator(f"{block} .pair").evaluate("button => button.click()")
        options = page.locator("#pair-other option").evaluate_all("all => all.map(o => [o.value, o.textContent])")
        for address, said in options[1:]:
            words = said.removeprefix(f"{address}　")
            assert document.by_id[address].text.strip().startswith(words.strip())
        page.click("#pair-dialog button[formnovalidate]")


def test_the_paragraph_is_copied_in_the_language_of_the_page(show: Show) -> None:
    page = show()
    page.locator("#digest").evaluate("p => { p.closest('details').open = true }")
    page.click("#digest-copy")
    page.locator("#toast", has_text="已复制：2020 与 2019 相比").wait_for()
    page.click("#lang")
    page.click("#digest-copy")
    page.locator("#toast", has_text="Copied: 2020 against 2019").wait_for()
