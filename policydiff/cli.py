"""Options in, pipeline called, exit status out; no logic of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from policydiff import __version__, api, output
from policydiff.errors import PolicydiffError, UsageError
from policydiff.model import Comparison
from policydiff.words import Lang

F = TypeVar("F", bound=Callable[..., Any])
COMPARE_FORMATS = ("html", "json")
ENDS = {"html": ".html", "json": ".json"}


class Settings:
    """The global options, gathered from before and behind the command's name."""

    def __init__(self) -> None:
        self.corpus: Path | None = None
        self.lang: Lang = "zh"
        self.quiet = False
        self.verbose = False


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401 – click's own type
        settings = ctx.ensure_object(Settings)
        if value not in (None, False):
            setattr(settings, name, value)

    return callback


def _global_options(command: F) -> F:
    options = (
        click.option(
            "--corpus",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_set("corpus"),
            help="语料库文件夹，默认为此处或上级的 corpora / the corpus folder",
        ),
        click.option(
            "--lang",
            type=click.Choice(["zh", "en"]),
            expose_value=False,
            callback=_set("lang"),
            help="界面语言 / language of the interface",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=_set("quiet"), help="不显示摘要 / no summary"
        ),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            expose_value=False,
            callback=_set("verbose"),
            help="显示还原与存疑的细节 / show repairs and doubts in full",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policydiff")
@_global_options
def cli() -> None:
    """比较政策文件的前后版本 / compare successive versions of Chinese policy documents.

    DOC 可以是语料库中的年份（2020）、某个 git 版本（2020@HEAD~1）或文件路径。
    A DOC is a year of the corpus, a year at a git revision, or a path to a file.
    """


@cli.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "formats", multiple=True, type=click.Choice(COMPARE_FORMATS), help="默认 / default: html")
@click.option(
    "-o", "--output", "where", help="输出文件；多种格式时为文件夹；- 为标准输出 / file, folder, or - for stdout"
)
@click.option("--overrides", "overrides", type=click.Path(path_type=Path), help="人工配对文件 / file of overrides")
@click.option("--exit-code", is_flag=True, help="有变化时以 1 退出 / exit with 1 where anything changed")
@_global_options
@click.pass_obj
def compare(
    settings: Settings,
    old: str,
    new: str,
    *,
    formats: Sequence[str],
    where: str | None,
    overrides: Path | None,
    exit_code: bool,
) -> int:
    """逐条比较两份文件，写出变化报告 / compare two documents and write the change report."""
    formats = tuple(dict.fromkeys(formats)) or ("html",)
    if where == "-" and len(formats) > 1:
        raise UsageError("-o - 只能写一种格式；请只给一个 --format。", "-o - takes one format; give --format once.")
    corpus = api.find_corpus(settings.corpus)
    comparison = api.compare(old, new, corpus=corpus, overrides=overrides)
    written = {name: _render(name, comparison, settings.lang) for name in formats}
    if where == "-":
        sys.stdout.buffer.write(written[formats[0]].encode("utf-8"))
        sys.stdout.buffer.flush()
        paths: list[Path] = []
    else:
        paths = output.write_all({_target(comparison, n, where, corpus, formats): t for n, t in written.items()})
    if not settings.quiet:
        from policydiff.report.terminal import summary

        summary(comparison, paths, lang=settings.lang, to_stderr=where == "-", verbose=settings.verbose)
    return 1 if exit_code and api.has_changes(comparison) else 0


def _render(name: str, comparison: Comparison, lang: Lang) -> str:
    return api.to_html(comparison, lang=lang) if name == "html" else api.to_json(comparison, lang=lang)


def _target(comparison: Comparison, name: str, where: str | None, corpus: Path | None, formats: Sequence[str]) -> Path:
    file = output.file_name(comparison.old.head.id, comparison.new.head.id) + ENDS[name]
    if where is None:
        return (corpus.parent if corpus else Path()) / "reports" / file
    folder = Path(where)
    return folder / file if len(formats) > 1 or folder.is_dir() else folder


@cli.command()
@click.argument("doc")
@click.option("--format", "form", type=click.Choice(["outline", "text", "json"]), default="outline", show_default=True)
@_global_options
@click.pass_obj
def show(settings: Settings, doc: str, *, form: str) -> int:
    """显示一份文件的结构、正文或全部数据 / show a document's outline, text or data."""
    document = api.read(doc, corpus=api.find_corpus(settings.corpus))
    from policydiff.report import terminal

    terminal.banner(document, lang=settings.lang)
    if form == "json":
        click.echo(api.to_json(document, lang=settings.lang), nl=False)
    elif form == "text":
        click.echo(document.text)
    else:
        terminal.outline(document, lang=settings.lang, verbose=settings.verbose)
    return 0


@cli.command()
@click.argument("doc")
@click.option("--kind", type=click.Choice(["targets", "responsibilities", "all"]), default="all", show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_global_options
@click.pass_obj
def facts(settings: Settings, doc: str, *, kind: str, form: str) -> int:
    """列出一份文件的目标与责任 / list a document's targets and responsibilities."""
    document = api.read(doc, corpus=api.find_corpus(settings.corpus))
    found = api.facts(document, kind=kind)
    from policydiff.report import terminal

    terminal.banner(document, lang=settings.lang)
    if form == "json":
        click.echo(api.to_json(document, facts=found, lang=settings.lang), nl=False)
    else:
        terminal.facts_table(found, lang=settings.lang, kind=kind)
    return 0


@cli.command(name="list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_global_options
@click.pass_obj
def list_(settings: Settings, *, form: str) -> int:
    """列出语料库中的文件 / list the documents of the corpus."""
    documents = api.list_corpus(api.find_corpus(settings.corpus))
    if form == "json":
        click.echo(api.to_json(documents, lang=settings.lang), nl=False)
    else:
        from policydiff.report import terminal

        terminal.corpus_table(documents, lang=settings.lang)
    return 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every error becomes one sentence on standard error and status 2."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    english = _wants_english(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = cli.main(arguments, prog_name="policydiff", standalone_mode=False)
        sys.stdout.flush()
    except PolicydiffError as error:
        _fail(error.en if english else error.zh)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe went away; the interpreter must not complain of it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _fail(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
    sys.exit(status or 0)


def _wants_english(arguments: Sequence[str]) -> bool:
    return any(
        a == "--lang=en" or (a == "--lang" and b == "en") for a, b in zip(arguments, [*arguments[1:], ""], strict=True)
    )


def _fail(sentence: str) -> None:
    sys.stderr.write("policydiff: " + " ".join(sentence.split()) + "\n")
    sys.exit(2)
