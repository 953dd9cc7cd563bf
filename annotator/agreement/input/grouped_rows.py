"""The spans of coders as rows of what they meant as the same thing: all documents and all pairs of coders at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from annotator.agreement.input.array_grouping import ArrayGrouping, Overlaps
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import NO_UNIT, Flags, SpanTable
from annotator.agreement.input.touching import overlaps_by_document, touching_each_other
from annotator.model.grouping import SCALE
from annotator.model.span import Span

NONE = -1
"""In a row: the coder has no span there."""
Columns = tuple[int, ...]
"""Some coders, by their columns in the study."""
_MOST = 1 << 21
"""Pairs of spans that overlap, and spans in pairs of coders, that are held at a time."""


class RowsOfSpans:
    """Makes the rows. Those of some coders are (r, coders): the number of each one's span, `NONE` for none."""

    def __init__(self, table: SpanTable, spans: Sequence[Span]) -> None:
        """`spans`: those of the table, by number."""
        self._table = table
        self._coders = table.present.shape[1]
        # Labels on the whole of a document are at the same place.
        is_whole = np.array([not span.extents for span in spans], dtype=bool)
        self._place = np.where(is_whole, table.place.max(initial=0) + 1 + table.document, table.place)
        if table.units is not None:
            # A unit as a whole and a name that is all of it are two things.
            self._place = 2 * self._place + (table.units.unit != NO_UNIT)
        self._is_whole: Flags = is_whole
        self._order = _order(table, spans)

    def of_all(self) -> Ints:
        """Return the rows of all coders, of labels on whole documents as well, document by document."""
        found = [
            _rows(some.spans, some.grouped(some.overlaps), some.coder, self._coders)
            for some in self._parts(self._order)
        ]
        return np.concatenate([np.empty((0, self._coders), dtype=np.int64), *found])

    def of_pairs(self) -> dict[Columns, Ints]:
        """Return the rows of each two coders, of passages in documents that both coded, as if there were no others."""
        pairs = [(one, other) for other in range(self._coders) for one in range(other)]
        found: list[list[Ints]] = [[np.empty((0, 2), dtype=np.int64)] for _ in pairs]
        for some in self._parts(self._order[~self._is_whole[self._order]]):
            for rows, of_pair in zip(found, some.by_pair(pairs, self._table.present), strict=True):
                rows.append(of_pair)
        return {pair: np.concatenate(rows) for pair, rows in zip(pairs, found, strict=True)}

    def _parts(self, spans: Ints) -> Iterator["_Part"]:
        """Yield spans (by number, in order) with their overlaps, some documents at a time."""
        table = self._table
        is_wanted = np.zeros(len(table.document), dtype=bool)
        is_wanted[spans] = True
        sizes = np.bincount(table.document[spans], minlength=table.documents)
        ends = np.cumsum(sizes)
        spent = np.cumsum(np.maximum(overlaps_by_document(table, is_wanted), sizes * self._coders)) // _MOST
        borders = [0, *ends[np.flatnonzero(np.diff(spent))].tolist(), len(spans)]
        for start, stop in pairwise(borders):
            if start < stop:
                yield self._part(spans[start:stop])

    def _part(self, spans: Ints) -> "_Part":
        table = self._table
        number = np.full(len(table.document), NONE)
        number[spans] = np.arange(len(spans))
        first, second, shared = touching_each_other(table, number != NONE)
        alike = table.are_comparable(first, second)
        first, second, shared = first[alike], second[alike], shared[alike]
        everything = table.size[first] + table.size[second] - shared
        one, other = number[first], number[second]
        overlaps = Overlaps(np.minimum(one, other), np.maximum(one, other), np.maximum(1, shared * SCALE // everything))
        return _Part(spans, table.document[spans], table.coder[spans], table.label[spans], self._place[spans], overlaps)


@dataclass(frozen=True, slots=True)
class _Part:
    """Spans of some documents in order, each (n,): `spans`, by number in the table, and what is said of them there.

    `overlaps`: between those of different coders, by their place here.
    """

    spans: Ints
    document: Ints
    coder: Ints
    label: Ints
    place: Ints
    overlaps: Overlaps

    def grouped(self, overlaps: Overlaps) -> Ints:
        """Return (n,): the first of the group in which each is, from the surest to the least sure."""
        grouping = ArrayGrouping(self.coder)
        grouping.join_same(self.place * (int(self.label.max(initial=0)) + 1) + self.label)
        grouping.join_same(self.place)
        grouping.join_overlapping(overlaps.where(self.label[overlaps.low] == self.label[overlaps.high]))
        grouping.join_overlapping(overlaps)
        return grouping.root

    def by_pair(self, pairs: Sequence[tuple[int, int]], present: Flags) -> Iterator[Ints]:
        """Yield the rows of each pair; `pairs`: all of them, the higher one in rising order, then the lower."""
        n = len(self.spans)
        at, of_pair = self._in_pairs(pairs, present)
        keys = of_pair * n + at
        coders = np.sort(np.stack((self.coder[self.overlaps.low], self.coder[self.overlaps.high])), axis=0)
        # The number of a pair among all: as many as there are below the higher one come before.
        begin = (coders[1] * (coders[1] - 1) // 2 + coders[0]) * n
        low, high = (np.searchsorted(keys, begin + of) for of in (self.overlaps.low, self.overlaps.high))
        places = of_pair * (int(self.place.max(initial=0)) + 1) + self.place[at]
        every = _Part(self.spans[at], self.document[at], self.coder[at], self.label[at], places, self.overlaps)
        root = every.grouped(Overlaps(low, high, self.overlaps.likeness))
        borders = np.searchsorted(of_pair, np.arange(len(pairs) + 1)).tolist()
        for (one, _), (start, stop) in zip(pairs, pairwise(borders), strict=True):
            column = (self.coder[at[start:stop]] != one).astype(np.int64)
            yield _rows(every.spans[start:stop], root[start:stop], column, 2)

    def _in_pairs(self, pairs: Sequence[tuple[int, int]], present: Flags) -> tuple[Ints, Ints]:
        """Return the spans of each pair of coders in documents of both, and the number of the pair, pair by pair."""
        mine = [np.flatnonzero(self.coder == coder) for coder in range(present.shape[1])]
        found = []
        for one, other in pairs:
            both = np.sort(np.concatenate((mine[one], mine[other])))
            document = self.document[both]
            found.append(both[present[document, one] & present[document, other]])
        sizes = [len(of) for of in found]
        return np.concatenate([np.empty(0, dtype=np.int64), *found]), np.repeat(np.arange(len(pairs)), sizes)


def _rows(spans: Ints, root: Ints, column: Ints, width: int) -> Ints:
    """Return a row for each group; `column`: (n,), where in it each span stands."""
    _, row = np.unique(root, return_inverse=True)
    rows = np.full((int(row.max(initial=-1)) + 1, width), NONE)
    rows[row, column] = spans
    return rows


def _order(table: SpanTable, spans: Sequence[Span]) -> Ints:
    """Return the numbers of the spans, document by document in the order of `annotator.model.grouping.order_of`."""
    by_id = np.empty(len(spans), dtype=np.int64)
    by_id[sorted(range(len(spans)), key=[span.id for span in spans].__getitem__)] = np.arange(len(spans))
    by_name = np.empty(len(table.labels), dtype=np.int64)
    by_name[sorted(range(len(table.labels)), key=table.labels.__getitem__)] = np.arange(len(table.labels))
    keys = (by_id, by_name[table.label], _order_of_extents(table, spans), table.stop, table.start, table.document)
    return np.lexsort(keys)


def _order_of_extents(table: SpanTable, spans: Sequence[Span]) -> Ints:
    """Return (s,): the order of the extents, where they tell more than where they begin and end."""
    if np.bincount(table.span, minlength=1).max() < 2:
        return np.zeros(len(spans), dtype=np.int64)
    number = {extents: at for at, extents in enumerate(sorted({span.extents for span in spans}))}
    return np.array([number[span.extents] for span in spans], dtype=np.int64)
