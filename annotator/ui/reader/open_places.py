"""Where cases are open on a line: what a coder marked, nobody decided, and gold does not cover. No Qt in here."""

from collections.abc import Sequence
from itertools import pairwise

from annotator.model.span import Extent
from annotator.ui.reader.spanindex import Mark


def open_stretches(marks: Sequence[Mark], compared: int, start: int, stop: int) -> list[Extent]:
    """Return the stretches of `[start, stop)` that a coder marked and gold does not cover; those that touch are one.

    `compared`: how many lanes, from the first, are coders'; marks of further lanes are gold. What is settled is not
    open, also where it was rejected or gold is shorter.
    """
    marks = [mark for mark in marks if mark.lane >= compared or not mark.settled]
    edges = {edge for mark in marks for extent in mark.extents for edge in extent if start < edge < stop}
    found: list[Extent] = []
    for first, last in pairwise(sorted({start, stop, *edges})):
        over = {mark.lane < compared for mark in marks if any(a <= first < b for a, b in mark.extents)}
        if over == {True}:
            if found and found[-1].stop == first:
                found[-1] = Extent(found[-1].start, last)
            else:
                found.append(Extent(first, last))
    return found
