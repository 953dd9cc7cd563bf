"""What the unitizing alphas of 2016 are computed from: lengths at which units of coders coincide, document by document.

See `u_alpha.py` for where they come from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.stretches import added_up, distinct, overlapping
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.agreement.unitizing.continua import CONVENTION, Continua, Segments, segments_of

_OVERLAP = "Where a coder's own units of different labels overlap, the stretch is a unit of its own with all of them."


@dataclass(frozen=True, slots=True)
class Coincidences:
    """What the coefficients need of each document, (documents,) and (documents, values); they all add up.


    `total`: characters times coders. `gap`, `gaps_alike`: o(phi, .), o(phi, phi). For each value c but gaps:
    `marked` o(c, .); `alike` o(c, c); `squares` of the lengths of its units; and the same of what meets units of
    other coders: `meeting` o*(c, .), `meeting_squares`.
    """

    continua: Continua
    values: tuple[frozenset[int], ...]
    total: Array
    gap: Array
    gaps_alike: Array
    marked: Array
    alike: Array
    squares: Array
    meeting: Array
    meeting_squares: Array
    of_labels: "LabelCoincidences"

    @property
    def coders(self) -> int:
        """How many coders are compared."""
        return int(self.continua.present.shape[1])

    @classmethod
    def of(cls, continua: Continua) -> Self:
        """Count them."""
        segments = segments_of(continua)
        sizes = segments.length.astype(np.float64)
        alike, met, both = _meetings(continua, segments)
        marked = _by_value(segments, sizes, continua.documents)
        meeting = _by_value(segments, met, continua.documents)
        meeting_squares = _by_value(segments, met**2, continua.documents)
        total = continua.compared * continua.took_part
        # Two coders' gaps share what neither marked.
        neither = total - 2 * marked.sum(axis=1) + both
        return cls(
            continua=continua,
            values=segments.values,
            total=total,
            gap=total - marked.sum(axis=1),
            gaps_alike=neither,
            marked=marked,
            alike=alike,
            squares=_by_value(segments, sizes**2, continua.documents),
            meeting=meeting,
            meeting_squares=meeting_squares,
            of_labels=LabelCoincidences.of(continua, segments.values, marked, meeting, meeting_squares),
        )

    def tally(
        self,
        name: str,
        columns: tuple[Array, ...],
        finish: Callable[[Array], Estimate],
        undefined: Callable[[Array], str],
        convention: str,
        is_meeting: bool = False,
    ) -> Tally:
        """Return a tally whose sums are these columns."""
        coders = np.maximum(self.continua.took_part, 1)
        return Tally(
            coefficient=name,
            sums=np.column_stack(columns),
            finish=finish,
            undefined=undefined,
            n=self.meeting.sum(axis=1) / coders if is_meeting else self.continua.compared,
            categories=[self.continua.labels[at] for at in self.of_labels.labels.tolist()],
            used=self.of_labels.meeting if is_meeting else self.of_labels.marked,
            convention=f"{convention} {_OVERLAP} {CONVENTION}",
        )


@dataclass(frozen=True, slots=True)
class LabelCoincidences:
    """What each document adds for each label, whatever else stands with it.

    `labels`: (k,), those that occur, by number, rising. As in `Coincidences`, (documents, k): `marked`, `meeting`,
    `meeting_squares`; `alike`: o*(k, k), what two coders both gave the label.
    """

    labels: Ints
    marked: Array
    meeting: Array
    meeting_squares: Array
    alike: Array

    @classmethod
    def of(
        cls,
        continua: Continua,
        values: tuple[frozenset[int], ...],
        marked: Array,
        meeting: Array,
        meeting_squares: Array,
    ) -> Self:
        """Add up what there is of each value for the labels in it."""
        labels = distinct(continua.label)
        pairs = [(at, label) for at, value in enumerate(values) for label in value]
        value, label = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        column = np.searchsorted(labels, label)

        def added(of_values: Array) -> Array:
            found = np.zeros((len(labels), continua.documents))
            np.add.at(found, column, of_values.T[value])
            return found.T

        return cls(labels, added(marked), added(meeting), added(meeting_squares), _both_gave(continua, labels))

    def place_of(self, label: int) -> int | None:
        """Return the column of a label, None where nobody gave it."""
        at = int(np.searchsorted(self.labels, label))
        return at if at < len(self.labels) and self.labels[at] == label else None


def _both_gave(continua: Continua, labels: Ints) -> Array:
    """Return o*(k, k) (documents, labels): what two coders both gave a label."""
    k, number = len(labels), np.searchsorted(labels, continua.label)
    # Each label on a line of its own, one behind the other.
    line = number * (int(continua.lengths.sum()) + 1)
    cell = continua.document * k + number
    columns = [np.flatnonzero(continua.coder == column) for column in range(continua.present.shape[1])]
    ends = [((continua.start + line)[at], (continua.stop + line)[at]) for at in columns]
    found = np.zeros(continua.documents * k)
    for one, other in combinations(range(len(columns)), 2):
        first, second = overlapping(ends[one], ends[other])
        first, second = columns[one][first], columns[other][second]
        found += 2 * added_up(cell[first], _shared(continua, first, second), len(found))
    return found.reshape(continua.documents, k) * continua.share[:, None]


def _by_value(segments: Segments, weights: Array, documents: int) -> Array:
    """Return (documents, values): weights of segments, added up."""
    k = len(segments.values)
    found = added_up(segments.document * k + segments.value, weights, documents * k)
    return found.reshape(documents, k)


def _meetings(continua: Continua, segments: Segments) -> tuple[Array, Array, Array]:
    """Return o(c, c) (documents, values); what of each segment meets others (n,); and that by document (documents,)."""
    columns = [np.flatnonzero(segments.coder == column) for column in range(continua.present.shape[1])]
    ends = [(segments.start[at], segments.stop[at]) for at in columns]
    met, k = np.zeros(len(segments.value)), len(segments.values)
    alike = np.zeros(continua.documents * k)
    for one, other in combinations(range(len(columns)), 2):
        first, second = overlapping(ends[one], ends[other])
        first, second = columns[one][first], columns[other][second]
        shared = _shared(segments, first, second)
        met += added_up(first, shared, len(met)) + added_up(second, shared, len(met))
        same = segments.value[first] == segments.value[second]
        cell = segments.document[first[same]] * k + segments.value[first[same]]
        alike += 2 * added_up(cell, shared[same], len(alike))
    met *= continua.share[segments.document]
    both = added_up(segments.document, met, continua.documents)
    return alike.reshape(continua.documents, k) * continua.share[:, None], met, both


def _shared(pieces: Segments | Continua, first: Ints, second: Ints) -> Ints:
    stop = np.minimum(pieces.stop[first], pieces.stop[second])
    return np.asarray(stop - np.maximum(pieces.start[first], pieces.start[second]))
