"""Options in, pipeline called, exit status out; no logic of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from policydiff import __version__
from policydiff.errors import PolicydiffError, UsageError
from policydiff.later import later
from policydiff.text.names import visible

if TYPE_CHECKING:
    from policydiff import api, output
    from policydiff.corpus import locate
    from policydiff.model import Comparison
    from policydiff.text.script import Script
    from policydiff.wording import Lang
else:
    api, output, locate = map(later, ("policydiff.api", "policydiff.output", "policydiff.corpus.locate"))

F = TypeVar("F", bound=Callable[..., Any])


class Settings:
    """The global options, gathered from before and behind the command's name."""

    def __init__(self) -> None:
        self.corpus: Path | None = None
        self.lang: Lang = "zh"
        self.script: Script | None = None
        self.quiet = False
        self.verbose = False


class _LaterChoice(click.Choice[str]):
    """A choice among what is known only when somebody chooses, or asks for the command's help."""

    def __init__(self, values: Callable[[], Sequence[str]]) -> None:
        self._values = values
        self.case_sensitive = True

    @property
    def choices(self) -> Sequence[str]:  # type: ignore[override]  # click sets it once
        return self._values()


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


_script_option = click.option(
    "--script",
    type=click.Choice(["simplified", "traditional"]),
    expose_value=False,
    callback=_set("script"),
    help="转为简体或繁体显示，默认为原文的字体 / show in this script; default: the document's own",
)


