"""Tally: what a coefficient is computed from, document by document, as numbers that add up.

Every coefficient is written once, in two halves: what each document adds (`sums`), and how a value comes of the sums
(`finish`). The whole, a single document, a set of documents and all documents but one are then the same function of
other sums: the total, a row, some rows, and the total less a row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.interval import NOT_SHOWN, interval_of
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
    return _result(tally, np.ones(len(tally.n)), level)


def by_document(tally: Tally) -> Array:
    """Return the value of each document by itself, shape (documents,); NaN where it is undefined there."""
    return tally.finish(tally.sums).value


def left_out(tally: Tally) -> LeftOut | None:
    """Return a coefficient over all documents, and without each; None where it is not a share of disagreements."""
    documents = np.flatnonzero(tally.n > 0)
    total = tally.sums.sum(axis=0)
    if tally.finish(total).errors is None:
        return None
    without = [_errors(tally, total - part) for part in _in_pieces(tally.sums[documents])]
    parts = Errors(*map(np.concatenate, zip(*without, strict=True))) if without else Errors(np.empty(0), np.empty(0))
    return LeftOut(_errors(tally, total), parts, documents, tally.lowest)


def _errors(tally: Tally, sums: Array) -> Errors:
    """Return the disagreements as decisions."""
    # What is left where a document is taken off may be 0 but for rounding.
    errors = tally.finish(np.where(np.abs(sums) < _ROUNDING, 0, sums)).errors
    if errors is None:
        raise Bug(f"{tally.coefficient} counts disagreements over some documents, and over others not")
    return Errors(errors.seen / tally.decision, errors.by_chance / tally.decision)


def _in_pieces(sums: Array) -> Iterator[Array]:
    step = max(1, _MOST // max(1, sums.shape[1]))
    yield from (sums[at : at + step] for at in range(0, len(sums), step))


def _interval(tally: Tally, found: LeftOut | None, level: float) -> Interval:
    if tally.no_interval:
        return Interval(None, None, level, why=tally.no_interval)
    if found is None:
        return Interval(None, None, level, why=NOT_SHOWN)
    return interval_of(found.plus_one, level, found.lowest, _uses(tally))


def _uses(tally: Tally) -> Array | None:
    """Return how often each document's coders used the label that a number is of; None where it is of several."""
    if tally.used is None or not (MARKED in tally.categories or len(tally.categories) == 1):
        return None
    at = tally.categories.index(MARKED) if MARKED in tally.categories else 0
    return np.asarray(tally.used[:, at] / tally.decision)


def _result(tally: Tally, part: Array, level: float | None) -> CoefficientResult:
    """Return the coefficient over some documents; `part`: (documents,), 1 for those and 0 for others."""
    sums = part @ tally.sums
    found = tally.finish(sums)
    value = float(found.value)
    is_defined = bool(np.isfinite(value))
    parts = left_out(tally) if is_defined and level is not None else None
    return CoefficientResult(
        coefficient=tally.coefficient,
        value=value if is_defined else None,
        undefined="" if is_defined else tally.undefined(sums),
        n=_plain(float(part @ tally.n)),
        documents=int(np.count_nonzero(part * tally.n)),
        observed=_finite(found.observed),
        expected=_finite(found.expected),
        prevalence=_shares(tally, part),
        convention=tally.convention,
        details={**{name: _finite(one) for name, one in found.details.items()}, **tally.details},
        interval=_interval(tally, parts, level) if is_defined and level is not None else None,
        left_out=parts,
    )


def explained(result: CoefficientResult, sentence: str) -> CoefficientResult:
    """Return a result with a sentence before its convention."""
    return replace(result, convention=f"{sentence} {result.convention}".strip())


def _finite(value: Array | None) -> float | None:
    return float(value) if value is not None and np.isfinite(value) else None


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _shares(tally: Tally, part: Array) -> dict[str, float]:
    if tally.used is None or not len(tally.categories):
        return {}
    counts = part @ tally.used
    total = counts.sum()
    used = np.flatnonzero(counts)
    named = [(-count, tally.categories[at]) for at, count in zip(used.tolist(), counts[used].tolist(), strict=True)]
    return {name: -count / float(total) for count, name in sorted(named)}
