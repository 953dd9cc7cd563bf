"""What each person would get, as a table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.assigning.saying import PersonalWork
from annotator.model.wording import isolated

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS: tuple[tuple[str, Callable[[PersonalWork], int]], ...] = (
    ("new", lambda work: work.documents),
    ("words", lambda work: work.words),
    ("shared", lambda work: work.several),
    ("first", lambda work: work.pilot),
    ("has", lambda work: work.earlier),
)
_TIPS = {
    "new": "Documents that they get",
    "words": "Words of these; characters of Chinese and Japanese",
    "shared": "Of these, coded by others too",
    "first": "Of these, coded by everybody first",
    "has": "Documents that they have already",
}


class WorkModel(QAbstractTableModel):
    """A row for each person; numbers as they are to be read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[tuple[str, PersonalWork], ...] = ()

    def show_lines(self, lines: Sequence[tuple[str, PersonalWork]]) -> None:
        """Show these people, with their names."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        title = "who" if section == 0 else _COLUMNS[section - 1][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return _TIPS.get(title) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        name, work = self.lines[index.row()]
        at = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and at:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return isolated(name) if at == 0 else f"{_COLUMNS[at - 1][1](work):,}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ", ".join(f"{_TIPS[title]}: {number(work):,}" for title, number in _COLUMNS)
            return f"{name}. {said}" if at == 0 else None
        return name if role == Qt.ItemDataRole.ToolTipRole and at == 0 else None
