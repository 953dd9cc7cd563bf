"""What all dialogs of a hub share: one sentence says what is wrong, and they stay open while a server is waited for.

Whoever hears what was chosen works on another thread, and says how it ended: `say` lets it be tried again, `finish`
closes the dialog. Escape, or Stop, gives up what is waited for; nothing has been changed then.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.background.progress_row import ProgressRow
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, spaced, words

_ROOM = 36
"""Pixels for a sentence of two lines, or how far it is: nothing moves while one types, or waits."""


class HubForm(Dialog):
    """Fill `fields`, give `missing`, then call `build`. `chosen` carries a frozen object."""

    chosen = Signal(object)
    stop_requested = Signal()

    def __init__(self, title: str, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, intro)
        self.setAccessibleDescription(intro)
        self.form = QWidget()
        self.fields = QVBoxLayout(self.form)
        spaced(self.fields, 12)
        self.problem = words("", Look.PROBLEM)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.progress = ProgressRow("Progress")
        self.progress.stop_requested.connect(self._on_stop)
        self._below = QStackedWidget()
        self._below.addWidget(self.problem)
        self._below.addWidget(self.progress)
        self._below.setMinimumHeight(_ROOM)
        self.accept_button = QPushButton()
        self._is_busy = False
        self._had_keyboard: QWidget | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a server is waited for."""
        return self._is_busy

    def build(self, accept: str, width: int = 520) -> None:
        """Put it together, once the fields are there; `accept`: what the button says."""
        self.body.addWidget(self.form)
        self.body.addWidget(self._below)
        self.body.addStretch(1)
        self.accept_button = self.add_buttons(accept) or self.accept_button
        self.resize(width, self._outer.totalHeightForWidth(width))
        self.check()

    def missing(self) -> str:
        """Return the sentence that says what is missing or wrong, empty where nothing is."""
        return ""

    def choice(self) -> object:
        """Return what was chosen; nothing is missing."""
        raise NotImplementedError

    def begin(self, doing: str) -> None:
        """Say what is done now; what was typed stays as it is."""
        self._is_busy, self._had_keyboard = True, self.focusWidget()
        self.problem.setText("")
        self.form.setEnabled(False)
        self.accept_button.setEnabled(False)
        self.progress.begin(doing)
        self._below.setCurrentWidget(self.progress)
        self.progress.stop_button.setFocus()

    def say(self, sentence: str) -> None:
        """Say why it was not done; it can be tried again."""
        self._is_busy = False
        self._below.setCurrentWidget(self.problem)
        self.form.setEnabled(True)
        self.accept_button.setEnabled(True)
        (self._had_keyboard or self.accept_button).setFocus()
        self.problem.setText(sentence)
        self.accept_button.setAccessibleDescription(sentence)
        self._make_room()

    def finish(self) -> None:
        """Close: it is done."""
        self._is_busy = False
        self.done(int(Dialog.DialogCode.Accepted))

    @Slot()
    def check(self) -> None:
        """Say what is still missing."""
        missing = self.missing()
        self.problem.setText(missing)
        self.accept_button.setEnabled(not missing and not self._is_busy)
        self.accept_button.setAccessibleDescription(missing)

    def _make_room(self) -> None:
        """Grow for a sentence of more lines, which would be drawn over what stands above it."""
        room = self.problem.heightForWidth(self._below.width())
        if (more := room - self._below.minimumHeight()) > 0:
            self._below.setMinimumHeight(room)
            self.resize(self.width(), self.height() + more)

    @Slot()
    def _on_stop(self) -> None:
        self.stop_requested.emit()

    # Qt calls these.

    def accept(self) -> None:
        if not self._is_busy and not self.missing():
            self.chosen.emit(self.choice())

    def reject(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()
        super().reject()


def secret_field() -> QLineEdit:
    """Return a line that shows nothing of what is typed in it."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
