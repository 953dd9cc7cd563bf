"""The shades of a label's colour: its bar, its words, and the tint under the words of its active span. No Qt in here.

The colours of the codebooks that come with the program have shades that were chosen for each look; any other colour is
moved towards the ink as far as its bar and its words need to be seen and read.
"""

from typing import NamedTuple

from annotator.ui.kit.colour import HIGH_SHAPE_CONTRAST, HIGH_TEXT_CONTRAST, SHAPE_CONTRAST, mix, readable
from annotator.ui.kit.themes import Theme

BAR_CONTRAST, WORD_CONTRAST = 3.7, 5.5
"""What bars and words have at least on paper, in looks that are not of high contrast."""
_TINT, _HIGH_TINT = 0.16, 0.3


class Shades(NamedTuple):
    """Colours "#RRGGBB" on paper: of bars, of words and frames, and of the ground under ink."""

    bar: str
    word: str
    tint: str


_LIGHT = {
    "#0072B2": Shades("#0072B2", "#00659E", "#D6E7F1"),
    "#009E73": Shades("#00906A", "#00714F", "#D5EDE4"),
    "#D55E00": Shades("#D55E00", "#A94A00", "#F7E0D0"),
    "#A65C8B": Shades("#A65C8B", "#8E4A75", "#EFE0E9"),
}
_DARK = {
    "#0072B2": Shades("#4FA3DB", "#7FBEE9", "#213A4D"),
    "#009E73": Shades("#2FB88D", "#5CCBA7", "#1D3F37"),
    "#D55E00": Shades("#EE8238", "#F5A368", "#472E20"),
    "#A65C8B": Shades("#C884B0", "#DBA6C8", "#3D2C39"),
}
_HIGH_LIGHT = {"#0072B2": "#00527F", "#009E73": "#00654A", "#D55E00": "#933F00", "#A65C8B": "#7B3A63"}


def shades(colour: str, theme: Theme) -> Shades:
    """Return the shades of a codebook's colour in a theme."""
    known = colour.upper()
    if not theme.high_contrast:
        found = (_DARK if theme.dark else _LIGHT).get(known)
        return found or _moved(colour, theme, BAR_CONTRAST, WORD_CONTRAST, _TINT)
    if not theme.dark and known in _HIGH_LIGHT:
        colour = _HIGH_LIGHT[known]
    return _moved(colour, theme, HIGH_SHAPE_CONTRAST, HIGH_TEXT_CONTRAST, _HIGH_TINT)


def _moved(colour: str, theme: Theme, bar: float, word: float, share: float) -> Shades:
    seen = readable(colour, theme.paper, theme.ink, bar)
    if theme.dark or theme.high_contrast:
        # Deep colours sink into a dark page: they stand out from selected rows too.
        seen = readable(seen, theme.selection, theme.ink, SHAPE_CONTRAST)
    tint = readable(mix(theme.paper, colour, share), theme.ink, theme.paper, HIGH_TEXT_CONTRAST)
    read = readable(readable(colour, theme.paper, theme.ink, word), tint, theme.ink, 4.5)
    return Shades(seen, read, tint)
