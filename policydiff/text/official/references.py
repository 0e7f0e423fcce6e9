"""The articles that a text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.text.official.numbers import HAN

# 第十条之一 | 十条
ARTICLE = re.compile(rf"第[{HAN}]+条(?:之[{HAN}]+)?")
_OWN = "|".join(rf"(?<={own})" for own in ("本法", "本条例", "本规定", "本办法", "本细则", "本规则", "本规程"))
# 违反第十条第二项, 依照本法第十条 | 依刑法第十条
_REFERENCE = re.compile(rf"(?:{_OWN}|(?<![法例则定程》]))(?P<article>{ARTICLE.pattern})(?:第[{HAN}]+[项款目])*")


def own_references(text: str) -> Iterator[re.Match[str]]:
    """The references to articles of the text's own document; the group "article" is the label of the article.

    >>> [m["article"] for m in own_references("违反第十条第二项、本法第十二条之一，依照刑法第三条")]
    ['第十条', '第十二条之一']
    """
    return _REFERENCE.finditer(text)


def without_references(text: str) -> str:
    """The text with the references to its own articles left out: their numbers say nothing of the matter.

    >>> without_references("违反第十条第二项规定的，依照刑法第三条")
    '违反规定的，依照刑法第三条'
    """
    return _REFERENCE.sub("", text)
