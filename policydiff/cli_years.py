"""The commands on a whole corpus: check, history, site, init. Options in, years called, exit status out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from policydiff import api
from policydiff.cli import Settings, _global_options, cli
from policydiff.errors import UsageError

_CHECK_FORMS = ("text", "json", "github", "sarif", "gitlab", "junit")


def _corpus(settings: Settings) -> Path:
    corpus = api.find_corpus(settings.corpus)
    if corpus is None:
        raise UsageError(
            "这里没有语料库 corpora；请用 --corpus 指明，或用 policydiff init 新建。",
            "there is no corpus folder corpora here; name one with --corpus, or make one with policydiff init.",
        )
    return corpus


@cli.command()
@click.argument("years", nargs=-1, metavar="[YEAR]...")
@click.option("--format", "form", type=click.Choice(_CHECK_FORMS), default="text", show_default=True)
@click.option("-o", "--output", "where", help="输出文件；- 为标准输出 / file, or - for stdout")
@click.option("--strict", is_flag=True, help="有警告也以 1 退出 / warnings fail too")
@click.option(
    "--changed-since", "revision", metavar="REV", help="只查此 git 版本之后改过的年份 / only years changed since REV"
)
@_global_options
@click.pass_obj
def check(
    settings: Settings, years: Sequence[str], *, form: str, where: str | None, strict: bool, revision: str | None
) -> int:
    """检查语料库是否完好，有错误时以 1 退出 / check that a corpus is sound; exit 1 where it is not.

    在 GitHub Actions 中用 --format github，结果写成标注，并写入任务摘要。
    In GitHub Actions --format github writes annotations and the job's summary.
    """
    from policydiff.years.check import check as check_corpus
    from policydiff.years.check.formats import FORMATS
    from policydiff.years.check.formats.github import add_job_summary

    corpus = _corpus(settings)
    report = check_corpus(corpus, years, changed_since=revision)
    data = FORMATS[form](report, settings.lang).encode("utf-8")  # type: ignore[index]  # click checked it
    _write(data, where)
    if form == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        add_job_summary(report, Path(os.environ["GITHUB_STEP_SUMMARY"]), settings.lang)
    return 1 if report.fails(strict=strict) else 0


def _write(data: bytes, where: str | None) -> None:
    from policydiff import output
    from policydiff.cli import _to_stdout

    if where in (None, "-"):
        _to_stdout(data)
    else:
        output.write_all({Path(str(where)): data})
