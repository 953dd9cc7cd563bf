"""All layers of the page, from the ground up."""

from collections.abc import Sequence

from annotator.ui.reader.layers.drawers import DrawersLayer
from annotator.ui.reader.layers.edge import EdgeLayer
from annotator.ui.reader.layers.framed import AimLayer, FramedLayer
from annotator.ui.reader.layers.grounds import GroundsLayer
from annotator.ui.reader.layers.heading import HeadingLayer
from annotator.ui.reader.layers.layer import PageLayer
from annotator.ui.reader.layers.marks import MarksLayer
from annotator.ui.reader.layers.numbers import NumbersLayer
from annotator.ui.reader.layers.offered import OfferedLayer
from annotator.ui.reader.layers.placeholder import PlaceholderLayer
from annotator.ui.reader.layers.said import SaidLayer
from annotator.ui.reader.layers.units import UnitsLayer
from annotator.ui.reader.layers.words import WordsLayer

LAYERS: Sequence[type[PageLayer]] = (
    GroundsLayer,
    PlaceholderLayer,
    AimLayer,
    DrawersLayer,
    MarksLayer,
    WordsLayer,
    HeadingLayer,
    OfferedLayer,
    NumbersLayer,
    UnitsLayer,
    SaidLayer,
    FramedLayer,
    EdgeLayer,
)
"""Each is painted on those before it, and asked before them what lies under a point."""
