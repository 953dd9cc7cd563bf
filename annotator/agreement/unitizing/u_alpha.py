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

from dataclasses import replace

import numpy as np

from annotator.agreement.plus_one import Errors
from annotator.agreement.results import MARKED
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.agreement.unitizing.coincidences import Coincidences
from annotator.model.ids import LabelId

U_ALPHA, U_ALPHA_BINARY, CU_ALPHA, KU_ALPHA = "u-alpha", "u-alpha-binary", "cu-alpha", "ku-alpha"
COVERAGE = "coverage"
"""In `Result.details`: what is looked at, as a share; cu-alpha: of the text, (k)u-alpha: of what has the label."""
OTHERS = "other labels"
"""The category against which (k)u-alpha holds a label."""
_BOTH = "Only where units of two coders meet; a unit's length is what of it meets another coder's, their mean."
_NOBODY = "No document was coded by two coders, so there is nothing to compare."
_NO_UNITS = "Nobody marked a unit, so all is gap and nothing can vary."
_NO_GAPS = "Nobody left a gap, so that units against gaps cannot vary."
_ONE_VALUE = "All text has one and the same label, so nothing can vary."
_NOWHERE = "No unit of one coder meets one of another, so there is nothing to compare."
_ONE_LABEL = "Where units of two coders meet, all have the same label, so nothing can vary."
_NOT_THERE = "No unit with this label meets one of another coder, so there is nothing to compare."


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
    of_labels, coders = counts.of_labels, counts.coders
    at = of_labels.place_of(counts.continua.labels.index(label))

    def finish(sums: Array) -> Estimate:
        marked, length, alike, squares, total = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = (length * total - squares) * (length - alike) / (length**2 * (total - length))
            value = np.where((length > 0) & (length < total), 1 - apart, np.nan)
            by_chance = length / coders * (1 - length / total) * length / squares
            return Estimate(value, details={COVERAGE: length / marked}, errors=Errors(apart * by_chance, by_chance))

    def undefined(sums: Array) -> str:
        return _ONE_LABEL if sums[1] else _NOT_THERE

    everything = counts.meeting.sum(axis=1)
    nothing = np.zeros_like(everything)
    parts = (of_labels.marked, of_labels.meeting, of_labels.alike, of_labels.meeting_squares)
    columns = (*(nothing if at is None else part[:, at] for part in parts), everything)
    tally = counts.tally(KU_ALPHA, columns, finish, undefined, f"One label against the others (2016). {_BOTH}", True)
    return replace(tally, categories=(MARKED, OTHERS), used=np.column_stack((columns[1], everything - columns[1])))


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
