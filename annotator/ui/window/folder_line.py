"""How it stands with the shared folder, at the foot of the window: a line, and a link where something waits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.background.folder_state import FolderState
from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, tooltip

_WIDEST = 300


class FolderLine(QWidget):
    """`look_requested`: what waits is to be looked at."""

    look_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ElidedLabel(Look.SECONDARY, _WIDEST)
        self.line.setAccessibleName("Shared folder")
        self.link = pressed_by_enter(button("look at it", Look.LINK))
        self.link.clicked.connect(self.look_requested)
        row = QHBoxLayout(self)
        spaced(row, 4)
        row.addWidget(self.line)
        row.addWidget(self.link)
        self.show_state(FolderState())

    def show_state(self, found: FolderState) -> None:
        """Say how it stands; nothing where no folder is shared and no copy lies beside the project."""
        line, about = found.foot, found.foot_tip
        if line != self.line.text():
            self.line.say(line)
            self.line.updateGeometry()
        self.line.setToolTip(tooltip(about))
        self.line.setAccessibleDescription(about)
        self.link.setVisible(found.waits)
        self.setVisible(bool(line))
