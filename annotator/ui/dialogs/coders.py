"""Which coders are compared: two or more of those who have coded."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import begin_at


class CodersDialog(Dialog):
    """A list to tick. `chosen` carries the names."""

    chosen = Signal(list)

    def __init__(self, names: Sequence[str], ticked: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Coders to compare", parent, "Two or more; what they say alike becomes gold by itself.")
        self.list = QListWidget()
        self.list.setAccessibleName("Coders")
        for name in names:
            item = QListWidgetItem(name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
        self.body.addWidget(self.list, 1)
        begin_at(self.list, 0)
        self.accept_button = self.add_buttons("Compare") or QPushButton()
        self.list.itemChanged.connect(self._check)
        self._check()
        self.resize(360, 320)

    @property
    def choice(self) -> list[str]:
        """The names that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    @Slot()
    def _check(self) -> None:
        self.accept_button.setEnabled(len(self.choice) > 1)

    # Qt calls this.

    def accept(self) -> None:
        if len(self.choice) > 1:
            super().accept()
            self.chosen.emit(self.choice)