def _complete_years(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The years of the corpus for a shell to complete; a path is completed by the shell itself."""
    try:
        corpus = api.find_corpus(ctx.ensure_object(Settings).corpus)
        years = locate.years(corpus) if corpus else []
    except (PolicydiffError, OSError):
        years = []
    return [*(CompletionItem(y) for y in years if y.startswith(incomplete)), CompletionItem(incomplete, type="file")]


class _Program(click.Group):
    """The commands; that the reader of a pipe went away is for `main` to say, and not for click, which fails."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 – click's own type
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGone from error


class _ReaderGone(Exception):  # noqa: N818 – it is no error
    """Nobody reads what we write any more."""


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policydiff")
@_global_options
def cli() -> None:
    """比较政策文件的前后版本 / compare successive versions of Chinese policy documents.

    DOC 可以是语料库中的年份（2020）、某个 git 版本（2020@HEAD~1）或文件路径。
    A DOC is a year of the corpus, a year at a git revision, or a path to a file.
    """


@cli.command()
@click.argument("old", shell_complete=_complete_years)
@click.argument("new", shell_complete=_complete_years)
@click.option("--format", "formats", multiple=True, type=_LaterChoice(lambda: api.FORMATS), help="默认 / default: html")
@click.option(
    "-o", "--output", "where", help="输出文件；多种格式时为文件夹；- 为标准输出 / file, folder, or - for stdout"
)
@click.option("--overrides", "overrides", type=click.Path(path_type=Path), help="人工配对文件 / file of overrides")
@_script_option
@click.option("--changed-only", is_flag=True, help="docx 只列有变化的条文 / docx: changed clauses only")
@click.option("--landscape", is_flag=True, help="docx 用横排，附目标与责任表 / docx: A4 across, with all tables")
@click.option("--exit-code", is_flag=True, help="有变化时以 1 退出 / exit with 1 where anything changed")
@_global_options
@click.pass_obj
def compare(
    settings: Settings,
    /,
    old: str,
    new: str,
    *,
    formats: Sequence[api.Form],
    where: str | None,
    overrides: Path | None,
    exit_code: bool,
    **layout: bool,
) -> int:
    """逐条比较两份文件，写出变化报告 / compare two documents and write the change report."""
    formats = formats or ("html",)
    _check_formats(formats, where, docx_only=any(layout.values()))
    corpus = api.find_corpus(settings.corpus)
    comparison = api.compare(old, new, corpus=corpus, overrides=overrides, script=settings.script)
    written = {form: api.to_bytes(comparison, form, lang=settings.lang, **layout) for form in formats}
    if where == "-":
        _to_stdout(written[formats[0]])
        paths: list[Path] = []
    else:
        paths = output.write_all({_target(comparison, n, where, corpus, formats): t for n, t in written.items()})
    if not settings.quiet:
        from policydiff.report.text.terminal import summary

        summary(
            visible(comparison), visible(paths), lang=settings.lang, to_stderr=where == "-", verbose=settings.verbose
        )
    return 1 if exit_code and api.has_changes(comparison) else 0


def _check_formats(formats: Sequence[str], where: str | None, *, docx_only: bool) -> None:
    """Refuse what cannot be meant."""
    twice = next((form for form in formats if formats.count(form) > 1), None)
    if twice:
        raise UsageError(f"--format {twice} 给了不止一次；每种格式只给一次。", f"give --format {twice} once.")
    if docx_only and "docx" not in formats:
        raise UsageError(
            "--changed-only 和 --landscape 只用于 docx；请加 --format docx。",
            "--changed-only and --landscape are for docx; add --format docx.",
        )
    if where == "-":
        if len(formats) > 1:
            raise UsageError("-o - 只能写一种格式；请只给一个 --format。", "-o - takes one format; give --format once.")
        _check_stdout(formats[0])


def _check_stdout(form: str) -> None:
    """Refuse to write to a terminal what no one can read there."""
    if form in api.BINARY and sys.stdout.isatty():
        raise UsageError(
            f"{form} 是二进制文件，不能显示在终端上；请用 -o 指明文件。",
            f"{form} is a binary file, which a terminal cannot show; name a file with -o.",
        )


def _to_stdout(data: bytes) -> None:
    """Give a file's bytes; a terminal is shown no sign that would steer it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(visible(data.decode()).encode() if sys.stdout.isatty() else data)
    sys.stdout.buffer.flush()


SUFFIXES = {"redline": ".redline.docx"}  # of the formats that are not called as their files end


def _target(comparison: Comparison, name: str, where: str | None, corpus: Path | None, formats: Sequence[str]) -> Path:
    file = output.file_name(comparison.old.head.id, comparison.new.head.id) + SUFFIXES.get(name, f".{name}")
    if where is None:
        return (corpus.parent if corpus else Path()) / "reports" / file
    folder = Path(where)
    return folder / file if len(formats) > 1 or folder.is_dir() else folder


@cli.command()
@click.argument("doc", shell_complete=_complete_years)
@click.option("--format", "form", type=click.Choice(["outline", "text", "json"]), default="outline", show_default=True)
@_script_option
@_global_options
@click.pass_obj
def show(settings: Settings, doc: str, *, form: str) -> int:
    """显示一份文件的结构、正文或全部数据 / show a document's outline, text or data."""
    document = api.read(doc, corpus=api.find_corpus(settings.corpus), script=settings.script)
    from policydiff.report.text import terminal

    terminal.banner(visible(document), lang=settings.lang)
    if form == "json":
        _to_stdout(api.to_json(document, lang=settings.lang).encode())
    elif form == "text":
        _to_stdout(f"{document.text}\n".encode())
    else:
        terminal.outline(visible(document), lang=settings.lang, verbose=settings.verbose)
    return 0


@cli.command()
@click.argument("doc", shell_complete=_complete_years)
@click.option("--kind", type=click.Choice(["targets", "responsibilities", "all"]), default="all", show_default=True)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)
@click.option("-o", "--output", "where", type=click.Path(path_type=Path), help="输出文件 / file, for csv and xlsx")
@_script_option
@_global_options
@click.pass_obj
def facts(settings: Settings, doc: str, *, kind: api.Kind, form: str, where: Path | None) -> int:
    """列出一份文件的目标与责任 / list a document's targets and responsibilities."""
    to_stdout = where is None or str(where) == "-"
    if to_stdout:
        _check_stdout(form)
    corpus = api.find_corpus(settings.corpus)
    document = api.read(doc, corpus=corpus, script=settings.script)
    found = api.extract(document, kind=kind, corpus=corpus)
    from policydiff.report.text import terminal

    terminal.banner(visible(document), lang=settings.lang)
    if form == "table":
        terminal.facts_table(visible(found), lang=settings.lang, kind=kind)
        return 0
    data = api.facts_to_bytes(document, found, form, kind=kind, lang=settings.lang)  # type: ignore[arg-type]  # click checked it
    if where is None or to_stdout:
        _to_stdout(data)
    else:
        output.write_all({where: data})
    return 0


