"""A case's table on the screen: heads with the keys, cells that wrap, no wider than there is room."""

from collections.abc import Mapping, Sequence
from math import ceil

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.model.codebook import Label
from annotator.model.wording import plain
from annotator.ui.cases.table import CaseCell, CaseColumn, TableRow
from annotator.ui.cases.wording import NOTHING
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.flat_button import advance, bold
from annotator.ui.kit.swatch import paint_swatch
from annotator.ui.kit.widgets import Look, draw_elided, tooltip

_Index = QModelIndex | QPersistentModelIndex
_HEAD, _NAMES, _NOTHING, _LEAST = 34, 72, 44, 76
"""Pixels: the height of the heads; the columns of names and of who has nothing; what others have at least."""
_DOWN, _ACROSS, _CAP, _BAR, _EDGE = 4, 4, 17, 18, 2
_CHOSEN, _OFFERED = "● ", "○ "


class CaseModel(QAbstractTableModel):
    """Names of rows, then a column for those who say the same. `keys`: what takes each letter, where it is another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: Sequence[CaseColumn] = ()
        self.lines: Sequence[TableRow] = ()

    def show_table(self, columns: Sequence[CaseColumn], rows: Sequence[TableRow]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.columns, self.lines = columns, rows
        self.endResetModel()

    def cell(self, row: int, column: int) -> CaseCell:
        """Return a cell; those of the first column are the names of the rows."""
        line = self.lines[row]
        return line.cells[column - 1] if column else CaseCell(line.name)

    def spoken(self, row: int, column: int) -> str:
        """Return a cell with all that tells what it is."""
        if not column:
            return self.lines[row].name
        return f"{self.lines[row].name}, {self.columns[column - 1].spoken}: {self.cell(row, column).spoken}"

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.spoken(index.row(), index.column()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 < section <= len(self.columns):
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join((*column.letters, column.spoken))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"Take {column.spoken}’s" if column.has_span and column.letters else column.spoken)
        return None


class _CaseHeads(QHeaderView):
    """The letters as keys, and who has them."""

    def __init__(self, model: CaseModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._case = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(_HEAD)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Without this the paper of other tables' heads would frame them.
        self.setProperty("look", Look.QUIET.value)

    # Qt calls this.

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.current()
        painter.save()
        painter.fillRect(rect, QColor(look.frame))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.hairline))
        if section > 0:
            column, small = self._case.columns[section - 1], theme.interface_font(theme.SECONDARY_PX)
            left = rect.left() + _ACROSS
            if column.letters:
                text = " ".join(column.letters)
                wide = max(advance(small, text) + 6, _CAP)
                painter.setPen(QPen(QColor(look.secondary), 1))
                top = rect.top() + (rect.height() - _CAP) / 2
                painter.drawRoundedRect(QRectF(left + 0.5, top, wide, _CAP), 3, 3)
                painter.setFont(small)
                painter.setPen(QColor(look.ink if column.has_span else look.quiet))
                painter.drawText(QRectF(left + 0.5, top, wide, _CAP), Qt.AlignmentFlag.AlignCenter, text)
                left += wide + 5
            painter.setFont(bold() if column.is_marked else theme.interface_font())
            painter.setPen(QColor(look.ink if column.has_span else look.secondary))
            draw_elided(painter, QRect(left, rect.top(), rect.right() - left, rect.height()), ", ".join(column.names))
            if column.is_marked:
                painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width() - 6, 2), QColor(look.accent))
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, view: "CaseTableView") -> None:
        super().__init__(view)
        self._view = view

    # Qt calls this.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, area, look = self._view, option.rect, theme.current()
        cell = view.cells.cell(index.row(), index.column())
        painter.save()
        if index.row() == view.row_at_hand:
            painter.fillRect(area, QColor(look.selection))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        inside = area.adjusted(_ACROSS if index.column() else 0, _DOWN, -_ACROSS, -_DOWN)
        painter.setFont(font_of(cell, index.column() == 0))
        painter.setPen(QColor(look.secondary if index.column() == 0 or cell.text == NOTHING else look.ink))
        label = view.labels.get(cell.label)
        if label is not None:
            bar = QRectF(inside.left(), inside.top() + 1, _BAR - 4, 16)
            paint_swatch(painter, bar, label.colour, label.cue)
            inside = inside.adjusted(_BAR, 0, 0, 0)
        words, high = _laid_out(painter.font(), shown(cell), inside.width())
        words.draw(painter, QPointF(inside.topLeft()))
        if cell.small:
            painter.setPen(QColor(look.secondary))
            small, _ = _laid_out(theme.interface_font(theme.SECONDARY_PX), cell.small, inside.width())
            small.draw(painter, QPointF(inside.left(), inside.top() + high))
        painter.restore()


def shown(cell: CaseCell) -> str:
    """Return a cell's words, with a sign before those of a choice."""
    return cell.text if cell.is_chosen is None else f"{_CHOSEN if cell.is_chosen else _OFFERED}{cell.text}"


