"""A field of one's own: its name, what it holds, and of one of several which."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.document_field import FieldKind
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.fields import LinesArea, boxed
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.widgets import Look, labelled, words

_KINDS = {
    FieldKind.TEXT: "text",
    FieldKind.DATE: "date",
    FieldKind.NUMBER: "number",
    FieldKind.CHOICE: "one of several",
}


class FieldDialog(Dialog):
    """`given` carries the name, the kind and the choices."""

    given = Signal(str, object, object)

    def __init__(self, taken: Collection[str] = (), parent: QWidget | None = None) -> None:
        """`taken`: what fields are called already."""
        super().__init__("A field of your own", parent, "All documents of the project can have it.")
        self._taken = {name.casefold() for name in taken}
        self.name = QLineEdit()
        self.body.addLayout(labelled("Name", self.name))
        self.kind = SegmentBar("What it holds", _KINDS)
        self.choices = LinesArea(least=3)
        self.listed = boxed(labelled("Which ones", self.choices, "One on each line."))
        self.listed.hide()
        self.fault = words("", Look.PROBLEM)
        self.fault.hide()
        for part in (self.kind, self.listed, self.fault):
            self.body.addWidget(part)
        self.kind.chosen.connect(self._on_kind)
        self.add_buttons("Add the field")
        self.name.setFocus()
        self.resize(420, self.sizeHint().height())

    def _on_kind(self, kind: FieldKind) -> None:
        self.listed.setVisible(kind is FieldKind.CHOICE)

    def _wrong(self) -> str:
        name = " ".join(self.name.text().split())
        if not name:
            return "Give it a name."
        if name.casefold() in self._taken:
            return f"There is a field “{name}” already."
        if self.kind.value is FieldKind.CHOICE and not self.choices.items():
            return "Write which ones it can be, one on each line."
        return ""

    # Qt calls this.

    def accept(self) -> None:
        if wrong := self._wrong():
            self.fault.setText(wrong)
            self.fault.show()
            return
        super().accept()
        kind = self.kind.value
        choices = self.choices.items() if kind is FieldKind.CHOICE else ()
        self.given.emit(" ".join(self.name.text().split()), kind, choices)
