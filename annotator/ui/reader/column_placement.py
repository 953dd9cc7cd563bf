"""Where the text stands across the window: gutter, measure, gap and margin, in logical pixels. No Qt in here.

It follows from the window's width and the measure alone, so that the text stands where it stood whatever is coded. The
margin takes what is left, up to its width; where little is left it goes, then the gutter shrinks, then the measure.
"""

from functools import lru_cache
from typing import NamedTuple

GAP = 24
"""Between the text and the margin."""
LEAST_MARGIN = 120
"""With less than this there is no margin."""
LEAST_GUTTER = 56
_BESIDE = 12
"""What the text keeps from the window's edge where there is no margin."""
_LEAST_MEASURE = 120
_WIDE, _ROOMY, _NARROW = (96, 320), (72, 216), (64, 216)
"""Gutters, and the margins that they go with."""


class Across(NamedTuple):
    """`left`: of the text; `gutter`, `margin`: their widths, a margin of 0 for none. Mirrored for `leftwards` texts."""

    left: int
    measure: int
    gutter: int
    margin: int
    leftwards: bool = False

    @property
    def margin_left(self) -> int:
        """Where the margin begins, relative to the text."""
        return -GAP - self.margin if self.leftwards else self.measure + GAP


def least_width(measure: int) -> int:
    """Return the width of a window in which lines of `measure` still are as long."""
    return LEAST_GUTTER + measure + _BESIDE


@lru_cache(maxsize=64)
def across(width: int, measure: int, leftwards: bool = False) -> Across:
    """Return where a text with lines of `measure` stands in a window of `width`; the whole is centred."""
    free = width - measure - GAP
    gutter, most = next((one for one in (_WIDE, _ROOMY) if free >= sum(one)), _NARROW)
    margin = min(most, free - gutter)
    if margin < LEAST_MARGIN:
        margin = 0
        gutter = min(gutter, max(LEAST_GUTTER, width - measure - _BESIDE))
    measure = max(_LEAST_MEASURE, min(measure, width - gutter - _BESIDE))
    # Where there is no margin the text stays where it is with the narrowest one.
    left = gutter + (max(0, width - gutter - measure - GAP - margin) // 2 if margin else 0)
    return Across(width - left - measure if leftwards else left, measure, gutter, margin, leftwards)
