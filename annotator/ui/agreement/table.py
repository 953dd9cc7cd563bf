"""The table of numbers: a model that makes words only of the cells that are seen, and how a cell is drawn."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.agreement.registry import title_of
from annotator.agreement.study.study import ASPECTS, Figure
from annotator.model.codebook import Label
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.numbers import Numbers
from annotator.ui.agreement.scale import NUMBER_WIDTH, is_low, paint_scale
from annotator.ui.agreement.wording import DASH, brackets, count, number, said
from annotator.ui.kit import theme
from annotator.ui.kit.icons import icon
from annotator.ui.kit.swatch import label_icon
from annotator.ui.kit.widgets import Look, draw_elided, tooltip

_Index = QModelIndex | QPersistentModelIndex
_FIGURE = Qt.ItemDataRole.UserRole + 1
_COLOUR = Qt.ItemDataRole.UserRole + 3
_HEAD = 208
"""Pixels of the heads of the rows."""
_WIDE, _HIGH = 176, 42
_LEAST, _MOST = 128, 220
_NOWHERE = QModelIndex()
_FOLDED, _UNFOLDED = "chevron-right", "chevron-down"
_UNFOLD, _FOLD = "A click shows the labels below it.", "A click folds the labels below it away."
_OF_COLUMNS = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class NumbersModel(QAbstractTableModel):
    """The figures of some coders."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers, self.names = Numbers(), StudyNames()
        self._labels: dict[str, Label] = {}

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Draw labels as they are in the codebook."""
        self._labels = {label.id: label for label in labels}
        if self.numbers.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.numbers.columns) - 1)

    def show_numbers(self, numbers: Numbers, names: StudyNames) -> None:
        """Replace the numbers; where only their values are others the table stays as it is."""
        before = self.numbers
        same = (numbers.rows, numbers.columns) == (before.rows, before.columns) and names == self.names
        if not same:
            self.beginResetModel()
        self.numbers, self.names = numbers, names
        if not same:
            self.endResetModel()
        elif numbers.rows and numbers.columns:
            last = self.index(len(numbers.rows) - 1, len(numbers.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def figure_at(self, index: _Index) -> Figure | None:
        """Return the figure of a cell, None where it is empty."""
        return self.numbers.at(index.row(), index.column()) if index.isValid() else None

    def head(self, row: int) -> tuple[str, str]:
        """Return what a row is about, and its coefficient."""
        one = self.numbers.rows[row]
        return self.names.part(one.aspect, one.part, one.named), title_of(one.coefficient)

    def fold_of(self, column: int) -> bool | None:
        """Return whether a column stands for what is folded away below it, None where nothing can be."""
        label, with_children = self.numbers.columns[column]
        return self.numbers.folds.is_folded(label) if with_children and label is not None else None

    # Qt calls these.

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.numbers.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.numbers.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == _COLOUR:
            label = self._labels.get(str(self.numbers.columns[index.column()].label))
            return label.colour if label is not None else None
        figure = self.figure_at(index)
        if figure is None:
            return "there is no such number" if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(figure)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(figure, self.names, title_of(figure.coefficient))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(said(figure, self.names, title_of(figure.coefficient)))
        return figure if role == _FIGURE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self.names.label(*self.numbers.columns[section]) if across else ", ".join(self.head(section))
        if across and role in _OF_COLUMNS:
            return self._of_column(section, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            what, coefficient = self.head(section)
            return tooltip(f"{what}: {ASPECTS[self.numbers.rows[section].aspect].meaning}. {coefficient}.")
        if role == Qt.ItemDataRole.TextAlignmentRole and across:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _of_column(self, section: int, role: int) -> object:
        name, folded = self.names.label(*self.numbers.columns[section]), self.fold_of(section)
        if role == Qt.ItemDataRole.DecorationRole:
            label = self._labels.get(str(self.numbers.columns[section].label))
            if folded is None:
                return label_icon(label) if label is not None else None
            return icon(_FOLDED if folded else _UNFOLDED)
        state = "" if folded is None else ", folded" if folded else ", unfolded"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}{state}"
        return tooltip(name if folded is None else f"{name}. {_UNFOLD if folded else _FOLD}")


def shown(figure: Figure) -> str:
    """Return a figure in a cell: its value, its interval, how many units it is of."""
    result = figure.result
    if result.value is None:
        return DASH
    return " ".join(part for part in (number(result.value), brackets(result.interval), f"n {count(result.n)}") if part)


class NumbersDelegate(QStyledItemDelegate):
    """Draws the value and beside it the line from 0 to 1; below .667 it is bold, and its dot hollow."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        figure: Figure | None = index.data(_FIGURE)
        look, area = theme.current(), option.rect
        painter.save()
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(look.hairline))
        if option.state & QStyle.StateFlag.State_Selected:
            # The number at hand: what is said of it stands at the right.
            has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(look.accent if has_keyboard else look.edge), 2 if has_keyboard else 1))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        if figure is not None:
            value, letters = figure.result.value, theme.interface_font()
            if is_low(figure.result):
                letters.setWeight(QFont.Weight.Bold)
            painter.setFont(letters)
            painter.setPen(QColor(look.ink if value is not None else look.secondary))
            words = QRect(area.left() + 8, area.top() + (area.height() - 20) // 2, NUMBER_WIDTH, 20)
            draw_elided(painter, words, DASH if value is None else number(value))
            colour = index.data(_COLOUR)
            shown = theme.label_colour(colour, look) if colour else look.secondary
            paint_scale(painter, area, figure.result, shown, look)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(_WIDE, _HIGH)


class _RowHeads(QHeaderView):
    """Two lines a row: what it is about, where that begins, and the coefficient."""

    def __init__(self, model: NumbersModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._numbers = model
        self.setDefaultSectionSize(_HIGH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(_HEAD)

    # Qt calls this.

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        look = theme.current()
        what, coefficient = self._numbers.head(logical)
        painter.save()
        painter.fillRect(rect, QColor(look.paper))
        begins = self._numbers.numbers.begins(logical)
        painter.fillRect(QRect(rect.left() + 16, rect.bottom() - 1, rect.width() - 16, 1), QColor(look.hairline))
        line = QRect(rect.left() + 16, rect.top() + 3, rect.width() - 20, 19)
        painter.setFont(theme.interface_font())
        painter.setPen(QColor(look.ink if begins else look.secondary))
        draw_elided(painter, line, what)
        painter.setPen(QColor(look.secondary))
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        draw_elided(painter, line.translated(0, 17), coefficient)
        painter.restore()


class NumbersTable(QTableView):
    """The table. `opened` carries the figure whose passages are wanted; `moved`: another one is at hand.

    `head_clicked`: the head of a column, by its number.
    """

    opened = Signal(object)
    moved = Signal()
    head_clicked = Signal(int)
    walked = Signal()
    """A key was pressed that may have led to another number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers_model = NumbersModel(self)
        self.setVerticalHeader(_RowHeads(self.numbers_model, self))
        self.setModel(self.numbers_model)
        self.setItemDelegate(NumbersDelegate(self))
        self.setAccessibleName("Numbers by aspect and label")
        self.setAccessibleDescription("Arrows move, Enter lists the passages on which the coders differ.")
        self.setProperty("look", Look.OPEN.value)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        across = self.horizontalHeader()
        across.setDefaultSectionSize(_WIDE)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setMinimumSectionSize(72)
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self.head_clicked)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    @property
    def figure(self) -> Figure | None:
        """The figure at hand."""
        return self.numbers_model.figure_at(self.currentIndex())

    def show_numbers(self, numbers: Numbers, names: StudyNames) -> None:
        """Show other numbers; the one at hand stays where it still is one."""
        before = self.figure
        self.numbers_model.show_numbers(numbers, names)
        self._share_width()
        self._take_room()
        place = numbers.near(before) if before is not None else None
        if place is None and numbers.rows and numbers.columns:
            place = (0, 0)
        if place is not None and place != (self.currentIndex().row(), self.currentIndex().column()):
            self.setCurrentIndex(self.numbers_model.index(*place))
        self.moved.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self) -> None:
        self.moved.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.numbers_model.figure_at(index) is not None:
            self.opened.emit(self.numbers_model.figure_at(index))

    def _share_width(self) -> None:
        """Give columns the width that there is, down to one in which the line from 0 to 1 is read."""
        columns = max(1, self.numbers_model.columnCount())
        self.horizontalHeader().setDefaultSectionSize(min(_MOST, max(_LEAST, self.viewport().width() // columns)))

    def _take_room(self) -> None:
        """Be as high as the rows: the page scrolls, not the table in it."""
        columns = max(1, self.numbers_model.columnCount())
        bar = self.horizontalScrollBar().sizeHint().height() if columns * _LEAST > self.viewport().width() else 0
        rows = self.numbers_model.rowCount() * _HIGH
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + 2 * self.frameWidth())

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self._take_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.figure is not None:
            self.opened.emit(self.figure)
        else:
            super().keyPressEvent(event)
            self.walked.emit()
