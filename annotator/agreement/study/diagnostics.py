"""Diagnostics: where the numbers of a study come from, read from its places: pure readings, nothing is computed anew.

Places are held as arrays once, so that every pair of coders and every cell of a matrix is a look at columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.ratings import MISSING, Ints
from annotator.agreement.results import NOTHING
from annotator.agreement.study.study import Aspect, DocumentFigure, Study
from annotator.model.ids import DocumentId, LabelId

Columns = tuple[int, ...]
"""Coders by their columns in the study."""


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """What two coders called the same places. `categories`: labels and, last, `NOTHING`; k of them.

    `counts`: (k, k), how often the first coder said the row and the other the column. Where more than two coders are
    pooled, each pair of them counts, in either order: the matrix is symmetric, and one of its cells counts the pairs of
    coders of whom one said the row and one the column.
    """

    categories: tuple[str, ...]
    counts: Ints
    is_pooled: bool


@dataclass(frozen=True, slots=True)
class BoundaryShifts:
    """How far apart spans begin and end where two coders found a place, in characters.

    `starts`, `stops`: (m,), the other's boundary less the first one's, negative where it is earlier; the other is who
    stands later among the coders. `places`: (m,), the number of the place. Labels on whole documents have no
    boundaries.
    """

    starts: Ints
    stops: Ints
    places: Ints


@dataclass(frozen=True, slots=True)
class LabelUsage:
    """How often each coder used each label. `read`: (coders,), characters, or words, that each one read.

    `counts`: by label, of each coder.
    """

    counts: Mapping[LabelId, tuple[int, ...]]
    read: tuple[int, ...]


class StudyPassages:
    """The places of a study as arrays: (places, coders)."""

    def __init__(self, study: Study) -> None:
        self.places = study.places
        self.labels = study.labels
        self.coders = tuple(range(len(study.coders)))
        self._documents = {one.document: at for at, one in enumerate(study.by_document)}
        shape = (len(study.places), len(study.coders))
        # One by one: an array of a list of so many would hold up every other thread while it is made.
        self._label = np.fromiter(_labels(study), dtype=np.int64).reshape(shape)
        self._bounds = np.fromiter(_bounds(study.places), dtype=np.int64).reshape(*shape, 2)

    @property
    def categories(self) -> tuple[str, ...]:
        """What a coder may have said of a place."""
        return (*self.labels, NOTHING)

    def pairs(self, coders: Columns) -> list[tuple[int, int]]:
        """Return each two of some coders."""
        return list(combinations(coders, 2))

    def confusion(self, coders: Columns) -> ConfusionMatrix:
        """Return what some coders called the same places, pair by pair; see `ConfusionMatrix`."""
        k = len(self.categories)
        counts = np.zeros((k, k), dtype=np.int64)
        for first, other in self.pairs(coders):
            counts += self._counted(first, other, k)
        is_pooled = len(coders) > 2
        return ConfusionMatrix(
            self.categories, counts + counts.T - np.diag(np.diag(counts)) if is_pooled else counts, is_pooled
        )

    def confused(self, coders: Columns, row: int, column: int) -> list[int]:
        """Return the places behind a cell of the matrix of these coders, by number."""
        either = [(row, column), (column, row)] if len(coders) > 2 else [(row, column)]
        found = np.zeros(len(self.places), dtype=bool)
        for first, other in self.pairs(coders):
            for one, two in either:
                found |= (self._label[:, first] == one) & (self._label[:, other] == two)
        nothing = len(self.labels)
        return _numbers(found) if (row, column) != (nothing, nothing) else []

    def shifts(self, coders: Columns) -> BoundaryShifts:
        """Return how far apart the boundaries of some coders are, pair by pair."""
        found = [self._shifted(first, other) for first, other in self.pairs(coders)]
        starts, stops, places = (np.concatenate([np.empty(0, np.int64), *part]) for part in zip(*found, strict=True))
        return BoundaryShifts(starts, stops, places)

    def with_label(self, coder: int, label: LabelId) -> list[int]:
        """Return the places at which a coder has a span with this label."""
        return _numbers(self._label[:, coder] == self.labels.index(label))

    def alone(self, aspect: Aspect, part: str, pair: tuple[int, int], label: LabelId | None) -> list[int]:
        """Return the places at which the first of two gave a label and the other did not; None: any label.

        `aspect`, `part`: as in `PairBias`, the label of what both found being one that the other gave another label.
        """
        one, two = (self._label[:, coder] for coder in pair)
        nothing, whole = len(self.labels), self._bounds[:, pair[0], 0] == MISSING
        if label is None:
            return _numbers((one != MISSING) & (one != nothing) & (two == nothing))
        number = self.labels.index(label)
        found = (one == number) & (two != number) & (two != MISSING)
        if aspect is Aspect.LABEL:
            # Labels on whole documents are places of their own, one for each label.
            found &= whole if part else ~whole & (two != nothing)
        return _numbers(found)

    def differing_in(self, document: DocumentId) -> list[int]:
        """Return the places of a document on which its coders differ."""
        at = self._documents.get(document)
        return [number for number, place in enumerate(self.places) if place.document == at and place.differs]

    def _counted(self, first: int, other: int, k: int) -> Ints:
        one, two = self._label[:, first], self._label[:, other]
        # Where neither of two has a span a third one has: these two say nothing there.
        said = (one != MISSING) & (two != MISSING) & ((one != k - 1) | (two != k - 1))
        return np.bincount(one[said] * k + two[said], minlength=k * k).reshape(k, k)

    def _shifted(self, first: int, other: int) -> tuple[Ints, Ints, Ints]:
        one, two = self._bounds[:, first], self._bounds[:, other]
        both = np.flatnonzero((one[:, 0] != MISSING) & (two[:, 0] != MISSING))
        apart = two[both] - one[both]
        return apart[:, 0], apart[:, 1], both


def _numbers(found: "np.typing.NDArray[np.bool_]") -> list[int]:
    return [int(number) for number in np.flatnonzero(found)]


def _labels(study: Study) -> Iterator[int]:
    """Yield what each coder said of each place: the number of the label, one more for nothing, `MISSING` for away."""
    number = {label: at for at, label in enumerate(study.labels)}
    for place in study.places:
        for span, present in zip(place.spans, place.present, strict=True):
            yield number[span.label] if span is not None else len(number) if present else MISSING


def _bounds(places: Sequence[CodedPassage]) -> Iterator[int]:
    """Yield where each coder's span begins and ends at each place, `MISSING` twice for who has none with extents."""
    for place in places:
        for span in place.spans:
            has_extents = span is not None and bool(span.extents)
            yield span.start if span is not None and has_extents else MISSING
            yield span.stop if span is not None and has_extents else MISSING


