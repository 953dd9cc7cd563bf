"""What was read of a date: one day, month, year or range in ISO 8601; or several days, of which nobody said which."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EARLIEST, LATEST = 1000, 2999
"""Years beyond are no dates of documents, or numbers of something else."""


class DayOrder(StrEnum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date. `iso`: "2023-04-06", "2023-04", "2023" or two of these with a slash between; "" where none is certain.

    `candidates`: what it may be where it is not certain; none where nothing that is known as a date stands there.
    `order`: what the numbers themselves say of their order, None where they say nothing.
    """

    iso: str = ""
    candidates: tuple[str, ...] = ()
    order: DayOrder | None = None

    def __bool__(self) -> bool:
        return bool(self.iso)


NO_DATE = DateReading()


def certain(iso: str) -> DateReading:
    """Return the reading of what is this day, month, year or range for certain; of "" that there is none."""
    return DateReading(iso) if iso else NO_DATE


def iso_of(year: int, month: int = 0, day: int = 0) -> str:
    """Return a day, month or year of the Gregorian calendar in ISO 8601, "" for one that it does not have."""
    if not EARLIEST <= year <= LATEST or not 0 <= month <= 12 or (day and not month):
        return ""
    if not day:
        return f"{year}-{month:02}" if month else str(year)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
