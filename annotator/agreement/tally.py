"""Tally: what a coefficient is computed from, document by document, as numbers that add up.

Every coefficient is written once, in two halves: what each document adds (`sums`), and how a value comes of the sums
(`finish`). The whole, a single document, a set of documents and all documents but one are then the same function of
other sums: the total, a row, some rows, and the total less a row.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.interval import NOT_SHOWN, intervals_of
from annotator.agreement.plus_one import Errors, LeftOut, PlusOne
from annotator.agreement.results import MARKED, PLACES, SHARE, CoefficientResult, Interval
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

    `sums`: (documents, f), what each document adds. `finish`: sums of shape (..., f) -> `Estimate` of shape (...); the
    same function where many tallies are to be finished together.
    `undefined`: total sums of shape (f,) -> the sentence that says why there is no value. `n`: (documents,), the units
    of each document that were compared. `used`: (documents, k), how often each of the `categories` was used in them.
    `decision`: how many units one decision of a coder covers, such as the characters of a span: an interval counts
    decisions. `lowest`: what the value cannot be below. `no_interval`: why there is none, whatever the documents.
    `among`: of how many places the units are those that could be compared, 0: it is conditional on nothing.
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
    among: float = 0.0
    details: Mapping[str, float] = field(default_factory=dict)


def without_value(name: str, convention: str, documents: int, why: str) -> Tally:
    """Return the tally of a coefficient that has no value, whatever the documents, and counts nothing."""
    return Tally(
        coefficient=name,
        sums=np.zeros((documents, 1)),
        finish=_nothing,
        undefined=lambda _: why,
        n=np.zeros(documents),
        convention=convention,
    )


def _nothing(sums: Array) -> Estimate:
    return Estimate(np.full(sums.shape[:-1], np.nan))


_ROUNDING = 1e-9
_MOST = 1 << 22
"""Numbers held at a time while documents are left out one by one."""


def evaluate(tally: Tally, level: float | None = None) -> CoefficientResult:
    """Return the coefficient over all documents; with an interval where a `level` is given, such as .95."""
    return evaluate_all([tally], level)[0]


def evaluate_all(tallies: Sequence[Tally], level: float | None = None) -> list[CoefficientResult]:
    """Return each coefficient; those that are finished alike, such as one for each label, are computed together."""
    together = [_Together.of(places, [tallies[at] for at in places], level) for places in _alike(tallies)]
    intervals = _intervals(together, level) if level is not None else {}
    found = {at: result for one in together for at, result in one.results(intervals)}
    return [found[at] for at in range(len(tallies))]


def by_document(tally: Tally) -> Array:
    """Return the value of each document by itself, shape (documents,); NaN where it is undefined there."""
    return tally.finish(tally.sums).value


def left_out(tally: Tally) -> LeftOut | None:
    """Return a coefficient over all documents, and without each; None where it is not a share of disagreements."""
    found = _left_out([tally], tally.sums[None], tally.sums.sum(axis=0)[None])
    return found.of(0) if found is not None else None


def _left_out(alike: Sequence[Tally], sums: Array, totals: Array) -> LeftOut | None:
    """As `left_out`, of k tallies that are finished alike and compared in as many documents each.

    `sums`: (k, documents, f); `totals`: (k, f).
    """
    first = alike[0]
    if first.finish(totals).errors is None:
        return None
    decision = np.array([tally.decision for tally in alike])
    documents = np.nonzero(np.stack([tally.n for tally in alike]) > 0)[1].reshape(len(alike), -1)
    step, count = max(1, _MOST // max(1, totals.size)), documents.shape[1]
    row = np.arange(len(alike))[:, None]
    compared = sums if count == sums.shape[1] else sums[row, documents]
    pieces = [compared[:, at : at + step] for at in range(0, count, step)]
    without = [_errors(first, totals[:, None] - piece, decision[:, None]) for piece in pieces]
    nothing = Errors(np.empty((len(alike), 0)), np.empty((len(alike), 0)))
    parts = Errors(*(np.concatenate(one, axis=1) for one in zip(*without, strict=True))) if without else nothing
    return LeftOut(_errors(first, totals.copy(), decision), parts, documents, first.lowest)


def _errors(tally: Tally, sums: Array, decision: Array) -> Errors:
    """Return the disagreements as decisions; `sums`: not used any more."""
    # What is left where a document is taken off may be 0 but for rounding.
    sums[np.abs(sums) < _ROUNDING] = 0
    errors = tally.finish(sums).errors
    if errors is None:
        raise Bug(f"{tally.coefficient} counts disagreements over some documents, and over others not")
    return Errors(errors.seen / decision, errors.by_chance / decision)


def _alike(tallies: Sequence[Tally]) -> Iterator[list[int]]:
    """Yield the places of those that are finished alike and compared in as many documents, not too many at once."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, tally in enumerate(tallies):
        used = None if tally.used is None or not len(tally.categories) else tally.used.shape
        groups.setdefault((tally.finish, tally.sums.shape, used, tally.lowest), []).append(at)
    for together in groups.values():
        documents = np.count_nonzero(np.stack([tallies[at].n for at in together]) > 0, axis=1)
        step = max(1, _MOST // max(1, tallies[together[0]].sums.size))
        for count in np.unique(documents).tolist():
            places = [together[at] for at in np.flatnonzero(documents == count).tolist()]
            yield from (places[at : at + step] for at in range(0, len(places), step))


def _intervals(together: Sequence["_Together"], level: float) -> dict[int, Interval]:
    """Return the intervals of all that have a value: what t and gamma distributions cost is paid once."""
    defined = [(one, at) for one in together for at in one.defined]
    none = {
        one.places[at]: Interval(None, None, level, why=one.tallies[at].no_interval or NOT_SHOWN) for one, at in defined
    }
    sure = [(one, at) for one, at in defined if one.parts is not None]
    if not sure:
        return none
    tallies = [one.tallies[at] for one, at in sure]
    rows = PlusOne.joined([one.parts.plus_one for one in together if one.parts is not None])
    found = intervals_of(rows, level, [tally.lowest for tally in tallies], [_uses(tally) for tally in tallies])
    given = zip(sure, tallies, found, strict=True)
    return none | {one.places[at]: interval for (one, at), tally, interval in given if not tally.no_interval}


def _uses(tally: Tally) -> Array | None:
    """Return how often each document's coders used the label that a number is of; None where it is of several."""
    # Of three categories and more one may be a label of that id.
    is_of_one = len(tally.categories) == 1 or (MARKED in tally.categories and len(tally.categories) == 2)
    if tally.used is None or not is_of_one:
        return None
    at = tally.categories.index(MARKED) if MARKED in tally.categories else 0
    return np.asarray(tally.used[:, at] / tally.decision)


@dataclass(frozen=True, slots=True)
class _Together:
    """Tallies that are finished alike and compared in as many documents, k of them, and what comes of them.

    `places`: their places among all. `totals`: (k, f). `defined`: which of the k have a value; `parts`: what the
    intervals of those are made of, None where there is none.
    """

    places: Sequence[int]
    tallies: Sequence[Tally]
    totals: Array
    found: Estimate
    defined: Sequence[int]
    parts: LeftOut | None

    @classmethod
    def of(cls, places: Sequence[int], alike: Sequence[Tally], level: float | None) -> "_Together":
        """Compute them; with what intervals are made of where a `level` is given."""
        sums = np.stack([tally.sums for tally in alike])
        totals = sums.sum(axis=1)
        found = alike[0].finish(totals)
        defined = np.flatnonzero(np.isfinite(found.value)).tolist()
        is_sure = bool(defined) and level is not None
        parts = _left_out([alike[at] for at in defined], sums[defined], totals[defined]) if is_sure else None
        return cls(places, alike, totals, found, defined, parts)

    def results(self, intervals: Mapping[int, Interval]) -> Iterator[tuple[int, CoefficientResult]]:
        """Yield the place of each and its result."""
        parts = {} if self.parts is None else {at: partial(self.parts.of, row) for row, at in enumerate(self.defined)}
        n = np.stack([tally.n for tally in self.tallies])
        k = len(self.tallies)
        numbers = zip(
            _finite(self.found.value, k),
            _finite(self.found.observed, k),
            _finite(self.found.expected, k),
            n.sum(axis=1, dtype=np.float64).tolist(),
            np.count_nonzero(n, axis=1).tolist(),
            self._prevalences(),
            strict=True,
        )
        details = {name: _finite(one, k) for name, one in self.found.details.items()}
        for at, (tally, (value, observed, expected, units, documents, prevalence)) in enumerate(
            zip(self.tallies, numbers, strict=True)
        ):
            result = CoefficientResult(
                coefficient=tally.coefficient,
                value=value,
                undefined="" if value is not None else tally.undefined(self.totals[at]),
                n=int(units) if units.is_integer() else units,
                documents=documents,
                observed=observed,
                expected=expected,
                prevalence=prevalence,
                convention=tally.convention,
                details={**{name: of[at] for name, of in details.items()}, **tally.details, **_share(tally, units)},
                interval=intervals.get(self.places[at]),
                without=parts.get(at),
            )
            yield self.places[at], result

    def _prevalences(self) -> list[dict[str, float]]:
        """Return the share of each category, the most frequent first."""
        used = [tally.used for tally in self.tallies if tally.used is not None and len(tally.categories)]
        if len(used) < len(self.tallies):
            return [{} for _ in self.tallies]
        counts = np.stack(used).sum(axis=1)
        return [_shares(tally.categories, of) for tally, of in zip(self.tallies, counts.tolist(), strict=True)]


def _share(tally: Tally, units: float) -> dict[str, float]:
    """Return on which share of how many places a figure is."""
    return {PLACES: tally.among, SHARE: units / tally.among} if tally.among else {}


def explained(result: CoefficientResult, sentence: str) -> CoefficientResult:
    """Return a result with a sentence before its convention."""
    return replace(result, convention=f"{sentence} {result.convention}".strip())


def _finite(values: Array | None, k: int) -> list[float | None]:
    """Return k values, None for those that are not finite, or where there are none; of one for all, that so often."""
    if values is None:
        return [None] * k
    found: list[float] = np.broadcast_to(values, (k,)).tolist()
    return [value if math.isfinite(value) else None for value in found]


def _shares(categories: Sequence[str], counts: Sequence[float]) -> dict[str, float]:
    """Return the share of each category that was used, the most frequent first."""
    total = math.fsum(counts)
    named = sorted((-count, name) for name, count in zip(categories, counts, strict=True) if count)
    return {name: -count / total for count, name in named}
