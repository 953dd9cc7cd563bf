"""A list of documents to tick: Space ticks the one at hand, however many there are."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QWidget

_Index = QModelIndex | QPersistentModelIndex


class TickEntry(NamedTuple):
    """A document to tick. `detail`: what is to be known of it before."""

    id: str
    title: str
    detail: str = ""


class TickModel(QAbstractListModel):
    """Entries, and which of them are ticked."""

    ticked = Signal()
    """Others are ticked now."""

    def __init__(self, entries: Sequence[TickEntry], chosen: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries = tuple(entries)
        self.chosen = {entry.id for entry in self.entries if entry.id in chosen}

    def choose(self, chosen: Collection[str]) -> None:
        """Tick these and no others."""
        self.chosen = {entry.id for entry in self.entries if entry.id in chosen}
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))
        self.ticked.emit()

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.title} · {entry.detail}" if entry.detail else entry.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry.id in self.chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        entry = self.entries[index.row()]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.chosen.add(entry.id)
        else:
            self.chosen.discard(entry.id)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True


class _TickList(QListView):
    # Qt calls this.

    def showEvent(self, event: QShowEvent) -> None:
        # The rows were laid out before they had the style that makes them higher.
        self.scheduleDelayedItemsLayout()
        super().showEvent(event)


def tick_list(model: TickModel, name: str, parent: QWidget | None = None) -> QListView:
    """Return a list that shows the model; `name`: what a screen reader calls it."""
    made = _TickList(parent)
    made.setAccessibleName(name)
    made.setModel(model)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    if model.entries:
        made.setCurrentIndex(model.index(0))
    return made
