"""CSV and Markdown."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policydiff.facts.document import extract_facts
from policydiff.report.escape import for_csv, for_markdown, legal
from policydiff.report.text.csv import facts_csv, render_csv
from policydiff.report.text.md import render_md
from tests import outputs_sample

LANGS = ("zh", "en")
NAMES = ("plain", "unchanged", "hostile")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


# ---------------------------------------------------------------- csv


def test_csv_has_a_byte_order_mark_and_crlf():
    text = render_csv(outputs_sample.plain())
    assert text.startswith("\ufeffid,presence,wording,position,change,")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == len(outputs_sample.plain().changes) + 1


def test_csv_has_a_row_for_each_change_with_whole_texts():
    comparison = outputs_sample.plain()
    rows = read_csv(render_csv(comparison))
    assert [r["id"] for r in rows] == [c.id for c in comparison.changes]
    for row, change in zip(rows, comparison.changes, strict=True):
        assert row["presence"] == change.presence
        assert row["old_text"] == "\n".join(comparison.old.by_id[i].text for i in change.old)
        assert row["new_clauses"] == "; ".join(change.new)


def test_only_the_column_of_words_follows_the_language():
    zh, en = (read_csv(render_csv(outputs_sample.plain(), lang=lang)) for lang in LANGS)
    assert {r["change"] for r in zh} >= {"新增", "取消", "改写"}
    assert {r["change"] for r in en} >= {"Added", "Dropped", "Revised"}
    for a, b in zip(zh, en, strict=True):
        assert {k: v for k, v in a.items() if k != "change"} == {k: v for k, v in b.items() if k != "change"}


@pytest.mark.parametrize("kind", ["targets", "responsibilities", "all"])
def test_facts_as_csv(kind):
    document = outputs_sample.plain().old
    rows = read_csv(facts_csv(document, extract_facts(document), kind=kind))
    values = {r.get("indicator"): r.get("value") for r in rows}
    units = {r.get("normal") for r in rows}
    assert (values.get("商标注册平均审查周期") == "5") == (kind != "responsibilities")
    assert ({"保护司", "商标局"} <= units) == (kind != "targets")
    assert [r["record"] for r in rows] == sorted((r["record"] for r in rows), reverse=True) if kind == "all" else True
    assert all(document.text[int(r["start"]) : int(r["end"])] == r["quote"] for r in rows)


def test_no_field_of_a_document_would_be_computed():
    comparison = outputs_sample.hostile()
    written = [render_csv(comparison), facts_csv(comparison.old, comparison.old_facts)]
    fields = [f for text in written for row in csv.reader(StringIO(text, newline="")) for f in row]
    dangerous = [f for f in fields if f.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋") and len(f.strip()) > 1]
    assert dangerous == ["-1.5"] * len(outputs_sample.HOSTILE)  # the targets' values are numbers
    assert "'+1" in fields


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_an_escaped_field_is_the_text_with_at_most_an_apostrophe(text):
    assert for_csv(text) in (legal(text), "'" + legal(text))


# ---------------------------------------------------------------- markdown


def shown(source: str) -> str:
    """The text that a reader of the rendered Markdown sees, all markup gone."""
    return "".join(
        token.content if token.type == "text" else " " if token.type == "softbreak" else f"<{token.type}>"
        for block in MARKDOWN.parse(source)
        for token in block.children or ()
    )


@given(st.text(max_size=40) | st.text("#-+*_=~`|[]()<>!&:.\\1 \n\t>w@\"'", max_size=20))
@settings(max_examples=200)
@example("1. 项")
@example("---")
@example("    代码")
@example("[a]: b")
@example("a\\|b")
@example("<!-- -->")
@example("&amp;")
def test_escaped_text_is_shown_as_it_stands_wherever_it_is_put(text):
    expected = " ".join(legal(text).split())
    escaped = for_markdown(text)
    if not expected:
        assert not escaped
        return
    for before, after in (("", ""), ("- ", ""), ("> ", ""), ("| 甲 |\n| --- |\n| ", " |")):
        assert shown(f"{before}{escaped}{after}").removeprefix("甲").replace("\u2060", "") == expected


ALLOWED = {"heading", "paragraph", "inline", "bullet_list", "list_item", "blockquote", "table", "thead", "tbody", "tr"}
ALLOWED |= {"th", "td", "text", "strong"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_markdown_has_no_markup_but_its_own(name, lang):
    tokens = MARKDOWN.parse(render_md(getattr(outputs_sample, name)(), lang=lang))
    kinds = {t.type.removesuffix("_open").removesuffix("_close") for b in tokens for t in (b, *(b.children or ()))}
    assert kinds <= ALLOWED


@pytest.mark.parametrize("word", ["https://a.cn", "www.a.cn", "a@a.cn", "@everyone", "mailto:a"])
def test_bare_addresses_and_names_are_broken_up(word):
    assert word not in for_markdown(word)


def test_markdown_says_what_is_new():
    text = render_md(outputs_sample.plain())
    assert text.startswith(
        "# 推动知识产权高质量发展年度工作指引：2020 与 2019 相比变了什么\n\n> ⚠ **2019 是为本项目制作的示例"
    )
    assert "| 商标注册平均审查周期 | ≤ 5 个月（一（一）" in text
    assert "| ▼ 收紧 1 个月 |" in text
    assert "| 人事司 | － 不再承担 2019 二（一） 分期分批组织集中学习" in text
    assert "- **二（一）** 复工复产 落实支持企业的各项专项措施，全力支持疫情防控。（各地方知识产权局负责）" in text


def test_markdown_of_a_text_against_itself():
    text = render_md(outputs_sample.unchanged(), lang="en")
    assert "Neither document sets a quantified target." in text
    assert "⚠" not in text
