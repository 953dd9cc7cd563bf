"""Coders whose truth is known: they err as the models say that coders do, each in their own way."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.ratings import MISSING, Ints, Row, ratings_of
from annotator.agreement.posterior.votes import Votes, votes_of
from annotator.agreement.tally import Array


@dataclass(frozen=True, slots=True)
class Simulated:
    """`answers`: (units, coders), `MISSING` for none; `truth`: (units,); `confusion`: (coders, k, k), true, said."""

    answers: Ints
    truth: Ints
    confusion: Array
    prevalence: Array
    votes: Votes

    @property
    def rows(self) -> list[Row]:
        """What was said of each unit."""
        values = self.votes.categories
        return [tuple(values[one] if one >= 0 else None for one in row) for row in self.answers.tolist()]

    @property
    def accuracy(self) -> Array:
        """How likely each coder says what is true."""
        accuracy: Array = np.einsum("c,jcc->j", self.prevalence, self.confusion)
        return accuracy


def coders_who_err(
    rng: np.random.Generator,
    units: int,
    coders: int,
    prevalence: tuple[float, ...],
    right: tuple[float, float] = (0.6, 0.95),
    missing: float = 0.0,
) -> Simulated:
    """Simulate Dawid and Skene's model; `right`: between what the coders' chances to be right are drawn."""
    k = len(prevalence)
    confusion = np.zeros((coders, k, k))
    for coder in range(coders):
        base = rng.uniform(*right)
        for true in range(k):
            own = float(np.clip(base + rng.normal(0, 0.05), 0.05, 0.99))
            confusion[coder, true] = np.insert(rng.dirichlet(np.ones(k - 1)) * (1 - own), true, own)
    truth = rng.choice(k, units, p=prevalence)
    below = confusion[:, truth].cumsum(axis=2)
    answers = np.minimum((rng.random((coders, units, 1)) > below).sum(axis=2), k - 1).T.astype(np.int64)
    answers[rng.random(answers.shape) < missing] = MISSING
    kept = (answers != MISSING).sum(axis=1) >= 2
    return _simulated(answers[kept], truth[kept], confusion, np.array(prevalence), tuple(range(k)))


def markers(
    rng: np.random.Generator,
    passages: int,
    coders: int,
    found: tuple[float, float] = (0.6, 0.95),
    spurious: tuple[float, float] = (0.02, 0.3),
    share: float = 0.3,
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
    confusion = np.stack([1 - chances, chances], axis=2)
    seen = np.bincount(truth, minlength=2) / passages
    return _simulated(np.array(answers), np.array(truth), confusion, seen, (False, True))


def _simulated(
    answers: Ints, truth: Ints, confusion: Array, prevalence: Array, values: tuple[int, ...] | tuple[bool, ...]
) -> Simulated:
    rows = [tuple(values[one] if one >= 0 else None for one in row) for row in answers.tolist()]
    unseen = False if values == (False, True) and isinstance(values[0], bool) else None
    votes = votes_of(ratings_of([Counter(rows)], values), unseen=unseen)
    return Simulated(answers, truth, confusion, prevalence, votes)
