"""Gamma: what a document costs with 30 samples, gamma, gamma-cat and gamma-k together, by how many coders there are.

The floor is the assignment or set partition alone, of the same samples: what no other way to find them would save.
"""

import statistics
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from annotator.agreement.gamma.alignment import best_alignments
from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, GammaUnit, categories_of, units_of
from annotator.agreement.gamma.gamma import gamma, gamma_cat, gamma_k
from annotator.agreement.gamma.gamma_study import GammaOptions, study
from annotator.agreement.gamma.sampler import random_units
from tests.benchmarks.figures import Figure, cpu_each

LOADS = {
    "2x40": (2, 40, 3_000),
    "3x30": (3, 30, 3_000),
    "4x20": (4, 20, 3_000),
    "5x15": (5, 15, 3_000),
    "5x15_sparse": (5, 15, 6_000),
    "5x15_dense": (5, 15, 2_000),
}
"""Coders, spans of each, characters; a span has 60 characters, so that 30 of them cover half of 3,000."""
_DOCUMENTS = 6


def figures() -> list[Figure]:
    """Return the CPU time of a document, the mean of several."""
    return [_figure(name, *load) for name, load in LOADS.items()]


def _figure(name: str, coders: int, spans: int, length: int) -> Figure:
    documents = [document(coders, spans, length, seed) for seed in range(_DOCUMENTS)]
    study(documents[:1])
    return Figure("gamma.document", name, _mean(documents, compute), "ms", _mean(documents, align))


def document(coders: int, spans: int, length: int, seed: int) -> Continuum:
    """Return what coders mark who mostly agree: 15 % elsewhere, 20 % with another label, half of the edges moved."""
    rng = np.random.default_rng(seed)
    starts = np.sort(rng.integers(0, length - 130, spans)).tolist()
    sizes = np.clip(rng.normal(60, 20, spans), 8, 120).astype(int).tolist()
    labels = rng.integers(0, 5, spans).tolist()
    made = []
    for _ in range(coders):
        mine = []
        for start, size, label in zip(starts, sizes, labels, strict=True):
            begin = start if rng.random() > 0.15 else int(rng.integers(0, length - 130))
            begin = min(max(begin + int(rng.normal(0, 8) * (rng.random() < 0.5)), 0), length - 130)
            stop = begin + max(3, size + int(rng.normal(0, 8) * (rng.random() < 0.5)))
            mine.append(GammaUnit(begin, stop, f"label {label if rng.random() > 0.2 else int(rng.integers(5))}"))
        made.append(mine)
    return Continuum(made, length)


def compute(one: Continuum) -> None:
    """Do all of it."""
    found = study([one])
    for tally in (gamma(found), gamma_cat(found), *(gamma_k(found, category) for category in found.categories)):
        tally.finish(tally.sums)


def align(one: Continuum) -> None:
    """Align samples only."""
    units = units_of(one, categories_of([one]))
    best_alignments(random_units(units, one.length, GammaOptions().samples, np.random.default_rng(1)), AS_IN_PAPER)


def _mean(documents: Sequence[Continuum], work: Callable[[Continuum], None]) -> float:
    return statistics.mean(statistics.median(cpu_each(partial(work, one), 3)) for one in documents)
