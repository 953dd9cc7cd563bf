"""A link that does what a command does, with its key beside it in the colour of what is secondary."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words


class CommandLink(QWidget):
    """`pressed` carries the id of the command; the key is the one that the command has now."""

    pressed = Signal(str)

    def __init__(self, command: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self.link = pressed_by_enter(button(title, Look.LINK))
        self.link.clicked.connect(lambda: self.pressed.emit(command))
        self.key = words("", Look.SECONDARY)
        self.key.setWordWrap(False)
        row = QHBoxLayout(self)
        spaced(row, 4)
        row.addWidget(self.link)
        row.addWidget(self.key)
        row.addStretch(1)
        follow_keys(self, self._name_key)

    def _name_key(self) -> None:
        key = key_or_none(self._command)
        self.key.setText(key)
        self.key.setVisible(bool(key))
        self.link.setAccessibleDescription(f"Key {key}" if key else "")
