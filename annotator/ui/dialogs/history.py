"""The history of a project: what was done, where, by whom and when, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from annotator.operations.project.history import Line
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit import theme
from annotator.ui.kit.table_view import line_table
from annotator.ui.kit.widgets import Look, words

_Index = QModelIndex | QPersistentModelIndex
_HEADINGS = ("What", "Passage", "Document", "Who", "When")
_WIDTHS = (280, 160, 100, 125)
"""Of all columns but the first, which takes what room there is, in pixels."""


class HistoryModel(QAbstractTableModel):
    """The steps as a table; an undone step says so in words and is struck through."""

    def __init__(self, rows: Sequence[Line], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADINGS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            what = f"{row.what} (undone)" if row.undone else row.what
            return (what, row.passage, row.where, row.who, row.time)[index.column()]
        if row.undone and role == Qt.ItemDataRole.FontRole and index.column() == 0:
            font = QFont(theme.interface_font())
            font.setStrikeOut(True)
            return font
        if row.undone and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.current().secondary)
        return None


class HistoryDialog(Dialog):
    """To be read; undo and redo stay with their keys. The times of `rows` are shown as they are."""

    def __init__(self, rows: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__("History", parent, "Each line is one step; undo takes back your own, the newest first.")
        self.table = line_table("History", HistoryModel(rows))
        for column, width in enumerate(_WIDTHS, 1):
            self.table.setColumnWidth(column, width)
        empty = words("Nothing has been done yet; each span that you code will be listed here.", Look.SECONDARY)
        self.body.addWidget(empty)
        self.body.addWidget(self.table, 1)
        empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        self.add_buttons("Close", "")
        self.resize(1000, 480)
