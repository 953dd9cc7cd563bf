"""A small table to type in: rows are added, taken out and moved; each remembers which row it was."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, tooltip

_WAS = Qt.ItemDataRole.UserRole
_HIGH = 30


class _GridCell(QTableWidgetItem):
    """A cell that a screen reader calls by its column, also where it is empty."""

    def __init__(self, text: str, column: str) -> None:
        self._column = column
        super().__init__(text)

    # Qt calls this.

    def data(self, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._column}: {self.text() or 'empty'}"
        return super().data(role)


class _GridTable(QTableWidget):
    """Tab leaves it, as it leaves a field; Enter types in the cell at hand."""

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not typing and self.currentItem() is not None:
            self.editItem(self.currentItem())
        else:
            super().keyPressEvent(event)


class Grid(QWidget):
    """Rows of words. `edited` after each change by hand, `chosen` when another row is at hand."""

    edited = Signal()
    chosen = Signal(int)

    def __init__(
        self, name: str, one: str, columns: Sequence[str], widths: Sequence[int] = (150,), ordered: bool = True
    ) -> None:
        """`name`: what a screen reader calls the table; `one`: what a row is; `widths`: of all columns but the last."""
        super().__init__()
        self._columns = tuple(columns)
        self.table = _GridTable(0, len(columns))
        self.table.setAccessibleName(name)
        self.table.setHorizontalHeaderLabels(list(columns))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_HIGH)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        self.add_button = pressed_by_enter(button(f"Add a {one}", Look.LINK))
        self.remove_button = pressed_by_enter(button("Remove", Look.LINK))
        self.remove_button.setAccessibleName(f"Remove the {one}")
        self.up_button, self.down_button = (pressed_by_enter(button(way, Look.LINK)) for way in ("Up", "Down"))
        for way, moves in (("up", self.up_button), ("down", self.down_button)):
            moves.setAccessibleName(f"Move the {one} {way}")
            if not ordered:  # what is shown before it stands in a window would be a window for a moment
                moves.hide()
        self._build()
        self.table.itemChanged.connect(self._on_changed)
        self.table.currentCellChanged.connect(lambda row, *_: self.chosen.emit(row))
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.clicked.connect(self.remove_row)
        self.up_button.clicked.connect(lambda: self.move_row(-1))
        self.down_button.clicked.connect(lambda: self.move_row(1))

    def rows(self) -> list[tuple[str, ...]]:
        """Return what stands in the rows, those without a first cell left out."""
        return [cells for _, cells in self.rows_and_origins()]

    def rows_and_origins(self) -> list[tuple[int | None, tuple[str, ...]]]:
        """Return the rows, each with the place that it had when the table was last shown; None for a new one."""
        found = []
        for row in range(self.table.rowCount()):
            cells = tuple(self._cell(row, column).text() for column in range(self.table.columnCount()))
            if cells[0].strip():
                found.append((self._cell(row, 0).data(_WAS), cells))
        return found

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows without telling of it; where they are what stands there already, nothing moves."""
        if [tuple(row) for row in rows] != self.rows():
            with QSignalBlocker(self.table):
                self.table.setRowCount(0)
                for row in rows:
                    self._append(row)
                if rows:
                    self.table.setCurrentCell(0, 0)
        self.settle()
        self._fit()

    def settle(self) -> None:
        """Take the rows as they are for those that were shown."""
        place = 0
        with QSignalBlocker(self.table):
            for row in range(self.table.rowCount()):
                filled = bool(self._cell(row, 0).text().strip())
                self._cell(row, 0).setData(_WAS, place if filled else None)
                place += filled

    def add_row(self) -> None:
        """Add an empty row, and type in it."""
        with QSignalBlocker(self.table):
            self._append([""] * self.table.columnCount())
        self._fit()
        self.table.setFocus()
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.editItem(self.table.currentItem())

    def remove_row(self) -> None:
        """Take the row at hand out."""
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._fit()
            self.edited.emit()

    def move_row(self, steps: int) -> None:
        """Move the row at hand up (-1) or down (1)."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        if row < 0 or not 0 <= row + steps < self.table.rowCount():
            return
        with QSignalBlocker(self.table):
            for each in range(self.table.columnCount()):
                one, other = self.table.takeItem(row, each), self.table.takeItem(row + steps, each)
                self.table.setItem(row, each, other)
                self.table.setItem(row + steps, each, one)
        self.table.setCurrentCell(row + steps, column)
        self.edited.emit()

    def _build(self) -> None:
        tools = QHBoxLayout()
        spaced(tools, 0)
        for each in (self.add_button, self.remove_button, self.up_button, self.down_button):
            tools.addWidget(each)
        tools.addStretch(1)
        box = QVBoxLayout(self)
        spaced(box, 4)
        box.addWidget(self.table)
        box.addLayout(tools)
        self.setFocusProxy(self.table)
        self._fit()

    def _append(self, cells: Sequence[str]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(cells):
            item = _GridCell(text, self._columns[column])
            item.setToolTip(tooltip(text) if text else "")
            self.table.setItem(row, column, item)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        return self.table.item(row, column) or QTableWidgetItem()

    def _fit(self) -> None:
        self.table.setFixedHeight(
            min(max(self.table.rowCount(), 1), 8) * _HIGH + 36 + (12 if len(self._columns) > 2 else 0)
        )

    @Slot(QTableWidgetItem)
    def _on_changed(self, item: QTableWidgetItem) -> None:
        with QSignalBlocker(self.table):
            item.setToolTip(tooltip(item.text()) if item.text() else "")
        self.edited.emit()

    # Qt calls this.

    def setAccessibleDescription(self, text: str) -> None:
        super().setAccessibleDescription(text)
        self.table.setAccessibleDescription(text)
