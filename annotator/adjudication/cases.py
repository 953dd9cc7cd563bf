"""Cases: the spans of several coders grouped into what was meant as the same thing, each to be decided once.

Spans are grouped from the surest to the least sure: the same in all they say; the same extents and label; the same
extents; overlapping with the same label; overlapping. For the last two each pair of layers is matched one to one by
the greatest total likeness (Jaccard); where three or more layers are compared, the matched pairs are joined from the
most alike down, and a case never gets two spans of one layer. Nothing in it asks which coder comes first.
"""

import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from annotator.acts.acts import Filling
from annotator.adjudication.clusters import clusters
from annotator.adjudication.content import attributes_of, content_of, filled
from annotator.adjudication.slots import Slots, slots_of
from annotator.model.errors import Bug
from annotator.model.geometry import length, match, overlaps
from annotator.model.ids import DocumentId, LayerId
from annotator.model.span import Link, Span

_SCALE = 1 << 32
"""Likeness as a whole number, so that sums are exact and the best matching does not depend on rounding."""


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
    grouping = _Grouping(spans)
    grouping.join_same(lambda span: content_of(span, slots.get(span.id, ())))
    grouping.join_same(lambda span: (span.label, span.extents))
    # Labels on the whole document are not in one place: another label there is another matter.
    grouping.join_same(lambda span: span.extents or None)
    grouping.join_overlapping()
    return [_case(document, group, layers, slots) for group in grouping.groups()]


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


class _Grouping:
    """Spans on their way to cases: a forest of groups, none of which may hold a layer twice.

    Spans are numbered by place, label and id, and a set of layers is the bits of a number. Both come from the spans
    alone, so that the order in which the layers are given changes nothing.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, span.stop, span.extents, span.label, span.id))
        number: dict[LayerId, int] = {}
        self._layer = [number.setdefault(span.layer, len(number)) for span in self._spans]
        self._layers = [1 << layer for layer in self._layer]
        self._all_layers = (1 << len(number)) - 1
        self._parent = list(range(len(self._spans)))

    def groups(self) -> list[list[Span]]:
        """Return the groups as they are now."""
        found: dict[int, list[Span]] = defaultdict(list)
        for index, span in enumerate(self._spans):
            found[self._root(index)].append(span)
        return list(found.values())

    def join_same(self, sameness: Callable[[Span], Hashable | None]) -> None:
        """Join groups whose spans are the same in this respect (None: the same as nobody's)."""
        buckets: dict[Hashable, dict[int, None]] = defaultdict(dict)
        for index, span in enumerate(self._spans):
            root = self._root(index)
            if self._layers[root] != self._all_layers and (what := sameness(span)) is not None:
                buckets[what][root] = None
        for roots in buckets.values():
            self._pack(roots)

    def _pack(self, roots: Iterable[int]) -> None:
        """Join each group with the first before it that has room, the fullest first."""
        bins: dict[int, deque[int]] = defaultdict(deque)
        for root in sorted(roots, key=lambda root: (-self._layers[root].bit_count(), root)):
            mine = self._layers[root]
            # Bins are kept by their layers: many stacked spans are a few distinct sets, not many comparisons.
            fitting = [(waiting[0], layers) for layers, waiting in bins.items() if waiting and not layers & mine]
            if fitting:
                _, layers = min(fitting)
                root = self._join(bins[layers].popleft(), root)
            bins[self._layers[root]].append(root)

    def join_overlapping(self) -> None:
        """Join groups that overlap, those of the same label first."""
        edges = self._overlapping()
        self._join_matched([edge for edge in edges if self._spans[edge[1]].label == self._spans[edge[2]].label])
        self._join_matched(edges)

    def _overlapping(self) -> list[tuple[int, int, int]]:
        """Return (likeness, lower number, higher number) of overlapping spans in groups that lack a layer."""
        lacking: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._spans)):
            if self._layers[self._root(index)] != self._all_layers:
                lacking[self._layer[index]].append(index)
        edges = []
        for first, second in combinations(lacking.values(), 2):
            pieces = [self._spans[index].extents for index in first], [self._spans[index].extents for index in second]
            for (i, j), shared in overlaps(*pieces).items():
                everything = length(pieces[0][i]) + length(pieces[1][j]) - shared
                pair = sorted((first[i], second[j]))
                edges.append((max(1, shared * _SCALE // everything), pair[0], pair[1]))
        return edges

    def _join_matched(self, edges: list[tuple[int, int, int]]) -> None:
        """Match each pair of layers, join from the most alike down, and again for those that lost their partner."""
        while edges := [edge for edge in edges if self._may_join(edge[1], edge[2])]:
            between: dict[tuple[int, int], dict[tuple[int, int], int]] = defaultdict(dict)
            for weight, low, high in edges:
                # The layer whose first span comes first has the rows, whatever it is called.
                pair = (low, high) if self._layer[low] < self._layer[high] else (high, low)
                between[self._layer[pair[0]], self._layer[pair[1]]][pair] = weight
            matched = [(-table[pair], *sorted(pair)) for table in between.values() for pair in match(table)]
            for _, low, high in sorted(matched):
                if self._may_join(low, high):
                    self._join(low, high)

    def _may_join(self, first: int, second: int) -> bool:
        return not self._layers[self._root(first)] & self._layers[self._root(second)]

    def _join(self, first: int, second: int) -> int:
        low, high = sorted((self._root(first), self._root(second)))
        self._parent[high] = low
        self._layers[low] |= self._layers[high]
        return low

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index
