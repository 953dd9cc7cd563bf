"""Continua: texts as lines on which each coder marked units, which is what the unitizing alphas compare.

A document that fewer than two coders coded has nothing to compare with, and is left out with all its units.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags, SpanTable
from annotator.agreement.input.stretches import distinct, merged, ranges
from annotator.agreement.tally import Array
from annotator.model.ids import LabelId

CONVENTION = (
    "Documents are laid end to end, and neither units nor gaps reach over a border. A document counts for the coders "
    "who took part in it, if there are two. A coder's own units of one label that overlap are one unit; pieces of a "
    "span are units of their own; labels on whole documents are left out."
)


@dataclass(frozen=True, slots=True)
class Continua:
    """Units of several coders. Those of one coder and label do not overlap, but may touch.

    `labels`: k of them. `lengths`: (documents,). `present`: (documents, coders), who took part.
    Units, each (n,): `document`, `coder`, `label` by number; `start`, `stop` on the line of all documents.
    """

    labels: tuple[LabelId, ...]
    lengths: Ints
    present: Flags
    document: Ints
    coder: Ints
    label: Ints
    start: Ints
    stop: Ints

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.lengths)

    @property
    def begins(self) -> Ints:
        """Where each document begins on the line, (documents,)."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def took_part(self) -> Ints:
        """How many coders each document is compared for, (documents,): none or at least two."""
        coders = self.present.sum(axis=1)
        return np.where(coders >= 2, coders, 0)

    @property
    def compared(self) -> Array:
        """The characters of each document that is compared, (documents,)."""
        return np.where(self.took_part > 0, self.lengths, 0).astype(np.float64)

    @property
    def share(self) -> Array:
        """By how many others a coder is compared with in each document, 1 / (m - 1); 0 where nobody is there."""
        others = self.took_part - 1
        return np.where(others > 0, 1 / np.maximum(others, 1), 0.0)

    def of_coders(self, columns: Sequence[int]) -> "Continua":
        """Return what some of the coders marked."""
        number = np.full(self.present.shape[1], -1)
        number[list(columns)] = np.arange(len(columns))
        chosen = self._where(number[self.coder] >= 0)
        narrowed = replace(chosen, coder=number[chosen.coder], present=self.present[:, list(columns)])
        return narrowed._where(narrowed.took_part[narrowed.document] > 0)

    def of_label(self, label: LabelId) -> "Continua":
        """Return the units with one label."""
        at = self.labels.index(label)
        chosen = self._where(self.label == at)
        return replace(chosen, labels=(label,), label=np.zeros_like(chosen.label))

    def of_used_labels(self) -> "Continua":
        """Return the same units with the labels that they have, and no other."""
        used = distinct(self.label)
        return replace(
            self, labels=tuple(self.labels[at] for at in used.tolist()), label=np.searchsorted(used, self.label)
        )

    def by_coder(self) -> Iterator["Continua"]:
        """Yield the units of each coder."""
        for column in range(self.present.shape[1]):
            yield self._where(self.coder == column)

    def _where(self, wanted: Flags) -> "Continua":
        return replace(
            self,
            document=self.document[wanted],
            coder=self.coder[wanted],
            label=self.label[wanted],
            start=self.start[wanted],
            stop=self.stop[wanted],
        )


def continua_of(table: SpanTable) -> Continua:
    """Return the pieces of spans as units."""
    k = max(1, len(table.labels))
    # Each coder and label has a line of its own, one behind the other.
    line = (table.coder[table.span] * k + table.label[table.span]) * (int(table.lengths.sum()) + 1)
    at, start, stop = merged(table.piece_start + line, table.piece_stop + line)
    span, line = table.span[at], line[at]
    made = Continua(
        table.labels,
        table.lengths,
        table.present,
        table.document[span],
        table.coder[span],
        table.label[span],
        start - line,
        stop - line,
    )
    return made._where(made.took_part[made.document] > 0)


@dataclass(frozen=True, slots=True)
class Segments:
    """Units that exclude each other, as the definitions of 2016 need them: a coder's text cut at its own borders.

    `values`: what coders put on segments, as labels by number: one, or those of units that overlap there.
    Segments, each (n,), by coder and in order: `document`, `coder`, `value` by number, `start`, `stop` on the line.
    """

    values: tuple[frozenset[int], ...]
    document: Ints
    coder: Ints
    value: Ints
    start: Ints
    stop: Ints

    @property
    def length(self) -> Ints:
        """In characters, (n,)."""
        return self.stop - self.start


def segments_of(continua: Continua) -> Segments:
    """Cut each coder's text at the borders of that coder's units; what is in no unit is no segment."""
    line = continua.coder * (int(continua.lengths.sum()) + 1)
    starts, stops = continua.start + line, continua.stop + line
    cuts = distinct(np.concatenate((starts, stops)))
    unit, piece = ranges(np.searchsorted(cuts, starts), np.searchsorted(cuts, stops))
    order = np.lexsort((continua.label[unit], piece))
    unit, piece = unit[order], piece[order]
    pieces, first, counts = np.unique(piece, return_index=True, return_counts=True)
    one = unit[first]
    value, values = _values(continua.label[unit], first, counts)
    return Segments(
        values,
        continua.document[one],
        continua.coder[one],
        value,
        cuts[pieces] - line[one],
        cuts[pieces + 1] - line[one] if len(pieces) else pieces,
    )


def _values(labels: Ints, first: Ints, counts: Ints) -> tuple[Ints, tuple[frozenset[int], ...]]:
    """Return the value of each segment and the values; `labels`: those of the segments, one segment after the other."""
    alone = distinct(labels[first[counts == 1]])
    number = {frozenset((label,)): at for at, label in enumerate(alone.tolist())}
    value = np.searchsorted(alone, labels[first])
    # Few segments have several labels, so only those are gone through one by one.
    for at in np.flatnonzero(counts > 1).tolist():
        found = frozenset(labels[first[at] : first[at] + counts[at]].tolist())
        value[at] = number.setdefault(found, len(number))
    return value, tuple(number)