def usage(study: Study, lengths: Mapping[DocumentId, int]) -> LabelUsage:
    """Return how often each coder used each label; `lengths`: of the documents, in characters or in words."""
    read = [0] * len(study.coders)
    for one in study.by_document:
        for coder in one.coders:
            read[coder] += lengths.get(one.document, 0)
    return LabelUsage(study.spans, tuple(read))


def compared_in_order(study: Study, order: Mapping[DocumentId, str]) -> list[DocumentFigure]:
    """Return the documents in which two took part, in the order of what `order` says of each, such as its date.

    Documents of which it says nothing come last, as they stand in the study.
    """
    compared = [one for one in study.by_document if len(one.coders) > 1]
    known = sorted((one for one in compared if one.document in order), key=lambda one: order[one.document])
    return [*known, *(one for one in compared if one.document not in order)]


def hardest(study: Study) -> list[DocumentFigure]:
    """Return the documents that have a value, the lowest first; of equal ones that with more disputed places."""
    with_value = [one for one in study.by_document if one.value is not None]
    return sorted(with_value, key=lambda one: (one.value, -one.differing))


def when_coded(study: Study) -> dict[DocumentId, str]:
    """Return when each document was begun to be coded, as a text that sorts: the id of its first span.

    Ids of spans begin with the time at which they were made (RFC 9562, section 5.7: UUIDv7).
    """
    first: dict[DocumentId, str] = {}
    for place in study.places:
        for span in place.found:
            document = study.by_document[place.document].document
            first[document] = min(first.get(document, span.id), span.id)
    return first
