"""A TrueType font of our own making, so that a test's PDF looks the same on a machine without any font.

It has two glyphs that draw anything: a box as wide as it is high for a Chinese character, and one of half the width.
"""

from __future__ import annotations

import struct

EM, ASCENT, DESCENT = 1000, 880, -120
FULL, HALF = 1, 2  # glyph numbers; 0 is .notdef
_WIDTHS = (EM, EM, EM // 2)


def _box(width: int) -> bytes:
    """One closed outline of four points on the curve, a twentieth of an em inside its cell."""
    left, right, bottom, top = 50, width - 50, DESCENT + 50, ASCENT - 50
    header = struct.pack(">hhhhh", 1, left, bottom, right, top)
    outline = struct.pack(">HH", 3, 0) + bytes([1] * 4)  # the last point; no instructions; all on the curve
    xs = struct.pack(">hhhh", left, 0, right - left, 0)
    ys = struct.pack(">hhhh", bottom, top - bottom, 0, bottom - top)
    return header + outline + xs + ys


def _tables() -> dict[bytes, bytes]:
    glyphs = [_box(width) for width in _WIDTHS]
    places = [sum(map(len, glyphs[:at])) for at in range(len(glyphs) + 1)]
    return {
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(">IIIIHHQQ", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0)
        + struct.pack(">hhhhHHhhh", 50, DESCENT + 50, EM - 50, ASCENT - 50, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, EM, 50, 50, EM - 50, 1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)
        ),
        b"hmtx": b"".join(struct.pack(">Hh", width, 50) for width in _WIDTHS),
        b"loca": struct.pack(f">{len(places)}I", *places),
        b"maxp": struct.pack(">IH13H", 0x10000, len(glyphs), 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }


def box_font() -> bytes:
    """The font file."""
    tables = _tables()
    place = 12 + 16 * len(tables)
    out, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64), b""
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        out += tag + struct.pack(">III", total, place + len(body), len(data))
        body += padded
    return out + body
