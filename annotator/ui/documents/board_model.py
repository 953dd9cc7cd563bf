"""A table of the board for Qt: rows as they were put in order in the background, under the columns of the board."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.operations.team.board import BoardDocument, BoardLine
from annotator.ui.documents.board_columns import BoardColumn, BoardKind, CellPaint
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 10
_RIGHT = {BoardKind.NUMBER}
_MIDDLE = {BoardKind.STATE, BoardKind.CHECK, BoardKind.DECIDED}
BoardRow = BoardLine | BoardDocument


class BoardCell(NamedTuple):
    """What is painted of a cell."""

    kind: BoardKind
    text: str
    painted: CellPaint


class BoardTable(QAbstractTableModel):
    """`rows` under `columns`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Any] = ()
        self.columns: Sequence[BoardColumn[Any]] = ()
        self._at: dict[str, int] = {}

    def show_rows(self, rows: Sequence[BoardRow], columns: Sequence[BoardColumn[Any]]) -> None:
        """Show these rows under these columns."""
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self._at = {one.id: at for at, one in enumerate(rows) if isinstance(one, BoardDocument)}
        self.endResetModel()

    def line_of(self, document: str | None) -> int:
        """Return the line in which a document stands, -1 where it does not."""
        return self._at.get(document or "", -1)

    def place_of(self, column: str) -> int:
        """Return where a column stands, by its id; -1 where it does not."""
        return next((at for at, one in enumerate(self.columns) if one.id == column), -1)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.said(row)
        if role == CELL:
            return BoardCell(column.kind, column.said(row), column.painted(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(column.tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = column.spoken(row) or "nothing"
            return text if column.kind in (BoardKind.TITLE, BoardKind.PERSON) else f"{column.head}: {text}".lstrip(": ")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.about or column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _across(column.kind) | Qt.AlignmentFlag.AlignVCenter
        return None


def _across(kind: BoardKind) -> Qt.AlignmentFlag:
    if kind in _MIDDLE:
        return Qt.AlignmentFlag.AlignHCenter
    return Qt.AlignmentFlag.AlignRight if kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
