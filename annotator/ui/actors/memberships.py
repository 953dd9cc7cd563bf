"""The table of an actor's groups and offices, each with dates, edited in its cells."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.ui.actors.draft import MembershipDraft
from annotator.ui.actors.loader import RegisterView
from annotator.ui.acts.actor_field import ActorField

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("Group or office", "Since", "Until")
_MOST_ROWS = 8
_ROW = 28
DATE_HINT = "1993-11-01, 1993-11 or 1993"


class MembershipTable(QTableWidget):
    """A line for each membership. Enter and F2 change a cell, Delete takes a line out, Tab leaves the table."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self.view = RegisterView()
        self.setHorizontalHeaderLabels(_COLUMNS)
        self.setAccessibleName("Memberships and offices")
        self.setItemDelegate(_CellDelegate(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            self.setColumnWidth(column, 96)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.itemChanged.connect(self.edited)

    def show_drafts(self, drafts: Sequence[MembershipDraft]) -> None:
        """Show memberships without telling of it."""
        self.blockSignals(True)
        self.setRowCount(len(drafts))
        for row, draft in enumerate(drafts):
            self._put(row, draft)
        self.blockSignals(False)
        self._fit()

    def drafts(self) -> tuple[MembershipDraft, ...]:
        """Return the memberships as they stand there, without empty lines."""
        every = (self._draft(row) for row in range(self.rowCount()))
        return tuple(draft for draft in every if not draft.is_empty)

    @Slot()
    def add_line(self) -> None:
        """Add an empty line and begin to write in it."""
        row = self.rowCount()
        self.blockSignals(True)
        self.setRowCount(row + 1)
        self._put(row, MembershipDraft(None))
        self.blockSignals(False)
        self._fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentCell(row, 0)
        self.edit(self.model().index(row, 0))

    @Slot()
    def take_line(self) -> None:
        """Take the line at hand out."""
        if (row := self.currentRow()) >= 0:
            self.removeRow(row)
            self._fit()
            self.edited.emit()

    def _put(self, row: int, draft: MembershipDraft) -> None:
        for column, text in enumerate((draft.typed or self.view.name(draft.group), draft.since, draft.until)):
            self.setItem(row, column, _MembershipCell(_COLUMNS[column], text))
        self.model().setData(self.model().index(row, 0), draft.group, Qt.ItemDataRole.UserRole)

    def _draft(self, row: int) -> MembershipDraft:
        cells = [self.model().index(row, column) for column in range(len(_COLUMNS))]
        group, since, until = (str(cell.data() or "").strip() for cell in cells)
        known = cells[0].data(Qt.ItemDataRole.UserRole)
        return MembershipDraft(known, "" if known else group, since, until, name=group)

    def _fit(self) -> None:
        rows = min(max(self.rowCount(), 1), _MOST_ROWS)
        self.setFixedHeight(rows * _ROW + self.horizontalHeader().sizeHint().height() + 6)

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.state() is not QAbstractItemView.State.EditingState:
            self.take_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The line of a cell that is written in leaves its Enter to the table.
            if self.currentIndex().isValid() and self.state() is not QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _MembershipCell(QTableWidgetItem):
    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self._column = column

    # Qt calls this.

    def data(self, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._column}: {self.text() or 'not given'}"
        return super().data(role)


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, table: MembershipTable) -> None:
        super().__init__(table)
        self._table = table

    # Qt calls these.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        field = QLineEdit(parent) if index.column() else ActorField(parent)
        if isinstance(field, ActorField):
            field.set_index(self._table.view.index)
        else:
            field.setPlaceholderText(DATE_HINT)
        field.setAccessibleName(_COLUMNS[index.column()])
        field.setFrame(False)
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, ActorField):
            editor.show_actor(index.data(Qt.ItemDataRole.UserRole), index.data())
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, ActorField):
            # The one who is meant first: the table tells of each cell as it changes.
            model.setData(index, editor.actor, Qt.ItemDataRole.UserRole)
            model.setData(index, editor.text().strip())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        editor.setGeometry(option.rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(64, _ROW)
