"""How a cell of the table of documents is drawn: titles on two lines, numbers at the right, a state as a circle."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.coder import State
from annotator.ui.documents.columns import EMPTY, ColumnKind, TableColumn
from annotator.ui.documents.table_model import CELL, DocumentCell
from annotator.ui.kit import theme
from annotator.ui.kit.two_lines import two_lines
from annotator.ui.kit.widgets import draw_elided

ROW = 48
SIDE = 8
"""Pixels on either side of a cell."""
_LINE = 18
_RADIUS = 5.5
_LEAST_EDITOR = 120
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """`known`: what a field says of documents of the project; `choices`: what alone it may say, if that is fixed."""

    def __init__(
        self, known: Callable[[str], Sequence[str]], choices: Callable[[str], Sequence[str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._known, self._choices = known, choices

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: DocumentCell = index.data(CELL)
        look, area = theme.current(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.selection))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        painter.setFont(option.font)
        if cell.state is not None:
            paint_state(painter, QPointF(area.center()) + QPointF(0.5, 0.5), cell.state)
        else:
            _paint_words(painter, area.adjusted(SIDE, 0, -SIDE, 0), cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        cell: DocumentCell = index.data(CELL)
        if choices := self._choices(cell.column.field):
            chosen = QComboBox(parent)
            chosen.addItems(["", *choices])
            chosen.setAccessibleName(cell.column.name)
            return chosen
        line = QLineEdit(parent)
        line.setAccessibleName(cell.column.name)
        if cell.column.field == "date":
            line.setPlaceholderText("2026-01-23")
        elif cell.column.field and (known := self._known(cell.column.field)):
            completer = QCompleter(list(known), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            at = editor.findText(text)
            if at < 0:
                editor.addItem(text)
                at = editor.count() - 1
            editor.setCurrentIndex(at)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        index.model().setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        area = option.rect
        editor.setGeometry(area.left(), area.top(), max(area.width(), _LEAST_EDITOR), area.height() - 1)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # On a line to type in Qt sees to this; on a list Enter would do nothing.
        if isinstance(editor, QComboBox) and _is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)


def _is_enter(event: QEvent) -> bool:
    enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter


def _paint_words(painter: QPainter, area: QRect, cell: DocumentCell) -> None:
    look = theme.current()
    painter.setPen(QColor(look.ink if cell.text else look.secondary))
    if cell.column.kind is ColumnKind.TITLE:
        _paint_title(painter, area, cell.text)
    elif cell.column.kind is ColumnKind.NUMBER:
        shown = painter.fontMetrics().elidedText(cell.text or EMPTY, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)
    else:
        draw_elided(painter, area, cell.text or EMPTY)


def _paint_title(painter: QPainter, area: QRect, title: str) -> None:
    """Draw a title half way up, on one line or two."""
    lines = [line for line in two_lines(title, area.width(), painter.font()) if line]
    top = area.top() + (area.height() - 1 - _LINE * len(lines)) // 2
    for number, line in enumerate(lines):
        draw_elided(painter, QRect(area.left(), top + number * _LINE, area.width(), _LINE), line)


def paint_state(painter: QPainter, middle: QPointF, state: State) -> None:
    """Draw how far a coder is with a document as a circle: empty, half, full."""
    look = theme.current()
    ring = QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.ink if state is not State.UNTOUCHED else look.secondary), 1.25))
    painter.setBrush(QColor(look.ink) if state is State.DONE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if state is State.BEGUN:
        painter.setBrush(QColor(look.ink))
        painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def wish(column: TableColumn, texts: Collection[str], head: int, width: Callable[[str], int]) -> int:
    """Return how wide a column would be: for its head (`head` pixels) and what it says, within limits."""
    longest = max((width(text) for text in texts), default=0)
    if column.kind is ColumnKind.STATE:
        return max(head, int(2 * _RADIUS)) + 2 * SIDE
    return max(head + 2 * SIDE, min(longest + 2 * SIDE + 2, 190))
