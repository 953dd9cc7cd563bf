"""Spans as arrays: what several coders marked in several documents, read once and looked at many times.

The documents lie end to end on one line, so that all of them are gone through at once; as no span reaches over the
border of a document, nothing of one document ever meets anything of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.coded_text import CodedSpan
from annotator.agreement.input.ratings import Ints
from annotator.model.geometry import Extents
from annotator.model.ids import LabelId, LayerId

Flags = npt.NDArray[np.bool_]
NO_UNIT = -1
"""In `UnitCodings.unit`: a coding of none."""


class SpansOfDocument(Protocol):
    """A document as coded: spans by layer, for the layers that took part and no other."""

    @property
    def length(self) -> int:
        """Of the text, in characters."""

    @property
    def spans(self) -> Mapping[LayerId, Sequence[CodedSpan]]:
        """What each coder marked."""


@dataclass(frozen=True, slots=True)
class UnitCodings:
    """What spans say of the units, which lie end to end on the line of a `SpanTable`, u of them.

    `starts`, `stops`, `document`: (u,), of each unit; `coded`: (u, coders), who gave it a code. `unit`: (s,), of which
    unit each span is a coding, `NO_UNIT` for none. `missing`: (s, coders), who took part in the document and gave no
    code to any of the units that a span stands in; nobody unless a unit without a code `is_missing`.
    """

    starts: Ints
    stops: Ints
    document: Ints
    coded: Flags
    unit: Ints
    missing: Flags
    is_missing: bool

    def uncoded(self, present: Flags) -> Ints:
        """Return (coders,): how many units of the documents of each coder have no code of theirs."""
        return np.asarray((present[self.document] & ~self.coded).sum(axis=0))


@dataclass(frozen=True, slots=True)
class SpanTable:
    """Spans of several coders.

    `labels`: those looked at, k of them. `lengths`: (documents,), in characters. `present`: (documents, coders), who
    took part. Spans, each (s,): `document`, `coder`, `label` by number; `place`: a number that is the same for the same
    extents in the same document (a label on the whole document has a place of its own); `start`, `stop`: from the
    first to the last character, on the line; `size`: characters, 0 on the whole document.
    Pieces of spans, each (p,): `span` by number, `piece_start` and `piece_stop` on the line.
    `units`: what the spans say of units that are given, where these are compared.
    """

    labels: tuple[LabelId, ...]
    lengths: Ints
    present: Flags
    document: Ints
    coder: Ints
    label: Ints
    place: Ints
    start: Ints
    stop: Ints
    size: Ints
    span: Ints
    piece_start: Ints
    piece_stop: Ints
    units: UnitCodings | None = None

    @property
    def documents(self) -> int:
        """How many documents there are, those without spans among them."""
        return len(self.lengths)

    @property
    def begins(self) -> Ints:
        """Where each document begins on the line, (documents,)."""
        return np.cumsum(self.lengths) - self.lengths

    def took_part(self, spans: Ints, coders: Sequence[int]) -> Flags:
        """Return (n, coders): which of some coders took part where some spans (n,) stand."""
        present = self.present[self.document[spans]][:, list(coders)]
        return present if self.units is None else present & ~self.units.missing[spans][:, list(coders)]

    def are_shared(self, spans: Ints, coders: Sequence[int]) -> Flags:
        """Return (n,): whether two of some coders took part where some spans (n,) stand."""
        if self.units is None:
            is_shared = self.present[:, list(coders)].sum(axis=1) > 1
            return np.asarray(is_shared[self.document[spans]])
        return np.asarray(self.took_part(spans, coders).sum(axis=1) > 1)

    def are_comparable(self, first: Ints, second: Ints) -> Flags:
        """Return (n,): whether two spans each are both codings of units, or both none."""
        if self.units is None:
            return np.ones(len(first), dtype=bool)
        return np.asarray((self.units.unit[first] == NO_UNIT) == (self.units.unit[second] == NO_UNIT))

    def only(self, kept: Ints) -> "SpanTable":
        """Return some of the spans, by number in rising order."""
        number = np.full(len(self.document), -1)
        number[kept] = np.arange(len(kept))
        pieces = number[self.span] >= 0
        spans = {name: getattr(self, name)[kept] for name in _OF_SPANS}
        units = self.units
        if units is not None:
            units = replace(units, unit=units.unit[kept], missing=units.missing[kept])
        return replace(
            self,
            span=number[self.span][pieces],
            piece_start=self.piece_start[pieces],
            piece_stop=self.piece_stop[pieces],
            units=units,
            **spans,
        )


_OF_SPANS = ("document", "coder", "label", "place", "start", "stop", "size")


def span_table(documents: Sequence[SpansOfDocument], coders: Sequence[LayerId], labels: Sequence[LabelId]) -> SpanTable:
    """Return the spans with these labels by these coders, who are numbered by their place in `coders`.

    A coder's repeated spans (same label, same extents) count once. What lies beyond the end of a text is cut off.
    """
    reader = _Reader({label: at for at, label in enumerate(labels)})
    for number, document in enumerate(documents):
        for column, coder in enumerate(coders):
            reader.read(number, column, document.spans.get(coder, ()))
        reader.places.clear()
    lengths = np.array([document.length for document in documents], dtype=np.int64)
    present = np.array([[coder in one.spans for coder in coders] for one in documents], dtype=bool)
    return _placed(reader, tuple(labels), lengths, present.reshape(len(documents), len(coders)))


class _Reader:
    """Collects spans and pieces; flat lists, which become arrays much faster than lists of tuples."""

    def __init__(self, labels: Mapping[LabelId, int]) -> None:
        self.places: dict[object, int] = {}
        self.spans: list[int] = []
        self.pieces: list[int] = []
        self._labels = labels
        self._found = 0
        self._last_place = 0

    def read(self, number: int, column: int, spans: Sequence[CodedSpan]) -> None:
        """Take in a coder's spans in a document."""
        seen: set[tuple[int, Extents]] = set()
        for span in spans:
            label, extents = self._labels.get(span.label), span.extents
            if label is None or (label, extents) in seen:
                continue
            seen.add((label, extents))
            key = extents or label
            place = self.places.get(key)
            if place is None:
                place = self.places[key] = self._last_place = self._last_place + 1
            self.spans += (number, column, label, place)
            for start, stop in extents:
                self.pieces += (self._found, start, stop)
            self._found += 1


def _placed(reader: _Reader, labels: tuple[LabelId, ...], lengths: Ints, present: Flags) -> SpanTable:
    document, coder, label, place = np.array(reader.spans, dtype=np.int64).reshape(-1, 4).T.copy()
    span, start, stop = np.array(reader.pieces, dtype=np.int64).reshape(-1, 3).T.copy()
    within = document[span]
    stop = np.minimum(stop, lengths[within])
    kept = start < stop
    begin = (np.cumsum(lengths) - lengths)[within]
    span, start, stop = span[kept], (start + begin)[kept], (stop + begin)[kept]
    n = len(document)
    # The pieces stand in the order of the spans and of the text: of each span the first and the last are its ends.
    first, last = np.searchsorted(span, np.arange(n)), np.searchsorted(span, np.arange(n), "right")
    has = first < last
    begins, ends = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    begins[has], ends[has] = start[first[has]], stop[last[has] - 1]
    size = np.bincount(span, stop - start, minlength=n).astype(np.int64)
    return SpanTable(labels, lengths, present, document, coder, label, place, begins, ends, size, span, start, stop)
