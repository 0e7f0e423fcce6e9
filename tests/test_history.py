"""history: one line for one indicator, one line for one clause, whatever the words and the typography."""

import csv
import html
import io
import json
import re
from html.parser import HTMLParser

import openpyxl
import pytest

from policydiff.cli import main
from policydiff.errors import CorpusError
from policydiff.years.history import FORMS, history, to_bytes
from policydiff.years.history.record import to_record
from tests.conftest import CORPORA
from tests.test_json import validate
from tests.years_samples import corpus

# Four annual reports in our own words: a past part, a plan part, the words of an indicator changing every year.
REPORTS = {
    "2014": """一、2013年工作回顾
过去一年，地区生产总值增长8.5%，居民消费价格总水平上涨2.4%，城镇新增就业1.1万人。
二、2014年主要任务
今年发展的主要预期目标是：地区生产总值增长8%左右，居民消费价格涨幅控制在3.5%左右，新增城镇就业10500人以上。
（一）扩大有效投资。推进老城区改造，改善交通条件，完善公共服务设施。
（二）发展现代农业。建设高标准农田，培育家庭农场和专业合作社。
（三）保护生态环境。治理大气污染，淘汰燃煤锅炉，关停污染企业。
""",
    "2015": """一、2014年工作回顾
过去一年，全市地区生产总值增长7.6%，居民消费价格上涨2%，城镇新增就业10800人。
二、2015年主要任务
今年发展的主要预期目标是：地区生产总值增长7.5%左右，居民消费价格总水平涨幅3%左右，城镇新增就业人数不低于1.2万人。
（一）扩大有效投资。推进老城区改造，改善交通条件，完善公共服务设施和停车设施。
（二）发展现代农业。建设高标准农田，培育家庭农场和专业合作社。
""",
    "2017": """一、2016年工作回顾
过去一年，地区生产总值增长7.1%，城镇新增就业1.3万人。五年累计城镇新增就业6万人。
二、2017年主要任务
今年发展的主要预期目标是：居民消费价格涨幅3%以内，城镇新增就业12000人以上，确保城镇调查失业率5.5%以内。
今后五年，城镇新增就业6.5万人。
（一）发展现代农业。建设高标准农田，培育家庭农场和专业合作社。
（二）扩大有效投资。推进老城区改造，改善交通条件，完善公共服务设施和停车设施。
（三）保护生态环境。治理大气污染，淘汰燃煤锅炉，关停污染企业。
""",
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return corpus(tmp_path_factory.mktemp("history"), {f"{y}/text.txt": t for y, t in REPORTS.items()})


@pytest.fixture(scope="module")
def told(reports):
    (one,) = history(reports)
    return one


def line(told, id_):
    return next(i for i in told.indicators if i.id == id_)


def points(told, id_, kind, horizon=("year", "past")):
    return {
        p.for_: (p.document, p.base_value) for p in line(told, id_).points if p.kind == kind and p.horizon in horizon
    }


# ---------------------------------------------------------------- indicators


def test_one_indicator_is_one_line_though_its_words_differ(told):
    assert points(told, "居民消费价格/change/%", "target") == {
        "2014": ("2014", 3.5), "2015": ("2015", 3.0), "2017": ("2017", 3.0),
    }  # fmt: skip
    assert points(told, "城镇新增就业/increment/人", "target") == {
        "2014": ("2014", 1.05), "2015": ("2015", 1.2), "2017": ("2017", 1.2),
    }  # fmt: skip


def test_what_was_achieved_stands_beside_the_target_of_the_year_that_it_is_for(told):
    jobs = line(told, "城镇新增就业/increment/人")
    assert jobs.base_unit == "万人"
    assert (jobs.of("target", "2014").document, jobs.of("target", "2014").base_value) == ("2014", 1.05)
    assert (jobs.of("achieved", "2014").document, jobs.of("achieved", "2014").base_value) == ("2015", 1.08)
    assert points(told, "地区生产总值/change/%", "achieved") == {
        "2013": ("2014", 8.5), "2014": ("2015", 7.6), "2016": ("2017", 7.1),
    }  # fmt: skip


def test_values_keep_their_own_unit_beside_the_one_of_the_line(told):
    jobs = [p for p in line(told, "城镇新增就业/increment/人").points if p.kind == "target" and p.horizon == "year"]
    assert [(p.value, p.unit, p.as_written) for p in jobs] == [
        (10500, "人", "新增城镇就业"), (1.2, "万人", "城镇新增就业人数"), (12000, "人", "城镇新增就业"),
    ]  # fmt: skip


def test_a_sum_or_an_average_of_years_is_no_years_value(told):
    jobs = line(told, "城镇新增就业/increment/人")
    multi = [(p.document, p.kind, p.base_value) for p in jobs.points if p.horizon == "multi"]
    assert multi == [("2017", "achieved", 6.0), ("2017", "target", 6.5)]


def test_a_year_that_sets_no_target_says_so(told):
    assert points(told, "地区生产总值/change/%", "absent") == {"2017": ("2017", None)}
    assert points(told, "居民消费价格/change/%", "absent") == {}


def test_quotes_stand_where_they_are_said_to(told):
    texts = {d.head.id: d.text for d in told.documents}
    for indicator in told.indicators:
        for point in indicator.points:
            if point.kind != "absent":
                assert texts[point.document][point.start : point.end] == point.quote


# ---------------------------------------------------------------- clauses


def events(told, words):
    """What became of the line whose first clause has these words."""
    texts = {d.head.id: d.by_id for d in told.documents}
    for one in told.lines:
        first = one.steps[0]
        if words in texts[first.document][first.clauses[0]].text:
            return [(s.document, s.event) for s in one.steps]
    raise AssertionError(words)


def test_lines_of_clauses(told):
    assert events(told, "扩大有效投资") == [("2014", "entered"), ("2015", "changed"), ("2017", "kept")]
    assert events(told, "发展现代农业") == [("2014", "entered"), ("2015", "kept"), ("2017", "moved")]
    assert events(told, "保护生态环境") == [("2014", "entered"), ("2015", "left"), ("2017", "returned")]


def assert_each_clause_once(told):
    """Every clause of every document is the one in which exactly one line goes on."""
    for document in told.documents:
        going_on = [
            s.clauses[0]
            for one in told.lines
            for n, s in enumerate(one.steps)
            if s.document == document.head.id
            and s.clauses
            and not (s.event == "merged" and n == len(one.steps) - 1 and s.others)
        ]
        assert sorted(going_on) == sorted(document.by_id)


def test_each_clause_goes_on_one_line(told):
    assert_each_clause_once(told)
    assert_each_clause_once(history(CORPORA)[0])


def test_split_and_merged(tmp_path):
    parts = (
        "推进老城区改造，改善交通条件，完善公共服务设施和停车设施，建设便民市场。",
        "培育家庭农场和专业合作社，推广节水灌溉，建设高标准农田，改良土壤。",
    )
    whole = f"第一条　{parts[0]}{parts[1]}\n第二条　本办法自公布之日起施行，由市人民政府负责解释。\n"
    apart = f"第一条　{parts[0]}\n第二条　{parts[1]}\n第三条　本办法自公布之日起施行，由市人民政府负责解释。\n"
    (told,) = history(corpus(tmp_path, {"2014/text.txt": whole, "2015/text.txt": apart, "2016/text.txt": whole}))
    first = told.lines[0]
    assert [(s.event, len(s.clauses)) for s in first.steps] == [("entered", 1), ("split", 2), ("merged", 1)]
    assert_each_clause_once(told)


def test_no_line_breaks_by_a_change_of_typography(tmp_path):
    from policydiff.text.script import to_traditional

    text = REPORTS["2014"]
    variants = {
        "2014": text,
        "2015": text.replace("，", ",").replace("（", "(").replace("）", ")"),
        "2016": to_traditional(text),
        "2017": re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), text),
        "2018": text.replace("，", "， ").replace("。", "。 "),
    }
    (told,) = history(corpus(tmp_path, {f"{y}/text.txt": t for y, t in variants.items()}))
    assert {tuple(s.event for s in one.steps) for one in told.lines} == {("entered", *["kept"] * 4)}


