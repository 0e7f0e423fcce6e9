"""Commands on many documents as a person calls them: on a terminal, quietly, in either language, wrongly."""

import json
import shutil
import sys

import pytest

from policydiff.cli import main
from tests.conftest import CORPORA


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """The command line in a folder with a corpus: (status, standard output, standard error)."""
    monkeypatch.delenv("POLICYDIFF_CORPUS", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(CORPORA, tmp_path / "corpora")
    (tmp_path / "pairs.csv").write_text("old,new\n2019,2020\n2019,nowhere\n", "utf-8")

    def call(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capfd.readouterr()
        return ended.value.code or 0, out, err

    return call


@pytest.fixture
def terminal(monkeypatch):
    """Both streams say that they are a terminal."""
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(("batch", "pairs.csv", "-o", "out", "--workers", "1", "--scheduler", "tcp://a:1"), "只能用一个", id="workers-and-scheduler"),
        pytest.param(("batch", "pairs.csv", "-o", "out", "--workers", "1", "--scheduler", "tcp://a:1", "--lang", "en"), "not both", id="the-same-in-english"),
        pytest.param(("reuse", "2020"), "至少", id="one-level"),
        pytest.param(("facts", "2020", "--format", "xlsx"), "二进制", id="a-binary-file-to-a-terminal"),
        pytest.param(("check", "2021"), "没有 2021", id="a-year-that-is-not-there"),
        pytest.param(("fetch", "2021"), "2021", id="no-address"),
        pytest.param(("add", "2021", "none.txt"), "没有文件", id="no-file"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("terminal")
def test_what_cannot_be_meant_is_told(run, arguments, says):
    status, _, err = run(*arguments)
    assert status == 2
    assert says in err


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_batch_on_a_terminal_ends_with_what_was_done(run, tmp_path, lang):
    status, out, err = run("batch", "pairs.csv", "-o", "out", "--workers", "1", "--lang", lang)
    assert status == 0
    assert (tmp_path / "out" / "pairs.parquet").is_file()
    assert ("失败" in out or "出错" in out) if lang == "zh" else "failed" in out
    assert "errors.parquet" in err
    assert run("batch", "pairs.csv", "-o", "out", "--workers", "1", "--lang", lang, "--resume", "-q")[0] == 0


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("where", [(), ("-o", "-"), ("-o", "found.csv", "-q")], ids=["beside", "stdout", "quiet"])
def test_pairs_on_a_terminal(run, tmp_path, where):
    (tmp_path / "corpora" / "bad.txt").write_bytes(b"\0" * 9)
    status, out, err = run("pairs", "corpora", "--workers", "1", *where)
    assert status == 0
    assert "bad.txt" in err
    csv = out if "-" in where else (tmp_path / (where[1] if where else "corpora-pairs.csv")).read_text("utf-8-sig")
    assert "relation" in csv.splitlines()[0]


@pytest.mark.usefixtures("terminal")
def test_a_site_and_a_history_on_a_terminal(run, tmp_path):
    assert run("site")[0] == 0
    assert run("history", "--format", "csv")[0] == 0
    assert (tmp_path / "reports" / "datapackage.json").is_file()
    assert run("history", "--format", "json", "-q", "-o", "a.json")[1] == ""
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["documents"]


def test_a_history_of_several_series_has_no_one_file(run, tmp_path):
    for year in ("甲2019", "甲2020"):
        (tmp_path / "corpora" / year).mkdir()
        (tmp_path / "corpora" / year / "text.txt").write_text(f"某市工作报告（{year[1:]}）\n一、总体要求\n", "utf-8")
        (tmp_path / "corpora" / year / "document.toml").write_text('series = "报告"\n', "utf-8")
    (tmp_path / "corpora" / "broken").mkdir()
    (tmp_path / "corpora" / "broken" / "text.txt").write_bytes(b"\xff")
    status, _, err = run("history", "-o", "a.html")
    assert (status, "2 个系列" in err) == (2, True)
    status, out, err = run("history")
    assert (status, len(out.splitlines())) == (0, 2)
    assert "broken" in err


def test_a_folder_of_a_year_is_a_path_too(run):
    assert run("show", "corpora/2020")[0] == 0
    status, _, err = run("show", "corpora")
    assert (status, "没有 text.txt" in err) == (2, True)
