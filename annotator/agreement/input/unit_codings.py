"""Codings of units that are given: of which unit a span is a coding, and whose code a unit lacks.

A span that holds more than half of a unit, in however many pieces, is a coding of it, and of several units one of each.
What names an actor, or lies within a unit, is none. Where a unit without a code is missing, who gave it none has not
judged it yet, and is asked of nothing that stands in it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import NO_UNIT, SpanTable, UnitCodings
from annotator.agreement.input.stretches import added_up, ranges
from annotator.model.codebook import Label
from annotator.model.given_units import held_units
from annotator.model.ids import LabelId
from annotator.model.span import Span


def says_what(labels: Iterable[Label]) -> frozenset[LabelId]:
    """Return the labels that say what a unit is: all but those of mentions, which say whom it names."""
    return frozenset(one.id for one in labels if not one.names_actors)


def as_codings(text: CodedText, labels: Collection[LabelId]) -> CodedText:
    """Return a text in which each coding of units is one span a unit; `labels`: those that say what a unit is."""
    known = {(unit,) for unit in text.units}

    def coded(spans: Sequence[Span]) -> Iterator[Span]:
        for span in spans:
            if span.label not in labels or span.extents in known:
                yield span
                continue
            held = held_units(text.units, span.extents)
            yield from (replace(span, extents=(text.units[at],)) for at in held)
            if not held:
                yield span

    return replace(text, spans={coder: list(coded(spans)) for coder, spans in text.spans.items()})


def edges_of(texts: Sequence[CodedText], table: SpanTable) -> tuple[Ints, Ints, Ints]:
    """Return where the units of all texts begin and end on one line, and their documents."""
    counts = np.array([len(text.units) for text in texts], dtype=np.int64)
    flat = np.array([edge for text in texts for unit in text.units for edge in unit], dtype=np.int64)
    starts, stops = flat.reshape(-1, 2).T + np.repeat(table.begins, counts)
    return starts, stops, np.repeat(np.arange(len(counts)), counts)


def touched(starts: Ints, stops: Ints, table: SpanTable) -> tuple[Ints, Ints]:
    """Return (p,) each: the first unit with which each piece of a span shares a character, and one past the last."""
    return np.searchsorted(stops, table.piece_start, "right"), np.searchsorted(starts, table.piece_stop)


def with_units(
    table: SpanTable, texts: Sequence[CodedText], labels: Collection[LabelId], is_missing: bool
) -> SpanTable:
    """Return the spans with what they say of the units; `is_missing`: whether a unit without a code is.

    `texts`, `labels`: as `as_codings` returns and takes them.
    """
    starts, stops, document = edges_of(texts, table)
    is_code = np.array([label in labels for label in table.labels], dtype=bool)[table.label]
    # What stands behind the last unit is none.
    at, nowhere = np.searchsorted(starts, table.start), [-1]
    is_same = (np.append(starts, nowhere)[at] == table.start) & (np.append(stops, nowhere)[at] == table.stop)
    is_unit = is_code & is_same & (table.size > 0) & (table.size == table.stop - table.start)
    unit = np.where(is_unit, at, NO_UNIT)
    coded = np.zeros((len(starts), table.present.shape[1]), dtype=bool)
    coded[unit[is_unit], table.coder[is_unit]] = True
    missing = np.zeros((len(unit), coded.shape[1]), dtype=bool)
    if is_missing:
        piece, around = ranges(*touched(starts, stops, table))
        there = np.zeros_like(missing)
        np.logical_or.at(there, table.span[piece], coded[around])
        stands = np.bincount(table.span[piece], minlength=len(unit)) > 0
        missing = stands[:, None] & ~there & table.present[table.document]
        missing[np.arange(len(unit)), table.coder] = False
    return replace(table, units=UnitCodings(starts, stops, document, coded, unit, missing, is_missing))


def judged_by(table: SpanTable, coders: Sequence[int]) -> tuple[SpanTable, Ints]:
    """Return the spans and the text without the units to which one of these coders gave no code, where it is missing.

    And the numbers that the spans had. Nothing changes where no units are given.
    """
    units, columns = table.units, list(coders)
    everything = np.arange(len(table.document))
    if units is None or not units.is_missing:
        return table, everything
    present = table.present[units.document][:, columns]
    gone = (present & ~units.coded[:, columns]).any(axis=1)
    if not gone.any():
        return table, everything
    kept = np.flatnonzero(~units.missing[:, columns].any(axis=1))
    starts, sizes = units.starts[gone], (units.stops - units.starts)[gone]
    before = np.concatenate(([0], np.cumsum(sizes)))

    def moved(places: Ints) -> Ints:
        """Return places on the line once what is gone is taken out."""
        at = np.searchsorted(starts, places, "right")
        within = np.minimum(places - starts[at - 1], sizes[at - 1])
        return np.asarray(places - np.where(at > 0, before[at - 1] + within, 0))

    found = table.only(kept)
    piece_start, piece_stop = moved(found.piece_start), moved(found.piece_stop)
    is_left = piece_start < piece_stop
    return replace(
        found,
        lengths=table.lengths - added_up(units.document[gone], sizes, table.documents).astype(np.int64),
        start=moved(found.start),
        stop=moved(found.stop),
        size=added_up(found.span, piece_stop - piece_start, len(kept)).astype(np.int64),
        span=found.span[is_left],
        piece_start=piece_start[is_left],
        piece_stop=piece_stop[is_left],
    ), kept
