"""The columns of a table: which are taken, and what their fields are called."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.model.joining.taking import TakenColumn
from annotator.ui.kit.table_view import line_table

_Index = QModelIndex | QPersistentModelIndex
_HEADINGS = ("Column", "Becomes the field")


class ColumnsModel(QAbstractTableModel):
    """A row for each column: ticked where it is taken, with the name of its field, which can be changed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: list[str] = []
        self._fields: list[str] = []
        self._taken: list[bool] = []

    @property
    def taken(self) -> tuple[TakenColumn, ...]:
        """The columns that are taken."""
        rows = zip(self._columns, self._fields, self._taken, strict=True)
        return tuple(TakenColumn(column, field) for column, field, is_taken in rows if is_taken)

    def show_columns(self, columns: Sequence[str], taken: Sequence[TakenColumn]) -> None:
        """Show the columns of a table, those ticked that are taken."""
        fields = {one.column: one.field for one in taken}
        self.beginResetModel()
        self._columns = list(columns)
        self._fields = [fields.get(column, column) for column in columns]
        self._taken = [column in fields for column in columns]
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_name = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return _HEADINGS[section] if is_name else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        more = Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else Qt.ItemFlag.ItemIsEditable
        return super().flags(index) | more

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (self._columns, self._fields)[index.column()][row] if index.column() == 0 or self._taken[row] else ""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self._taken[row] else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = index.row()
        if role == Qt.ItemDataRole.CheckStateRole:
            self._taken[row] = Qt.CheckState(value) is Qt.CheckState.Checked
        elif role == Qt.ItemDataRole.EditRole and str(value).strip():
            # Who names a field wants the column.
            self._fields[row], self._taken[row] = " ".join(str(value).split()), True
        else:
            return False
        self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        self.changed.emit()
        return True


def columns_table(model: ColumnsModel, parent: QWidget | None = None) -> QTableView:
    """Return the table of columns: Space ticks the one at hand, F2 or typing names its field."""
    made = line_table("Columns to take", model)
    made.setParent(parent)
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
    made.setEditTriggers(
        QTableView.EditTrigger.AnyKeyPressed
        | QTableView.EditTrigger.EditKeyPressed
        | QTableView.EditTrigger.DoubleClicked
    )
    made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return made
