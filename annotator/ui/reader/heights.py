"""Heights of many pieces, as sums that change: a Fenwick tree (P. M. Fenwick, 1994, Software: Practice and Experience).

Most pieces of a long text have never been laid out; theirs are estimates, replaced one by one as they come into
view. Changing one height, the y of a piece and the piece at a y each cost a logarithm.
"""

from collections.abc import Sequence
from itertools import accumulate


class Heights:
    """Heights in whole pixels, by number."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        sums = [0, *accumulate(self._heights)]
        self._tree = [sums[at] - sums[at - (at & -at)] for at in range(len(sums))]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> int:
        return self._heights[number]

    def set(self, number: int, height: int) -> None:
        """Replace one height."""
        change = height - self._heights[number]
        if not change:
            return
        self._heights[number] = height
        at = number + 1
        while at < len(self._tree):
            self._tree[at] += change
            at += at & -at

    def above(self, number: int) -> int:
        """Return the sum of the heights before `number`: the y of its top."""
        total = 0
        while number > 0:
            total += self._tree[number]
            number -= number & -number
        return total

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self.above(len(self._heights))

    def at(self, y: int) -> tuple[int, int]:
        """Return the number that covers `y` and how far below its top `y` is; the last one beyond the end."""
        number, step = 0, 1 << max(0, len(self._heights).bit_length() - 1)
        while step:
            if number + step <= len(self._heights) and self._tree[number + step] <= y:
                number += step
                y -= self._tree[number]
            step >>= 1
        if number == len(self._heights) and number:
            return number - 1, y + self._heights[-1]
        return number, y
