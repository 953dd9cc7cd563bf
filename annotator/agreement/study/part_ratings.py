"""The parts of codings as ratings of what some of the coders found: the label, an attribute, who fills a slot.

What a span says is read once; what several coders say of the same thing is then a row of the same numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from annotator.acts.acts import Filling
from annotator.agreement.input.grouped_rows import NONE, Columns
from annotator.agreement.input.grouped_spans import GroupedSpans
from annotator.agreement.input.label_levels import LabelLevel
from annotator.agreement.input.ratings import MISSING, Ints, Ratings, Value, ratings_from
from annotator.agreement.input.span_table import Flags
from annotator.agreement.study.act_ratings import ActRatings
from annotator.agreement.study.parts import Fillings, Read, Said, of_role, parties, plain_parties, slot_values
from annotator.model.codebook import Label
from annotator.model.ids import LabelId, SpanId
from annotator.model.span import Span

RatingsOf = Callable[[Columns], Ratings]
"""The ratings of some coders, as these would have them if there were no others."""
_WORDED = -2
"""In the place of a value that depends on who else is compared."""


class PartRatings:
    """Ratings of the parts of codings."""

    def __init__(
        self, grouped: GroupedSpans, fillings: Sequence[Fillings], possible: Collection[LabelId] | None = None
    ) -> None:
        """`fillings`: who fills the slots of the acts, by document; `possible`: labels that a passage can be given."""
        self._grouped, self._table = grouped, grouped.table
        self._fillings = fillings
        self._number = {label: at for at, label in enumerate(grouped.table.labels)}
        self._labels, self._label = grouped.table.labels, grouped.table.label
        self._possible = frozenset(grouped.table.labels if possible is None else possible)

    def at(self, level: LabelLevel) -> "PartRatings":
        """Return the labels of the same groups of spans as what each counts as on a level of the hierarchy."""
        possible = {level.counts_as.get(label, label) for label in self._possible}
        found = PartRatings(self._grouped, self._fillings, possible)
        counts_as = [level.counts_as.get(label, label) for label in self._table.labels]
        found._labels = tuple(dict.fromkeys(counts_as))
        number = np.array([found._labels.index(label) for label in counts_as], dtype=np.int64)
        found._label = number[self._table.label]
        return found

    def saying(self) -> Iterator[tuple[int, Span, Sequence[Filling]]]:
        """Yield the spans that say more than their label, by number, with who fills their slots."""
        for at in np.flatnonzero(self._is_filled | ~self._is_bare).tolist():
            span = self._grouped.spans[at]
            yield at, span, self._fillings[int(self._table.document[at])].get(span.id, ())

    def ids_of(self, spans: Ints) -> frozenset[SpanId]:
        """Return the ids of some spans, by number."""
        return frozenset(self._grouped.spans[at].id for at in spans.tolist())

    def acts(self, labels: Sequence[Label]) -> ActRatings:
        """Return the acts among the spans, as a whole; `labels`: those of the codebook."""
        return ActRatings(self._grouped, self._fillings, labels)

    def marked(self, coders: Columns) -> Ratings:
        """Return the labels that each coder has wherever any of them marked something: a set, mostly of one or none.

        A whole document is one unit, if any of them put a label on it.
        """
        rows = self._grouped.passages(coders)
        every, sets = self._on_documents
        on_documents = every[:, list(coders)]
        labelled = np.flatnonzero((on_documents != MISSING).any(axis=1))
        codes = np.concatenate((np.append(self._label, MISSING)[rows], on_documents[labelled]))
        document = np.concatenate((self._grouped.document_of(rows), labelled))
        on_whole = self._table.present[labelled][:, list(coders)]
        took_part = np.concatenate((self._grouped.took_part(rows, coders), on_whole))
        codes[(codes == MISSING) & took_part] = sets.index(frozenset())
        return self._made(codes, document, sets)

    def labels(self, coders: Columns) -> Ratings:
        """Return the label that each coder gave what any of them marked in the text of documents that two coded."""
        rows = self._grouped.passages(coders)
        document = self._grouped.document_of(rows)
        shared = self._grouped.took_part(rows, coders).sum(axis=1) > 1
        codes = np.append(self._label, MISSING)[rows[shared]]
        return self._made(codes, document[shared], self._labels, self._possible)

    def document_labels(self, coders: Columns) -> Ratings:
        """Return the set of labels that each coder put on each document that two coded, as a whole; none is missing."""
        every, sets = self._on_documents
        codes, shared = every[:, list(coders)], self._table.present[:, list(coders)].sum(axis=1) > 1
        return self._made(codes[shared], np.flatnonzero(shared), sets)

    @cached_property
    def _on_documents(self) -> tuple[Ints, tuple[Value, ...]]:
        """(documents, coders): the set of labels on each document by number, and the sets: first those of one label."""
        given: dict[tuple[int, int], set[LabelId]] = defaultdict(set)
        for span in np.flatnonzero(self._grouped.is_whole).tolist():
            place = int(self._table.document[span]), int(self._table.coder[span])
            given[place].add(self._labels[int(self._label[span])])
        single = (frozenset((label,)) for label in self._labels)
        sets: dict[Value, int] = {value: at for at, value in enumerate((*single, frozenset()))}
        codes = np.full(self._table.present.shape, MISSING)
        for place, labels in given.items():
            codes[place] = sets.setdefault(frozenset(labels), len(sets))
        return codes, tuple(sets)

    def places_with(self, label: LabelId, coders: Columns) -> float:
        """Return at how many places any of some coders gave a label, in documents of two; once of each document."""
        rows = self._grouped.rows(coders)
        given = (np.append(self._label, MISSING)[rows] == self._labels.index(label)).any(axis=1)
        return float((self._grouped.took_part(rows[given], coders).sum(axis=1) > 1).sum())

    def read(self, label: LabelId, read: Read, declared: Sequence[Value] = ()) -> RatingsOf:
        """Return what is read of each coder's span with a label, where two have one.

        `declared`: what can be said, in its order; nothing where there is no telling.
        """
        number: dict[Value, int] = {value: at for at, value in enumerate(declared)}
        said = np.full(len(self._grouped.spans) + 1, MISSING)

        def number_of(span: Span) -> int:
            value = read(span)
            return MISSING if value is None else number.setdefault(value, len(number))

        bare, rest = self._with_label(label, self._is_bare)
        if len(bare):
            said[bare] = number_of(self._grouped.spans[bare[0]])
        for at in rest.tolist():
            said[at] = number_of(self._grouped.spans[at])

        def ratings(coders: Columns) -> Ratings:
            rows = self._grouped.alike(coders, self._number[label])
            return self._made(said[rows], self._grouped.document_of(rows), tuple(number), declared)

        return ratings

    def slot(self, label: LabelId, role: str) -> RatingsOf:
        """Return the set of parties in a slot of each coder's act with a label, where two have one."""
        number: dict[Value, int] = {}
        said = np.full(len(self._grouped.spans) + 1, MISSING)
        empty, rest = self._with_label(label, ~self._is_filled)
        if len(empty):
            said[empty] = number.setdefault(frozenset(), len(number))
        for at in rest.tolist():
            plain = plain_parties(self._filling(at, role))
            said[at] = _WORDED if plain is None else number.setdefault(plain, len(number))

        def ratings(coders: Columns) -> Ratings:
            rows = self._grouped.alike(coders, self._number[label])
            codes = said[rows]
            for at in np.flatnonzero((codes == _WORDED).any(axis=1)).tolist():
                given = [None if span == NONE else self._filling(span, role) for span in rows[at].tolist()]
                codes[at] = [
                    MISSING if value is None else number.setdefault(value, len(number)) for value in parties(given)
                ]
            return self._made(codes, self._grouped.document_of(rows), tuple(number))

        return ratings

    def slot_values(
        self, label: LabelId, role: str, read: Callable[[Said], Value | None], declared: Sequence[Value] = ()
    ) -> RatingsOf:
        """Return what is said of each party that two of some coders have in a slot of acts with a label.

        A unit is a party of an act. `declared`: as of `read`.
        """
        number: dict[Value, int] = {value: at for at, value in enumerate(declared)}
        is_filled = np.append(self._is_filled, False)

        def ratings(coders: Columns) -> Ratings:
            rows = self._grouped.alike(coders, self._number[label])
            document = self._grouped.document_of(rows)
            codes, documents = list[list[int]](), list[int]()
            for at in np.flatnonzero(is_filled[rows].sum(axis=1) > 1).tolist():
                given = [None if span == NONE else self._filling(span, role) for span in rows[at].tolist()]
                for row in slot_values(given, read).values():
                    codes.append([MISSING if one is None else number.setdefault(one, len(number)) for one in row])
                    documents.append(int(document[at]))
            made = np.array(codes, dtype=np.int64).reshape(-1, len(coders))
            return self._made(made, np.array(documents, dtype=np.int64), tuple(number), declared)

        return ratings

    def _with_label(self, label: LabelId, apart: Flags) -> tuple[Ints, Ints]:
        """Return the spans with a label, by number: those that are `apart` (s,), and the others."""
        mine = np.flatnonzero(self._table.label == self._number[label])
        return mine[apart[mine]], mine[~apart[mine]]

    @cached_property
    def _is_bare(self) -> Flags:
        """(s,), spans that say nothing but their label; of such all that is read is the same."""
        return np.array([not span.attributes and span.actor is None for span in self._grouped.spans], dtype=bool)

    @cached_property
    def _is_filled(self) -> Flags:
        """(s,), acts with anything in their slots."""
        spans = zip(self._grouped.spans, self._table.document.tolist(), strict=True)
        return np.array([span.id in self._fillings[document] for span, document in spans], dtype=bool)

    def _filling(self, span: int, role: str) -> list[Filling]:
        return of_role(self._fillings[int(self._table.document[span])], self._grouped.spans[span], role)

    def _made(
        self, codes: Ints, document: Ints, categories: Sequence[Value], possible: Iterable[Value] = ()
    ) -> Ratings:
        return ratings_from(codes, document, np.ones(len(codes)), categories, self._table.documents, possible)
