"""GLAD: coders of unlike ability, units of unlike difficulty.

A coder of ability a says what is true of a unit of ease b with the chance 1 / (1 + exp(-a * exp(b))), and each other
category equally often. All categories are equally likely to be true; abilities and eases are normal around 1.

Fitted by EM. The maximum step climbs by each parameter's own slope over its curvature, half as far where that
overshoots.

Whitehill, J., Ruvolo, P., Wu, T., Bergsma, J. & Movellan, J. (2009). Whose vote should count more: optimal integration
of labels from labelers of unknown expertise. NIPS 22, 2035-2043.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.ratings import MISSING
from annotator.agreement.posterior.votes import Votes
from annotator.agreement.tally import Array

_MEAN = 1.0
"""Of abilities and of eases, before anything is known."""
_CLIMBS, _HALVINGS = 25, 20


@dataclass(frozen=True, slots=True)
class Glad:
    """A fitted model.

    `ability`: (coders,), below 0 for who is wrong more often than not. `ease`: (r,), of each row; its `exp` is the
    inverse difficulty. `posterior`: (r, k), the chance of each category by row. `iterations`: of EM.
    """

    ability: Array
    ease: Array
    posterior: Array
    iterations: int


def glad(votes: Votes, tolerance: float = 1e-5, iterations: int = 100) -> Glad:
    """Fit the model by EM, until the expected log likelihood rises by less than `tolerance` a unit."""
    model = GladModel(votes)
    ability, ease = np.full(votes.coders, _MEAN), np.full(len(votes.rows), _MEAN)
    posterior = model.posterior(ability, ease)
    before, done = model.expected(posterior, ability, ease), 0
    while done < iterations:
        done += 1
        ability, ease = model.climb(posterior, ability, ease)
        posterior = model.posterior(ability, ease)
        reached = model.expected(posterior, ability, ease)
        if abs(reached - before) < tolerance * max(votes.units, 1):
            break
        before = reached
    return Glad(ability, ease, posterior, done)


class GladModel:
    """The two halves of a step of EM."""

    def __init__(self, votes: Votes) -> None:
        self._coder = np.array(votes.coder, dtype=np.int64)
        self._answered = votes.rows != MISSING
        self._rows = np.where(self._answered, votes.rows, 0)
        self._weight = votes.weight
        self._k = len(votes.categories)
        self._said = np.equal.outer(self._rows, np.arange(self._k)) & self._answered[:, :, None]

    def posterior(self, ability: Array, ease: Array) -> Array:
        """Return (r, k), the chance of each category by row."""
        right, wrong = self._log_chances(ability, ease)
        logs = np.where(self._said, right[:, :, None], wrong[:, :, None]).sum(axis=1)
        chances = np.exp(logs - logs.max(axis=1, keepdims=True, initial=-np.inf))
        posterior: Array = chances / chances.sum(axis=1, keepdims=True)
        return posterior

    def expected(self, posterior: Array, ability: Array, ease: Array) -> float:
        """Return the log likelihood of answers and truth together, expected under the posterior, with the priors."""
        right, wrong = self._log_chances(ability, ease)
        is_right = self._is_right(posterior)
        of_rows = (is_right * right + (self._answered - is_right) * wrong).sum(axis=1)
        of_rows = of_rows - 0.5 * (ease - _MEAN) ** 2
        return float((self._weight * of_rows).sum() - 0.5 * ((ability - _MEAN) ** 2).sum())

    def slopes(self, posterior: Array, ability: Array, ease: Array) -> tuple[Array, Array]:
        """Return how `expected` rises with each ability, (coders,), and each ease, (r,)."""
        scale = np.exp(ease)
        surprise = self._is_right(posterior) - np.where(self._answered, self._chance(ability, ease), 0)
        weighted = self._weight[:, None] * surprise * scale[:, None]
        by_coder = self._by_coder(weighted, len(ability)) - (ability - _MEAN)
        by_row = (weighted * ability[self._coder]).sum(axis=1) - self._weight * (ease - _MEAN)
        return by_coder, by_row

    def climb(self, posterior: Array, ability: Array, ease: Array) -> tuple[Array, Array]:
        """Return abilities and eases under which `expected` is higher, as far as it goes."""
        reached = self.expected(posterior, ability, ease)
        for _ in range(_CLIMBS):
            before, (by_coder, by_row) = reached, self.slopes(posterior, ability, ease)
            bend_coder, bend_row = self._curvatures(ability, ease)
            step = 1.0
            for _ in range(_HALVINGS):
                tried = ability + step * by_coder / bend_coder, ease + step * by_row / bend_row
                height = self.expected(posterior, *tried)
                if height > reached:
                    (ability, ease), reached = tried, height
                    break
                step /= 2
            if reached - before < 1e-9 * abs(before):
                break
        return ability, ease

    def _curvatures(self, ability: Array, ease: Array) -> tuple[Array, Array]:
        chance, scale = self._chance(ability, ease), np.exp(ease)
        bend = np.where(self._answered, chance * (1 - chance), 0) * self._weight[:, None] * scale[:, None] ** 2
        by_coder = self._by_coder(bend, len(ability)) + 1
        by_row = (bend * ability[self._coder] ** 2).sum(axis=1) + self._weight
        return by_coder, by_row

    def _by_coder(self, answers: Array, coders: int) -> Array:
        """Return what (r, columns) comes to for each coder."""
        return np.bincount(self._coder, answers.sum(axis=0), minlength=coders).astype(np.float64)

    def _is_right(self, posterior: Array) -> Array:
        """Return (r, columns): the chance that each answer is right."""
        found: Array = (self._said * posterior[:, None, :]).sum(axis=2)
        return found

    def _chance(self, ability: Array, ease: Array) -> Array:
        right, _ = self._log_chances(ability, ease)
        chance: Array = np.exp(right)
        return np.where(self._answered, chance, 0)

    def _log_chances(self, ability: Array, ease: Array) -> tuple[Array, Array]:
        """Return the logarithms of the chances of what is true and of one other answer; 0 where nobody answered."""
        product = ability[self._coder][None, :] * np.exp(ease)[:, None]
        right = -np.logaddexp(0, -product)
        wrong = -np.logaddexp(0, product) - np.log(max(self._k - 1, 1))
        return np.where(self._answered, right, 0), np.where(self._answered, wrong, 0)
