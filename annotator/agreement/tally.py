"""Tally: what a coefficient is computed from, document by document, as numbers that add up.

Every coefficient is written once, in two halves: what each document adds (`sums`), and how a value comes of the sums
(`finish`). The whole, a single document, a set of documents and all documents but one are then the same function of
other sums: the total, a row, some rows, and the total less a row.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.interval import NOT_SHOWN, intervals_of
from annotator.agreement.plus_one import Errors, LeftOut
from annotator.agreement.results import MARKED, CoefficientResult, Interval
from annotator.model.errors import Bug

Array = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """Values of the shape of the sums without their last axis; NaN where undefined, and only inside this package.

    `errors`: disagreements seen and by chance, in units, of which the value is 1 - their ratio; None where there is no
    such reading.
    """

    value: Array
    observed: Array | None = None
    expected: Array | None = None
    details: Mapping[str, Array] = MappingProxyType({})
    errors: Errors | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one coefficient needs of a set of documents.

    `sums`: (documents, f), what each document adds. `finish`: sums of shape (..., f) -> `Estimate` of shape (...).
    `undefined`: total sums of shape (f,) -> the sentence that says why there is no value. `n`: (documents,), the units
    of each document that were compared. `used`: (documents, k), how often each of the `categories` was used in them.
    `decision`: how many units one decision of a coder covers, such as the characters of a span: an interval counts
    decisions. `lowest`: what the value cannot be below. `no_interval`: why there is none, whatever the documents.
    `details`: further terms that are of all documents together.
    """

    coefficient: str
    sums: Array
    finish: Callable[[Array], Estimate]
    undefined: Callable[[Array], str]
    n: Array
    categories: Sequence[str] = ()
    used: Array | None = None
    convention: str = ""
    decision: float = 1.0
    lowest: float = -1.0
    no_interval: str = ""
    details: Mapping[str, float] = field(default_factory=dict)


_ROUNDING = 1e-9
_MOST = 1 << 22
"""Numbers held at a time while documents are left out one by one."""


def evaluate(tally: Tally, level: float | None = None) -> CoefficientResult:
    """Return the coefficient over all documents; with an interval where a `level` is given, such as .95."""
    return evaluate_all([tally], level)[0]


def evaluate_all(tallies: Sequence[Tally], level: float | None = None) -> list[CoefficientResult]:
    """Return each coefficient; those that are finished alike, such as one for each label, are computed together."""
    found: list[CoefficientResult | None] = [None] * len(tallies)
    for places in _alike(tallies):
        for at, result in zip(places, _results([tallies[at] for at in places], level), strict=True):
            found[at] = result
    return [one for one in found if one is not None]


def by_document(tally: Tally) -> Array:
    """Return the value of each document by itself, shape (documents,); NaN where it is undefined there."""
    return tally.finish(tally.sums).value


def left_out(tally: Tally) -> LeftOut | None:
    """Return a coefficient over all documents, and without each; None where it is not a share of disagreements."""
    found = _left_out([tally], tally.sums[None], tally.sums.sum(axis=0)[None])
    return found.of(0) if found is not None else None


