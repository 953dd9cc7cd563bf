"""What is known of coders under Dawid and Skene's model, with its doubt: draws from the posterior by Gibbs sampling.

EM gives the likeliest coders and takes them for certain, so that with few units its probabilities are too sure of
themselves. Here prevalence and confusion are drawn given who is right, and who is right given these, in turn; what is
said of a unit or of a coder is an average over all draws, and its interval holds the middle of them.

Each coder and category start with `PRIOR_ANSWERS` answers of which `PRIOR_RIGHT` are right and the others spread
evenly: what a coder of whom nothing is known may be like. It also tells categories apart, which the likelihood alone
does not.

Where units are seen only if somebody said that something is there, the units that all missed are drawn too, from how
often the model says that all of those who were asked miss one (data augmentation of a truncated likelihood).

Dempster, Laird & Rubin (1977) for the augmentation; Gelfand & Smith (1990) for the sampler; Paun et al. (2018),
Comparing Bayesian models of annotation, TACL 6, for priors of this kind.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.posterior.dawid_skene import dawid_skene, log_chances
from annotator.agreement.posterior.votes import Votes
from annotator.agreement.tally import Array

PRIOR_ANSWERS, PRIOR_RIGHT = 3.0, 0.75
CHAINS, WARM_UP, KEPT = 16, 150, 100
"""Chains run side by side; what each does before its draws are kept; how many are kept of each."""
_MOST_UNSEEN = 1e12


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws from the posterior, n of them.

    `prevalence`: (n, k), of the units that are seen. `confusion`: (n, coders, k, k), true then said. `accuracy`:
    (n, coders), the chance that a coder says what is true of a unit that is seen. `precision`: (n, coders, k), of the
    units here that a coder put into a category, the share that belongs there. `posterior`: (r, k), the chance of each
    category by row, over all draws.
    """

    prevalence: Array
    confusion: Array
    accuracy: Array
    precision: Array
    posterior: Array


def draw(votes: Votes, seed: int = 1, kept: int = KEPT) -> Draws:
    """Draw from the posterior; `kept`: draws of each of the chains.

    The order of the coders and of the documents changes nothing: coders are drawn in an order that follows from what
    they said.
    """
    votes, coders, rows = votes.in_order()
    found = _Sampler(votes, np.random.default_rng(seed)).run(kept)
    return Draws(
        found.prevalence,
        found.confusion[:, coders],
        found.accuracy[:, coders],
        found.precision[:, coders],
        found.posterior[rows],
    )


def prior_answers(coders: int, k: int) -> Array:
    """Return (coders, k, k), true then said: the answers that everybody starts with."""
    wrong = PRIOR_ANSWERS * (1 - PRIOR_RIGHT) / max(k - 1, 1)
    table = np.full((k, k), wrong)
    np.fill_diagonal(table, PRIOR_ANSWERS * PRIOR_RIGHT)
    return np.broadcast_to(table, (coders, k, k))


