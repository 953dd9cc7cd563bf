"""Two coders' spans matched one to one: made once, and read in every mode, for every label, of every document.

There are two matches, since there are two questions. Within each label: which spans are the same finding. Over all
labels: which spans stand for the same passage, whatever label they have. Each is the best in total, never greedy:
spans with the same extents belong to each other; then as many pairs as possible; then (over all labels) as many as
possible with the same label; then as large a share of characters in common as possible, to a thousandth each; then as
little as possible between the boundaries. Pairing those with the same extents first loses no credit: it costs at most
two halves, and earns a whole. Of matches that are equal in all of this the numbers are the same, so that it does not
matter which coder stands first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags, SpanTable
from annotator.agreement.input.stretches import added_up, distinct
from annotator.agreement.input.touching import touching
from annotator.agreement.spans.matching import best_pairs
from annotator.agreement.tally import Array
from annotator.model.ids import LabelId

_PAIR, _SAME_LABEL, _JACCARD = 1 << 40, 1 << 20, 1000
"""What a pair weighs for being one, for its label, for its share in common; each more than all that come after it."""
_FINE = 1 << 40
"""The share in common to the last digit, for what is still equal then."""


@dataclass(frozen=True, slots=True)
class MatchedPairs:
    """Matched pairs, each (n,). `document`, `label` (the first coder's) by number; `is_exact`: the same extents.

    `jaccard`: characters in common over all characters, 1 for a label on the whole document; `is_whole`: whether it is
    one. `start_shift`, `stop_shift`: in characters, above 0 where the second coder's lies further on.
    """

    document: Ints
    label: Ints
    is_exact: Flags
    is_whole: Flags
    jaccard: Array
    start_shift: Ints
    stop_shift: Ints

    def part(self, which: slice | Ints) -> "MatchedPairs":
        """Return some of the pairs."""
        return MatchedPairs(*(getattr(self, field.name)[which] for field in fields(self)))

    def added_up(self, cells: Ints, count: int) -> Array:
        """Return (7, count): the pairs in each cell added up; `cells`: (n,), where each counts.

        How many there are, and how many of these are exact. Of those in the text how many there are, their Jaccard
        indices, how many are exact, how far apart their starts are, and their stops.
        """
        in_text = (~self.is_whole).astype(np.float64)
        shifts = np.abs(self.start_shift), np.abs(self.stop_shift)
        weights = (in_text * weight for weight in (1, self.jaccard, self.is_exact, *shifts))
        everywhere = np.ones(len(cells)), self.is_exact.astype(np.float64)
        return np.stack([added_up(cells, weight, count) for weight in (*everywhere, *weights)])


@dataclass(frozen=True, slots=True)
class Matches:
    """What two coders marked, and what of it is matched. Documents that one of them did not code count for nothing.

    `labels`: those that either has a span with. `first`, `second`: (documents, labels), how many spans each has.
    `within`: the match within each label, label by label; `across`: the one over all labels. `of_labels`: (7, labels,
    documents), `of_all`: (7, documents), their pairs as `MatchedPairs.added_up` adds them up: read label by label, of
    which there may be thousands.
    """

    labels: tuple[LabelId, ...]
    first: Array
    second: Array
    within: MatchedPairs
    across: MatchedPairs
    of_labels: Array
    of_all: Array
    _number: Mapping[LabelId, int]

    def pairs(self, label: LabelId | None) -> MatchedPairs:
        """Return the pairs of a label, matched within it; for None those of all labels, matched across them."""
        if label is None:
            return self.across
        number = self.place_of(label)
        if number is None:
            return self.within.part(slice(0))
        first, last = np.searchsorted(self.within.label, (number, number + 1))
        return self.within.part(slice(first, last))

    def sums(self, label: LabelId | None) -> Array:
        """Return (7, documents): the pairs of a label, or of all labels, added up."""
        if label is None:
            return self.of_all
        number = self.place_of(label)
        return np.zeros_like(self.of_all) if number is None else self.of_labels[:, number]

    def place_of(self, label: LabelId) -> int | None:
        """Return the column of a label, None where neither has a span with it."""
        return self._number.get(label)

    def counts(self, label: LabelId | None) -> tuple[Array, Array]:
        """Return (documents,) each: how many spans with a label, or in all, the first and the second coder has."""
        if label is None:
            return self.first.sum(axis=1), self.second.sum(axis=1)
        number = self.place_of(label)
        if number is None:
            return np.zeros(len(self.first)), np.zeros(len(self.first))
        return self.first[:, number], self.second[:, number]


def matched(table: SpanTable, pair: tuple[int, int]) -> Matches:
    """Match the spans of two coders (by number), of all documents at once."""
    both = table.present[:, pair[0]] & table.present[:, pair[1]]
    mine = [(table.coder == column) & both[table.document] for column in pair]
    first, second, shared = _candidates(table, *mine)
    same = table.label[first] == table.label[second]
    within = _best(table, first[same], second[same], shared[same])
    labels = distinct(table.label[mine[0] | mine[1]])
    named = tuple(table.labels[at] for at in labels.tolist())
    numbered = replace(within, label=np.searchsorted(labels, within.label))
    within = numbered.part(np.argsort(numbered.label, kind="stable"))
    across = _best(table, first, second, shared)
    shape = 7, len(labels), table.documents
    cells = within.label * table.documents + within.document
    return Matches(
        named,
        _counted(table, mine[0], labels),
        _counted(table, mine[1], labels),
        within,
        across,
        within.added_up(cells, shape[1] * shape[2]).reshape(shape),
        across.added_up(across.document, table.documents),
        {label: at for at, label in enumerate(named)},
    )


def spans_in_text(table: SpanTable, pair: tuple[int, int]) -> dict[LabelId | None, int]:
    """Return how many spans two coders have in the documents of both, of each label that they have, None: of all.

    Labels on whole documents do not count.
    """
    both = table.present[:, pair[0]] & table.present[:, pair[1]]
    is_theirs = (table.coder == pair[0]) | (table.coder == pair[1])
    counted = is_theirs & both[table.document] & (table.size > 0)
    counts = np.bincount(table.label[counted], minlength=len(table.labels))
    used = np.flatnonzero(counts).tolist()
    return {None: int(counts.sum()), **{table.labels[at]: int(counts[at]) for at in used}}


def _counted(table: SpanTable, mine: Flags, labels: Ints) -> Array:
    k = len(labels)
    cell = table.document[mine] * k + np.searchsorted(labels, table.label[mine])
    return added_up(cell, np.ones(len(cell)), table.documents * k).reshape(table.documents, k)


def _candidates(table: SpanTable, one: Flags, other: Flags) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of spans (first, second) that have characters in common, and how many; and those without any.

    Those are labels on whole documents, which are in common if both coders have them.
    """
    first, second, shared = touching(table, one, other)
    alike = table.are_comparable(first, second)
    first, second, shared = first[alike], second[alike], shared[alike]
    whole = [np.flatnonzero(mine & (table.size == 0)) for mine in (one, other)]
    _, here, there = np.intersect1d(table.place[whole[0]], table.place[whole[1]], True, return_indices=True)
    nothing = np.zeros(len(here), dtype=np.int64)
    return (
        np.concatenate((first, whole[0][here])),
        np.concatenate((second, whole[1][there])),
        np.concatenate((shared, nothing)),
    )


def _best(table: SpanTable, first: Ints, second: Ints, shared: Ints) -> MatchedPairs:
    """Match the candidates and return the pairs."""
    is_exact = table.place[first] == table.place[second]
    all_of_both = table.size[first] + table.size[second] - shared
    jaccard = np.where(is_exact, 1.0, shared / np.maximum(all_of_both, 1))
    weights = _PAIR + _SAME_LABEL * (table.label[first] == table.label[second]) + np.int64(_JACCARD * jaccard)
    # More than two other pairs can weigh together.
    weights += is_exact * (_PAIR + 2 * _SAME_LABEL + 2 * _JACCARD)
    start_shift, stop_shift = table.start[second] - table.start[first], table.stop[second] - table.stop[first]
    apart = np.abs(start_shift) + np.abs(stop_shift)
    unlike = np.asarray(_FINE - np.int64(_FINE * jaccard))
    chosen = best_pairs(first, second, weights, (apart, np.abs(start_shift), unlike))
    first, second = first[chosen], second[chosen]
    return MatchedPairs(
        document=table.document[first],
        label=table.label[first],
        is_exact=is_exact[chosen],
        is_whole=table.size[first] == 0,
        jaccard=jaccard[chosen],
        start_shift=start_shift[chosen],
        stop_shift=stop_shift[chosen],
    )
