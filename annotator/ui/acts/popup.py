"""The list below the sentence. It never has the keyboard: the row's field keeps it, and the arrows move in here.

It has a place in the card, so that it never lies over the page.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.ui.acts.entries import CardEntry
from annotator.ui.kit.picker import PickDelegate, PickItem, PickModel, spoken
from annotator.ui.kit.widgets import spaced

ROW, MOST_ROWS = 26, 7
_EDGE = 2
PAGE = 8
"""So many lines a page key goes."""
IN = "✓ "
"""The sign before what fills the row already."""


class EntryModel(PickModel):
    """The entries as lines of a picker."""

    def show_entries(self, entries: Sequence[CardEntry]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.items = [_item(number, entry) for number, entry in enumerate(entries)]
        self.endResetModel()


class EntryDelegate(PickDelegate):
    """Draws a line of the list."""

    # Qt calls this.

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW)


class EntryPopup(QFrame):
    """The entries for the row that has the keyboard. `chosen` carries the number of the one that was clicked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.model = EntryModel([], self)
        self.list = QListView()
        self.list.setAccessibleName("What may fill the row")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.list)
        self.list.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def lit(self) -> int:
        """The number of the entry that Enter takes, -1 for none."""
        return self.list.currentIndex().row()

    def show_entries(self, entries: Sequence[CardEntry], lit: int) -> None:
        """Offer these."""
        self.model.show_entries(entries)
        self.light(lit)

    def light(self, number: int) -> None:
        """Light an entry, or (-1) none."""
        self.list.setCurrentIndex(self.model.index(number) if number >= 0 else QModelIndex())
        if number < 0:
            self.list.clearSelection()

    def move_lit(self, steps: int) -> None:
        """Light the entry so many lines below, or (negative) above; round at the ends for one step."""
        count = self.model.rowCount()
        if not count:
            return
        if self.lit < 0:
            self.light(0 if steps > 0 else count - 1)
        elif abs(steps) == 1:
            self.light((self.lit + steps) % count)
        else:
            self.light(min(max(self.lit + steps, 0), count - 1))

    @property
    def height_wanted(self) -> int:
        """The pixels that it takes, none where nothing is offered."""
        rows = min(self.model.rowCount(), MOST_ROWS)
        return rows * ROW + 2 * _EDGE if rows else 0

    def stand_at(self, top: int, width: int) -> None:
        """Come into sight at a place of the card."""
        self.setGeometry(0, top, width, self.height_wanted)
        self.setVisible(self.height_wanted > 0)
        self.raise_()
        if self.lit >= 0:
            self.list.scrollTo(self.list.currentIndex())

    def said(self) -> str:
        """Return what a screen reader says of the lit entry."""
        total = self.model.rowCount()
        if self.lit < 0:
            return f"{total} offered, none chosen" if total else "nothing matches"
        return f"{spoken(self.model.items[self.lit])}, {self.lit + 1} of {total}"

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())


def _item(number: int, entry: CardEntry) -> PickItem:
    return PickItem(str(number), f"{IN if entry.is_in else ''}{entry.title}", hint=entry.detail)