# ---------------------------------------------------------------- series


def test_series_are_not_mixed_and_gaps_are_told(tmp_path, reports):
    (one,) = history(reports)
    assert one.gaps == ("2016",)
    law = "中华人民共和国某法\n第一条　为了保护环境，制定本法。\n第二条　本法自公布之日起施行。\n"
    mixed = {
        **{f"{y}/text.txt": t for y, t in REPORTS.items()},
        **{f"{y}/document.toml": 'title = "政府工作报告"\n' for y in REPORTS},
        "2010/text.txt": law,
        "2024/text.txt": law.replace("环境", "生态环境"),
    }
    found = history(corpus(tmp_path, mixed))
    assert [[d.head.id for d in h.documents] for h in found] == [["2014", "2015", "2017"], ["2010", "2024"]]
    assert found[1].gaps == ()


def test_documents_are_in_the_order_of_their_dates_whatever_their_names(tmp_path):
    dates = {
        "乙稿": "2021-03-01",
        "甲稿": "2021-09-01",
        "2020-q3": None,
        "2020-q1": None,
        "2021征求意见稿": "2020-12-30",
    }
    files = {f"{n}/text.txt": "某办法\n一、总则。为了规范管理，制定本办法。\n" for n in dates}
    files |= {f"{n}/document.toml": f'issued = "{d}"\n' for n, d in dates.items() if d}
    (told,) = history(corpus(tmp_path, files))
    assert [d.head.id for d in told.documents] == ["2020-q1", "2020-q3", "2021征求意见稿", "乙稿", "甲稿"]


def test_two_documents_that_are_named_are_a_history(reports):
    (told,) = history(reports, ["2017", "2014"])
    assert [d.head.id for d in told.documents] == ["2014", "2017"]
    assert told.gaps == ("2015", "2016")
    with pytest.raises(CorpusError, match="2022"):
        history(reports, ["2022"])


# ---------------------------------------------------------------- offices and terms


