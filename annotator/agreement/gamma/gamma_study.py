"""The work that gamma, gamma-cat and gamma-k share: the best alignment of each document, and of random ones like it.

What is found adds up over documents, so that the coefficients of any set of them cost nothing more.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.gamma.alignment import LIMITS, Limits, best_alignments
from annotator.agreement.gamma.continuum import (
    AS_IN_PAPER,
    Continuum,
    Dissimilarity,
    Units,
    categories_of,
    joined,
    units_of,
)
from annotator.agreement.gamma.gamma_cat import category_terms
from annotator.agreement.gamma.sampler import random_units, samples_needed
from annotator.agreement.results import category_name
from annotator.agreement.tally import Array
from annotator.model.errors import Bug

Progress = Callable[[int, int], None]
"""Called with how many documents are done, and of how many; what it raises ends the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GammaOptions:
    """How gamma is computed. `samples`: random continua of each document; `seed`: the same one gives the same numbers.

    `precision`: as many more samples as it takes to know the expected disorder of a document within this share of it 95
    times of 100; None for no more. `limits`: when an exact alignment is given up.
    """

    samples: int = 30
    seed: int = 1
    precision: float | None = None
    dissimilarity: Dissimilarity = AS_IN_PAPER
    limits: Limits = LIMITS

    def __post_init__(self) -> None:
        if self.samples < 1 or self.seed < 0 or (self.precision is not None and not 0 < self.precision < 1):
            raise Bug("gamma needs at least one sample, a seed that is not negative and a precision between 0 and 1")


CHOICES = GammaOptions()


@dataclass(frozen=True, slots=True)
class AlignmentFigures:
    """What aligning one document has found.

    `disorders`: (2,), observed and expected. `terms`: (2, 1 + categories, 3), observed and expected `category_terms`.
    `disorder_variance`: of the expected disorder, a mean over samples; `term_variances`: (1 + categories, 3, 3), of the
    expected terms of each, with their covariances; NaN where there was one sample only.
    `alignments`: how many there were, of which `unproven` are perhaps not the best ones.
    """

    disorders: Array
    terms: Array
    disorder_variance: float = 0.0
    term_variances: Array | None = None
    alignments: int = 0
    unproven: int = 0


@dataclass(frozen=True, slots=True)
class GammaStudy:
    """What was found, document by document.

    `used`: (documents, categories), the units of each category; `is_compared`: (documents,), whether two coders took
    part and one of them marked something. `found` has zeros where they did not.
    """

    categories: tuple[str, ...]
    used: Array
    is_compared: Array
    found: tuple[AlignmentFigures, ...]
    choices: GammaOptions

    @property
    def units(self) -> Array:
        """Return (documents,): the units that were compared."""
        total: Array = self.used.sum(axis=1) * self.is_compared
        return total


def study(
    documents: Sequence[Continuum], choices: GammaOptions = CHOICES, progress: Progress | None = None
) -> GammaStudy:
    """Align each document and its samples. What is found for a document does not depend on which others there are."""
    categories = categories_of(documents)
    tell = progress or (lambda done, total: None)
    found, used, is_compared = [], [], []
    for number, document in enumerate(documents):
        tell(number, len(documents))
        units = units_of(document, categories)
        used.append(np.bincount(units.category, minlength=len(categories)))
        is_compared.append(len(units) > 0 and units.coders > 1)
        none = AlignmentFigures(np.zeros(2), np.zeros((2, 1 + len(categories), 3)))
        found.append(_found(units, document.length, len(categories), choices) if is_compared[-1] else none)
    tell(len(documents), len(documents))
    return GammaStudy(
        tuple(map(category_name, categories)),
        np.array(used, dtype=np.float64).reshape(len(documents), len(categories)),
        np.array(is_compared, dtype=np.float64),
        tuple(found),
        choices,
    )


def _found(real: Units, length: float, categories: int, choices: GammaOptions) -> AlignmentFigures:
    rng = np.random.default_rng([choices.seed, _digest(real)])
    samples = random_units(real, length, choices.samples, rng)
    disorder, terms, unproven = _aligned(joined(real, samples), categories, choices)
    if choices.precision is not None:
        needed = samples_needed(disorder[1:], choices.precision) - choices.samples
        if needed > 0:
            more = _aligned(random_units(real, length, needed, rng), categories, choices)
            disorder, terms, unproven = (
                np.concatenate(pair) for pair in zip((disorder, terms, unproven), more, strict=True)
            )
    return AlignmentFigures(
        np.array([disorder[0], disorder[1:].mean()]),
        np.stack([terms[0], terms[1:].mean(axis=0)]),
        float(_variances_of_mean(disorder[1:, None]).item()),
        _variances_of_mean(terms[1:]),
        len(disorder),
        int(unproven.sum()),
    )


def _variances_of_mean(samples: Array) -> Array:
    """Return (..., f, f): variances and covariances of the means of `samples`, (n, ..., f); NaN for a single one."""
    apart = samples - samples.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.einsum("n...i,n...j->...ij", apart, apart) / (len(samples) - 1) / len(samples)
    return found


def _aligned(units: Units, categories: int, choices: GammaOptions) -> tuple[Array, Array, Array]:
    """Return the disorder, the category terms and whether it is unproven, of each continuum."""
    alignments = best_alignments(units, choices.dissimilarity, choices.limits)
    terms = category_terms(alignments, choices.dissimilarity, categories)
    return alignments.disorder, terms, alignments.unproven.astype(np.float64)


def _digest(units: Units) -> int:
    """Return a number that differs between documents, so that their samples do too, but not with their order.

    It comes of where the units are, and not of what they are called.
    """
    return zlib.crc32(np.stack([units.coder, units.start, units.stop]).astype("<f8").tobytes())
