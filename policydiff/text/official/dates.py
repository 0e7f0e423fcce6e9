"""Full dates as official documents write them, in Arabic or Han digits, and the years of five-year plans."""

from __future__ import annotations

import re

from policydiff.text.official.labels import label_number
from policydiff.text.official.numbers import HAN, read_number

# What is typed for the 〇 of a year.
_ROUND = "ＯOo0０◯"
# 2020年4月20日, 二〇二〇年四月二十日, 2024 年 3 月 1 日, 二Ｏ二四年三月一日 | 2020年底
_DAY = (
    rf"(\d{{4}}|[{HAN}{_ROUND}]{{4}})[ \u3000]?年[ \u3000]?(\d{{1,2}}|[{HAN}]{{1,3}})[ \u3000]?月"
    rf"[ \u3000]?(\d{{1,2}}|[{HAN}]{{1,3}})[ \u3000]?日"
)
_DATE = re.compile(_DAY)
_ZERO = str.maketrans(dict.fromkeys(_ROUND, "〇"))
# （二〇一九年一月二十四日） | 2020年4月20日起施行
_ALONE = re.compile(rf"[（(]?{_DAY}[)）]?")
# “十四五”, 第十四个五年规划 | 十五个
_FIVE_YEARS = re.compile(r"(?<![一二三四五六七八九])十(?P<count>[一二三四五六七八九]?)(?:五(?![年个十])|个五年)")
# The five-year plans were first for 1953–1957; since the sixth one they end with the years in 0 and 5.
_END_OF_PLAN_0 = 1955


def is_date(line: str) -> bool:
    """Whether a line is a full date and nothing else.

    >>> is_date("2020年4月20日"), is_date("二〇一九年一月二十四日"), is_date("2020年底")
    (True, True, False)
    >>> is_date("2024 年 3 月 1 日"), is_date("二Ｏ二四年三月一日")
    (True, True)
    """
    return bool(_ALONE.fullmatch(line))


def iso_date(text: str) -> str | None:
    """The first full date in a text as YYYY-MM-DD; None where it holds none, or no day of a calendar.

    >>> iso_date("二〇〇五年六月十一日"), iso_date("2020年底")
    ('2005-06-11', None)
    >>> iso_date("二Ｏ二四年三月一日"), iso_date("2024 年 3 月 1 日")
    ('2024-03-01', '2024-03-01')
    """
    found = _DATE.search(text)
    if not found:
        return None
    year, month, day = (label_number(one if one.isdecimal() else one.translate(_ZERO)) for one in found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def plan_ends(words: str) -> int | None:
    """The last year of the last five-year plan that some words name.

    >>> plan_ends("“十三五”时期发展成就和“十四五”时期主要目标"), plan_ends("2021年工作要点")
    (2025, None)
    """
    plans = [10 + int(read_number(m["count"] or "零") or 0) for m in _FIVE_YEARS.finditer(words)]
    return _END_OF_PLAN_0 + 5 * max(plans) if plans else None
