"""What the queue lists, and in which order: plain values, put in order in any thread."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.adjudication.queue import NOT_KNOWN, ORDERS, QueueEntry, SortKey

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


class Queue(NamedTuple):
    """A queue in order. `keys` belong to `rows`; `waiting`: those of the open and changed ones."""

    rows: list[QueueRow]
    keys: list[SortKey]
    waiting: list[SortKey]


def arranged(every: Iterable[QueueRow], view: QueueView) -> Queue:
    """Return the cases that are wanted, in order; it touches nothing of the window."""
    pairs = sorted(((view.key(one.entry), one) for one in every if view.wants(one.entry)), key=lambda pair: pair[0])
    waiting = [key for key, one in pairs if one.entry.status in WAITS]
    return Queue([one for _, one in pairs], [key for key, _ in pairs], waiting)


def belongs(entry: QueueEntry) -> bool:
    """Whether a case is in the queue at all: nobody has to look at what all say alike, but where a coder has come."""
    return entry.kind is not CaseKind.AGREED or entry.status is not Status.DECIDED or bool(entry.newcomers)
