"""A coefficient over some of the documents of a tally."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotator.agreement.results import CoefficientResult
from annotator.agreement.tally import Tally, evaluate


def evaluate_some(tally: Tally, documents: Sequence[int]) -> CoefficientResult:
    """Return the coefficient over some of the documents, by their numbers: the others add nothing."""
    part = np.zeros(len(tally.n))
    part[list(documents)] = 1
    used = part[:, None] * tally.used if tally.used is not None and tally.used.size else tally.used
    return evaluate(replace(tally, sums=part[:, None] * tally.sums, n=part * tally.n, used=used))
