"""Cohen's kappa: agreement of two coders beyond what their own habits would give by chance.

Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1), 37-46.
"""

from collections import Counter

from annotator.agreement.observed import NO_PAIRS
from annotator.agreement.results import Result, category_name, shares
from annotator.agreement.units import Table, Value

NAME = "kappa"
CONVENTION = "Chance from each coder's own distribution; units that one of the two did not code are left out."


def cohen_kappa(table: Table) -> Result:
    """Return kappa = (Po - Pe) / (1 - Pe) of two coders, Pe = sum over categories of p1(c) p2(c).

    Undefined for another number of coders, without a unit that both coded, and where both used one and the same
    category throughout (Pe = 1). Reckoned in whole numbers up to the last division.
    """
    if any(len(row) != 2 for row in table):
        return _undefined("Cohen's kappa compares exactly two coders; choose two, or a coefficient for more.")
    first: Counter[Value] = Counter()
    second: Counter[Value] = Counter()
    agreeing = 0
    for (one, other), weight in table.items():
        if one is not None and other is not None and weight > 0:
            first[one] += weight
            second[other] += weight
            agreeing += weight if one == other else 0
    n = first.total()
    if not n:
        return _undefined(NO_PAIRS)
    by_chance = sum(count * second[value] for value, count in first.items())
    one_category = f"Both coders used one category only, “{category_name(next(iter(first)))}”, so nothing can vary."
    return Result(
        coefficient=NAME,
        value=None if by_chance == n**2 else (n * agreeing - by_chance) / (n**2 - by_chance),
        undefined=one_category if by_chance == n**2 else "",
        n=n,
        observed=agreeing / n,
        expected=by_chance / n**2,
        prevalence=shares(first + second),
        convention=CONVENTION,
    )


def _undefined(why: str) -> Result:
    return Result(coefficient=NAME, value=None, undefined=why, convention=CONVENTION)
