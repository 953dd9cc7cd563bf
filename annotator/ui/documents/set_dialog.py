"""A new set: its name, and whether it is the filter or the documents that are selected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.wording import counted
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.widgets import Look, labelled, words

_BY_FILTER = "A filter keeps itself up to date: what comes in later is in the set too."
_BY_HAND = "A list stays as you chose it; drop documents on it to add them."


class SetDialog(Dialog):
    """`given` carries the name, and whether the set is the filter (else the documents that are selected)."""

    given = Signal(str, bool)

    def __init__(self, filter: str, chosen: int, name: str = "", parent: QWidget | None = None) -> None:
        """`filter`: in words, empty where none narrows; `chosen`: how many documents are selected."""
        super().__init__("Make a set", parent)
        self.field = QLineEdit(name)
        self.body.addLayout(labelled("Name", self.field))
        selected = f"the {counted(chosen, 'document')} selected"
        both = {True: "the filter", False: selected} if filter and chosen else {}
        self.by_filter = bool(filter) and chosen < 2
        self.choice = SegmentBar("What the set is", both or {self.by_filter: "the filter" if filter else selected})
        self.choice.show_value(self.by_filter)
        self.choice.setVisible(bool(both))
        self.choice.chosen.connect(self._on_choice)
        self.what = words("", Look.SECONDARY)
        self._filter = filter
        self.body.addWidget(self.choice)
        self.body.addWidget(self.what)
        self.add_buttons("Make the set")
        self._say()
        self.field.setFocus()
        self.resize(420, self.sizeHint().height())

    def _on_choice(self, by_filter: bool) -> None:
        self.by_filter = by_filter
        self._say()

    def _say(self) -> None:
        self.what.setText(f"{self._filter}\n{_BY_FILTER}" if self.by_filter else _BY_HAND)

    # Qt calls this.

    def accept(self) -> None:
        name = " ".join(self.field.text().split())
        if not name:
            self.field.setFocus()
            return
        super().accept()
        self.given.emit(name, self.by_filter)
