"""A time that one asks for: a day, a month, a year, or all from one of them to another; dates are of ISO 8601."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BETWEEN = re.compile(r"\s*(?:–|—|\.\.+|/|\bto\b|\buntil\b|\s-\s)\s*")


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both among them, each YYYY-MM-DD; both empty for all, whatever their date."""

    first: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.first)

    def keep(self, date: str) -> bool:
        """Whether all of a day, month or year is among these days; what has no date is among all alone."""
        if not self.first:
            return True
        within = _within(date)
        return within is not None and self.first <= within[0] and within[1] <= self.last


ALL_DAYS = Days()


def days_in(text: str) -> Days | None:
    """Return the days that a line asks for, such as “2023-04” or “2021 to 2023-06-30”, None where it says none.

    The earlier of two stands first, whichever was written first.
    """
    ends = [_within(part.strip()) for part in _BETWEEN.split(text.strip(), maxsplit=1)]
    found = [end for end in ends if end is not None]
    if len(found) < len(ends) or not found:
        return None
    return Days(min(first for first, _ in found), max(last for _, last in found))


@lru_cache(4096)
def _within(date: str) -> tuple[str, str] | None:
    """Return the first and the last day of a day, month or year, None of what no calendar has."""
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if year < MINYEAR or (found[2] and not 1 <= month <= 12):
        return None
    if found[3]:
        return (date, date) if 1 <= day <= monthrange(year, month)[1] else None
    if found[2]:
        return f"{date}-01", f"{date}-{monthrange(year, month)[1]:02}"
    return f"{date}-01-01", f"{date}-12-31"
