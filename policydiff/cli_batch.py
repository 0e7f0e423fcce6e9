"""The commands on many documents: batch, pairs, reuse. Options in, the batch called, exit status out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import Settings, _global_options, cli
from policydiff.errors import UsageError
from policydiff.later import later
from policydiff.text.names import readable

if TYPE_CHECKING:
    from policydiff import api
    from policydiff.model import Document
else:
    api = later("policydiff.api")


@cli.command()
@click.argument("pairs", type=click.Path(path_type=Path), metavar="PAIRS.csv")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="结果文件夹 / folder")
@click.option(
    "--workers", type=click.IntRange(min=1), help="工作进程数，默认为处理器数 / processes; default: one a core"
)
@click.option("--scheduler", metavar="ADDRESS", help="Dask 调度器地址 / a Dask scheduler's address, tcp://HOST:PORT")
@click.option("--resume", is_flag=True, help="接着上次做 / go on where a batch ended")
@click.option("--html", is_flag=True, help="另写每一对的网页报告 / write each pair's report too")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="一份或一对的时限 / for one document or pair",
)
@_global_options
@click.pass_obj
def batch(  # noqa: PLR0913 – an option each
    settings: Settings,
    pairs: Path,
    *,
    folder: Path,
    workers: int | None,
    scheduler: str | None,
    resume: bool,
    html: bool,
    time_limit: float,
) -> int:
    """比较清单中的每一对文件，写成 Parquet 数据集 / compare every pair of a list into a Parquet data set.

    清单是 CSV，须有 old、new 两列，其余各列原样带入结果。出错的一对记入 errors.parquet，不影响其他。
    The list is a CSV with the columns old and new; all others are carried through. A pair that fails is a row of
    errors.parquet.
    """
    if workers and scheduler:
        raise UsageError("--workers 与 --scheduler 只能用一个。", "use --workers or --scheduler, not both.")
    from policydiff.batch import executors
    from policydiff.batch.batch import batch as run_batch
    from policydiff.batch.tasks import Settings as BatchSettings
    from policydiff.wording import pick
    from policydiff.wording.batch import BATCH

    corpus = api.find_corpus(settings.corpus)
    where = executors.cluster(scheduler) if scheduler else executors.processes(workers or os.cpu_count() or 1)
    with _progress(settings, "comparing") as progress:
        outcome = run_batch(
            pairs,
            folder,
            where,
            settings=BatchSettings(str(corpus.resolve()) if corpus else None, settings.lang, html, time_limit),
            resume=resume,
            progress=progress,
        )
    if not settings.quiet:
        said = BATCH["done"].filled(pairs=outcome.pairs, errors=outcome.errors, folder=folder)
        click.echo(pick(said, settings.lang))
        if outcome.errors:
            click.echo(pick(BATCH["see_errors"], settings.lang), err=True)
    return 0


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@click.option("-o", "--output", "where", help="输出的 CSV，默认为 DIR 旁的 DIR-pairs.csv；- 为标准输出 / file, or -")
@click.option("--workers", type=click.IntRange(min=1), help="工作进程数 / processes that read; default: one a core")
@_global_options
@click.pass_obj
def pairs(settings: Settings, folder: Path, *, where: str | None, workers: int | None) -> int:
    """为一个文件夹提出该比较的文件对 / propose which documents of a folder to compare, for batch.

    relation 一列：next 为同一系列的下一份，undated 为先后不明、另列一次，source 为内容所本的更早文件。
    The column relation: next, the next of a series; undated, the same the other way round where no date is known;
    source, the earlier document of another series that was drawn on.
    """
    from policydiff.batch.pairs import propose, to_csv
    from policydiff.cli import _to_stdout
    from policydiff.output import write_all
    from policydiff.wording import pick
    from policydiff.wording.batch import BATCH

    with _progress(settings, "reading") as progress:
        found = propose(folder, workers=workers or os.cpu_count() or 1, progress=progress)
    target = Path(where or folder.resolve().with_name(f"{folder.resolve().name}-pairs.csv"))
    beside = Path() if where == "-" else target.parent
    data = to_csv(found.proposals, os.path.relpath(folder, beside))
    if where == "-":
        _to_stdout(data)
    else:
        write_all({target: data})
    for name, failure in found.unread:
        said = BATCH["unread"].filled(name=name, zh=failure.zh, en=failure.en)
        click.echo(pick(said, settings.lang), err=True)
    if not settings.quiet:
        said = BATCH["proposed"].filled(
            next=sum(p.relation == "next" for p in found.proposals),
            source=sum(p.relation == "source" for p in found.proposals),
            path=target if where != "-" else "-",
        )
        click.echo(pick(said, settings.lang), err=where == "-")
    return 0


@cli.command()
@click.argument("documents", nargs=-1, required=True, metavar="OLD NEW [LOWER...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_global_options
@click.pass_obj
def reuse(settings: Settings, documents: Sequence[str], *, form: str) -> int:
    """下级文件照抄、细化了上级文件的多少，目标是否层层加码 / what a lower level copied, and its target gaps.

    从上到下给出各级文件，如 国家、省、市；相邻两级逐一对照。
    Give the documents from the top level down; each is held against the one above it.
    """
    if len(documents) < 2:
        raise UsageError("请至少给出上、下两级的文件。", "give at least two documents, the upper level's first.")
    from policydiff.batch import reuse as found
    from policydiff.batch.reuse_text import render
    from policydiff.report.records import dumps

    corpus = api.find_corpus(settings.corpus)
    levels = [api.read(name, corpus=corpus) for name in documents]
    levels = [
        replace(d, head=replace(d.head, id=name)) for d, name in zip(levels, _names(levels, documents), strict=True)
    ]
    steps = [found.reuse(upper, lower) for upper, lower in pairwise(levels)]
    gaps = found.gaps(levels, [api.extract(level, kind="targets", corpus=corpus) for level in levels])
    if form == "json":
        click.echo(dumps(found.to_record(steps, gaps)), nl=False)
    else:
        click.echo(render(steps, gaps, {d.head.id: d for d in levels}, lang=settings.lang), nl=False)
    return 0


def _names(levels: Sequence[Document], arguments: Sequence[str]) -> list[str]:
    """What each level is called, no two alike: by its id, else as it was named, else with its place among them."""
    ids = [level.head.id for level in levels]
    for names in (ids, [readable(name) for name in arguments]):
        if len(set(names)) == len(names):
            return names
    return [f"{name} ({at})" for at, name in enumerate(ids, 1)]


@contextmanager
def _progress(settings: Settings, doing: str) -> Iterator[Callable[[int, int], None]]:
    """Pairs done, their rate and the time left, on a terminal alone."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft
    from rich.text import Text

    from policydiff.wording import pick
    from policydiff.wording.batch import BATCH

    class Rate(ProgressColumn):
        """Pairs a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(pick(BATCH[doing], settings.lang), total=None)
        first = True

        def show(done: int, whole: int) -> None:
            nonlocal first
            if first:  # what an earlier run did is not counted in the rate
                bar.reset(task, total=whole, completed=done)
                first = False
            else:
                bar.update(task, completed=done)

        yield show
