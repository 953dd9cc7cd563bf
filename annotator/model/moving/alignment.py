"""Two readings of a text aligned: which characters of the old one stand where in the new one.

First by windows that stand once in each text, in one order; between them again by smaller windows that stand once in
both gaps; what is small by then by the fewest edits (Levenshtein, by rapidfuzz). Last what was moved: windows that
stand once in each whole text, where nothing else is aligned.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.model.moving.anchors import CommonRun, common_windows, in_one_order, runs_of, window_hashes
from annotator.model.moving.normal import Codes, NormalText, Places

Mask = NDArray[np.bool_]
WIDTHS = (32, 16, 8)
"""The windows that are looked for, one after the other."""
_LARGEST_GAP = {8: 4_000, 16: 400_000}
"""In larger gaps a window of this width stands once by chance."""
_MOVED = (32, 16)
_EDITED = 3_000
"""The largest gap, in characters, of which the fewest edits are asked."""
_SHORTEST = 4
"""Fewer equal characters within what was edited are equal by chance."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two runs: a range of each text."""

    old: int
    old_stop: int
    new: int
    new_stop: int

    @property
    def is_open(self) -> bool:
        """Whether there is something on both sides."""
        return self.old < self.old_stop and self.new < self.new_stop


class Aligned:
    """The runs that two texts have in common, by their place in the old one."""

    def __init__(self, old: NormalText, new: NormalText, runs: Iterable[CommonRun]) -> None:
        self.old, self.new = old, new
        self.runs = sorted(runs)
        self._starts = [run.old for run in self.runs]

    def at(self, place: int) -> int | None:
        """Return where a character of the old text stands in the new one, None where it is not there."""
        number = bisect_right(self._starts, place) - 1
        if number < 0 or place >= self.runs[number].old + self.runs[number].length:
            return None
        run = self.runs[number]
        return run.new + place - run.old

    def within(self, start: int, stop: int) -> Iterator[CommonRun]:
        """Yield the runs in a range of the old text, cut at its ends."""
        number = max(bisect_right(self._starts, start) - 1, 0)
        for run in self.runs[number:]:
            if run.old >= stop:
                return
            first, last = max(run.old, start), min(run.old + run.length, stop)
            if first < last:
                yield CommonRun(first, run.new + first - run.old, last - first)


def align(old: NormalText, new: NormalText) -> Aligned:
    """Return what two readings of a text have in common."""
    return _Aligning(old, new).aligned()


