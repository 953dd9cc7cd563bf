"""The dates of one column or source: what one of them leaves open, the others may decide.

“06/04/2023” is April where “13/04/2023” stands beside it, and stays open where nothing does, or others say both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from annotator.readers.dates.reading import NO_DATE, DateReading, DayOrder, certain, iso_of
from annotator.readers.dates.written import read_date

_COMPACT = regex.compile(r"\s*(\d{4})(\d\d)(\d\d)\s*")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """What the dates of a column are, in its order. `order`: which of two numbers is the day in it, where it shows."""

    readings: tuple[DateReading, ...]
    order: DayOrder | None


def read_dates(texts: Sequence[str], beside: Iterable[str] = ()) -> DateColumn:
    """Return what the dates of one column or source are; blanks are none.

    `beside`: further dates of the source, which only help to decide.
    """
    order = order_of((*texts, *beside))
    if compact := _compact(texts):
        return DateColumn(compact, order)
    return DateColumn(tuple(read_date(text.strip(), order) for text in texts), order)


def order_of(texts: Iterable[str]) -> DayOrder | None:
    """Return which of two numbers is the day in these dates, None where none shows it or they are at odds."""
    found = {reading.order for reading in map(read_date, dict.fromkeys(texts)) if reading.order is not None}
    return found.pop() if len(found) == 1 else None


def _compact(texts: Sequence[str]) -> tuple[DateReading, ...]:
    """Return days without dividers, 20230406, where all of a column are such days: one number alone may be any."""
    found = [_COMPACT.fullmatch(text) for text in texts if text.strip()]
    days = [
        iso_of(int(one[1]), int(one[2]), int(one[3])) if one and "00" not in (one[2], one[3]) else "" for one in found
    ]
    if len(days) < 2 or not all(days):
        return ()
    inner = iter(days)
    return tuple(certain(next(inner)) if text.strip() else NO_DATE for text in texts)
