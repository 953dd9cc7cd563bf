"""The passphrase of an encrypted project: asked when it is opened, and chosen when it is made."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.operations.project import encryption
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, labelled, spaced, words

_ROOM = 52
"""Pixels for the longest hint, so that nothing moves while one types."""


class PassphraseDialog(Dialog):
    """Asks until it is told that what was given fits, by `done`, or Escape leaves the project closed."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name`: of the file."""
        super().__init__("This project is encrypted", parent, f"Its passphrase opens {name}.")
        self.field = _secret_field("Passphrase")
        self.problem = words("", Look.PROBLEM)
        self.body.addLayout(labelled("&Passphrase", self.field))
        self.body.addWidget(self.problem)
        self.add_buttons("Open")
        self.field.setFocus()
        self.resize(480, self.sizeHint().height())

    def say(self, sentence: str) -> None:
        """Say why what was given opens nothing; another one can be tried."""
        self.problem.setText(sentence)
        self.field.setAccessibleDescription(sentence)
        self.field.selectAll()
        self.field.setFocus()

    # Qt calls these.

    def accept(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())

    def done(self, result: int) -> None:
        self.field.clear()
        super().done(result)


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with what a lost one means."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.again = _secret_field("Passphrase"), _secret_field("The same once more")
        self.hint = words("", Look.SECONDARY)
        column = QVBoxLayout(self)
        spaced(column, 8)
        fields = QHBoxLayout()
        spaced(fields, 12)
        fields.addLayout(labelled("&Passphrase", self.first))
        fields.addLayout(labelled("The same &once more", self.again))
        column.addLayout(fields)
        column.addWidget(self.hint)
        self.hint.setMinimumHeight(_ROOM)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        for field in (self.first, self.again):
            field.textChanged.connect(self._on_typed)
        self._on_typed()

    @property
    def passphrase(self) -> str:
        """What was typed, empty while it is not there twice."""
        return "" if self.problem() else self.first.text()

    def clear(self) -> None:
        """Hold no passphrase any more."""
        for field in (self.first, self.again):
            field.clear()

    def problem(self) -> str:
        """Return the sentence that says what is missing, empty where nothing is."""
        if not self.first.text().strip():
            return "Type a passphrase."
        return "" if self.first.text() == self.again.text() else "The two passphrases are not the same."

    def _on_typed(self) -> None:
        better = encryption.hint(self.first.text()) if self.first.text() else ""
        self.hint.setText(f"{encryption.LOST} {better}".strip())
        self.first.setAccessibleDescription(self.hint.text())
        self.changed.emit()


def _secret_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
