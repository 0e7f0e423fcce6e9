"""Old word processors' files: LibreOffice reads them where it is, and a sentence says so where it is not."""

import shutil

import pytest

from policydiff.errors import SourceError
from policydiff.ingest.readers.office import read_office
from tests import machine

LINES = ["一、总体要求", "坚持稳中求进工作总基调。"]
RTF = (
    r"{\rtf1\ansi " + r"\par ".join("".join(rf"\u{ord(char)}?" for char in line) for line in LINES) + r"\par}"
).encode()


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.odt", "a.rtf"])
def test_without_libreoffice_a_sentence_says_so(monkeypatch, name):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SourceError, match="LibreOffice"):
        read_office(b"\xd0\xcf\x11\xe0", name=name)


def test_an_rtf_is_read_whatever_its_name():
    machine.office()
    read = read_office(RTF, name="a.wps")
    assert read.text.splitlines() == LINES
    assert read.encoding == "wps"
