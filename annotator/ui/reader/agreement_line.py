"""Where on a line the coders agree: the same labels by all, by some while others have nothing, or different ones.

Only what each coder's marks on the line say is compared, character by character between the marks' edges; whether
two spans are one case is the adjudication's matter.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from annotator.model.span import Extent
from annotator.ui.reader.spanindex import Mark


class Agreement(StrEnum):
    """How the coders stand in one place where at least one of them has marked something."""

    ALL = "all"
    SOME = "some"
    CONFLICT = "conflict"


def agreements(marks: Sequence[Mark], lanes: int, start: int, stop: int) -> list[tuple[Extent, Agreement]]:
    """Return the stretches of `[start, stop)` that somebody marked; those that touch and stand alike are one.

    `lanes`: how many coders are compared; marks of further lanes (gold) are left out.
    """
    here = [mark for mark in marks if mark.lane < lanes]
    edges = {edge for mark in here for extent in mark.extents for edge in extent if start < edge < stop}
    found: list[tuple[Extent, Agreement]] = []
    for first, last in pairwise(sorted({start, stop, *edges})):
        kind = _kind([_labels(here, lane, first) for lane in range(lanes)])
        if kind is None:
            continue
        if found and found[-1][1] is kind and found[-1][0].stop == first:
            found[-1] = (Extent(found[-1][0].start, last), kind)
        else:
            found.append((Extent(first, last), kind))
    return found


def _labels(marks: Iterable[Mark], lane: int, position: int) -> frozenset[str]:
    return frozenset(
        mark.style_key
        for mark in marks
        if mark.lane == lane and any(start <= position < stop for start, stop in mark.extents)
    )


def _kind(labels: Sequence[frozenset[str]]) -> Agreement | None:
    said = {found for found in labels if found}
    if not said:
        return None
    if len(said) > 1:
        return Agreement.CONFLICT
    return Agreement.ALL if all(labels) else Agreement.SOME
