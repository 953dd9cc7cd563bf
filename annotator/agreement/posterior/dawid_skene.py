"""Dawid and Skene's model: each coder has a table of what they say when something else is true.

    P(answers of a unit) = sum over c of prevalence[c] * product over coders j of confusion[j, c, answer of j]

Given the truth, coders err independently of each other. Fitted by EM from the shares of the votes.

Dawid, A. P. & Skene, A. M. (1979). Maximum likelihood estimation of observer error-rates using the EM algorithm.
Applied Statistics, 28(1), 20-28.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.posterior.votes import Votes
from annotator.agreement.tally import Array

_TINY = 1e-300
"""Stands for 0 under a logarithm."""


@dataclass(frozen=True, slots=True)
class DawidSkene:
    """A fitted model.

    `prevalence`: (k,), the share of each category among the units. `confusion`: (coders, k, k), the chance that a coder
    says the last category where the middle one is true. `posterior`: (r, k), the chance of each category by row.
    `log_likelihood`: of all units. `iterations`: of EM.
    """

    prevalence: Array
    confusion: Array
    posterior: Array
    log_likelihood: float
    iterations: int


def dawid_skene(
    votes: Votes, prior: Array | None = None, tolerance: float = 1e-12, iterations: int = 10_000
) -> DawidSkene:
    """Fit the model by EM, from the shares of the votes, until the log likelihood rises by less than `tolerance`.

    `prior`: (coders, k, k), answers added to those that were given, none where it is left out; then the likelihood
    is the one without them. A category that is never true under the model has a confusion of equal chances.
    """
    said = votes.said()
    rows, coders, k = said.shape
    flat = said.reshape(rows, coders * k)
    posterior, before, likelihood = votes.shares(), -np.inf, -np.inf
    done = 0
    while done < iterations:
        done += 1
        weighted = posterior * votes.weight[:, None]
        prevalence = weighted.sum(axis=0) / max(votes.units, 1)
        counts = (flat.T @ weighted).reshape(coders, k, k).transpose(0, 2, 1)
        confusion = _shares(counts if prior is None else counts + prior)
        logs = log_chances(flat, prevalence, confusion)
        top = logs.max(axis=1, keepdims=True, initial=-np.inf)
        chances = np.exp(logs - top)
        total = chances.sum(axis=1, keepdims=True)
        posterior = chances / total
        likelihood = float((votes.weight * (top + np.log(total))[:, 0]).sum())
        if abs(likelihood - before) < tolerance:
            break
        before = likelihood
    return DawidSkene(prevalence, confusion, posterior, likelihood, done)


def log_chances(flat: Array, prevalence: Array, confusion: Array) -> Array:
    """Return (…, r, k): the logarithm of the chance of a row and a truth together.

    `flat`: (r, coders * k), as `Votes.said`; `prevalence`: (…, k); `confusion`: (…, coders, k, k), true then said.
    """
    coders, k = confusion.shape[-3], confusion.shape[-1]
    by_answer = np.log(np.maximum(confusion, _TINY)).swapaxes(-1, -2)
    told: Array = flat @ by_answer.reshape(*confusion.shape[:-3], coders * k, k)
    return told + np.log(np.maximum(prevalence, _TINY))[..., None, :]


def _shares(counts: Array) -> Array:
    total = counts.sum(axis=2, keepdims=True)
    # What is left of a category that is never true is no answer.
    given = total > 1e-9
    return np.where(given, counts / np.where(given, total, 1), 1 / max(counts.shape[2], 1))
