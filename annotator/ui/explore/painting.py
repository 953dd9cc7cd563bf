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
from annotator.ui.pictures.layout import At, Box, TextLine
from annotator.ui.pictures.look import PictureLabel, PicturePalette, font


def paint_matrix(painter: QPainter, layout: MatrixLayout, palette: PicturePalette) -> None:
    """Paint a table: each pair that has acts is a tinted field with its number."""
    begin(painter)
    paint_heading(painter, layout.title, palette)
    heads = (words for column in layout.columns for words in column.lines)
    for words in (*layout.axes, *heads):
        paint_words(painter, words, palette.secondary)
    for words in (*(words for row in layout.rows for words in row.lines), *layout.totals):
        paint_words(painter, words, palette.ink)
    for row in range(len(layout.rows)):
        for column in range(len(layout.columns)):
            _cell(painter, layout, (row, column), palette)


def paint_timeline(painter: QPainter, layout: TimelineLayout, palette: PicturePalette) -> None:
    """Paint a timeline: a stacked bar a period, in the labels' colours and cues."""
    begin(painter)
    paint_heading(painter, layout.title, palette)
    for key in layout.legend:
        _surface(painter, key.swatch, palette.labels[key.label], palette)
        paint_words(painter, key.words, palette.ink)
    for height, words in layout.rules:
        painter.setPen(QPen(QColor(palette.rule), 1))
        painter.drawLine(QLineF(layout.left, height, layout.right, height))
        paint_words(painter, words, palette.secondary)
    for part in layout.parts.values():
        look = palette.labels[part.label]
        _surface(painter, part.box, look, palette)
        if part.count is not None:
            if palette.high_contrast and look.cue is not Cue.SOLID:
                _plate(painter, part.box, part.count, look.colour)
            paint_words(painter, part.count, palette.on(look.colour))
    for words in layout.totals:
        paint_words(painter, words, palette.ink)
    for words in layout.periods:
        paint_words(painter, words, palette.secondary)


def begin(painter: QPainter) -> None:
    """Let edges and letters be smooth."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def paint_heading(painter: QPainter, title: tuple[TextLine, ...], palette: PicturePalette) -> None:
    """Write what a picture is called, and below it what was counted, where it has a heading."""
    for words, colour in zip(title, (palette.ink, palette.secondary), strict=False):
        paint_words(painter, words, colour)


def _cell(painter: QPainter, layout: MatrixLayout, at: At, palette: PicturePalette) -> None:
    box, words = layout.box(at), layout.numbers.get(at)
    tinted = layout.is_tinted(at)
    ground = palette.ground(layout.count(at), layout.matrix.most) if tinted else palette.paper
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    if palette.high_contrast or not tinted:
        # A pair without acts is an empty field: the rows can be followed through it.
        painter.setPen(QPen(QColor(palette.hairline), 1))
        box = box.grown(-0.5)
    painter.drawRect(_rect(box))
    if words is not None:
        paint_words(painter, words, palette.on(ground))


def _surface(painter: QPainter, box: Box, look: PictureLabel, palette: PicturePalette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.colour))
    painter.drawRect(_rect(box))
    if palette.high_contrast:
        painter.setPen(QPen(QColor(palette.paper), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for stroke in strokes(look.cue, box):
            painter.drawLine(QLineF(*stroke))
    if box.height > 4:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.paper))
        painter.drawRect(QRectF(box.left, box.top, box.width, 1))


def _plate(painter: QPainter, box: Box, words: TextLine, colour: str) -> None:
    """Lay the plain colour under a number, so that it is read on a hatched surface."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(QRectF(box.left, words.baseline - 11.5, box.width, 15))


def paint_words(painter: QPainter, words: TextLine, colour: str) -> None:
    """Write a line of words, each script in its direction."""
    painter.setFont(font(words.face))
    painter.setPen(QColor(colour))
    rtl = runs_right_to_left(words.text)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(words.left, words.baseline), words.text)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
