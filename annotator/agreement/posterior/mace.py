"""MACE: each coder knows the answer of a unit, or answers by habit.

With the chance `knowing` a coder says what is true; otherwise they say a category as often as their `strategy` has it,
whatever is true. All categories are equally likely to be true. A coder has one number more than there are categories,
where Dawid and Skene's model has a table of them: so it goes with values of which there are many, such as actors.

Fitted from several random starts, by EM, or by variational Bayes with a beta prior on knowing and a symmetric Dirichlet
prior on strategies; the likeliest of the fits counts.

Hovy, D., Berg-Kirkpatrick, T., Vaswani, A. & Hovy, E. (2013). Learning whom to trust with MACE. NAACL-HLT, 1120-1130.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.ratings import MISSING, Ints
from annotator.agreement.posterior.digamma import digamma
from annotator.agreement.posterior.votes import Votes
from annotator.agreement.tally import Array

RESTARTS, ITERATIONS = 10, 50
KNOWING_PRIOR = 0.5, 0.5
"""Of answering by habit and of knowing: most coders do mostly the one or the other."""
STRATEGY_PRIOR = 10.0
"""Of each category: habits are not far from even unless they show."""


@dataclass(frozen=True, slots=True)
class Mace:
    """A fitted model.

    `weights`: (coders, 2), of answering by habit and of knowing; under variational Bayes they are geometric means and
    sum to less than 1, as do those of a `strategy`: (coders, k), what each says by habit. `posterior`: (r, k), the
    chance of each category by row. `log_likelihood`: of all units.
    """

    weights: Array
    strategy: Array
    posterior: Array
    log_likelihood: float

    @property
    def knowing(self) -> Array:
        """The chance that a coder knows, (coders,)."""
        knowing: Array = self.weights[:, 1] / self.weights.sum(axis=1)
        return knowing


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be true of each row: what somebody said, one by one, and all the rest of the categories as one.

    `category`: (r, m), the distinct answers by number, `MISSING` where there are fewer. `same`: (r, columns, m),
    whether an answer is that candidate. `rest`: (r,), how many categories nobody said.
    """

    category: Ints
    same: npt.NDArray[np.bool_]
    rest: Ints

    def spread(self, chances: Array, k: int) -> Array:
        """Return (r, k) from the chances (r, m + 1) of the candidates; what nobody said shares the last evenly."""
        rows = len(self.category)
        even = chances[:, -1] / np.maximum(self.rest, 1)
        spread = np.repeat(even[:, None], k, axis=1)
        row, at = np.nonzero(self.category != MISSING)
        spread[row, self.category[row, at]] = chances[row, at]
        return spread if rows else np.zeros((0, k))


def candidates_of(votes: Votes) -> Candidates:
    """Return what may be true of each row."""
    distinct = [sorted({one for one in row if one != MISSING}) for row in votes.rows.tolist()]
    most = max(map(len, distinct), default=0)
    category = np.array([[*row, *[MISSING] * (most - len(row))] for row in distinct], dtype=np.int64)
    category = category.reshape(len(distinct), most)
    same = (votes.rows[:, :, None] == category[:, None, :]) & (category[:, None, :] != MISSING)
    rest = len(votes.categories) - (category != MISSING).sum(axis=1)
    return Candidates(category, same, rest)


def mace(
    votes: Votes,
    variational: bool = True,
    restarts: int = RESTARTS,
    iterations: int = ITERATIONS,
    start: tuple[Array, Array] | None = None,
    seed: int = 1,
) -> Mace:
    """Fit the model.

    `start`: weights and strategies to begin with, for one fit instead of `restarts` random ones, of which the first
    takes all coders for alike.
    """
    if start is not None:
        return _fit(votes, variational, iterations, *start)
    ordered, coders, rows = votes.in_order()
    rng, k = np.random.default_rng(seed), len(votes.categories)
    best: Mace | None = None
    for at in range(max(restarts, 1)):
        spread = 1 if at else 0
        weights = _share(rng.uniform(1, 1 + spread, (votes.coders, 2)), 0)
        strategy = _share(rng.uniform(1, 1 + spread, (votes.coders, k)), 0)
        found = _fit(ordered, variational, iterations, weights, strategy)
        if best is None or found.log_likelihood > best.log_likelihood:
            best = found
    assert best is not None
    return Mace(best.weights[coders], best.strategy[coders], best.posterior[rows], best.log_likelihood)


