"""A picture as plain shapes, in pixels at 1x, x to the right and y downwards; nothing in here knows how it is painted.

Colours are roles, which a `ReportPalette` turns into colours for a page or for a theme of the window. A shape may
belong to a cell (`at`), so that a window can ask what is at a point and where a cell is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.reports.text_width import text_width

At = tuple[int, int]
"""Which cell of a plot: row and column, or row and 0; each plot says what they are."""


class ColourRole(StrEnum):
    """What a colour is for."""

    INK = "ink"
    SECONDARY = "secondary"
    PAPER = "paper"
    HAIRLINE = "hairline"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Shade:
    """A ground between paper (0) and accent (1)."""

    share: float


@dataclass(frozen=True, slots=True)
class OnShade:
    """Words on the ground of that share: ink or paper, whichever can be read there."""

    share: float


Colour = ColourRole | Shade | OnShade | str
"""A role, a shade, or a label's own colour as "#RRGGBB"."""


class Anchor(StrEnum):
    """Which end of a line of words stands at its point; left is left in every script."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle, with a fill, an edge, both, or neither (then it only says where a cell is).

    `radius`: of its corners; half its side makes a disc.
    """

    left: float
    top: float
    width: float
    height: float
    fill: Colour | None = None
    edge: Colour | None = None
    edge_width: float = 1
    radius: float = 0
    at: At | None = None

    def has(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A straight line from (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour = ColourRole.HAIRLINE
    width: float = 1
    dashed: bool = False
    at: At | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polyline:
    """Straight lines from point to point, not closed."""

    points: tuple[tuple[float, float], ...]
    colour: Colour = ColourRole.ACCENT
    width: float = 1.5
    at: At | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text. (`x`, `y`): a point of its baseline; `size`: of its letters, as in CSS.

    `turned`: degrees clockwise around that point, so that -45 rises. `whole`: what was cut short to fit, else "".
    """

    text: str
    x: float
    y: float
    size: float = 12
    anchor: Anchor = Anchor.LEFT
    colour: Colour = ColourRole.INK
    bold: bool = False
    turned: float = 0
    whole: str = ""
    at: At | None = None

    @property
    def width(self) -> float:
        """About how wide it is."""
        return text_width(self.text, self.size, self.bold)


Shape = Rect | Stroke | Polyline | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture. `tips`: what there is to say about a cell; `summary`: all of it in words, for those who cannot see it.

    The shapes are painted in their order, the later over the earlier.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    summary: str = ""
    tips: Mapping[At, str] = field(default_factory=dict)

    def cell(self, x: float, y: float) -> At | None:
        """Return the cell at a point, the uppermost where several are."""
        for shape in reversed(self.shapes):
            if isinstance(shape, Rect) and shape.at is not None and shape.has(x, y):
                return shape.at
        return None

    def box(self, at: At) -> tuple[float, float, float, float] | None:
        """Return (left, top, width, height) of the rectangles of a cell, None where it has none."""
        found = [shape for shape in self.shapes if isinstance(shape, Rect) and shape.at == at]
        if not found:
            return None
        left, top = min(one.left for one in found), min(one.top for one in found)
        right, bottom = max(one.left + one.width for one in found), max(one.top + one.height for one in found)
        return left, top, right - left, bottom - top

    @property
    def cells(self) -> tuple[At, ...]:
        """The cells that have a place, in their order: for the arrow keys and for assistive tools."""
        return tuple(sorted({shape.at for shape in self.shapes if isinstance(shape, Rect) and shape.at is not None}))
