"""Tests of whether two coders give labels equally often: each of units as if these were independent, and of documents.

They are one statistic, d' V⁻ d, where d adds up differences and V their squares and products. With units as what
differs it is McNemar's and, of several labels, Stuart and Maxwell's; with documents Obuchowski's, of which t and
Hotelling's T² are a function that takes account of how few documents there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from annotator.agreement.bias.tail_areas import chi_squared_above, evenly_split, f_above
from annotator.agreement.tally import Array
from annotator.model.many_tests import holm

FEWEST = 5
"""Documents that must differ, and be there at all, for a test over documents; with 4 it rejects 10 to 14 of 100."""
DOCUMENTS_A_DEGREE = 2
"""So many documents for each degree of freedom, or labels are tested one by one."""
_EXACT_BELOW = 25
"""Units that differ; of more chi-squared is near enough."""
_ROUNDING = 1e-9

NEVER = "The two never differ on it, so that there is nothing to test."
TOO_FEW = f"The two differ in fewer than {FEWEST} documents, too few for a test over documents."
NONE_OFTEN = f"There is no label on which the two differ in {FEWEST} documents, too few for a test over documents."


class TestKind(StrEnum):
    """Which test it is; of documents (clusters) or of units."""

    __test__ = False
    EXACT = "exact binomial"
    MCNEMAR = "McNemar"
    STUART_MAXWELL = "Stuart-Maxwell"
    T = "t over documents"
    SIGN = "sign test over documents"
    HOTELLING = "Hotelling over documents"
    SMALLEST = "smallest p of single labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginTest:
    """A test. `p` is None exactly where `why` says why there is none; `adjusted`: p by Holm, for several labels.

    `statistic`: chi-squared with `df`, or t or F with `df` and `other_df`; None where there is none. `note`: what to
    know of it, as a sentence.
    """

    kind: TestKind
    p: float | None
    statistic: float | None = None
    df: int | None = None
    other_df: int | None = None
    adjusted: float | None = None
    why: str = ""
    note: str = ""


def mcnemar(first: int, other: int) -> MarginTest:
    """Return whether as many units have a label of the first coder alone as have it of the other alone.

    Fewer than 25 such units: the exact binomial test, two-sided, p at most 1; else chi-squared with one degree of
    freedom, not corrected for continuity. McNemar, Q. (1947). Note on the sampling error of the difference between
    correlated proportions or percentages. Psychometrika 12(2), 153-157.
    """
    n = first + other
    if not n:
        return MarginTest(kind=TestKind.EXACT, p=None, why=NEVER)
    if n < _EXACT_BELOW:
        return MarginTest(kind=TestKind.EXACT, p=evenly_split(first, other))
    statistic = (first - other) ** 2 / n
    return MarginTest(kind=TestKind.MCNEMAR, p=chi_squared_above(statistic, 1), statistic=statistic, df=1)


def stuart_maxwell(difference: Array, variance: Array) -> MarginTest:
    """Return whether two coders give all labels equally often.

    `difference`: (k,), how often the first gave each less how often the other did. `variance`: (k, k), over units the
    products of the differences; of a square table of counts nᵢⱼ that is nᵢ. + n.ᵢ - 2nᵢᵢ and -(nᵢⱼ + nⱼᵢ). It is
    singular by nature, and where labels fall into groups of which none is taken for one of another group, once more
    for each group: so its generalised inverse is taken, and its rank for degrees of freedom.
    Stuart, A. (1955). A test for homogeneity of the marginal distributions in a two-way classification. Biometrika
    42(3/4), 412-416. Maxwell, A. E. (1970). Comparing the classification of subjects by two independent judges.
    British Journal of Psychiatry 116(535), 651-655.
    """
    found, df = _quadratic(difference, variance)
    if not df:
        return MarginTest(kind=TestKind.STUART_MAXWELL, p=None, why=NEVER)
    return MarginTest(kind=TestKind.STUART_MAXWELL, p=chi_squared_above(found, df), statistic=found, df=df)


def t_over_documents(differing: Array, documents: int) -> MarginTest:
    """Return whether a difference is none on average over documents: t with documents less one degrees of freedom.

    `differing`: the differences that are not 0, of so many of the `documents`. Where all documents have the same one,
    t has no variance, and the sign test stands in its place. With (Σd)² / Σd² = Q, t² is (K - 1) Q / (K - Q), and
    chi-squared (K - 1) Q / K in Obuchowski, N. A. (1998). On the comparison of correlated proportions for clustered
    data. Statistics in Medicine 17(13), 1495-1507.
    """
    if len(differing) < FEWEST:
        return _too_few(len(differing), TestKind.T)
    q = float(differing.sum() ** 2 / (differing**2).sum())
    if documents - q < _ROUNDING * documents:
        return MarginTest(kind=TestKind.SIGN, p=evenly_split(0, documents))
    squared = (documents - 1) * q / (documents - q)
    t = float(np.sign(differing.sum()) * np.sqrt(squared))
    p = f_above(squared, 1, documents - 1)
    return MarginTest(kind=TestKind.T, p=p, statistic=t, df=documents - 1)


def over_documents(differences: Array, singles: Sequence[MarginTest]) -> MarginTest:
    """Return whether all labels are given equally often on average over documents.

    `differences`: (documents, k), those of each label; `singles`: their tests one by one, adjusted. Columns with
    differences in fewer than five documents are left out. Hotelling's T² where there are two documents for each degree
    of freedom; else the smallest adjusted p of the single labels.
    Hotelling, H. (1931). The generalization of Student's ratio. Annals of Mathematical Statistics 2(3), 360-378.
    """
    documents = len(differences)
    often = (differences != 0).sum(axis=0) >= FEWEST
    if not often.any():
        return none_often(int((differences != 0).any(axis=1).sum()))
    kept = differences[:, often]
    q, df = _quadratic(kept.sum(axis=0), kept.T @ kept)
    if documents < DOCUMENTS_A_DEGREE * df or documents - q < _ROUNDING * documents:
        p = min(one.adjusted for one in singles if one.adjusted is not None)
        return MarginTest(kind=TestKind.SMALLEST, p=p)
    statistic = (documents - df) / df * q / (documents - q)
    p = f_above(statistic, df, documents - df)
    return MarginTest(kind=TestKind.HOTELLING, p=p, statistic=float(statistic), df=df, other_df=documents - df)


def none_often(differing: int) -> MarginTest:
    """Return that there is no test of all labels, since there is none of any; they differ in so many documents."""
    if differing >= FEWEST:
        return MarginTest(kind=TestKind.HOTELLING, p=None, why=NONE_OFTEN)
    return _too_few(differing, TestKind.HOTELLING)


def adjusted(tests: Sequence[MarginTest]) -> list[MarginTest]:
    """Return tests with p made for as many as there are, those without a p left out; see `holm`."""
    corrected = iter(holm([one.p for one in tests if one.p is not None]))
    return [one if one.p is None else replace(one, adjusted=next(corrected)) for one in tests]


def _quadratic(difference: Array, variance: Array) -> tuple[float, int]:
    """Return d' V⁻ d, which is the same for each generalised inverse, and the rank of V.

    By elimination, the largest that is left on the diagonal first: quicker than eigenvalues, and in one thread.
    """
    left, d, found, rank = variance.astype(np.float64), difference.astype(np.float64), 0.0, 0
    least = _ROUNDING * max(float(left.diagonal().max(initial=0.0)), 1.0)
    while rank < len(d):
        at = int(left.diagonal().argmax())
        pivot, of = float(left[at, at]), left[at].copy()
        if pivot <= least:
            break
        found += float(d[at]) ** 2 / pivot
        d = d - of * (d[at] / pivot)
        left -= np.multiply.outer(of, of / pivot)
        left[at], left[:, at] = 0.0, 0.0
        rank += 1
    return found, rank


def _too_few(differing: int, kind: TestKind) -> MarginTest:
    return MarginTest(kind=kind, p=None, why=TOO_FEW if differing else NEVER)
