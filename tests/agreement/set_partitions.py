"""Set partition problems for the tests of gamma, drawn at random, and solved by trying everything."""

import numpy as np
from hypothesis import strategies as st

from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array

UNITS, CODERS = 7, 3
GROUP = st.frozensets(st.integers(0, UNITS - 1), min_size=2, max_size=CODERS).filter(
    lambda group: len({unit % CODERS for unit in group}) == len(group)
)
PROBLEMS = st.dictionaries(GROUP, st.sampled_from((0.0, 0.5, 1.0)) | st.floats(0, 3), max_size=20)
"""Columns of several units, unit u being of coder u % 3; one of each unit alone at a cost of 1 comes with them."""


def columns_of(problem: dict[frozenset[int], float]) -> tuple[list[frozenset[int]], Ints, Array]:
    """Return the units of each column, these as an array (coders, columns), and the costs."""
    groups = [*(frozenset({unit}) for unit in range(UNITS)), *problem]
    members = np.full((CODERS, len(groups)), -1)
    for column, group in enumerate(groups):
        for unit in group:
            members[unit % CODERS, column] = unit
    return groups, members, np.array([1.0] * UNITS + list(problem.values()))


def least(problem: dict[frozenset[int], float], left: frozenset[int]) -> float:
    """Try everything."""
    if not left:
        return 0.0
    first = min(left)
    alone = 1 + least(problem, left - {first})
    return min(
        [alone, *(cost + least(problem, left - group) for group, cost in problem.items() if first in group <= left)]
    )
