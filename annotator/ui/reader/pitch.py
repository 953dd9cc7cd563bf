"""The constant pitch: from a text's size follow the distance of its lines and their length. No Qt in here.

Lines stand apart far enough for the bars of three layers below the words, so that no line ever moves when something is
coded.
"""

from bisect import bisect_right
from enum import StrEnum

STANDARD = 32
"""The pitch of a text of 17 pixels, for which all heights are given; at other sizes they are in proportion."""
_TABLE = {15: (28, 504), 16: (30, 538), 17: (32, 572), 19: (36, 640), 21: (40, 707), 24: (44, 808)}
"""Sizes with their pitch and their measure, all in pixels."""
_SIZES = sorted(_TABLE)
SIZES = tuple(_SIZES)
"""What a text is usually set in, in pixels."""
_ALL_SIZES = (11, 13, *SIZES, 28, 32, 36, 40)
"""All that larger and smaller go through: those of the table, and some beyond for eyes that need them."""
_WIDE_SCREEN, _ON_WIDE_SCREEN, _USUAL = 1920, 19, 17
_MEASURE = 33.65
"""So many times the size is a line of `CHARACTERS` characters."""
CHARACTERS = 68
_NASKH = 1.18
"""So much larger Arabic is set than Latin: its letters are smaller within their size."""
_MORE = 4


class Spacing(StrEnum):
    """How far lines stand apart: closer there is room for the bars of two layers."""

    CLOSE = "close"
    REGULAR = "regular"
    WIDE = "wide"

    @property
    def more(self) -> int:
        """What is added to the pitch, in pixels."""
        return {Spacing.CLOSE: -_MORE, Spacing.REGULAR: 0, Spacing.WIDE: _MORE}[self]


def usual_size(screen: int) -> int:
    """Return the size that a text has at first on a screen of a width, both in pixels."""
    return _ON_WIDE_SCREEN if screen >= _WIDE_SCREEN else _USUAL


def zoomed(size: int, steps: int) -> int:
    """Return the size so many steps larger, or (negative) smaller, as far as there are any."""
    others = [each for each in _ALL_SIZES if (each > size if steps > 0 else each < size)]
    if not steps or not others:
        return size
    return others[min(steps, len(others)) - 1] if steps > 0 else others[max(steps, -len(others))]


def pitch_of(size: int) -> int:
    """Return the distance of baselines of a text of `size` pixels."""
    if size in _TABLE:
        return _TABLE[size][0]
    at = bisect_right(_SIZES, size)
    if not 0 < at < len(_SIZES):
        near = _SIZES[0] if at == 0 else _SIZES[-1]
        return _even(_TABLE[near][0] * size / near)
    low, high = _SIZES[at - 1], _SIZES[at]
    share = (size - low) / (high - low)
    return _even(_TABLE[low][0] + share * (_TABLE[high][0] - _TABLE[low][0]))


def measure_of(size: int, characters: int = CHARACTERS) -> int:
    """Return the length of a line of about so many characters, in pixels."""
    whole = _TABLE[size][1] if size in _TABLE else _MEASURE * size
    return round(whole * characters / CHARACTERS)


def naskh(size: int) -> tuple[int, int]:
    """Return the size and the pitch of Arabic beside a Latin text of `size` pixels: larger, and on the next pitch."""
    own = round(size * _NASKH)
    at = bisect_right(_SIZES, size)
    return own, pitch_of(_SIZES[at]) if size >= _SIZES[0] and at < len(_SIZES) else pitch_of(own)


def _even(pixels: float) -> int:
    return 2 * round(pixels / 2)
