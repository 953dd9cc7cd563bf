"""One way to draw a row of a list: a mark at the left, a title, and secondary words below."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.codebook import Label
from annotator.ui.kit import theme
from annotator.ui.kit.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.kit.two_lines import draw_two_lines
from annotator.ui.kit.widgets import Look, draw_elided

ROW_ROLE = Qt.ItemDataRole.UserRole + 10
_Index = QModelIndex | QPersistentModelIndex
TALL, TALL_LINE = 64, 18
"""Pixels of a row with a title on two lines, and of each of them."""


class ListRow(NamedTuple):
    """What a row shows. `mark`: a sign, or a label's bar."""

    title: str
    detail: str
    mark: str | Label | None = None


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint what lies under a row that is selected, has the keyboard, or is below the pointer."""
    area, look = option.rect, theme.current()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(look.selection))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), QColor(look.accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(look.hover))


class RowDelegate(QStyledItemDelegate):
    """Draws the `ListRow` that a model gives under `ROW_ROLE`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ListRow = index.data(ROW_ROLE)
        look = theme.current()
        area = option.rect
        painter.save()
        paint_ground(painter, option)
        mark = QRect(area.left() + 8, area.top() + 6, WIDTH, HEIGHT)
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font())
        if isinstance(row.mark, Label):
            paint_swatch(painter, mark.toRectF(), row.mark.colour, row.mark.cue)
        elif row.mark:
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, row.mark)
        top = QRect(mark.right() + 8, area.top() + 4, area.right() - mark.right() - 14, 20)
        draw_elided(painter, top, row.title)
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        painter.setPen(QColor(look.secondary))
        draw_elided(painter, QRect(top.left(), top.bottom() + 1, top.width(), 18), row.detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, 46)


class TallRowDelegate(QStyledItemDelegate):
    """Draws the `ListRow` that a model gives under `ROW_ROLE` with its title on two lines, 64 high."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ListRow = index.data(ROW_ROLE)
        look, area = theme.current(), option.rect
        painter.save()
        paint_ground(painter, option)
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font())
        if isinstance(row.mark, str):
            painter.drawText(QRect(area.left() + 8, area.top() + 5, 16, 18), Qt.AlignmentFlag.AlignCenter, row.mark)
        inside = QRect(area.left() + 30, area.top() + 5, area.width() - 36, 54)
        took = draw_two_lines(painter, inside, row.title, TALL_LINE)
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        painter.setPen(QColor(look.secondary))
        draw_elided(painter, QRect(inside.left(), inside.top() + took * TALL_LINE, inside.width(), 16), row.detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, TALL)


def select_quietly(view: QListView, index: QModelIndex, later: bool = False) -> None:
    """Make a row the current one without anybody hearing of it; it comes into view.

    `later`: it is drawn when the program is idle, since a list of 100,000 rows takes some milliseconds for it.
    """
    chosen = view.selectionModel()
    chosen.blockSignals(True)
    view.setCurrentIndex(index)
    chosen.blockSignals(False)
    if later:
        # What is dirty in a window is painted at once: the list would hold up the text beside it.
        view.setUpdatesEnabled(False)
        QTimer.singleShot(0, view, partial(_catch_up, view))
        return
    # The view itself heard nothing either.
    if index.isValid():
        view.scrollTo(index)
    view.viewport().update()


def _catch_up(view: QListView) -> None:
    view.setUpdatesEnabled(True)
    if view.currentIndex().isValid():
        view.scrollTo(view.currentIndex())


class _RowList(QListView):
    # Qt calls this.

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        # The rows are of one height: Qt's own way would lay out all of them again for what one of them says.
        QAbstractItemView.dataChanged(self, first, last, roles)


def row_list(name: str, tall: bool = False) -> QListView:
    """Return a quiet list that draws rows, `tall` ones with titles on two lines; `name`: for a screen reader."""
    made = _RowList()
    made.setAccessibleName(name)
    made.setItemDelegate(TallRowDelegate(made) if tall else RowDelegate(made))
    made.setUniformItemSizes(True)
    made.setMouseTracking(True)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setProperty("look", Look.QUIET.value)
    return made


def filter_quietly(view: QListView, shown: QSortFilterProxyModel, text: str) -> None:
    """Filter a list without saying that another row is current: typing in a filter chooses nothing."""
    quiet = view.selectionModel()
    quiet.blockSignals(True)
    shown.setFilterFixedString(text)
    quiet.blockSignals(False)
