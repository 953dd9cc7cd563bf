"""What colour a role has on a page: paper and print here; the window makes a palette of its theme."""

from dataclasses import dataclass
from functools import lru_cache

from annotator.reports.drawing import Colour, ColourRole, OnShade, Shade

_SHAPE_CONTRAST = 3.0
"""What bars and lines need against their ground (WCAG 2.2, success criterion 1.4.11)."""
_TEXT_CONTRAST = 4.5
"""What words need against their ground (WCAG 2.2, success criterion 1.4.3); black or white always has it."""
_LIGHTEST = 0.08
"""How much of the accent the lightest shade has, so that a small share differs from none."""
_DARKEST = 0.92


@dataclass(frozen=True, slots=True)
class ReportPalette:
    """A colour "#RRGGBB" for each role."""

    ink: str
    secondary: str
    paper: str
    hairline: str
    accent: str

    def hex(self, colour: Colour) -> str:
        """Return a colour as "#RRGGBB"; a label's colour is moved towards ink until it stands out from paper."""
        if isinstance(colour, ColourRole):
            return str(getattr(self, colour.value))
        if isinstance(colour, Shade):
            return self._ground(colour.share)
        if isinstance(colour, OnShade):
            return _readable(self._ground(colour.share), self.ink, self.paper)
        return _visible(colour, self.paper, self.ink)

    def _ground(self, share: float) -> str:
        if share <= 0:
            return self.paper
        return mix(self.paper, self.accent, _LIGHTEST + (_DARKEST - _LIGHTEST) * min(share, 1.0))


PRINT = ReportPalette(ink="#1F2328", secondary="#5A6069", paper="#FFFFFF", hairline="#D3CFC6", accent="#1F5FA8")
"""The window's light theme on white paper."""


@lru_cache(maxsize=1024)
def mix(one: str, other: str, share: float) -> str:
    """Return a colour between the two; `share` from 0 (`one`) to 1 (`other`)."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#{:02X}{:02X}{:02X}".format(*(round(a + (b - a) * share) for a, b in pairs))


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """Return the contrast ratio from 1 to 21, whichever is lighter (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=1024)
def _readable(ground: str, ink: str, paper: str) -> str:
    choices = (ink, paper, "#000000", "#FFFFFF")
    return next((one for one in choices if contrast(one, ground) >= _TEXT_CONTRAST), ink)


@lru_cache(maxsize=1024)
def _visible(colour: str, paper: str, ink: str) -> str:
    moved = (mix(colour, ink, step / 20) for step in range(21))
    return next((one for one in moved if contrast(one, paper) >= _SHAPE_CONTRAST), ink)


def _luminance(colour: str) -> float:
    """Return the relative luminance from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
