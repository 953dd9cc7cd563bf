"""Which person, or which layer of one, is to go into the recycle bin."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QListWidget, QWidget

from annotator.model.ids import CoderId, LayerId
from annotator.model.wording import isolated
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, words

_INTRO = "All that is coded there goes along. It can be undone, and put back from the recycle bin."


@dataclass(frozen=True, slots=True)
class Removable:
    """A person (no `layer`), or a layer. `why_not`: a sentence where it has to stay."""

    name: str
    coder: CoderId | None = None
    layer: LayerId | None = None
    owner: str = ""
    why_not: str = ""

    @property
    def said(self) -> str:
        """What stands in the list."""
        if self.layer is None:
            return isolated(self.name)
        return f"The layer {isolated(self.name)}" + (f" of {isolated(self.owner)}" if self.owner else "")


class RemovalDialog(Dialog):
    """Return removes the one at hand, which `removal_requested` carries."""

    removal_requested = Signal(object)

    def __init__(self, rows: Sequence[Removable], parent: QWidget | None = None) -> None:
        super().__init__("Remove a person or a layer", parent, _INTRO)
        self._rows = tuple(rows)
        self.list = QListWidget()
        self.list.setAccessibleName("Persons and layers")
        self.list.addItems([row.said for row in self._rows])
        self._problem = words("", Look.PROBLEM)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._problem)
        self.remove_button = self.add_buttons("Remove")
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemDoubleClicked.connect(self.accept)
        self.resize(460, 380)
        self.list.setCurrentRow(0)
        self._on_row()
        self.list.setFocus()

    @property
    def chosen(self) -> Removable | None:
        """The one at hand."""
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @Slot()
    def _on_row(self) -> None:
        chosen = self.chosen
        self._problem.setText(chosen.why_not if chosen is not None else "")
        if self.remove_button is not None:
            self.remove_button.setEnabled(chosen is not None and not chosen.why_not)

    # Qt calls this.

    def accept(self) -> None:
        chosen = self.chosen
        if chosen is not None and not chosen.why_not:
            super().accept()
            self.removal_requested.emit(chosen)
