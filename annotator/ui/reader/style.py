"""How the reader looks, as one frozen object: colours are texts, sizes are pixels, so that any theme can make one.

A label has a colour and a cue; the cue and the words beside the text carry the meaning, the colour only helps. Whatever
colour a codebook brings is moved towards the ink until it can be seen or read on what lies below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from annotator.model.codebook import Cue
from annotator.ui.kit.colour import (
    HIGH_SHAPE_CONTRAST,
    HIGH_TEXT_CONTRAST,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    mix,
    readable,
)
from annotator.ui.kit.label_colours import shades
from annotator.ui.kit.style_sheet import SERIF
from annotator.ui.kit.themes import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Theme
from annotator.ui.reader.pitch import CHARACTERS, Spacing

_DARK_TEXT_CONTRAST = 5.5
"""Small words in a colour glow less on a dark page than they stand out on a light one: they get a little more."""

_FAMILIES = (
    *SERIF,
    *("Noto Naskh Arabic", "Geeza Pro", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Serif Thai"),
    # What every Windows and Mac has for these: Arabic and Hebrew, then the writings of India and of Thailand.
    *("Times New Roman", "Nirmala UI", "Kohinoor Devanagari", "Leelawadee UI", "Thonburi"),
    *("Noto Serif CJK SC", "Songti SC", "SimSun", "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"),
)


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """A label's colour, "#rrggbb", and how its bar is drawn.

    `word`, `tint`: of its words and of the ground of its active span, where they are not worked out from the colour.
    """

    colour: str
    cue: Cue = Cue.SOLID
    word: str = ""
    tint: str = ""


_COLOURS = {
    "appeal": ("#0072B2", Cue.SOLID),
    "commitment": ("#009E73", Cue.DOUBLE),
    "warning": ("#D55E00", Cue.THICK),
    "actor": ("#A65C8B", Cue.DOTTED),
}


def _looks(theme: Theme) -> Mapping[str, LabelStyle]:
    found = {key: (shades(colour, theme), cue) for key, (colour, cue) in _COLOURS.items()}
    return MappingProxyType(
        {key: LabelStyle(made.bar, cue, made.word, made.tint) for key, (made, cue) in found.items()}
    )


_LIGHT_LOOKS, _DARK_LOOKS = _looks(LIGHT), _looks(DARK)
_HIGH_LIGHT_LOOKS, _HIGH_DARK_LOOKS = _looks(LIGHT_CONTRAST), _looks(DARK_CONTRAST)


@dataclass(frozen=True, slots=True)
class ReaderStyle:
    """Colours as "#rrggbb"; sizes in device-independent pixels; `measure` in characters.

    `looks`: by `Mark.style_key`. `families`: the first that is installed for a character draws it.
    `hit`: the ground of what a search found. `conflict`: below open cases, and of what is missing. `gold`: gold's bars.
    `interface_families`: of what stands beside the text, the application's font where empty. `text_contrast`,
    `shape_contrast`: what words and bars have at least, whatever colours the labels bring.
    """

    paper: str = "#FBFAF7"
    ink: str = "#1F2328"
    secondary: str = "#5F6670"
    hairline: str = "#DEDAD2"
    accent: str = "#1F5FA8"
    selection: str = "#CFDFF2"
    focus: str = "#F8ECC9"
    caret: str = "#1F5FA8"
    hit: str = "#F6E3A1"
    conflict: str = "#B3261E"
    gold: str = "#8A6A12"
    looks: Mapping[str, LabelStyle] = field(default_factory=lambda: _LIGHT_LOOKS)
    families: tuple[str, ...] = _FAMILIES
    interface_families: tuple[str, ...] = ()
    font_px: int = 17
    small_px: int = 11
    spacing: Spacing = Spacing.REGULAR
    measure: int = CHARACTERS
    margin: int = 32
    top_margin: int = 12
    text_contrast: float = TEXT_CONTRAST
    shape_contrast: float = SHAPE_CONTRAST

    @classmethod
    def light(cls) -> "ReaderStyle":
        """Return the default for light windows."""
        return cls()

    @classmethod
    def dark(cls) -> "ReaderStyle":
        """Return the default for dark windows."""
        return cls(
            paper="#1B1D21",
            ink="#E4E2DD",
            secondary="#A3A7AE",
            hairline="#3A3E45",
            accent="#7FB2E5",
            selection="#2C4563",
            focus="#3F3721",
            caret="#7FB2E5",
            hit="#5A4A12",
            conflict="#F2938C",
            gold="#DDBB63",
            looks=_DARK_LOOKS,
            text_contrast=_DARK_TEXT_CONTRAST,
        )

    @classmethod
    def light_contrast(cls) -> "ReaderStyle":
        """Return the default for light windows of high contrast."""
        return cls(
            paper="#FFFFFF",
            ink="#000000",
            secondary="#262626",
            hairline="#000000",
            accent="#003E8A",
            selection="#BFDDFF",
            focus="#FFF1B8",
            caret="#003E8A",
            hit="#FFD84A",
            conflict="#8C0000",
            gold="#5C4300",
            looks=_HIGH_LIGHT_LOOKS,
            text_contrast=HIGH_TEXT_CONTRAST,
            shape_contrast=HIGH_SHAPE_CONTRAST,
        )

    @classmethod
    def dark_contrast(cls) -> "ReaderStyle":
        """Return the default for dark windows of high contrast."""
        return cls(
            paper="#000000",
            ink="#FFFFFF",
            secondary="#E0E0E0",
            hairline="#FFFFFF",
            accent="#FFD84A",
            selection="#003C7D",
            focus="#3D3400",
            caret="#FFD84A",
            hit="#665500",
            conflict="#FFC4BF",
            gold="#DDBB63",
            looks=_HIGH_DARK_LOOKS,
            text_contrast=HIGH_TEXT_CONTRAST,
            shape_contrast=HIGH_SHAPE_CONTRAST,
        )

    @property
    def high_contrast(self) -> bool:
        """Whether things are told apart by lines rather than by breaths of colour."""
        return self.text_contrast >= HIGH_TEXT_CONTRAST

    @property
    def lane_ground(self) -> str:
        """The quiet ground of a lane."""
        return mix(self.paper, self.ink, 0.07 if self.high_contrast else 0.035)

    @property
    def faint_caret(self) -> str:
        """The caret while the keyboard is elsewhere: still a line that is seen."""
        return readable(mix(self.caret, self.paper, 0.55), self.paper, self.caret, SHAPE_CONTRAST)

    def look(self, key: str) -> LabelStyle:
        """Return how a label is drawn; one that the style does not know gets the secondary ink and a solid bar."""
        return self.looks.get(key) or LabelStyle(self.secondary)

    def bar_colour(self, key: str) -> str:
        """Return a label's colour as it can be seen on the paper."""
        return readable(self.look(key).colour, self.paper, self.ink, self.shape_contrast)

    def word_colour(self, key: str) -> str:
        """Return a label's colour as words and frames have it, readable on the paper and on the label's tint."""
        look = self.look(key)
        if look.word:
            return look.word
        shade = readable(look.colour, self.paper, self.ink, self.text_contrast)
        return readable(shade, self.tint(key), self.ink, self.text_contrast)

    def chip_ground(self, key: str) -> str:
        """Return the ground of a label's chip: the paper with a breath of its colour."""
        return mix(self.paper, self.look(key).colour, 0.28 if self.high_contrast else 0.13)

    def chip_ink(self, key: str) -> str:
        """Return the colour of a chip's words, readable on its ground."""
        return readable(self.look(key).colour, self.chip_ground(key), self.ink, self.text_contrast)

    def active_colours(self, key: str) -> tuple[str, str]:
        """Return the ink and the ground of the active span's chip: the label's colour, filled."""
        ground = readable(self.look(key).colour, self.paper, self.ink, self.text_contrast)
        return self.paper, ground

    def tint(self, key: str) -> str:
        """Return the ground of the active span's text, on which the ink stays readable."""
        share = 0.35 if self.high_contrast else 0.2
        if self.look(key).tint:
            return self.look(key).tint
        return readable(mix(self.paper, self.look(key).colour, share), self.ink, self.paper, self.text_contrast)
