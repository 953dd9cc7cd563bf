"""The project's short list of reasons, from which an adjudicator chooses by number."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.commands import REASONS
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.fields import LinesArea
from annotator.ui.kit.widgets import labelled

_HINT = "One on each line. The first nine have the keys {keys}; what is in decisions already stays as it is."


class ReasonsDialog(Dialog):
    """`chosen` carries the reasons in their order."""

    chosen = Signal(object)

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            "Reasons to choose from", parent, "They are the project’s: all who adjudicate choose from them."
        )
        self.lines = LinesArea(least=9)
        self.lines.show_items(reasons)
        keys = ", ".join(key_of(f"adjudicate.reason_{number}") for number in range(1, REASONS + 1))
        self.body.addLayout(labelled("Reasons", self.lines, _HINT.format(keys=keys)))
        self.add_buttons("Save")
        self.lines.setFocus()
        self.resize(440, self.sizeHint().height())

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.lines.items())
