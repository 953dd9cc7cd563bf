"""What the queue lists, and in which order: plain values, put in order in any thread."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.adjudication.queue import NOT_KNOWN, ORDERS, QueueEntry, SortKey
from annotator.model.ids import LayerId

Place = tuple[str, str]
"""A case anywhere in the project: its document and its key."""
KINDS = {
    CaseKind.MISSING: "not seen by all",
    CaseKind.LABEL: "labels differ",
    CaseKind.BOUNDARY: "boundaries differ",
    CaseKind.ATTRIBUTE: "attributes differ",
    CaseKind.SLOT: "slots differ",
    CaseKind.AGREED: "agreed",
}
WAITS = (Status.OPEN, Status.CHANGED)
"""Where a case stands that somebody has to decide."""
_RANK = {Status.CHANGED: 0, Status.DEFERRED: 2}
_AT_ONCE = 2_000
"""So many cases are sorted in one go, which no other thread comes into: the window goes on after some 2 ms."""


class QueueRow(NamedTuple):
    """A case of the queue with the beginning of its words."""

    entry: QueueEntry
    quote: str

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.entry.document, self.entry.key


@dataclass(frozen=True, slots=True)
class QueueView:
    """Which cases are listed, and in which order; an empty document, label or kind stands for any.

    `arrived`: those alone that were decided before a coder came; `doubts`: how far cases are from certainty, by their
    keys, where a model was asked; `within`: the documents of the set that was chosen, None for all.
    """

    order: str = "worst"
    open_only: bool = True
    label: str = ""
    kind: str = ""
    document: str = ""
    doubts: Mapping[str, float] = field(default_factory=dict, hash=False)
    arrived: bool = False
    within: Set[str] | None = None

    def wants(self, entry: QueueEntry) -> bool:
        """Whether a case is listed."""
        is_listed = entry.newcomers if self.arrived else not self.open_only or entry.status is not Status.DECIDED
        if not is_listed or self.document not in ("", entry.document) or not self.reaches(entry.document):
            return False
        return (not self.label or self.label in entry.labels) and self.kind in ("", entry.kind.value)

    def reaches(self, document: str) -> bool:
        """Whether a document is in the set that was chosen."""
        return self.within is None or document in self.within

    def key(self, entry: QueueEntry) -> SortKey:
        """Return what a case is sorted by: those that changed first, those that were put off last."""
        if self.doubts:
            entry = replace(entry, doubt=self.doubts.get(entry.key, NOT_KNOWN))
        return _RANK.get(entry.status, 1), *ORDERS[self.order](entry)


class QueueCounts(NamedTuple):
    """How many cases there are, listed or not: those that are not decided, of these those put off, and all."""

    undecided: int
    put_off: int
    every: int


class Cases(NamedTuple):
    """All cases. `of_document`: the keys of each document's; `undecided`: how many of these are not decided.

    `come`: who has come to a case since it was decided.
    """

    every: dict[Place, QueueRow]
    of_document: dict[str, dict[str, None]]
    undecided: Counter[str]
    come: dict[Place, frozenset[LayerId]]


def gathered(every: Iterable[QueueRow]) -> Cases:
    """Return cases by where they are; it touches nothing of the window."""
    found = Cases({}, {}, Counter(), {})
    for one in every:
        found.every[one.place] = one
        found.of_document.setdefault(one.entry.document, {})[one.entry.key] = None
        if one.entry.status is not Status.DECIDED:
            found.undecided[one.entry.document] += 1
        if one.entry.newcomers:
            found.come[one.place] = one.entry.newcomers
    return found


class Queue(NamedTuple):
    """A queue in the order of `view`, as whoever shows it keeps it.

    `keys` belong to `rows`; `waiting`, `put_off`: those of the open and changed ones, of the deferred ones.
    """

    view: QueueView
    rows: list[QueueRow]
    keys: list[SortKey]
    waiting: list[SortKey]
    put_off: list[SortKey]
    key_of: dict[Place, SortKey]
    within: QueueCounts


def arranged(every: Sequence[QueueRow], view: QueueView) -> Queue:
    """Return the cases that are wanted, in order; it touches nothing of the window, and lets it go on meanwhile."""
    wanted = [(view.key(one.entry), one) for one in every if view.wants(one.entry)]
    runs = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
    pairs = list(merge(*(sorted(run, key=itemgetter(0)) for run in runs), key=itemgetter(0)))
    return Queue(
        view,
        [one for _, one in pairs],
        [key for key, _ in pairs],
        [key for key, one in pairs if one.entry.status in WAITS],
        [key for key, one in pairs if one.entry.status is Status.DEFERRED],
        {one.place: key for key, one in pairs},
        _counted_within(every, view),
    )


def _counted_within(every: Iterable[QueueRow], view: QueueView) -> QueueCounts:
    stand = Counter(one.entry.status for one in every if view.reaches(one.entry.document))
    return QueueCounts(stand.total() - stand[Status.DECIDED], stand[Status.DEFERRED], stand.total())


def belongs(entry: QueueEntry) -> bool:
    """Whether a case is in the queue at all: nobody has to look at what all say alike, but where a coder has come."""
    return entry.kind is not CaseKind.AGREED or entry.status is not Status.DECIDED or bool(entry.newcomers)
