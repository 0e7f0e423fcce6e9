"""The one type of what is said: the same thing in Chinese and in English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Both(NamedTuple):
    """One wording in both languages; it may have places to fill, as `str.format` has."""

    zh: str
    en: str

    @property
    def capital(self) -> Both:
        """The same at the beginning of a line.

        >>> Both("新增", "added").capital
        Both(zh='新增', en='Added')
        """
        return Both(self.zh, self.en[:1].upper() + self.en[1:])

    def filled(self, **values: object) -> Both:
        """The places filled in; a value that is itself said in both languages is said in each.

        >>> Both("指标{status}", "targets {status}").filled(status=Both("收紧", "tightened"))
        Both(zh='指标收紧', en='targets tightened')
        """
        zh, en = (
            {name: value[at] if isinstance(value, Both) else value for name, value in values.items()} for at in (0, 1)
        )
        return Both(self.zh.format(**zh), self.en.format(**en))


def alike(text: str) -> Both:
    """The same wording in either language: a number, or the document's own words."""
    return Both(text, text)


def joined(parts: tuple[Both, ...] | list[Both], separator: Both) -> Both:
    """Several wordings as one.

    >>> joined([Both("新增", "added"), alike("3")], alike(" "))
    Both(zh='新增 3', en='added 3')
    """
    return Both(separator.zh.join(p.zh for p in parts), separator.en.join(p.en for p in parts))


def pick(said: Both, lang: Lang) -> str:
    """The wording in the language asked for."""
    return said.en if lang == "en" else said.zh


# What stands between things that are listed, and before what explains.
SEMICOLON, COMMA, LIST_COMMA = Both("；", "; "), Both("，", ", "), Both("、", ", ")
COLON, STOP = Both("：", ": "), Both("。", ". ")


def bracketed(text: str, lang: Lang) -> str:
    """Text in the brackets of the language, with the gap that English needs before them.

    >>> bracketed("牵头", "zh"), bracketed("lead", "en")
    ('（牵头）', ' (lead)')
    """
    return f" ({text})" if lang == "en" else f"（{text}）"
