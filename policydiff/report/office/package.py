"""Office files are zip archives: one way to write them, so that the same parts give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

# The earliest moment that a zip archive can hold: an entry's time must not depend on a clock.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts of an Office file, by their names, in this order.

    Stored, not compressed: builds of zlib differ, and with them the bytes that they make of the same input.

    >>> pack({"a.xml": b"<a/>"}) == pack({"a.xml": b"<a/>"}), unpack(pack({"a.xml": b"<a/>"}))
    (True, {'a.xml': b'<a/>'})
    """
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # else it would tell Windows from the rest
            archive.writestr(entry, content)
    return target.getvalue()


def unpack(package: bytes) -> dict[str, bytes]:
    """The parts of an Office file, by their names."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
