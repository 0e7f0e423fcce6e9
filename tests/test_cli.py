"""The command line as a stranger meets it: what it prints, writes, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policydiff.cli import main

CORPORA = Path(__file__).parent / "corpora"


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    """A copy of the tests' corpus: reports are written beside it."""
    return shutil.copytree(CORPORA, tmp_path_factory.mktemp("project") / "corpora")


@pytest.fixture
def run(tmp_path, corpora, monkeypatch, capfd):
    """Run the command line in a folder of its own: (status, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYDIFF_CORPUS", str(corpora))

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capfd.readouterr()
        return ended.value.code or 0, out, err

    return call


def test_compare_writes_the_report_beside_the_corpus_and_prints_a_summary(run, tmp_path, monkeypatch):
    monkeypatch.delenv("POLICYDIFF_CORPUS")
    for year in ("2019", "2020"):
        folder = tmp_path / "corpora" / year
        folder.mkdir(parents=True)
        (folder / "text.txt").write_text(f"一、总体要求\n做好{year}年工作。\n", "utf-8")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    status, out, err = run("compare", "2019", "2020")
    assert (status, err) == (0, "")
    assert (tmp_path / "reports" / "2019-2020.html").read_text("utf-8").startswith("<!doctype html>")
    assert "2019-2020.html" in out


def test_without_a_corpus_the_report_goes_to_the_working_folder(run, tmp_path, monkeypatch):
    monkeypatch.delenv("POLICYDIFF_CORPUS")
    (tmp_path / "a.txt").write_text("一、甲\n", "utf-8")
    (tmp_path / "b.txt").write_text("一、乙\n", "utf-8")
    assert run("compare", "a.txt", "b.txt", "-q")[:2] == (0, "")
    assert (tmp_path / "reports" / "a-b.html").is_file()


def test_json_to_standard_output_and_nothing_else_there(run, tmp_path):
    status, out, err = run("compare", "2019", "2020", "--format", "json", "-o", "-")
    assert status == 0
    assert json.loads(out)["schema"] == "policydiff.comparison/1"
    assert "2019 是为本项目制作的示例" in err
    assert list(tmp_path.iterdir()) == []


def test_several_formats_into_a_folder(run, tmp_path):
    assert run("compare", "2019", "2020", "--format", "html", "--format", "json", "-o", "out", "-q")[0] == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["2019-2020.html", "2019-2020.json"]


def test_exit_code_tells_whether_anything_changed(run, tmp_path):
    (tmp_path / "a.txt").write_text("一、总体要求\n推进改革，开放。\n", "utf-8")
    (tmp_path / "b.txt").write_text("一、总体要求\n推进改革、开放。\n", "utf-8")
    (tmp_path / "c.txt").write_text("一、总体要求\n推进改革、创新。\n", "utf-8")
    assert run("compare", "a.txt", "b.txt", "-q", "--exit-code")[0] == 0
    assert run("compare", "a.txt", "c.txt", "-q", "--exit-code")[0] == 1
    assert run("compare", "a.txt", "c.txt", "-q")[0] == 0


def test_a_path_wins_over_a_year_only_when_forced(run, tmp_path):
    (tmp_path / "2020").write_text("一、路径\n", "utf-8")
    assert json.loads(run("show", "2020", "--format", "json")[1])["status"] == "copy"
    assert json.loads(run("show", "./2020", "--format", "json")[1])["status"] == "unknown"


def test_a_year_at_a_git_revision(run, tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYDIFF_CORPUS", str(tmp_path / "corpora"))
    folder = tmp_path / "corpora" / "2020"
    folder.mkdir(parents=True)
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "-q"], check=True)
    for text in ("一、旧\n", "一、新\n"):
        (folder / "text.txt").write_text(text, "utf-8")
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", text.strip()], check=True)
    assert run("show", "2020@HEAD~1", "--format", "text")[1] == "一、旧\n"
    assert run("show", "./corpora/2020/text.txt@HEAD~1", "--format", "text")[1] == "一、旧\n"
    record = json.loads(run("compare", "2020@HEAD~1", "2020", "--format", "json", "-o", "-")[1])
    assert (record["old"]["id"], record["new"]["id"]) == ("2020@HEAD~1", "2020")


def test_text_and_outline(run):
    status, out, err = run("show", "2020", "--format", "text")
    assert (status, out) == (0, (CORPORA / "2020" / "text.txt").read_text("utf-8").rstrip("\n") + "\n")
    assert "转载" in err
    outline = run("show", "2020")[1]
    assert "（三）　落实好支持企业复工复产各项知识产权专项措施　[item]" in outline


def test_facts_and_list(run):
    out = run("facts", "2020")[1]
    assert "商标网上申请比例" in out
    assert "≥ 92%" in out
    assert "运用促进司" in out
    record = json.loads(run("facts", "2020", "--kind", "targets", "--format", "json")[1])
    assert (len(record["targets"]) >= 7, record["responsibilities"]) == (True, [])
    assert [d["id"] for d in json.loads(run("list", "--format", "json")[1])["documents"]] == ["2019", "2020"]
    assert "国知发运字〔2020〕13号" in run("list")[1]


def test_facts_as_a_table_for_other_programs(run, tmp_path):
    assert "商标网上申请比例" in run("facts", "2020", "--format", "csv", "--kind", "targets")[1]
    assert run("facts", "2020", "--format", "xlsx", "-o", "facts.xlsx")[:2] == (0, "")
    assert (tmp_path / "facts.xlsx").read_bytes().startswith(b"PK")


def test_every_format_is_written(run, tmp_path):
    arguments = [a for f in ("html", "json", "docx", "redline", "xlsx", "csv", "md") for a in ("--format", f)]
    assert run("compare", "2019", "2020", *arguments, "-o", "out", "-q")[:2] == (0, "")
    assert sorted(p.suffix for p in (tmp_path / "out").iterdir()) == [
        ".csv",
        ".docx",
        ".docx",
        ".html",
        ".json",
        ".md",
        ".xlsx",
    ]


def test_english_on_a_switch_before_or_behind_the_command(run):
    behind = run("compare", "2019", "2020", "--lang", "en")[1]
    assert "2019 is a sample made for this project" in behind
    assert run("--lang", "en", "compare", "2019", "2020")[1] == behind


def bad_files(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nul.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "bad.toml").write_text("[[clause]]\naction = 'join'\n", "utf-8")
    (folder / "broken.toml").write_text("= 1", "utf-8")
    (folder / "single.toml").write_text('[clause]\naction = "link"\n', "utf-8")
    (folder / "page.html").write_text("<html><body><div id=app></div><script>run()</script></body></html>", "utf-8")
    (folder / "renamed.txt").write_bytes(b"%PDF-1.7\n%binary")
    (folder / "dir").mkdir()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["compare", "2019", "2031"], "2031", id="no-such-year"),
        pytest.param(["compare", "2019"], "NEW", id="argument-missing"),
        pytest.param(["compare", "2019", "2020", "--format", "odt"], "odt", id="no-such-format"),
        pytest.param(
            ["compare", "2019", "2020", "--format", "html", "--format", "json", "-o", "-"],
            "--format",
            id="two-formats-to-stdout",
        ),
        pytest.param(["show", "empty.txt"], "empty.txt", id="empty-file"),
        pytest.param(["show", "nul.txt"], "nul.txt", id="binary-file"),
        pytest.param(["show", "page.html"], "page.html", id="a-web-page-without-words"),
        pytest.param(["show", "renamed.txt"], "renamed.txt", id="a-pdf-under-another-name"),
        pytest.param(["show", "dir"], "dir", id="folder-without-a-text"),
        pytest.param(["show", "2020@no-such-revision"], "no-such-revision", id="no-such-revision"),
        pytest.param(["list", "--corpus", "nowhere"], "nowhere", id="no-such-corpus"),
        pytest.param(
            ["compare", "2019", "2020", "--overrides", "bad.toml"], "[[clause]] 1", id="overrides-out-of-form"
        ),
        pytest.param(
            ["compare", "2019", "2020", "--overrides", "single.toml"], "single.toml", id="overrides-a-table-not-a-list"
        ),
        pytest.param(["compare", "2019", "2020", "--overrides", "broken.toml"], "broken.toml", id="overrides-no-toml"),
        pytest.param(["compare", "2019", "2020", "--overrides", "none.toml"], "none.toml", id="overrides-missing"),
        pytest.param(["compare", "2019", "2020", "-o", "dir/empty.txt/x.html"], "empty.txt", id="output-under-a-file"),
        pytest.param(["frobnicate"], "frobnicate", id="no-such-command"),
        pytest.param(["show", "2020", "--frob"], "--frob", id="no-such-option"),
    ],
)
def test_an_error_is_one_sentence_and_status_2(run, tmp_path, arguments, says):
    bad_files(tmp_path)
    (tmp_path / "dir" / "empty.txt").write_text("", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert err.startswith("policydiff: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "zh"),
    [
        ("compare 2019", "缺少 NEW。"),
        ("compare 2019 2020 --formt html", "没有选项 --formt；是不是 --format？"),
        ("show 2020 -z", "没有选项 -z。"),
        ("nosuch", "没有命令 nosuch；policydiff --help 列出全部命令。"),
        ("compare 2019 2020 -o", "选项 -o 后面要有一个值。"),
        ("compare 2019 2020 --exit-code=3", "选项 --exit-code 后面不能有值。"),
        ("compare a b c", "多出了 c。"),
        ("facts 2020 --format exe", "--format 不能是 exe；可用：table、json、csv、xlsx。"),
        ("batch x.csv -o d --workers b", "--workers 要是一个数，不能是 b。"),
        ("batch x.csv -o d --workers 0", "--workers 不能是 0，范围是 x>=1。"),
        ("pairs nowhere", "DIR：nowhere 不存在。"),
    ],
)
def test_a_command_that_cannot_be_taken_is_told_in_chinese_or_in_english(run, arguments, zh):
    assert run(*arguments.split()) == (2, "", f"policydiff: {zh}\n")
    status, out, err = run("--lang", "en", *arguments.split())
    assert (status, out) == (2, "")
    assert err.isascii()


def test_without_arguments_it_says_what_it_can_do(run):
    status, out, err = run()
    assert (status, err) == (0, "")
    assert all(name in out for name in ("compare", "show", "facts", "add", "fetch", "list"))


def test_help_is_quick_and_loads_no_heavy_library():
    code = (
        "import sys; sys.argv=['policydiff','--help']\n"
        "from policydiff.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'pandas','numpy','rjieba','opencc','pypinyin','jinja2','rich','scipy','rapidfuzz'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "compare" in done.stdout


def test_the_same_bytes_at_any_hash_seed_and_locale(tmp_path):
    code = "from policydiff.cli import main; main(['compare','2019','2020','--format','json','-o','-','-q'])"
    found = set()
    for seed, locale in (("1", "C"), ("77", "C.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "POLICYDIFF_CORPUS": str(CORPORA)}
        found.add(
            subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True, cwd=tmp_path).stdout
        )
    assert len(found) == 1


PAGE = (
    '<meta charset="gb2312"><div class=nav><a href=/>首页</a> <a href=/zc>政策</a></div><h1>知识产权工作指引</h1>'
    "<p>一、总体要求</p><p>新增专利组合100个。（运用促进司负责）</p><p>责任编辑：张某</p>"
)


def test_add_says_what_it_left_out(run, tmp_path):
    (tmp_path / "page.html").write_bytes(PAGE.encode("gb18030"))
    status, out, err = run("add", "--corpus", "mine", "2021", "page.html")
    assert (status, err) == (0, "")
    assert "  条款 3　目标 1　责任 1　还原与略去 2　存疑 0" in out
    assert "  略去非正文：网页导航 × 1\n    “首页 政策”" in out
    assert "  略去非正文：编辑署名 × 1\n    “责任编辑：张某”" in out
    assert (tmp_path / "mine" / "2021" / "source" / "page.html").read_bytes() == PAGE.encode("gb18030")


def test_a_corpus_that_cannot_be_made_is_told(run, tmp_path):
    (tmp_path / "a.txt").write_text("一、总体要求\n坚持稳中求进。\n", "utf-8")
    status, _, err = run("add", "--corpus", "a.txt", "2021", "a.txt")
    assert status == 2
    assert err.startswith("policydiff: 建不了语料库文件夹 a.txt")
    assert err.count("\n") == 1


TRADITIONAL = "第一條　為保障專利權人之權益，特制定本法。\n第二條　本法所稱主管機關為經濟部。\n"
SIMPLIFIED = "第一条　为保障专利权人之权益，特制定本法。\n第二条　本法所称主管机关为经济部。\n"


def test_a_document_is_shown_in_its_own_script_unless_asked(run, tmp_path):
    (tmp_path / "a.txt").write_text(TRADITIONAL, "utf-8")
    (tmp_path / "b.txt").write_text(SIMPLIFIED, "utf-8")
    assert run("show", "a.txt", "--format", "text")[1] == TRADITIONAL
    assert run("show", "a.txt", "--format", "text", "--script", "simplified")[1] == SIMPLIFIED
    assert run("show", "b.txt", "--format", "text", "--script", "traditional")[1] == TRADITIONAL
    assert "應要求" not in run("show", "a.txt")[1]
    assert "应要求转换后显示" in run("show", "a.txt", "--script", "simplified")[1]


def test_two_scripts_are_compared_in_one(run, tmp_path):
    (tmp_path / "a.txt").write_text(TRADITIONAL, "utf-8")
    (tmp_path / "b.txt").write_text(SIMPLIFIED, "utf-8")
    status, out, err = run("compare", "a.txt", "b.txt", "--exit-code", "--format", "json", "-o", "-")
    assert status == 0
    assert json.loads(out)["changes"][0]["wording"] in ("same", "cosmetic")
    assert "一简一繁" in err
    (tmp_path / "b.txt").write_text(SIMPLIFIED + "第三条　主管机关应编列预算，鼓励技术发展。\n", "utf-8")
    status, out, err = run("compare", "a.txt", "b.txt", "--script", "traditional", "--format", "md", "-o", "-")
    assert "鼓勵技術發展" in out
    assert "鼓励技术发展" not in out
    assert "一简一繁" not in err


def test_what_a_person_decided_is_told_with_the_reason_in_every_output(run, tmp_path):
    (tmp_path / "a.txt").write_text("一、加强保护。\n二、推进运用。\n", "utf-8")
    (tmp_path / "b.txt").write_text("一、加强保护。\n二、完善服务。\n", "utf-8")
    (tmp_path / "o.toml").write_text(
        '[[clause]]\naction = "link"\nold = "二"\nnew = "二"\nreason = "同一任务"\n'
        '[[clause]]\naction = "unlink"\nold = "一"\nnew = "一"\nreason = "不是一回事"\n',
        "utf-8",
    )
    for form in ("json", "md", "html"):
        out = run("compare", "a.txt", "b.txt", "--overrides", "o.toml", "--format", form, "-o", "-", "-q")[1]
        assert "同一任务" in out
        assert "不是一回事" in out
    assert "按人工指定处理：link（二 → 二，同一任务）" in run("compare", "a.txt", "b.txt", "--overrides", "o.toml")[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(
            ["compare", "a.txt", "b.txt", "--format", "html", "--format", "html"], "--format html", id="twice"
        ),
        pytest.param(["compare", "a.txt", "b.txt", "--changed-only"], "--changed-only", id="no-docx"),
    ],
)
def test_what_cannot_be_meant_is_refused(run, tmp_path, arguments, sentence):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("一、加强保护。", "utf-8")
    status, _, err = run(*arguments)
    assert status == 2
    assert sentence in err


@pytest.mark.parametrize(
    "arguments",
    [["facts", "a.txt", "--format", "xlsx"], ["compare", "a.txt", "a.txt", "--format", "redline", "-o", "-"]],
    ids=["facts", "compare"],
)
def test_no_binary_file_goes_to_a_terminal(tmp_path, arguments):
    (tmp_path / "a.txt").write_text("一、加强保护。", "utf-8")
    main, side = os.openpty()
    command = [sys.executable, "-c", "from policydiff.cli import main; main()", *arguments]
    result = subprocess.run(command, cwd=tmp_path, stdout=side, stderr=subprocess.PIPE, check=False)
    os.close(side)
    os.close(main)
    assert result.returncode == 2
    assert "-o" in result.stderr.decode()


@pytest.mark.parametrize(
    ("words", "offered"), [("policydiff compare 20", {"2019", "2020"}), ("policydiff show 2020", {"2020"})]
)
def test_a_shell_completes_the_years_of_the_corpus(run, monkeypatch, words, offered):
    monkeypatch.setenv("_POLICYDIFF_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    status, out, _ = run()
    assert status == 0
    assert {line.partition(",")[2] for line in out.splitlines() if line.startswith("plain,")} == offered
