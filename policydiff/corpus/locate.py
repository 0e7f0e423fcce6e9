"""Which document an argument names: a year of the corpus, a file, either at a git revision."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from policydiff.corpus import store
from policydiff.corpus.replace import finish
from policydiff.entries import Reader
from policydiff.errors import CorpusError, SourceError
from policydiff.model import Document, Head, Source
from policydiff.parse.head import with_head
from policydiff.parse.tree import parse
from policydiff.text.names import readable

FOLDER, VARIABLE = "corpora", "POLICYDIFF_CORPUS"


def find_corpus(given: Path | None = None) -> Path | None:
    """The corpus folder: the one given, else $POLICYDIFF_CORPUS, else corpora/ here or in a parent folder."""
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        if not named.is_dir():
            raise CorpusError(
                f"没有语料库文件夹 {named}；请检查 --corpus 或环境变量 {VARIABLE}。",
                f"there is no corpus folder {named}; check --corpus or the variable {VARIABLE}.",
            )
        return named
    here = Path.cwd()
    return next((p / FOLDER for p in (here, *here.parents) if (p / FOLDER).is_dir()), None)


def years(corpus: Path) -> list[str]:
    """The documents of a corpus, sorted by name. What begins with a dot is no document but on its way to be one."""
    finish(corpus)
    return sorted(p.name for p in corpus.iterdir() if p.name == readable(p.name) and _holds_document(p))


def misnamed(corpus: Path) -> list[str]:
    """Folders whose names are not UTF-8, as they read in what they probably are: no file could speak of them."""
    return sorted(readable(p.name) for p in corpus.iterdir() if p.name != readable(p.name) and _holds_document(p))


def _holds_document(folder: Path) -> bool:
    if folder.name.startswith("."):
        return False
    try:
        return (folder / store.TEXT).is_file() or (folder / store.HEAD).is_file()
    except OSError:
        return True  # reading it will say what is wrong


def read_document(argument: str, corpus: Path | None) -> Document:
    """The document that an argument of the command line names.

    The corpus is asked first; a path with a separator is never a year. The last @ parts off a git revision
    unless the whole argument names something that exists. Raises CorpusError or SourceError.
    """
    if not argument.strip() or "\0" in argument:
        raise CorpusError(
            "文件名是空的；请给出语料库中的年份或文件路径。",
            "the name is empty; give a year of the corpus, or a path to a file.",
        )
    found = _in_corpus(argument, corpus) or _at_path(argument)
    if found:
        return found
    name, at, revision = argument.rpartition("@")
    if at and name and revision:
        return _at_revision(name, revision, corpus)
    raise _missing(readable(argument), corpus)


def from_source(source: Source, id_: str) -> Document:
    """A document that is in no corpus: its head is what its own text says, its status unknown."""
    document = parse(source.text, Head(id=id_, encoding=source.encoding))
    return with_head(replace(document, repairs=source.repairs, notes=(*source.notes, *document.notes)))


def _is_name(argument: str) -> bool:
    return os.sep not in argument and "/" not in argument and argument not in ("", ".", "..")


def _in_corpus(argument: str, corpus: Path | None) -> Document | None:
    if corpus is None or not _is_name(argument) or argument not in years(corpus):
        return None
    folder = corpus / argument
    return store.document_from(argument, store.read_folder(folder, corpus), f"{corpus.name}/{argument}")


def _at_path(argument: str) -> Document | None:
    path = Path(argument)
    if path.is_dir():
        files = store.read_folder(path, path)
        if files:
            return store.document_from(readable(path.resolve().name), files, readable(str(path)))
        raise SourceError(
            f"{argument} 是文件夹，里面没有 {store.TEXT}；请指明一个文件。",
            f"{argument} is a folder without a {store.TEXT}; name a file.",
        )
    return _from_file(path, readable(path.stem)) if path.exists() else None


def _from_file(path: Path, id_: str) -> Document:
    from policydiff.ingest.source import read_source  # a year of the corpus is read without it

    return from_source(read_source(path), id_)


def _missing(argument: str, corpus: Path | None) -> CorpusError:
    if corpus is None:
        return CorpusError(
            f"找不到“{argument}”：这里没有语料库 {FOLDER}，也没有这个文件；请检查名称，或用 --corpus 指明。",
            f"“{argument}” was not found: there is no corpus folder {FOLDER} here and no such file; "
            "check the name, or name a corpus with --corpus.",
        )
    have = years(corpus)
    return CorpusError(
        f"找不到“{argument}”：语料库 {corpus.name} 中有 {'、'.join(have) or '（空）'}，也没有这个文件；请检查名称。",
        f"“{argument}” was not found: the corpus {corpus.name} holds {', '.join(have) or '(nothing)'} "
        "and there is no such file; check the name.",
    )


# ---------------------------------------------------------------- at a git revision


def _at_revision(name: str, revision: str, corpus: Path | None) -> Document:
    id_ = readable(f"{name}@{revision}")
    if corpus is not None and _is_name(name):
        where = f"{corpus.name}/{id_}"
        contents = {f: _git_show(corpus, revision, f"{name}/{f}") for f in store.FILES}
        files = {f: Reader(f"{where}/{f}").decoded(c) for f, c in contents.items() if c is not None}
        if files:
            return store.document_from(id_, files, where)
    path = Path(name)
    content = _git_show(path.parent, revision, path.name)
    if content is None:
        raise CorpusError(
            f"在版本 {revision} 中找不到“{name}”；请检查名称、版本，以及这里是否是 git 仓库。",
            f"“{name}” was not found at revision {revision}; check the name, the revision, "
            "and that this is a git repository.",
        )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(content)
        return _from_file(copy, readable(f"{path.stem}@{revision}"))


def _git_show(folder: Path, revision: str, path: str) -> bytes | None:
    """The bytes of a file at a revision, or None where git knows no such thing.

    `cat-file` runs no program that a repository names for showing its files, and nothing is fetched.
    """
    import subprocess

    if revision.startswith("-") or not folder.is_dir():
        return None
    try:
        done = subprocess.run(  # noqa: S603 – no shell; the revision cannot be taken for an option
            ["git", "cat-file", "blob", f"{revision}:./{path}"],  # noqa: S607 – git from the user's own PATH
            cwd=folder,
            capture_output=True,
            check=False,
            env=os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
