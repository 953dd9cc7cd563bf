"""What is known of coders under MACE, with its doubt: draws from its posterior by Gibbs sampling.

As `sampling` for Dawid and Skene's model: what is true of each unit and which answers were known are drawn given the
coders, and the coders given these, with the priors of `mace`.
"""

import numpy as np

from annotator.agreement.input.ratings import MISSING
from annotator.agreement.posterior.mace import KNOWING_PRIOR, STRATEGY_PRIOR, candidates_of, mace
from annotator.agreement.posterior.sampling import CHAINS, KEPT, WARM_UP
from annotator.agreement.posterior.votes import Votes
from annotator.agreement.tally import Array


class MaceDraws:
    """Draws from the posterior, n of them.

    `accuracy`: (n, coders), the chance that a coder says what is true, by knowing it or by habit. `knowing`: (n,
    coders). `posterior`: (r, k), the chance of each category by row, over all draws.
    """

    def __init__(self, knowing: Array, k: int, posterior: Array) -> None:
        self.knowing = knowing
        # All categories are equally likely to be true, so that a habit hits one in k.
        self.accuracy: Array = knowing + (1 - knowing) / max(k, 1)
        self.posterior = posterior


def draw_mace(votes: Votes, seed: int = 1, kept: int = KEPT) -> MaceDraws:
    """Draw from the posterior; the order of coders and documents changes nothing."""
    ordered, coders, rows = votes.in_order()
    knowing, posterior = _MaceSampler(ordered, np.random.default_rng(seed)).run(kept)
    return MaceDraws(knowing[:, coders], len(votes.categories), posterior[rows])


class _MaceSampler:
    """The chains, side by side: their first axis is that of the chains."""

    def __init__(self, votes: Votes, rng: np.random.Generator) -> None:
        self._rng, self._k, self._coders = rng, len(votes.categories), votes.coders
        self._coder = np.array(votes.coder, dtype=np.int64)
        self._answered = votes.rows != MISSING
        self._said = np.where(self._answered, votes.rows, 0)
        self._units = votes.weight.astype(np.int64)
        self._may_be = candidates_of(votes)
        # (columns, coders): whose answers a column has.
        self._own = np.equal.outer(self._coder, np.arange(votes.coders)).astype(float)
        start = mace(votes, restarts=2, iterations=20)
        self._knowing = np.broadcast_to(start.knowing, (CHAINS, votes.coders))
        strategy = start.strategy / start.strategy.sum(axis=1, keepdims=True)
        self._strategy = np.broadcast_to(strategy, (CHAINS, *strategy.shape))

    def run(self, kept: int) -> tuple[Array, Array]:
        """Warm up, then keep draws: of knowing, (n, coders), and the posterior, (r, k)."""
        for _ in range(WARM_UP):
            self._step()
        drawn, total = [], np.zeros((len(self._units), self._may_be.category.shape[1] + 1))
        for _ in range(kept):
            total += self._step().mean(axis=0)
            drawn.append(self._knowing)
        return np.concatenate(drawn), self._may_be.spread(total / kept, self._k)

    def _step(self) -> Array:
        """Draw what is true, what was known, then the coders; return the chances that truth was drawn from."""
        knowing = self._knowing[:, self._coder][:, None, :]
        habit = (1 - knowing) * self._strategy[:, self._coder[None, :], self._said]
        chances = self._chances(habit, knowing)
        truth = self._rng.multinomial(self._units, chances)
        # Of the units in which an answer is what is true, some were known and the others hit by habit.
        hits = (truth[:, :, None, :-1] * self._may_be.same).sum(axis=3)
        known = self._rng.binomial(hits, np.where(self._answered, knowing / (habit + knowing), 0))
        rest = np.where(self._answered, self._units[:, None], 0) - known
        self._draw_coders(known.astype(np.float64), rest.astype(np.float64))
        return chances

    def _chances(self, habit: Array, knowing: Array) -> Array:
        """Return (chains, r, m + 1): the chances of the candidates."""
        logs = np.log(habit[..., None] + knowing[..., None] * self._may_be.same)
        said = np.where(self._answered[..., None], logs, 0).sum(axis=2)
        said = np.where(self._may_be.category != MISSING, said, -np.inf)
        nobody = np.where(self._answered, np.log(habit), 0).sum(axis=2)
        with np.errstate(divide="ignore"):
            nobody = nobody + np.log(self._may_be.rest)
        logs = np.concatenate([said, nobody[..., None]], axis=2)
        chances = np.exp(logs - logs.max(axis=2, keepdims=True))
        shares: Array = chances / chances.sum(axis=2, keepdims=True)
        return shares

    def _draw_coders(self, known: Array, rest: Array) -> None:
        knew, guessed = known.sum(axis=1) @ self._own, rest.sum(axis=1) @ self._own
        by_habit, by_knowing = KNOWING_PRIOR
        self._knowing = np.clip(self._rng.beta(knew + by_knowing, guessed + by_habit), 1e-12, 1 - 1e-12)
        counts = np.zeros((CHAINS, self._coders, self._k))
        chain = np.arange(CHAINS)[:, None, None]
        np.add.at(counts, (chain, self._coder[None, None, :], self._said[None]), rest)
        drawn = np.maximum(self._rng.standard_gamma(counts + STRATEGY_PRIOR), 1e-300)
        self._strategy = drawn / drawn.sum(axis=2, keepdims=True)
