"""What the forms of an attribute and of a role share: the part at hand, and a change of one of its fields."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from annotator.model.codebook import Attribute, Role
from annotator.ui.codebook.faults import Path
from annotator.ui.kit.fields import Fields, TextArea
from annotator.ui.kit.widgets import spaced

Part = TypeVar("Part", bound=Attribute | Role)


class PartForm(QWidget, Generic[Part]):
    """`part`: what it was shown, with what somebody typed since; each field changes itself alone."""

    edited = Signal()

    def __init__(self, one: str, parent: QWidget | None = None) -> None:
        """`one`: what the part is called."""
        super().__init__(parent)
        self.part: Part | None = None
        self.name = QLineEdit()
        self.id = QLineEdit(readOnly=True)
        self.required = QCheckBox("Required")
        self.definition = TextArea()
        self.fields = Fields()
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addLayout(self.fields)
        self.fields.add_row(("name", f"Name of the {one}", self.name), ("id", "Id (permanent)", self.id))
        self.name.textEdited.connect(lambda text: self.change(name=text))
        self.required.toggled.connect(lambda ticked: self.change(required=ticked))
        self.definition.edited.connect(lambda: self.change(definition=self.definition.toPlainText()))

    def show_part(self, part: Part) -> None:
        """Show a part without telling of it."""
        self.part = part
        if self.name.text() != part.name:
            self.name.setText(part.name)
        self.id.setText(part.id)
        with QSignalBlocker(self.required):
            self.required.setChecked(part.required)
        self.definition.show_text(part.definition)

    def say(self, faults: Sequence[tuple[Path, str]]) -> None:
        """Show what is wrong with the part at hand; a path begins with its field, and the first one counts."""
        self.fields.say({str(path[0]) if path else "": said for path, said in reversed(faults)})

    def take_keyboard(self) -> None:
        """Put the keyboard into its first field."""
        self.name.setFocus()

    def change(self, **fields: Any) -> None:
        """Change fields of the part at hand, and tell of it."""
        if self.part is not None:
            part: Part = self.part.model_copy(update=fields)  # type: ignore[assignment]  # a copy is of the same kind
            self.part = part
            self.edited.emit()
