"""Units: the one conversion from spans to what the coefficients compare.

The units of a text lie side by side: its characters, words or sentences, or the text as one unit. A unit's value for
a coder is the set of labels that this coder put on any part of it, so that a coder's own spans that overlap or repeat
each other add nothing. The empty set is "looked at and left unmarked"; missing is "did not take part in this document".
Between two borders of spans nothing changes: what lies there is one piece, whose weight is its number of units.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import MISSING, Ints, Ratings, Value, ratings_from
from annotator.agreement.input.span_table import SpanTable
from annotator.agreement.input.stretches import added_up, distinct
from annotator.agreement.tally import Array
from annotator.model.ids import LabelId


class UnitKind(StrEnum):
    """What is compared. `SPANS`: what the coders marked, grouped; see `places.py`."""

    CHARACTERS = "characters"
    WORDS = "words"
    SENTENCES = "sentences"
    SPANS = "spans"
    DOCUMENTS = "documents"


class Unmarked(StrEnum):
    """What becomes of a unit that nobody marked: it counts as one on which all said “none”, or it is left out."""

    COUNTED = "counted"
    LEFT_OUT = "left out"


UNMARKED = {
    Unmarked.COUNTED: "A unit that nobody marked counts as one on which all agree that there is nothing.",
    Unmarked.LEFT_OUT: "Units that nobody marked are left out.",
}
"""What was chosen, as a sentence."""


def ratings_on(kind: UnitKind, texts: Sequence[CodedText], table: SpanTable) -> Ratings:
    """Return what each coder put on each unit.

    `kind`: any but spans; `table`: the spans of the texts. On characters, words and sentences labels of whole documents
    do not count. A document's value is the set of labels that stand on it or anywhere in it.
    """
    pieces = _cut(marks_on(kind, texts, table), table)
    coders = table.present.shape[1]
    sets = pieces.sets(coders, len(table.labels))
    categories: dict[Value, int] = {frozenset(): 0}
    codes = np.full((len(pieces.weight), coders), MISSING, dtype=np.int64)
    for column in range(coders):
        distinct, place = np.unique(sets[:, column], axis=0, return_inverse=True)
        found = (frozenset(table.labels[at] for at in _bits(row)) for row in distinct.tolist())
        number = np.array([categories.setdefault(value, len(categories)) for value in found], dtype=np.int64)
        codes[:, column] = number[place.reshape(-1)] if len(number) else codes[:, column]
    codes[~table.present[pieces.document]] = MISSING
    return ratings_from(codes, pieces.document, pieces.weight.astype(np.float64), tuple(categories), table.documents)


def covered(kind: UnitKind, texts: Sequence[CodedText], table: SpanTable) -> Array:
    """Return (spans,): how many units each span covers, 0 on the whole document; of spans as units one each."""
    if kind is UnitKind.SPANS:
        return np.ones(len(table.document))
    marks = marks_on(kind, texts, table)
    return added_up(marks.span, marks.last - marks.first, len(table.document))


def marked(ratings: Ratings, label: LabelId) -> Ratings:
    """Return for each unit whether each coder put this label on it, from ratings whose values are sets of labels."""
    return ratings.mapped(lambda value: isinstance(value, frozenset) and label in value, (False, True))


def any_label(ratings: Ratings) -> Ratings:
    """Return for each unit whether each coder put anything on it, from ratings whose values are sets of labels."""
    return ratings.mapped(bool, (False, True))


def without_unmarked(ratings: Ratings) -> Ratings:
    """Return the ratings without the units on which nobody put anything."""
    # A set of labels or the answer to “is it marked”: what is empty or False is unmarked.
    something = np.array([*(bool(value) for value in ratings.categories), False])
    return ratings.where(np.asarray(something[ratings.rows].any(axis=1)))


@dataclass(frozen=True, slots=True)
class Marks:
    """The units of all texts on one line. `starts`: (texts + 1,), where each text begins on it, and where it ends.

    `span`, `first`, `last`: (m,), that a span (by number) touches the units from `first` up to `last`.
    """

    starts: Ints
    span: Ints
    first: Ints
    last: Ints


def marks_on(kind: UnitKind, texts: Sequence[CodedText], table: SpanTable) -> Marks:
    """Return which units each span touches; `kind`: any but spans; `table`: the spans of the texts."""
    return _MARKS[kind](texts, table)


def _on_characters(texts: Sequence[CodedText], table: SpanTable) -> Marks:
    return Marks(_ends(table.lengths), table.span, table.piece_start, table.piece_stop)


def _on_given_units(texts: Sequence[CodedText], table: SpanTable) -> Marks:
    counts = np.array([len(text.units) for text in texts], dtype=np.int64)
    flat = np.array([edge for text in texts for unit in text.units for edge in unit], dtype=np.int64)
    starts, stops = flat.reshape(-1, 2).T + np.repeat(table.begins, counts)
    # The first unit that ends behind the start of a piece, and the first that begins at or behind its stop.
    first, last = np.searchsorted(stops, table.piece_start, "right"), np.searchsorted(starts, table.piece_stop)
    touches = first < last
    return Marks(_ends(counts), table.span[touches], first[touches], last[touches])


def _on_documents(texts: Sequence[CodedText], table: SpanTable) -> Marks:
    every = np.arange(len(table.document))
    return Marks(_ends(np.ones(table.documents, dtype=np.int64)), every, table.document, table.document + 1)


_MARKS: dict[UnitKind, Callable[[Sequence[CodedText], SpanTable], Marks]] = {
    UnitKind.CHARACTERS: _on_characters,
    UnitKind.WORDS: _on_given_units,
    UnitKind.SENTENCES: _on_given_units,
    UnitKind.DOCUMENTS: _on_documents,
}


def _ends(lengths: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The line cut at every border of a span. `weight`, `document`: (p,), of each piece.

    `coder`, `label`, `first`, `last`: (m,), that a coder put a label on the pieces from `first` up to `last`.
    """

    weight: Ints
    document: Ints
    coder: Ints
    label: Ints
    first: Ints
    last: Ints

    def sets(self, coders: int, labels: int) -> Ints:
        """Return (p, coders, words): the labels that each coder put on each piece, as bits, 62 to a word."""
        found = np.zeros((len(self.weight), coders, -(-labels // _BITS) or 1), dtype=np.int64)
        for column in range(coders):
            for at in range(labels):
                mine = (self.coder == column) & (self.label == at)
                if not mine.any():
                    continue
                size = len(self.weight) + 1
                steps = np.bincount(self.first[mine], minlength=size) - np.bincount(self.last[mine], minlength=size)
                found[:, column, at // _BITS] |= (np.cumsum(steps)[:-1] > 0).astype(np.int64) << (at % _BITS)
        return found


def _cut(marks: Marks, table: SpanTable) -> _Pieces:
    """Cut the line."""
    cuts = distinct(np.concatenate((marks.first, marks.last, marks.starts)))
    document = np.searchsorted(marks.starts, cuts[:-1], "right") - 1
    first, last = np.searchsorted(cuts, marks.first), np.searchsorted(cuts, marks.last)
    return _Pieces(np.diff(cuts), document, table.coder[marks.span], table.label[marks.span], first, last)


_BITS = 62


def _bits(words: Sequence[int]) -> Iterator[int]:
    for place, word in enumerate(words):
        yield from (place * _BITS + bit for bit in range(word.bit_length()) if word >> bit & 1)