def _fit(votes: Votes, variational: bool, iterations: int, weights: Array, strategy: Array) -> Mace:
    model = _Model(votes)
    for _ in range(iterations):
        chances, _ = model.weigh(weights, strategy)
        known, by_habit = model.expected(weights, strategy, chances)
        counts = np.stack([by_habit.sum(axis=1), known], axis=1)
        if variational:
            weights = _expected_share(counts, np.array(KNOWING_PRIOR))
            strategy = _expected_share(by_habit, np.full(by_habit.shape[1], STRATEGY_PRIOR))
        else:
            smoothing = 0.01 / len(votes.categories)
            weights, strategy = _share(counts, smoothing), _share(by_habit, smoothing)
    chances, likelihood = model.weigh(weights, strategy)
    return Mace(weights, strategy, model.candidates.spread(chances, len(votes.categories)), likelihood)


class _Model:
    """The two halves of a step of EM, over the candidates of each row."""

    def __init__(self, votes: Votes) -> None:
        self._votes = votes
        self._coder = np.array(votes.coder, dtype=np.int64)
        self._answered = votes.rows != MISSING
        self._rows = np.where(self._answered, votes.rows, 0)
        self.candidates = candidates_of(votes)

    def weigh(self, weights: Array, strategy: Array) -> tuple[Array, float]:
        """Return (r, m + 1), the chances of the candidates, and the log likelihood."""
        habit = self._habit(weights, strategy)
        knows = weights[self._coder, 1][None, :, None] * self.candidates.same
        logs = np.log(np.maximum(habit[:, :, None] + knows, 1e-300))
        said = np.where(self._answered[:, :, None], logs, 0).sum(axis=1)
        said = np.where(self.candidates.category != MISSING, said, -np.inf)
        nobody = np.where(self._answered, np.log(np.maximum(habit, 1e-300)), 0).sum(axis=1)
        with np.errstate(divide="ignore"):
            nobody = nobody + np.log(self.candidates.rest)
        logs = np.concatenate([said, nobody[:, None]], axis=1) - np.log(max(len(self._votes.categories), 1))
        top = logs.max(axis=1, keepdims=True, initial=-np.inf)
        chances = np.exp(logs - top)
        total = chances.sum(axis=1, keepdims=True)
        return chances / total, float((self._votes.weight * (top + np.log(total))[:, 0]).sum())

    def expected(self, weights: Array, strategy: Array, chances: Array) -> tuple[Array, Array]:
        """Return how many answers of each coder were known, (coders,), and given by habit, (coders, k)."""
        own = weights[self._coder, 1][None, :]
        right = (chances[:, None, :-1] * self.candidates.same).sum(axis=2)
        known = right * own / np.maximum(self._habit(weights, strategy) + own, 1e-300)
        weight = np.where(self._answered, self._votes.weight[:, None], 0)
        coders = np.broadcast_to(self._coder, known.shape)
        by_habit = np.zeros(strategy.shape)
        np.add.at(by_habit, (coders, self._rows), weight * (1 - known))
        knew = np.bincount(coders.ravel(), (weight * known).ravel(), minlength=len(weights))
        return knew.astype(np.float64), by_habit

    def _habit(self, weights: Array, strategy: Array) -> Array:
        habit: Array = weights[self._coder, 0][None, :] * strategy[self._coder[None, :], self._rows]
        return habit


def _share(counts: Array, smoothing: float) -> Array:
    smoothed = counts + smoothing
    share: Array = smoothed / smoothed.sum(axis=1, keepdims=True)
    return share


def _expected_share(counts: Array, prior: Array) -> Array:
    """Return the geometric means of shares under their Dirichlet posteriors; they sum to less than 1."""
    posterior = counts + prior
    means: Array = np.exp(digamma(posterior) - digamma(posterior.sum(axis=1, keepdims=True)))
    return means
