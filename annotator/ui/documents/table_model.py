"""The documents as a table: rows as they were read, in the order in which they are shown, under chosen columns."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.ui.documents.columns import TITLE, ColumnKind, TableColumn, said
from annotator.ui.kit.widgets import tooltip

_Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 10
_SEEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_WRITTEN = _SEEN | Qt.ItemFlag.ItemIsEditable
DOCUMENTS_MIME = "application/x-annotator-documents"


class DocumentCell(NamedTuple):
    """What is painted of a cell. `text`: empty where nothing is known."""

    column: TableColumn
    text: str
    state: State | None = None


class DocumentTable(QAbstractTableModel):
    """`shown`: places in `rows`. `edited` carries what was typed in a cell; shown is what the store says."""

    edited = Signal(str, object, object)
    """The document, the column, and what it is to say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DocumentRow] = []
        self.shown: list[int] = []
        self.columns: list[TableColumn] = []
        self._may_edit = False
        self._flags: list[Qt.ItemFlag] = []
        self._at: dict[str, int] = {}
        self._shown_at: dict[int, int] = {}

    @property
    def may_edit(self) -> bool:
        """Whether who looks may write in cells."""
        return self._may_edit

    @may_edit.setter
    def may_edit(self, may: bool) -> None:
        self._may_edit = may
        self._flags = [_WRITTEN if may and column.is_editable else _SEEN for column in self.columns]

    def show_rows(self, rows: Sequence[DocumentRow], shown: Sequence[int]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._at = {row.info.id: at for at, row in enumerate(self.rows)}
        self._show(shown)
        self.endResetModel()

    def show_order(self, shown: Sequence[int]) -> None:
        """Show these of the rows, in this order; what is there already stays untouched."""
        if list(shown) != self.shown:
            self.beginResetModel()
            self._show(shown)
            self.endResetModel()

    def show_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show these columns."""
        if list(columns) != self.columns:
            self.beginResetModel()
            self.columns = list(columns)
            self.may_edit = self._may_edit
            self.endResetModel()

    def put_rows(self, rows: Mapping[str, DocumentRow]) -> None:
        """Say anew what is known of some documents, in their places."""
        for id, row in rows.items():
            at = self._at.get(id)
            if at is None:
                continue
            self.rows[at] = row
            shown = self._shown_at.get(at)
            if shown is not None and self.columns:
                self.dataChanged.emit(self.index(shown, 0), self.index(shown, len(self.columns) - 1))

    def _show(self, shown: Sequence[int]) -> None:
        self.shown = list(shown)
        self._shown_at = {at: number for number, at in enumerate(self.shown)}

    def row_at(self, number: int) -> DocumentRow | None:
        """Return what stands in a line of the table."""
        return self.rows[self.shown[number]] if 0 <= number < len(self.shown) else None

    def line_of(self, document: str | None) -> int:
        """Return the line in which a document stands, -1 where it is not shown."""
        return self._shown_at.get(self._at.get(document or "", -1), -1)

    def knows(self, document: str) -> bool:
        """Whether a document is among the rows, shown or not."""
        return document in self._at

    def row_of(self, document: str) -> DocumentRow | None:
        """Return what is known of a document."""
        at = self._at.get(document)
        return self.rows[at] if at is not None else None

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.row_at(index.row()), self.columns[index.column()]
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return said(column, row)
        if role == CELL:
            return DocumentCell(column, said(column, row), row.state(column.layer) if column.layer else None)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(said(column, row)) if column.kind in (ColumnKind.TITLE, ColumnKind.TEXT) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = said(column, row) or "nothing"
            return text if column.id == TITLE else f"{column.name}: {text}"
        if role == Qt.ItemDataRole.UserRole:
            return row.info.id
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.EditRole and row is not None:
            column = self.columns[index.column()]
            if value != said(column, row):
                self.edited.emit(row.info.id, column, value)
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head or column.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = {ColumnKind.NUMBER: Qt.AlignmentFlag.AlignRight, ColumnKind.STATE: Qt.AlignmentFlag.AlignHCenter}
            return across.get(column.kind, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # Qt asks for each cell of a selection: nothing is put together here.
        return self._flags[index.column()] if 0 <= index.column() < len(self._flags) else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [DOCUMENTS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = dict.fromkeys(str(index.data(Qt.ItemDataRole.UserRole)) for index in indexes)
        made = QMimeData()
        made.setData(DOCUMENTS_MIME, "\n".join(found).encode())
        return made
