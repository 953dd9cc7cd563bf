"""The files that wait to be taken in, as a list: whose, what they bring, where the file is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.wording import plain
from annotator.operations.team.taking_in import Came
from annotator.ui.kit.rows import ROW_ROLE, ListRow
from annotator.ui.kit.widgets import tooltip
from annotator.ui.team.receiving import brings_something

_Index = QModelIndex | QPersistentModelIndex
_NEW, _OLD, _BAD = "●", "✓", "!"


class WaitingModel(QAbstractListModel):
    """A row for each file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Came] = ()

    def show_waiting(self, waiting: Sequence[Came]) -> None:
        """Show these files."""
        self.beginResetModel()
        self._rows = tuple(waiting)
        self.endResetModel()

    def at(self, row: int) -> Came | None:
        """Return the file of a row, if there is one."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_where(self, holds: Callable[[Came], bool]) -> int:
        """Return the first row of which this holds, -1 for none."""
        return next((row for row, one in enumerate(self._rows) if holds(one)), -1)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(one)
        if role == ROW_ROLE:
            mark = _BAD if one.problem else _NEW if brings_something(one) else _OLD
            return ListRow(title_of(one), one.path.name, mark)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain(title_of(one))}; {one.path.name}"
        return tooltip(f"{title_of(one)} {one.path}") if role == Qt.ItemDataRole.ToolTipRole else None


def title_of(one: Came) -> str:
    """Return in a line what a file brings, or why it cannot be taken in."""
    return one.problem or (one.sentences[0] if one.sentences else one.path.name)
