"""A drawing of a report as a picture on the screen: painted in the theme's colours, walked through by its cells."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from annotator.reports import palette as reports
from annotator.reports.drawing import Anchor, Drawing, Polyline, Rect, Shape, Stroke, Words
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.pictures.layout import At, Box, Face
from annotator.ui.pictures.look import PicturePalette, font
from annotator.ui.pictures.picture import Key

SIDE, _HEAD, _FOOT = 8.0, 56.0, 8.0
"""What is left free around a drawing; its name and its caption stand above it."""


class DrawingPicture:
    """A drawing with names for its cells, under its name and a line that says what it was made of.

    `keys`: what a cell stands for; a cell without a key cannot be gone to. `filled`: cells with something behind them.
    """

    def __init__(
        self, name: str, caption: str, drawing: Drawing, keys: Mapping[At, Key], filled: Collection[At]
    ) -> None:
        self.name, self.caption = name, caption
        self.drawing = drawing
        self.keys = {at: keys[at] for at in drawing.cells if at in keys}
        self._filled = frozenset(filled)
        self._cells = list(self.keys)
        self._boxes = _boxes(drawing)
        self._is_row = all(column == 0 for _, column in self._cells)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 1x."""
        return self.drawing.width + 2 * SIDE, self.drawing.height + _HEAD + _FOOT

    def paint(self, painter: QPainter, palette: PicturePalette) -> None:
        """Paint all of it."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        colours = colours_of(palette)
        _heading(painter, self, palette)
        painter.save()
        painter.translate(SIDE, _HEAD)
        for shape in self.drawing.shapes:
            _paint(painter, shape, colours)
        painter.restore()

    def hit(self, x: float, y: float) -> At | None:
        """Return the cell at a point."""
        found = self.drawing.cell(x - SIDE, y - _HEAD)
        return found if found in self.keys else None

    def box(self, at: At) -> Box:
        """Return where a cell is drawn."""
        return self._boxes[at]

    def first(self) -> At | None:
        """Return the first cell with something behind it, or else the first."""
        return next((at for at in self._cells if at in self._filled), next(iter(self._cells), None))

    def key(self, at: At) -> Key:
        """Return what a cell stands for."""
        return self.keys[at]

    def find(self, key: Key) -> At | None:
        """Return the cell that stands for this, None where none does."""
        return next((at for at, known in self.keys.items() if known == key), None)

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the neighbour to a side; cells in one row or column are gone through by either pair of arrows."""
        if self._is_row:
            place = self._cells.index(at) + (right or down)
            return self._cells[place] if 0 <= place < len(self._cells) else at
        there = at[0] + down, at[1] + right
        return there if there in self.keys else at

    def jumped(self, at: At, right: int, down: int) -> At:
        """Return the next cell to a side with something behind it; where none has, the last one."""
        while (there := self.moved(at, right, down)) != at:
            at = there
            if at in self._filled:
                break
        return at

    def said(self, at: At) -> str:
        """Return a cell in words, with its number."""
        return self.drawing.tips.get(at, "")

    def tip(self, x: float, y: float) -> str:
        """Return the cell at a point, or the whole of words that are cut short."""
        x, y = x - SIDE, y - _HEAD
        at = self.drawing.cell(x, y)
        if at is not None:
            return self.drawing.tips.get(at, "")
        return next((one.whole for one in self.drawing.shapes if isinstance(one, Words) and _is_on(one, x, y)), "")


def _boxes(drawing: Drawing) -> dict[At, Box]:
    """Return where each cell is in the picture, in one go: a drawing of many documents has many cells."""
    found: dict[At, list[Rect]] = defaultdict(list)
    for shape in drawing.shapes:
        if isinstance(shape, Rect) and shape.at is not None:
            found[shape.at].append(shape)
    return {at: _around(shapes) for at, shapes in found.items()}


def _around(shapes: Sequence[Rect]) -> Box:
    left, top = min(one.left for one in shapes), min(one.top for one in shapes)
    right, bottom = max(one.left + one.width for one in shapes), max(one.top + one.height for one in shapes)
    return Box(left + SIDE, top + _HEAD, right - left, bottom - top)


def _heading(painter: QPainter, picture: DrawingPicture, palette: PicturePalette) -> None:
    for text, face, baseline, colour in (
        (picture.name, Face.TITLE, 24, palette.ink),
        (picture.caption, Face.SMALL, 43, palette.secondary),
    ):
        painter.setFont(font(face))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(picture.drawing.width))
        painter.drawText(QPointF(2 * SIDE, baseline), shown)


def colours_of(palette: PicturePalette) -> reports.ReportPalette:
    """Return the colours of a theme by the roles that drawings know."""
    return reports.ReportPalette(
        ink=palette.ink,
        secondary=palette.secondary,
        paper=palette.paper,
        hairline=palette.rule,
        accent=palette.accent,
    )


def _is_on(words: Words, x: float, y: float) -> bool:
    if not words.whole or words.turned:
        return False
    back = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[words.anchor]
    left = words.x - back * words.width
    return left <= x <= left + words.width and words.y - words.size <= y <= words.y + words.size / 3


def _paint(painter: QPainter, shape: Shape, colours: reports.ReportPalette) -> None:
    if isinstance(shape, Rect):
        _rectangle(painter, shape, colours)
    elif isinstance(shape, Words):
        _words(painter, shape, colours)
    elif isinstance(shape, Stroke):
        painter.setPen(_pen(colours.hex(shape.colour), shape.width, shape.dashed))
        painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
    elif isinstance(shape, Polyline):
        painter.setPen(_pen(colours.hex(shape.colour), shape.width, is_dashed=False))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))


def _rectangle(painter: QPainter, shape: Rect, colours: reports.ReportPalette) -> None:
    if shape.fill is None and shape.edge is None:
        return
    painter.setPen(
        _pen(colours.hex(shape.edge), shape.edge_width, is_dashed=False)
        if shape.edge is not None
        else QPen(Qt.PenStyle.NoPen)
    )
    painter.setBrush(QColor(colours.hex(shape.fill)) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    area = QRectF(shape.left, shape.top, shape.width, shape.height)
    if shape.radius:
        painter.drawRoundedRect(area, shape.radius, shape.radius)
    else:
        painter.drawRect(area)


def _words(painter: QPainter, shape: Words, colours: reports.ReportPalette) -> None:
    letters = _font(shape.size, shape.bold, theme.interface_font().family())
    painter.setFont(letters)
    painter.setPen(QColor(colours.hex(shape.colour)))
    rtl = runs_right_to_left(shape.text)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    back = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[shape.anchor]
    left = -back * QFontMetricsF(letters).horizontalAdvance(shape.text) if back else 0.0
    if not shape.turned:
        painter.drawText(QPointF(shape.x + left, shape.y), shape.text)
        return
    painter.save()
    painter.translate(shape.x, shape.y)
    painter.rotate(shape.turned)
    painter.drawText(QPointF(left, 0), shape.text)
    painter.restore()


def _pen(colour: str, width: float, is_dashed: bool) -> QPen:
    pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if is_dashed:
        pen.setDashPattern([4 / width, 3 / width])
    return pen


@lru_cache(maxsize=32)
def _font(size: float, bold: bool, family: str) -> QFont:
    # The family is asked for lest letters of one system font stay after another was chosen.
    made = theme.interface_font(round(size))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # At whole pixels a saved picture of another scale would have other widths than the screen.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
