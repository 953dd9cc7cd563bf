"""How somebody worked, told from the times of their acts: by day, by document, and when last.

**The rule of minutes.** From one act to the next the time counts for the document of the later one, so that reading up
to an act counts with it. Over `PAUSE_S` it counts as none: a reader of English takes in some 238 words a minute (M.
Brysbaert, “How many words do we read per minute?”, Journal of Memory and Language 109, 2019), so five minutes are
1,190 words without an act, and whether somebody reads them or has coffee nothing tells. The minutes of a document are
so at least what it took: what is read before the first act of a sitting is never known.

Several acts within a second, and acts in several documents at once, are acts like others; the latter's time counts for
no document. An undo or a redo is an act too.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic_core import from_json

from annotator.model.verbs import VERBS
from annotator.model.verbs.coding import MarkDone
from annotator.sync.delivery import IncomingStrand, Vector

PAUSE_S = 300
"""Seconds between two acts, over which they say nothing of how long anything took."""
_QUARTER_S = 900
CODING = frozenset(name for name, verb in VERBS.items() if verb.is_coding)
"""The ids of the verbs that are acts of coding."""
_MARK = next(name for name, verb in VERBS.items() if verb is MarkDone)


class TimedAct(NamedTuple):
    """One act of coding. `time`: UTC, ISO 8601. `document`: empty where it was done in several.

    `done`: 1 where the document is called done by it, -1 where it is not any more, else 0.
    """

    time: str
    document: str = ""
    done: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """`days`: by ISO date, (acts, documents called done, less those opened again); `minutes`: by document, at least.

    `last`: the time of the last act, UTC, ISO 8601; empty where there was none.
    """

    days: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    minutes: Mapping[str, float] = field(default_factory=dict)
    last: str = ""

    def joined(self, other: "Activity") -> "Activity":
        """Return both as one: of two deliveries of one person, in whichever order."""
        days = {day: _sum(self.days.get(day), other.days.get(day)) for day in sorted({*self.days, *other.days})}
        every = sorted({*self.minutes, *other.minutes})
        minutes = {one: round(self.minutes.get(one, 0) + other.minutes.get(one, 0), 2) for one in every}
        return Activity(days, minutes, max(self.last, other.last))

    def as_json(self) -> str:
        """Return it as it is stored: {"days": {day: [acts, done]}, "documents": {id: minutes}, "last": time}."""
        return json.dumps({"days": self.days, "documents": self.minutes, "last": self.last})


def act_of(time: Any, kind: str, verb: Any, facts: Any) -> TimedAct | None:
    """Return the act that a step or a part tells of; None for what is not coding. `kind`: do, undo or redo.

    `time`, `verb`, `facts`: as they stand in a line, which may be another program's.
    """
    if not isinstance(time, str) or not isinstance(verb, str) or verb not in CODING:
        return None
    said = facts if isinstance(facts, Mapping) else {}
    several = said.get("documents")
    document = said.get("document") or (several[0] if isinstance(several, Sequence) and len(several) == 1 else "")
    done = 0
    if verb == _MARK:
        done = 1 if bool(said.get("done")) is (kind != "undo") else -1
    return TimedAct(time, str(document), done)


def timed_acts(strands: Iterable[IncomingStrand], since: Vector | None = None) -> Iterator[TimedAct]:
    """Yield the acts of coding in strands with their times. `since`: only what is behind these counters.

    What was written at once by a line that stands by itself, since it is long, is no act of coding.
    """
    for one in strands:
        known = (since or {}).get(one.name, 0)
        for run in one.runs():
            if run.last <= known:
                continue
            for line in run.short_lines[max(known + 1 - run.first, 0) :]:
                _, _, _, time, kind, _, _, _, verb, facts = from_json(line)
                if (act := act_of(time, kind, verb, facts)) is not None:
                    yield act


def activity(acts: Iterable[TimedAct], zone: tzinfo | None = None) -> Activity:
    """Return what the acts of one person tell, in whichever order they come. `zone`: of the days; None: of here.

    An act whose time cannot be read is left out.
    """
    day_of = _days_in(zone)
    days: dict[str, tuple[int, int]] = {}
    seconds: defaultdict[str, int] = defaultdict(int)
    before, last = None, ""
    for at, act in sorted((second, act) for act in acts if (second := _second(act.time)) is not None):
        day = day_of(at // _QUARTER_S)
        days[day] = _sum(days.get(day), (1, act.done))
        if before is not None and act.document and at - before <= PAUSE_S:
            seconds[act.document] += at - before
        before, last = at, max(last, act.time)
    minutes = {document: round(count / 60, 2) for document, count in sorted(seconds.items())}
    return Activity(days, minutes, last)


def activity_from(text: str) -> Activity:
    """Return what `as_json` wrote; raises `ValueError` for what it did not."""
    try:
        said = json.loads(text)
        days = {str(day): (int(acts), int(done)) for day, (acts, done) in said["days"].items()}
        minutes = {str(document): float(count) for document, count in said["documents"].items()}
        return Activity(days, minutes, str(said["last"]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no activity") from error


def _sum(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int]:
    first, second = one or (0, 0), other or (0, 0)
    return first[0] + second[0], first[1] + second[1]


@lru_cache(maxsize=4_096)
def _second(time: str) -> int | None:
    """Return a time in whole seconds since 1970; None for what is none, or has no day in every zone."""
    try:
        found = datetime.fromisoformat(time)
    except ValueError:
        return None
    if not MINYEAR + 1 < found.year < MAXYEAR - 1:
        return None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def _days_in(zone: tzinfo | None) -> Callable[[int], str]:
    """Return what tells the ISO date of a quarter of an hour since 1970, in which no day of any zone begins."""

    @lru_cache(maxsize=4_096)
    def day_of(quarter: int) -> str:
        return datetime.fromtimestamp(quarter * _QUARTER_S, UTC).astimezone(zone).date().isoformat()

    return day_of
