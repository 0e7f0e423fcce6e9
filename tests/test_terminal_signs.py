"""What would steer a terminal is shown as a sign: in titles, names and texts, in every output to a terminal."""

import os
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
ROOT = Path(__file__).parents[1]
CLIPBOARD = "\x1b]52;c;ZXZpbA==\x07"  # puts words into the clipboard of whoever looks at it
TEXT = f"年度工作指引{CLIPBOARD}\n一、总体要求{CLIPBOARD}\n审查周期压减至16个月。（专利局{CLIPBOARD}负责）\n\u202e二、倒写\n"
# The program's own colours and links; everything else that begins with ESC came from the document.
OWN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\\\")


def on_terminal(folder: Path, *arguments: str) -> str:
    """What a terminal is sent, both streams together."""
    import pty
    import sys

    pid, handle = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ |= {"PYTHONPATH": str(ROOT), "POLICYDIFF_CORPUS": str(folder / "corpora")}
        os.execv(sys.executable, [sys.executable, "-m", "policydiff", *arguments])
    data = b""
    while True:
        try:
            chunk = os.read(handle, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not chunk:
            break
        data += chunk
    os.waitpid(pid, 0)
    os.close(handle)
    return data.decode("utf-8", "replace")


@pytest.fixture
def folder(tmp_path) -> Path:
    for year in ("2019", "2020"):
        (tmp_path / "corpora" / year).mkdir(parents=True)
        (tmp_path / "corpora" / year / "text.txt").write_text(TEXT.replace("16", year[-2:]), "utf-8")
        (tmp_path / "corpora" / year / "document.toml").write_text(
            'title = "指引\\u001b]52;c;ZXZpbA==\\u0007"\n', "utf-8"
        )
    (tmp_path / f"名{CLIPBOARD}.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "2020"], ["show", "2020", "-v"], ["show", "2020", "--format", "text"], ["show", "2020", "--format", "json"],
        ["list"], ["facts", "2020"], ["facts", "2020", "--format", "csv"], ["compare", "2019", "2020"],
        ["compare", "2019", "2020", "--format", "md", "-o", "-"], ["check"], ["show", f"名{CLIPBOARD}.txt"],
        ["show", f"无{CLIPBOARD}.txt"], ["add", "2021", f"名{CLIPBOARD}.txt"], ["show", f"2020@{CLIPBOARD}"],
        ["compare", f"名{CLIPBOARD}.txt", "2020"], [f"{CLIPBOARD}"],
    ],
    ids=lambda a: " ".join(a).replace(CLIPBOARD, "ESC"),
)  # fmt: skip
def test_no_sign_of_a_document_steers_the_terminal(folder, arguments):
    sent = on_terminal(folder, *arguments)
    assert sent.strip()
    left = OWN.sub("", sent)
    assert "\x1b" not in left
    assert "\x07" not in left
    assert "\u202e" not in left
