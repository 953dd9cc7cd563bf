"""Matching of very many small things at once: pairs one to one, the best in total.

Most of a match is plain to see, and is settled in arrays. A pair that weighs more than all that its two could have
otherwise is in every best match; and where in a whole cluster each has one heaviest pair and these are apart, no other
match is as good. What is left, tangled or tied, goes to `annotator.model.geometry.match`, in whole numbers as long as
they have to be.
"""

from collections.abc import Sequence

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags
from annotator.model.geometry import match

_ROUNDS = 64
"""More are worth it in no real text: each round settles the ends of all chains at once."""


def best_pairs(rows: Ints, columns: Ints, weights: Ints, ties: Sequence[Ints] = ()) -> Ints:
    """Return which of the candidate pairs, by number and in order, are in a match of the greatest total weight.

    `rows`, `columns`, `weights`: (e,), each pair of row and column once, weights above 0. `ties`: (e,) each, at least
    0: of equal matches with as many pairs the one whose total in the first of these is the least, then in the second,
    and so on.
    """
    rows, columns = np.unique(rows, return_inverse=True)[1], np.unique(columns, return_inverse=True)[1]
    left, chosen = np.arange(len(weights)), []
    for _ in range(_ROUNDS):
        safe = left[_is_safe(rows[left], columns[left], weights[left])]
        if not len(safe):
            break
        chosen.append(safe)
        left = left[~(_has(rows, safe)[rows[left]] | _has(columns, safe)[columns[left]])]
    for ones, others in ((rows, columns), (columns, rows)):
        taken, settled = _heaviest_of_each(ones[left], others[left], weights[left])
        chosen.append(left[taken])
        left = left[~settled]
    chosen.append(_matched(rows, columns, _in_one(weights[left], [tie[left] for tie in ties]), left))
    return np.sort(np.concatenate(chosen))


def _in_one(weights: Ints, ties: Sequence[Ints]) -> list[int]:
    """Return weights of which each is more than all that comes after it in any match, however long they get."""
    found: list[int] = weights.tolist()
    for tie in ties:
        most = int(tie.max(initial=0)) + 1
        found = [
            weight * most * (len(found) + 1) + most - value for weight, value in zip(found, tie.tolist(), strict=True)
        ]
    return found


def _is_safe(rows: Ints, columns: Ints, weights: Ints) -> Flags:
    """Return whether each pair weighs more than the best rivals of its row and of its column do together.

    A rival counts only for what its other side would lose by giving way: who has a partner that nobody else wants can
    always fall back on that one.
    """
    of_column = _best_rival(columns, weights - _fallback(rows, columns, weights)[rows])
    of_row = _best_rival(rows, weights - _fallback(columns, rows, weights)[columns])
    return np.asarray(weights > of_column + of_row)


def _fallback(ones: Ints, others: Ints, weights: Ints) -> Ints:
    """Return for each one the heaviest of its pairs with others that have no pair but this, 0 without any."""
    found = np.zeros(int(ones.max(initial=-1)) + 1, dtype=np.int64)
    sole = np.bincount(others)[others] == 1
    np.maximum.at(found, ones[sole], weights[sole])
    return found


def _best_rival(groups: Ints, weights: Ints) -> Ints:
    """Return for each pair the weight of the heaviest other one in its group, at least 0."""
    best, second = np.zeros((2, int(groups.max(initial=-1)) + 1), dtype=np.int64)
    np.maximum.at(best, groups, weights)
    is_best = weights == best[groups]
    np.maximum.at(second, groups[~is_best], weights[~is_best])
    is_alone = np.bincount(groups[is_best], minlength=len(best)) == 1
    return np.asarray(np.where(is_best & is_alone[groups], second[groups], best[groups]))


def _heaviest_of_each(ones: Ints, others: Ints, weights: Ints) -> tuple[Ints, Flags]:
    """Return the heaviest pair of each one, in the clusters where these are apart; and which pairs those settle."""
    order = np.lexsort((-weights, ones))
    heaviest = order[np.unique(ones[order], return_index=True)[1]]
    cluster = _clusters(ones, others)
    best = np.zeros(int(ones.max(initial=-1)) + 1, dtype=np.int64)
    best[ones[heaviest]] = weights[heaviest]
    is_tied = np.bincount(ones[weights == best[ones]], minlength=len(best)) > 1
    wanted = np.bincount(others[heaviest], minlength=int(others.max(initial=-1)) + 1)
    is_tangled = np.zeros(int(ones.max(initial=-1)) + 1, dtype=bool)
    is_tangled[cluster[heaviest[(wanted[others[heaviest]] > 1) | is_tied[ones[heaviest]]]]] = True
    settled = ~is_tangled[cluster]
    return heaviest[settled[heaviest]], settled


def _clusters(ones: Ints, others: Ints) -> Ints:
    """Return for each pair the number of its cluster: the least of the ones that hang together by way of pairs."""
    least = np.arange(int(ones.max(initial=-1)) + 1)
    while True:
        before = least[ones]
        of_other = np.full(int(others.max(initial=-1)) + 1, len(least))
        np.minimum.at(of_other, others, before)
        np.minimum.at(least, ones, of_other[others])
        if np.array_equal(least[ones], before):
            return before


def _has(numbers: Ints, some: Ints) -> Flags:
    found = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=bool)
    found[numbers[some]] = True
    return found


def _matched(rows: Ints, columns: Ints, weights: Sequence[int], left: Ints) -> Ints:
    keys = list(zip(rows[left].tolist(), columns[left].tolist(), strict=True))
    number = dict(zip(keys, left.tolist(), strict=True))
    found = match(dict(zip(keys, weights, strict=True)))
    return np.array([number[pair] for pair in found], dtype=np.int64)
