"""The network of Explore: what is said of its circles and arrows, the acts behind them, and how it is painted."""

from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.model.ids import SpanId
from annotator.model.wording import counted
from annotator.ui.explore.network_layout import LEAST_ARROW, LEAST_NUMBER, MOST_NODES, NODE, Arrow, NetworkLayout
from annotator.ui.explore.painting import begin, paint_heading, paint_words
from annotator.ui.kit.colour import mix
from annotator.ui.pictures.layout import At, Box, TextLine
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.picture import Key

NETWORK_NOTE = (
    f"A circle says how many acts a speaker makes, an arrow how many go to whom: arrows from {LEAST_ARROW} acts, their "
    f"numbers from {LEAST_NUMBER}, at most {MOST_NODES} circles. The rest stands in the table."
)
_HEAD = 9.0
_GREY = 0.62
"""How far arrows are from paper to the grey of words."""


class NetworkPicture:
    """Who speaks to whom, as circles and arrows."""

    name = "Who speaks to whom"

    def __init__(self, layout: NetworkLayout) -> None:
        self.layout = layout

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 1x."""
        return self.layout.width, self.layout.height

    def paint(self, painter: QPainter, palette: PicturePalette) -> None:
        """Paint all of it."""
        begin(painter)
        paint_heading(painter, self.layout.title, palette)
        grey = palette.ink if palette.high_contrast else mix(palette.paper, palette.secondary, _GREY)
        for arrow in reversed(tuple(self.layout.arrows.values())):
            _arrow(painter, arrow, grey)
        for arrow in self.layout.arrows.values():
            if arrow.count is not None:
                _on_paper(painter, arrow.count, palette)
        self._circles(painter, palette)

    def hit(self, x: float, y: float) -> At | None:
        """Return the circle or the arrow at a point."""
        return self.layout.hit(x, y)

    def box(self, at: At) -> Box:
        """Return the surroundings of a place."""
        return self.layout.box(at)

    def first(self) -> At | None:
        """Return the strongest arrow."""
        return next(iter(self.layout.places), None)

    def key(self, at: At) -> Key:
        """Return the names of an arrow, or of a circle and nobody."""
        names = self.layout.nodes
        return names[at[0]].name, "" if at[1] == NODE else names[at[1]].name

    def find(self, key: Key) -> At | None:
        """Return the arrow or circle of these names."""
        return next((at for at in self.layout.places if self.key(at) == key), None)

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the next weaker arrow, and after the arrows the circles; to the left and up the one before."""
        places = self.layout.places
        there = places.index(at) + right + down
        return places[there] if 0 <= there < len(places) else at

    def jumped(self, at: At, right: int, down: int) -> At:
        """Return the strongest arrow or the last circle."""
        return self.layout.places[-1 if right + down > 0 else 0]

    def said(self, at: At) -> str:
        """Return a place in words: “France to China: 12 acts”."""
        source, target = self.key(at)
        count = counted(len(self.acts(at)), "act")
        return f"{source} to {target}: {count}" if target else f"{source} to all: {count}"

    def acts(self, at: At) -> tuple[SpanId, ...]:
        """Return the acts of an arrow, or all that a circle makes."""
        source, target = self.key(at)
        cells = self.layout.matrix.cells
        if target:
            return cells.get((source, target), ())
        return tuple(dict.fromkeys(act for (one, _), acts in cells.items() if one == source for act in acts))

    def tip(self, x: float, y: float) -> str:
        """Return what is at a point."""
        at = self.hit(x, y)
        if at is not None:
            return self.said(at)
        lines = (words for node in self.layout.nodes for words in node.words)
        return next((words.whole for words in lines if words.has(x, y)), "")

    def _circles(self, painter: QPainter, palette: PicturePalette) -> None:
        for node in self.layout.nodes:
            ground = palette.paper if palette.high_contrast else mix(palette.paper, palette.accent, 0.2)
            painter.setPen(QPen(QColor(palette.accent), 1.5))
            painter.setBrush(QColor(ground))
            painter.drawEllipse(QPointF(*node.centre), node.radius, node.radius)
            paint_words(painter, node.count, palette.ink)
        for node in self.layout.nodes:
            for words in node.words:
                _on_paper(painter, words, palette)


def _on_paper(painter: QPainter, words: TextLine, palette: PicturePalette) -> None:
    """Write words that arrows do not run through."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.paper))
    painter.drawRect(QRectF(words.left - 3, words.baseline - 11, words.width + 6, 14))
    paint_words(painter, words, palette.ink)


def _arrow(painter: QPainter, arrow: Arrow, colour: str) -> None:
    (x, y), head = arrow.end, _HEAD + arrow.thickness
    angle = atan2(y - arrow.bend[1], x - arrow.bend[0])
    shaft = QPointF(x - 0.8 * head * cos(angle), y - 0.8 * head * sin(angle))
    path = QPainterPath(QPointF(*arrow.start))
    path.quadTo(QPointF(*arrow.bend), shaft)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), arrow.thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawPath(path)
    point = QPainterPath(QPointF(x, y))
    for side in (pi - 0.42, pi + 0.42):
        point.lineTo(QPointF(x + head * cos(angle + side), y + head * sin(angle + side)))
    point.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPath(point)
