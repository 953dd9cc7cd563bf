"""Which backups are kept: hours, days and weeks of each project, within a limit for all of them together.

A clock may go back, so the order of a project's backups is that of their numbers; their times only say which of them
were made within the same hour, day or week.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

LATEST, HOURS, DAYS, WEEKS = 6, 24, 14, 104
"""So many are kept: the latest, whenever they were made; the last of an hour, of a day, of a week.

Of an hour the first one is kept too: of many steps that went wrong one after the other it is what was before.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup as the rule sees it. `line`: of which project at which place; `made`: with a time zone; `size`: bytes.

    `number`: grows from backup to backup of a line. `name`: tells two with the same number apart.
    `is_verified`: a check has found nothing in it.
    """

    line: str
    number: int
    name: str
    made: datetime
    size: int
    is_verified: bool = True

    @property
    def place(self) -> tuple[int, datetime, str]:
        """What orders the backups of a line."""
        return self.number, self.made, self.name


def superfluous(backups: Iterable[Kept], limit: int, zone: tzinfo | None = None) -> list[Kept]:
    """Return the backups that go, in the order in which they do. `limit`: bytes for all; `zone`: where days begin.

    The last verified one of each line stays whatever the limit is. Of what hours, days and weeks keep, the oldest go
    first where that is too much; in a line none goes before one with a lower number, but for the one that stays.
    """
    lines: dict[str, list[Kept]] = {}
    for each in sorted(backups, key=lambda each: each.place, reverse=True):
        lines.setdefault(each.line, []).append(each)
    going: list[Kept] = []
    left: list[list[Kept]] = []
    total = 0
    for line in lines.values():
        stays = next((each for each in line if each.is_verified), None)
        wanted = _wanted(line, zone)
        going += [each for each in reversed(line) if each not in wanted and each != stays]
        total += sum(each.size for each in line if each in wanted or each == stays)
        left.append([each for each in line if each in wanted and each != stays])
    while total > limit and any(left):
        oldest = min((line for line in left if line), key=lambda line: line[-1].made)
        gone = oldest.pop()
        going.append(gone)
        total -= gone.size
    return going


def _wanted(line: Sequence[Kept], zone: tzinfo | None) -> set[Kept]:
    """Return what hours, days and weeks keep of a line, whose newest is the first."""
    wanted = set(line[:LATEST])
    for most, part_of in ((HOURS, _hour), (DAYS, _day), (WEEKS, _week)):
        last: dict[Hashable, Kept] = {}
        first: dict[Hashable, Kept] = {}
        for each in line:
            part = part_of(each.made.astimezone(zone))
            first[part] = each
            last.setdefault(part, each)
        wanted.update([*last.values()][:most], [*first.values()][:most] if part_of is _hour else [])
    return wanted


def _hour(time: datetime) -> Hashable:
    # With the offset from UTC: when clocks are put back, an hour comes twice.
    return time.date(), time.hour, time.utcoffset()


def _day(time: datetime) -> Hashable:
    return time.date()


def _week(time: datetime) -> Hashable:
    return tuple(time.isocalendar())[:2]
