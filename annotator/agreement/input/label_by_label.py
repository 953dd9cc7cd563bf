"""Ratings label by label, all labels at once: whether each coder gave a label, as if it were alone in the codebook.

A unit that nobody gave a label is, for this label, like all other such units of its document. So what is computed with
grows with the labels on units and with labels times documents, and never with labels times units.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from annotator.agreement.input.ratings import MISSING, Ints, Ratings, Value, distinct_rows
from annotator.agreement.input.stretches import added_up, distinct, ranges
from annotator.agreement.tally import Array
from annotator.model.ids import LabelId

LabelsIn = Callable[[Value], Iterable[LabelId]]
"""The labels that a value stands for."""


class _Given(NamedTuple):
    """Where labels were given, each (n,): that a label, by number, is in a row; `yes`: (n, coders), whose."""

    label: Ints
    row: Ints
    yes: Ints


def label_by_label(ratings: Ratings, labels: Sequence[LabelId], labels_in: LabelsIn) -> Ratings:
    """Return for each of these labels whether each coder gave it, in the units of `ratings`.

    There are as many times more documents as there are labels, those of the first label first, in order.
    """
    given = _given(ratings, labels, labels_in)
    patterns, pattern = distinct_rows((ratings.rows != MISSING).astype(np.int64) - 1, 1)
    row, document, weight = _units_of(ratings, given)
    rest = _rest(ratings, len(labels), len(patterns), pattern, (given.label[row], document, weight, given.row[row]))
    left = np.flatnonzero(rest)
    # Of what nobody gave the label only the document and who took part matter.
    other, which = np.divmod(left, max(1, len(patterns)))
    there = ratings.rows[given.row] != MISSING
    rows, place = distinct_rows(np.concatenate((np.where(there, given.yes, MISSING), patterns)), 2)
    documents = np.concatenate((given.label[row] * ratings.documents + document, other))
    order = np.argsort(documents, kind="stable")
    return Ratings(
        (False, True),
        rows,
        documents[order],
        np.concatenate((place[row], place[len(given.row) + which]))[order],
        np.concatenate((weight, rest[left]))[order],
        len(labels) * ratings.documents,
        ordered=True,
    )


def labels_there(ratings: Ratings, labels_in: LabelsIn) -> set[LabelId]:
    """Return the labels that anybody gave."""
    used = distinct(ratings.rows[distinct(ratings.row)].reshape(-1))
    return {label for at in used.tolist() if at != MISSING for label in labels_in(ratings.categories[at])}


def _given(ratings: Ratings, labels: Sequence[LabelId], labels_in: LabelsIn) -> _Given:
    number = {label: at for at, label in enumerate(labels)}
    pairs = [
        (at, number[label])
        for at, value in enumerate(ratings.categories)
        for label in labels_in(value)
        if label in number
    ]
    category, label = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    borders = np.searchsorted(category, np.arange(len(ratings.categories) + 1))
    flat = ratings.rows.reshape(-1)
    cells = np.flatnonzero(flat != MISSING)
    cell, pair = ranges(borders[flat[cells]], borders[flat[cells] + 1])
    row, coder = np.divmod(cells[cell], max(1, ratings.coders))
    keys, place = np.unique(label[pair] * max(1, len(ratings.rows)) + row, return_inverse=True)
    yes = np.zeros((len(keys), ratings.coders), dtype=np.int64)
    yes[place, coder] = 1
    found, row = np.divmod(keys, max(1, len(ratings.rows)))
    return _Given(found, row, yes)


def _units_of(ratings: Ratings, given: _Given) -> tuple[Ints, Ints, Array]:
    """Return (which of `given`, document, weight) for the units that have these rows."""
    order = np.argsort(ratings.row, kind="stable")
    rows = ratings.row[order]
    which, place = ranges(np.searchsorted(rows, given.row), np.searchsorted(rows, given.row, "right"))
    unit = order[place]
    return which, ratings.document[unit], ratings.weight[unit]


def _rest(ratings: Ratings, labels: int, patterns: int, pattern: Ints, given: tuple[Ints, Ints, Array, Ints]) -> Array:
    """Return what is left of each label, document and pattern of who took part, one behind the other."""
    label, document, weight, row = given
    size = ratings.documents * patterns
    whole = added_up(ratings.document * patterns + pattern[ratings.row], ratings.weight, size)
    cell = (label * ratings.documents + document) * patterns + pattern[row]
    rest = np.tile(whole, labels) - added_up(cell, weight, labels * size)
    # Weights are whole numbers, but those of words and sentences may be parts.
    rest[rest < _ROUNDING] = 0
    return rest


_ROUNDING = 1e-9
