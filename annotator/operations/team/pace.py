"""How fast a coder is, how fast they have to be, and what that comes to; pure.

**Needed**: documents left by a due day over the days until then, today and the due day among them; of several due days
the one that asks for most. **Made**: documents called done in the last `WINDOW` days, or since the first act where that
is later; today counts where it is in the coder's favour, since it is not over. Both go by days of the calendar, so that
a weekend counts alike in both.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

WINDOW = 7
"""Days before today that tell what somebody makes."""


class PaceStanding(StrEnum):
    """What a coder's pace comes to."""

    NOTHING_GIVEN = "nothing given"
    DONE = "done"
    LATE = "late"
    BEHIND = "behind"
    NOT_BEGUN = "not begun"
    IN_TIME = "in time"
    NO_DUE_DAY = "no due day"


@dataclass(frozen=True, slots=True)
class Pace:
    """`made`, `needed`: documents a day, None where nothing tells; `acts`: acts on a day with acts, on average.

    `minutes`: the median of the documents that are done, `timed` of them; None without any. `late`: documents that were
    due before today and are not done, `since` the first of these due days, ISO 8601.
    """

    standing: PaceStanding
    made: float | None = None
    needed: float | None = None
    acts: float | None = None
    minutes: float | None = None
    timed: int = 0
    late: int = 0
    since: str = ""


def pace_of(
    days: Mapping[str, tuple[int, int]],
    left: Mapping[str, int],
    is_given: bool,
    minutes: Iterable[float],
    today: date,
    has_begun: bool = False,
) -> Pace:
    """Return how fast a coder is. `days`: (acts, documents called done) by ISO date, as in `Activity`.

    `left`: how many documents are not done, by the ISO date of their due day, "" for none. `minutes`: what each
    document that is done took. `has_begun`: whether something is coded of which no act tells, as what was imported.
    """
    overdue = {day: count for day, count in left.items() if day and count and day < today.isoformat()}
    late, since = sum(overdue.values()), min(overdue, default="")
    made, needed, known = made_a_day(days, today), needed_a_day(left, today), list(minutes)
    standing = _standing(is_given, sum(left.values()), has_begun or bool(days), late, made, needed)
    acts = [count for count, _ in days.values() if count]
    average = sum(acts) / len(acts) if acts else None
    return Pace(standing, made, needed, average, median(known) if known else None, len(known), late, since)


def made_a_day(days: Mapping[str, tuple[int, int]], today: date) -> float | None:
    """Return how many documents a day are called done, None where nothing was ever done."""
    if not days:
        return None
    first = max(date.fromisoformat(min(days)), today - timedelta(days=WINDOW))
    if first > today:  # a clock that goes wrong
        return None
    before = sum(done for day, (_, done) in days.items() if first.isoformat() <= day < today.isoformat())
    now, length = days.get(today.isoformat(), (0, 0))[1], (today - first).days
    return max(0.0, before / length if length else 0.0, (before + now) / (length + 1))


def needed_a_day(left: Mapping[str, int], today: date) -> float | None:
    """Return how many documents a day must be done from today on, None where nothing is due.

    What is late is to be done today.
    """
    total, most = 0, None
    for day in sorted(day for day in left if day and left[day]):
        total += left[day]
        length = max(1, (date.fromisoformat(day) - today).days + 1)
        most = max(most or 0.0, total / length)
    return most


def _standing(
    is_given: bool, left: int, has_begun: bool, late: int, made: float | None, needed: float | None
) -> PaceStanding:
    if not is_given:
        return PaceStanding.NOTHING_GIVEN
    if not left:
        return PaceStanding.DONE
    if late:
        return PaceStanding.LATE
    if not has_begun:
        return PaceStanding.NOT_BEGUN
    if needed is None:
        return PaceStanding.NO_DUE_DAY
    # Where nothing tells how fast somebody works they are not said to fall behind.
    return PaceStanding.BEHIND if made is not None and made < needed else PaceStanding.IN_TIME


def rate(value: float, up: bool) -> str:
    """Return a rate in words, with one decimal at most, rounded up or down: what is less is never written as equal."""
    tenths = math.ceil(value * 10 - 1e-9) if up else math.floor(value * 10 + 1e-9)
    whole, part = divmod(tenths, 10)
    return f"{whole:,}.{part}" if part and whole < 10 else f"{whole + bool(part and up):,}"
