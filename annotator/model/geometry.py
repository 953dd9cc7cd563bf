"""Geometry of extents: how much two spans share, and which span of one list belongs to which of another.

Extents are tidied (sorted, apart from each other, as `span.tidy` returns them); an empty tuple is the whole
document's label, which covers no character. Matching is one to one and the best possible in total, never greedy:
the greedy choice of the nearest span can leave two others without a partner.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from annotator.model.span import Extent, tidy

Extents = tuple[Extent, ...]


def length(extents: Extents) -> int:
    """Return the number of characters that the extents cover."""
    return sum(stop - start for start, stop in extents)


def union(*spans: Extents) -> Extents:
    """Return the characters that are in any of the spans; pieces that touch become one."""
    return tidy(extent for extents in spans for extent in extents)


def intersection(first: Extents, second: Extents) -> Extents:
    """Return the characters that are in both, in pieces; empty if they share none."""
    shared: list[Extent] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, stop = max(first[i].start, second[j].start), min(first[i].stop, second[j].stop)
        if start < stop:
            shared.append(Extent(start, stop))
        if first[i].stop <= second[j].stop:
            i += 1
        else:
            j += 1
    return tuple(shared)


def coverage(spans: Iterable[Extents]) -> list[tuple[Extent, int]]:
    """Return the stretches that any of the spans covers, in order, each with the number of spans that do."""
    turns = sorted(turn for extents in spans for start, stop in extents for turn in ((start, 1), (stop, -1)))
    found: list[tuple[Extent, int]] = []
    covering = begin = 0
    for place, step in turns:
        if covering and place > begin:
            found.append((Extent(begin, place), covering))
        covering, begin = covering + step, place
    return found


def overlap_length(first: Extents, second: Extents) -> int:
    """Return the number of characters that are in both; spans that only touch share none."""
    if len(first) == len(second) == 1:  # as nearly all are
        return max(0, min(first[0].stop, second[0].stop) - max(first[0].start, second[0].start))
    return length(intersection(first, second))


def contains(outer: Extents, inner: Extents) -> bool:
    """Whether each character of `inner` is in `outer`; what covers nothing is in everything."""
    return overlap_length(outer, inner) == length(inner)


def jaccard(first: Extents, second: Extents) -> float:
    """Return shared characters over all characters, from 0 to 1; two spans without characters are alike: 1."""
    shared = overlap_length(first, second)
    everything = length(first) + length(second) - shared
    return shared / everything if everything else 1.0


def match(weights: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs (row, column) of the greatest total weight, in the order of the rows.

    `weights`: whole numbers by pair; a pair that is not named, or weighs nothing, is never matched. Equal totals
    are settled by the numbers of rows and columns alone, so that the same input gives the same pairs.
    """
    pairs = sorted(pair for pair, weight in weights.items() if weight > 0)
    if len({row for row, _ in pairs}) == len(pairs) == len({column for _, column in pairs}):
        return pairs  # nobody has a choice
    edges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, column in pairs:
        edges[row].append((column, weights[row, column]))
    return _Assignment(edges).solve()


class _Assignment:
    """The assignment problem by shortest augmenting paths with prices (Jonker & Volgenant 1987), on a sparse table.

    Each row has a column of its own that stands for "stays alone" and weighs 0, so that a search for a free column
    always ends, mostly after a step or two and never outside of what overlaps with the row's span.
    Held true: `profit[row] + price[column] >= weight`, and equal where they are matched.
    """

    def __init__(self, edges: Mapping[int, Iterable[tuple[int, int]]]) -> None:
        self._alone = 1 + max((column for found in edges.values() for column, _ in found), default=0)
        # Numbered from the last row down, so that of equals the later row stays alone.
        last = max(edges, default=0)
        self._edges = {row: [*found, (self._alone + last - row, 0)] for row, found in edges.items()}
        self._profit: dict[int, int] = {}
        self._price: dict[int, int] = defaultdict(int)
        self._column_of: dict[int, int] = {}
        self._row_of: dict[int, int] = {}

    def solve(self) -> list[tuple[int, int]]:
        """Return the matched pairs."""
        for row, found in self._edges.items():
            self._profit[row] = max(weight - self._price[column] for column, weight in found)
            self._place(row)
        return [(row, column) for row, column in sorted(self._column_of.items()) if column < self._alone]

    def _place(self, root: int) -> None:
        settled, came_from, free = self._shortest_path(root)
        end = settled[free]
        self._profit[root] -= end
        for column, distance in settled.items():
            if column in self._row_of:
                self._profit[self._row_of[column]] -= end - distance
                self._price[column] += end - distance
        freed: int | None = free
        while freed is not None:
            row = came_from[freed]
            self._row_of[freed] = row
            taken, freed = freed, self._column_of.get(row)
            self._column_of[row] = taken

    def _shortest_path(self, root: int) -> tuple[dict[int, int], dict[int, int], int]:
        """Return the distance of each column reached, the row it was reached from, and the free one at the end."""
        settled: dict[int, int] = {}
        came_from: dict[int, int] = {}
        nearest: dict[int, int] = {}
        # Of equals a free column comes first: a chain of equal overlaps would else be walked back to its start.
        waiting: list[tuple[int, bool, int]] = []
        row, so_far = root, 0
        while True:
            base = so_far + self._profit[row]
            for column, weight in self._edges[row]:
                distance = base + self._price[column] - weight
                if column not in settled and (column not in nearest or distance < nearest[column]):
                    nearest[column], came_from[column] = distance, row
                    heappush(waiting, (distance, column in self._row_of, column))
            so_far, _, column = heappop(waiting)
            while column in settled:
                so_far, _, column = heappop(waiting)
            settled[column] = so_far
            if column not in self._row_of:
                return settled, came_from, column
            row = self._row_of[column]