class _Sampler:
    """The chains, side by side: their first axis is that of the chains."""

    def __init__(self, votes: Votes, rng: np.random.Generator) -> None:
        self._rng, self._unseen = rng, votes.unseen
        self._said = votes.said()
        rows, self._coders, self._k = self._said.shape
        self._flat = self._said.reshape(rows, self._coders * self._k)
        self._units = votes.weight.astype(np.int64)
        self._prior = prior_answers(self._coders, self._k)
        self._asked, group = np.unique(votes.answered(), axis=0, return_inverse=True)
        self._group: Ints = group.reshape(-1)
        self._in_group = np.equal.outer(np.arange(len(self._asked)), self._group).astype(float)
        start = dawid_skene(votes, self._prior, 1e-6, 500)
        self._posterior = np.broadcast_to(start.posterior, (CHAINS, *start.posterior.shape))
        self._confusion = np.broadcast_to(start.confusion, (CHAINS, *start.confusion.shape))
        self._prevalence = np.broadcast_to(start.prevalence, (CHAINS, self._k))

    def run(self, kept: int) -> Draws:
        """Warm up, then keep draws."""
        for _ in range(WARM_UP):
            self._step()
        draws: list[tuple[Array, ...]] = []
        posterior = np.zeros(self._posterior.shape[1:])
        for _ in range(kept):
            truth = self._step()
            posterior += self._posterior.mean(axis=0)
            draws.append((self._prevalence, self._confusion, self._accuracy(), self._precision(truth)))
        prevalence, confusion, accuracy, precision = (np.concatenate(one) for one in zip(*draws, strict=True))
        return Draws(prevalence, confusion, accuracy, precision, posterior / kept)

    def _step(self) -> Array:
        """Draw who is right, then the coders, then weigh the rows anew; return who is right: (chains, r, k)."""
        truth: Array = self._rng.multinomial(self._units, self._posterior).astype(np.float64)
        answers = (self._flat.T @ truth).reshape(CHAINS, self._coders, self._k, self._k).swapaxes(2, 3)
        if self._unseen >= 0:
            answers[..., self._unseen] += self._missed_by_all(truth)
        self._confusion = self._dirichlet(answers + self._prior)
        self._prevalence = self._dirichlet(truth.sum(axis=1) + 1)
        logs = log_chances(self._flat, self._prevalence, self._confusion)
        if self._unseen >= 0:
            logs = logs - np.log1p(-self._chance_of_missing())[:, self._group]
        chances = np.exp(logs - logs.max(axis=2, keepdims=True))
        self._posterior = chances / chances.sum(axis=2, keepdims=True)
        return truth

    def _chance_of_missing(self) -> Array:
        """Return (chains, groups, k): how likely all who were asked leave no trace, by who was asked and the truth."""
        logs = np.log(self._confusion[..., self._unseen])
        chance: Array = np.minimum(np.exp(np.einsum("gj,cjt->cgt", self._asked.astype(float), logs)), 1 - 1e-9)
        return chance

    def _missed_by_all(self, truth: Array) -> Array:
        """Draw (chains, coders, k): in how many units that nobody saw each coder was asked, by their truth."""
        chance = self._chance_of_missing()
        # A negative binomial number, as a Poisson number of a gamma one, which may have no units at all.
        rate = self._rng.standard_gamma(self._in_group @ truth) * chance / (1 - chance)
        missed = self._rng.poisson(np.minimum(rate, _MOST_UNSEEN)).astype(np.float64)
        by_coder: Array = np.einsum("gj,cgt->cjt", self._asked.astype(float), missed)
        return by_coder

    def _dirichlet(self, counts: Array) -> Array:
        drawn = np.maximum(self._rng.standard_gamma(counts), 1e-300)
        shares: Array = drawn / drawn.sum(axis=-1, keepdims=True)
        return shares

    def _accuracy(self) -> Array:
        right = np.diagonal(self._confusion, axis1=2, axis2=3)
        if self._unseen >= 0:
            missed = np.exp(np.log(self._confusion[..., self._unseen]).sum(axis=1, keepdims=True))
            seen = 1 - np.minimum(missed, 1 - 1e-9)
            traces = np.arange(self._k) != self._unseen
            right = np.where(traces, right / seen, 1 - (1 - right) / seen)
        accuracy: Array = (right * self._prevalence[:, None, :]).sum(axis=2)
        return accuracy

    def _precision(self, truth: Array) -> Array:
        """Return (chains, coders, k); 0 for a category that a coder never used."""
        right = np.einsum("rjk,crk->cjk", self._said, truth)
        said = np.einsum("rjk,r->jk", self._said, self._units.astype(float))
        precision: Array = right / np.maximum(said, 1)
        return precision


def middle(draws: Array, level: float = 0.95) -> tuple[Array, Array]:
    """Return the ends of the interval that holds the middle of the draws (n, …), each of shape (…)."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high
