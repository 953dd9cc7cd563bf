"""Which columns the table has, and in which order: ticked, and moved up and down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.documents.columns import TITLE, TableColumn
from annotator.ui.kit.widgets import begin_at, button, spaced

_ID = Qt.ItemDataRole.UserRole


class _ColumnList(QListWidget):
    moved = Signal(int)

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if steps is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(steps)
        else:
            super().keyPressEvent(event)


class ColumnDialog(Dialog):
    """`given` carries the ids of the columns in their order; none for those that are shown at first."""

    given = Signal(object)

    def __init__(
        self, every: Sequence[TableColumn], chosen: Sequence[TableColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__("Columns", parent, "Kept for this project, on this computer. The title is always shown.")
        self.list = _ColumnList()
        self.list.setAccessibleName("Columns of the table")
        rest = [column for column in every if column not in chosen]
        for column in (*chosen, *rest):
            self._add(column, is_on=column in chosen)
        self.up, self.down = button("Move up"), button("Move down")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.list.moved.connect(self._move)
        beside = QVBoxLayout()
        spaced(beside, 8)
        beside.addWidget(self.up)
        beside.addWidget(self.down)
        beside.addStretch(1)
        row = QHBoxLayout()
        spaced(row, 12)
        row.addWidget(self.list, 1)
        row.addLayout(beside)
        self.body.addLayout(row)
        self.add_buttons("Show these")
        self.first = self.add_side_button("As at first")
        self.first.clicked.connect(self._on_first)
        begin_at(self.list, 0)
        self.list.setFocus()
        self.resize(440, 480)

    @property
    def ids(self) -> list[str]:
        """The columns that are ticked, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _add(self, column: TableColumn, is_on: bool) -> None:
        item = QListWidgetItem(column.name)
        item.setData(_ID, column.id)
        item.setCheckState(Qt.CheckState.Checked if is_on or column.id == TITLE else Qt.CheckState.Unchecked)
        if column.id == TITLE:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.addItem(item)

    def _move(self, steps: int) -> None:
        row = self.list.currentRow()
        target = row + steps
        if row >= 0 and 0 <= target < self.list.count():
            self.list.insertItem(target, self.list.takeItem(row))
            self.list.setCurrentRow(target)

    def _on_first(self) -> None:
        super().accept()
        self.given.emit(())

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.given.emit(tuple(self.ids))
