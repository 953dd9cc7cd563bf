"""How a cell of the board is drawn: people with their initial, progress as a bar, states as circles."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.documents.board_columns import BoardKind
from annotator.ui.documents.board_model import CELL, BoardCell
from annotator.ui.documents.cell_delegate import SIDE, paint_state
from annotator.ui.documents.columns import EMPTY
from annotator.ui.kit import theme
from annotator.ui.kit.colour import mix
from annotator.ui.kit.widgets import draw_elided

BAR, _BAR_HIGH, _GAP = 136, 6, 10
_DISC = 22
_CIRCLE = 14
"""Pixels of a state's circle, with the gap to the words behind it."""
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_Index = QModelIndex | QPersistentModelIndex


class BoardDelegate(QStyledItemDelegate):
    """Draws both tables. `high`: the pixels of a row."""

    def __init__(self, high: int, parent: QObject) -> None:
        super().__init__(parent)
        self._high = high
        self.hovered = -1
        """The row under the mouse, which is tinted as a whole; -1 for none."""

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, self._high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: BoardCell | None = index.data(CELL)
        look, area = theme.current(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.selection))
        elif index.row() == self.hovered:
            painter.fillRect(area, QColor(look.hover))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        painter.setFont(option.font)
        if cell is not None:
            _paint(painter, area.adjusted(SIDE, 0, -SIDE, -1), cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()


def _paint(painter: QPainter, area: QRect, cell: BoardCell) -> None:
    look = theme.current()
    if cell.kind is BoardKind.PERSON:
        _paint_person(painter, area, cell.text)
    elif cell.kind is BoardKind.PROGRESS:
        _paint_progress(painter, area, cell)
    elif cell.kind is BoardKind.STATE:
        _paint_circle(painter, QRectF(area).center(), cell)
    elif cell.kind is BoardKind.DECIDED:
        _paint_decided(painter, area, cell)
    elif cell.kind is BoardKind.CHECK:
        painter.setPen(QColor(look.ink if cell.text != EMPTY else look.secondary))
        painter.drawText(area, _CENTRE, cell.text)
    elif cell.kind is BoardKind.NUMBER:
        painter.setPen(QColor(look.ink if cell.text else look.secondary))
        painter.drawText(area, _RIGHT, cell.text or EMPTY)
    elif cell.kind is BoardKind.STANDING:
        painter.setPen(QColor(look.danger if cell.painted.is_alarm else look.secondary))
        draw_elided(painter, area, f"! {cell.text}" if cell.painted.is_alarm else cell.text)
    else:
        painter.setPen(QColor(look.ink if cell.text else look.secondary))
        draw_elided(painter, area, cell.text or EMPTY)


def _paint_person(painter: QPainter, area: QRect, name: str) -> None:
    """Draw the initial in a ring, and the name."""
    look, font = theme.current(), QFont(painter.font())
    disc = QRectF(area.left() + 0.5, area.center().y() - _DISC / 2 + 0.5, _DISC, _DISC)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.edge), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    font.setWeight(QFont.Weight.DemiBold)
    small = QFont(font)
    small.setPixelSize(theme.SECONDARY_PX)
    painter.setPen(QColor(look.ink))
    painter.setFont(small)
    painter.drawText(disc, _CENTRE, name[:1].upper() or "?")
    painter.setFont(font)
    draw_elided(painter, area.adjusted(_DISC + _GAP, 0, 0, 0), name)


def _paint_progress(painter: QPainter, area: QRect, cell: BoardCell) -> None:
    """Draw a bar of what is done and begun, and the words behind it."""
    look, (done, begun, of) = theme.current(), cell.painted.parts
    width = max(0, min(BAR, area.width()))
    bar = QRectF(area.left(), area.center().y() - _BAR_HIGH / 2 + 0.5, width, _BAR_HIGH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_to = _BAR_HIGH / 2
    for share, colour in (
        (1.0, look.hairline),
        ((done + begun) / of if of else 0.0, mix(look.accent, look.paper, 0.5)),
        (done / of if of else 0.0, look.accent),
    ):
        if share > 0:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), round_to, round_to
            )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QColor(look.secondary))
    draw_elided(painter, area.adjusted(width + _GAP, 0, 0, 0), cell.text)


def _paint_circle(painter: QPainter, middle: QPointF, cell: BoardCell) -> None:
    if cell.painted.state is not None:
        paint_state(painter, middle + QPointF(0.5, 0.5), cell.painted.state)
    else:
        painter.setPen(QColor(theme.current().secondary))
        painter.drawText(QRectF(middle.x() - 10, middle.y() - 10, 20, 20), _CENTRE, EMPTY)


def _paint_decided(painter: QPainter, area: QRect, cell: BoardCell) -> None:
    """Draw how far a document is decided, and behind it how many cases are open."""
    if not cell.text:
        _paint_circle(painter, QRectF(area).center(), cell)
        return
    small = QFont(painter.font())
    small.setPixelSize(theme.SECONDARY_PX)
    painter.setFont(small)
    width = painter.fontMetrics().horizontalAdvance(cell.text)
    left = area.center().x() - (width + _CIRCLE) / 2
    _paint_circle(painter, QPointF(left + 4, QRectF(area).center().y()), cell)
    painter.setPen(QColor(theme.current().secondary))
    draw_elided(
        painter, QRect(int(left) + _CIRCLE, area.top(), area.right() - int(left) - _CIRCLE, area.height()), cell.text
    )
