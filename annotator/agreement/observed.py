"""Percent agreement: how often coders say the same, with nothing taken off for chance.

With missing values the literature has several ways to average, which differ: on Krippendorff's table of four coders
(2011) they give 0.818, 0.800, 0.805 and 0.782. Which one was used is said in the result.
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
    VALUES = "values"
    CORRECTED = "values, corrected"
    PAIRS = "pairs"


_SENTENCES = {
    Averaging.UNITS: "The mean, over units that at least two coders coded, of the share of their pairs that agree.",
    Averaging.VALUES: "As in alpha: the same mean, in which a unit counts by its number of values.",
    Averaging.CORRECTED: "As in alpha, corrected for a small sample: disagreement is reduced by 1 / number of values.",
    Averaging.PAIRS: "The share of all pairs of values that agree; a unit counts by its number of pairs.",
}
# The weight of a unit with m values, of which m (m - 1) ordered pairs are compared.
_WEIGHTS: dict[Averaging, Callable[[int], int]] = {
    Averaging.UNITS: lambda m: 1,
    Averaging.VALUES: lambda m: m,
    Averaging.CORRECTED: lambda m: m,
    Averaging.PAIRS: lambda m: m * (m - 1),
}


def percent_agreement(table: Table, averaging: Averaging = Averaging.UNITS) -> Result:
    """Return the observed agreement of any number of coders; units with fewer than two values are left out.

    `UNITS`: Fleiss (1971), Gwet (2014); `VALUES`: 1 - observed disagreement of Krippendorff (2011); `CORRECTED`: the
    same in the form that Gwet (2014) gives it. Without missing values all but `CORRECTED` are one.
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
    share = agreeing / everything
    if averaging is Averaging.CORRECTED:
        share += (1 - share) / totals.total()
    value = float(share)
    return Result(
        coefficient=NAME,
        value=value,
        n=n,
        observed=value,
        prevalence=shares(totals),
        convention=_SENTENCES[averaging],
    )
