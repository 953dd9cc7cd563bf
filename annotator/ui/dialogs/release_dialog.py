"""Which documents' gold goes back to the coders: ready ones are ticked, others say what they lack."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.ticks import TickEntry, TickModel, tick_list
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words


class ReleaseDialog(Dialog):
    """`chosen` carries the ids of all documents whose gold is to be shown, those that are shown already among them."""

    chosen = Signal(object)

    def __init__(
        self,
        entries: Sequence[TickEntry],
        released: Collection[str],
        ready: Collection[str],
        warn: Callable[[Collection[str]], str],
        parent: QWidget | None = None,
    ) -> None:
        """`released`: shown now; `ready`: every case is decided; `warn`: what to say of a choice, or nothing."""
        intro = (
            "Who has coded a text sees in the workspace Feedback how it differs from gold, by which rule and why. "
            "Other coders’ spans and names are not shown."
        )
        super().__init__("Release gold to the coders", parent, intro)
        self._released, self._warn = frozenset(released), warn
        self.model = TickModel(entries, [*released, *ready], self)
        self.list = tick_list(self.model, "Documents whose gold is shown")
        self.count = words("", Look.SECONDARY)
        self.warning = words("", Look.PROBLEM)
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        spaced(row, 8)
        every = [entry.id for entry in entries]
        self.choosers = {}
        for title, ids in (("Ready ones", [*released, *ready]), ("All", every), ("None", [])):
            made = pressed_by_enter(button(title, Look.LINK))
            made.clicked.connect(partial(self.model.choose, ids))
            self.choosers[title] = made
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.count)
        self.body.addLayout(row)
        self.body.addWidget(self.warning)
        self.accept_button = self.add_buttons("Release") or QPushButton()
        self.model.ticked.connect(self._check)
        self._check()
        self.resize(520, 460)

    @Slot()
    def _check(self) -> None:
        chosen = self.model.chosen
        new, gone = len(chosen - self._released), len(self._released - chosen)
        told = [f"{new} new" if new else "", f"{gone} taken back" if gone else ""]
        self.count.setText(", ".join(filter(None, told)) or f"{len(chosen)} released")
        warning = self._warn(chosen - self._released)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.accept_button.setText("Take back" if gone and not new else "Release")
        self.accept_button.setEnabled(bool(new or gone))

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(frozenset(self.model.chosen))
