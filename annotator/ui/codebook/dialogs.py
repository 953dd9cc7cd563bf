"""What is asked around the draft: a note for the new version, what becomes of it on leaving, what else to do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, Outcome, ReportList, labelled, words

_LOST = (
    "These codings keep what they say, but it is no longer shown. If it matters, cancel, and retire or merge instead."
)


class SaveDialog(Dialog):
    """What the new version changes and what codings lose by it; `given` carries its note, which may be empty."""

    given = Signal(str)

    def __init__(self, changes: Sequence[str], lost: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Save as a new version", parent, "The previous version is kept; you can go back to it.")
        self.changes = ReportList("What it changes")
        self.changes.show_lines(
            [(Outcome.FAILED, sentence) for sentence in lost] + [(Outcome.NOTICE, sentence) for sentence in changes]
        )
        self.note = QLineEdit()
        self.body.addLayout(labelled("Note", self.note, "Why it was changed; optional."))
        self.body.addLayout(labelled("What it changes", self.changes), 1)
        if lost:
            self.body.addWidget(words(_LOST, Look.PROBLEM))
        self.add_buttons("Save all the same" if lost else "Save")
        self.note.setFocus()
        self.resize(560, 420)

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.given.emit(" ".join(self.note.text().split()))


class AskDialog(Dialog):
    """A question with two answers besides staying: `first` and `second` tell which was given."""

    first = Signal()
    second = Signal()

    def __init__(
        self, title: str, question: str, first: str, second: str, stay: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, question)
        self.second_button = self.add_side_button(second)
        self.second_button.clicked.connect(self._on_second)
        # With nothing but buttons, Return presses the one that has the keyboard: first the default.
        self.second_button.setAutoDefault(True)
        self.first_button = self.add_buttons(first, stay)
        if self.first_button is not None:
            self.first_button.setFocus()
            # By itself Tab leaves the button at the other end out of its round, where there is nothing but buttons.
            self.setTabOrder(self.first_button, self.second_button)
        self.resize(460, self.sizeHint().height())

    def _on_second(self) -> None:
        self.done(0)
        self.second.emit()

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.first.emit()
