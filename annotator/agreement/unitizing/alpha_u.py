"""Krippendorff's unitizing alpha of 1995 and 2004: how far units of one label are from each other, in characters.

Two units that overlap differ by the squares of how far their starts and their stops are apart; a unit in the gap of
another coder by the square of its length. Not to be confused with the u-alpha of 2016 (`u_alpha.py`), which compares
lengths and not their squares, and labels with each other.

Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology 25, 47-76.
Krippendorff, K. (2004). Content Analysis (2nd ed.), section 11.6. Sage; the expected disagreement as printed there,
since that of 1995 has a misprint (l + l' + 1 for the places of a unit in a gap, where l' - l + 1 is meant).
"""

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.stretches import added_up, distinct, overlapping
from annotator.agreement.plus_one import Errors
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.agreement.unitizing.continua import CONVENTION, Continua
from annotator.model.ids import LabelId

NAME = "alpha-u"
OBSERVED, EXPECTED = "observed disagreement", "expected disagreement"
"""The terms of alpha_U, in `Result.details`: they are no shares, and may be above 1."""
_NOBODY = "No document was coded by two coders, so there is nothing to compare."
_NO_UNITS = "Nobody marked a unit, so there is nothing to compare."
_NO_CHANCE = "The text leaves no room for units to differ by chance."


def alpha_u(continua: Continua) -> Tally:
    """Return alpha_U = 1 - sum of Do / sum of De over the labels, by characters.

    Do = sum of squared distances over ordered pairs of coders / (m (m - 1) L^2)
    De = (2 / L) * sum over units [(N - 1) / 3 * l (l - 1) (2 l - 1) + l^2 * sum over gaps (l' - l + 1, where l' >= l)]
         / (m L (m L - 1) - sum over units l (l - 1))
    with N units of lengths l, gaps of lengths l', m coders, L characters. Where not every coder coded every document,
    m L is the sum of the lengths that each coder coded, and each document's distances are divided by its own m - 1.
    The units' chance of meeting each gap is a product, and yet it adds up over documents: as for each length of a unit
    the number of such units, and the number of places for one in the gaps.
    """
    parts, sums = _parts(continua)
    return _tally(continua, parts, sums)


def alpha_u_by_label(continua: Continua) -> dict[LabelId | None, Tally]:
    """Return alpha_U of all labels, under None, and of each label by itself; what they share is computed once."""
    parts, sums = _parts(continua)
    return {None: _tally(continua, parts, sums)} | {part.label: _tally(continua, [part], part.sums) for part in parts}


class _AlphaSums(NamedTuple):
    """What each document adds for one label.

    `lengths`: (u,), the distinct lengths of units. `sums`: (documents, 6 + 2 u): characters; these times coders;
    the distances; units; their l (l - 1) (2 l - 1); their l (l - 1); then units of each length, and places for one of
    each length in the gaps.
    """

    label: LabelId
    lengths: Ints
    sums: Array


_FIXED = 6


def _parts(continua: Continua) -> tuple[list[_AlphaSums], Array]:
    """Return the parts of the labels, and all their sums side by side: one large array, since copies would be dear."""
    of_label = [continua.of_label(label) for label in continua.labels]
    lengths = [distinct(one.stop - one.start) for one in of_label]
    borders = np.cumsum([0, *(_FIXED + 2 * len(one) for one in lengths)]).tolist()
    sums = np.zeros((continua.documents, max(borders[-1], 2)))
    sums[:, 0], sums[:, 1] = continua.compared, continua.compared * continua.took_part
    parts = []
    for label, one, own, (first, last) in zip(continua.labels, of_label, lengths, pairwise(borders), strict=True):
        part = _AlphaSums(label, own, sums[:, first:last])
        part.sums[:, :2] = sums[:, :2]
        _fill_in(part, one)
        parts.append(part)
    return parts, sums


def _tally(continua: Continua, parts: Sequence[_AlphaSums], sums: Array) -> Tally:
    return Tally(
        coefficient=NAME,
        sums=sums,
        finish=_finish([part.lengths for part in parts]),
        undefined=_undefined,
        n=continua.compared,
        categories=[part.label for part in parts],
        used=np.column_stack([part.sums[:, 3] for part in parts]) if parts else None,
        convention=f"Distances in squared characters (1995/2004), added over labels. {CONVENTION}",
    )


def _fill_in(part: _AlphaSums, units: Continua) -> None:
    """Write what each document adds; `units`: those with the part's label."""
    coders, u = list(units.by_coder()), len(part.lengths)
    lengths = part.lengths.astype(np.float64)
    which = np.searchsorted(part.lengths, units.stop - units.start)
    of_unit = np.column_stack((np.ones(u), lengths * (lengths - 1) * (2 * lengths - 1), lengths * (lengths - 1)))
    counts = _counted(units.document, which, (units.documents, u))
    part.sums[:, 2] = _distances(units, coders)
    part.sums[:, 3:_FIXED] = counts @ of_unit
    part.sums[:, _FIXED : _FIXED + u] = counts
    _fill_in_places(part.sums[:, _FIXED + u :], part.lengths, coders)


