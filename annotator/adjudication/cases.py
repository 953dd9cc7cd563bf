"""Cases: the spans of several coders grouped into what was meant as the same thing, each to be decided once.

Spans are grouped from the surest to the least sure: the same in all they say; the same extents and label; the same
extents; overlapping with the same label; overlapping (see `annotator.model.grouping`). A case never gets two spans of
one layer, and nothing in it asks which coder comes first.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.acts.acts import Filling
from annotator.adjudication.content import attributes_of, content_of, filled
from annotator.adjudication.slots import Slots, slots_of
from annotator.model.clusters import clusters
from annotator.model.errors import Bug
from annotator.model.grouping import grouped
from annotator.model.ids import DocumentId, LayerId
from annotator.model.span import Link, Span


class CaseKind(StrEnum):
    """How the coders differ. Of several differences the first in this order gives a case its kind."""

    MISSING = "missing"
    LABEL = "label"
    BOUNDARY = "boundary"
    ATTRIBUTE = "attribute"
    SLOT = "slot"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Case:
    """What the coders said in one place.

    `candidates`: at most one span of a layer, in the order in which the layers were given; `absent`: the layers that
    took part in the document and have nothing here. `differs`: all the ways in which they differ, empty if agreed.
    With one layer alone there is nothing to differ from: its cases are agreed. `key` stays the same as long as the
    same spans (by id) are in the case, however they are changed. `slots`: who fills those of each candidate that has
    any.
    """

    document: DocumentId
    kind: CaseKind
    differs: frozenset[CaseKind]
    candidates: tuple[Span, ...]
    absent: tuple[LayerId, ...]
    key: str
    slots: Slots = field(default_factory=dict)

    @property
    def start(self) -> int:
        """The first code point of all candidates, 0 for a label on the whole document."""
        return min(span.start for span in self.candidates)

    @property
    def stop(self) -> int:
        """One past the last code point of all candidates, 0 for a label on the whole document."""
        return max(span.stop for span in self.candidates)

    def of(self, layer: LayerId) -> Span | None:
        """Return the layer's span in this case."""
        return next((span for span in self.candidates if span.layer == layer), None)

    def slots_of(self, span: Span) -> tuple[Filling, ...]:
        """Return who fills the slots of a candidate."""
        return self.slots.get(span.id, ())


def find_cases(document: DocumentId, spans: Mapping[LayerId, Sequence[Span]], links: Iterable[Link] = ()) -> list[Case]:
    """Return the cases of a document in reading order; each span given is in exactly one of them.

    `spans`: by layer, for all the layers that took part in the document, also those that found nothing in it.
    `links`: of the document, also those of other layers. Notes and doubts are no difference. Raises `Bug` for a span
    that stands under another layer than its own.
    """
    layers = list(spans)
    for layer, found in spans.items():
        if any(span.layer != layer for span in found):
            raise Bug(f"a span of another layer was given as one of {layer}")
    every = [span for found in spans.values() for span in found]
    slots = slots_of({span.id: span for span in every}, links)
    cases = [case for cluster in clusters(every) for case in cases_of_cluster(document, cluster, layers, slots)]
    return sorted(cases, key=reading_order)


def cases_of_cluster(
    document: DocumentId, spans: Sequence[Span], layers: Sequence[LayerId], slots: Slots
) -> list[Case]:
    """Return the cases of spans of these layers that overlap with no span besides them, not in order."""
    if len(spans) == 1:
        return [_case(document, spans, layers, slots)]
    groups = grouped(spans, lambda span: content_of(span, slots.get(span.id, ())))
    return [_case(document, group, layers, slots) for group in groups]


def reading_order(case: Case) -> tuple[int, int, list[str], str]:
    """Sort key: by place, then by labels; no two cases of a document have the same."""
    return case.start, case.stop, sorted(span.label for span in case.candidates), case.key


def _case(document: DocumentId, group: Iterable[Span], layers: Sequence[LayerId], slots: Slots) -> Case:
    by_layer = {span.layer: span for span in group}
    candidates = tuple(by_layer[layer] for layer in layers if layer in by_layer)
    absent = tuple(layer for layer in layers if layer not in by_layer)
    filled_in = {span.id: slots[span.id] for span in candidates if span.id in slots}
    differs = _differences(candidates, absent, filled_in)
    kind = next((kind for kind in CaseKind if kind in differs), CaseKind.AGREED)
    return Case(document, kind, differs, candidates, absent, _key(candidates), filled_in)


def _differences(candidates: Sequence[Span], absent: Sequence[LayerId], slots: Slots) -> frozenset[CaseKind]:
    labels = {span.label for span in candidates}
    # What can be said about a span depends on its label, so all else is compared under the same label only.
    stated = {(span.label, attributes_of(span)) for span in candidates}
    parties = {(span.label, filled(slots.get(span.id, ()))) for span in candidates} if slots else labels
    found = {
        CaseKind.MISSING: bool(absent),
        CaseKind.LABEL: len(labels) > 1,
        CaseKind.BOUNDARY: len({span.extents for span in candidates}) > 1,
        CaseKind.ATTRIBUTE: len(stated) > len(labels),
        CaseKind.SLOT: len(parties) > len(labels),
    }
    return frozenset(kind for kind, true in found.items() if true)


def _key(candidates: Iterable[Span]) -> str:
    ids = "\n".join(sorted(span.id for span in candidates))
    return hashlib.sha256(ids.encode("utf-8", "surrogatepass")).hexdigest()[:20]