class _Aligning:
    def __init__(self, old: NormalText, new: NormalText) -> None:
        self._old, self._new = old, new
        self._hashes = {width: (window_hashes(old.codes, width), window_hashes(new.codes, width)) for width in WIDTHS}

    def aligned(self) -> Aligned:
        whole = Stretch(0, len(self._old), 0, len(self._new))
        runs = list(self._fill(whole, WIDTHS))
        for width in _MOVED:
            runs += self._moved(runs, width)
        return Aligned(self._old, self._new, runs)

    def _fill(self, gap: Stretch, widths: Sequence[int]) -> Iterator[CommonRun]:
        """Yield the runs of a gap, in order."""
        if not gap.is_open:
            return
        head = _equal(self._old.codes[gap.old : gap.old_stop], self._new.codes[gap.new : gap.new_stop])
        if head:
            yield CommonRun(gap.old, gap.new, head)
            gap = Stretch(gap.old + head, gap.old_stop, gap.new + head, gap.new_stop)
        tail = _equal(self._old.codes[gap.old : gap.old_stop][::-1], self._new.codes[gap.new : gap.new_stop][::-1])
        inner = Stretch(gap.old, gap.old_stop - tail, gap.new, gap.new_stop - tail)
        if inner.is_open:
            yield from self._between(inner, widths)
        if tail:
            yield CommonRun(inner.old_stop, inner.new_stop, tail)

    def _between(self, gap: Stretch, widths: Sequence[int]) -> Iterator[CommonRun]:
        for at, width in enumerate(widths):
            largest = max(gap.old_stop - gap.old, gap.new_stop - gap.new)
            if largest > _LARGEST_GAP.get(width, largest):
                return
            if chain := self._anchors(gap, width):
                yield from self._around(gap, chain, widths[at:])
                return
        yield from self._edited(gap)

    def _anchors(self, gap: Stretch, width: int) -> list[CommonRun]:
        old, new = self._hashes[width]
        left, right = common_windows(
            old[gap.old : max(gap.old_stop - width + 1, gap.old)], new[gap.new : max(gap.new_stop - width + 1, gap.new)]
        )
        return in_one_order(runs_of(left + gap.old, right + gap.new, width))

    def _around(self, gap: Stretch, chain: Sequence[CommonRun], widths: Sequence[int]) -> Iterator[CommonRun]:
        """Yield a chain of runs, and what stands between them."""
        at_old, at_new = gap.old, gap.new
        for run in chain:
            # Windows overlap where something short was put in or left out between them.
            cut = max(at_old - run.old, at_new - run.new, 0)
            if cut >= run.length:
                continue
            old, new = run.old + cut, run.new + cut
            yield from self._fill(Stretch(at_old, old, at_new, new), widths)
            at_old, at_new = run.old + run.length, run.new + run.length
            yield CommonRun(old, new, run.length - cut)
        yield from self._fill(Stretch(at_old, gap.old_stop, at_new, gap.new_stop), widths)

    def _edited(self, gap: Stretch) -> Iterator[CommonRun]:
        """Yield what the fewest edits leave, but for a few characters that are equal by chance."""
        if max(gap.old_stop - gap.old, gap.new_stop - gap.new) > _EDITED:
            return
        # rapidfuzz takes its time to load, and most readings need no edits.
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

        old, new = self._old.part(gap.old, gap.old_stop), self._new.part(gap.new, gap.new_stop)
        for one in Levenshtein.opcodes(old, new):
            is_end = one.src_start == 0 or one.src_end == len(old)
            length = one.src_end - one.src_start
            if one.tag == "equal" and (length >= _SHORTEST or is_end):
                yield CommonRun(gap.old + one.src_start, gap.new + one.dest_start, length)

    def _moved(self, runs: Sequence[CommonRun], width: int) -> list[CommonRun]:
        """Return what stands elsewhere: windows that are once in each text, where nothing is aligned yet."""
        free_old = _free([(run.old, run.length) for run in runs], len(self._old))
        free_new = _free([(run.new, run.length) for run in runs], len(self._new))
        old, new = self._hashes[width]
        left, right = common_windows(old, new)
        fits = _fits(free_old, left, width) & _fits(free_new, right, width)
        found: list[CommonRun] = []
        for run in runs_of(left[fits], right[fits], width):
            found += self._grown(run, free_old, free_new)
        return found

    def _grown(self, run: CommonRun, free_old: Mask, free_new: Mask) -> list[CommonRun]:
        """Return a run as far as the texts are equal around it and free, and take that."""
        if not (free_old[run.old : run.old + run.length].all() and free_new[run.new : run.new + run.length].all()):
            return []
        old, new, stop = run.old, run.new, run.old + run.length
        while old and new and free_old[old - 1] and free_new[new - 1] and self._same(old - 1, new - 1):
            old, new = old - 1, new - 1
        end = new + stop - old
        while stop < len(free_old) and end < len(free_new) and free_old[stop] and free_new[end]:
            if not self._same(stop, end):
                break
            stop, end = stop + 1, end + 1
        free_old[old:stop], free_new[new:end] = False, False
        return [CommonRun(old, new, stop - old)]

    def _same(self, old: int, new: int) -> bool:
        return bool(self._old.codes[old] == self._new.codes[new])


def _equal(one: Codes, other: Codes) -> int:
    """Return how many characters two texts have in common at their beginnings."""
    length, at, step = min(len(one), len(other)), 0, 64
    while at < length:
        differing = np.flatnonzero(one[at : min(at + step, length)] != other[at : min(at + step, length)])
        if len(differing):
            return at + int(differing[0])
        at, step = at + step, step * 2
    return length


def _free(taken: Iterable[tuple[int, int]], length: int) -> Mask:
    free = np.ones(length, dtype=bool)
    for start, many in taken:
        free[start : start + many] = False
    return free


def _fits(free: Mask, at: Places, width: int) -> Mask:
    """Whether all of the windows that begin here are free."""
    counts = np.concatenate(([0], np.cumsum(free)))
    fits: Mask = counts[at + width] - counts[at] == width
    return fits
