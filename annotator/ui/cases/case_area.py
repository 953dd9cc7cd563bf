"""As much room as what the coders said needs, if there is so much: the rest is scrolled to and never cut."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST = 160


class CaseArea(QScrollArea):
    """Shows a widget at the height that its lines need at the width there is."""

    def __init__(self, case: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keys belong to what is in it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setProperty("look", "quiet")
        self._case = case
        self.setWidget(case)

    def fit(self) -> None:
        """Ask for the room that what is shown now needs, and show its beginning."""
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def settle(self) -> None:
        """Show the scroll bar where there is something to scroll to: a bar that stays takes the width that it needs."""
        fits = self._case.heightForWidth(self.width()) <= self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(self._case.sizeHint().width(), max(self._case.heightForWidth(self.width()), 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._case.minimumSizeHint().width(), min(_LEAST, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self.settle()
