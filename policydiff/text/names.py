"""Names of files as people read them and short enough for a disk; signs that would steer a terminal, made visible."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
# File systems take 255 bytes; an ending, a number and a temporary name's signs go on top.
NAME_LIMIT = 200


def readable(name: str) -> str:
    r"""A file's name as text. Names that are not UTF-8 mostly come out of archives packed in GBK.

    >>> readable("指引.txt"), readable(os.fsdecode("指引.txt".encode("gbk"))), readable(os.fsdecode(b"\xff.txt"))
    ('指引.txt', '指引.txt', '�.txt')
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        written = os.fsencode(name)
        for encoding in ("utf-8", "gb18030"):
            try:
                return written.decode(encoding)
            except UnicodeDecodeError:
                continue
        return written.decode("utf-8", "replace")
    return name


def shortened(name: str, limit: int = NAME_LIMIT) -> str:
    """A name of at most so many bytes; what was cut is told apart by a hash of the whole.

    >>> shortened("2019-2020"), len(shortened("国家知识产权局" * 20).encode()) <= NAME_LIMIT
    ('2019-2020', True)
    >>> shortened("一" * 99 + "甲") == shortened("一" * 99 + "乙")
    False
    """
    written = name.encode("utf-8", "surrogateescape")
    if len(written) <= limit:
        return name
    import hashlib  # most names are short

    mark = hashlib.sha256(written).hexdigest()[:8]
    return written[: limit - len(mark) - 1].decode("utf-8", "ignore").rstrip(" .") + "~" + mark


# Control pictures for ASCII's own; the others have none. What turns the direction of writing hides text as well.
_VISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_VISIBLE |= {0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)}
_VISIBLE |= dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def visible(value: T) -> T:
    r"""A value with no sign in any of its texts that steers a terminal; every text keeps its length.

    >>> visible(("一、\x1b]52;c;eA==\x07", 3))
    ('一、␛]52;c;eA==␇', 3)
    """
    shown: Any = value
    if isinstance(value, str):
        shown = value.translate(_VISIBLE)
    elif isinstance(value, tuple | list):
        shown = type(value)(visible(one) for one in value)
    elif isinstance(value, Mapping):
        shown = {visible(key): visible(one) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        shown = replace(value, **{f.name: visible(getattr(value, f.name)) for f in fields(value) if f.init})
    return shown  # type: ignore[no-any-return]  # of the value's own type