def _left_out(alike: Sequence[Tally], sums: Array, totals: Array) -> LeftOut | None:
    """As `left_out`, of k tallies that are finished alike and compared in the same documents.

    `sums`: (k, documents, f); `totals`: (k, f).
    """
    first = alike[0]
    if first.finish(totals).errors is None:
        return None
    decision = np.array([tally.decision for tally in alike])
    documents = np.flatnonzero(first.n > 0)
    step = max(1, _MOST // max(1, sums.shape[0] * sums.shape[2]))
    pieces = [documents[at : at + step] for at in range(0, len(documents), step)]
    without = [_errors(first, totals[:, None] - sums[:, piece], decision[:, None]) for piece in pieces]
    nothing = Errors(np.empty((len(alike), 0)), np.empty((len(alike), 0)))
    parts = Errors(*(np.concatenate(one, axis=1) for one in zip(*without, strict=True))) if without else nothing
    return LeftOut(_errors(first, totals, decision), parts, documents, first.lowest)


def _errors(tally: Tally, sums: Array, decision: Array) -> Errors:
    """Return the disagreements as decisions."""
    # What is left where a document is taken off may be 0 but for rounding.
    errors = tally.finish(np.where(np.abs(sums) < _ROUNDING, 0, sums)).errors
    if errors is None:
        raise Bug(f"{tally.coefficient} counts disagreements over some documents, and over others not")
    return Errors(errors.seen / decision, errors.by_chance / decision)


def _alike(tallies: Sequence[Tally]) -> Iterator[list[int]]:
    """Yield the places of those that are finished alike and compared in the same documents, not too many at once."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, tally in enumerate(tallies):
        key = (id(tally.finish), tally.sums.shape, tally.lowest, (tally.n > 0).tobytes())
        groups.setdefault(key, []).append(at)
    for places in groups.values():
        step = max(1, _MOST // max(1, tallies[places[0]].sums.size))
        yield from (places[at : at + step] for at in range(0, len(places), step))


def _how_sure(alike: Sequence[Tally], sums: Array, level: float | None) -> Iterator[tuple[Interval, LeftOut | None]]:
    """Yield the intervals of tallies that are finished alike and defined, and what they are made of."""
    if not alike or level is None:
        return
    parts = _left_out(alike, sums, sums.sum(axis=1))
    if parts is None:
        yield from ((Interval(None, None, level, why=tally.no_interval or NOT_SHOWN), None) for tally in alike)
        return
    found = intervals_of(parts.plus_one, level, parts.lowest, [_uses(tally) for tally in alike])
    for at, (tally, one) in enumerate(zip(alike, found, strict=True)):
        none = tally.no_interval
        yield Interval(None, None, level, why=none) if none else one, parts.of(at)


def _uses(tally: Tally) -> Array | None:
    """Return how often each document's coders used the label that a number is of; None where it is of several."""
    if tally.used is None or not (MARKED in tally.categories or len(tally.categories) == 1):
        return None
    at = tally.categories.index(MARKED) if MARKED in tally.categories else 0
    return np.asarray(tally.used[:, at] / tally.decision)


def _results(alike: Sequence[Tally], level: float | None) -> Iterator[CoefficientResult]:
    """Yield the results of k tallies that are finished alike."""
    sums = np.stack([tally.sums for tally in alike])
    totals = sums.sum(axis=1)
    found = alike[0].finish(totals)
    defined = np.flatnonzero(np.isfinite(found.value)) if level is not None else np.empty(0, dtype=np.int64)
    sure = dict(
        zip(defined.tolist(), _how_sure([alike[at] for at in defined.tolist()], sums[defined], level), strict=True)
    )
    for at, tally in enumerate(alike):
        value = float(found.value[at])
        is_defined = bool(np.isfinite(value))
        details = {name: _finite(one, at) for name, one in found.details.items()}
        interval, parts = sure.get(at, (None, None))
        yield CoefficientResult(
            coefficient=tally.coefficient,
            value=value if is_defined else None,
            undefined="" if is_defined else tally.undefined(totals[at]),
            n=_plain(float(tally.n.sum())),
            documents=int(np.count_nonzero(tally.n)),
            observed=_finite(found.observed, at),
            expected=_finite(found.expected, at),
            prevalence=_shares(tally),
            convention=tally.convention,
            details={**details, **tally.details},
            interval=interval,
            left_out=parts,
        )


def explained(result: CoefficientResult, sentence: str) -> CoefficientResult:
    """Return a result with a sentence before its convention."""
    return replace(result, convention=f"{sentence} {result.convention}".strip())


def _finite(values: Array | None, at: int) -> float | None:
    if values is None:
        return None
    # What is the same for all may be there once.
    value = float(values[at] if np.ndim(values) else values)
    return value if math.isfinite(value) else None


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _shares(tally: Tally) -> dict[str, float]:
    if tally.used is None or not len(tally.categories):
        return {}
    counts = tally.used.sum(axis=0)
    total = counts.sum()
    used = np.flatnonzero(counts)
    named = [(-count, tally.categories[at]) for at, count in zip(used.tolist(), counts[used].tolist(), strict=True)]
    return {name: -count / float(total) for count, name in sorted(named)}
