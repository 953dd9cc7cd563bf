"""Percent agreement: how often coders say the same, with nothing taken off for chance.

With missing values the literature has three ways to average, which differ: on Krippendorff's table of four coders
(2011) they give 0.800, 0.818 and 0.805. Which one was used is said in the result.
"""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from annotator.agreement.results import Result, shares
from annotator.agreement.units import Table, Value

NAME = "percent"
NO_PAIRS = "No unit was coded by two coders, so there is nothing to compare."


class Averaging(StrEnum):
    """How units that not all coders coded are weighed."""

    UNITS = "units"
    PAIRS = "pairs"
    VALUES = "values"


_SENTENCES = {
    Averaging.UNITS: "The mean, over units that at least two coders coded, of the share of their pairs that agree.",
    Averaging.PAIRS: "The share of all pairs of values that agree; a unit counts by its number of pairs.",
    Averaging.VALUES: "The share of values in agreeing pairs, as in alpha; a unit counts by its number of values.",
}
# The weight of a unit with m values, of which m (m - 1) ordered pairs are compared.
_WEIGHTS: dict[Averaging, Callable[[int], int]] = {
    Averaging.UNITS: lambda m: 1,
    Averaging.PAIRS: lambda m: m * (m - 1),
    Averaging.VALUES: lambda m: m,
}


def percent_agreement(table: Table, averaging: Averaging = Averaging.UNITS) -> Result:
    """Return the observed agreement of any number of coders; units with fewer than two values are left out.

    `UNITS`: Fleiss (1971), Gwet (2014); `PAIRS`: Artstein & Poesio (2008) where nothing is missing;
    `VALUES`: 1 - observed disagreement of Krippendorff (2011).
    """
    weight_of = _WEIGHTS[averaging]
    agreeing, everything, n = Fraction(0), 0, 0
    totals: Counter[Value] = Counter()
    for row, weight in table.items():
        counts = Counter(value for value in row if value is not None)
        m = counts.total()
        if m < 2 or weight <= 0:
            continue
        pairs = sum(count * (count - 1) for count in counts.values())
        agreeing += Fraction(weight * weight_of(m) * pairs, m * (m - 1))
        everything += weight * weight_of(m)
        n += weight
        for value, count in counts.items():
            totals[value] += weight * count
    if not everything:
        return Result(coefficient=NAME, value=None, undefined=NO_PAIRS, convention=_SENTENCES[averaging])
    value = float(agreeing / everything)
    return Result(
        coefficient=NAME,
        value=value,
        n=n,
        observed=value,
        prevalence=shares(totals),
        convention=_SENTENCES[averaging],
    )
