"""Full dates as official documents write them, in Arabic or Han digits."""

from __future__ import annotations

import re

from policydiff.text.official.labels import label_number
from policydiff.text.official.numbers import HAN

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
