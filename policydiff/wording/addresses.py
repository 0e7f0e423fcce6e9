"""How the address of a clause is spoken. In either language it is the document's: 第十条第2款."""

from __future__ import annotations

# What stands for the number of a clause that has none, by its kind.
KINDS = {"title": "标题", "number": "文号", "salutation": "主送", "signature": "署名", "date": "日期"}
PARAGRAPH = "第{number}段"
ARTICLE_PARAGRAPH = "第{number}款"
ARTICLE_ITEM = "第{number}项"
REPEATED = "〔之{number}〕"
ENUMERATION = "、"  # behind a number that would run into what follows: 五、第1段
BETWEEN = "，"  # between addresses in a row