def test_offices_and_their_tasks(tmp_path):
    (told,) = history(CORPORA)
    office = next(o for o in told.offices if o.name == "运用促进司")
    assert {t.document for t in office.tasks} == {"2019", "2020"}


def test_a_readers_own_terms_come_first_with_their_share(tmp_path):
    root = corpus(
        tmp_path, {**{f"{y}/text.txt": t for y, t in REPORTS.items()}, "terms.toml": 'terms = ["高标准农田"]\n'}
    )
    (told,) = history(root)
    term = told.terms[0]
    size = sum(not c.isspace() for c in REPORTS["2014"])
    assert (term.term, term.counts["2014"], term.shares["2014"]) == ("高标准农田", 1, round(5 / size, 6))
    (root / "terms.toml").write_text("terms = 1\n", "utf-8")
    with pytest.raises(CorpusError, match="terms"):
        history(root)


# ---------------------------------------------------------------- outputs


def test_json_keeps_its_schema(told):
    validate(json.loads(json.dumps(to_record(told))))
    validate(json.loads(json.dumps(to_record(history(CORPORA)[0]))))


def test_csv_has_a_row_for_each_point(told):
    rows = list(csv.DictReader(io.StringIO(to_bytes(told, "csv").decode("utf-8-sig"))))
    assert len(rows) == sum(len(i.points) for i in told.indicators)
    row = next(
        r for r in rows if r["indicator"] == "居民消费价格" and r["document"] == "2015" and r["kind"] == "target"
    )
    wanted = {
        "for": "2015",
        "value": "3",
        "unit": "%",
        "comparator": "~",
        "strength": "左右",
        "as_written": "居民消费价格总水平涨幅",
    }
    assert wanted.items() <= row.items()
    assert len(row["sha256"]) == 64


def test_xlsx_opens_and_holds_the_same_points(told):
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(told, "xlsx")))
    assert book.sheetnames == ["总览", "指标", "条款", "责任单位", "词语"]
    assert book["指标"].max_row == 1 + sum(len(i.points) for i in told.indicators)
    assert to_bytes(told, "xlsx") == to_bytes(told, "xlsx")


def test_parquet_is_the_long_table(told):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra policydiff[batch] is not installed")
    table = parquet.read_table(io.BytesIO(to_bytes(told, "parquet")))
    assert table.num_rows == sum(len(i.points) for i in told.indicators)
    assert to_bytes(told, "parquet") == to_bytes(told, "parquet")


class Drawings(HTMLParser):
    """The drawings of a page with what names them, and whether anything is loaded or styled from inside."""

    def __init__(self, page):
        super().__init__()
        self.drawings, self.titles, self.bad = [], set(), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag == "svg":
            self.drawings.append(named.get("aria-labelledby", "").split())
        if tag in ("title", "desc") and named.get("id"):
            self.titles.add(named["id"])
        if "style" in named or named.get("src") or any(k.startswith("on") for k in named):
            self.bad.append((tag, named))


def test_the_page_draws_each_course_with_a_name_and_loads_nothing(told):
    page = to_bytes(told, "html").decode()
    read = Drawings(page)
    assert len(read.drawings) >= 3
    assert {name for names in read.drawings for name in names} <= read.titles
    assert read.bad == []
    assert "default-src 'none'" in html.unescape(page)
    assert "缺 2016" in page
    assert page == to_bytes(told, "html").decode()


def test_hostile_words_are_words(tmp_path):
    text = "一、总则。<script>alert(1)</script>&amp;\u202e甲。\n二、目标。<b>量</b>达到5%以上。\n"
    (told,) = history(corpus(tmp_path, {f"{y}/text.txt": text.replace("5%", f"{y[-1]}%") for y in ("2014", "2015")}))
    page = to_bytes(told, "html").decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page.replace('<bdi class="unseen" data-code="U+202E">\u202e</bdi>', "")
    for form in ("json", "csv", "xlsx"):
        assert to_bytes(told, form)


# ---------------------------------------------------------------- the command


def test_the_command_writes_beside_the_corpus_and_describes_its_table(reports, monkeypatch, capfd, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["history", "--corpus", str(reports), *arguments])
        return ended.value.code or 0, capfd.readouterr()

    status, told = run()
    assert status == 0
    assert told.out.strip().endswith("history.html")
    assert (reports.parent / "reports" / "history.html").is_file()
    status, told = run("--format", "csv", "-o", "out/h.csv")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    header = (tmp_path / "out" / "h.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    assert [f["name"] for f in package["resources"][0]["schema"]["fields"]] == header
    assert package["resources"][0]["path"] == "h.csv"
    assert "cff-version: 1.2.0" in (tmp_path / "out" / "CITATION.cff").read_text("utf-8")
    status, told = run("2014", "2015", "--format", "json", "-o", "-")
    assert [d["id"] for d in json.loads(told.out)["documents"]] == ["2014", "2015"]
    assert run("1999")[0] == 2


def test_every_format_is_known_to_the_command():
    from policydiff import cli_years

    assert tuple(cli_years._HISTORY_FORMS) == FORMS
