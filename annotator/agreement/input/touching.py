"""Which spans of one coder have characters in common with which of another, and how many."""

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags, SpanTable
from annotator.agreement.input.stretches import overlapping, ranges


def touching(table: SpanTable, one: Flags, other: Flags) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of spans (first, second), by number, that have characters in common, and how many.

    `one`, `other`: (s,), the spans of each side. Each pair is there once, in order.
    """
    pieces = [np.flatnonzero(mine[table.span]) for mine in (one, other)]
    ends = [(table.piece_start[at], table.piece_stop[at]) for at in pieces]
    at, to = overlapping(*ends)
    return _shared(table, pieces[0][at], pieces[1][to])


def touching_each_other(table: SpanTable, wanted: Flags) -> tuple[Ints, Ints, Ints]:
    """As `touching`, of the wanted spans (s,) of any two coders; of a pair the lower number is the first."""
    order, last = _followed(table, wanted)
    at, to = ranges(np.arange(1, len(order) + 1), last)
    at, to = order[at], order[to]
    coders = table.coder[table.span]
    differ = coders[at] != coders[to]
    at, to = at[differ], to[differ]
    is_low = table.span[at] < table.span[to]
    return _shared(table, np.where(is_low, at, to), np.where(is_low, to, at))


def overlaps_by_document(table: SpanTable, wanted: Flags) -> Ints:
    """Return (documents,): how many pairs of pieces `touching_each_other` goes through, those of one coder among them.

    So it can be told beforehand how many documents are few enough.
    """
    order, last = _followed(table, wanted)
    pairs = last - np.arange(1, len(order) + 1)
    document = table.document[table.span[order]]
    return np.bincount(document, pairs, minlength=table.documents).astype(np.int64)


def _followed(table: SpanTable, wanted: Flags) -> tuple[Ints, Ints]:
    """Return the pieces of the wanted spans by their starts, and up to which of these each overlaps with the next."""
    pieces = np.flatnonzero(wanted[table.span])
    order = pieces[np.argsort(table.piece_start[pieces], kind="stable")]
    # Each overlaps with those that follow until one begins where it has ended.
    return order, np.searchsorted(table.piece_start[order], table.piece_stop[order])


def _shared(table: SpanTable, at: Ints, to: Ints) -> tuple[Ints, Ints, Ints]:
    """Return which spans two pieces each are of, and how many characters these share."""
    shared = np.minimum(table.piece_stop[at], table.piece_stop[to]) - np.maximum(
        table.piece_start[at], table.piece_start[to]
    )
    return _joined(table.span[at], table.span[to], shared)


def _joined(first: Ints, second: Ints, shared: Ints) -> tuple[Ints, Ints, Ints]:
    """Return each pair once, in order: spans of several pieces may meet several times."""
    order = np.lexsort((second, first))
    first, second, shared = first[order], second[order], shared[order]
    is_new: Flags = np.ones(len(order), dtype=bool)
    is_new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    at = np.flatnonzero(is_new)
    return first[at], second[at], np.add.reduceat(shared, at) if len(at) else shared
