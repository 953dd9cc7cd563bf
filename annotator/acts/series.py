"""Acts counted: who speaks to whom, and when. Each count keeps the acts behind it, whose passages can be read.

Counting is a generator that pauses after every few thousand events, so that a window can do it between two key presses.
"""

from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from heapq import nsmallest
from typing import TypeVar

from annotator.acts.days import ALL_DAYS, Days
from annotator.acts.dyads import Dyad, Side
from annotator.acts.known_actors import KnownActors
from annotator.acts.offers import VALUES
from annotator.acts.sentence import verb_of
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Span

NOBODY = "—"
"""How a slot is called that nothing fills."""
UNDATED = ""
MOST_CELLS = 10
"""So many rows and columns can be read at once; what is left over is counted together."""
LEAST_NAMES = 2
"""So many names there are beside whatever stands for none, one of them for all others where there are more."""
OTHERS = "others"
APART = (*VALUES.values(), NOBODY)
"""What a slot may say instead of a name; such rows and columns stand behind the names."""
FITTING = ""
"""As a period: whichever lets the row of bars be read at a glance."""
MOST_PERIODS = 240
"""So many bars of a timeline can be read: twenty years by months. Beyond that it is counted by longer periods."""
AT_ONCE = 2000
"""Events that are counted between two pauses."""

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Work in steps: it pauses at each `yield`, and returns its result in the end."""


@dataclass(frozen=True, slots=True)
class ActEvent:
    """An act between a source and a target, as it is counted. `date`: ISO 8601, a day, a month, a year, or empty.

    `force`: the value of the act's force, else the label's name.
    """

    act: SpanId
    document: DocumentId
    layer: LayerId
    label: LabelId
    force: str
    source: str
    target: str
    date: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What is counted; an empty text or set leaves that open. `actor`: the name of a source or a target.

    `days`: the dates of the documents; `documents`: the ids of those of a set.
    """

    labels: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    actor: str = ""
    layers: frozenset[str] = frozenset()
    document: str = ""
    days: Days = ALL_DAYS
    documents: frozenset[str] = frozenset()

    def keeps(self, event: ActEvent) -> bool:
        """Whether an event is counted."""
        return (
            (not self.labels or event.label in self.labels)
            and (not self.forces or event.force in self.forces)
            and (not self.actor or self.actor in (event.source, event.target))
            and (not self.layers or event.layer in self.layers)
            and (not self.document or event.document == self.document)
            and (not self.documents or event.document in self.documents)
            and self.days.keep(event.date)
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources by targets. `cells`: the acts of each pair that has any; an act counts once in each of its cells.

    `other_sources`, `other_targets`: how many are counted together as `OTHERS`. `made_by`, `received_by`: the acts
    of each row and column, each once.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[SpanId, ...]] = field(default_factory=dict)
    other_sources: int = 0
    other_targets: int = 0
    made_by: Mapping[str, int] = field(default_factory=dict)
    received_by: Mapping[str, int] = field(default_factory=dict)

    def count(self, source: str, target: str) -> int:
        """Return the number of acts of a pair."""
        return len(self.cells.get((source, target), ()))

    @property
    def most(self) -> int:
        """The largest count of a pair of names or values: all others together are no pair, whatever their number."""
        return max((len(acts) for pair, acts in self.cells.items() if OTHERS not in pair), default=0)

    def made(self, source: str) -> int:
        """Return how many acts a source makes, each once."""
        return self.made_by.get(source, 0)

    def received(self, target: str) -> int:
        """Return how many acts go to a target, each once."""
        return self.received_by.get(target, 0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Acts by period and label. `periods`: without a gap from the first to the last, the undated ones at the end.

    `unit`: how long a period is: week, month, year, decade, century or millennium.
    """

    periods: tuple[str, ...]
    labels: tuple[str, ...]
    bars: Mapping[tuple[str, str], tuple[SpanId, ...]] = field(default_factory=dict)
    unit: str = "year"

    def count(self, period: str, label: str) -> int:
        """Return the number of acts with a label in a period."""
        return len(self.bars.get((period, label), ()))

    @property
    def most(self) -> int:
        """The largest number of acts of all labels in one period."""
        return max((sum(self.count(period, label) for label in self.labels) for period in self.periods), default=0)


def event_of(dyad: Dyad, date: str, states: KnownActors | None = None) -> ActEvent:
    """Return a dyad as it is counted; `states`: the register by which whoever belongs to a state counts for it."""
    span = dyad.act.span
    source, target = (" ".join(_name_of(side, date, states).split()) for side in (dyad.source, dyad.target))
    return ActEvent(span.id, span.document, span.layer, span.label, verb_of(dyad.act), source, target, date)


def mark_of(span: Span, label: str, date: str) -> ActEvent:
    """Return a span that is no act as it is counted; `label`: the name of its label."""
    return ActEvent(span.id, span.document, span.layer, span.label, label, NOBODY, NOBODY, date)


def kept(events: Sequence[ActEvent], wanted: Filter) -> Steps[list[ActEvent]]:
    """Find the events that a filter keeps, in their order."""
    found: list[ActEvent] = []
    for part in _parts(events):
        found += filter(wanted.keeps, part)
        yield
    return found


def matrix_in_steps(events: Sequence[ActEvent], most: int = MOST_CELLS, rows: int | None = None) -> Steps[Matrix]:
    """Count who does something towards whom, first who does so in most acts; beyond `most` they are counted as others.

    Values that stand for no name (`APART`) come last, in their own order. `rows`: as many rows, where not `most`.
    """
    made: dict[str, set[SpanId]] = defaultdict(set)
    received: dict[str, set[SpanId]] = defaultdict(set)
    for part in _parts(events):
        for event in part:
            made[event.source].add(event.act)
            received[event.target].add(event.act)
        yield
    from_whom, to_whom = (Counter({name: len(acts) for name, acts in side.items()}) for side in (made, received))
    sources, targets = _leading(from_whom, rows or most), _leading(to_whom, most)
    in_rows, in_columns = frozenset(sources), frozenset(targets)
    cells: dict[tuple[str, str], dict[SpanId, None]] = defaultdict(dict)
    for part in _parts(events):
        for event in part:
            source = event.source if event.source in in_rows else OTHERS
            target = event.target if event.target in in_columns else OTHERS
            cells[source, target][event.act] = None
        yield
    counts = {pair: tuple(acts) for pair, acts in cells.items()}
    left = _left_out(from_whom, sources), _left_out(to_whom, targets)
    return Matrix(sources, targets, counts, *left, *(_each_once(counts, side) for side in (0, 1)))


def timeline_in_steps(events: Sequence[ActEvent], labels: Sequence[str], period: str = "year") -> Steps[Timeline]:
    """Count the acts by `period` (year, month, week, or `FITTING`) and label, an act once however many targets it has.

    A week begins on Monday and is called by that day. A date that is a year alone stands in no month and no week: there
    it counts among the undated. Where there were more than `MOST_PERIODS`, longer ones are taken.
    """
    unit = _fitting(events) if period == FITTING else period
    starts = yield from _starts(events, _LENGTHS[unit])
    while len(starts) > MOST_PERIODS:
        # Anew, since a year alone is in no month, but it is in a decade.
        unit = _LONGER[unit]
        starts = yield from _starts(events, _LENGTHS[unit])
    length = _LENGTHS[unit]
    bars: dict[tuple[str, str], dict[SpanId, None]] = defaultdict(dict)
    for part in _parts(events):
        for event in part:
            bars[_name(_start_of(event.date, length)), event.label][event.act] = None
        yield
    periods = [_name(start) for start in starts]
    used = {label for _, label in bars}
    undated = [UNDATED] if any(when == UNDATED for when, _ in bars) else []
    acts = {at: tuple(found) for at, found in bars.items()}
    return Timeline((*periods, *undated), tuple(label for label in labels if label in used), acts, unit)


def _fitting(events: Sequence[ActEvent]) -> str:
    """Return the shortest period of which a row is read at a glance: weeks of half a year, months of three years."""
    dates = {event.date for event in events if event.date}
    for unit, most in (("week", _GLANCE_WEEKS), ("month", _GLANCE_MONTHS)):
        starts = {_start_of(date, _LENGTHS[unit]) for date in dates}
        if UNDATED not in starts and starts and len(_between(min(starts), max(starts), _LENGTHS[unit])) <= most:
            return unit
    return "year"


_GLANCE_WEEKS, _GLANCE_MONTHS = 26, 36
_LENGTHS = {"week": 10, "month": 7, "year": 4, "decade": 3, "century": 2, "millennium": 1}
"""So many characters of a date say in which period it is."""
_LONGER = {"week": "month", "month": "year", "year": "decade", "decade": "century", "century": "millennium"}


def _parts(events: Sequence[ActEvent]) -> Iterator[Sequence[ActEvent]]:
    for first in range(0, len(events), AT_ONCE):
        yield events[first : first + AT_ONCE]


def _leading(counted: Counter[str], most: int) -> tuple[str, ...]:
    """Return the most frequent names, those beyond `most` as one for all others, then what stands for no name."""
    apart = [value for value in APART if value in counted]
    room = max(LEAST_NAMES, most - len(apart))
    named = {name: count for name, count in counted.items() if name not in APART}
    names = [name for name, _ in nsmallest(room + 1, named.items(), key=lambda pair: (-pair[1], pair[0]))]
    if len(names) > room:
        names = [*[name for name in names if name != OTHERS][: room - 1], OTHERS]
    return (*names, *apart)


def _each_once(cells: Mapping[tuple[str, str], tuple[SpanId, ...]], side: int) -> dict[str, int]:
    found: dict[str, set[SpanId]] = defaultdict(set)
    for pair, acts in cells.items():
        found[pair[side]].update(acts)
    return {name: len(acts) for name, acts in found.items()}


def _left_out(counted: Counter[str], shown: tuple[str, ...]) -> int:
    return len(counted) - len(shown) + 1 if OTHERS in shown else 0


def _name_of(side: Side, date: str, states: KnownActors | None) -> str:
    state = states.state_of(side.actor, date) if states is not None and side.actor is not None else None
    if state is not None:
        return state.name
    return side.name or (VALUES[side.value] if side.value else NOBODY)


def _start_of(date: str, length: int) -> str:
    """Return the part of a date that says its period, empty where it says none."""
    if len(date) < max(length, len("2023")) or (length == len("2023-04") and not "01" <= date[5:7] <= "12"):
        return UNDATED
    return _monday(date[:length]) if length == _LENGTHS["week"] else date[:length]


def _monday(day: str) -> str:
    """Return the Monday of a day's week, empty where no calendar has the day or the week began before the year 1."""
    try:
        found = Day.fromisoformat(day)
        return (found - timedelta(days=found.weekday())).isoformat()
    except (ValueError, OverflowError):
        return UNDATED


def _name(start: str) -> str:
    """Return how a period is called by its beginning: 2023-04, 2023, 2020s, 2000s."""
    return start if not start or len(start) >= len("2023") else f"{start:0<4}s"


def _starts(events: Sequence[ActEvent], length: int) -> Steps[list[str]]:
    """Find the beginnings of all periods from the first date to the last."""
    dates: set[str] = set()
    for part in _parts(events):
        dates.update(_start_of(event.date, length) for event in part)
        yield
    dates.discard(UNDATED)
    return _between(min(dates), max(dates), length) if dates else []


def _between(first: str, last: str, length: int) -> list[str]:
    """Return the beginnings of all periods from one to another."""
    if length == _LENGTHS["week"]:
        monday, end = Day.fromisoformat(first), Day.fromisoformat(last)
        return [(monday + timedelta(weeks=week)).isoformat() for week in range((end - monday).days // 7 + 1)]
    if length != len("2023-04"):
        return [f"{number:0{length}}" for number in range(int(first), int(last) + 1)]
    start, stop = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, stop + 1)]
