"""The Action, the hook and what `init` lays down: their own steps, run on repositories with a good and a bad new year."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policydiff import __version__
from policydiff.cli import main
from policydiff.years.init import FORGES, init
from tests.years_samples import GUIDANCE, corpus

ROOT = Path(__file__).parents[1]
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None, reason="the steps of a workflow are for bash")

GOOD = GUIDANCE.replace("4个月以内", "3.5个月以内").replace("深化双边交流。", "深化双边交流。拓展合作渠道。")
BAD = GUIDANCE.replace("知识产权", "知识?权")
FORM_ONLY = GUIDANCE.replace("，", ",").replace("30家", "３０ 家").replace("双边", "雙邊")


def steps(path):
    """The steps of a workflow or an action that run a script: by name, the script and the names of its variables."""
    found = {}
    for block in re.split(r"\n +- (?=name: |uses: |id: )", path.read_text("utf-8")):
        name, script = re.match(r"name: (.+)", block), re.search(r"\n( +)run: \|\n((?:\1  .*\n?|\n)+)", block)
        if name and script:
            lines = [line[len(script[1]) + 2 :] for line in script[2].splitlines()]
            variables = re.search(r"\n +env:\n((?: +[A-Z_]+: .*\n)+)", block)
            found[name[1]] = "\n".join(lines), dict(re.findall(r"([A-Z_]+): (.*)", variables[1] if variables else ""))
    return found


def run(step, folder, *, expressions=None):
    """Run a step as a runner does; what `${{ … }}` stands for is given by its words."""
    script, variables = step
    said = expressions or {}
    values = {n: re.sub(r"\$\{\{ (.+?) \}\}", lambda m: said.get(m[1], ""), v) for n, v in variables.items()}
    summary = folder / "summary.md"
    environment = {
        **os.environ, **values, "GITHUB_STEP_SUMMARY": str(summary),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, summary.read_text("utf-8") if summary.is_file() else "", done.stderr


def git(folder, *arguments):
    named = ("-c", "user.name=a", "-c", "user.email=a@b")
    done = subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """A repository with one sound year; gives its folder and the revision."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    corpus(folder, {"2019/text.txt": GUIDANCE})
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "2019")
    return folder, git(folder, "rev-parse", "HEAD")


ACTION = {"inputs.corpus": "corpora", "inputs.lang": "zh", "inputs.strict": "false", "inputs.site": "pages"}
YEARS = {"good": (GOOD, 0), "bad": (BAD, 1), "form only": (FORM_ONLY, 0)}


@pytest.mark.parametrize("name", YEARS)
def test_the_action_on_a_new_year(repository, name):
    folder, base = repository
    text, status = YEARS[name]
    corpus(folder, {"2020/text.txt": text})
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "2020")
    own = steps(ROOT / "action.yml")
    said = {**ACTION, "inputs.changed-since": base, "inputs.sarif": "found.sarif"}
    code, out, summary, err = run(own["Check"], folder, expressions=said)
    assert (code, err) == (status, "")
    assert ("::error file=corpora/2020/text.txt" in out) == (name == "bad")
    assert "2019/text.txt" not in out  # only the year that changed was looked at
    assert ("2019 → 2020：没有实质变化" in summary) == (name == "form only")
    assert ("1 项指标收紧" in summary) == (name == "good")
    assert (folder / "found.sarif").is_file()
    code, _, _, _ = run(own["Site"], folder, expressions=said)
    assert code == 0
    assert (folder / "pages" / "2019-2020.html").is_file()


def test_the_action_fails_on_warnings_when_strict_and_looks_at_the_years_named(repository):
    folder, _ = repository
    corpus(folder, {"2020/text.txt": GUIDANCE.replace("（三）", "（五）"), "2021/text.txt": GUIDANCE})
    check = steps(ROOT / "action.yml")["Check"]
    assert run(check, folder, expressions=ACTION)[0] == 0
    assert run(check, folder, expressions={**ACTION, "inputs.strict": "true"})[0] == 1
    assert run(check, folder, expressions={**ACTION, "inputs.strict": "true", "inputs.years": "2019 2021"})[0] == 0


