"""A project that does not open, or fails its check: what is wrong, and the ways on, none of which writes to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Outcome, ReportList, words

_INTRO = "Each way makes a new file; this one stays as it is."


class DamagedDialog(Dialog):
    """Return takes the first way: a copy that is repaired, or (of a file that cannot be read) a rescue of what is left.

    `problems`: what a check has found, of a project that opens.
    """

    repair_requested = Signal()
    rescue_requested = Signal()
    backups_requested = Signal()

    def __init__(self, sentence: str, problems: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__("This project is damaged", parent, _INTRO)
        self.sentence = words(sentence)
        self.sentence.setAccessibleName(sentence)
        self.setAccessibleDescription(sentence)
        self.body.addWidget(self.sentence)
        self._first = self.repair_requested if problems else self.rescue_requested
        if problems:
            self.list = ReportList("What the check finds")
            self.list.show_lines([(Outcome.FAILED, problem) for problem in problems])
            self.body.addWidget(self.list, 1)
        # Before those at the other end, which Tab would pass over else.
        self.add_buttons("Repair into a copy…" if problems else "Rescue what can be read…", "Close")
        if problems:
            rescue = self.add_side_button("Rescue what can be read…")
            rescue.clicked.connect(self.rescue_requested)
            rescue.clicked.connect(self.close)
        backups = self.add_side_button("Backups…")
        backups.clicked.connect(self.backups_requested)
        backups.clicked.connect(self.close)
        self.resize(600, 380 if problems else 200)

    # Qt calls these.

    def accept(self) -> None:
        super().accept()
        self._first.emit()
