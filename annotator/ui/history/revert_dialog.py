"""What goes with a step that is reverted, to be read, opened and agreed to."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.operations.project.history import Line
from annotator.ui.dialogs.base import Dialog
from annotator.ui.history.item_model import StepDelegate, StepModel
from annotator.ui.kit.rows import row_list
from annotator.ui.kit.widgets import Look, words


class RevertDialog(Dialog):
    """Lists the step and what stands on it. `opened`: one was chosen, to be seen at its place; nothing is reverted."""

    opened = Signal(int)

    def __init__(self, step: Line, others: Sequence[Line], count: int, parent: QWidget | None = None) -> None:
        """`count`: all that go, the step itself among them; `others`: those of the others that are listed."""
        super().__init__(f"Revert {count:,} steps?", parent, "What stands on a step cannot stay without it.")
        self.model = StepModel(with_days=False)
        self.model.show_lines([step, *others])
        self.list = row_list("Steps that are reverted together")
        self.list.setItemDelegate(StepDelegate(self.list))
        self.list.setModel(self.model)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.activated.connect(self._on_activated)
        self.body.addWidget(self.list, 1)
        if (hidden := count - 1 - len(others)) > 0:
            self.body.addWidget(words(f"And {hidden:,} later ones, which the history lists.", Look.SECONDARY))
        note = (
            "It is one step of its own, which undo takes back. A step that you open shows its place, and nothing goes."
        )
        self.body.addWidget(words(note, Look.SECONDARY))
        self.accept_button = self.add_buttons(f"Revert {count:,} steps")
        self.resize(640, 420)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if (line := self.model.line_at(index.row())) is not None:
            self.reject()
            self.opened.emit(line.number)
