"""The commands on a whole corpus: check, history, site, init. Options in, years called, exit status out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import Settings, _complete_years, _global_options, cli
from policydiff.errors import UsageError
from policydiff.later import later

if TYPE_CHECKING:
    from policydiff import api, output
    from policydiff.corpus import locate
    from policydiff.years.history import History
else:
    api, output, locate = map(later, ("policydiff.api", "policydiff.output", "policydiff.corpus.locate"))

_HISTORY_FORMS = ("html", "json", "xlsx", "csv", "parquet")
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
@click.argument("years", nargs=-1, metavar="[YEAR]...", shell_complete=_complete_years)
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


@cli.command()
@click.argument("years", nargs=-1, metavar="[YEAR]...", shell_complete=_complete_years)
@click.option("--format", "form", type=click.Choice(_HISTORY_FORMS), default="html", show_default=True)
@click.option("-o", "--output", "where", help="输出文件；- 为标准输出 / file, or - for stdout")
@_global_options
@click.pass_obj
def history(settings: Settings, years: Sequence[str], *, form: str, where: str | None) -> int:
    """逐年追踪条款、指标、责任单位和用词 / follow clauses, indicators, offices and terms through the years.

    不写年份则每个系列各成一份。 / Without YEARs each series of the corpus gets its own.
    """
    from policydiff.years import history as of_years

    corpus = _corpus(settings)
    found = of_years.history(corpus, years)
    if len(found) > 1 and where is not None:
        names = [f"{h.series or '—'}（{'、'.join(d.head.id for d in h.documents)}）" for h in found]
        raise UsageError(
            f"语料库中有 {len(found)} 个系列：{'；'.join(names)}；请写明年份，或不用 -o。",
            f"the corpus holds {len(found)} series: {'; '.join(names)}; name the years, or leave out -o.",
        )
    told = {d.head.id for h in found for d in h.documents}
    if unread := [y for y in locate.years(corpus) if not years and y not in told]:
        from policydiff.wording import pick
        from policydiff.wording.history import WORDS

        click.echo(pick(WORDS["unread"].filled(years="、".join(unread)), settings.lang), err=True)
    written: dict[Path, bytes] = {}
    for one in found:
        data = of_years.to_bytes(one, form, lang=settings.lang)  # type: ignore[arg-type]  # click checked it
        if where == "-":
            _write(data, where)
            return 0
        name = "history" if len(found) == 1 else f"history-{output.file_name(one.series, '').rstrip('-') or 'other'}"
        path = corpus.parent / "reports" / f"{name}.{form}" if where is None else Path(where)
        written |= {path: data, **_described(one, path, form)}
    for path in output.write_all(written):
        if not settings.quiet:
            click.echo(str(path))
    return 0


def _described(of: History, path: Path, form: str) -> dict[Path, bytes]:
    """What lies beside a table for others to read: datapackage.json and CITATION.cff."""
    if form not in ("csv", "parquet"):
        return {}
    from policydiff.years.history.table import citation, datapackage

    return {
        path.with_name("datapackage.json"): datapackage(of, path.name),
        path.with_name("CITATION.cff"): citation(of),
    }


@cli.command()
@click.option("-o", "--output", "where", type=click.Path(path_type=Path), help="输出文件夹，默认 reports / folder")
@_global_options
@click.pass_obj
def site(settings: Settings, *, where: Path | None) -> int:
    """生成全部网页：各年对照、历年变化、搜索、首页、订阅 / make all pages of a corpus, into reports/.

    只重新生成有变化的部分。 / Only what changed is made again.
    """
    from policydiff.wording.site import BUILT
    from policydiff.years.site import build_site

    corpus = _corpus(settings)
    folder = where or corpus.parent / "reports"
    with _steps(settings) as progress:
        built = build_site(corpus, folder, lang=settings.lang, progress=progress)
    if not settings.quiet:
        from policydiff.wording import pick

        counts = {"written": len(built.written), "kept": len(built.kept), "removed": len(built.removed)}
        click.echo(pick(BUILT, settings.lang).format(folder=folder, **counts))
    return 0


@cli.command()
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--ci", "forge", type=click.Choice(["github", "gitlab", "none"]), default="github", show_default=True)
@_global_options
@click.pass_obj
def init(settings: Settings, folder: Path, *, forge: str) -> int:
    """新建空语料库，附检查和发布网页的工作流 / lay down an empty corpus with a CI workflow.

    已有的文件不会被覆盖。 / Nothing that is there is overwritten.
    """
    from policydiff.wording import pick
    from policydiff.wording.site import KEPT, NEXT
    from policydiff.years.init import init as lay_down

    laid = lay_down(folder, forge)  # type: ignore[arg-type]  # click checked it
    for path in laid.written:
        click.echo(str(path))
    if not settings.quiet:
        for path in laid.kept:
            click.echo(pick(KEPT, settings.lang).format(path=path), err=True)
        click.echo(pick(NEXT, settings.lang), err=True)
    return 0


@contextmanager
def _steps(settings: Settings) -> Iterator[Callable[[int, int], None]]:
    """A bar of steps on a terminal, nothing elsewhere."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _write(data: bytes, where: str | None) -> None:
    from policydiff.cli import _to_stdout

    if where in (None, "-"):
        _to_stdout(data)
    else:
        output.write_all({Path(str(where)): data})
