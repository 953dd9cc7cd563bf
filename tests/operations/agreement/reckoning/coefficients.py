"""Coefficients as their authors print them, by plain loops over rows: what each coder said of a unit, None for nothing.

Alpha: Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. Percent agreement, Fleiss and Conger with
missing values: Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.), chapter 2. MASI: Passonneau (2006).
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations, permutations
from typing import Any

Row = Sequence[Hashable]
Distance = Callable[[Any, Any], float]


def compared(rows: Iterable[Row]) -> list[Row]:
    """Return the units of which two coders said something."""
    return [row for row in rows if sum(value is not None for value in row) > 1]


def nominal(one: Hashable, other: Hashable) -> float:
    return float(one != other)


def interval(one: float, other: float) -> float:
    return (one - other) ** 2


def ratio(one: float, other: float) -> float:
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 0.0
    whole = 2 / 3 if one <= other or other <= one else 1 / 3 if one & other else 0.0
    return 1 - (1 - jaccard(one, other)) * whole


def ordinal(rows: Sequence[Row], order: Sequence[Hashable]) -> Distance:
    """Return the distance between ranks, which is of the values that are compared."""
    used = Counter(value for row in compared(rows) for value in row if value is not None)

    def distance(one: Hashable, other: Hashable) -> float:
        low, high = sorted((order.index(one), order.index(other)))
        between = sum(used[value] for value in order[low : high + 1])
        return (between - (used[order[low]] + used[order[high]]) / 2) ** 2

    return distance


def alpha(rows: Iterable[Row], distance: Distance = nominal) -> float | None:
    said = [[value for value in row if value is not None] for row in compared(rows)]
    every = [value for row in said for value in row]
    n = len(every)
    if not n:
        return None
    observed = sum(sum(distance(a, b) for a, b in permutations(row, 2)) / (len(row) - 1) for row in said) / n
    counts = Counter(every)
    expected = sum(counts[a] * counts[b] * distance(a, b) for a in counts for b in counts if a != b) / (n * (n - 1))
    return 1 - observed / expected if expected > 0 else None


def percent(rows: Iterable[Row]) -> float | None:
    """Return the mean over units of the share of pairs that agree."""
    shares = []
    for row in compared(rows):
        pairs = list(combinations([value for value in row if value is not None], 2))
        shares.append(sum(a == b for a, b in pairs) / len(pairs))
    return math.fsum(shares) / len(shares) if shares else None


def fleiss(rows: Iterable[Row]) -> float | None:
    said = [[value for value in row if value is not None] for row in compared(rows)]
    share: Counter[Hashable] = Counter()
    for row in said:
        for value in row:
            share[value] += 1 / len(row) / len(said)  # type: ignore[assignment]
    return _corrected(percent(said), sum(p * p for p in share.values()), len(share))


def conger(rows: Iterable[Row]) -> float | None:
    said = compared(rows)
    if not said:
        return None
    of = [Counter(row[at] for row in said if row[at] is not None) for at in range(len(said[0]))]
    pairs = [(a, b) for a, b in combinations(of, 2) if a.total() and b.total()]
    chance = sum(sum(a[c] / a.total() * b[c] / b.total() for c in a) for a, b in pairs) / len(pairs)
    return _corrected(percent(said), chance, len({value for one in of for value in one}))


def pi(rows: Iterable[Row]) -> float | None:
    both = compared(rows)
    used = Counter(value for row in both for value in row)
    return _corrected(percent(both), sum((n / used.total()) ** 2 for n in used.values()), len(used))


def cohen(rows: Iterable[Row]) -> float | None:
    both = compared(rows)
    first, second = Counter(row[0] for row in both), Counter(row[1] for row in both)
    chance = sum(first[c] * second[c] for c in first) / len(both) ** 2 if both else 0
    return _corrected(percent(both), chance, len({*first, *second}))


def brennan(rows: Sequence[Row], q: int) -> float | None:
    """Return (Po - 1 / q) / (1 - 1 / q), of q categories that can be chosen: Brennan and Prediger (1981)."""
    observed = percent(rows)
    return None if observed is None or q < 2 else (observed - 1 / q) / (1 - 1 / q)


def ac1(rows: Sequence[Row], q: int) -> float | None:
    """Return Gwet's AC1, of q categories that can be chosen: Gwet (2008)."""
    observed, said = percent(rows), [[value for value in row if value is not None] for row in compared(rows)]
    if observed is None or q < 2:
        return None
    share: dict[Hashable, float] = {}
    for row in said:
        for value in row:
            share[value] = share.get(value, 0) + 1 / len(row) / len(said)
    chance = sum(p * (1 - p) for p in share.values()) / (q - 1)
    return (observed - chance) / (1 - chance)


def _corrected(observed: float | None, chance: float, categories: int) -> float | None:
    return None if observed is None or categories < 2 else (observed - chance) / (1 - chance)
