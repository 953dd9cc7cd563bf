"""How often the documents that a plan promises are enough: pilots are drawn, and as many documents as they say."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.planning import GOAL, MOST, documents_needed, foretold, half_width, to_be_sure
from annotator.agreement.tally import Array, Tally
from tests.coverage.trial import left_out_of, made_of, speaks
from tests.coverage.units import UnitsDrawn

_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Kept:
    """Of pilots of so many `documents`: how often as many as are needed are enough, and as many as are sure.

    `price`: how many times as many are promised as are really needed, the median.
    """

    documents: int
    pilots: int
    needed: float
    sure: float
    price: float


def populations(documents: int = 6000) -> Iterator[Tally]:
    """Yield alphas of different prevalence and height."""
    for seed, (share, errors) in enumerate(
        (share, errors) for share in (0.5, 0.2, 0.05, 0.02) for errors in (0.35, 0.15, 0.05)
    ):
        yield alpha(UnitsDrawn(shares=(1 - share, share), errors=errors, documents=documents).ratings(seed))


def kept(tally: Tally, documents: int, pilots: int, seed: int, most: int = 4000) -> Kept | None:
    """Draw pilots, and for each that the rule lets speak as many documents more; None where hardly any may.

    What promises more than `most` documents counts as kept.
    """
    rng = np.random.default_rng([seed, documents])
    sums = tally.sums[rng.integers(len(tally.sums), size=(pilots, documents))]
    found = made_of(tally, sums)
    spoken = speaks(found) & (half_width(found, _LEVEL) > GOAL)
    if spoken.sum() < pilots / 5:
        return None
    needed = documents_needed(found, _LEVEL, GOAL)
    sure = np.ceil(to_be_sure(needed, found))
    enough: list[list[bool]] = [[], []]
    for at in np.flatnonzero(spoken):
        for kept_so_far, many in zip(enough, (needed[at], sure[at]), strict=True):
            kept_so_far.append(many > most or _is_enough(tally, sums[at], int(many), rng))
    promised = float(np.median(sure[spoken])) / _really_needed(tally)
    return Kept(documents, int(spoken.sum()), float(np.mean(enough[0])), float(np.mean(enough[1])), promised)


def _is_enough(tally: Tally, pilot: Array, documents: int, rng: np.random.Generator) -> bool:
    more = tally.sums[rng.integers(len(tally.sums), size=max(0, documents - len(pilot)))]
    found = left_out_of(tally, np.concatenate((pilot, more))[None])
    return bool(half_width(found.plus_one, _LEVEL)[0] <= GOAL)


def _really_needed(tally: Tally) -> int:
    """Return what the population says, as a pilot of it all that leaves nothing to chance."""
    whole = made_of(tally, tally.sums[None, :2000])
    return next(many for many in range(5, MOST) if half_width(foretold(whole, np.array([many])), _LEVEL)[0] <= GOAL)
