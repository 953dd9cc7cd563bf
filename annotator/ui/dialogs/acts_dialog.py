"""The acts of a packet one by one, as the history would say them; only to be looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from annotator.model.wording import counted
from annotator.operations.project.history import Line
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.rows import ROW_ROLE, ListRow, row_list
from annotator.ui.kit.widgets import Look, tooltip, words

_Index = QModelIndex | QPersistentModelIndex


class _ActModel(QAbstractListModel):
    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = lines

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        detail = " · ".join(part for part in (line.who, line.passage, line.where) if part)
        if role == ROW_ROLE:
            return ListRow(line.what, detail)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.what
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = f"{line.what}; {detail}"
            return tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None


class ActsDialog(Dialog):
    """`is_all`: there are no more than these."""

    def __init__(self, name: str, lines: Sequence[Line], is_all: bool, parent: QWidget | None = None) -> None:
        super().__init__("What it brings, act by act", parent, name)
        self.model = _ActModel(lines)
        self.list = row_list("Acts")
        self.list.setModel(self.model)
        self.model.setParent(self.list)
        self.body.addWidget(self.list, 1)
        more = "" if is_all else "; more come behind these"
        self.body.addWidget(words(f"{counted(len(lines), 'act')}{more}. Nothing is written yet.", Look.SECONDARY))
        self.add_buttons("", "Close")
        self.resize(640, 520)
        self.list.setFocus()
