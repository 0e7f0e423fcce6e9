"""site: every pair, the history, a search, an index and a feed; made again only where something changed."""

import json
import xml.etree.ElementTree as ET

import pytest

from policydiff import api
from policydiff.errors import CorpusError
from policydiff.years.site import build_site
from tests.test_history import REPORTS
from tests.years_samples import corpus

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = {
    "2014-2015.html", "2015-2017.html", "history.html", "index.html", "search.html", "feed.xml", "site.json",
    "search/2014.js", "search/2015.js", "search/2017.js",
}  # fmt: skip


@pytest.fixture
def root(tmp_path):
    return corpus(tmp_path, {f"{y}/text.txt": t for y, t in REPORTS.items()})


def files(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def written(built, folder):
    return {p.relative_to(folder).as_posix() for p in built.written}


def test_a_site_holds_every_pair_and_is_the_same_when_made_anew(root, tmp_path):
    folder = tmp_path / "reports"
    build_site(root, folder)
    assert files(folder) == FILES
    build_site(root, tmp_path / "other")
    assert all((folder / f).read_bytes() == (tmp_path / "other" / f).read_bytes() for f in FILES)
    assert (folder / "2014-2015.html").read_bytes() == api.to_bytes(api.compare("2014", "2015", corpus=root), "html")


def test_a_text_without_a_title_line_is_untitled(tmp_path):
    texts = {f"{year}/text.txt": f"一、任务\n（一）{words}。" for year, words in (("2014", "修路"), ("2015", "建桥"))}
    build_site(corpus(tmp_path, texts), tmp_path / "reports")
    for name in ("index.html", "history.html", "feed.xml"):
        for page in (tmp_path / "reports").glob(name):
            assert "（无标题）" in page.read_text("utf-8"), name


def test_only_what_changed_is_made_again(root, tmp_path):
    folder = tmp_path / "reports"
    build_site(root, folder)
    times = {f: (folder / f).stat().st_mtime_ns for f in FILES}
    assert build_site(root, folder).written == ()
    assert all((folder / f).stat().st_mtime_ns == times[f] for f in FILES - {"site.json"})
    (root / "2017" / "text.txt").write_text(
        REPORTS["2017"].replace("节水灌溉", "滴灌").replace("停车", "泊车"), "utf-8"
    )
    again = build_site(root, folder)
    assert {"2015-2017.html", "history.html", "search/2017.js"} <= written(again, folder)
    assert not {"2014-2015.html", "search/2014.js", "search/2015.js"} & written(again, folder)


def test_a_page_that_somebody_broke_is_made_again_and_other_files_are_left(root, tmp_path):
    folder = tmp_path / "reports"
    build_site(root, folder)
    (folder / "2014-2015.html").write_text("broken", "utf-8")
    (folder / "mine.html").write_text("mine", "utf-8")
    (folder / "site.json").write_text('{"files": 3}', "utf-8")
    assert "2014-2015.html" in written(build_site(root, folder), folder)
    assert (folder / "mine.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize("damage", ["deep", "no-summaries", "other-summaries"])
def test_a_damaged_list_of_what_was_made_is_no_trouble(root, tmp_path, damage):
    folder = tmp_path / "reports"
    build_site(root, folder)
    whole = json.loads((folder / "site.json").read_text("utf-8"))
    summary = None if damage == "no-summaries" else 3
    damaged = {"files": {name: entry | {"summary": summary} for name, entry in whole["files"].items()}}
    (folder / "site.json").write_text("[" * 100_000 if damage == "deep" else json.dumps(damaged), "utf-8")
    build_site(root, folder)
    assert json.loads((folder / "site.json").read_text("utf-8")) == whole


def test_overrides_are_part_of_what_a_report_is_made_from(root, tmp_path):
    folder = tmp_path / "reports"
    build_site(root, folder)
    override = '[[clause]]\naction = "unlink"\nold = "二/（一）"\nnew = "二/（一）"\nreason = "试"\n'
    corpus(tmp_path, {"overrides/2014-2015.toml": override})
    assert "2014-2015.html" in written(build_site(root, folder), folder)


def test_pages_that_the_site_has_no_longer_go(root, tmp_path):
    folder = tmp_path / "reports"
    build_site(root, folder)
    corpus(tmp_path, {"2016/text.txt": REPORTS["2015"]})
    built = build_site(root, folder)
    assert [p.name for p in built.removed] == ["2015-2017.html"]
    assert {"2015-2016.html", "2016-2017.html"} <= files(folder)


def test_the_index_tells_the_gaps_and_what_cannot_be_read(root, tmp_path):
    corpus(tmp_path, {"2018/document.toml": "["})
    folder = tmp_path / "reports"
    build_site(root, folder)
    page = (folder / "index.html").read_text("utf-8")
    assert '<tr class="gap"><th scope="row">2016</th>' in page
    assert "2018" in page
    assert "text.txt" in page


def test_series_have_a_history_each(root, tmp_path):
    law = "某法\n第一条　为了保护环境，制定本法。\n"
    corpus(tmp_path, {"law-2010/text.txt": law, "law-2024/text.txt": law.replace("环境", "生态环境")})
    corpus(tmp_path, {f"{y}/document.toml": 'series = "工作报告"\n' for y in REPORTS})
    folder = tmp_path / "reports"
    build_site(root, folder)
    assert {"history-工作报告.html", "history-某法.html", "law-2010-law-2024.html"} <= files(folder)
    assert not any(f.startswith(("2017-law", "law-2024-2")) for f in files(folder))


def test_the_feed_is_atom_with_the_dates_of_the_documents(root, tmp_path):
    corpus(tmp_path, {"2015/document.toml": 'issued = "2015-03-05"\ntitle = "报告 <甲> & 乙"\n'})
    folder = tmp_path / "reports"
    build_site(root, folder)
    feed = ET.parse(folder / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    for needed in ("title", "id", "updated"):
        assert feed.find(ATOM + needed).text
    entries = feed.findall(f"{ATOM}entry")
    assert [e.find(f"{ATOM}updated").text for e in entries] == ["2017-01-01T00:00:00Z", "2015-03-05T00:00:00Z"]
    assert "报告 <甲> & 乙" in entries[1].find(f"{ATOM}title").text
    ids = [e.find(f"{ATOM}id").text for e in entries]
    assert len(set(ids)) == 2
    assert all(i.startswith("urn:uuid:") for i in ids)
    assert all((folder / e.find(f"{ATOM}link").get("href")).is_file() for e in entries)


def test_a_shard_is_a_script_that_holds_the_text_whole(root, tmp_path):
    text = REPORTS["2014"] + "三、附则。甲\u2028乙</script>丙𠮷丁。\n"
    (root / "2014" / "text.txt").write_text(text, "utf-8")
    build_site(root, tmp_path / "reports")
    shard = (tmp_path / "reports" / "search" / "2014.js").read_text("utf-8")
    assert shard.startswith("policydiffText(")
    assert "\u2028" not in shard
    record = json.loads(shard.removeprefix("policydiffText(").removesuffix(");\n"))
    assert record["text"] == api.read("2014", corpus=root).text


def test_an_empty_corpus_has_no_site(tmp_path):
    (tmp_path / "corpora").mkdir()
    with pytest.raises(CorpusError, match="add"):
        build_site(tmp_path / "corpora", tmp_path / "reports")


def test_nothing_is_written_where_the_comparison_fails(root, tmp_path):
    corpus(tmp_path, {"overrides/2014-2015.toml": "["})
    with pytest.raises(Exception, match="TOML"):
        build_site(root, tmp_path / "reports")
    assert not (tmp_path / "reports").exists()
