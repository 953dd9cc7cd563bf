"""Units: the one conversion from spans to what the coefficients compare.

The units of a text lie side by side: its characters, words or sentences, or the text as one unit. A unit's value for
a coder is the set of labels that this coder put on any part of it, so that a coder's own spans that overlap or repeat
each other add nothing. The empty set is "looked at and left unmarked"; missing is "did not take part in this document".
Between two borders of spans nothing changes: what lies there is one piece, whose weight is its number of units.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import MISSING, Ints, Ratings, ratings_from
from annotator.agreement.input.span_table import SpanTable
from annotator.agreement.input.stretches import added_up, distinct, ranges
from annotator.agreement.input.unit_codings import edges_of, touched
from annotator.agreement.tally import Array
from annotator.model.ids import LabelId


class UnitKind(StrEnum):
    """What is compared. `SPANS`: what the coders marked, grouped; see `places.py`. `UNITS`: those that are given."""

    CHARACTERS = "characters"
    WORDS = "words"
    SENTENCES = "sentences"
    SPANS = "spans"
    DOCUMENTS = "documents"
    UNITS = "units"


class Unmarked(StrEnum):
    """What becomes of a unit that nobody marked: it counts as one on which all said “none”, or it is left out."""

    COUNTED = "counted"
    LEFT_OUT = "left out"


UNMARKED = {
    Unmarked.COUNTED: "A unit that nobody marked counts as one on which all agree that there is nothing.",
    Unmarked.LEFT_OUT: "Units that nobody marked are left out.",
}
"""What was chosen, as a sentence."""


class Uncoded(StrEnum):
    """What a unit that is given and has no code of a coder says of this coder: nothing, or that there is no code."""

    MISSING = "missing"
    COUNTED = "no code"


UNCODED = {
    Uncoded.MISSING: "A unit to which a coder gave no code is missing for them, since each unit is to get one.",
    Uncoded.COUNTED: "A unit to which a coder gave no code counts as one of which they said “no code”.",
}
"""What was chosen, as a sentence."""


def ratings_on(
    kind: UnitKind,
    texts: Sequence[CodedText],
    table: SpanTable,
    uncoded: Uncoded = Uncoded.COUNTED,
    possible: Sequence[LabelId] = (),
) -> Ratings:
    """Return what each coder put on each unit.

    `kind`: any but spans; `table`: the spans of the texts. On characters, words, sentences and given units labels of
    whole documents do not count. A document's value is the set of labels that stand on it or anywhere in it. `uncoded`:
    what no label on a unit that is given means. A coding is one of the given units of which it holds more than half.
    `possible`: the labels of which a unit gets one; none where it may get several, so that sets cannot be listed.
    """
    pieces = _cut(marks_on(kind, texts, table), table)
    codes, sets = pieces.sets(table.present.shape[1], len(table.labels))
    if kind is UnitKind.UNITS and uncoded is Uncoded.MISSING:
        codes[codes == sets.index(frozenset())] = MISSING
    codes[~table.present[pieces.document]] = MISSING
    used = [frozenset(table.labels[at] for at in one) for one in sets]
    listed = [frozenset((label,)) for label in possible]
    if listed and uncoded is Uncoded.COUNTED:
        listed.append(frozenset())
    categories = [*used, *(one for one in listed if one not in used)]
    weight = pieces.weight.astype(np.float64)
    return ratings_from(codes, pieces.document, weight, categories, table.documents, listed)


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


def _on_codings(texts: Sequence[CodedText], table: SpanTable) -> Marks:
    """Return which of the given units each span holds more than half of, with all its pieces."""
    starts, stops, _ = edges_of(texts, table)
    piece, unit = ranges(*touched(starts, stops, table))
    held = np.minimum(table.piece_stop[piece], stops[unit]) - np.maximum(table.piece_start[piece], starts[unit])
    keys, which = np.unique(table.span[piece] * max(1, len(starts)) + unit, return_inverse=True)
    span, unit = np.divmod(keys, max(1, len(starts)))
    most = 2 * added_up(which.reshape(-1), held, len(keys)) > stops[unit] - starts[unit]
    return Marks(_units_of(texts), span[most], unit[most], unit[most] + 1)


def _on_given_units(texts: Sequence[CodedText], table: SpanTable) -> Marks:
    """Return which units each span touches, each once in however many pieces."""
    starts, stops, _ = edges_of(texts, table)
    first, last = touched(starts, stops, table)
    # The pieces of a span stand in order: the next one may begin in the unit in which the one before ends.
    is_next = np.diff(table.span, prepend=-1) == 0
    first[is_next] = np.maximum(first[is_next], last[np.flatnonzero(is_next) - 1])
    touches = first < last
    return Marks(_units_of(texts), table.span[touches], first[touches], last[touches])


def _units_of(texts: Sequence[CodedText]) -> Ints:
    return _ends(np.array([len(text.units) for text in texts], dtype=np.int64))


def _on_documents(texts: Sequence[CodedText], table: SpanTable) -> Marks:
    every = np.arange(len(table.document))
    return Marks(_ends(np.ones(table.documents, dtype=np.int64)), every, table.document, table.document + 1)


_MARKS: dict[UnitKind, Callable[[Sequence[CodedText], SpanTable], Marks]] = {
    UnitKind.CHARACTERS: _on_characters,
    UnitKind.WORDS: _on_given_units,
    UnitKind.SENTENCES: _on_given_units,
    UnitKind.DOCUMENTS: _on_documents,
    UnitKind.UNITS: _on_codings,
}


def _ends(lengths: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _TextPieces:
    """The line cut at every border of a span. `weight`, `document`: (p,), of each piece.

    `coder`, `label`, `first`, `last`: (m,), that a coder put a label on the pieces from `first` up to `last`.
    """

    weight: Ints
    document: Ints
    coder: Ints
    label: Ints
    first: Ints
    last: Ints

    def sets(self, coders: int, labels: int) -> tuple[Ints, list[frozenset[int]]]:
        """Return (p, coders): the set of labels that each coder put on each piece, by number; and the sets, none first.

        A set is read label by label, in rising order, as a path in a tree; equal beginnings are one path.
        """
        mark, piece = ranges(self.first, self.last)
        keys = distinct((piece * coders + self.coder[mark]) * labels + self.label[mark])
        cell, label = np.divmod(keys, max(1, labels))
        begins = np.flatnonzero(np.diff(cell, prepend=-1))
        sizes = np.diff(np.append(begins, len(cell)))
        paths, end = [frozenset[int]()], np.zeros(len(begins), dtype=np.int64)
        for depth in range(int(sizes.max(initial=0))):
            longer = np.flatnonzero(sizes > depth)
            steps, which = np.unique(end[longer] * labels + label[begins[longer] + depth], return_inverse=True)
            end[longer] = len(paths) + which
            paths += [paths[before] | {added} for before, added in (divmod(step, labels) for step in steps.tolist())]
        codes = np.zeros(len(self.weight) * coders, dtype=np.int64)
        codes[cell[begins]] = end
        # Some paths only lead further.
        used = distinct(np.append(end, 0))
        return np.searchsorted(used, codes).reshape(-1, coders), [paths[at] for at in used.tolist()]


def _cut(marks: Marks, table: SpanTable) -> _TextPieces:
    """Cut the line."""
    cuts = distinct(np.concatenate((marks.first, marks.last, marks.starts)))
    document = np.searchsorted(marks.starts, cuts[:-1], "right") - 1
    first, last = np.searchsorted(cuts, marks.first), np.searchsorted(cuts, marks.last)
    return _TextPieces(np.diff(cuts), document, table.coder[marks.span], table.label[marks.span], first, last)
