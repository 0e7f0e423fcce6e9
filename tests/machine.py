"""What the machine has beside Python: the tests that need it skip without it, in a sentence that says how to get it.

With POLICYDIFF_REQUIRE_BROWSER=1, as CI sets it, they fail instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest


def _missing(sentence: str) -> None:
    if os.environ.get("POLICYDIFF_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{sentence} (POLICYDIFF_REQUIRE_BROWSER=1 asks for it)")
    pytest.skip(sentence)


def find_chromium() -> str | None:
    """The path of Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def find_office() -> str | None:
    """The path of LibreOffice."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def has_chinese_font() -> bool:
    """Whether a page in Chinese can be printed; fontconfig is what Chromium and LibreOffice ask."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=True).stdout.strip())


def chromium(*, chinese: bool = False) -> str:
    """Chromium, and a font for what it prints in Chinese."""
    found = find_chromium()
    if found is None or (chinese and not has_chinese_font()):
        _missing("needs Chromium and a Chinese font: apt-get install chromium fonts-noto-cjk")
    return found or ""


def office(*, chinese: bool = False) -> str:
    """LibreOffice, and a font for what it prints in Chinese."""
    found = find_office()
    if found is None or (chinese and not has_chinese_font()):
        _missing("needs LibreOffice and a Chinese font: apt-get install libreoffice-writer-nogui fonts-noto-cjk")
    return found or ""
