"""Coefficients of agreement by others. `rows`: what each coder said of a unit, None where they said nothing.

An answer is None where a program gives no number.
"""

import statistics
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from nltk.metrics import (
    AnnotationTask,
    binary_distance,
    interval_distance,
    jaccard_distance,
    masi_distance,
    pk,
    windowdiff,
)
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from tests.oracles.programs.answering import answer, number

Rows = Sequence[Sequence[Any]]
DISTANCES = {
    "nominal": binary_distance,
    "interval": interval_distance,
    "jaccard": jaccard_distance,
    "masi": masi_distance,
}


def of_irrcac(rows: Rows, weights: str, categories: Sequence[Any]) -> dict[str, float | None]:
    """Return Gwet's coefficients with their standard errors, and the percent agreement that most of them share."""
    found = CAC(pd.DataFrame(rows), weights=weights, categories=list(categories), digits=15)
    with np.errstate(all="ignore"):
        parts = {name: _estimate(found, name) for name in GWETS}
    values = {name: number(part.get("coefficient_value")) for name, part in parts.items()}
    errors = {f"{name} error": number(part.get("se")) for name, part in parts.items()}
    return {"percent": number(parts["bp"].get("pa")), **values, **errors}


def _estimate(found: CAC, name: str) -> dict[str, Any]:
    try:
        return dict(getattr(found, name)()["est"])
    except ZeroDivisionError:
        return {}


GWETS = ("fleiss", "conger", "bp", "gwet", "krippendorff")


def of_krippendorff(rows: Rows, level: str) -> float | None:
    """Return alpha of numbers."""
    matrix = np.array(rows, dtype=float).T
    try:
        return number(krippendorff.alpha(matrix, level_of_measurement=level))
    except ValueError:
        return None


def milliseconds_of_krippendorff(path: str) -> float:
    """Return what nominal alpha takes, the median of three calls, on a matrix (coders, units) in a file of numpy's."""
    matrix, spent = np.load(path), []
    for _ in range(3):
        begun = time.perf_counter()
        krippendorff.alpha(matrix, level_of_measurement="nominal")
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def of_scikit_learn(rows: Rows, weights: str | None) -> float | None:
    """Return Cohen's kappa of two coders who coded all units."""
    first, second = zip(*rows, strict=True)
    return number(cohen_kappa_score(first, second, weights=weights))


def of_statsmodels(rows: Rows, method: str) -> float | None:
    """Return Fleiss' or Randolph's kappa of coders who coded all units."""
    return number(fleiss_kappa(aggregate_raters(np.array(rows))[0], method=method))


def cohen_of_statsmodels(rows: Rows, weights: str | None) -> dict[str, float | None]:
    """Return Cohen's kappa of two coders who coded all units, with its standard error."""
    values = sorted({value for row in rows for value in row})
    counts = Counter(map(tuple, rows))
    table = np.array([[counts[one, other] for other in values] for one in values])
    found = cohens_kappa(table, wt=weights)
    return {"kappa": number(found.kappa), "error": number(found.std_kappa)}


def of_nltk(rows: Rows, function: str, distance: str = "nominal") -> float | None:
    """Return a coefficient; `rows` may have sets, as lists."""
    said = [
        (str(coder), str(unit), frozenset(value) if isinstance(value, list) else value)
        for unit, row in enumerate(rows)
        for coder, value in enumerate(row)
        if value is not None
    ]
    return number(getattr(AnnotationTask(said, distance=DISTANCES[distance]), function)())


def segmentation_of_nltk(one: str, other: str, width: int) -> dict[str, float | None]:
    """Return WindowDiff and Pk of two segmentations: a figure for each place between two units, 1 for a boundary."""
    return {"window-diff": number(windowdiff(one, other, width)), "pk": number(pk(one, other, width))}


if __name__ == "__main__":
    ASKED = (of_irrcac, of_krippendorff, of_scikit_learn, of_statsmodels, cohen_of_statsmodels, of_nltk)
    answer({each.__name__: each for each in (*ASKED, segmentation_of_nltk, milliseconds_of_krippendorff)})
