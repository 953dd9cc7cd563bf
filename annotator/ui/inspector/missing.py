"""The line that has the keyboard where a note was asked for and no span is selected.

It says what is missing and swallows what is typed, so that the words of a note code nothing as the keys of labels.
"""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.kit.widgets import Field

SAID = "No span is selected: click on one first"


class NothingToNote(Field):
    """Nothing stays in it, and it is gone when the keyboard leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholderText=SAID)
        self.setAccessibleName(SAID)
        self.textEdited.connect(self._on_typed)
        self.hide()

    def wait(self) -> None:
        """Take the keyboard."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_typed(self) -> None:
        self.clear()

    # Qt calls this.

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hide()