def font_of(cell: CaseCell, is_name: bool) -> QFont:
    """Return the font of a cell: what differs is bold, among choices what is chosen."""
    strong = cell.text != NOTHING and cell.is_chosen is not False
    return bold() if strong and not is_name else theme.interface_font()


def _laid_out(font: QFont, text: str, width: int) -> tuple[QTextLayout, int]:
    """Return words in lines of a width, broken within a word only where it is longer than a line, and their height."""
    made, high = QTextLayout(text, font), 0.0
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if runs_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    made.setTextOption(option)
    made.beginLayout()
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, high))
        high += line.height()
    made.endLayout()
    return made, ceil(high)


class CaseTableView(QTableView):
    """`taken` carries the number of the column whose head was clicked; `cell_pressed` a row and a column's number."""

    taken = Signal(int)
    cell_pressed = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name`: what a screen reader calls it."""
        super().__init__(parent)
        self.labels: Mapping[str, Label] = {}
        self.row_at_hand = -1
        self.cells = CaseModel(self)
        self.setModel(self.cells)
        self.setAccessibleName(name)
        self.setHorizontalHeader(_CaseHeads(self.cells, self))
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setProperty("look", Look.QUIET.value)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.horizontalHeader().sectionClicked.connect(self._on_head)
        self.clicked.connect(self._on_cell)

    def show_table(
        self,
        columns: Sequence[CaseColumn],
        rows: Sequence[TableRow],
        labels: Mapping[str, Label],
        row_at_hand: int = -1,
    ) -> None:
        """Show these; `labels`: how they are drawn; `row_at_hand`: the one in which is chosen."""
        self.labels, self.row_at_hand = labels, row_at_hand
        self.clearSpans()
        self.cells.show_table(columns, rows)
        if row_at_hand >= 0:
            self._join_alike()
        self._fit()

    def _join_alike(self) -> None:
        """Let what neighbours say alike stand once."""
        for number, row in enumerate(self.cells.lines):
            at = 0
            while at < len(row.cells):
                stop = at + 1
                while stop < len(row.cells) and row.cells[stop].text == row.cells[at].text:
                    stop += 1
                if stop - at > 1:
                    self.setSpan(number, at + 1, 1, stop - at)
                at = stop

    def _fit(self) -> None:
        """Divide the width, and give each row the height that its words need."""
        columns = self.cells.columns
        room = self.viewport().width() - _NAMES
        most = max(_NOTHING, room // max(len(columns), 1))
        empty = [min(self._head_width(one), most) for one in columns if not one.has_span]
        each = max((room - sum(empty)) // max(len(columns) - len(empty), 1), _LEAST)
        self.setColumnWidth(0, _NAMES)
        for number, one in enumerate(columns, 1):
            self.setColumnWidth(number, each if one.has_span else min(self._head_width(one), most))
        high = _HEAD
        for row in range(len(self.cells.lines)):
            needed = self._row_height(row)
            self.setRowHeight(row, needed)
            high += needed
        bar = self.horizontalScrollBar()
        wide = sum(self.columnWidth(at) for at in range(len(columns) + 1))
        self.setFixedHeight(high + (bar.sizeHint().height() if wide > self.viewport().width() + 2 else 0) + 2 * _EDGE)

    def _head_width(self, column: CaseColumn) -> int:
        letters = " ".join(column.letters)
        cap = max(advance(theme.interface_font(theme.SECONDARY_PX), letters) + 6, _CAP) + 5 if letters else 0
        return max(_NOTHING, 2 * _ACROSS + cap + advance(theme.interface_font(), plain(", ".join(column.names))) + 2)

    def _row_height(self, row: int) -> int:
        high = 0
        for column in range(len(self.cells.columns) + 1):
            cell, place = self.cells.cell(row, column), self.visualRect(self.cells.index(row, column))
            if place.left() < self.columnViewportPosition(column):
                continue  # it is covered by what a neighbour says alike
            width = place.width() - (2 if column else 1) * _ACROSS
            width -= _BAR if cell.label in self.labels else 0
            own = _laid_out(font_of(cell, column == 0), shown(cell), width)[1]
            if cell.small:
                own += _laid_out(theme.interface_font(theme.SECONDARY_PX), cell.small, width)[1]
            high = max(high, own)
        return high + 2 * _DOWN

    @Slot(int)
    def _on_head(self, section: int) -> None:
        if section > 0:
            self.taken.emit(section - 1)

    @Slot(QModelIndex)
    def _on_cell(self, index: QModelIndex) -> None:
        if index.column() > 0:
            self.cell_pressed.emit(index.row(), index.column() - 1)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(_NAMES + 2 * _LEAST, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAMES + _LEAST, self.minimumHeight())
