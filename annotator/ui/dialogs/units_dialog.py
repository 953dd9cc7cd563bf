"""Before units are cut, split or joined: what is coded in them, and what becomes of that."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import words


class UnitsDialog(Dialog):
    """`does`: the button that does it. `said`: what follows, a sentence each; `codings`: a line each."""

    def __init__(
        self, title: str, does: str, said: Sequence[str], codings: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, "It is one step, which can be undone.")
        for sentence in said:
            self.body.addWidget(words(sentence))
        self.list = QListWidget()
        self.list.setAccessibleName("What is coded there")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems(list(codings))
        self.list.setVisible(bool(codings))
        self.body.addWidget(self.list, 1)
        self.does = self.add_buttons(does)
        self.resize(520, 360 if codings else 200)
        if self.does is not None:
            self.does.setFocus()
