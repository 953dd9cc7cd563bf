"""The passages behind a place, at the right of the picture; what a passage is and how it is drawn others say."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QStyledItemDelegate, QVBoxLayout, QWidget

from annotator.ui.kit.rows import row_list
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

_UNNAMED = "Passages"
Index = QModelIndex | QPersistentModelIndex
Passage = TypeVar("Passage")


class PassageRows(QAbstractListModel, Generic[Passage]):
    """The passages, a row each; a subclass says how one is read and drawn (`data`), and where it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: Sequence[Passage] = ()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.passages = passages
        self.endResetModel()

    def place_of(self, passage: Passage) -> tuple[str, str]:
        """Return the document and the span that one goes to."""
        raise NotImplementedError

    # Qt calls this.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.passages)


Rows = TypeVar("Rows", bound=PassageRows)  # type: ignore[type-arg]  # of whatever passages


class PassagePanel(QWidget, Generic[Rows]):
    """What a place stands for; hidden while none is opened.

    `chosen` carries a document and a span; `left`: back to the picture; `closed`: its button was pressed.
    """

    chosen = Signal(str, str)
    left = Signal()
    closed = Signal()
    filled = Signal()
    """Passages were asked for, and are to be seen."""
    emptied = Signal()
    """Nothing is listed any more."""
    headed = Signal(str)
    """What they are of, for the head of the side that it stands in."""

    def __init__(self, model: Rows, delegate: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.title, self._many = _UNNAMED, ""
        self.note = words("", Look.SECONDARY)
        self.list: QListView = row_list("Passages")
        for owned in (model, delegate):
            owned.setParent(self)
        self.list.setItemDelegate(delegate)
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_activated)
        self.close_button = pressed_by_enter(button("Close", Look.LINK))
        self.close_button.setAccessibleName("Close the passages")
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        spaced(head, 8)
        head.addWidget(self.note, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        spaced(box, 4, (12, 0, 4, 4))
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        self.setMinimumWidth(220)
        self.clear()

    def clear(self) -> None:
        """List nothing, and leave the room to the picture; the keyboard goes back there."""
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self.isAncestorOf(focus)
        self._name(_UNNAMED)
        self._show((), "")
        self.hide()
        self.emptied.emit()
        if had_keyboard:
            self.left.emit()

    def wait(self, said: str) -> None:
        """Say of what the passages are being read."""
        self._name(said)
        self._show((), "Reading the passages…", is_reading=True)
        self.show()
        self.filled.emit()

    def show_passages(self, said: str, passages: Sequence[object], none: str = "") -> None:
        """List the passages of a place that is called so; `none`: what is said where there are none."""
        self._name(said)
        self._show(passages, "" if passages else none or "There are no passages behind this.")
        self.show()
        self.filled.emit()
        if passages:
            self.list.setCurrentIndex(self.model.index(0))

    def place_at_hand(self) -> tuple[str, str] | None:
        """Return the document and the span of the passage at hand, None where none is."""
        row = self.list.currentIndex().row()
        return self.model.place_of(self.model.passages[row]) if 0 <= row < len(self.model.passages) else None

    def _name(self, said: str) -> None:
        """Take “China to Ukraine: 12 acts” apart for the head and the line above the list."""
        self.title = said
        what, _, many = said.rpartition(": ")
        self._many = many if what else ""
        self.headed.emit(what or said)

    def _show(self, passages: Sequence[object], note: str, is_reading: bool = False) -> None:
        # A list that has the keyboard keeps it while it is read anew: hidden, it would give it to its neighbour.
        stays = bool(passages) or (is_reading and self.list.hasFocus())
        self.model.show_passages(passages)
        self.list.setAccessibleName(self.title)
        self.note.setText(note or self._many)
        self.list.setVisible(stays)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(*self.model.place_of(self.model.passages[index.row()]))

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