def _fill_in_places(places: Array, lengths: Ints, coders: Sequence[Continua]) -> None:
    """Write where units of each length have room, added over all gaps: l' - l + 1."""
    documents, u = places.shape
    found = [_gaps(one, column) for column, one in enumerate(coders)]
    document, gap = np.concatenate([np.zeros((2, 0), dtype=np.int64), *map(np.array, found)], axis=1)
    # All gaps have room for a length, but for those whose last fitting length is a smaller one.
    fitting, shape = np.searchsorted(lengths, gap, "right"), (documents, u + 1)
    gaps, starts = _counted(document, fitting, shape), _counted(document, fitting, shape, gap + 1)
    for cells in (gaps, starts):
        np.cumsum(cells, axis=1, out=cells)
        np.subtract(cells[:, -1:].copy(), cells, out=cells)
    np.multiply(gaps[:, :u], lengths, out=places)
    np.subtract(starts[:, :u], places, out=places)


def _counted(rows: Ints, columns: Ints, shape: tuple[int, int], weights: Ints | None = None) -> Array:
    """Return a table of counts, or of weights added up."""
    cells = rows * shape[1] + columns
    return added_up(cells, np.ones(len(cells)) if weights is None else weights, shape[0] * shape[1]).reshape(shape)


def _distances(continua: Continua, coders: Sequence[Continua]) -> Array:
    """Return (documents,): the squared distances over ordered pairs of coders, by m - 1."""
    found = np.zeros(continua.documents)
    for (at, one), (column, other) in combinations(enumerate(coders), 2):
        both = continua.present[:, at] & continua.present[:, column]
        first, second = overlapping((one.start, one.stop), (other.start, other.stop))
        apart = (one.start[first] - other.start[second]) ** 2 + (one.stop[first] - other.stop[second]) ** 2
        found += added_up(one.document[first], apart, len(found))
        found += (_alone(one, first) + _alone(other, second)) * both
    return 2 * found * continua.share


def _alone(units: Continua, met: Ints) -> Array:
    """Return (documents,): the squared lengths of the units that met none of the other coder's."""
    size = (units.stop - units.start) ** 2
    size[met] = 0
    return added_up(units.document, size, units.documents)


def _gaps(units: Continua, column: int) -> tuple[Ints, Ints]:
    """Return (document, length) of what a coder left between units, and between them and the ends of the text."""
    documents = np.flatnonzero(units.present[:, column] & (units.took_part > 0))
    begins, lengths = units.begins[documents], units.lengths[documents]
    # Each gap begins where a document or a gap's unit before it ended, and there are as many ends as beginnings.
    within = np.concatenate((documents, units.document))
    order = np.lexsort((np.concatenate((begins, units.stop)), within))
    starts = np.concatenate((begins, units.stop))[order]
    ends = np.concatenate((begins + lengths, units.start))
    stops = ends[np.lexsort((ends, within))]
    return within[order], stops - starts


def _finish(lengths: Sequence[Ints]) -> Callable[[Array], Estimate]:
    """Return how alpha_U comes of sums; `lengths`: the distinct lengths of units, by label."""

    def finish(sums: Array) -> Estimate:
        observed, expected, chances = np.zeros((3, *sums.shape[:-1]))
        at = 0
        with np.errstate(divide="ignore", invalid="ignore"):
            for one in lengths:
                length, total, distances, n, cubes, squares = np.moveaxis(sums[..., at : at + _FIXED], -1, 0)
                at += _FIXED
                units, places = (sums[..., start : start + len(one)] for start in (at, at + len(one)))
                at += 2 * len(one)
                met = np.einsum("...u,...u,u->...", units, places, one.astype(np.float64) ** 2)
                observed += distances / (total * length)
                expected += 2 / length * ((n - 1) / 3 * cubes + met) / (total * (total - 1) - squares)
                chances += _by_chance(length, total, units, one.astype(np.float64))
            value = np.where(expected > 0, 1 - observed / expected, np.nan)
        details = {OBSERVED: observed, EXPECTED: expected}
        return Estimate(value, details=details, errors=Errors((1 - value) * chances, chances))

    return finish


def _by_chance(length: Array, total: Array, units: Array, lengths: Array) -> Array:
    """Return how many units of equal size would be where another coder has none, by chance; 0 without units.

    A unit counts by the square of its length, as in the distances. `units`: (..., u), how many there are of each of the
    `lengths` (u,).
    """
    squares, fourths = units @ lengths**2, units @ lengths**4
    count = np.where(fourths > 0, squares**2 / np.where(fourths > 0, fourths, 1), 0)
    return np.asarray(np.where(total > 0, 2 * count * length / total * (1 - units @ lengths / total), 0))


def _undefined(total: Array) -> str:
    if not total[0]:
        return _NOBODY
    return _NO_CHANCE if total[2:4].any() else _NO_UNITS
