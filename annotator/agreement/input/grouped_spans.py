"""Spans grouped for some of the coders: what these meant as the same thing, whoever else marked something there.

A third coder may stand between two whose spans do not overlap, or take a partner from one of them. So the numbers of
two coders are computed on what these two alone would be grouped into.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.passages import CodedPassage, distinct
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags, SpanTable
from annotator.agreement.input.touching import touching
from annotator.model.errors import Bug
from annotator.model.grouping import Grouping
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import Span

NONE = -1
"""In a row: the coder has no span there."""
Columns = tuple[int, ...]
"""Some coders, by their columns in the study."""
_Join = Callable[[Grouping[Span]], None]


class GroupedSpans:
    """All spans of a study, by number as in its table, and how they are grouped. `is_whole`: (s,), on whole documents.

    Rows are (r, coders): the number of each coder's span, `NONE` for a coder without one.
    """

    def __init__(
        self,
        texts: Sequence[CodedText],
        coders: Sequence[LayerId],
        labels: Sequence[LabelId],
        table: SpanTable,
        places: Sequence[CodedPassage],
    ) -> None:
        """`table`, `places`: of these texts, coders and labels."""
        self.table = table
        self.spans = list(_in_order(texts, coders, frozenset(labels)))
        self.is_whole: Flags = np.array([not span.extents for span in self.spans], dtype=bool)
        self._everyone = tuple(range(len(coders)))
        self._places = places
        self._passages: dict[Columns, Ints] = {}
        self._rows: dict[Columns, Ints] = {}
        self._alike: dict[Columns, tuple[Ints, Ints]] = {}

    def rows(self, coders: Columns) -> Ints:
        """Return the rows of passages, then those of labels on whole documents."""
        if coders not in self._rows:
            self._rows[coders] = np.concatenate((self.passages(coders), self.on_documents(coders)))
        return self._rows[coders]

    def passages(self, coders: Columns) -> Ints:
        """Return the rows of what two coders marked in the text of documents of both; or of what all marked anywhere.

        Each of their spans there is in one row.
        """
        if coders not in self._passages:
            self._passages[coders] = self._of_two(*coders) if len(coders) == 2 else self._of_all(coders)
        return self._passages[coders]

    def on_documents(self, coders: Columns) -> Ints:
        """Return the rows of labels on whole documents: one for each label of a document."""
        column = np.full(len(self._everyone), NONE)
        column[list(coders)] = np.arange(len(coders))
        spans = np.flatnonzero(self.is_whole & (column[self.table.coder] != NONE))
        keys, row = np.unique(self.table.place[spans], return_inverse=True)
        rows = np.full((len(keys), len(coders)), NONE)
        rows[row, column[self.table.coder[spans]]] = spans
        return rows

    def alike(self, coders: Columns, label: int) -> Ints:
        """Return the rows, of both kinds, in which two coders or more have this label (by number), and these alone."""
        if coders not in self._alike:
            self._alike[coders] = self._by_label(self.rows(coders))
        rows, borders = self._alike[coders]
        return rows[borders[label] : borders[label + 1]]

    def document_of(self, rows: Ints) -> Ints:
        """Return (r,): the document of each row."""
        return np.asarray(self.table.document[rows.max(axis=1, initial=0)])

    def _by_label(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return the rows of each label in turn, and where those of each begin."""
        k = len(self.table.labels)
        row, column = np.nonzero(rows != NONE)
        span = rows[row, column]
        keys, which, counts = np.unique(self.table.label[span] * len(rows) + row, False, True, True)
        number = np.cumsum(counts > 1) - 1
        kept = counts[which] > 1
        found = np.full((int((counts > 1).sum()), rows.shape[1]), NONE)
        found[number[which[kept]], column[kept]] = span[kept]
        labels = keys[counts > 1] // max(1, len(rows))
        return found, np.searchsorted(labels, np.arange(k + 1))

    def _of_all(self, coders: Columns) -> Ints:
        if coders != self._everyone:
            raise Bug("spans are grouped for two coders, or for all")
        number = {id(span): at for at, span in enumerate(self.spans)}
        kept = [place.spans for place in self._places if any(span.extents for span in place.found)]
        flat = [NONE if span is None else number[id(span)] for spans in kept for span in spans]
        return np.array(flat, dtype=np.int64).reshape(len(kept), len(coders))

    def _of_two(self, one: int, other: int) -> Ints:
        """Return the rows of two coders, just as `grouped` makes them; `Grouping` is asked where there is a choice."""
        table = self.table
        both = table.present[:, one] & table.present[:, other]
        mine = [(table.coder == column) & both[table.document] & ~self.is_whole for column in (one, other)]
        first, second, _ = touching(table, *mine)
        is_free = mine[0] | mine[1]
        found = [np.zeros((0, 2), dtype=np.int64)]
        for wanted, join in self._steps(first, second):
            at = np.flatnonzero(wanted & is_free[first] & is_free[second])
            pairs = self._joined(first[at], second[at], join)
            is_free[pairs] = False
            found.append(pairs)
        single = np.flatnonzero(is_free)
        is_ones = table.coder[single] == one
        found.append(np.column_stack((np.where(is_ones, single, NONE), np.where(is_ones, NONE, single))))
        return np.concatenate(found)

    def _steps(self, first: Ints, second: Ints) -> Iterator[tuple[Flags, _Join]]:
        """Yield which pairs go together, and how spans are joined so, from the surest to the least sure."""
        same_place = self.table.place[first] == self.table.place[second]
        same_label = self.table.label[first] == self.table.label[second]
        yield same_place & same_label, lambda grouping: grouping.join_same(lambda span: (span.label, span.extents))
        yield same_place, lambda grouping: grouping.join_same(lambda span: span.extents)
        yield same_label, lambda grouping: grouping.join_overlapping(with_same_label=True)
        yield same_place | True, lambda grouping: grouping.join_overlapping()

    def _joined(self, first: Ints, second: Ints, join: _Join) -> Ints:
        """Return those of some pairs that are joined; whoever has one partner only, that has no other, gets it."""
        is_sure = (np.bincount(first)[first] == 1) & (np.bincount(second)[second] == 1)
        sure = np.column_stack((first[is_sure], second[is_sure]))
        open_ones, others = np.unique(first[~is_sure]).tolist(), np.unique(second[~is_sure]).tolist()
        number = {id(self.spans[at]): at for at in (*open_ones, *others)}
        by_document: dict[int, list[Span]] = {}
        for at in (*open_ones, *others):
            by_document.setdefault(int(self.table.document[at]), []).append(self.spans[at])
        is_first = frozenset(open_ones)
        found = []
        for spans in by_document.values():
            grouping = Grouping(spans)
            join(grouping)
            pairs = ([number[id(span)] for span in group] for group in grouping.groups() if len(group) == 2)
            found += [pair if pair[0] in is_first else pair[::-1] for pair in pairs]
        return np.concatenate((sure, np.array(found, dtype=np.int64).reshape(-1, 2)))


def _in_order(texts: Sequence[CodedText], coders: Sequence[LayerId], labels: frozenset[LabelId]) -> Iterator[Span]:
    """Yield the spans in the order in which a `SpanTable` numbers them."""
    for text in texts:
        for coder in coders:
            yield from distinct(text.spans.get(coder, ()), labels)
