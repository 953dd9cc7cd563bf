"""What would be erased for good, what would still hold it, and a tick before it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, Outcome, ReportList, words

_INTRO = "It goes from the project, its history, its backups and its rescue files."


class EraseDialog(Dialog):
    """`said`: what would go, a sentence each; `remaining`: which copies would hold it.

    Nothing is done by Return alone: it takes the tick.
    """

    def __init__(
        self, title: str, said: Sequence[str], remaining: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, _INTRO)
        for sentence in said:
            self.body.addWidget(words(sentence))
        self.setAccessibleDescription(" ".join(said))
        self.body.addWidget(words("What would still hold it", Look.SECONDARY))
        self.list = ReportList("What would still hold it")
        self.list.show_lines([(Outcome.NOTICE, sentence) for sentence in remaining])
        self.body.addWidget(self.list, 1)
        self.sure = QCheckBox("&Nothing brings it back: erase it")
        self.body.addWidget(self.sure)
        self.erase_button = self.add_buttons("Erase for good") or QPushButton()
        self.erase_button.setEnabled(False)
        self.sure.toggled.connect(self.erase_button.setEnabled)
        self.sure.setFocus()
        self.resize(600, 380)
