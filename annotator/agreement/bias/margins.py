"""How often each of two coders gave each label where the other did not, with tests of units and of documents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from annotator.agreement.bias.margin_tests import (
    DOCUMENTS_A_DEGREE,
    FEWEST,
    MarginTest,
    TestKind,
    adjusted,
    mcnemar,
    none_often,
    over_documents,
    stuart_maxwell,
    t_over_documents,
)
from annotator.agreement.input.ratings import Ints, Ratings, Value, paired
from annotator.agreement.input.stretches import added_up, distinct, ranges
from annotator.agreement.tally import Array
from annotator.model.ids import LabelId

Named = LabelId | None
"""A label; None stands for any of them."""
NamedIn = Callable[[Value], Iterable[Named]]

_MOST_AT_ONCE = 100
"""Labels that are tested together; the time grows with the third power of their number."""
_DENSE = 4
"""Up to so many cells for each unit are held, empty ones too."""
_MANY = f"The two differ on more than {_MOST_AT_ONCE} labels, too many to test all of them at once."
_APART = "Some labels were never taken for others, so that there are fewer degrees of freedom than labels less one: {}."
_AS_ONE = f"Labels on which the two differ in fewer than {FEWEST} documents count as one label."
_EVEN = "In each document the two gave it equally often."
_ALL_EVEN = "In each document the two gave each label equally often."


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMargins:
    """One label. `first_only`, `other_only`: units to which one coder alone gave it; `both`: to which both did.

    `difference`: of the shares of units that have it, the first coder's less the other's. `documents`: in how many the
    two gave it a different number of times. `clustered`: over documents; `independent`: of units, taken as such.
    """

    label: Named
    first_only: int
    other_only: int
    both: int
    difference: float
    documents: int
    clustered: MarginTest
    independent: MarginTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """What was compared: `units` in `documents`; each label that either gave; all of them at once, likewise."""

    units: int
    documents: int
    labels: tuple[LabelMargins, ...]
    clustered: MarginTest
    independent: MarginTest


class _LabelsInRows(NamedTuple):
    """Who gave which label in which row, each (n,): `sign` 1 for the first coder alone, -1 for the other, 0 for both.

    `borders`: (rows + 1,), where each row begins.
    """

    label: Ints
    sign: Ints
    borders: Ints


def margins(ratings: Ratings, labels: Sequence[Named], labels_in: NamedIn) -> Margins:
    """Return how often two coders gave each label, in the units of which both said something.

    `ratings`: of two coders, weights being counts; `labels_in`: which labels a value stands for, None for any of them.
    """
    found = paired(ratings)
    given = _given(found, labels, labels_in)
    unit, place = ranges(given.borders[found.row], given.borders[found.row + 1])
    label, sign, weight = given.label[place], given.sign[place], found.weight[unit]
    counts = np.stack([added_up(label[sign == one], weight[sign == one], len(labels)) for one in (1, -1, 0)])
    used = np.flatnonzero(counts.any(axis=0))
    is_there = np.bincount(found.document, minlength=found.documents) > 0
    documents, apart = int(is_there.sum()), np.flatnonzero(sign)
    document = (np.cumsum(is_there) - 1)[found.document[unit[apart]]]
    differences = _by_document(document, label[apart], sign[apart] * weight[apart], (documents, len(labels)))
    size = float(found.weight.sum())
    singles = [_single(labels[at], counts[:, at], differences.get(at), size, documents) for at in used.tolist()]
    singles = _adjusted(singles)
    differing = used[counts[:2, used].any(axis=0)]
    return Margins(
        units=round(size),
        documents=documents,
        labels=tuple(singles),
        clustered=_clustered(singles, differing, differences, documents),
        independent=_of_units(found, given, counts, differing),
    )


def _given(found: Ratings, labels: Sequence[Named], labels_in: NamedIn) -> _LabelsInRows:
    number = {label: at for at, label in enumerate(labels)}
    of = [{number[label] for label in labels_in(value) if label in number} for value in found.categories]
    entries: list[tuple[int, int]] = []
    borders = [0]
    for first, other in found.rows.tolist():
        if first >= 0 and other >= 0:
            one, two = of[first], of[other]
            entries += [(at, int(at in one) - int(at in two)) for at in sorted(one | two)]
        borders.append(len(entries))
    label, sign = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    return _LabelsInRows(label, sign, np.array(borders, dtype=np.int64))


def _by_document(
    document: Ints, label: Ints, difference: Array, shape: tuple[int, int]
) -> dict[int, tuple[Ints, Array]]:
    """Return of each label by number the documents in which there is a difference, and these.

    `document`, `label`, `difference`: (n,), what is added up; `shape`: how many documents and labels there are.
    """
    cell, size = document * shape[1] + label, shape[0] * shape[1]
    if size < _DENSE * max(1, len(cell)):
        cells, sums = np.arange(size), added_up(cell, difference, size)
    else:
        cells, place = np.unique(cell, return_inverse=True)
        sums = added_up(place.reshape(-1), difference, len(cells))
    document, label = np.divmod(cells[sums != 0], max(1, shape[1]))
    sums = sums[sums != 0]
    order = np.argsort(label, kind="stable")
    document, label, sums = document[order], label[order], sums[order]
    there = distinct(label)
    first, last = np.searchsorted(label, there), np.searchsorted(label, there, "right")
    return {
        one: (document[at:end], sums[at:end])
        for one, at, end in zip(there.tolist(), first.tolist(), last.tolist(), strict=True)
    }


def _single(
    label: Named, counts: Array, differing: tuple[Ints, Array] | None, size: float, documents: int
) -> LabelMargins:
    first, other, both = (round(count) for count in counts.tolist())
    sums = differing[1] if differing is not None else np.zeros(0)
    independent = mcnemar(first, other)
    clustered = t_over_documents(sums, documents)
    # They may differ on units of a document and yet have as many there.
    if not len(sums) and independent.p is not None:
        clustered = replace(clustered, why=_EVEN)
    return LabelMargins(
        label=label,
        first_only=first,
        other_only=other,
        both=both,
        difference=(first - other) / size,
        documents=len(sums),
        clustered=clustered,
        independent=independent,
    )


def _adjusted(singles: Sequence[LabelMargins]) -> list[LabelMargins]:
    clustered, independent = (
        adjusted([getattr(one, kind) for one in singles]) for kind in ("clustered", "independent")
    )
    return [
        replace(one, clustered=over, independent=of_units)
        for one, over, of_units in zip(singles, clustered, independent, strict=True)
    ]


def _clustered(
    singles: Sequence[LabelMargins], differing: Ints, differences: dict[int, tuple[Ints, Array]], documents: int
) -> MarginTest:
    """Return the test of all labels over documents; those on which the two differ in few documents count as one."""
    often = [at for at in differing.tolist() if at in differences and len(differences[at][0]) >= FEWEST]
    tests = [one.clustered for one in singles]
    if len(often) > _MOST_AT_ONCE:
        return MarginTest(kind=TestKind.SMALLEST, p=min(one.adjusted for one in tests if one.adjusted is not None))
    together = _together(differences, frozenset(often), documents)
    is_enough = np.count_nonzero(together) >= FEWEST
    if not often and is_enough:
        return replace(t_over_documents(together[together != 0], documents), note=_AS_ONE)
    if not often:
        anywhere = {one for document, _ in differences.values() for one in document.tolist()}
        # As of a single label, they may differ on units and yet have as many of each label in a document.
        none = none_often(len(anywhere))
        return replace(none, why=_ALL_EVEN) if len(differing) and not anywhere else none
    dense = np.zeros((documents, len(often)))
    for column, at in enumerate(often):
        document, sums = differences[at]
        dense[document, column] = sums
    if not is_enough or documents < DOCUMENTS_A_DEGREE * (len(often) + 1):
        return over_documents(dense, tests)
    found = over_documents(np.column_stack((dense, together)), tests)
    # Where each unit has one label what is left of them follows from the others.
    return replace(found, note=_AS_ONE) if found.df == len(often) + 1 else found


def _together(differences: dict[int, tuple[Ints, Array]], but: frozenset[int], documents: int) -> Array:
    """Return (documents,): the differences of all labels but some, added up."""
    found = np.zeros(documents)
    for at, (document, sums) in differences.items():
        if at not in but:
            found[document] += sums
    return found


def _of_units(found: Ratings, given: _LabelsInRows, counts: Array, differing: Ints) -> MarginTest:
    """Return Stuart and Maxwell's test of all labels."""
    if len(differing) > _MOST_AT_ONCE:
        return MarginTest(kind=TestKind.STUART_MAXWELL, p=None, why=_MANY)
    k = len(differing)
    column = np.full(counts.shape[1] + 1, k)
    column[differing] = np.arange(k)
    kept = np.flatnonzero(given.sign)
    label, sign = column[given.label[kept]], given.sign[kept]
    borders = np.searchsorted(kept, given.borders)
    row = np.repeat(np.arange(len(found.rows)), np.diff(borders))
    # Each two labels that differ in a row, a label with itself among them.
    one, other = ranges(borders[row], borders[row + 1])
    weight = added_up(found.row, found.weight, len(found.rows))[row[one]] * sign[one] * sign[other]
    variance = added_up(label[one] * (k + 1) + label[other], weight, (k + 1) ** 2).reshape(k + 1, k + 1)[:k, :k]
    made = stuart_maxwell(counts[0, differing] - counts[1, differing], variance)
    used = int(counts.any(axis=0).sum())
    excludes = bool((np.add.reduceat(np.append(sign, 0), borders[:-1])[np.diff(borders) > 0] == 0).all())
    is_apart = made.df is not None and excludes and made.df < used - 1
    return replace(made, note=_APART.format(made.df)) if is_apart else made
