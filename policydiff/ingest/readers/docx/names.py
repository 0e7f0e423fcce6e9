"""The names of WordprocessingML, and the few questions that every module here asks of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The strict form of the standard has other addresses for the same names (ISO/IEC 29500-1 against -4).
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH[1:-1].encode()),
)
_OFF = frozenset(("0", "false", "off", "none"))


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element down a path of w: names."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """The w:val down a path, None if there is none."""
    found = child(element, *path)
    return None if found is None else found.get(W + "val")


def integer(text: str | None, default: int) -> int:
    """A number as Word writes it; a file may hold anything else."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(element: _Element | None, *path: str) -> bool:
    """Whether a switch is there and not set to off."""
    found = child(element, *path)
    return found is not None and found.get(W + "val", "1") not in _OFF


def local(element: _Element) -> str:
    """An element's name without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
