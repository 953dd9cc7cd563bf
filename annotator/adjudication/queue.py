"""The queue: the cases of all documents as short entries that sort: worst first, by document, label, doubt …"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.contrast import Contrast, contrast_of
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.severity import Pair, apart
from annotator.adjudication.severity import severity as severity
from annotator.model.ids import DocumentId, LabelId, LayerId

NOT_KNOWN = 0.5
"""How far something is from certainty of which nothing is known."""
_ALIKE = Contrast(CaseKind.AGREED)
_PLACE_OF_KIND = {kind: place for place, kind in enumerate(CaseKind)}


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A case in the queue. `key`: the case's. `severity`: in [0, 1], 1 worst.

    `labels`: those of the candidates, in the order of their ids; `layers`: those that have a span in it; `pair`: the
    two layers that are furthest apart, by id, None where all agree. `place`: the document's in the list, from 0.
    `doubt`: how far the labels are from certainty under a model of the coders, in [0, 0.5]; 0.5 where it is not known.
    `contrast`: who says what of that in which they differ first. `newcomers`: the layers that have come since it was
    decided.
    """

    document: DocumentId
    key: str
    kind: CaseKind
    status: Status
    severity: float
    labels: tuple[LabelId, ...]
    layers: tuple[LayerId, ...]
    start: int
    stop: int
    pair: Pair | None = None
    place: int = 0
    doubt: float = NOT_KNOWN
    contrast: Contrast = _ALIKE
    newcomers: frozenset[LayerId] = frozenset()


def entry_of(settled: Settled, place: int = 0) -> QueueEntry:
    """Return the entry of a case; `place`: of its document in the list of documents."""
    case = settled.case
    grade, pair = apart(case)
    return QueueEntry(
        case.document,
        case.key,
        case.kind,
        settled.status,
        grade,
        tuple(sorted({span.label for span in case.candidates})),
        tuple(span.layer for span in case.candidates),
        case.start,
        case.stop,
        pair,
        place,
        contrast=contrast_of(case),
        newcomers=settled.newcomers,
    )


SortKey = tuple[Any, ...]


def _by_place(entry: QueueEntry) -> SortKey:
    return entry.place, entry.start, entry.stop, entry.key


def _worst(entry: QueueEntry) -> SortKey:
    return -entry.severity, entry.status is not Status.CHANGED, *_by_place(entry)


ORDERS: Mapping[str, Callable[[QueueEntry], SortKey]] = {
    "worst": _worst,
    "document": _by_place,
    "label": lambda entry: (entry.labels, *_worst(entry)),
    "kind": lambda entry: (_PLACE_OF_KIND[entry.kind], *_worst(entry)),
    "doubt": lambda entry: (-entry.doubt, *_worst(entry)),
    "pair": lambda entry: (entry.pair is None, entry.pair or (), *_worst(entry)),
}
"""Sort keys by name. Within a label, kind or pair the worst comes first; of equally bad ones those changed since."""
