"""Krippendorff's u-alphas of 2016: how much of the text coders cut and valued alike, by the lengths they share.

Four coefficients that narrow from one to the next: `u_alpha` (units, gaps and their labels), `u_alpha_binary` (units
against gaps), `cu_alpha` (labels, where units of two coders meet), `ku_alpha` (one label against the others there).
Not to be confused with alpha_U of 1995/2004 (`alpha_u.py`), whose distances are squares.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability of unitizing textual continua:
Further developments. Quality & Quantity 50(6), 2347-2364; erratum 2365. Also Krippendorff, K. (2019). Content Analysis
(4th ed.), section 12.6. Sage.

Lengths coincide where two coders' segments overlap: o(c, k), over ordered pairs of coders, by m - 1, phi for gaps.
By chance two lengths fall together as their shares say, but never those of one unit with itself; a gap has no inner
structure, so that each of its characters is a unit in this (equation 4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.stretches import added_up, overlapping
from annotator.agreement.plus_one import Errors
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.agreement.unitizing.continua import CONVENTION, Continua, Segments, segments_of
from annotator.model.ids import LabelId

U_ALPHA, U_ALPHA_BINARY, CU_ALPHA, KU_ALPHA = "u-alpha", "u-alpha-binary", "cu-alpha", "ku-alpha"
COVERAGE = "coverage"
"""In `Result.details`: what is looked at, as a share; cu-alpha: of the text, (k)u-alpha: of what has the label."""
_OVERLAP = "Where a coder's own units of different labels overlap, the stretch is a unit of its own with all of them."
_BOTH = "Only where units of two coders meet; a unit's length is what of it meets another coder's, their mean."
_NOBODY = "No document was coded by two coders, so there is nothing to compare."
_NO_UNITS = "Nobody marked a unit, so all is gap and nothing can vary."
_NO_GAPS = "Nobody left a gap, so that units against gaps cannot vary."
_ONE_VALUE = "All text has one and the same label, so nothing can vary."
_NOWHERE = "No unit of one coder meets one of another, so there is nothing to compare."
_ONE_LABEL = "Where units of two coders meet, all have the same label, so nothing can vary."
_NOT_THERE = "No unit with this label meets one of another coder, so there is nothing to compare."


@dataclass(frozen=True, slots=True)
class Coincidences:
    """What the coefficients need of each document, (documents,) and (documents, values); they all add up.

    `total`: characters times coders. `gap`, `gaps_alike`: o(phi, .), o(phi, phi). For each value c but gaps:
    `marked` o(c, .); `alike` o(c, c); `squares` of the lengths of its units; and the same of what meets units of
    other coders: `meeting` o*(c, .), `meeting_squares`.
    """

    continua: Continua
    values: tuple[frozenset[int], ...]
    total: Array
    gap: Array
    gaps_alike: Array
    marked: Array
    alike: Array
    squares: Array
    meeting: Array
    meeting_squares: Array

    @property
    def coders(self) -> int:
        """How many coders are compared."""
        return int(self.continua.present.shape[1])

    @classmethod
    def of(cls, continua: Continua) -> Self:
        """Count them."""
        segments = segments_of(continua)
        sizes = segments.length.astype(np.float64)
        alike, met, both = _meetings(continua, segments)
        marked = _by_value(segments, sizes, continua.documents)
        total = continua.compared * continua.took_part
        # Two coders' gaps share what neither marked.
        neither = total - 2 * marked.sum(axis=1) + both
        return cls(
            continua=continua,
            values=segments.values,
            total=total,
            gap=total - marked.sum(axis=1),
            gaps_alike=neither,
            marked=marked,
            alike=alike,
            squares=_by_value(segments, sizes**2, continua.documents),
            meeting=_by_value(segments, met, continua.documents),
            meeting_squares=_by_value(segments, met**2, continua.documents),
        )

    def tally(
        self,
        name: str,
        columns: tuple[Array, ...],
        finish: Callable[[Array], Estimate],
        undefined: Callable[[Array], str],
        convention: str,
        is_meeting: bool = False,
    ) -> Tally:
        """Return a tally whose sums are these columns."""
        coders = np.maximum(self.continua.took_part, 1)
        labels = range(len(self.continua.labels))
        has = np.array([[at in value for at in labels] for value in self.values], dtype=np.float64)
        lengths = self.meeting if is_meeting else self.marked
        return Tally(
            coefficient=name,
            sums=np.column_stack(columns),
            finish=finish,
            undefined=undefined,
            n=self.meeting.sum(axis=1) / coders if is_meeting else self.continua.compared,
            categories=self.continua.labels,
            used=lengths @ has.reshape(len(self.values), len(labels)),
            convention=f"{convention} {_OVERLAP} {CONVENTION}",
        )


def _by_value(segments: Segments, weights: Array, documents: int) -> Array:
    """Return (documents, values): weights of segments, added up."""
    k = len(segments.values)
    found = added_up(segments.document * k + segments.value, weights, documents * k)
    return found.reshape(documents, k)


def _meetings(continua: Continua, segments: Segments) -> tuple[Array, Array, Array]:
    """Return o(c, c) (documents, values); what of each segment meets others (n,); and that by document (documents,)."""
    columns = [np.flatnonzero(segments.coder == column) for column in range(continua.present.shape[1])]
    ends = [(segments.start[at], segments.stop[at]) for at in columns]
    met, k = np.zeros(len(segments.value)), len(segments.values)
    alike = np.zeros(continua.documents * k)
    for one, other in combinations(range(len(columns)), 2):
        first, second = overlapping(ends[one], ends[other])
        first, second = columns[one][first], columns[other][second]
        shared = _shared(segments, first, second)
        met += added_up(first, shared, len(met)) + added_up(second, shared, len(met))
        same = segments.value[first] == segments.value[second]
        cell = segments.document[first[same]] * k + segments.value[first[same]]
        alike += 2 * added_up(cell, shared[same], len(alike))
    met *= continua.share[segments.document]
    both = added_up(segments.document, met, continua.documents)
    return alike.reshape(continua.documents, k) * continua.share[:, None], met, both


def _shared(segments: Segments, first: Ints, second: Ints) -> Ints:
    stop = np.minimum(segments.stop[first], segments.stop[second])
    return np.asarray(stop - np.maximum(segments.start[first], segments.start[second]))


def u_alpha(counts: Coincidences) -> Tally:
    """Return u-alpha = 1 - (o(., .) - sum of o(c, c)) / (e(., .) - sum of e(c, c)), gaps among the c (equation 5).

    e(c, c) = o(., .) (o(c, .)^2 - S(c)) / (o(., .)^2 - S), S(c) the squared lengths of units, the lengths of gaps.
    """
    k, coders = len(counts.values), counts.coders

    def finish(sums: Array) -> Estimate:
        total, gap, alike, squares = np.moveaxis(sums[..., :4], -1, 0)
        marked = sums[..., 4 : 4 + k]
        with np.errstate(divide="ignore", invalid="ignore"):
            chance = gap**2 - gap + (marked**2).sum(axis=-1) - squares
            units = total / coders * (total - gap) / squares
            return _estimate(alike / total, chance / (total**2 - gap - squares), units)

    def undefined(sums: Array) -> str:
        if not sums[0]:
            return _NOBODY
        return _NO_UNITS if sums[1] == sums[0] else _ONE_VALUE

    alike = counts.gaps_alike + counts.alike.sum(axis=1)
    columns = (counts.total, counts.gap, alike, counts.squares.sum(axis=1), counts.marked)
    return counts.tally(U_ALPHA, columns, finish, undefined, "Lengths of segments, nominal (2016); gaps count too.")


def u_alpha_binary(counts: Coincidences) -> Tally:
    """Return |u-alpha = 1 - (o(phi, .) - o(phi, phi)) / (e(phi, .) - e(phi, phi)): units against gaps (equation 6)."""
    coders = counts.coders

    def finish(sums: Array) -> Estimate:
        total, gap, gaps_alike, squares = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = 2 * gap * (total - gap) / (total**2 - gap - squares)
            units = total / coders * (total - gap) / squares
            return _estimate(1 - 2 * (gap - gaps_alike) / total, 1 - expected, units)

    def undefined(sums: Array) -> str:
        if not sums[0]:
            return _NOBODY
        return _NO_UNITS if sums[1] == sums[0] else _NO_GAPS

    columns = (counts.total, counts.gap, counts.gaps_alike, counts.squares.sum(axis=1))
    return counts.tally(U_ALPHA_BINARY, columns, finish, undefined, "Units against gaps, by lengths (2016).")


def cu_alpha(counts: Coincidences) -> Tally:
    """Return cu-alpha: as u-alpha, over the lengths at which units of two coders meet, without gaps (equations 10, 11).

    With more than two coders, o*(c, .) takes of a unit the mean length that meets each other coder's units; the chance
    of a unit with itself is the square of just that length. (For two coders all readings of equation 10 are this one.)
    """
    k, coders = len(counts.values), counts.coders

    def finish(sums: Array) -> Estimate:
        everything, alike, squares = np.moveaxis(sums[..., :3], -1, 0)
        meeting = sums[..., 3 : 3 + k]
        total = meeting.sum(axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            chance = ((meeting**2).sum(axis=-1) - squares) / (total**2 - squares)
            estimate = _estimate(alike / total, chance, total / coders * total / squares)
            return estimate._replace(details={COVERAGE: total / everything})

    def undefined(sums: Array) -> str:
        return _ONE_LABEL if sums[3:].any() else _NOWHERE if sums[0] else _NOBODY

    columns = (counts.total, counts.alike.sum(axis=1), counts.meeting_squares.sum(axis=1), counts.meeting)
    return counts.tally(CU_ALPHA, columns, finish, undefined, f"Labels by lengths, nominal (2016). {_BOTH}", True)


def ku_alpha(counts: Coincidences, label: LabelId) -> Tally:
    """Return (k)u-alpha = 1 - e*(k, .) / o*(k, .) * (o*(k, .) - o*(k, k)) / (e*(k, .) - e*(k, k)) (equation 13).

    One label against all others where units of two coders meet. A stretch with several labels has each of them.
    """
    at = counts.continua.labels.index(label)
    has = np.array([at in value for value in counts.values], dtype=np.float64)
    alike, coders = _both_with(counts, at), counts.coders

    def finish(sums: Array) -> Estimate:
        marked, length, alike, squares, total = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = (length * total - squares) * (length - alike) / (length**2 * (total - length))
            value = np.where((length > 0) & (length < total), 1 - apart, np.nan)
            by_chance = length / coders * (1 - length / total) * length / squares
            return Estimate(value, details={COVERAGE: length / marked}, errors=Errors(apart * by_chance, by_chance))

    def undefined(sums: Array) -> str:
        return _ONE_LABEL if sums[1] else _NOT_THERE

    columns = (
        counts.marked @ has,
        counts.meeting @ has,
        alike,
        counts.meeting_squares @ has,
        counts.meeting.sum(axis=1),
    )
    return counts.tally(KU_ALPHA, columns, finish, undefined, f"One label against the others (2016). {_BOTH}", True)


def _both_with(counts: Coincidences, label: int) -> Array:
    """Return o*(k, k) (documents,): what two coders both gave this label, whatever else they gave."""
    alone = counts.continua.of_label(counts.continua.labels[label])
    return np.asarray(Coincidences.of(alone).alike.sum(axis=1))


def _estimate(observed: Array, expected: Array, decisions: Array) -> Estimate:
    """Return (observed - expected) / (1 - expected), undefined where nothing could differ by chance.

    `decisions`: how many units of equal length the text of one coder is worth: its length by the length of a unit, a
    unit counting by its length (Σ l² / Σ l).
    """
    is_defined = 1 - expected > _EPSILON
    value = np.where(is_defined, (observed - expected) / (1 - expected), np.nan)
    by_chance = decisions * (1 - expected)
    return Estimate(value, observed, expected, errors=Errors((1 - value) * by_chance, by_chance))


_EPSILON = 1e-12
"""Below this the chance of a difference is nothing but rounding."""
