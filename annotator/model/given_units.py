"""Units that are given: what a text was cut into once, by whoever leads, and every coder codes.

They stand in the order of the text, share no character, and need not cover it: blanks between sentences are in none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from annotator.model.span import Extent


def unit_problem(extents: Iterable[tuple[int, int]], length: int) -> str:
    """Return what keeps extents from being the units of a text of so many characters, in words; empty if nothing."""
    before = 0
    for number, (start, stop) in enumerate(extents, 1):
        if stop <= start:
            return f"unit {number}: [{start}, {stop}) has no character"
        if start < before:
            return f"unit {number}: [{start}, {stop}) begins before the unit above it ends"
        if stop > length:
            return f"unit {number}: [{start}, {stop}) ends beyond the text, which has {length} characters"
        before = stop
    return ""


def touched(units: Sequence[Extent], start: int, stop: int) -> range:
    """Return the places in their list of the units that share a character with [start, stop).

    Where nothing is selected (`start` is `stop`) the unit at that place, or the one that it ends, is touched.
    """
    if start == stop:
        at = bisect_right(units, start, key=lambda unit: unit.start) - 1
        is_there = at >= 0 and units[at].start <= start <= units[at].stop
        return range(at, at + 1) if is_there else range(0)
    first = bisect_right(units, start, key=lambda unit: unit.stop)
    return range(first, max(first, bisect_left(units, stop, key=lambda unit: unit.start)))


def held_units(units: Sequence[Extent], extents: Iterable[Extent]) -> list[int]:
    """Return the places of the units of which extents hold more than half: those that a coding there is a coding of.

    So a coding of what was split since counts for each part, and one of what was joined for the whole if it was of the
    longer part. A party within a sentence is no coding of the sentence.
    """
    held: dict[int, int] = {}
    for start, stop in extents:
        for at in touched(units, start, stop) if start < stop else ():
            unit = units[at]
            held[at] = held.get(at, 0) + min(stop, unit.stop) - max(start, unit.start)
    return [at for at, length in sorted(held.items()) if 2 * length > units[at].stop - units[at].start]


def unit_numbers(units: Sequence[Extent], extents: Iterable[Extent]) -> tuple[int, int] | None:
    """Return the numbers, from 1, of the first and the last unit that extents hold; None where they hold none."""
    held = held_units(units, extents) if units else ()
    return (held[0] + 1, held[-1] + 1) if held else None
