"""The best alignment of two coders: an assignment in which a unit may stay alone.

Exact by shortest augmenting paths: Jonker, R. & Volgenant, A. (1987). A Shortest Augmenting Path Algorithm for Dense
and Sparse Linear Assignment Problems. Computing 38, 325-340.
"""

import heapq
import math
from collections.abc import Sequence

Edges = Sequence[Sequence[tuple[int, float]]]
"""For each row the columns that it may take, with what is gained by that."""


def best_matching(edges: Edges, columns: int) -> list[int]:
    """Return the column of each row, or -1 where it has none, so that the sum of the gains is the greatest."""
    price = [0.0] * columns
    row_of = [-1] * columns
    column_of = [-1] * len(edges)
    gain_of = [0.0] * len(edges)
    for row in range(len(edges)):
        _augment(row, edges, price, row_of, column_of, gain_of)
    return column_of


def _augment(
    row: int, edges: Edges, price: list[float], row_of: list[int], column_of: list[int], gain_of: list[float]
) -> None:
    """Find a place for one more row: the cheapest path that ends at a free column or leaves some row alone."""
    length: dict[int, float] = {}
    came_from: dict[int, tuple[int, float]] = {}
    done: list[int] = []
    heap: list[tuple[float, int]] = []
    current, base = row, 0.0
    end, shortest = -1, 0.0
    alone = row
    """Which row stays alone, if no free column is nearer; for `row` itself that is a path of length 0."""
    seen: set[int] = set()
    while True:
        for column, gain in edges[current]:
            far = base - gain - price[column]
            if column not in seen and far < length.get(column, math.inf):
                length[column] = far
                came_from[column] = (current, gain)
                heapq.heappush(heap, (far, column))
        while heap and heap[0][1] in seen:
            heapq.heappop(heap)
        if not heap or heap[0][0] >= shortest:
            break
        far, column = heapq.heappop(heap)
        if row_of[column] < 0:
            end, shortest, alone = column, far, -1
            break
        seen.add(column)
        done.append(column)
        current = row_of[column]
        base = far + gain_of[current] + price[column]
        if base < shortest:
            shortest, alone = base, current
    for column in done:
        price[column] += min(0.0, length[column] - shortest)
    if alone >= 0:
        end = column_of[alone]
        column_of[alone] = -1
        if alone == row:
            return
    while True:
        taker, gain = came_from[end]
        left = column_of[taker]
        column_of[taker], gain_of[taker], row_of[end] = end, gain, taker
        if taker == row:
            return
        end = left
