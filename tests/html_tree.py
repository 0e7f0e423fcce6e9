"""HTML as a tree of elements: enough to ask a page what it says, with the standard library alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "img", "link", "hr", "rect"}


@dataclass
class Element:
    """A tag, its attributes, and in order the texts and elements in it."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """This element and every one below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()

    def having(self, name: str, value: str | None = None) -> Iterator[Element]:
        """The elements with an attribute; "class" is looked for as one of several names."""
        for element in self.all():
            found = element.attributes.get(name)
            if name in element.attributes and (value is None or value in (found or "").split()):
                yield element

    def get(self, identifier: str) -> Element:
        """The element with an id."""
        return next(self.having("id", identifier))

    def text(self, *, without: tuple[str, ...] = ()) -> str:
        """All text inside, but for elements with one of these classes."""
        if set((self.attributes.get("class") or "").split()) & set(without):
            return ""
        return "".join(c if isinstance(c, str) else c.text(without=without) for c in self.children)

    def said(self, lang: str = "zh") -> str:
        """The text that a reader of one language sees."""
        other = "en" if lang == "zh" else "zh"
        if self.attributes.get("lang") == other:
            return ""
        return "".join(c if isinstance(c, str) else c.said(lang) for c in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Element:
    """The tree of a page; every element must be closed where it was opened."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert len(builder.open) == 1, f"never closed: {builder.open[-1].tag}"
    return builder.open[0]
