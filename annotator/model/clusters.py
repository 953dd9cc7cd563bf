"""Clusters: the spans that overlap, directly or by way of others. What is in one says nothing about another."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

from annotator.model.geometry import Extents


class PlacedSpan(Protocol):
    """What is asked of a span."""

    @property
    def extents(self) -> Extents:
        """Where it is; empty for a label on the whole document."""


P = TypeVar("P", bound=PlacedSpan)


def clusters(spans: Sequence[P]) -> list[list[P]]:
    """Return the spans in clusters; all labels on the whole document are one."""
    parent = list(range(len(spans)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    whole = [number for number, span in enumerate(spans) if not span.extents]
    for number in whole:
        parent[number] = whole[0]
    # One sweep: a piece that begins before all earlier ones have ended belongs to the piece before it.
    reach = last = -1
    for start, stop, number in sorted(
        (*extent, number) for number, span in enumerate(spans) for extent in span.extents
    ):
        if start < reach:
            parent[root(number)] = root(last)
        reach, last = max(reach, stop), number
    found: dict[int, list[P]] = defaultdict(list)
    for number, span in enumerate(spans):
        found[root(number)].append(span)
    return list(found.values())
