"""The history of a project: what was done, by whom and when, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from annotator.ui import theme
from annotator.ui.dialogs.base import Dialog
from annotator.ui.table_view import line_table
from annotator.ui.widgets import Look, words

_Index = QModelIndex | QPersistentModelIndex
_HEADINGS = ("What", "Who", "When")


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A step of the journal. `time`: as it is to be read."""

    label: str
    person: str
    time: str
    undone: bool = False


class HistoryModel(QAbstractTableModel):
    """The steps as a table; an undone step says so in words and is struck through."""

    def __init__(self, rows: Sequence[HistoryRow], parent: QObject | None = None) -> None:
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
            label = f"{row.label} (undone)" if row.undone else row.label
            return (label, row.person, row.time)[index.column()]
        if row.undone and role == Qt.ItemDataRole.FontRole and index.column() == 0:
            font = QFont(theme.interface_font())
            font.setStrikeOut(True)
            return font
        if row.undone and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.current().secondary)
        return None


class HistoryDialog(Dialog):
    """To be read; undo and redo stay with their keys."""

    def __init__(self, rows: Sequence[HistoryRow], parent: QWidget | None = None) -> None:
        super().__init__("History", parent, "Each line is one step; undo takes back your own, the newest first.")
        self.table = line_table("History", HistoryModel(rows))
        self.table.setColumnWidth(1, 120)
        self.table.setColumnWidth(2, 160)
        empty = words("Nothing was done yet; each span that you code will stand here.", Look.SECONDARY)
        self.body.addWidget(empty)
        self.body.addWidget(self.table, 1)
        empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        self.add_buttons("Close", "")
        self.resize(640, 440)
