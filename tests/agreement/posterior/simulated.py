"""Coders whose truth is known: they err as the models say that coders do, each in their own way."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.ratings import MISSING, Ints, Row, Value, ratings_of
from annotator.agreement.posterior.votes import Votes, votes_of
from annotator.agreement.tally import Array

_DRAWS = 4000
"""Documents over which a coder's chances are averaged to say what they are."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """`answers`: (units, coders), `MISSING` for none; `truth`: (units,).

    `confusion`: (coders, k, k), true then said; `accuracy`: (coders,), how likely each says what is true of a unit that
    is seen. Both are what they are over all documents that there might be.
    """

    answers: Ints
    truth: Ints
    confusion: Array
    accuracy: Array
    votes: Votes

    @property
    def rows(self) -> list[Row]:
        """What was said of each unit."""
        values = self.votes.categories
        return [tuple(values[one] if one >= 0 else None for one in row) for row in self.answers.tolist()]


def coders_who_err(
    rng: np.random.Generator,
    units: int,
    coders: int,
    prevalence: tuple[float, ...],
    right: tuple[float, float] = (0.6, 0.95),
    missing: float = 0.0,
    documents: int = 10,
    spread: float = 0.0,
    together: bool = False,
) -> Simulated:
    """Simulate Dawid and Skene's model; `right`: between what the coders' chances to be right are drawn.

    `spread`: how much better or worse they are in each of the `documents`, as a standard deviation of log odds;
    `together`: whether a document is as hard for all of them.
    """
    k = len(prevalence)
    own, wrong = np.zeros((coders, k)), np.zeros((coders, k, k))
    for coder in range(coders):
        base = rng.uniform(*right)
        for true in range(k):
            own[coder, true] = np.clip(base + rng.normal(0, 0.05), 0.05, 0.99)
            wrong[coder, true] = np.insert(rng.dirichlet(np.ones(k - 1)), true, 0)
    truth = rng.choice(k, units, p=prevalence)
    where = np.sort(rng.integers(0, documents, units))
    shifts = rng.normal(0, spread, (documents, 1 if together else coders)) + np.zeros((documents, coders))
    chance = _shifted(own[:, truth].T, shifts[where])
    is_right = rng.random((units, coders)) < chance
    below = wrong[:, truth].cumsum(axis=2).swapaxes(0, 1)
    others = np.minimum((rng.random((units, coders, 1)) > below).sum(axis=2), k - 1)
    answers = np.where(is_right, truth[:, None], others).astype(np.int64)
    answers[rng.random(answers.shape) < missing] = MISSING
    kept = (answers != MISSING).sum(axis=1) >= 2
    usual = _shifted(own, rng.normal(0, spread, (_DRAWS, 1, 1))).mean(axis=0) if spread else own
    confusion = (1 - usual)[..., None] * wrong
    confusion[:, range(k), range(k)] = usual
    accuracy: Array = usual @ np.array(prevalence)
    votes = _votes(answers[kept], tuple(range(k)), where[kept])
    return Simulated(answers[kept], truth[kept], confusion, accuracy, votes)


def markers(
    rng: np.random.Generator,
    passages: int,
    coders: int,
    found: tuple[float, float] = (0.6, 0.95),
    spurious: tuple[float, float] = (0.02, 0.3),
    share: float = 0.3,
    documents: int = 10,
) -> Simulated:
    """Simulate coders who mark passages; those that nobody marked are not seen.

    `found`: between what the chances to mark a true passage are drawn; `spurious`: another; `share`: of true ones.
    """
    chances = np.stack([rng.uniform(*spurious, coders), rng.uniform(*found, coders)], axis=1)
    truth: list[int] = []
    answers: list[npt.NDArray[np.int64]] = []
    while len(truth) < passages:
        true = int(rng.random() < share)
        marked = (rng.random(coders) < chances[:, true]).astype(np.int64)
        if marked.any():
            truth.append(true)
            answers.append(marked)
    seen = 1 - (1 - chances).prod(axis=0)
    prevalence = np.array([1 - share, share]) * seen
    right = np.stack([1 - chances[:, 0] / seen[0], chances[:, 1] / seen[1]], axis=1)
    accuracy: Array = right @ (prevalence / prevalence.sum())
    confusion = np.stack([1 - chances, chances], axis=2)
    votes = _votes(np.array(answers), (False, True), np.sort(rng.integers(0, documents, passages)), False)
    return Simulated(np.array(answers), np.array(truth), confusion, accuracy, votes)


def _shifted(chance: Array, by: Array) -> Array:
    """Return chances moved on the scale of the logarithm of their odds."""
    moved: Array = 1 / (1 + (1 - chance) / chance * np.exp(-by))
    return moved


def _votes(answers: Ints, values: tuple[Value, ...], where: Ints, unseen: Value | None = None) -> Votes:
    tables: list[Counter[Row]] = [Counter() for _ in range(int(where.max(initial=0)) + 1)]
    for row, document in zip(answers.tolist(), where.tolist(), strict=True):
        tables[document][tuple(values[one] if one >= 0 else None for one in row)] += 1
    return votes_of(ratings_of(tables, values), unseen=unseen)
