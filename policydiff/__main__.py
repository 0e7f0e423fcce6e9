"""The program's beginning: streams and signals are made safe before anything heavy loads."""

import os
import signal
import sys
from types import FrameType


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line. SIGTERM cleans up as SIGINT does; before there is anything to clean, both just end it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _open_closed_streams()
    if (
        sys.getfilesystemencoding() != "utf-8"
    ):  # a locale that has no Chinese names: they are bytes of UTF-8 all the same
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "policydiff", *sys.argv[1:]])  # noqa: S606 – ourselves
    from policydiff.cli import main as run

    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        run()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _open_closed_streams() -> None:
    """Give a closed stream (`>&-`) to the null device: the next file to be opened would take its place."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115, PTH123 – open to the end


if __name__ == "__main__":
    main()
