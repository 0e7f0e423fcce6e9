"""A year's folder is put in place whole, whatever happens meanwhile: no reader ever finds it absent or half there.

A new folder is built under a name with a dot (`.2020.k3x9a_b1`), which nobody lists. Where the system can exchange two
names, that is one step. Where it cannot, the finished folder is first called `.ready.2020`: from then on the year is
that one, and whoever comes next finishes what was broken off.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from policydiff.corpus import store
from policydiff.errors import CorpusError
from policydiff.output import umask

ASIDE = ".aside"
_READY = ".ready."
_UNFINISHED = re.compile(r"\..+\.[a-z0-9_]{8}")  # as tempfile names them
_AT_FDCWD, _EXCHANGE = -100, 2  # of Linux's renameat2
_OURS = {*store.FILES, store.SOURCE}


@contextmanager
def locked(corpus: Path) -> Iterator[None]:
    """Hold the corpus alone, waiting for whoever holds it; what was broken off before is finished or swept first."""
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        handle = os.open(corpus, os.O_RDONLY)
    except OSError as error:
        raise CorpusError(
            f"建不了语料库文件夹 {corpus}（{error.strerror}）；请检查 --corpus。",
            f"the corpus folder {corpus} cannot be made ({error.strerror}); check --corpus.",
        ) from error
    try:
        _lock(handle)
        _finish(corpus)
        _sweep(corpus)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, *, wait: bool = True) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows has no lock for a folder
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


@contextmanager
def staged(corpus: Path, year: str) -> Iterator[Path]:
    """A folder beside its final place that vanishes unless it was moved there."""
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{year}.", dir=corpus))
        folder.chmod(0o777 & ~umask())
        yield folder
    except OSError as error:
        reason = error.strerror or str(error)
        raise CorpusError(
            f"写不进语料库文件夹 {corpus}（{reason}），原有文件未动；请检查磁盘空间和权限。",
            f"the corpus folder {corpus} cannot be written to ({reason}), nothing was changed; "
            "check the space on the disk and the permissions.",
        ) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def put(folder: Path, target: Path) -> Path | None:
    """Put a finished folder in its place; the one that stood there goes aside. Returns where to."""
    if not target.exists():
        folder.rename(target)
        return None
    kept = _place_aside(target)
    if _can_exchange(folder.parent):
        folder.rename(kept)
        _exchange(kept, target)
        return kept
    ready = target.with_name(_READY + target.name)
    folder.rename(ready)
    target.rename(kept)
    ready.rename(target)
    return kept


def _place_aside(target: Path) -> Path:
    aside = target.parent / ASIDE
    aside.mkdir(exist_ok=True)
    number = 1
    while (kept := aside / f"{target.name}-{number}").exists():
        number += 1
    return kept


def finish(corpus: Path) -> None:
    """Finish a replacement that was broken off between its steps, unless somebody is at it right now."""
    if not any(corpus.glob(f"{_READY}*")):
        return
    handle = os.open(corpus, os.O_RDONLY)
    try:
        if _lock(handle, wait=False):
            _finish(corpus)
    finally:
        os.close(handle)


def _finish(corpus: Path) -> None:
    for ready in corpus.glob(f"{_READY}*"):
        target = corpus / ready.name.removeprefix(_READY)
        with suppress(OSError):  # a corpus that may not be written to stays as it is
            if target.exists():
                target.rename(_place_aside(target))
            ready.rename(target)


def _sweep(corpus: Path) -> None:
    """Remove what a killed process left: nobody else is writing, and it holds nothing but what `add` writes."""
    for folder in corpus.glob(".*.*"):
        unfinished = _UNFINISHED.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink()
        if unfinished and {p.name for p in folder.iterdir()} <= _OURS:
            shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------- exchanging two names


def _can_exchange(folder: Path) -> bool:
    """Whether system and file system can do it, tried on two folders of our own."""
    with tempfile.TemporaryDirectory(prefix=".exchange.", dir=folder) as trial:
        one, two = Path(trial, "one"), Path(trial, "two")
        one.mkdir()
        two.mkdir()
        try:
            _exchange(one, two)
        except (OSError, AttributeError):
            return False
    return True


def _exchange(one: Path, two: Path) -> None:
    renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _EXCHANGE) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one))
