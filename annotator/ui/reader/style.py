"""How the reader looks, as one frozen object: colours are texts, sizes are pixels, so that any theme can make one.

A label has a colour and a cue; the cue and the chip's word carry the meaning, the colour only helps. Whatever
colour a codebook brings is moved towards the ink until it can be seen (3:1) or read (4.5:1) on what lies below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from annotator.model.codebook import Cue


class SpanLook(StrEnum):
    """How one coder's spans are shown: bars with their words, bars alone, or bars and brackets in the margin."""

    CHIPS = "chips"
    COMPACT = "compact"
    STRIPES = "stripes"


TEXT_CONTRAST = 4.5
"""The least contrast of words (WCAG 2.2, success criterion 1.4.3)."""
SHAPE_CONTRAST = 3.0
"""The least contrast of bars and the caret (WCAG 2.2, success criterion 1.4.11)."""

_FAMILIES = (
    *("Charter", "Source Serif 4", "Source Serif Pro", "Georgia", "Noto Serif", "DejaVu Serif"),
    *("Noto Naskh Arabic", "Geeza Pro", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Serif Thai"),
    *("Noto Serif CJK SC", "Songti SC", "SimSun", "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"),
)


@dataclass(frozen=True, slots=True)
class LabelLook:
    """A label's colour, "#rrggbb", and how its bar is drawn."""

    colour: str
    cue: Cue = Cue.SOLID


_LIGHT_LOOKS: Mapping[str, LabelLook] = MappingProxyType(
    {
        "appeal": LabelLook("#0072B2", Cue.SOLID),
        "commitment": LabelLook("#009E73", Cue.DOUBLE),
        "warning": LabelLook("#D55E00", Cue.THICK),
        "actor": LabelLook("#A65C8B", Cue.DOTTED),
    }
)
_DARK_LOOKS: Mapping[str, LabelLook] = MappingProxyType(
    {
        "appeal": LabelLook("#5AAEE3", Cue.SOLID),
        "commitment": LabelLook("#3FC39A", Cue.DOUBLE),
        "warning": LabelLook("#F28C4B", Cue.THICK),
        "actor": LabelLook("#CE8FB6", Cue.DOTTED),
    }
)


@dataclass(frozen=True, slots=True)
class ReaderStyle:
    """Colours as "#rrggbb"; sizes in device-independent pixels; `measure` in characters of average width.

    `looks`: by `Mark.style_key`. `families`: the first that is installed for a character draws it.
    `hit`: the ground of what a search found. `agree`, `partly`, `conflict`: the bar that says how coders agree.
    `interface_families`: of chips and lane tags, the application's font where empty.
    """

    paper: str = "#FBFAF7"
    ink: str = "#1F2328"
    secondary: str = "#5F6670"
    hairline: str = "#DEDAD2"
    accent: str = "#1F5FA8"
    selection: str = "#CFDFF2"
    focus: str = "#F8ECC9"
    caret: str = "#1F5FA8"
    hit: str = "#F3E3A2"
    agree: str = "#3C7D5A"
    partly: str = "#A87510"
    conflict: str = "#B3261E"
    looks: Mapping[str, LabelLook] = field(default_factory=lambda: _LIGHT_LOOKS)
    families: tuple[str, ...] = _FAMILIES
    interface_families: tuple[str, ...] = ()
    font_px: int = 17
    chip_px: int = 11
    line_height: float = 1.5
    measure: int = 70
    margin: int = 32
    top_margin: int = 12
    span_look: SpanLook = SpanLook.CHIPS

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
            hit="#55491F",
            agree="#6FBF94",
            partly="#D9AE58",
            conflict="#F2938C",
            looks=_DARK_LOOKS,
        )

    def look(self, key: str) -> LabelLook:
        """Return how a label is drawn; one that the style does not know gets the secondary ink and a solid bar."""
        return self.looks.get(key) or LabelLook(self.secondary)

    def bar_colour(self, key: str) -> str:
        """Return a label's colour as it can be seen on the paper."""
        return readable(self.look(key).colour, self.paper, self.ink, SHAPE_CONTRAST)

    def chip_ground(self, key: str) -> str:
        """Return the ground of a label's chip: the paper with a breath of its colour."""
        return mixed(self.paper, self.look(key).colour, 0.13)

    def chip_ink(self, key: str) -> str:
        """Return the colour of a chip's words, readable on its ground."""
        return readable(self.look(key).colour, self.chip_ground(key), self.ink, TEXT_CONTRAST)

    def active_colours(self, key: str) -> tuple[str, str]:
        """Return the ink and the ground of the active span's chip: the label's colour, filled."""
        ground = readable(self.look(key).colour, self.paper, self.ink, TEXT_CONTRAST)
        return self.paper, ground

    def tint(self, key: str) -> str:
        """Return the ground of the active span's text, on which the ink stays readable."""
        return mixed(self.paper, self.look(key).colour, 0.2)


def mixed(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@lru_cache(maxsize=512)
def readable(colour: str, ground: str, ink: str, ratio: float) -> str:
    """Return `colour`, moved towards `ink` in steps as small as it takes to stand out from `ground` by `ratio`."""
    steps = (mixed(colour, ink, step / 20) for step in range(21))
    return next((found for found in steps if contrast(found, ground) >= ratio), ink)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _scaled(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _scaled(colour: str) -> tuple[float, ...]:
    return tuple(part / 255 for part in _rgb(colour))
