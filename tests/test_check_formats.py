"""check's formats: what other programs read is valid, and GitHub gets no more than it shows."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from lxml import etree

from policydiff.cli import main
from policydiff.years.check import check
from policydiff.years.check.formats import FORMATS
from policydiff.years.check.formats.github import ANNOTATIONS, SUMMARY_BYTES, job_summary, to_github
from tests.test_json import validate
from tests.years_samples import GUIDANCE, corpus

SCHEMAS = Path(__file__).parent / "schemas"
# Signs that a format could take for its own, in a year's name of the corpus and in its text.
NASTY = "一、总体要求。<b>&\"']]>知识?产权，::error::甲##[error]乙%0A，\x1b[31m丙\n三、附则。“a|b`c”?甲乙。\n"


@pytest.fixture
def nasty(tmp_path):
    root = corpus(
        tmp_path, {"2019/text.txt": GUIDANCE, "2020 草案#1/text.txt": NASTY, "2021/document.toml": "title = 1\n"}
    )
    (found, *_) = check(root, ["2020 草案#1"]).open
    accepted = (
        f'issued = "2020-02-30"\n[[accepted]]\nfingerprint = "{found.fingerprint}"\nreason = "<原文> & \\u001b如此"\n'
    )
    (root / "2020 草案#1" / "document.toml").write_text(accepted, "utf-8")
    return check(root)


@pytest.fixture
def many(tmp_path):
    """Fifteen errors, fifteen warnings and more notices."""
    lines = [f"第{n}条　知识?产权第甲{n}项产(chǎn)品,好。" for n in "一二三四五六七八九十"]
    lines += [f"第十{n}条　知识?产权第乙{n}项产(chǎn)品。" for n in "一二三四五"]
    return check(corpus(tmp_path, {f"20{n:02}/text.txt": "\n".join(lines) + "\n" for n in range(15)}), ["2003"])


def test_json_keeps_its_schema(nasty):
    validate(json.loads(FORMATS["json"](nasty, "zh")))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_is_valid_and_knows_what_was_accepted(nasty, lang):
    log = json.loads(FORMATS["sarif"](nasty, lang))
    jsonschema.validate(log, json.loads((SCHEMAS / "sarif.json").read_text("utf-8")))
    (run,) = log["runs"]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    assert [r["suppressions"][0]["justification"] for r in run["results"] if "suppressions" in r] == ["<原文> & �如此"]
    assert {r["partialFingerprints"]["policydiff/v1"] for r in run["results"]} == {
        f.fingerprint for f in nasty.findings
    }


def test_gitlab_is_valid_and_leaves_out_what_was_accepted(nasty):
    issues = json.loads(FORMATS["gitlab"](nasty, "zh"))
    jsonschema.validate(issues, json.loads((SCHEMAS / "gitlab.json").read_text("utf-8")))
    assert [i["fingerprint"] for i in issues] == [f.fingerprint for f in nasty.open]
    assert len({i["fingerprint"] for i in issues}) == len(issues)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_junit_is_valid_and_its_counts_are_those_of_its_cases(nasty, lang):
    written = FORMATS["junit"](nasty, lang).encode()
    etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd")).assertValid(etree.fromstring(written))
    root = ET.fromstring(written)
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    errors = [f for f in nasty.open if f.severity == "error"]
    assert len(root.findall("testsuite/testcase/failure")) == len(errors) > 0


# ---------------------------------------------------------------- GitHub

COMMAND = re.compile(r"::(error|warning|notice|group|endgroup)( [^:]*)?::(.*)")


def commands(written):
    return [COMMAND.fullmatch(line) for line in written.splitlines() if line.lstrip().startswith("::")]


def test_github_shows_ten_of_a_kind_worst_first_and_says_what_it_left_out(many):
    written = to_github(many, "zh")
    kinds = [c[1] for c in commands(written) if "group" not in c[1]]
    assert kinds == ["error"] * ANNOTATIONS + ["warning"] * ANNOTATIONS + ["notice"] * ANNOTATIONS
    last = [c for c in commands(written) if c[1] == "notice"][-1]
    left = len(many.open) - 3 * ANNOTATIONS + 1
    assert f"另有 {left} 项" in last[3]
    for finding in many.findings:  # the log has all
        assert f"({finding.fingerprint})" in written


def test_no_words_of_a_document_become_a_command(nasty):
    written = to_github(nasty, "zh")
    assert all(commands(written))
    assert "##[" not in written.split("::group::")[1]
    assert "\x1b" not in written


def test_a_summary_is_cut_at_whole_sections_and_says_so(many, tmp_path):
    whole = job_summary(many, "zh")
    assert len(whole.encode()) <= SUMMARY_BYTES
    room = len(whole.encode()) - 200
    cut = job_summary(many, "zh", room=room)
    assert len(cut.encode()) <= room
    said = cut.rstrip("\n").split("\n\n")[-1]
    assert "略去" in said
    assert whole.startswith(cut.rstrip("\n").removesuffix(said).rstrip("\n"))
    left = int(re.search(r"略去 (\d+) 节", said)[1])
    assert left >= 1
    # what is left out begins at a section
    rest = whole[len(cut.rstrip("\n").removesuffix(said).rstrip("\n")) :].lstrip("\n")
    assert rest.startswith(("#", "**"))


def test_a_summary_too_long_even_for_its_findings_keeps_whole_lines(many):
    whole, room = job_summary(many, "zh"), 1500
    cut = job_summary(many, "zh", room=room)
    assert len(cut.encode()) <= room
    *lines, said = [line for line in cut.splitlines() if line]
    assert "略去" in said
    assert set(lines) <= set(whole.splitlines())


# ---------------------------------------------------------------- the command


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    def call(*arguments):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capfd.readouterr()
        return ended.value.code or 0, out, err

    return call


def test_exit_status_is_0_1_or_2(run, tmp_path):
    assert run("check")[0] == 2  # no corpus
    corpus(tmp_path, {"2020/text.txt": GUIDANCE})
    assert run("check")[0] == 0
    corpus(tmp_path, {"2020/text.txt": GUIDANCE.replace("（三）", "（五）")})
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1
    corpus(tmp_path, {"2020/text.txt": GUIDANCE.replace("知识产权", "知识?权")})
    assert run("check")[0] == 1
    status, out, err = run("check", "2099")
    assert (status, out) == (2, "")
    assert "2099" in err
    assert run("check", "--changed-since", "-x")[0] == 2


def test_the_job_summary_goes_behind_what_the_step_has_written(run, tmp_path, monkeypatch):
    corpus(tmp_path, {"2019/text.txt": GUIDANCE, "2020/text.txt": GUIDANCE.replace("30家", "40家")})
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert run("check", "--format", "github")[0] == 0
    written = summary.read_text("utf-8")
    assert written.startswith("before\n")
    assert "技术支持中心" in written
    assert "2019 → 2020：有实质变化" in written


def test_a_year_that_differs_in_form_only_is_said_to(run, tmp_path):
    form_only = GUIDANCE.replace("，", ",").replace("30家", "３０ 家").replace("双边", "雙邊").replace("（一）", "(一)")
    corpus(tmp_path, {"2019/text.txt": GUIDANCE, "2020/text.txt": form_only})
    _, out, _ = run("check", "2020")
    said = re.search(r"2019 → 2020：没有实质变化；(\d+) 处只是形式不同", out)
    assert said
    assert int(said[1]) >= 4
    _, out, _ = run("check", "2020", "--format", "json")
    assert json.loads(out)["comparisons"] == [
        {"old": "2019", "new": "2020", "substance": False, "cosmetic": int(said[1])}
    ]


def test_the_same_corpus_gives_the_same_bytes(nasty, many):
    for report in (nasty, many):
        for write in FORMATS.values():
            assert write(report, "zh") == write(report, "zh")
