"""How much less is known of coders because documents differ: in one they are all right, in another it is hard to be.

The model takes units for independent. Within a document they are not quite, so that what it says is surer than it may
be. The design effect is how much more a share varies between documents than it would if units were independent; its
interval is widened by that, on the scale of the logarithm of the odds, and for how little few documents tell of it.

Kish, L. (1965). Survey sampling, 8.2, for the design effect; Rao & Wu (1988), Resampling inference with complex survey
data, for the variance between clusters.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from annotator.agreement.posterior.votes import Votes
from annotator.agreement.tally import Array

_EDGE = 1e-6
_FEWEST = 2
"""Documents between which anything can differ."""


@dataclass(frozen=True, slots=True)
class DesignEffects:
    """By how much variances grow, at least 1. `accuracy`: (coders,); `confusion`: (coders, k, k), true then said.

    `precision`: (coders, k); `prevalence`: (k,). `documents`: how many there are.
    """

    accuracy: Array
    confusion: Array
    precision: Array
    prevalence: Array
    documents: int


def design_effects(votes: Votes, posterior: Array) -> DesignEffects:
    """Return the design effects of documents; `posterior`: (r, k), the chance of each category by row."""
    said = votes.said()
    rows, coders, k = said.shape
    answers = said.sum(axis=2)
    right = np.einsum("rjk,rk->rj", said, posterior)
    doubt = posterior * (1 - posterior)
    # Of each share by row: what its units add beyond what they do on average, and how little that is known for sure.
    accuracy = right - answers * _mean(right, answers, votes.weight)
    of_true = posterior[:, None, :, None] * said[:, :, None, :]
    asked = np.broadcast_to((posterior[:, None, :] * answers[:, :, None])[..., None], of_true.shape)
    chances = _mean(of_true, asked, votes.weight)
    confusion = of_true - asked * chances
    hits = said * posterior[:, None, :]
    precision = hits - said * _mean(hits, said, votes.weight)
    prevalence = posterior - _mean(posterior, np.ones_like(posterior), votes.weight)
    pairs = (
        (accuracy, np.maximum(right * (answers - right), 0)),
        (confusion, doubt[:, None, :, None] * (said[:, :, None, :] - answers[:, :, None, None] * chances) ** 2),
        (precision, said**2 * doubt[:, None, :]),
        (prevalence, doubt),
    )
    effects = [_effect(votes, one.reshape(rows, -1), unsure.reshape(rows, -1)) for one, unsure in pairs]
    return DesignEffects(
        effects[0],
        effects[1].reshape(coders, k, k),
        effects[2].reshape(coders, k),
        effects[3],
        votes.documents,
    )


def widened(value: Array, low: Array, high: Array, effect: Array, documents: int, level: float) -> tuple[Array, Array]:
    """Return the ends of intervals of shares, widened by design effects; all of one shape."""
    if documents < _FEWEST:
        return low, high
    # What documents add to the variance is known from as many of them only: Student's t for that part.
    factor = np.sqrt(1 + (effect - 1) * _t_over_z(documents - 1, level) ** 2)
    middle, down, up = (_log_odds(one) for one in (value, low, high))
    lower, upper = middle - factor * (middle - down), middle + factor * (up - middle)
    return np.minimum(low, 1 / (1 + np.exp(-lower))), np.maximum(high, 1 / (1 + np.exp(-upper)))


def _mean(numerator: Array, denominator: Array, weight: Array) -> Array:
    """Return ratios of totals over rows, 0 where there is nothing."""
    axes = (weight, numerator), (weight, denominator)
    above, below = (np.tensordot(*each, axes=(0, 0)) for each in axes)
    mean: Array = above / np.where(below > 0, below, 1)
    return mean


def _effect(votes: Votes, residuals: Array, unsure: Array) -> Array:
    """Return by how much more residuals (r, f) vary in documents than in units, at least 1.

    `unsure`: (r, f), the variance of the residual of a unit, since it is not known what is true of it.
    """
    if votes.documents < _FEWEST or votes.units_by_document is None:
        return np.ones(residuals.shape[1])
    document, row, weight = votes.units_by_document
    apart = (votes.weight[:, None] * unsure).sum(axis=0)
    within = (votes.weight[:, None] * residuals**2).sum(axis=0) + apart
    between = np.zeros(residuals.shape[1])
    for at in range(residuals.shape[1]):
        sums = np.bincount(document, weight * residuals[row, at], minlength=votes.documents)
        between[at] = (sums**2).sum() * votes.documents / (votes.documents - 1)
    effect: Array = np.maximum(1, (between + apart) / np.where(within > 0, within, 1))
    return effect


def _log_odds(share: Array) -> Array:
    inside = np.clip(share, _EDGE, 1 - _EDGE)
    odds: Array = np.log(inside / (1 - inside))
    return odds


def _t_over_z(df: int, level: float) -> float:
    """Return Student's quantile over the normal one (Cornish-Fisher; Abramowitz & Stegun 1964, 26.7.5)."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return (z + first / df + second / df**2 + third / df**3) / z
