"""Tests of whether margins are the same, by others. `counts`: a square table."""

import numpy as np
from statsmodels.stats.contingency_tables import SquareTable, mcnemar

from tests.oracles.programs.answering import answer


def homogeneity(counts: list[list[int]]) -> dict[str, list[float]]:
    """Return the statistic, its degrees of freedom and p by each method."""
    table = SquareTable(np.array(counts), shift_zeros=False)
    found = {name: table.homogeneity(method=name) for name in ("stuart_maxwell", "bhapkar")}
    return {name: [float(one.statistic), float(one.df), float(one.pvalue)] for name, one in found.items()}


def mcnemar_of(first: int, other: int, exact: bool) -> dict[str, float]:
    """Return McNemar's test, chi-squared not being corrected for continuity."""
    found = mcnemar(np.array([[0, first], [other, 0]]), exact=exact, correction=False)
    return {"statistic": float(found.statistic), "p": float(found.pvalue)}


if __name__ == "__main__":
    answer({each.__name__: each for each in (homogeneity, mcnemar_of)})
