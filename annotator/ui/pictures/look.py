"""The colours of the pictures, and the letters by which they are measured and set: on the screen and on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.model.codebook import Cue, Label
from annotator.ui.kit import theme
from annotator.ui.kit.colour import TEXT_CONTRAST, contrast, mix, readable
from annotator.ui.kit.themes import DARK, LIGHT, LIGHT_CONTRAST, Theme
from annotator.ui.pictures.layout import HEIGHTS, Face

_FAINTEST, _FULLEST, _FULLEST_IN_CONTRAST = 0.1, 0.6, 0.4
"""Shares of the accent in the ground of a cell: with the fewest acts, with the most, and with the most where words need
high contrast, for which no ground of middling lightness has room."""


@dataclass(frozen=True, slots=True)
class PictureLabel:
    """How a label is drawn: its name, its colour, its cue."""

    name: str
    colour: str
    cue: Cue


@dataclass(frozen=True, slots=True)
class PicturePalette:
    """What a picture is painted with; colours are "#RRGGBB". `labels`: by id."""

    paper: str
    ink: str
    secondary: str
    hairline: str
    accent: str
    high_contrast: bool = False
    labels: Mapping[str, PictureLabel] = field(default_factory=dict)

    @classmethod
    def of(cls, look: Theme, labels: Iterable[Label]) -> "PicturePalette":
        """Return the colours of a theme, with the labels as they are drawn in it."""
        shown: dict[str, PictureLabel] = {
            label.id: PictureLabel(label.name, theme.label_colour(label.colour, look), label.cue) for label in labels
        }
        return cls(look.paper, look.ink, look.secondary, look.hairline, look.accent, look.high_contrast, shown)

    @property
    def rule(self) -> str:
        """The lines behind the bars: quieter than what they measure."""
        return mix(self.paper, self.hairline, 0.4) if self.high_contrast else self.hairline

    def ground(self, count: int, most: int) -> str:
        """Return the ground of a cell; as the root of its share, so that few are told from none, and many from few."""
        share = sqrt(count / most) if most else 0.0
        fullest = _FULLEST_IN_CONTRAST if self.high_contrast else _FULLEST
        return mix(self.paper, self.accent, _FAINTEST + (fullest - _FAINTEST) * share)

    def on(self, ground: str) -> str:
        """Return ink or paper, whichever is read better on a ground, as far towards black or white as it takes."""
        best = max((self.ink, self.paper), key=lambda colour: contrast(colour, ground))
        extreme = max(("#000000", "#FFFFFF"), key=lambda colour: contrast(colour, ground))
        return readable(best, ground, extreme, TEXT_CONTRAST)


def for_paper(look: Theme) -> Theme:
    """Return the light theme in which a picture is saved: it goes into a text, whatever the window wears."""
    return LIGHT_CONTRAST if look.high_contrast else LIGHT if look is DARK else look


def font(face: Face) -> QFont:
    """Return the letters of a kind of words, the interface's own, in pixels of the picture."""
    made = theme.interface_font(HEIGHTS[face])
    if face in (Face.TITLE, Face.STRONG):
        made.setWeight(QFont.Weight.DemiBold)
    # At whole pixels a saved picture of another scale would have other widths than the screen.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class Letters:
    """Measures words as they are set."""

    def __init__(self) -> None:
        self._metrics = {face: QFontMetricsF(font(face)) for face in Face}

    def width(self, text: str, face: Face) -> float:
        """Return the width of a line in pixels."""
        return self._metrics[face].horizontalAdvance(text)

    def elided(self, text: str, face: Face, width: float) -> str:
        """Return as much of a line as fits; joined letters get wider where they are cut."""
        metrics, room = self._metrics[face], width
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        while room > 0 and metrics.horizontalAdvance(shown) > width:
            room -= max(1.0, metrics.horizontalAdvance(shown) - width)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        return shown
