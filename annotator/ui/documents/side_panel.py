"""The right side: the form of what is selected, and below it where its documents can go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.ui.commands.command_link import CommandLink
from annotator.ui.documents.form import DocumentForm
from annotator.ui.inspector.memo_field import MemoField
from annotator.ui.kit.widgets import Look, hairline, spaced, words

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
        self.links = {command: CommandLink(command, title) for command, title in _LINKS}
        self._below = QWidget()
        self._build()
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show what there is to be done with so many documents."""
        self.none.setVisible(not count)
        self._below.setVisible(bool(count))

    def say_rights(self, may_change: bool) -> None:
        """Offer to remove documents to who may."""
        self.links["documents.remove"].setVisible(may_change)

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
        for link in self.links.values():
            link.pressed.connect(self.command_requested)
            below.addWidget(link)
        box.addWidget(self._below)
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setProperty("look", Look.QUIET.value)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
