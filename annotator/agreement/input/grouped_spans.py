"""Spans grouped for some of the coders: what these meant as the same thing, whoever else marked something there.

A third coder may stand between two whose spans do not overlap, or take a partner from one of them. So the numbers of
two coders are computed on what these two alone would be grouped into.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.grouped_rows import NONE, Columns, RowsOfSpans
from annotator.agreement.input.passages import CodedPassage, distinct
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import NO_UNIT, Flags, SpanTable
from annotator.model.errors import Bug
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import Span


class GroupedSpans:
    """All spans of a study, by number as in its table, and how they are grouped. `is_whole`: (s,), on whole documents.

    Rows are (r, coders): the number of each coder's span, `NONE` for a coder without one.
    """

    def __init__(
        self, texts: Sequence[CodedText], coders: Sequence[LayerId], labels: Sequence[LabelId], table: SpanTable
    ) -> None:
        """`table`: of these texts, coders and labels."""
        self.table = table
        self.spans = list(_in_order(texts, coders, frozenset(labels)))
        self.is_whole: Flags = np.array([not span.extents for span in self.spans], dtype=bool)
        self._everyone = tuple(range(len(coders)))
        self._made = RowsOfSpans(table, self.spans)
        self._rows: dict[Columns, Ints] = {}
        self._alike: dict[Columns, tuple[Ints, Ints]] = {}

    def places(self) -> list[CodedPassage]:
        """Return all rows of all coders as places, document by document in the order of the text."""
        spans: list[Span | None] = [*self.spans, None]
        rows, units = self._of_all, self.table.units
        documents = self.document_of(rows).tolist()
        if units is None:
            of_document = [tuple(who) for who in self.table.present.tolist()]
            present, is_unit = [of_document[document] for document in documents], [False] * len(rows)
        else:
            present = [tuple(who) for who in self.took_part(rows, self._everyone).tolist()]
            is_unit = (units.unit[rows.max(axis=1, initial=0)] != NO_UNIT).tolist()
        return [
            CodedPassage(document, tuple([spans[at] for at in row]), who, unit)
            for document, row, who, unit in zip(documents, rows.tolist(), present, is_unit, strict=True)
        ]

    def rows(self, coders: Columns) -> Ints:
        """Return the rows of passages, then those of labels on whole documents."""
        if coders not in self._rows:
            self._rows[coders] = np.concatenate((self.passages(coders), self.on_documents(coders)))
        return self._rows[coders]

    def passages(self, coders: Columns) -> Ints:
        """Return the rows of what two coders marked in the text of documents of both; or of what all marked anywhere.

        Each of their spans there is in one row.
        """
        if len(coders) == 2:
            return self._of_pairs[coders]
        if coders != self._everyone:
            raise Bug("spans are grouped for two coders, or for all")
        on_whole = self.is_whole[self._of_all.max(axis=1, initial=0)]
        return np.asarray(self._of_all[~on_whole])

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

    def took_part(self, rows: Ints, coders: Columns) -> Flags:
        """Return (r, coders): which of some coders took part where the spans of each row stand."""
        if self.table.units is None:
            return np.asarray(self.table.present[self.document_of(rows)][:, list(coders)])
        found = np.zeros((len(rows), len(coders)), dtype=bool)
        for column in range(rows.shape[1]):
            there = np.flatnonzero(rows[:, column] != NONE)
            found[there] |= self.table.took_part(rows[there, column], coders)
        return found

    @cached_property
    def _of_all(self) -> Ints:
        return self._made.of_all()

    @cached_property
    def _of_pairs(self) -> dict[Columns, Ints]:
        return self._made.of_pairs()

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


def _in_order(texts: Sequence[CodedText], coders: Sequence[LayerId], labels: frozenset[LabelId]) -> Iterator[Span]:
    """Yield the spans in the order in which a `SpanTable` numbers them."""
    for text in texts:
        for coder in coders:
            yield from distinct(text.spans.get(coder, ()), labels)
