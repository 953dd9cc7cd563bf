"""The right side: the form of what is selected, and below it where its documents can go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.documents.form import DocumentForm
from annotator.ui.inspector.memo_field import MemoField
from annotator.ui.kit.widgets import Look, button, hairline, pressed_by_enter, spaced, words

_LINKS = (
    ("documents.add_to_set", "Add to a set…"),
    ("documents.open", "Open in Code"),
    ("documents.remove", "Move to the bin"),
)


class ChosenPanel(QScrollArea):
    """`command_requested` carries the command behind a link. `notes`: where what is written of a document stands."""

    command_requested = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = DocumentForm()
        self.none = words("No document is selected.", Look.SECONDARY)
        self.notes = QVBoxLayout()
        self.memo = MemoField()
        self.links: dict[str, QPushButton] = {}
        self._keys: dict[str, QWidget] = {}
        self._below = QWidget()
        self._build()
        follow_keys(self, self._name_keys)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show what there is to be done with so many documents."""
        self.none.setVisible(not count)
        self._below.setVisible(bool(count))

    def say_rights(self, may_change: bool) -> None:
        """Offer to remove documents to who may."""
        for each in (self.links["documents.remove"], self._keys["documents.remove"]):
            each.setVisible(may_change)

    def _build(self) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        spaced(box, 8, (8, 0, 12, 12))
        # Links have seven pixels of their own before their words.
        inset = QVBoxLayout()
        spaced(inset, 0, (8, 0, 0, 0))
        inset.addWidget(self.none)
        box.addLayout(inset)
        box.addWidget(self.form)
        below = QVBoxLayout(self._below)
        spaced(below, 4, (0, 8, 0, 0))
        line = QVBoxLayout()
        spaced(line, 0, (8, 0, 0, 4))
        line.addWidget(hairline())
        below.addLayout(line)
        spaced(self.notes, 0, (8, 0, 0, 8))
        self.notes.addWidget(self.memo)
        below.addLayout(self.notes)
        for command, text in _LINKS:
            below.addLayout(self._row(command, text))
        box.addWidget(self._below)
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setProperty("look", Look.QUIET.value)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _row(self, command: str, text: str) -> QHBoxLayout:
        link = pressed_by_enter(button(text, Look.LINK))
        link.clicked.connect(lambda: self.command_requested.emit(command))
        key = words("", Look.SECONDARY)
        key.setWordWrap(False)
        self.links[command], self._keys[command] = link, key
        row = QHBoxLayout()
        spaced(row, 4)
        row.addWidget(link)
        row.addWidget(key)
        row.addStretch(1)
        return row

    def _name_keys(self) -> None:
        for command, label in self._keys.items():
            key = key_or_none(command)
            label.setText(key)  # type: ignore[attr-defined]
            self.links[command].setAccessibleDescription(f"Key {key}" if key else "")

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