@pytest.mark.parametrize("name", YEARS)
def test_what_init_lays_down_checks_a_new_year(tmp_path, name):
    folder = tmp_path / "new"
    init(folder)
    git(folder, "init", "-q")
    corpus(folder, {"2019/text.txt": GUIDANCE})
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "2019")
    text, status = YEARS[name]
    corpus(folder, {"2020/text.txt": text})
    own = steps(folder / ".github" / "workflows" / "policydiff.yml")
    since = {"github.event.pull_request.base.sha": git(folder, "rev-parse", "HEAD")}
    assert run(own["Check"], folder, expressions=since)[0] == status
    assert run(own["Check"], folder)[0] == status  # a push has no base
    assert run(own["Site"], folder)[0] == 0
    assert (folder / "pages" / "index.html").is_file()
    assert f"policydiff=={__version__}" in own["Install"][0]


def test_a_draft_is_compared_with_a_year_and_a_corrected_text_with_itself(repository, monkeypatch, capfd):
    folder, base = repository
    monkeypatch.chdir(folder)
    (folder / "draft.txt").write_text(GOOD, "utf-8")
    corpus(folder, {"2019/text.txt": GUIDANCE.replace("30家", "35家")})
    for old, new, word in ((f"2019@{base}", "2019", "35"), ("draft.txt", "2019", "3.5")):
        with pytest.raises(SystemExit) as ended:
            main(["compare", old, new, "--format", "md", "-o", "-", "-q"])
        assert not ended.value.code
        assert word in capfd.readouterr().out


# ---------------------------------------------------------------- init, the hook


def test_init_lays_down_what_is_not_there_and_overwrites_nothing(tmp_path):
    (tmp_path / ".gitignore").write_text("mine\n", "utf-8")
    laid = init(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in laid.kept] == [".gitignore"]
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine\n"
    assert (tmp_path / "corpora" / "README.md").is_file()
    assert init(tmp_path).written == ()


@pytest.mark.parametrize("forge", FORGES)
def test_every_forge_has_its_workflow(tmp_path, forge):
    written = {p.relative_to(tmp_path).as_posix() for p in init(tmp_path, forge).written}
    own = {"github": {".github/workflows/policydiff.yml"}, "gitlab": {".gitlab-ci.yml"}, "none": set()}[forge]
    assert written == own | {"corpora/README.md", ".gitignore"}
    assert not any("@VERSION@" in (tmp_path / p).read_text("utf-8") for p in written)


def test_the_command_init(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    for arguments in (["init", "new"], ["check", "--corpus", "new/corpora"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert not ended.value.code
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["init", "file"])
    assert ended.value.code == 2
    assert "file" in capfd.readouterr().err


def test_the_hook_runs_a_command_that_there_is():
    written = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = re.findall(r"entry: policydiff (\w+)(?: (--\w+))?", written)
    assert entries == [("check", ""), ("check", "--strict")]
    assert len(re.findall("pass_filenames: false", written)) == written.count("- id:")
    pattern = re.compile(re.search(r"files: (.+)", written)[1])
    assert pattern.search("corpora/2020/text.txt")
    assert pattern.search("a/corpora/2020/text.txt")
    assert not pattern.search("docs/corpora.md")


def test_the_projects_own_workflow_uses_its_own_action():
    written = (ROOT / ".github" / "workflows" / "corpus.yml").read_text("utf-8")
    assert "- uses: ./" in written
    inputs = set(re.findall(r"^  ([a-z-]+):$", (ROOT / "action.yml").read_text("utf-8"), re.MULTILINE))
    assert (
        set(re.findall(r"^          ([a-z-]+): ", written.split("- uses: ./")[1].split("- uses")[0], re.MULTILINE))
        <= inputs
    )