@cli.command(name="list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_global_options
@click.pass_obj
def list_(settings: Settings, *, form: str) -> int:
    """列出语料库中的文件 / list the documents of the corpus."""
    listing = api.list_corpus(api.find_corpus(settings.corpus))
    if form == "json":
        _to_stdout(api.to_json(listing, lang=settings.lang).encode())
    else:
        from policydiff.report.text import terminal

        terminal.corpus_table(visible(listing.documents), lang=settings.lang)
    for error in listing.unreadable.values():
        _tell(error.en if settings.lang == "en" else error.zh)
    return 0


def _iso_date(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value} 不是 YYYY-MM-DD 形式的日期 / is no date of the form YYYY-MM-DD") from error


@cli.command()
@click.argument("year")
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL...")
@click.option(
    "--replace", "replace_old", is_flag=True, help="替换已有年份，旧文件夹另存 / replace, keeping the old aside"
)
@click.option("--title", help="标题 / title")
@click.option("--doc-number", help="文号 / document number")
@click.option("--issuer", help="发文机关 / issuer")
@click.option("--issued", metavar="YYYY-MM-DD", help="成文日期 / date", callback=_iso_date)
@click.option("--series", help="所属系列 / series")
@click.option("--status", type=click.Choice(["official", "copy", "sample", "unknown"]), help="性质 / status")
@_global_options
@click.pass_obj
def add(settings: Settings, /, year: str, *, files: Sequence[str], replace_old: bool, **head: str | None) -> int:
    """把文件或网页收入语料库 / put files or addresses into the corpus as one year's document."""
    corpus = settings.corpus or api.find_corpus() or Path(locate.FOLDER)  # a new one is made
    with _progress(settings) as progress:
        added = api.add(corpus, year, files, today=_today(), head=head, replace_old=replace_old, progress=progress)
    _tell_added(settings, added)
    return 0


@cli.command()
@click.argument("years", nargs=-1, required=True, metavar="YEAR...", shell_complete=_complete_years)
@_global_options
@click.pass_obj
def fetch(settings: Settings, years: Sequence[str]) -> int:
    """下载 catalog.toml 所列文本，替换示例 / fetch what the catalog names, in place of a sample."""
    corpus = api.find_corpus(settings.corpus)
    if corpus is None:
        raise UsageError("这里没有语料库；请用 --corpus 指明。", "there is no corpus here; name one with --corpus.")
    status = 0
    for year in dict.fromkeys(years):
        try:
            with _progress(settings) as progress:
                added = api.fetch_year(corpus, year, today=_today(), progress=progress)
        except PolicydiffError as error:  # one bad address stops no other year
            status = _tell(error.en if settings.lang == "en" else error.zh)
        else:
            _tell_added(settings, added)
    return status


def _today() -> str:
    """The only clock of the program: the day on which a file was downloaded, for document.toml."""
    return date.today().isoformat()


@contextmanager
def _progress(settings: Settings) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on a terminal, nothing elsewhere; it appears with the first bytes of a download."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TransferSpeedColumn

    with Progress(
        BarColumn(), DownloadColumn(), TransferSpeedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("", start=True)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _tell_added(settings: Settings, added: api.Added) -> None:
    if not settings.quiet:
        from policydiff.report.text import terminal

        found = api.extract(added.document)
        terminal.added(
            visible(added.document), visible(found), added.kept_aside, lang=settings.lang, verbose=settings.verbose
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every error becomes one sentence on standard error and status 2."""
    arguments = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except (BrokenPipeError, _ReaderGone):
        status = 0
        _drop_output()
    except OSError as error:
        _drop_output()
        from policydiff.wording.system import refused

        said = refused(error)
        status = _tell(said.en if _wants_english(arguments) else said.zh)
    sys.exit(status)


_LONG = 400  # characters; Chinese sentences have no spaces, and the longest of ours has a hundred
INTERRUPTED = 130  # as shells say it of a command that SIGINT ended


def _run(arguments: Sequence[str]) -> int:
    english = _wants_english(arguments)
    try:
        return cli.main(list(arguments), prog_name="policydiff", standalone_mode=False) or 0
    except PolicydiffError as error:
        return _tell(error.en if english else error.zh)
    except click.ClickException as error:
        from policydiff.wording.usage import usage

        said = usage(error.format_message())
        return _tell(said.en if english else said.zh)
    except click.Abort:
        return INTERRUPTED
    except (OSError, _ReaderGone):
        raise
    except Exception as error:  # the last gate: a fault of ours is one sentence too
        if {"-v", "--verbose"} & set(arguments):
            raise
        from policydiff.wording import sentences

        fault = sentences.FAULT.filled(error=f"{type(error).__name__}: {error}")
        return _tell(fault.en if english else fault.zh)


def _drop_output() -> None:
    """Let nothing more be written where nothing can be: the interpreter would complain of it at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wants_english(arguments: Sequence[str]) -> bool:
    return "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)


def _tell(sentence: str) -> int:
    """One line on standard error, and the status of an error."""
    # A name can hold signs that steer the terminal, and be as long as a book.
    words = (word if len(word) < _LONG else f"{word[: _LONG // 2]}…{word[-20:]}" for word in sentence.split())
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(words))
    sys.stderr.write(f"policydiff: {line}\n")
    return 2


# The commands on a whole corpus join the group when they are imported; they need its options.
from policydiff import cli_batch, cli_years  # noqa: E402, F401
