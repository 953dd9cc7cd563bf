"""Dates in numbers: 2023-04-06, 6.4.2023, 06/04/2023, 6.IV.1971.

The year first is followed by the month (ISO 8601, East Asia). With the year last the day stands first where points
divide them: no locale of the Unicode CLDR writes the month first then. With strokes or slashes it may be either.
"""

import regex

from annotator.readers.dates.numerals import roman_month
from annotator.readers.dates.reading import NO_DATE, DateReading, DayOrder, certain, iso_of

_ISO = regex.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEAR_FIRST = regex.compile(r"(\d{4}) ?([./-]) ?(\d{1,2})(?: ?\2 ?(\d{1,2}))? ?\.?")
_YEAR_LAST = regex.compile(r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4})")
_MONTH_YEAR = regex.compile(r"(\d{1,2}) ?[./-] ?(\d{4})")
_ROMAN = regex.compile(r"(?:(\d{1,2}) ?[./ -] ?)?([ivx]{1,4})(?: ?[./ -] ?)(\d{4})", regex.I)


def numeric(text: str, order: DayOrder | None = None) -> DateReading:
    """Return what a date in numbers is; `order`: which of two is the day where they leave it open."""
    if found := _ISO.fullmatch(text) or _MONTH_YEAR.fullmatch(text):
        year, month, day = _parts(found)
        return certain(iso_of(year, month, day))
    if found := _YEAR_FIRST.fullmatch(text):
        return certain(iso_of(int(found[1]), int(found[3]), int(found[4] or 0)))
    if found := _YEAR_LAST.fullmatch(text):
        return _either(int(found[1]), int(found[3]), int(found[4]), found[2], order)
    if (found := _ROMAN.fullmatch(text)) and (month := roman_month(found[2])):
        return certain(iso_of(int(found[3]), month, int(found[1] or 0)))
    return NO_DATE


def _parts(found: regex.Match[str]) -> tuple[int, int, int]:
    if found.re is _MONTH_YEAR:
        return int(found[2]), int(found[1]) or 13, 0
    # A month or day 00 is none.
    return int(found[1]), int(found[2] or 0) or (13 if found[2] else 0), int(found[3] or 0) or (32 if found[3] else 0)


def _either(first: int, second: int, year: int, divider: str, order: DayOrder | None) -> DateReading:
    by_order = {
        DayOrder.DAY_FIRST: iso_of(year, second, first) if first and second else "",
        DayOrder.MONTH_FIRST: iso_of(year, first, second) if first and second else "",
    }
    possible = {known: iso for known, iso in by_order.items() if iso}
    if len(possible) == 1:
        (known, iso), *_ = possible.items()
        return DateReading(iso, (), known)
    if len(set(possible.values())) == 1:
        return certain(next(iter(possible.values())))
    if divider == "." and order is None:
        order = DayOrder.DAY_FIRST
    if order is not None:
        return certain(possible.get(order, ""))
    return DateReading("", tuple(possible.values()))
