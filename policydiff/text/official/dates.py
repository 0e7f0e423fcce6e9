"""Full dates as official documents write them, in Arabic or Han digits."""

from __future__ import annotations

import re

from policydiff.text.official.labels import label_number
from policydiff.text.official.numbers import HAN

# 2020年4月20日, 二〇二〇年四月二十日 | 2020年底
_DAY = rf"(\d{{4}}|[{HAN}]{{4}})年(\d{{1,2}}|[{HAN}]{{1,3}})月(\d{{1,2}}|[{HAN}]{{1,3}})日"
_DATE = re.compile(_DAY)
# （二〇一九年一月二十四日） | 2020年4月20日起施行
_ALONE = re.compile(rf"[（(]?{_DAY}[)）]?")


def is_date(line: str) -> bool:
    """Whether a line is a full date and nothing else.

    >>> is_date("2020年4月20日"), is_date("二〇一九年一月二十四日"), is_date("2020年底")
    (True, True, False)
    """
    return bool(_ALONE.fullmatch(line))


def iso_date(text: str) -> str | None:
    """The first full date in a text as YYYY-MM-DD; None where it holds none, or no day of a calendar.

    >>> iso_date("二〇〇五年六月十一日"), iso_date("2020年底")
    ('2005-06-11', None)
    """
    found = _DATE.search(text)
    if not found:
        return None
    year, month, day = map(label_number, found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
