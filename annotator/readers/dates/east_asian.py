"""Dates of East Asia and Vietnam: 2023年4月6日, 二〇二三年四月六日, 令和5年4月6日, 2023년 4월 6일.

Years of Japan's eras and of the Republic of China (1912 is its first) become those of the Gregorian calendar, where
they lie within their era; Japan has that calendar since 1 January 1873 only.
"""

from datetime import date

import regex

from annotator.readers.dates.numerals import CHINESE, chinese_number
from annotator.readers.dates.reading import NO_DATE, DateReading, certain, iso_of

_N = rf"(\d{{1,4}}|[{CHINESE}]{{1,4}})"
_ERAS = {
    "明治": (1868, date(1873, 1, 1), date(1912, 7, 30)),
    "大正": (1912, date(1912, 7, 30), date(1926, 12, 25)),
    "昭和": (1926, date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (1989, date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (2019, date(2019, 5, 1), date(2999, 12, 31)),
    "民國": (1912, date(1912, 1, 1), date(2999, 12, 31)),
    "民国": (1912, date(1912, 1, 1), date(2999, 12, 31)),
}
"""An era's first year, its first and its last day (Japan: National Diet Library, calendar of the eras)."""
_DATE = regex.compile(
    rf"(?:中[華华])?({'|'.join(_ERAS)}|公元|西曆|西历|西暦)? ?{_N} ?[年년](?: ?{_N} ?[月월](?: ?{_N} ?[日号號일])?)?"
)
_JUCHE = regex.compile(r"(?:주체|主体|主體|juche) ?\d{1,3} ?\((\d{4})\)", regex.I)
_BESIDE = regex.compile(
    r"\((?:\d{4}|[^()]{1,6}\d{1,2}年|[월화수목금토일月火水木金土日]|星期.|[월화수목금토일]요일|.曜日?)\)|(?:星期|[周週])[一二三四五六日天]$|.曜日$|[월화수목금토일]요일$"
)
"""What stands beside a date: the day of the week, or the same year in the other count."""
_VIETNAMESE = regex.compile(r"(?:ngày )?(\d{1,2})? ?tháng (\d{1,2})(?:,)? ?(?:năm )?(\d{4})", regex.I)


def gregorian_of_juche(text: str) -> str:
    """Return a line in which the years of North Korea's count, "Juche 112 (2023)", are those that stand beside them."""
    return _JUCHE.sub(r"\1", text)


def east_asian(text: str) -> DateReading:
    """Return what a date in the way of China, Japan, Korea or Vietnam is."""
    if found := _VIETNAMESE.fullmatch(text):
        return certain(iso_of(int(found[3]), int(found[2]) or 13, int(found[1] or 0)))
    found = _DATE.fullmatch(_BESIDE.sub("", text).strip())
    if found is None:
        return NO_DATE
    numbers = [_number(found[group]) for group in (2, 3, 4)]
    if None in numbers:
        return NO_DATE
    year, month, day = (number or 0 for number in numbers)
    if (found[3] and not 1 <= month <= 12) or (found[4] and not day):
        return NO_DATE
    if found[1] in _ERAS:
        return certain(_of_era(found[1], year, month, day))
    return certain(iso_of(year, month, day))


def _number(text: str | None) -> int | None:
    if text is None:
        return 0
    return int(text) if text.isdecimal() else chinese_number(text)


def _of_era(era: str, year: int, month: int, day: int) -> str:
    start, first, last = _ERAS[era]
    iso = iso_of(start + year - 1, month, day) if year else ""
    whole = first.isoformat()[: len(iso)] <= iso <= last.isoformat()[: len(iso)]
    return iso if iso and whole else ""
