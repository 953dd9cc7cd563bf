"""The manual in a window of its own, beside a dialog: while a dialog is open, the window below it takes no key."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QVBoxLayout

from annotator.ui.kit.widgets import spaced
from annotator.ui.manual.panel import ManualPanel

_SIZE = (440, 560)
_GAP = 12


class ManualWindow(QDialog):
    """Stands beside the dialog that it is about, and goes with it."""

    def __init__(self, panel: ManualPanel, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.panel = panel
        self.setWindowTitle("Manual")
        self.setAccessibleName("Manual")
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(panel)
        self.resize(*_SIZE)
        panel.left.connect(self.close)
        # Not every desktop gives the keyboard back by itself.
        self.finished.connect(dialog.activateWindow)
        self._stand_beside(dialog)

    def _stand_beside(self, dialog: QDialog) -> None:
        """Stand at the right of a dialog where the screen has room, else at its left or over it."""
        screen, frame = dialog.screen().availableGeometry(), dialog.frameGeometry()
        left = frame.right() + _GAP
        if left + self.width() > screen.right():
            left = max(screen.left(), frame.left() - _GAP - self.width())
        self.move(QPoint(left, max(screen.top(), frame.top())))
