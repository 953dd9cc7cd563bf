"""Which spans of one coder have characters in common with which of another, and how many."""

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags, SpanTable
from annotator.agreement.input.stretches import overlapping


def touching(table: SpanTable, one: Flags, other: Flags) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of spans (first, second), by number, that have characters in common, and how many.

    `one`, `other`: (s,), the spans of each side. Each pair is there once, in order.
    """
    pieces = [np.flatnonzero(mine[table.span]) for mine in (one, other)]
    ends = [(table.piece_start[at], table.piece_stop[at]) for at in pieces]
    at, to = overlapping(*ends)
    at, to = pieces[0][at], pieces[1][to]
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
