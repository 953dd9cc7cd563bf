"""Colours as numbers: the contrast that people need to read, and the mixing that keeps to it. No Qt in here.

A colour is a text "#RRGGBB".
"""

from functools import lru_cache

TEXT_CONTRAST = 4.5
"""What words need against their ground (WCAG 2.2, success criterion 1.4.3)."""
SHAPE_CONTRAST = 3.0
"""What bars, icons and rings need against their ground (WCAG 2.2, success criterion 1.4.11)."""
HIGH_TEXT_CONTRAST = 7.0
"""What words need in a high-contrast theme (WCAG 2.2, success criterion 1.4.6)."""
HIGH_SHAPE_CONTRAST = 4.5
"""What bars have in a high-contrast theme; no criterion asks for more than 3."""


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Return the relative luminance from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio from 1 to 21, whichever is lighter (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def mix(one: str, other: str, share: float) -> str:
    """Return a colour between the two; `share` from 0 (`one`) to 1 (`other`)."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#{:02X}{:02X}{:02X}".format(*(round(a + (b - a) * share) for a, b in pairs))


@lru_cache(maxsize=1024)
def readable(colour: str, ground: str, towards: str, ratio: float) -> str:
    """Return `colour`, moved towards the colour `towards` no further than `ratio` on `ground` asks for."""
    for step in range(21):
        moved = mix(colour, towards, step / 20)
        if contrast(moved, ground) >= ratio:
            return moved
    return towards


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
