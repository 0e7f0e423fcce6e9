"""Old and foreign word processors' files (.doc .wps .odt .rtf), turned into .docx by LibreOffice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from policydiff.errors import SourceError
from policydiff.ingest.limits import check_size, damaged
from policydiff.ingest.readers.docx import read_docx
from policydiff.ingest.readers.endings import OFFICE
from policydiff.ingest.readers.extracted import Extracted

# LibreOffice starts in 3 to 10 s and converts 1,000 pages in 30 s; a file that takes longer is stuck.
SECONDS = 180
# A made-up address: whatever in the document asks for a page of the network is answered by nobody.
_NOWHERE = "http://127.0.0.1:9"
# Never follow links to pictures and other files, never run macros: (where, what, value).
_SETTINGS = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "2"),  # never
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # the one given here
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_office(data: bytes, *, name: str) -> Extracted:
    """The text of a .doc, .wps, .odt or .rtf file.

    Raises:
        SourceError: LibreOffice is not there or cannot read the file, or what `read_docx` raises.

    """
    check_size(data, name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    suffix = Path(name).suffix.lower() if Path(name).suffix.lower() in OFFICE else ".doc"
    if program is None:
        raise SourceError(
            f"读取“{name}”需要 LibreOffice，这台机器上没有 soffice；请安装 LibreOffice，或用 Word、WPS 另存为 .docx。",
            f"reading “{name}” takes LibreOffice, and there is no soffice on this machine; "
            "install LibreOffice, or save the file as .docx.",
        )
    with tempfile.TemporaryDirectory(prefix="policydiff-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, data, suffix, Path(folder))
    if converted is None:
        raise damaged(name)
    return replace(read_docx(converted, name=name), encoding=suffix[1:])


def _convert(program: str, data: bytes, suffix: str, folder: Path) -> bytes | None:
    """Run LibreOffice in a folder of its own; None where nothing comes out."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
               "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)]  # fmt: skip
    proxies = dict.fromkeys(
        ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOWHERE
    )
    _run(
        command, os.environ | proxies | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}, folder
    )
    made = folder / "out" / "source.docx"
    return made.read_bytes() if made.is_file() else None


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str], environment: dict[str, str], folder: Path) -> None:
    """Run a command and end it, with all that it started, when its time is up."""
    child = subprocess.Popen(  # noqa: S603 - a program from PATH, no shell; the file's own name is not in it
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment, cwd=folder, start_new_session=True,
    )  # fmt: skip
    try:
        child.wait(SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.wait()
