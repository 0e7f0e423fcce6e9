"""The HTML report as a file: what it says, that it is whole, safe, small and always the same."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from hashlib import sha256

import pytest

from policydiff.model import Change, Clause, Comparison, Document, Facts, Head, Note
from policydiff.report.html.page import SCRIPTS, STYLES, TEMPLATES, render_html
from policydiff.text.inline import edits
from policydiff.wording.interface import WORDS
from policydiff.wording.sentences import SENTENCES
from tests.html_tree import Element, read
from tests.report_samples import HOSTILE, guidance, hostile, identical

NOT_TEXT = ("go", "u")  # arrows, and what the other side had there


@pytest.fixture(scope="module")
def page() -> Element:
    return read(render_html(guidance()))


@pytest.fixture(scope="module")
def wicked() -> Element:
    return read(render_html(hostile()))


def row(page: Element, clause: str) -> Element:
    """The row of the full text in which a clause stands."""
    return next(r for r in page.having("class", "row") if any(e.attributes["id"] == clause for e in r.having("id")))


# ---------------------------------------------------------------- what it says


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "新增 二（二） 支持企业复工复产，责任单位：局内有关部门、各地方知识产权局"),
        ("zh", "3 项指标收紧：高价值专利审查周期 ≤\u00a017.5\u00a0个月\u00a0→ ≤\u00a016\u00a0个月；"
               "商标注册平均审查周期 ≤\u00a05\u00a0个月\u00a0→ 4\u00a0个月；商标网上申请比例 ≥\u00a090%\u00a0→ ≥\u00a092%"),
        ("zh", "1 项新指标：知识产权保险保障金额 增长 ≥\u00a020%"),
        ("zh", "1 项任务换了单位：（战略规划司负责）对标国际一流水平… 办公室 → 公共服务司"),
        ("zh", "取消 二（二） 推进法治建设；二（五） 开展业务轮训"),
        ("zh", "1 项任务换了位置：二（一） 完善指标统计与监测（第 6 位 → 第 1 位）"),
        ("en", "New: 二（二） 支持企业复工复产; units: 局内有关部门、各地方知识产权局"),
        ("en", "Targets loosened (1): 技术与创新支持中心 add 50\u00a0→ add 30"),
    ],
    ids=["added", "tightened", "new target", "reassigned", "dropped", "moved", "added in English", "loosened in English"],
)  # fmt: skip
def test_headlines(page: Element, lang: str, sentence: str) -> None:
    said = [li.said(lang) for li in page.get("news").all() if li.tag == "li"]
    assert any(s.endswith(sentence) for s in said), said


def test_headlines_come_in_the_order_of_weight(page: Element) -> None:
    kinds = [e.attributes["class"] for e in page.get("news").having("class", "sign")]
    assert kinds == ["sign moved", "sign added", "sign removed", "sign reshaped", "sign revised", "sign revised", "sign added", "sign removed", "sign moved", "sign revised"]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("高价值专利审查周期", ["≤\u00a017.5\u00a0个月", "≤\u00a016\u00a0个月", "▼ 收紧 1.5\u00a0个月"]),
        ("商标网上申请比例", ["≥\u00a090%", "≥\u00a092%", "▲ 收紧 2\u00a0个百分点"]),
        ("技术与创新支持中心", ["新增 50\u00a0家", "新增 30\u00a0家", "▼ 放宽 20\u00a0家"]),
        ("知识产权保险保障金额", ["增长 ≥\u00a020%", "＋ 新增"]),
        ("每万人口发明专利拥有量", ["12.5\u00a0件", "－ 不再提出"]),
    ],
)
def test_target_table(page: Element, indicator: str, expected: list[str]) -> None:
    found = next(r for r in page.get("targets").all() if r.tag == "tr" and indicator in r.said())
    values = [e.said() for e in found.having("class", "value")] + [e.said() for e in found.having("class", "tag")]
    assert values == expected
    for link in found.having("class", "quote"):
        assert next(q for q in link.all() if q.tag == "q").text() in page.get((link.attributes["href"] or "")[1:]).text(
            without=NOT_TEXT
        )


def test_qualitative_targets_stand_apart(page: Element) -> None:
    tables = [t for t in page.get("targets").all() if t.tag == "table"]
    assert ["知识产权保护满意度" in t.said() for t in tables] == [False, True]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("公共服务司", ["← 接办 2020 二（三）", "← 办公室", "二（六）"]),
        ("办公室", ["→ 移交 2019 二（一）", "→ 公共服务司"]),
        ("商标局", ["－ 不再承担 2019 二（三）", "△ 角色变化", "牵头 → 参与"]),
        ("各地方知识产权局", ["＋ 新承担 2020 二（二）", "负责"]),
    ],
)
def test_responsibility_table(page: Element, unit: str, said: list[str]) -> None:
    text = next(r.said() for r in page.get("duties").all() if r.tag == "tr" and unit in r.children[0].said())  # type: ignore[union-attr]
    assert [s for s in said if s not in text] == []


def test_units_that_only_kept_their_tasks_stand_apart(page: Element) -> None:
    kept = next(page.get("duties").having("class", "kept-units")).said()
    assert [u for u in ("战略规划司", "条法司", "国际合作司", "保护司") if u not in kept] == []
    assert "商标局" not in kept


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("added", "二（二） 支持企业复工复产"),
        ("removed", "二（五） 开展业务轮训"),
        ("moved", "二（一） 完善指标统计与监测 ← 二（六）"),
        ("reshaped", "二（四） → 二（五），二（六）"),
    ],
)
def test_lists_of_clauses(page: Element, kind: str, said: str) -> None:
    assert said in " ".join(page.get(f"list-{kind}").said().split())


def test_a_sample_has_a_banner_in_both_languages_and_a_copy_a_line(page: Element) -> None:
    banner = next(page.having("class", "banner")).text()
    assert "2019 是为本项目制作的示例，不是官方原文，请勿引用" in banner
    assert "2019 is a sample made for this project, not the official wording" in banner
    assert "2020" in next(page.having("class", "standing")).said()


def test_no_banner_for_an_official_text() -> None:
    page = read(render_html(identical()))
    assert not list(page.having("class", "banner"))
    assert "两份文本没有实质差别。" in page.get("news").said()


def test_numbers_of_the_strip_are_those_of_the_lists_and_tables(page: Element) -> None:
    strip = {
        a.attributes["href"]: int(next(b for b in a.all() if b.tag == "b").text())
        for a in next(page.having("class", "strip")).having("href")
    }
    for kind in ("added", "removed", "moved", "reshaped"):
        assert strip[f"#list-{kind}"] == sum(e.tag == "li" for e in page.get(f"list-{kind}").all()), kind
    rows = [r for r in page.having("data-k", "revised") if r.tag == "article"]
    assert strip["#text"] == len(rows)
    assert strip["#duties"] == sum("id" in r.attributes for r in page.get("duties").all() if r.tag == "tr")


def test_repairs_doubts_hashes_and_what_was_not_compared_are_listed(page: Element) -> None:
    said = page.get("doubts").said()
    assert "動(dòng) → 动 ×2" in said
    assert "繁体转回简体 1974" in said
    assert "略去的非正文内容 1来源：某网" in said
    assert "还原 1,977 处" in next(page.having("class", "new")).said()
    assert "编号“（二）”与前文不连续" in said
    assert "附件《任务清单》只列了名称" in said
    assert sha256(guidance().new.text.encode()).hexdigest() in said


# ---------------------------------------------------------------- the full text


def test_every_clause_of_either_side_is_there_once_and_whole(page: Element) -> None:
    """What is shown can be put together again to both texts, word for word."""
    comparison = guidance()
    for side, document in (("old", comparison.old), ("new", comparison.new)):
        for clause in document.clauses:
            found = [e for e in page.having("id") if e.attributes.get("data-id") == clause.id and (e.attributes["id"] or "").startswith(side)]  # fmt: skip
            assert len(found) == 1, clause.id
            words = next((p for p in found[0].all() if p.tag == "p"), found[0]).text(without=NOT_TEXT)
            if not words:  # a heading that both sides share is shown once
                words = next(h.text() for h in row(page, found[0].attributes["id"] or "").all() if h.tag == "h3")
            assert words == clause.text


def test_rows_follow_the_changes_and_moves_leave_a_sign_at_their_old_place(page: Element) -> None:
    ids = [r.attributes["id"] for r in page.having("class", "row")]
    stub = "from-c-new-s2-i1"
    assert ids.index(stub) == len(ids) - 1  # behind 二（五）, as in the old text
    there = [e.attributes["href"] for e in page.get(stub).having("href")]
    assert there == ["#c-new-s2-i1"]
    assert f"#{stub}" in [e.attributes["href"] for e in page.get("c-new-s2-i1").having("href")]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("new-s1-i1-p1", "· 仅标点或字形"),
        ("new-s1-i3-x1", "△ 改写"),
        ("new-s2-i2", "＋ 新增"),
        ("old-s2-i5", "－ 取消"),
        ("new-s2-i1", "⇄ 移动 ← 二（六）"),
        ("new-s2-i3", "№ 改号 （一） → （三）"),
        ("new-s2-i3", "⇢ 文字移动"),
        ("new-s2-i4", "▲ 重写"),
        ("new-s2-i5", "⇉ 拆分"),
        ("new-s1-i2-p1", ""),
    ],
)
def test_each_row_says_by_sign_and_word_what_became_of_it(page: Element, clause: str, said: str) -> None:
    tags = [t.said() for t in row(page, clause).having("class", "tag")]
    assert said in tags if said else not tags


def test_a_split_shows_all_its_clauses_in_one_row(page: Element) -> None:
    blocks = [e.attributes["data-id"] for e in row(page, "new-s2-i6").having("data-id")]
    assert blocks == ["二/（四）", "二/（五）", "二/（六）"]


def test_moved_text_has_arrows_at_both_ends(page: Element) -> None:
    arrows = {e.text(): e.attributes["href"] for e in page.having("class", "go")}
    assert arrows == {"→ 二（三）": "#new-s2-i3-m1", "← 二（二）": "#old-s2-i2-m1"}
    for href in arrows.values():
        assert page.get(href[1:]).text().startswith("完善知识产权法律制度。")  # type: ignore[index]


def test_wholly_new_and_dropped_clauses_are_marked_at_the_edge_and_not_on_every_word(page: Element) -> None:
    for clause, tag, other in (("new-s2-i2", "ins", "del"), ("old-s2-i5", "del", "ins")):
        marks = [e for e in row(page, clause).all() if e.tag in ("ins", "del")]
        assert [(m.tag, m.attributes.get("class")) for m in marks] == [(tag, "w")], other


def test_only_the_characters_that_differ_are_marked_as_form(page: Element) -> None:
    found = [e.text() for e in row(page, "new-s1-i1-p1").having("class", "form")]
    assert found == ["，", "；", "、", "，"]


def test_long_unchanged_runs_fold_and_stand_open_without_scripts(page: Element) -> None:
    folds = list(page.having("class", "run"))
    assert ["open" in f.attributes for f in folds] == [True]
    assert "未变 2 条" in folds[0].said()
    assert all("quiet" in (r.attributes["class"] or "") or "bar" in (r.attributes["class"] or "") for r in folds[0].having("class", "row"))  # fmt: skip


# ---------------------------------------------------------------- links


@pytest.mark.parametrize("sample", [guidance, hostile, identical])
def test_every_link_leads_somewhere_and_every_id_is_there_once(sample: object) -> None:
    page = read(render_html(sample()))  # type: ignore[operator]
    ids = [e.attributes["id"] for e in page.having("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][\w-]*", i or "", re.ASCII) for i in ids)
    hrefs = [e.attributes["href"] or "" for e in page.having("href")]
    assert [h for h in hrefs if h.startswith("#") and h[1:] not in ids] == []
    assert [h for h in hrefs if not h.startswith(("#", "https://", "http://"))] == []
    labels = [e.attributes[n] for n in ("aria-labelledby", "aria-controls", "for") for e in page.having(n)]
    assert [label for label in labels if label not in ids] == []


def test_every_table_row_change_and_clause_has_a_link_to_itself(page: Element) -> None:
    hrefs = {e.attributes["href"] for e in page.having("href")}
    rows = [r for name in ("targets", "duties") for r in page.get(name).all() if r.tag == "tr" and r.attributes.get("id")]  # fmt: skip
    blocks = [b for b in page.having("class", "blk") if "id" in b.attributes]
    assert rows
    changes = [r for r in page.having("class", "row") if any(True for _ in r.having("class", "tag"))]
    assert [e.attributes["id"] for e in (*rows, *blocks, *changes) if f"#{e.attributes['id']}" not in hrefs] == []


def test_a_link_stays_when_another_clause_comes_before(page: Element) -> None:
    comparison = guidance()
    shorter = replace(comparison, changes=tuple(c for c in comparison.changes if c.id != "c12"))
    kept = {e.attributes["id"] for e in read(render_html(shorter)).having("class", "row")}
    assert {e.attributes["id"] for e in page.having("class", "row")} - kept == {"c-new-s2-i2"}


# ---------------------------------------------------------------- one file, safe and always the same


@pytest.mark.parametrize("sample", [guidance, hostile], ids=["guidance", "hostile"])
def test_nothing_is_loaded_and_nothing_runs_but_the_pages_own(sample: object) -> None:
    html = render_html(sample())  # type: ignore[operator]
    page = read(html)
    policy = next(e.attributes["content"] for e in page.having("http-equiv", "Content-Security-Policy")) or ""
    for tag in ("style", "script"):
        found = [e for e in page.all() if e.tag == tag]
        assert len(found) == 1
        digest = base64.b64encode(sha256(found[0].text().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    names = {name for e in page.all() for name in e.attributes}
    assert {n for n in names if n.startswith("on") or n in ("style", "src", "srcset", "action", "background")} == set()
    assert {e.tag for e in page.all()} & {"img", "link", "iframe", "object", "embed", "base", "video", "audio"} == set()


def test_styles_load_nothing() -> None:
    css = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES)
    assert not re.search(r"url\(|@import|@font-face", css)
    assert not re.search(r"fetch\(|XMLHttp|import\(|WebSocket", "".join((TEMPLATES / n).read_text(encoding="utf-8") for n in SCRIPTS))  # fmt: skip


def test_a_document_can_never_become_markup(wicked: Element) -> None:
    texts = [b.text(without=NOT_TEXT) for b in wicked.having("class", "blk") if "id" in b.attributes]
    assert any(f"（二）{HOSTILE}" in t for t in texts)
    assert [e for e in wicked.all() if e.tag == "b" and e.text() == "&lt;b&gt;"] == []
    unseen = [e.attributes["data-code"] for e in wicked.get("new-s1-i2").having("class", "unseen")]
    assert unseen == ["U+202E", "U+202C", "U+200B", "U+0007"]


def test_a_source_that_is_no_web_address_is_no_link(wicked: Element) -> None:
    sources = list(wicked.having("class", "source"))
    hrefs = [a.attributes["href"] for e in sources for a in e.having("href")]
    assert hrefs == [f"https://x/{HOSTILE}"]


def test_neither_clock_nor_path_is_in_the_page() -> None:
    html = render_html(guidance())
    assert "/work" not in html
    assert str(TEMPLATES) not in html
    assert not re.search(r"\b\d{2}:\d{2}(:\d{2})?\b", html)


def many(times: int) -> Comparison:
    """A long comparison: the same section again and again, with one word changed in each."""
    words = (
        "加强知识产权领域战略谋划和政策储备，深入推进知识产权强省、强市、强企建设，进一步巩固局省市联动、点线面结合的工作格局。"
        * 4
    )
    text = "\n".join(f"（{n}）工作{n}。{words}" for n in range(1, times + 1))
    sides = []
    for name, year in (("old", "2019"), ("new", "2020")):
        clauses, start = [], 0
        for n, line in enumerate(text.replace("储备", "储备" if name == "old" else "安排").split("\n"), 1):
            clauses.append(Clause(id=f"（{n}）", label=f"（{n}）", kind="item", level=1, parent=None, heading=f"工作{n}",
                                  text=line, start=start, end=start + len(line), body=start + len(f"（{n}）")))  # fmt: skip
            start += len(line) + 1
        sides.append(Document(head=Head(id=year), text="\n".join(c.text for c in clauses), clauses=tuple(clauses)))
    old, new = sides
    changes = tuple(
        Change(id=f"c{n}", old=(a.id,), new=(b.id,), presence="kept", wording="revised", place="same", edits=edits(a.text, b.text))
        for n, (a, b) in enumerate(zip(old.clauses, new.clauses, strict=True), 1)
    )  # fmt: skip
    return Comparison(old=old, new=new, old_facts=Facts(), new_facts=Facts(), changes=changes)


@pytest.mark.parametrize("sample", [guidance, identical, lambda: many(90)], ids=["guidance", "identical", "20,000 characters"])  # fmt: skip
def test_at_most_five_times_the_texts_and_150_kb(sample: object) -> None:
    comparison: Comparison = sample()  # type: ignore[operator]
    texts = len((comparison.old.text + comparison.new.text).encode())
    assert len(render_html(comparison).encode()) <= 5 * texts + 150_000


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_opens_in_the_language_asked_for(lang: str) -> None:
    html = render_html(guidance(), lang=lang)  # type: ignore[arg-type]
    page = read(html)
    root = next(e for e in page.all() if e.tag == "html")
    assert root.attributes["lang"] == ("zh-CN" if lang == "zh" else "en")
    title = next(e.text() for e in page.all() if e.tag == "title")
    assert ("变化报告" in title) == (lang == "zh")


def test_every_word_is_there_in_both_languages_and_used() -> None:
    for name, pair in {**WORDS, **SENTENCES}.items():
        assert pair.zh, name
        assert pair.en, name
        assert sorted(re.findall(r"\{\w+\}", pair.zh)) == sorted(re.findall(r"\{\w+\}", pair.en)), name
    used = "".join(p.read_text(encoding="utf-8") for p in (*TEMPLATES.glob("*.j2"), *TEMPLATES.parents[1].rglob("*.py")))  # fmt: skip
    assert [n for n in WORDS if f"w.{n} " not in used and f"w.{n}." not in used and f'"{n}"' not in used] == []


def test_a_note_on_a_clause_of_one_side_links_to_it(page: Element) -> None:
    line = next(li for li in page.get("doubts").all() if li.tag == "li" and "不连续" in li.said())
    assert [a.attributes["href"] for a in line.having("href")] == ["#new-s2-i2"]
    assert line.said().startswith("2020 二（二）")


def test_a_doubt_about_a_clause_is_said_beside_it_and_its_words_are_marked(page: Element) -> None:
    clause = page.get("new-s2-i6")
    assert ["疑为笔误" in r.said() for r in clause.having("class", "remark")] == [True]
    assert [d.text() for d in clause.having("class", "doubt")] == ["信息公共服务"]


def test_a_note_on_no_known_clause_is_still_shown() -> None:
    comparison = replace(guidance(), notes=(Note("attachment-absent", "九/（九）", (("title", "清单"),)),))
    said = read(render_html(comparison)).get("doubts").said()
    assert "九/（九） 附件《清单》" in said
