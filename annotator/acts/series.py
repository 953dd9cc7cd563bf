"""Acts counted: who speaks to whom, and when. Each count keeps the acts behind it, whose passages can be read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.acts.dyads import Dyad
from annotator.acts.offers import VALUES
from annotator.acts.sentence import verb_of
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId

NOBODY = "—"
"""How a slot is called that nothing fills."""
UNDATED = ""
MOST_CELLS = 25
"""So many rows and columns of a matrix can be read; what is left over is counted together."""
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Event:
    """An act between a source and a target, as it is counted. `date`: ISO 8601, a day, a month, a year, or empty.

    `force`: the value of the act's first ordinal attribute, else the label's name in small letters.
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
    """What is counted; an empty text or set leaves that open. `actor`: the name of a source or a target."""

    labels: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    actor: str = ""
    layers: frozenset[str] = frozenset()

    def keeps(self, event: Event) -> bool:
        """Whether an event is counted."""
        return (
            (not self.labels or event.label in self.labels)
            and (not self.forces or event.force in self.forces)
            and (not self.actor or self.actor in (event.source, event.target))
            and (not self.layers or event.layer in self.layers)
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources by targets. `cells`: the acts of each pair that has any; an act counts once in each of its cells."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[SpanId, ...]] = field(default_factory=dict)

    def count(self, source: str, target: str) -> int:
        """Return the number of acts of a pair."""
        return len(self.cells.get((source, target), ()))

    @property
    def most(self) -> int:
        """The largest count of a cell."""
        return max(map(len, self.cells.values()), default=0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Acts by period and label. `periods`: without a gap from the first to the last, the undated ones at the end."""

    periods: tuple[str, ...]
    labels: tuple[str, ...]
    bars: Mapping[tuple[str, str], tuple[SpanId, ...]] = field(default_factory=dict)

    def count(self, period: str, label: str) -> int:
        """Return the number of acts with a label in a period."""
        return len(self.bars.get((period, label), ()))

    @property
    def most(self) -> int:
        """The largest number of acts of all labels in one period."""
        return max((sum(self.count(period, label) for label in self.labels) for period in self.periods), default=0)


def event_of(dyad: Dyad, date: str) -> Event:
    """Return a dyad as it is counted."""
    span = dyad.act.span
    names = [side.name or (VALUES[side.value] if side.value else NOBODY) for side in (dyad.source, dyad.target)]
    source, target = (" ".join(name.split()) for name in names)
    return Event(span.id, span.document, span.layer, span.label, verb_of(dyad.act), source, target, date)


def matrix_of(events: Iterable[Event], most: int = MOST_CELLS) -> Matrix:
    """Return who does something towards whom, the most frequent first; beyond `most` they are counted as others."""
    found = list(events)
    sources = _leading((event.source for event in found), most)
    targets = _leading((event.target for event in found), most)
    cells: dict[tuple[str, str], dict[SpanId, None]] = defaultdict(dict)
    for event in found:
        cells[_among(event.source, sources), _among(event.target, targets)][event.act] = None
    return Matrix(sources, targets, {pair: tuple(acts) for pair, acts in cells.items()})


def timeline_of(events: Iterable[Event], labels: Sequence[str], period: str = "year") -> Timeline:
    """Return the acts by `period` (year or month) and label, an act once however many targets it has.

    A date that is a year alone stands in no month: with months it counts among the undated.
    """
    length = {"year": 4, "month": 7}[period]
    bars: dict[tuple[str, str], dict[SpanId, None]] = defaultdict(dict)
    for event in events:
        bars[event.date[:length] if len(event.date) >= length else UNDATED, event.label][event.act] = None
    dated = sorted({when for when, _ in bars if when})
    periods = (
        (*_between(dated[0], dated[-1]), *([UNDATED] if any(not when for when, _ in bars) else [])) if dated else ()
    )
    shown = periods or ((UNDATED,) if bars else ())
    used = {label for _, label in bars}
    return Timeline(
        shown, tuple(label for label in labels if label in used), {at: tuple(acts) for at, acts in bars.items()}
    )


def _leading(names: Iterable[str], most: int) -> tuple[str, ...]:
    counted = sorted(Counter(names).items(), key=lambda pair: (pair[0] == NOBODY, -pair[1], pair[0]))
    ordered = [name for name, _ in counted]
    return tuple(ordered) if len(ordered) <= most else (*ordered[: most - 1], OTHERS)


def _among(name: str, names: tuple[str, ...]) -> str:
    return name if name in names else OTHERS


def _between(first: str, last: str) -> list[str]:
    """Return all years, or all months, from one to another."""
    if len(first) == len("2023"):
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, stop = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, stop + 1)]
