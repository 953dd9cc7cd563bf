"""What History leads to besides the steps: backups, the bin, remarks that wait; whether the chain of steps is whole."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

_COMMANDS = {"project.backups": "Backups…", "project.bin": "Recycle bin…", "project.check": "Check the project now"}


class HistoryPlaces(QWidget):
    """`command_requested` carries a command’s id; `remark_requested`: the first remark that waits is to be shown."""

    command_requested = Signal(str)
    remark_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: QLabel = words("Steps", Look.STRONG)
        self.links = {id: pressed_by_enter(button(text, Look.LINK)) for id, text in _COMMANDS.items()}
        self.remarks = pressed_by_enter(button("", Look.LINK))
        self.chain = words("", Look.SECONDARY)
        for id, link in self.links.items():
            link.clicked.connect(partial(self.command_requested.emit, id))
        self.remarks.clicked.connect(self.remark_requested)
        box = QVBoxLayout(self)
        spaced(box, 2, (12, 0, 12, 8))
        box.addWidget(self.steps)
        for link in (self.links["project.backups"], self.links["project.bin"], self.remarks):
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.chain)
        box.addWidget(self.links["project.check"], 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_waiting(0)

    def offer(self, commands: frozenset[str]) -> None:
        """Show the links to those of its commands that the window has."""
        for id, link in self.links.items():
            link.setVisible(id in commands)

    def show_steps(self, count: int) -> None:
        """Say how many steps there are."""
        self.steps.setText(counted(count, "step"))

    def show_waiting(self, count: int) -> None:
        """Say how many remarks wait for whoever is at the desk; no word where none does."""
        self.remarks.setVisible(count > 0)
        self.remarks.setText(f"{counted(count, 'remark waits', 'remarks wait')} for you")
        self.remarks.setAccessibleName(self.remarks.text())

    def show_check(self, problems: int | None, when: datetime | None) -> None:
        """Say what the last check of this sitting found; None: there was none."""
        if problems is None or when is None:
            self.chain.setText("Not checked since it was opened.")
        elif problems:
            self.chain.setText(f"{counted(problems, 'fault was', 'faults were')} found at {when:%H:%M}.")
        else:
            self.chain.setText(f"The chain of steps is whole: checked at {when:%H:%M}.")
