"""The one function for each picture that paints it: on the screen, into a PNG, into an SVG.

It draws only what every painter can (rectangles, lines, words), and takes all places from the layout.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.codebook import Cue
from annotator.ui.explore.hatching import strokes
from annotator.ui.explore.matrix_layout import MatrixLayout
from annotator.ui.explore.timeline_layout import TimelineLayout
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.pictures.layout import TURN_DEGREES, At, Box, TextLine
from annotator.ui.pictures.look import PictureLabel, PicturePalette, font


def paint_matrix(painter: QPainter, layout: MatrixLayout, palette: PicturePalette) -> None:
    """Paint a matrix: each pair that has acts is a tinted square with its number."""
    _begin(painter)
    _heading(painter, layout.title, palette)
    for words in layout.axes:
        _words(painter, words, palette.secondary)
    for words in (*layout.rows, *layout.columns):
        _words(painter, words, palette.ink)
    for row in range(len(layout.rows)):
        for column in range(len(layout.columns)):
            _cell(painter, layout, (row, column), palette)


def paint_timeline(painter: QPainter, layout: TimelineLayout, palette: PicturePalette) -> None:
    """Paint a timeline: a stacked bar a period, in the labels' colours and cues."""
    _begin(painter)
    _heading(painter, layout.title, palette)
    for key in layout.legend:
        _surface(painter, key.swatch, palette.labels[key.label], palette)
        _words(painter, key.words, palette.ink)
    for height, words in layout.rules:
        painter.setPen(QPen(QColor(palette.rule), 1))
        painter.drawLine(QLineF(layout.left, height, layout.right, height))
        _words(painter, words, palette.secondary)
    for part in layout.parts.values():
        look = palette.labels[part.label]
        _surface(painter, part.box, look, palette)
        if part.count is not None:
            if look.cue is not Cue.SOLID:
                _plate(painter, part.box, part.count, look.colour)
            _words(painter, part.count, palette.on(look.colour))
    for words in layout.totals:
        _words(painter, words, palette.ink)
    for words in layout.periods:
        _words(painter, words, palette.secondary)


def _begin(painter: QPainter) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def _heading(painter: QPainter, title: tuple[TextLine, TextLine], palette: PicturePalette) -> None:
    _words(painter, title[0], palette.ink)
    _words(painter, title[1], palette.secondary)


def _cell(painter: QPainter, layout: MatrixLayout, at: At, palette: PicturePalette) -> None:
    box, words = layout.box(at), layout.numbers.get(at)
    ground = palette.ground(layout.count(at), layout.matrix.most) if words else palette.paper
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    if palette.high_contrast or words is None:
        # A pair without acts is an empty square: the rows can be followed through it.
        painter.setPen(QPen(QColor(palette.hairline), 1))
        box = box.grown(-0.5)
    painter.drawRect(_rect(box))
    if words is not None:
        _words(painter, words, palette.on(ground))


def _surface(painter: QPainter, box: Box, look: PictureLabel, palette: PicturePalette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.colour))
    painter.drawRect(_rect(box))
    painter.setPen(QPen(QColor(palette.paper), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for stroke in strokes(look.cue, box):
        painter.drawLine(QLineF(*stroke))
    if box.height > 4:
        painter.drawLine(QLineF(box.left, box.top, box.right, box.top))


def _plate(painter: QPainter, box: Box, words: TextLine, colour: str) -> None:
    """Lay the plain colour under a number, so that it is read on a hatched surface."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(QRectF(box.left, words.baseline - 11.5, box.width, 15))


def _words(painter: QPainter, words: TextLine, colour: str) -> None:
    painter.setFont(font(words.face))
    painter.setPen(QColor(colour))
    rtl = runs_right_to_left(words.text)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    if not words.turned:
        painter.drawText(QPointF(words.left, words.baseline), words.text)
        return
    painter.save()
    painter.translate(words.left, words.baseline)
    painter.rotate(TURN_DEGREES)
    painter.drawText(QPointF(0, 0), words.text)
    painter.restore()


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
