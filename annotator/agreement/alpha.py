"""Krippendorff's alpha for any number of coders and missing values.

Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.
Krippendorff, K. (2004). Content Analysis (2nd ed.), chapter 11. Sage.
"""

from collections import Counter, defaultdict
from fractions import Fraction

from annotator.agreement.observed import NO_PAIRS
from annotator.agreement.results import Result, category_name, shares
from annotator.agreement.units import Table, Value

NAME = "alpha"
CONVENTION = "Nominal distance; units with fewer than two values are left out; chance from all coders' pooled values."


def alpha_nominal(table: Table) -> Result:
    """Return alpha = 1 - Do / De with the nominal distance, over the values that can be paired.

    Undefined without a unit that two coders coded, and where all values are of one category (De = 0).
    """
    totals: Counter[Value] = Counter()
    # By m, the number of values of a unit: whole numbers are added up, and divided by m - 1 once.
    agreeing_pairs: dict[int, int] = defaultdict(int)
    units = 0
    for row, weight in table.items():
        counts = Counter(value for value in row if value is not None)
        m = counts.total()
        if m < 2 or weight <= 0:
            continue
        units += weight
        agreeing_pairs[m] += weight * sum(count * (count - 1) for count in counts.values())
        for value, count in counts.items():
            totals[value] += weight * count
    n = totals.total()
    if not n:
        return Result(coefficient=NAME, value=None, undefined=NO_PAIRS, convention=CONVENTION)
    observed = sum((Fraction(pairs, m - 1) for m, pairs in agreeing_pairs.items()), Fraction(0)) / n
    expected = Fraction(sum(count * (count - 1) for count in totals.values()), n * (n - 1))
    one_category = f"All coders used one category only, “{category_name(next(iter(totals)))}”, so nothing can vary."
    return Result(
        coefficient=NAME,
        value=None if expected == 1 else float((observed - expected) / (1 - expected)),
        undefined=one_category if expected == 1 else "",
        n=units,
        observed=float(observed),
        expected=float(expected),
        prevalence=shares(totals),
        convention=CONVENTION,
    )
