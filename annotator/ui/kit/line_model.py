"""A table of lines under heads, to be read: what each of these tables is to Qt but for what its cells say."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LineRow = TypeVar("LineRow")


class LineModel(QAbstractTableModel, Generic[LineRow]):
    """A row a line. `heads`: of the columns; what stands in a cell says `data` of whoever derives from it."""

    heads: Sequence[str] = ()

    def __init__(self, rows: Iterable[LineRow] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LineRow, ...] = tuple(rows)

    def show_rows(self, rows: Iterable[LineRow]) -> None:
        """List others."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_head = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.heads[section] if is_head else None
