"""Populations of two coefficients at once, and how often the interval of their difference holds."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.coefficients.gwet import gwet_ac
from annotator.agreement.differences import Method, limits
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Tally
from tests.coverage.trial import Cell, left_out_of, scored, speaks, truth_of
from tests.coverage.units import UnitsDrawn

LABELS, AFTER, PAIRS, GROUPS = "two labels", "before and after", "two pairs of coders", "two groups of coders"


@dataclass(frozen=True, slots=True)
class Two:
    """Two coefficients. `how`: how the interval is found; whether both are of the same documents follows from it."""

    name: str
    first: Tally
    second: Tally
    how: Method


def populations(documents: int = 4000) -> Iterator[Two]:
    """Yield what is compared, in populations of so many documents."""

    def drawn(seed: int, shares: tuple[float, ...], errors: float, coders: int = 2) -> Ratings:
        return UnitsDrawn(shares=shares, errors=errors, coders=coders, documents=documents).ratings(seed)

    for at, (shares, errors) in enumerate((((0.5, 0.3, 0.2), 0.3), ((0.75, 0.2, 0.05), 0.3), ((0.75, 0.2, 0.05), 0.1))):
        for coders in (2, 3):
            found = drawn(at, shares, errors, coders)
            for one, other in (("a", "b"), ("b", "c"), ("a", "c")):
                for of in (alpha, gwet_ac):
                    yield Two(LABELS, of(_only(found, one)), of(_only(found, other)), Method.CORRELATED)
    for at, share in enumerate((0.5, 0.2, 0.05)):
        before, after = (drawn(at, (1 - share, share), errors) for errors in (0.4, 0.15))
        yield Two(AFTER, alpha(after), alpha(before), Method.APART)
        yield Two(AFTER, gwet_ac(after), gwet_ac(before), Method.APART)
        for errors in (0.4, 0.15, 0.04):
            many = drawn(at, (1 - share, share), errors, 5)
            for name, some, others in ((PAIRS, (0, 1), (2, 3)), (PAIRS, (0, 1), (0, 2)), (GROUPS, (0, 1, 2), (3, 4))):
                yield Two(name, alpha(many.of_coders(some)), alpha(many.of_coders(others)), Method.LEFT_OUT)


def _only(found: Ratings, label: str) -> Ratings:
    return found.mapped(lambda value: value == label, (False, True))


def cell(two: Two, documents: int, samples: int, seed: int, level: float = 0.95) -> Cell:
    """Draw samples of documents, of both the same or not, and say how often the interval holds the difference."""
    rng = np.random.default_rng([seed, documents])
    picked = rng.integers(len(two.first.sums), size=(2, samples, documents))
    sums = two.first.sums[picked[0]], two.second.sums[picked[int(two.how is Method.APART)]]
    first, second = (left_out_of(one, part) for one, part in zip((two.first, two.second), sums, strict=True))
    with np.errstate(all="ignore"):
        low, high = limits(first, second, level, two.how)
        given = np.isfinite(low) & speaks(first.plus_one) & speaks(second.plus_one)
    truth = truth_of(two.first) - truth_of(two.second)
    return scored(low[given], high[given], truth, documents, samples, level)
